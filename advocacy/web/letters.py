"""Letters of many people: a list looked through, three letters shown, all made in the background.

Everything works by forms and by asking for the page again; nothing here needs a script.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from advocacy.errors import AdvocacyError, Message, RefusedError, message
from advocacy.production.letter_job import DAYS_KEPT, KINDS, LetterJob
from advocacy.production.letters import personal
from advocacy.production.people import Recipient
from advocacy.production.preview import page_count, page_picture
from advocacy.store import Stored
from advocacy.web.access import Need, needs
from advocacy.web.desk import campaign_of, desk
from advocacy.web.endorsed import with_endorsements
from advocacy.web.letter_line import LetterLine

__all__ = ["blueprint", "has_letters", "install", "job_of"]

blueprint = Blueprint("letters", __name__)

Answer = str | AnyResponse | tuple[str, int]

WIDTH = 480
PAGES_SHOWN = 4
NOBODY = message("merge.nobody", "No row of the table can be used.")


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows done of all, letters per second, and minutes left where they can be told."""

    done: int
    rows: int
    rate: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Sample:
    """One of the first letters: its pages, or why it cannot be made."""

    recipient: Recipient
    pages: int
    fault: Message | None = None


@blueprint.get("/campaigns/<slug>/letters")
@needs(Need.ORGANISE)
def show(slug: str) -> Answer:
    """Show how far the letters of a campaign have come."""
    return _draw(desk().store.get(slug))


@blueprint.post("/campaigns/<slug>/letters")
@needs(Need.ORGANISE)
def look_through(slug: str) -> Answer:
    """Take a list and show what is understood of it; no letter is made yet."""
    stored = desk().store.get(slug)
    file = request.files.get("file")
    data = file.read() if file and file.filename else b""
    if not data:
        return _draw(stored, message("letters.no_file", "Please choose a file.")), 422
    try:
        campaign = campaign_of(with_endorsements(stored))
        survey = job_of(slug).look_through(data, campaign, desk().workshop)
        if not survey.usable:
            return _draw(stored, NOBODY), 422
    except RefusedError as error:
        return _draw(stored, error.message), 422
    return _back(slug)


@blueprint.post("/campaigns/<slug>/letters/start")
@needs(Need.ORGANISE)
def start(slug: str) -> Answer:
    """Begin, or go on after a stop."""
    job, stored = job_of(slug), desk().store.get(slug)
    survey, launch = job.survey, job.launch
    if survey is None or not survey.usable or job.stage not in {"looked", "stopped"}:
        return _back(slug)
    try:
        _line().join(job, launch.kind if launch else request.form.get("kind", ""))
    except RefusedError as error:
        return _draw(stored, error.message), 422
    return _back(slug)


@blueprint.post("/campaigns/<slug>/letters/delete")
@needs(Need.ORGANISE)
def delete(slug: str) -> Answer:
    """Stop the run if there is one, and delete the list and the letters."""
    desk().store.get(slug)
    job_of(slug).give_up()
    return _back(slug)


@blueprint.get("/campaigns/<slug>/letters/<int:number>/<int:page>.png")
@needs(Need.ORGANISE)
def picture(slug: str, number: int, page: int) -> Response:
    """Give the picture of a page of one of the first letters."""
    job = job_of(slug)
    survey = job.survey
    if survey is None or not 1 <= number <= len(survey.samples):
        abort(404)
    try:
        pdf = _pdf(job, survey.samples[number - 1])
        return Response(page_picture(pdf, page, WIDTH), mimetype="image/png")
    except (AdvocacyError, IndexError):
        abort(404)


@blueprint.get("/campaigns/<slug>/letters/file")
@needs(Need.ORGANISE)
def file(slug: str) -> Response:
    """Give the finished letters."""
    path = job_of(slug).output
    if path is None:
        abort(404)
    return send_file(path, as_attachment=True, download_name=f"{slug}.letters{path.suffix}")


@blueprint.get("/campaigns/<slug>/letters/report.csv")
@needs(Need.ORGANISE)
def report(slug: str) -> Response:
    """Give the list of rows that could not be used."""
    path = job_of(slug).report
    if not path.exists():
        abort(404)
    return send_file(
        path, mimetype="text/csv", as_attachment=True, download_name=f"{slug}.report.csv"
    )


def install(app: Flask, *, most: int) -> None:
    """Let ``most`` runs work at once; what waited or worked when the server ended goes on."""
    workshop = app.extensions["advocacy"].workshop
    line = LetterLine(Path(app.config["ADVOCACY_FOLDER"]) / "letters", workshop, most)
    app.extensions["advocacy-letters"] = line
    line.go_on()


def _line() -> LetterLine:
    found: LetterLine = current_app.extensions["advocacy-letters"]
    return found


def job_of(slug: str) -> LetterJob:
    """Return the letters of a campaign, which must exist: its name becomes a folder's.

    What nobody wanted for days goes on this occasion, whosever it is.
    """
    root = Path(current_app.config["ADVOCACY_FOLDER"]) / "letters"
    for folder in root.glob("*"):
        LetterJob(folder).expire()
    return LetterJob(root / desk().store.get(slug).slug)


def has_letters(stored: Stored) -> bool:
    """Whether a campaign is of a kind that many people can send, each in their own name."""
    try:
        return "sender" in desk().workshop.recipe(str(stored.data["appeal"])).parts
    except AdvocacyError:
        return False


def _draw(stored: Stored, fault: Message | None = None) -> str:
    job = job_of(stored.slug)
    _line().go_on()
    before = _line().before(job)
    stage = job.stage if before is None else "waiting"
    return render_template(
        "letters/show.html",
        stored=stored,
        fault=fault,
        able=has_letters(stored),
        stage=stage,
        before=before,
        survey=job.survey,
        samples=_samples(job) if stage == "looked" else (),
        progress=_progress(job) if stage in {"running", "stopped"} else None,
        outcome=job.outcome,
        finished=job.output is not None,
        reported=job.report.exists(),
        kinds=tuple(KINDS),
        days=DAYS_KEPT,
    )


def _samples(job: LetterJob) -> tuple[Sample, ...]:
    survey = job.survey
    return tuple(_sample(job, each) for each in survey.samples) if survey else ()


def _sample(job: LetterJob, recipient: Recipient) -> Sample:
    try:
        return Sample(recipient, min(PAGES_SHOWN, page_count(_pdf(job, recipient))))
    except AdvocacyError as error:
        return Sample(recipient, 0, error.message)


def _pdf(job: LetterJob, recipient: Recipient) -> bytes:
    campaign = personal(job.campaign, recipient)
    return desk().workshop.render(campaign, recipient.language, "pdf")


def _progress(job: LetterJob) -> Progress:
    survey, launch, state = job.survey, job.launch, job.state
    done, rows = state.made + state.failed, survey.rows if survey else 0
    passed = time.time() - launch.moment if launch else 0.0
    rate = (done - launch.done) / passed if launch and passed > 0 else 0.0
    minutes = round((rows - done) / rate / 60 + 0.5) if rate > 0 else None
    return Progress(done, rows, round(rate), minutes)


def _back(slug: str) -> AnyResponse:
    return redirect(url_for("letters.show", slug=slug), 303)
