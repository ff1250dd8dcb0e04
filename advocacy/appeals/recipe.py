"""Before composing: what an appeal type asks for and how its document is built, read from TOML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from advocacy.campaigns.model import Campaign
from advocacy.errors import Message, ResourceError, message
from advocacy.language.reading import Table, TomlFile, near_name, unknown_name

__all__ = [
    "BlockRecipe",
    "FactField",
    "Recipe",
    "TextField",
    "belongs",
    "holds",
    "holds_part",
    "read_recipe",
]

FactType: TypeAlias = Literal["date", "number", "text", "localized", "charges"]
Need: TypeAlias = Literal["required", "one", "optional"]
Design: TypeAlias = Literal["letter", "statement", "manifesto"]

PARTS = (
    "title", "place", "reference", "country", "people", "addressees", "copies", "sender",
    "demands", "phrases", "quotes", "events", "milestones", "enclosures", "signatories",
)  # fmt: skip
KINDS = (
    "head", "kicker", "notice", "title", "dateline", "addressees", "heading", "text", "phrase",
    "phrases", "demands", "quotes", "events", "milestones", "prompt", "closing", "signature",
    "signatures", "copies", "enclosures", "note",
)  # fmt: skip
USES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("kicker", "heading", "phrase", "milestones", "prompt"), ("phrase",)),
    **dict.fromkeys(("signatures", "copies", "enclosures"), ("phrase",)),
    "demands": ("phrase", "text"),
    "notice": ("phrase", "groups"),
    "phrases": ("groups",),
    "text": ("text",),
}
"""The keys of which a kind of block needs one to have something to say."""


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
    texts, ``groups`` are groups of ticked phrases or single keys. The block appears only when
    everything in ``needs`` is there and nothing of ``unless`` is (``people``, ``facts.court``,
    ``texts.appeal``). ``each`` repeats it for every one of the people.
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


def holds_part(campaign: Campaign, part: str) -> bool:
    """Whether a campaign has a part at all, in whichever language."""
    if part == "sender":
        return bool(campaign.sender.name)
    return bool(getattr(campaign, part))


def belongs(key: str, group: str) -> bool:
    """Whether a phrase is in a group, or is the one phrase that is named."""
    return key == group or key.startswith(f"{group}.")


def read_recipe(path: Path, phrases: Collection[str]) -> Recipe:
    """Read one recipe; ``phrases`` are the keys of the bank that it may name.

    A ResourceError names everything that is wrong in it, with its line.
    """
    file = TomlFile(path)
    recipe = _recipe(file.table(), phrases)
    if file.problems:
        raise ResourceError(
            message("recipe.broken", "The appeal type {name} is broken.", name=path.name),
            file.problems,
        )
    return recipe


def _recipe(table: Table, phrases: Collection[str]) -> Recipe:
    texts = tuple(_text(entry) for entry in table.tables("texts"))
    facts = tuple(_fact(entry) for entry in table.tables("facts"))
    places = {*PARTS, *(f"texts.{text.id}" for text in texts), *(f"facts.{f.id}" for f in facts)}
    designs: tuple[Design, ...] = get_args(Design)
    recipe = Recipe(
        id=table.text("id", None),
        label=table.text("label", None),
        help=table.text("help"),
        design=table.choice("design", designs, "statement"),
        phrases=table.texts("phrases"),
        parts=_parts(table.table("parts")),
        facts=facts,
        texts=texts,
        blocks=tuple(_block(entry, places, phrases) for entry in table.tables("blocks")),
    )
    if recipe.id and (kind := f"kind.{recipe.id}") not in phrases:
        table.report("id", _no_phrase(kind))
    _check_groups(table, "phrases", recipe.phrases, phrases)
    table.done()
    return recipe


def _parts(table: Table) -> dict[str, Need]:
    needs: tuple[Need, ...] = get_args(Need)
    parts = {part: table.choice(part, needs, "optional") for part in PARTS if part in table.data}
    table.done()
    return parts


def _fact(table: Table) -> FactField:
    types: tuple[FactType, ...] = get_args(FactType)
    fact = FactField(
        id=table.text("id", None),
        type=table.choice("type", types, "text"),
        label=table.text("label", None),
        help=table.text("help"),
        required=table.flag("required"),
    )
    table.done()
    return fact


def _text(table: Table) -> TextField:
    text = TextField(
        id=table.text("id", None),
        label=table.text("label", None),
        help=table.text("help"),
        required=table.flag("required"),
        rows=table.number("rows", 6),
    )
    table.done()
    return text


def _block(table: Table, places: set[str], phrases: Collection[str]) -> BlockRecipe:
    each: tuple[Literal["", "people"], ...] = ("", "people")
    block = BlockRecipe(
        kind=table.choice("kind", KINDS, KINDS[0]),
        phrase=table.text("phrase"),
        text=table.text("text"),
        groups=table.texts("groups"),
        needs=table.texts("needs"),
        unless=table.texts("unless"),
        each=table.choice("each", each, ""),
    )
    for key, place in _mentioned(block):
        if place not in places:
            table.report(key, unknown_name(place, places))
    if block.phrase and block.phrase not in phrases:
        table.report("phrase", near_name(block.phrase, phrases) or _no_phrase(block.phrase))
    _check_groups(table, "groups", block.groups, phrases)
    needed = USES.get(block.kind, ())
    if needed and not any(getattr(block, key) for key in needed):
        first = needed[0]
        table.report(first, message("reading.missing", "{key} is missing.", key=table.path(first)))
    table.done()
    return block


def _check_groups(table: Table, key: str, groups: Iterable[str], phrases: Collection[str]) -> None:
    """Report the groups, and the single phrases among them, that the bank does not hold."""
    for group in groups:
        if not any(belongs(phrase, group) for phrase in phrases):
            known = {*phrases, *(phrase.partition(".")[0] for phrase in phrases)}
            table.report(key, near_name(group, known) or _no_phrase(group))


def _no_phrase(key: str) -> Message:
    return message(
        "recipe.no_phrase",
        "The phrase bank has no “{key}”. Add it to a file in the folder “phrases”, or correct the "
        "name.",
        key=key,
    )


def _mentioned(block: BlockRecipe) -> list[tuple[str, str]]:
    """The places of a campaign that a block mentions, each with the key that mentions it."""
    mentioned = [("needs", place) for place in block.needs]
    mentioned += [("unless", place) for place in block.unless]
    return mentioned + ([("text", f"texts.{block.text}")] if block.text else [])
