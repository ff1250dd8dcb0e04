"""Production, the room itself: languages, appeal types and formats together make files."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from advocacy import resources
from advocacy.appeals.compose import Composition, compose
from advocacy.appeals.knowledge import Knowledge
from advocacy.appeals.memory import Memory
from advocacy.appeals.recipe import Recipe, read_recipe
from advocacy.campaigns.model import Campaign
from advocacy.document import Document
from advocacy.errors import (
    AdvocacyError,
    Message,
    Problem,
    ResourceError,
    UnknownNameError,
    message,
)
from advocacy.language.languages import Language, Languages
from advocacy.language.phrases import PhraseBank, read_phrases
from advocacy.plugin_manager import PluginManager
from advocacy.production.readiness import doubtful, outdated
from advocacy.writer import Format

if TYPE_CHECKING:
    from advocacy.language.po_file import PoFile

__all__ = ["Workshop", "open_workshop"]

T = TypeVar("T")


class Workshop:
    """Everything that is needed to make documents; one per process or app."""

    def __init__(
        self,
        *,
        languages: Languages,
        phrases: PhraseBank,
        recipes: Mapping[str, Recipe],
        plugins: PluginManager,
        problems: Iterable[Problem] = (),
        origins: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.languages = languages
        self.phrases = phrases
        self.recipes = recipes
        self.plugins = plugins
        self.origins: Mapping[str, tuple[str, ...]] = origins or {}
        """What another process opens the same workshop with, by the names of a job's fields."""
        self._problems = tuple(problems)
        self._memories: dict[tuple[str, str], tuple[Language, Memory]] = {}

    @property
    def formats(self) -> Mapping[str, Format]:
        """The output formats by name."""
        return self.plugins.formats

    @cached_property
    def templates(self) -> Mapping[str, PoFile]:
        """Everything there is to translate, by domain; gathered when somebody first asks."""
        from advocacy.production.wording import wording_templates  # noqa: PLC0415 - for translators

        own = self._own_plugins()
        labels = {
            one.name: one.label
            for one in self.formats.values()
            if self.plugins.owner(one.name) in own
        }
        return wording_templates(self.phrases, labels)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is broken among recipes, phrases and languages; everything else works on."""
        return (*self._problems, *self.phrases.problems, *self.languages.problems)

    def recipe(self, name: str) -> Recipe:
        """Return an appeal type; the error for one that is not there names the broken recipes."""
        try:
            return _named(self.recipes, name, _no_appeal)
        except UnknownNameError as error:
            raise UnknownNameError(error.message, self._problems) from None

    def format(self, name: str) -> Format:
        """Return an output format."""
        return _named(self.formats, name, _no_format)

    def composition(self, campaign: Campaign, language: str) -> Composition:
        """Compose one version with whatever gaps it has."""
        if language not in campaign.languages:
            raise UnknownNameError(
                message(
                    "workshop.language_not_chosen",
                    "The campaign has no version in “{language}”. It has: {languages}.",
                    language=language,
                    languages=", ".join(campaign.languages),
                )
            )
        recipe, found = self.recipe(campaign.appeal), self.languages.for_documents(language)
        return compose(campaign, recipe, found, self._memory(recipe, found))

    def _memory(self, recipe: Recipe, language: Language) -> Memory:
        """Return what is remembered of this recipe and this state of the language's files."""
        known = self._memories.get((recipe.id, language.key))
        if known is None or known[0] is not language:
            known = self._memories[recipe.id, language.key] = language, Memory()
        return known[1]

    def readiness(self, campaign: Campaign, language: str) -> tuple[Problem, ...]:
        """What still blocks a version, and what is doubtful in it (``warning``); empty = ready."""
        return (
            *self.composition(campaign, language).problems,
            *outdated(campaign, language),
            *self.plugins.check(campaign, language),
            *doubtful(campaign, language, self.languages),
        )

    def compose(
        self, campaign: Campaign, language: str, *, draft: bool = False, remarks: bool = False
    ) -> Document:
        """Compose one version; as a draft it may have gaps and says so on every page.

        With ``remarks`` it carries what is stale or doubtful, in its own language, for formats
        that can show it beside the text.
        """
        found = self.composition(campaign, language)
        late = outdated(campaign, language)
        composition = replace(found, problems=found.problems + late) if late else found
        if not draft:
            document = composition.finished()
        elif composition.problems:
            document = composition.as_draft(self.languages.get(language))
        else:
            document = composition.document
        if remarks:
            document = self._with_remarks(document, campaign, language)
        return self.plugins.transform(document, language, _OtherVersions(self, campaign, language))

    def _with_remarks(self, document: Document, campaign: Campaign, language: str) -> Document:
        from advocacy.production.remarks import remarks  # noqa: PLC0415 - few files have some

        gettext = self.languages.get(language).web.gettext
        found = remarks(
            document,
            campaign,
            language,
            self.readiness(campaign, language),
            lambda one: one.translated(gettext),
        )
        return replace(document, remarks=found)

    def render(
        self, campaign: Campaign, language: str, format_name: str, *, draft: bool = False
    ) -> bytes:
        """Return the file of one version in one format.

        Raises UnknownNameError for a language or format that is not there, NotReadyError with
        everything that is missing, RefusedError for text the format cannot show.
        """
        self.format(format_name)
        return self.write(self.compose(campaign, language, draft=draft), format_name)

    def write(self, document: Document, format_name: str) -> bytes:
        """Return the file of a composed document in one format."""
        return self.plugins.write(document, self.format(format_name).name)

    def file_name(self, campaign: Campaign, language: str, format_name: str) -> str:
        """Return ``<slug>.<language>.<extension>``.

        Of several formats with one extension only the first keeps the short name: the one called
        like the extension, else one of the program's own. The others put their own name before
        it, so that no file takes another's place.
        """
        chosen = self.format(format_name)
        own = self._own_plugins()
        first = min(
            (each for each in self.formats.values() if each.extension == chosen.extension),
            key=lambda each: (
                each.name != each.extension,
                self.plugins.owner(each.name) not in own,
                each.name,
            ),
        )
        suffix = chosen.extension if chosen is first else f"{chosen.name}.{chosen.extension}"
        return f"{campaign.slug}.{language}.{suffix}"

    def _own_plugins(self) -> frozenset[str]:
        return frozenset(one.name for one in self.plugins.plugins if one.origin == "bundled")

    def phrase_preview(self, campaign: Campaign, key: str, language: str) -> str:
        """Return a phrase as it would be printed.

        WordingError names the places of the campaign that it needs and that are still empty.
        """
        addressee = campaign.addressees[0] if campaign.addressees else None
        path = "addressees[1]" if addressee else ""
        knowledge = Knowledge(campaign, self.languages.get(language), addressee, path)
        return knowledge.say(key)


