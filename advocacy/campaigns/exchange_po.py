"""Campaign text as a PO file, for people with translators' tools."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from advocacy.campaigns.exchange import Entry, Outcome, Returned, entries, take
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.staleness import digest
from advocacy.errors import Problem, RefusedError, message
from advocacy.language.po_file import FUZZY, PoFile, Unit, write_po
from advocacy.language.po_reading import read_po

__all__ = ["export_po", "import_po"]

LARGEST_PO = 5_000_000
MOST_SHOWN = 100
"""Mistakes of one file: who sent something else does not need each of its lines named."""
WAS = "was-"
"""Begins the reference that says which translation went out; tools keep references."""


def export_po(campaign: Campaign, language: str) -> bytes:
    """Write a campaign's paragraphs in one language: stale ones fuzzy, with the former source."""
    header = {
        "Project-Id-Version": campaign.slug,
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": campaign.source,
    }
    units = tuple(_unit(entry) for entry in entries(campaign, language))
    return write_po(PoFile(units=units, header=header)).encode()


def _unit(entry: Entry) -> Unit:
    return Unit(
        key=entry.key,
        source=entry.source,
        texts=(entry.text,),
        notes=(entry.note,) if entry.note else (),
        places=(f"{WAS}{digest(entry.text)}",) if entry.text else (),
        flags=(FUZZY,) if entry.state == "stale" else (),
        previous=(entry.previous,) if entry.previous else (),
    )


def import_po(campaign: Campaign, language: str, data: bytes, *, name: str = "") -> Outcome:
    """Take a PO file that came back; a RefusedError says why a file cannot be read at all."""
    shown = name or f"{campaign.slug}.{language}.po"
    broken = message("exchange.broken", "The file {name} cannot be taken.", name=shown)
    if len(data) > LARGEST_PO:
        large = message("exchange.large", "The file is larger than 5 MB.")
        raise RefusedError(broken, [Problem(shown, large)])
    reading = read_po(data)
    if reading.mistakes:
        raise RefusedError(broken, reading.problems(Path(shown))[:MOST_SHOWN])
    said = reading.file.header.get("Language", "")
    if said and said.replace("_", "-") != language:
        other = message(
            "exchange.language",
            "The file is in the language {said}, not in {language}.",
            said=said,
            language=language,
        )
        raise RefusedError(broken, [Problem(shown, other)])
    return take(campaign, language, _returned(reading.file))


def _returned(file: PoFile) -> Iterator[Returned]:
    for each in file.units:
        if each.source and not each.plural and not each.obsolete:
            places = [name for name in each.places if name.startswith(WAS)]
            yield Returned(
                key=each.key,
                source=each.source,
                text=each.texts[0],
                was=places[0].removeprefix(WAS) if places else "",
                unfinished=each.fuzzy,
            )
