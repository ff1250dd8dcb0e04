"""Merging: a few people's letters are made, in whichever process, from values that travel."""

from __future__ import annotations

import functools
import gc
import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from advocacy import __version__
from advocacy.campaigns.file import parse_campaign
from advocacy.campaigns.model import Campaign, Sender
from advocacy.document import Document
from advocacy.errors import AdvocacyError, Message, PluginError, Problem, message
from advocacy.production.file_names import file_name
from advocacy.production.people import Fault, Recipient
from advocacy.production.workshop import Workshop, open_workshop

__all__ = ["Batch", "Job", "Letter", "make_letters", "personal", "prepare", "workshop_of"]

ADDRESSEE = re.compile(r"addressees\[(?P<number>\d+)\]")
SENTENCE = "personal"
"""The text of a recipe that is the sender's own sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What all letters of a run have in common; text and names only, so that it travels.

    ``campaign`` is a campaign file's text. ``joined`` asks for one file instead of one each.
    """

    campaign: str
    format: str
    pattern: str
    joined: bool = False
    locale_dirs: tuple[str, ...] = ()
    template_dirs: tuple[str, ...] = ()
    plugin_dirs: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Letter:
    """A file's name, its sum, and its bytes as they go into a ZIP or a folder.

    ``packed`` says that the data are deflated; ``size`` and ``crc`` are of what they unpack to.
    """

    name: str
    digest: str
    size: int
    crc: int
    data: bytes
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """The letters of some rows in their order, what could not be made, and a part to be joined."""

    letters: tuple[Letter, ...] = ()
    faults: tuple[Fault, ...] = ()
    part: bytes = b""
    made: int = 0


def make_letters(job: Job, recipients: Sequence[Recipient]) -> Batch:
    """Make the letters of some people: the same ones, whoever makes them.

    A letter that cannot be made becomes a fault. Raises PluginError when this process runs
    another version of the program, or when a plugin fails.
    """
    if job.version != __version__:
        raise PluginError(
            message(
                "merge.version",
                "A worker runs version {theirs} of the program instead of {ours}.",
                theirs=__version__,
                ours=job.version,
            )
        )
    return _press(job).make(recipients)


def prepare(job: Job) -> None:
    """Load what the letters of a run need, before the first people are known."""
    press = _press(job)
    press.workshop.languages.for_documents(press.campaign.source)
    press.format.writer()


class _Press:
    """A workshop set up for one run."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.workshop = workshop_of(job)
        self.campaign = parse_campaign(job.campaign, "campaign")
        self.format = self.workshop.format(job.format)
        self._addressed: dict[int, Campaign] = {}
        # What is no text is compressed within the file.
        self.packs = self.format.media_type.startswith("text/")

    def make(self, recipients: Sequence[Recipient]) -> Batch:
        with self.workshop.languages.held(), _uncollected():
            return self._made(recipients)

    def _made(self, recipients: Sequence[Recipient]) -> Batch:
        merger = self.format.merger() if self.job.joined and self.format.merger else None
        faults: list[Fault] = []
        letters: list[Letter] = []
        for recipient in recipients:
            try:
                document = self.document(recipient)
                if merger:
                    merger.add(recipient.name, document)
                else:
                    letters.append(self.letter(recipient, document))
            except PluginError:
                raise
            except AdvocacyError as error:
                faults.append(Fault(recipient.number, _reason(error)))
        return Batch(
            letters=tuple(letters),
            faults=tuple(faults),
            part=merger.part() if merger and len(faults) < len(recipients) else b"",
            made=len(recipients) - len(faults),
        )

    def document(self, recipient: Recipient) -> Document:
        campaign = self._addressed.get(recipient.addressee)
        if campaign is None:
            campaign = _addressed(self.campaign, recipient.addressee)
            self._addressed[recipient.addressee] = campaign
        return self.workshop.compose(_signed(campaign, recipient), recipient.language)

    def letter(self, recipient: Recipient, document: Document) -> Letter:
        data = self.workshop.write(document, self.format.name)
        return Letter(
            name=file_name(self.job.pattern, recipient, extension=self.format.extension),
            digest=hashlib.sha256(data).hexdigest(),
            size=len(data),
            crc=zlib.crc32(data),
            data=_deflated(data) if self.packs else data,
            packed=self.packs,
        )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python's search for cycles wait until the end of a batch: a tenth of the time of each.

    Whoever has switched it off finds it off afterwards.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@functools.lru_cache(maxsize=1)
def _press(job: Job) -> _Press:
    """Open the workshop once per process and run."""
    return _Press(job)


def workshop_of(job: Job) -> Workshop:
    """Open the workshop that a run asks for, once per process."""
    return _opened(job.locale_dirs, job.template_dirs, job.plugin_dirs, job.blocked)


@functools.lru_cache(maxsize=1)
def _opened(
    locales: tuple[str, ...],
    templates: tuple[str, ...],
    plugins: tuple[str, ...],
    blocked: tuple[str, ...],
) -> Workshop:
    return open_workshop(
        locale_dirs=tuple(map(Path, locales)),
        template_dirs=tuple(map(Path, templates)),
        plugin_dirs=tuple(map(Path, plugins)),
        blocked=blocked,
    )


def personal(campaign: Campaign, recipient: Recipient) -> Campaign:
    """Return the campaign as one person's letter: sender, own sentence and addressee."""
    return _signed(_addressed(campaign, recipient.addressee), recipient)


def _addressed(campaign: Campaign, addressee: int) -> Campaign:
    """Return the campaign as everybody's letter to one addressee, counted from one."""
    texts = {name: text for name, text in campaign.texts.items() if name != SENTENCE}
    return replace(
        campaign,
        texts=MappingProxyType(texts),
        addressees=campaign.addressees[addressee - 1 : addressee],
        basis=dict(_basis(campaign.basis, addressee)),
    )


def _signed(campaign: Campaign, recipient: Recipient) -> Campaign:
    """Return everybody's letter as the letter of one person."""
    tag, texts = recipient.language, campaign.texts
    if recipient.sentence:
        texts = MappingProxyType({**texts, SENTENCE: {tag: recipient.sentence}})
    sender = Sender(
        name={tag: recipient.name}, address={tag: recipient.address} if recipient.address else {}
    )
    return replace(campaign, sender=sender, texts=texts)


def _basis(basis: Mapping[str, str], addressee: int) -> Iterator[tuple[str, str]]:
    """Yield what is remembered of translations, by the places that the letter's texts have.

    The sender and the own sentence are nobody's translation; the addressee comes first.
    """
    for place, sums in basis.items():
        official = ADDRESSEE.match(place)
        if official and int(official["number"]) == addressee:
            yield f"addressees[1]{place[official.end() :]}", sums
        elif not official and not place.startswith(("sender.", f"texts.{SENTENCE}.")):
            yield place, sums


def _reason(error: AdvocacyError) -> Message:
    """Return one sentence that says why a letter cannot be made, with the first place."""
    problems: tuple[Problem, ...] = error.problems
    if not problems:
        return error.message
    return message(
        "merge.letter", "{message} {problem}", message=str(error.message), problem=str(problems[0])
    )


def _deflated(data: bytes) -> bytes:
    made = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return made.compress(data) + made.flush()
