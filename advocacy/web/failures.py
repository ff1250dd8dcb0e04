"""When something fails: a page with one sentence and a way on, and the typed text kept."""

from __future__ import annotations

from flask import Flask, current_app, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError
from werkzeug.wrappers import Response

from advocacy.errors import AdvocacyError, Message, UnknownNameError, message
from advocacy.store.invitations import ExpiredError
from advocacy.web.access import NotAllowedError
from advocacy.web.pressure import LaterError
from advocacy.web.wording import say

__all__ = ["install"]

Answer = tuple[str, int] | tuple[Response, int]

SENTENCES = {
    400: message("failure.400", "This page cannot be asked for under that name or in that way."),
    403: message("failure.403", "The request came from another page and was refused."),
    404: message("failure.404", "There is nothing at this address."),
    405: message("failure.405", "This address does not take that kind of request."),
    413: message("failure.413", "That was too large: a request may have eight megabytes."),
    500: message("failure.500", "Something went wrong in the program. Nothing was changed."),
}
UNREACHABLE = message(
    "failure.503",
    "The database cannot be reached or written to at this moment; its disk may be full. Nothing "
    "was changed. Go back, where what you typed still stands, and try again in a minute.",
)
RETRY = {"Retry-After": "30"}
NOT_ALLOWED = message(
    "failure.not_allowed",
    "Your role does not allow this. Whoever organises the campaign, or leads the team, can give "
    "you another.",
)
EXPIRED = message(
    "failure.expired",
    "This page was open for so long that its form is not valid any more. What you typed is still "
    "here: send it again.",
)


def install(app: Flask) -> None:
    """Answer every failure with a page of this program."""
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(AdvocacyError, _ours)
    app.register_error_handler(LaterError, _later)
    app.register_error_handler(NotAllowedError, _not_allowed)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _unreachable)


def _expired(_error: CSRFError) -> Answer:
    return _again(EXPIRED), 400


def _again(sentence: Message) -> str:
    """Show the typed text again with a new token; only a person's click sends it."""
    fields = [
        (name, value)
        for name in request.form
        if name != "csrf_token"
        for value in request.form.getlist(name)
    ]
    return render_template("pages/expired.html", sentence=say(sentence), fields=fields)


def _later(error: LaterError) -> tuple[str | Response, int, dict[str, str]]:
    if request.accept_mimetypes.best == "application/json":
        return jsonify(state="failed"), error.status, error.headers
    # A file has to be chosen again, which only its own page can offer.
    if request.method == "POST" and not request.files:
        return _again(error.message), error.status, error.headers
    page, status = _page(error.status, error.message)
    return page, status, error.headers


def _not_allowed(_error: NotAllowedError) -> Answer:
    return _page(403, NOT_ALLOWED)


def _ours(error: AdvocacyError) -> Answer:
    status = 404 if isinstance(error, UnknownNameError) else 422
    if isinstance(error, ExpiredError):
        status = 410
    return _page(status, error.message, tuple(error.problems))


def _http(error: HTTPException) -> Answer:
    status = error.code or 500
    if isinstance(error, SecurityError):
        # Under a foreign name there are no addresses, and therefore no pages of ours.
        return Response(say(SENTENCES[400]), mimetype="text/plain"), 400
    if status == InternalServerError.code and request.accept_mimetypes.best == "application/json":
        return jsonify(state="failed"), 500
    return _page(status, SENTENCES.get(status, SENTENCES[404 if status < 500 else 500]))


def _unreachable(error: OperationalError) -> tuple[str | Response, int, dict[str, str]]:
    """Ask for patience while the database is away, locked, or on a full disk."""
    # Without its parameters: the words of the fault alone, and nobody's text.
    current_app.logger.error("The database does not answer: %s", error.orig)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(state="failed"), 503, RETRY
    page = render_template("pages/failure.html", status=503, sentence=say(UNREACHABLE), problems=())
    return page, 503, RETRY


def _page(status: int, sentence: Message, problems: tuple[object, ...] = ()) -> Answer:
    page = render_template(
        "pages/failure.html", status=status, sentence=say(sentence), problems=problems
    )
    return page, status