class _OtherVersions(Mapping[str, Document]):
    """The campaign's other versions that are ready, each composed when a plugin asks for it."""

    def __init__(self, workshop: Workshop, campaign: Campaign, language: str) -> None:
        self.workshop, self.campaign = workshop, campaign
        self.tags = tuple(tag for tag in campaign.languages if tag != language)

    def __getitem__(self, tag: str) -> Document:
        if tag not in self.tags:
            raise KeyError(tag)
        try:
            return self.workshop.composition(self.campaign, tag).finished()
        except AdvocacyError:
            raise KeyError(tag) from None

    def __iter__(self) -> Iterator[str]:
        return (tag for tag in self.tags if tag in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def open_workshop(
    *,
    locale_dirs: Sequence[Path] = (),
    template_dirs: Sequence[Path] = (),
    plugin_dirs: Sequence[Path] = (),
    blocked: Sequence[str] = (),
    strict: bool = False,
) -> Workshop:
    """Open a workshop with the bundled languages, appeal types and plugins, and those of folders.

    ``template_dirs`` hold ``appeals`` and ``phrases``. Later folders add to earlier ones. What is
    broken is kept in ``problems``; under ``strict`` it raises.
    """
    plugins = PluginManager()
    plugins.load(folders=tuple(plugin_dirs), blocked=tuple(blocked), strict=strict)
    templates = (resources.folder("templates"), *template_dirs)
    phrases = read_phrases((*(folder / "phrases" for folder in templates), *plugins.phrase_folders))
    languages = Languages(
        (resources.folder("locales"), *locale_dirs, *plugins.locale_folders), phrases
    )
    recipes, problems = _recipes(
        (*(folder / "appeals" for folder in templates), *plugins.appeal_folders), phrases
    )
    workshop = Workshop(
        languages=languages,
        phrases=phrases,
        recipes=recipes,
        plugins=plugins,
        problems=problems,
        origins={
            "locale_dirs": _absolute(locale_dirs),
            "template_dirs": _absolute(template_dirs),
            "plugin_dirs": _absolute(plugin_dirs),
            "blocked": tuple(blocked),
        },
    )
    if strict and workshop.problems:
        raise ResourceError(
            message("workshop.broken", "A language, an appeal type or a phrase is broken."),
            workshop.problems,
        )
    return workshop


def _absolute(folders: Iterable[Path]) -> tuple[str, ...]:
    return tuple(str(folder.resolve()) for folder in folders)


def _recipes(
    folders: Iterable[Path], phrases: PhraseBank
) -> tuple[dict[str, Recipe], list[Problem]]:
    recipes: dict[str, Recipe] = {}
    problems: list[Problem] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        try:
            recipe = read_recipe(path, phrases)
        except ResourceError as error:
            problems += error.problems
        else:
            recipes[recipe.id] = recipe
    return dict(sorted(recipes.items())), problems


def _named(things: Mapping[str, T], name: str, unknown: Callable[[str, str, str], Message]) -> T:
    """Look a thing up by its name, or say which names there are and which is nearest."""
    if name in things:
        return things[name]
    near = difflib.get_close_matches(name, things, n=1)
    raise UnknownNameError(unknown(name, near[0] if near else "", ", ".join(things)))


def _no_appeal(name: str, near: str, names: str) -> Message:
    if near:
        return message(
            "workshop.no_appeal_near",
            "There is no appeal type “{name}”; is “{near}” meant?",
            name=name,
            near=near,
        )
    return message(
        "workshop.no_appeal",
        "There is no appeal type “{name}”. There are: {names}.",
        name=name,
        names=names,
    )


def _no_format(name: str, near: str, names: str) -> Message:
    if near:
        return message(
            "workshop.no_format_near",
            "There is no format “{name}”; is “{near}” meant?",
            name=name,
            near=near,
        )
    return message(
        "workshop.no_format",
        "There is no format “{name}”. There are: {names}.",
        name=name,
        names=names,
    )
