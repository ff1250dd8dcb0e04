"""What public pages share: the visitor's language, no cookie, forms that are known again."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.blueprints import BlueprintSetupState
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from lxml import html
from markupsafe import Markup
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from advocacy.campaigns.endorsements import Endorsement, joined
from advocacy.campaigns.model import Signatory
from advocacy.document import Document
from advocacy.errors import AdvocacyError, Message, Problem, RefusedError, UnknownNameError, message
from advocacy.store import Edition
from advocacy.store.public_pages import PublicPage, PublicPages
from advocacy.web.access import Need, needs
from advocacy.web.countries import countries
from advocacy.web.desk import desk, parsed, readiness_of_edition
from advocacy.web.failures import SENTENCES
from advocacy.web.pressure import LaterError
from advocacy.web.wording import language, say

__all__ = [
    "LINK_DAYS",
    "check_tag",
    "country_choices",
    "drawn",
    "form_token",
    "frame",
    "is_letter",
    "link_content",
    "link_token",
    "make_public",
    "public_pages",
    "read_form_token",
    "ready_tags",
    "shown_edition",
    "speak",
    "text_of",
]

MOST_DRAWN = 50
FORM_DAYS = 7
LINK_DAYS = 14
DAY = 24 * 60 * 60
HTML = "html"


Again = Callable[[str, str, tuple[Problem, ...]], str]
"""Draws the form of a page once more: campaign, language, and what is wrong with it."""


def make_public(
    blueprint: Blueprint, address: str, draw: Callable[..., str], *, letter: bool
) -> Again:
    """Let anybody ask for the pages of a blueprint, in their language and without a cookie.

    Its main page is found below ``address``, and drawn by ``draw`` of its campaign, language, page
    and edition; what is returned draws it with problems. ``letter`` says of which appeals it is.

    The forms carry a signed token of their own instead of the one that is tied to a cookie: they
    do nothing in the name of whoever is logged in.
    """

    @needs(Need.OPEN)
    def find(slug: str) -> Response:
        _, edition = shown_edition(slug, letter=letter)
        return _to_best_language(slug, edition, f"{blueprint.name}.show")

    @needs(Need.OPEN)
    def show(slug: str, tag: str) -> str:
        return again(slug, tag, ())

    def again(slug: str, tag: str, problems: tuple[Problem, ...]) -> str:
        page, edition = shown_edition(slug, letter=letter)
        return draw(slug, tag, page, edition, problems=problems)

    blueprint.add_url_rule(f"{address}/<slug>", "find", find)
    blueprint.add_url_rule(f"{address}/<slug>/<tag>", "show", show)
    blueprint.register_error_handler(LaterError, lambda error: _later(error, again))
    blueprint.before_request(_speak_as_asked)
    blueprint.register_error_handler(AdvocacyError, _ours)
    blueprint.register_error_handler(HTTPException, _http)
    blueprint.record(_without_cookie)
    return again


def _without_cookie(state: BlueprintSetupState) -> None:
    state.app.extensions["csrf"].exempt(state.blueprint)


def speak(tag: str) -> None:
    """Answer this request in a language."""
    g.language = tag
    g.pop("catalog", None)


def _speak_as_asked() -> None:
    tag = (request.view_args or {}).get("tag")
    known = [one.key for one in desk().workshop.languages]
    speak(tag if tag in known else request.accept_languages.best_match(known, default=language()))


def _ours(error: AdvocacyError) -> tuple[str, int]:
    status = 404 if isinstance(error, UnknownNameError) else 422
    return failure(status, error.message, error.problems)


def _http(error: HTTPException) -> tuple[str, int]:
    status = error.code or 500
    return failure(status, SENTENCES.get(status, SENTENCES[404 if status < 500 else 500]))


def failure(status: int, sentence: Message, problems: tuple[Problem, ...] = ()) -> tuple[str, int]:
    """Say in the visitor's language why there is nothing to see."""
    # What was refused before its page was reached has no language yet.
    _speak_as_asked()
    page = render_template(
        "public/failure.html", sentence=say(sentence), problems=problems, tags=(), slug=""
    )
    return page, status


def _later(error: LaterError, again: Again) -> tuple[str, int, dict[str, str]]:
    """Ask for patience; ``again`` draws a form with what was typed into it."""
    page, _ = failure(error.status, error.message)
    if request.method == "POST":
        asked = request.view_args or {}
        # Where there is no such form, or no database to find it in, the sentence has to do.
        with suppress(AdvocacyError, HTTPException, OperationalError):
            page = again(asked["slug"], asked["tag"], (Problem("", error.message),))
    return page, error.status, error.headers


def public_pages() -> PublicPages:
    """Return the public pages of the application that answers."""
    return PublicPages(desk().store.engine)


def is_letter(appeal: str) -> bool:
    """Whether visitors send this kind of appeal themselves, instead of signing it."""
    return desk().workshop.recipe(appeal).design == "letter"


def shown_edition(slug: str, *, letter: bool) -> tuple[PublicPage, Edition]:
    """Return a page that is public and its edition; 404 where there is none of this kind."""
    page, edition = public_pages().shown(slug)
    if not page.published or is_letter(str(edition.data["appeal"])) is not letter:
        abort(404)
    return page, edition


