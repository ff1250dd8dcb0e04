"""Composing: a campaign and a recipe become the document of one language, once and for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from advocacy import document as d
from advocacy.appeals import entries, letter, signatories
from advocacy.appeals.knowledge import Knowledge, missing
from advocacy.appeals.look import layout, letterhead
from advocacy.appeals.memory import Memory, Reading
from advocacy.appeals.recipe import KINDS, BlockRecipe, Recipe, belongs, holds, holds_part
from advocacy.appeals.words import Words
from advocacy.campaigns.model import Campaign
from advocacy.errors import AdvocacyError, NotReadyError, Problem, WordingError, message
from advocacy.language.binding import loose
from advocacy.language.languages import Language

__all__ = ["Composition", "compose"]


@dataclass(frozen=True)
class Composition:
    """What composing gave: a document with gaps where ``problems`` is not empty."""

    document: d.Document
    problems: tuple[Problem, ...]

    def finished(self) -> d.Document:
        """Return the document, or say with `NotReadyError` what is missing."""
        if not self.problems:
            return self.document
        raise NotReadyError(
            message(
                "readiness.not_ready",
                "The version in {language} cannot be made yet.",
                language=self.document.language,
            ),
            self.problems,
        )

    def as_draft(self, language: Language) -> d.Document:
        """Return the document with its gaps, marked as a draft on every page."""
        return replace(self.document, draft=language.say("label.draft"))


def compose(
    campaign: Campaign, recipe: Recipe, language: Language, memory: Memory | None = None
) -> Composition:
    """Compose a campaign into a document of one language.

    Decides everything: which blocks appear, every word, the order of signatories, the layout.
    Everything that is missing is collected, so that a person sees it at once. A ``memory`` of the
    same recipe and language spares making again what would come out the same.
    """
    return _Composer(Reading(campaign, memory or Memory()), recipe, language).compose()


class _Composer:
    """One composition under way."""

    def __init__(self, reading: Reading, recipe: Recipe, language: Language) -> None:
        self.reading, self.recipe, self.language = reading, recipe, language
        self.campaign = campaign = reading.campaign
        first = campaign.addressees[0] if campaign.addressees else None
        self.knowledge = Knowledge(campaign, language, first, "addressees[1]" if first else "")
        self.words = Words(language.locale, typography=campaign.options.typography)

    @property
    def problems(self) -> list[Problem]:
        return self.reading.problems

    def compose(self) -> Composition:
        part = self.reading.part
        part("check", self.check_parts)
        blocks = tuple(
            block
            for number, recipe in enumerate(self.recipe.blocks)
            for block in part(number, partial(self.blocks, recipe))
        )
        document = replace(part("frame", self.frame), blocks=blocks)
        self.reading.finish()
        return Composition(document, _unique(self.problems))

    def frame(self) -> d.Document:
        """Decide everything about the document but its blocks."""
        locale = self.language.locale
        return d.Document(
            language=locale.tag,
            title=self.subject() if self.recipe.design == "letter" else self.plain_title(),
            blocks=(),
            date=self.campaign.date,
            identifier=self.campaign.slug,
            direction=locale.direction,
            description=self.label(f"kind.{self.recipe.id}"),
            page_label=self.page_label(),
            running_title=self.plain_title() or self.subject(),
            notes_label=self.label("label.notes"),
            hyphenation=locale.hyphenation if self.campaign.options.hyphenated else "",
            layout=layout(self.campaign, self.recipe, locale),
            letterhead=letterhead(self.campaign, self.language, self.words, self.problems),
        )

    # -- what the whole needs

    def check_parts(self) -> None:
        """Report the parts, facts and texts that the recipe requires and the campaign lacks."""
        for part, need in self.recipe.parts.items():
            if need != "optional" and not holds_part(self.campaign, part):
                localized = part in ("title", "place")
                self.lacking(f"{part}.{self.language.key}" if localized else part)
        if self.recipe.parts.get("addressees") == "one" and len(self.campaign.addressees) > 1:
            self.problems.append(
                Problem(
                    "addressees[2]",
                    message(
                        "readiness.one_addressee",
                        "A letter has one addressee; the others can receive copies.",
                    ),
                )
            )
        for fact in self.recipe.facts:
            if fact.required and fact.id not in self.campaign.facts:
                self.lacking(f"facts.{fact.id}")
        for text in self.recipe.texts:
            if text.required and not self.campaign.texts.get(text.id):
                self.lacking(f"texts.{text.id}.{self.language.key}")

    def lacking(self, place: str) -> None:
        self.reading.problems += missing(place).problems

    def blocks(self, recipe: BlockRecipe) -> tuple[d.Block, ...]:
        """Make the blocks of one line of the recipe; what fails is kept as a problem."""
        if not all(holds(self.campaign, place) for place in recipe.needs):
            return ()
        if any(holds(self.campaign, place) for place in recipe.unless):
            return ()
        maker = _MAKERS[recipe.kind]
        made: list[d.Block] = []
        for knowledge in self.about(recipe):
            try:
                made += maker(self, recipe, knowledge)
            except AdvocacyError as error:
                made += self.gap(error)
        return tuple(made)

    def gap(self, error: AdvocacyError) -> Iterator[d.Block]:
        """Keep what is missing, and show its place in a draft: nothing is guessed silently."""
        problems = error.problems or (Problem("", error.message),)
        self.reading.problems += problems
        places = ", ".join(problem.where for problem in problems if problem.where)
        if places:
            yield d.Paragraph(text=d.text(f"[{places}]", bold=True))

    def about(self, recipe: BlockRecipe) -> Iterator[Knowledge]:
        if recipe.each == "people":
            for number, _ in enumerate(self.campaign.people):
                yield replace(self.knowledge, person=number)
        else:
            yield self.knowledge

    def label(self, key: str, **values: str) -> str:
        """A standard word of the document; one that is not translated is a problem."""
        try:
            return self.language.say(key, **values)
        except WordingError as error:
            self.reading.problems += error.problems
            return ""

    def page_label(self) -> str:
        return self.label("label.page", page="{page}", pages="{pages}")

    def plain_title(self) -> str:
        return self.words.plain(self.campaign.title.get(self.language.key, ""))

    def subject(self) -> str:
        try:
            return loose(d.plain(letter.subject(self.knowledge, self.words).text))
        except WordingError:
            return ""

    # -- makers: one for each kind of block in recipes

    def head(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        for part, make in letter.head(knowledge, self.words).items():
            yield from self.reading.part(("head", part), partial(self.of_head, make))

    def of_head(self, make: Callable[[], Iterator[d.Block]]) -> tuple[d.Block, ...]:
        try:
            return tuple(make())
        except AdvocacyError as error:
            return tuple(self.gap(error))

    def kicker(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        yield d.Kicker(text=d.text(knowledge.say(recipe.phrase)), key="kicker")

    def notice(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        """What has to be seen first: a phrase of the recipe, or ticked ones."""
        said = knowledge.say(recipe.phrase) if recipe.phrase else self.sentences(recipe, knowledge)
        if said:
            yield d.Notice(text=d.text(said), key=recipe.phrase or _path(recipe))

    def title(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        title = knowledge.localized(self.campaign.title, "title")
        yield d.Title(text=self.words.inline(title), key="title")

    def dateline(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        yield from letter.dateline(knowledge)

    def addressees(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        items = letter.officials(knowledge, "addressees", "addressee")
        if items:
            label = d.text(knowledge.say(recipe.phrase)) if recipe.phrase else ()
            yield d.Addressees(label=label, items=items, key="addressees")

    def heading(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        yield d.Heading(text=d.text(knowledge.say(recipe.phrase)), key=recipe.phrase)

    def text(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        """The organisers' own paragraphs."""
        texts = self.campaign.texts.get(recipe.text)
        if texts:
            path = f"texts.{recipe.text}"
            yield from self.words.blocks(knowledge.localized(texts, path), path)

    def phrase(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        yield d.Paragraph(text=d.text(knowledge.say(recipe.phrase)), key=recipe.phrase)

    def phrases(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        """The ticked phrases of some groups, in the organisers' order, as one paragraph."""
        said = self.sentences(recipe, knowledge)
        if said:
            yield d.Paragraph(text=d.text(said), key=_path(recipe))

    def sentences(self, recipe: BlockRecipe, knowledge: Knowledge) -> str:
        return " ".join(
            sentence
            for key in self.campaign.phrases
            if any(belongs(key, group) for group in recipe.groups)
            for sentence in [self.ticked(key, knowledge)]
            if sentence
        )

    def ticked(self, key: str, knowledge: Knowledge) -> str:
        try:
            return knowledge.say(key)
        except WordingError as error:
            self.reading.problems += error.problems
            return ""

    def demands(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        if not self.campaign.demands:
            return
        lead: d.Text = ()
        own = self.campaign.texts.get(recipe.text, {}) if recipe.text else {}
        if own:
            *before, last = self.words.blocks(
                knowledge.localized(own, f"texts.{recipe.text}"), f"texts.{recipe.text}"
            )
            yield from before
            if isinstance(last, d.Paragraph):
                lead = last.text
            else:
                yield last
        if not lead:
            lead = d.text(knowledge.say(recipe.phrase))
        yield d.Demands(lead=lead, items=self.demand_items(knowledge), key="demands")

    def demand_items(self, knowledge: Knowledge) -> d.Lines:
        """The demands with the punctuation that the language gives to a list of clauses."""
        items = []
        for number, demand in enumerate(self.campaign.demands, start=1):
            path = f"demands[{number}]"
            try:
                if demand.phrase:
                    items.append(d.text(knowledge.say(demand.phrase)))
                else:
                    text = knowledge.localized(demand.text, f"{path}.text")
                    items.append(self.words.inline(text))
            except WordingError as error:
                self.reading.problems += error.problems
        return self.words.listed(items)

    def quotes(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        yield from entries.quotes(knowledge, self.words)

    def events(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        yield from entries.events(knowledge, self.words)

    def milestones(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        yield from entries.milestones(knowledge, count=recipe.phrase)

    def prompt(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        if self.campaign.options.prompt:
            yield d.Prompt(text=d.text(knowledge.say(recipe.phrase)), key="prompt")

    def closing(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        yield letter.closing(knowledge, self.words)

    def signature(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        yield letter.signature(knowledge)

    def signatures(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        if self.campaign.signatories:
            yield signatories.signatures(knowledge, heading=recipe.phrase)

    def copies(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        items = letter.officials(knowledge, "copies", "copy")
        if items:
            label = d.text(knowledge.say(recipe.phrase))
            yield d.Copies(label=label, items=items, key="copies")

    def enclosures(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        yield from entries.enclosures(knowledge, self.words, label=recipe.phrase)

    def note(self, recipe: BlockRecipe, knowledge: Knowledge) -> Iterator[d.Block]:
        if self.campaign.note:
            text = knowledge.localized(self.campaign.note, "note")
            yield d.Note(text=self.words.inline(text), key="note")


# Each kind of block has a maker of its name.
_MAKERS: Final[Mapping[str, Callable[[_Composer, BlockRecipe, Knowledge], Iterator[d.Block]]]] = {
    kind: getattr(_Composer, kind) for kind in KINDS
}


def _path(recipe: BlockRecipe) -> str:
    return f"phrases.{'-'.join(recipe.groups)}"


def _unique(problems: list[Problem]) -> tuple[Problem, ...]:
    """Each place once, in the order in which it was found missing."""
    return tuple({(p.where, str(p.message)): p for p in problems}.values())
