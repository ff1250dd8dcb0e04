"""Before composing: what an appeal type asks for and how its document is built, read from TOML."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from advocacy.campaigns.model import Campaign
from advocacy.errors import Message, Problem, ResourceError, message

__all__ = ["BlockRecipe", "FactField", "Recipe", "TextField", "read_recipe"]

FactType: TypeAlias = Literal["date", "number", "text", "localized", "charges"]
Need: TypeAlias = Literal["required", "one", "optional"]
Design: TypeAlias = Literal["letter", "statement", "manifesto"]

PARTS = (
    "title", "place", "reference", "country", "people", "addressees", "copies", "sender",
    "demands", "phrases", "quotes", "events", "enclosures", "signatories",
)  # fmt: skip
KINDS = (
    "head", "kicker", "title", "dateline", "addressees", "heading", "text", "phrase", "phrases",
    "demands", "quotes", "events", "milestones", "prompt", "closing", "signature", "signatures",
    "copies", "enclosures", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FactField:
    """A fact that campaigns of this type may hold; ``label`` and ``help`` are English."""

    id: str
    type: FactType
    label: str
    help: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """A text of the organisers, in Markdown; ``rows`` is the height of its field."""

    id: str
    label: str
    help: str = ""
    required: bool = False
    rows: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRecipe:
    """How one place of the document is filled.

    ``kind`` says what is made; ``phrase`` is a key of the bank, ``text`` one of the recipe's
    texts, ``groups`` are groups of ticked phrases. The block appears only when everything in
    ``needs`` is there and nothing of ``unless`` is (``people``, ``facts.court``, ``texts.appeal``).
    ``each`` repeats it for every one of the people.
    """

    kind: str
    phrase: str = ""
    text: str = ""
    groups: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    each: Literal["", "people"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """An appeal type: the parts and fields of its campaigns and the blocks of its documents.

    ``phrases`` lists the groups of the bank that organisers are offered, in order.
    """

    id: str
    label: str
    help: str = ""
    design: Design
    phrases: tuple[str, ...] = ()
    parts: Mapping[str, Need] = field(default_factory=dict)
    facts: tuple[FactField, ...] = ()
    texts: tuple[TextField, ...] = ()
    blocks: tuple[BlockRecipe, ...] = ()

    def fact(self, name: str) -> FactField | None:
        """Return the declared fact of that name."""
        return next((fact for fact in self.facts if fact.id == name), None)


def holds(campaign: Campaign, place: str) -> bool:
    """Whether a campaign has something at a place such as ``people`` or ``facts.court``."""
    part, _, name = place.partition(".")
    value = getattr(campaign, part)
    return bool(value.get(name) if name else value)


def read_recipe(path: Path) -> Recipe:
    """Read one recipe; a ResourceError names everything that is wrong in it."""
    reader = _Reader(path.name)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise reader.error(message("recipe.unreadable", "{error}", error=error)) from error
    recipe = reader.recipe(data)
    if reader.problems:
        raise reader.error()
    return recipe


class _Reader:
    """Walks the data of one recipe and keeps every problem with its place."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def error(self, problem: Message | None = None) -> ResourceError:
        if problem:
            self.problems.append(Problem(self.name, problem))
        sentence = message("recipe.broken", "The appeal type {name} is broken.", name=self.name)
        return ResourceError(sentence, self.problems)

    def report(self, place: str, text: Message) -> None:
        self.problems.append(Problem(f"{self.name}: {place}" if place else self.name, text))

    def recipe(self, data: dict[str, Any]) -> Recipe:
        texts = self.tables(data, "texts", TextField, {"required": bool, "rows": int})
        facts = self.tables(data, "facts", FactField, {"required": bool, "type": FactType})
        blocks = self.tables(
            data,
            "blocks",
            BlockRecipe,
            {"groups": list, "needs": list, "unless": list, "each": Literal["", "people"]},
        )
        self.check_blocks(blocks, {text.id for text in texts}, {fact.id for fact in facts})
        head: dict[str, Any] = self.entries(
            data,
            "",
            ("id", "label", "help", "design", "phrases", "parts", "facts", "texts", "blocks"),
            {"design": Design, "phrases": list, "parts": dict, "facts": list, "texts": list,
             "blocks": list},
        )  # fmt: skip
        for name in ("id", "label", "design"):
            if not head.get(name):
                self.report(name, message("recipe.missing", "This is missing."))
        parts = self.entries(head.get("parts", {}), "parts", PARTS, dict.fromkeys(PARTS, Need))
        return Recipe(
            id=head.get("id", ""),
            label=head.get("label", ""),
            help=head.get("help", ""),
            design=head.get("design", "statement"),
            phrases=head.get("phrases", ()),
            parts=parts,
            facts=tuple(facts),
            texts=tuple(texts),
            blocks=tuple(blocks),
        )

    def tables(
        self, data: dict[str, Any], key: str, make: Callable[..., Any], types: dict[str, Any]
    ) -> list[Any]:
        """Read an array of tables into values of one class."""
        known = tuple(make.__dataclass_fields__)  # type: ignore[attr-defined]
        made = []
        for number, table in enumerate(data.get(key, ()), start=1):
            place = f"{key}[{number}]"
            try:
                made.append(make(**self.entries(table, place, known, types)))
            except TypeError:
                self.report(place, message("recipe.incomplete", "Something required is missing."))
        return made

    def entries(
        self, table: object, place: str, known: Iterable[str], types: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Check the keys and the types of one table; text is the type where none is given."""
        if not isinstance(table, dict):
            self.report(place, message("recipe.no_table", "A table is expected here."))
            return {}
        entries = {}
        for key, value in table.items():
            where = f"{place}.{key}" if place else key
            if key not in known:
                self.report(where, _unknown(key, known))
            elif not _fits(value, types.get(key, str)):
                self.report(where, message("recipe.type", "This value is not of the right kind."))
            else:
                entries[key] = tuple(value) if isinstance(value, list) else value
        return entries

    def check_blocks(self, blocks: list[BlockRecipe], texts: set[str], facts: set[str]) -> None:
        places = {*PARTS, *(f"texts.{name}" for name in texts), *(f"facts.{n}" for n in facts)}
        for number, block in enumerate(blocks, start=1):
            where = f"blocks[{number}]"
            if block.kind not in KINDS:
                self.report(f"{where}.kind", _unknown(block.kind, KINDS))
            if block.text and block.text not in texts:
                self.report(f"{where}.text", _unknown(block.text, texts))
            for place in (*block.needs, *block.unless):
                if place not in places:
                    self.report(where, _unknown(place, places))


def _fits(value: object, kind: Any) -> bool:
    if choices := get_args(kind):
        return value in choices
    if kind is list:
        return isinstance(value, list) and all(isinstance(item, str | dict) for item in value)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _unknown(name: str, known: Iterable[str]) -> Message:
    near = difflib.get_close_matches(re.sub(r"\W", "_", name), list(known), n=1)
    if near:
        return message(
            "recipe.unknown_near", "“{name}” is not known; is “{near}” meant?",
            name=name, near=near[0],
        )  # fmt: skip
    return message("recipe.unknown", "“{name}” is not known here.", name=name)
