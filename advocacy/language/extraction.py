"""For translators: everything that can be translated, gathered from phrases, pages and code."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel.messages.extract import extract

from advocacy.language.phrases import Phrase, PhraseBank
from advocacy.language.po_file import PoFile, Unit

__all__ = ["documents_template", "format_label_key", "phrase_label_key", "web_template"]

KEYWORDS: dict[str, Any] = {
    "message": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# msgfmt, Weblate and Poedit compare the places of texts that carry this flag.
PLACES = "python-brace-format"
PLACE = re.compile(r"\{[A-Za-z_]\w*\}")
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract", ".txt": "jinja2.ext:babel_extract"}


def documents_template(bank: PhraseBank) -> PoFile:
    """Return the template of the ``documents`` domain: the phrase bank, in its order."""
    return PoFile(units=tuple(_phrase_unit(phrase) for phrase in bank.values()))


def _phrase_unit(phrase: Phrase) -> Unit:
    values = ", ".join(f"{{{name}}}" for name in sorted(phrase.needs))
    return Unit(
        key=phrase.key,
        source=phrase.text,
        plural=phrase.plural,
        notes=tuple(note for note in (phrase.note, f"Values: {values}" if values else "") if note),
        places=(f"templates/phrases/{phrase.where.partition(':')[0]}",),
        flags=_flags(phrase.texts),
    )


def _flags(sources: tuple[str, ...]) -> tuple[str, ...]:
    return (PLACES,) if any(PLACE.search(text) for text in sources) else ()


def phrase_label_key(key: str) -> str:
    """Return the key of a phrase's label in the interface."""
    return f"phrase.{key}"


def format_label_key(name: str) -> str:
    """Return the key of a format's label in the interface."""
    return f"format.{name}"


def web_template(
    *,
    bank: PhraseBank,
    recipes: Iterable[Path] = (),
    sources: Iterable[Path] = (),
    formats: Mapping[str, str] = MappingProxyType({}),
    root: Path,
) -> PoFile:
    """Return the template of the ``web`` domain.

    Gathers ``pgettext("key", "English")`` and ``npgettext`` of pages, ``message("key", "English")``
    of code, the labels of phrases and formats (``formats``: by name), and labels and helps of
    appeal types. ``root`` is the folder that places are named from.
    """
    units: dict[str, Unit] = {}
    found = (
        *_source_units(tuple(sources), root),
        *_recipe_units(recipes, root),
        *_label_units(bank),
        *_format_units(formats),
    )
    for unit in found:
        known = units.get(unit.key)
        if known is None:
            units[unit.key] = unit
        elif known.sources == unit.sources:
            units[unit.key] = replace(known, places=tuple(sorted({*known.places, *unit.places})))
        else:
            raise ValueError(
                f"{unit.key} stands for two texts: {known.sources} in {known.places}, "
                f"{unit.sources} in {unit.places}"
            )
    return PoFile(units=tuple(units[key] for key in sorted(units)))


@lru_cache(maxsize=8)
def _source_units(folders: tuple[Path, ...], root: Path) -> tuple[Unit, ...]:
    """Gather once what stands in sources: a program does not change while it runs."""
    return tuple(_found(folders, root))


def _found(folders: Iterable[Path], root: Path) -> Iterator[Unit]:
    for path in sorted(_files(folders)):
        place = path.relative_to(root).as_posix()
        found = extract(
            METHODS[path.suffix],
            io.BytesIO(path.read_bytes()),
            keywords=KEYWORDS,
            comment_tags=["Translators:"],
            options={"encoding": "utf-8"},
        )
        for _, texts, comments, key in found:
            sources = (texts,) if isinstance(texts, str) else tuple(texts)
            if key and sources[0]:
                yield Unit(
                    key=key,
                    source=sources[0],
                    plural=sources[1] if len(sources) > 1 else "",
                    notes=tuple(comments),
                    places=(place,),
                    flags=_flags(sources),
                )


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.suffix in METHODS)


def _label_units(bank: PhraseBank) -> Iterator[Unit]:
    for phrase in bank.values():
        if phrase.label:
            yield Unit(
                key=phrase_label_key(phrase.key),
                source=phrase.label,
                notes=(f"Short name of the sentence: {phrase.text}",),
                places=(f"templates/phrases/{phrase.where.partition(':')[0]}",),
            )


def _format_units(formats: Mapping[str, str]) -> Iterator[Unit]:
    for name, label in formats.items():
        yield Unit(key=format_label_key(name), source=label, places=("plugins",))


def _recipe_units(paths: Iterable[Path], root: Path) -> Iterator[Unit]:
    for path in sorted(paths):
        recipe = tomllib.loads(path.read_text(encoding="utf-8"))
        place = path.relative_to(root).as_posix()
        for key, text in _labels(recipe, f"appeal.{recipe['id']}"):
            yield Unit(key=key, source=text, places=(place,))


def _labels(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    """Yield label and help of an appeal type and of each of its fields."""
    for name in ("label", "help"):
        if table.get(name):
            yield f"{prefix}.{name}", table[name]
    for part in ("facts", "texts"):
        for field in table.get(part, ()):
            yield from _labels(field, f"{prefix}.{part}.{field['id']}")
