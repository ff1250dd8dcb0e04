"""For translators: a changed source reaches a PO file, by key; what it changes becomes fuzzy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from babel.messages.plurals import get_plural

from advocacy.language.po_file import FUZZY, PoFile, Unit

__all__ = ["Merged", "header", "merge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The result of a merge, with the keys that are new, changed and gone."""

    file: PoFile
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def header(code: str, tag: str) -> tuple[Mapping[str, str], int]:
    """Return the header of a language's new PO file and how many plural forms it has."""
    plural = get_plural(code)
    fields = {
        "Project-Id-Version": "advocacy",
        "Language": tag.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"{plural.plural_forms.rstrip(';')};",
    }
    return fields, plural.num_plurals


def merge(old: PoFile, template: PoFile) -> Merged:
    """Bring a translation up to its template.

    Translations stay with their key. Where the source changed the translation becomes fuzzy and
    keeps the source it was made from; where the key is gone it becomes obsolete.
    """
    known = old.by_key()
    living = {unit.key for unit in template.units}
    units = [_merged(unit, known.get(unit.key), old.forms) for unit in template.units]
    gone = [unit for key, unit in known.items() if key not in living]
    kept = [replace(unit, obsolete=True) for unit in gone if any(unit.texts)]
    return Merged(
        file=replace(old, units=(*units, *sorted(kept, key=lambda unit: unit.key))),
        new=tuple(unit.key for unit in template.units if unit.key not in known),
        changed=tuple(
            unit.key
            for unit in template.units
            if unit.key in known and known[unit.key].sources != unit.sources
        ),
        gone=tuple(unit.key for unit in gone if not unit.obsolete),
    )


def _merged(source: Unit, old: Unit | None, forms: int) -> Unit:
    texts = _shaped(old.texts if old else (), forms if source.plural else 1)
    if old is None or not any(texts):
        return replace(source, texts=texts, comments=old.comments if old else ())
    kept = replace(source, texts=texts, comments=old.comments)
    flags = {*source.flags, *old.flags}
    if old.sources == source.sources:
        return replace(kept, flags=tuple(sorted(flags)), previous=old.previous)
    # A translation that was fuzzy already was made from the source before the last.
    return replace(kept, flags=tuple(sorted({*flags, FUZZY})), previous=old.previous or old.sources)


def _shaped(texts: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Give a translation as many forms as it needs."""
    return tuple(texts[number] if number < len(texts) else "" for number in range(count))