def ready_tags(edition: Edition) -> tuple[str, ...]:
    """Return the languages in which a frozen text is complete, the source first."""
    found = readiness_of_edition(edition)
    ready = [tag for tag, problems in found.items() if all(one.warning for one in problems)]
    return tuple(sorted(ready, key=lambda tag: tag != edition.data["source"]))


def check_tag(tag: str, edition: Edition) -> None:
    """Answer 404 for a language in which the text is not complete."""
    if tag not in ready_tags(edition):
        abort(404)


def frame(slug: str, tag: str, edition: Edition, endpoint: str) -> dict[str, Any]:
    """Return what head and foot of a public page need; ``endpoint`` shows it in a language."""
    return {
        "slug": slug,
        "tag": tag,
        "tags": ready_tags(edition),
        "edition": edition,
        "title": edition.data.get("title", {}).get(tag, ""),
        "endpoint": endpoint,
    }


def _to_best_language(slug: str, edition: Edition, endpoint: str) -> Response:
    """Lead to the version in the browser's best language, else in the source's."""
    tags = ready_tags(edition)
    if not tags:
        abort(404)
    best = request.accept_languages.best_match(tags, default=tags[0])
    return redirect(url_for(endpoint, slug=slug, tag=best))


def drawn(document: Document, *, name: str = "", below: int = 0) -> Markup:
    """Return a document as HTML elements, to stand within a page of ours.

    The HTML format's own writer draws it; its style and its head stay behind. ``name`` keeps the
    names of its elements apart from another's, ``below`` lowers its headings by so many levels.
    """
    page = html.document_fromstring(desk().workshop.write(document, HTML))
    [main] = page.xpath("//main")
    for part in main.iter("*"):
        if below and re.fullmatch("h[1-6]", part.tag):
            part.tag = f"h{min(6, int(part.tag[1]) + below)}"
        for attribute in {"id", "aria-labelledby"} & set(part.attrib):
            part.set(attribute, name + part.get(attribute, ""))
        if part.get("href", "").startswith("#"):
            part.set("href", f"#{name}{part.get('href', '')[1:]}")
    inner = "".join(html.tostring(part, encoding="unicode") for part in main)
    return Markup(inner)  # noqa: S704 - the writer has escaped every word


def text_of(edition: Edition, tag: str, agreed: Sequence[Endorsement]) -> Markup:
    """Return a frozen text with those who endorsed it, drawn once for all who read it."""
    campaign, current = joined(parsed(edition.data), agreed), desk()
    language = current.workshop.languages.get(tag)
    key = (edition.digest, tag, *map(_mark, campaign.signatories))
    found = current.drawn.get(key)
    # A language whose files have changed is another value.
    if found is None or found[0] is not language:
        if len(current.drawn) >= MOST_DRAWN:
            current.drawn.clear()
        text = drawn(current.workshop.compose(campaign, tag))
        found = current.drawn[key] = (language, text)
    return found[1]


def _mark(signatory: Signatory) -> tuple[object, ...]:
    names = tuple(sorted(signatory.name.items()))
    return names, signatory.language, signatory.acronym, signatory.country, signatory.tier


def country_choices() -> tuple[tuple[str, str], ...]:
    """Return code and name of all countries, in the order of the page's language."""
    return tuple(countries(language()).items())


def form_token(slug: str, edition: int) -> str:
    """Sign a form for one edition of one campaign; what is sent with it is taken once."""
    return _serializer("form").dumps([slug, edition, secrets.token_urlsafe(12)])


def read_form_token(slug: str, token: str) -> tuple[int, str] | Message:
    """Return the edition and the number of a form, or why the form is not taken."""
    try:
        campaign, edition, number = _serializer("form").loads(token, max_age=FORM_DAYS * DAY)
    except SignatureExpired:
        return message(
            "public.form_old",
            "This page was open for so long that its form is not valid any more. What you typed "
            "is still here: please send it again.",
        )
    except (BadData, ValueError, TypeError):
        campaign = ""
    if campaign != slug:
        return message(
            "public.form_foreign",
            "This form did not come from this page. What you typed is still here: please send it "
            "again.",
        )
    return int(edition), str(number)


def link_token(number: int, edition: int) -> str:
    """Sign the link by which a signatory confirms the endorsement of an edition."""
    return _serializer("link").dumps([number, edition])


def link_content(token: str) -> tuple[int, int]:
    """Return what a link is about; RefusedError for one that is forged or has expired."""
    age = current_app.config.get("LINK_SECONDS", LINK_DAYS * DAY)
    try:
        number, edition = _serializer("link").loads(token, max_age=age)
    except SignatureExpired as error:
        raise RefusedError(
            message(
                "public.link_old",
                "This link was valid for {days} days and has expired. Please sign again, or write "
                "to those who sent it to you.",
                days=LINK_DAYS,
            )
        ) from error
    except (BadData, ValueError, TypeError) as error:
        raise RefusedError(
            message(
                "public.link_wrong",
                "This link is not complete, or was not made here. Please open it exactly as it "
                "stands in the message.",
            )
        ) from error
    return int(number), int(edition)


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"public {purpose}")
