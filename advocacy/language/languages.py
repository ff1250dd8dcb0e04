"""The languages there are: folders become languages, broken ones are named, changed ones reread."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from pathlib import Path

from advocacy.errors import Message, Problem, ResourceError, UnknownNameError, WordingError, message
from advocacy.language.catalog import Catalog, read_catalog
from advocacy.language.inflection import Value, names_in, render
from advocacy.language.locale import Locale
from advocacy.language.locale_file import FILE_NAME, read_locale
from advocacy.language.phrases import Phrase, PhraseBank
from advocacy.language.po_file import Unit
from advocacy.language.reading import unknown_name

__all__ = ["DOMAINS", "SOURCE", "Language", "Languages", "catalog_path"]

DOMAINS = ("documents", "web")
SOURCE = "en"
"""The language of the code: its interface is complete without a translation."""

Signature = tuple[tuple[int, int], ...]

LONGEST_KEY = 40
"""Characters: no tag of a language is longer, and no system makes much longer folders."""


def catalog_path(folder: Path, domain: str) -> Path:
    """Return where a language folder keeps the wording of a domain."""
    return folder / "LC_MESSAGES" / f"{domain}.po"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its conventions and its wording.

    With ``gaps`` missing wording is no error: the English text stands there, visibly marked.
    """

    locale: Locale
    documents: Catalog
    phrases: PhraseBank
    interface: Callable[[], Catalog] = field(compare=False)
    gaps: bool = False

    @property
    def web(self) -> Catalog:
        """The wording of the pages, which is read when somebody asks: documents need none of it."""
        return self.interface()

    @property
    def key(self) -> str:
        """The folder's name, by which campaigns name the language."""
        return self.locale.key

    @property
    def draft(self) -> bool:
        """Whether a native reader still has to go through it."""
        return self.locale.status == "draft"

    def has(self, key: str) -> bool:
        """Whether a phrase exists and can be said."""
        entry = self.documents.entry(key)
        return key in self.phrases and (self.gaps or (entry is not None and entry.usable))

    def with_gaps(self) -> Language:
        """Return this language for previews: missing wording is marked instead of refused."""
        return replace(self, gaps=True)

    def names_in(self, key: str) -> frozenset[str]:
        """Return the names of the values that a phrase needs in this language."""
        phrase, entry = self.phrases.get(key), self.documents.entry(key)
        texts = entry.texts if entry and entry.usable else phrase.texts if phrase else ()
        names = frozenset(name for text in texts for name in names_in(text))
        return names | phrase.needs if phrase and phrase.plural else names

    def say(self, key: str, **values: Value) -> str:
        """Say a phrase of the bank.

        A phrase with a plural chooses its form by ``count`` or by its only whole number. Raises
        WordingError for wording that is missing or fuzzy, for a value that is not given and for
        a form that a name lacks.
        """
        entry = self._entry(key)
        if entry is None:
            return self._gap(self.phrases[key], values)
        form = 0
        if self.phrases[key].plural:
            form = self.documents.plural(_count(self.phrases[key], values))
        return render(entry.texts[min(form, len(entry.texts) - 1)], values, self.locale)

    def _gap(self, phrase: Phrase, values: Mapping[str, Value]) -> str:
        text = phrase.texts[-1] if phrase.plural and _count(phrase, values) != 1 else phrase.text
        return f"[[{render(text, values, self.locale)}]]"

    def _entry(self, key: str) -> Unit | None:
        if key not in self.phrases:
            raise _wording(self, key, unknown_name(key, self.phrases))
        entry = self.documents.entry(key)
        if entry is None or not entry.usable:
            if self.gaps:
                return None
            missing = message(
                "languages.wording",
                "The wording “{key}” is not translated into {language}.",
                key=key,
                language=self.locale.name,
            )
            raise _wording(self, key, missing)
        return entry


def _count(phrase: Phrase, values: Mapping[str, Value]) -> int:
    given = values.get("count")
    if isinstance(given, int):
        return given
    numbers = [value for value in values.values() if isinstance(value, int)]
    if len(numbers) == 1:
        return numbers[0]
    needed = message(
        "languages.count", "The sentence “{key}” needs a count to choose its form.", key=phrase.key
    )
    raise WordingError(needed, [Problem("count", needed)])


def _wording(language: Language, key: str, what: Message) -> WordingError:
    return WordingError(what, [Problem(f"locales/{language.key}:{key}", what)])


class Languages:
    """The languages of some folders; a later folder may add languages and replace earlier ones.

    A folder without ``locale.toml`` adds its wording to the language that an earlier folder holds.
    Files are looked at whenever a language is asked for, so that a translator only drops a file
    in. A broken language is not offered; ``problems`` says what is wrong with it, by file and line.
    """

    def __init__(self, folders: Iterable[Path], phrases: PhraseBank) -> None:
        self.folders = tuple(folders)
        self.phrases = phrases
        self._read: dict[Path, tuple[Signature, Language | tuple[Problem, ...]]] = {}
        self._extended: dict[str, tuple[Language, tuple[Catalog, ...], Language]] = {}
        self._held: dict[str, Language] | None = None

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Look at the files of each language once: what is made together has one wording."""
        self._held = {}
        try:
            yield
        finally:
            self._held = None

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all languages that work, sorted."""
        return tuple(self._languages())

    def __iter__(self) -> Iterator[Language]:
        return iter(self._languages().values())

    def __len__(self) -> int:
        return len(self._languages())

    def __contains__(self, key: object) -> bool:
        return key in self._languages()

    def get(self, key: str) -> Language:
        """Return a language.

        Raises UnknownNameError with the nearest name, or with the problems of a broken language.
        """
        return self._found(key, self._whole)

    def for_documents(self, key: str) -> Language:
        """Return a language as `get`, without a look at its pages' wording, broken or not."""
        held = self._held
        if held is None:
            return self._found(key, self._at)
        if key not in held:
            held[key] = self._found(key, self._at)
        return held[key]

    def _found(self, key: str, read: Callable[[Path], Language | tuple[Problem, ...]]) -> Language:
        folder = self.folder(key)
        found = read(folder) if folder else None
        if isinstance(found, Language):
            return self._with_more(found)
        if found is not None:
            broken = message("locale.broken", "The language “{key}” is broken.", key=key)
            raise UnknownNameError(broken, found)
        raise UnknownNameError(unknown_name(key, self._folders()))

    def folder(self, key: str) -> Path | None:
        """Return the folder of a language, broken or not."""
        if Path(key).name != key or len(key) > LONGEST_KEY:
            return None
        found = [folder / key for folder in self.folders if _holds_language(folder / key)]
        whole = [path for path in found if not _only_adds(path)]
        return (whole[-1] if whole else found[0]) if found else None

    def broken(self) -> dict[str, tuple[Problem, ...]]:
        """Return the problems of each language that does not work."""
        found = {key: self._whole(folder) for key, folder in self._folders().items()}
        return {key: each for key, each in found.items() if not isinstance(each, Language)}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the languages that do not work, and with wording that is added."""
        found = [problem for problems in self.broken().values() for problem in problems]
        more = (catalog for key in self._folders() for catalog in self._more(key))
        return (*found, *(problem for catalog in more for problem in catalog.problems))

    def _languages(self) -> dict[str, Language]:
        found = {key: self._whole(folder) for key, folder in self._folders().items()}
        return {
            key: self._with_more(each) for key, each in found.items() if isinstance(each, Language)
        }

    def _folders(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in self.folders:
            with contextlib.suppress(FileNotFoundError):
                found |= {
                    path.name: path
                    for path in folder.iterdir()
                    if _holds_language(path) and not (path.name in found and _only_adds(path))
                }
        return dict(sorted(found.items()))

    def _more(self, key: str) -> tuple[Catalog, ...]:
        """Return the catalogs that folders after the language's own add to it."""
        if len(self.folders) < 2:
            return ()
        own = self.folder(key)
        paths = [folder / key for folder in self.folders]
        later = paths[paths.index(own) + 1 :] if own in paths else []
        files = (catalog_path(path, domain) for path in later for domain in DOMAINS)
        return tuple(read_catalog(file) for file in files if file.is_file())

    def _with_more(self, language: Language) -> Language:
        """Return a language with the wording that is added to it; the same one until it changes."""
        more = tuple(catalog for catalog in self._more(language.key) if not catalog.problems)
        if not more:
            return language
        known = self._extended.get(language.key)
        if known is None or known[0] is not language or known[1] != more:
            extended = language
            for catalog in more:
                extended = _extended(extended, catalog)
            known = self._extended[language.key] = (language, more, extended)
        return known[2]

    def _at(self, folder: Path) -> Language | tuple[Problem, ...]:
        signature = tuple(_signature(path) for path in _files(folder))
        known = self._read.get(folder)
        if known is None or known[0] != signature:
            known = self._read[folder] = (signature, self._load(folder))
        return known[1]

    def _whole(self, folder: Path) -> Language | tuple[Problem, ...]:
        """Return a language that is in order to the last of its files, or what is wrong."""
        found = self._at(folder)
        web = (
            found.web if isinstance(found, Language) else read_catalog(catalog_path(folder, "web"))
        )
        if isinstance(found, Language):
            return web.problems or found
        return (*found, *web.problems)

    def _load(self, folder: Path) -> Language | tuple[Problem, ...]:
        documents = read_catalog(catalog_path(folder, "documents"))
        try:
            locale = read_locale(folder)
        except ResourceError as error:
            return (*error.problems, *documents.problems)
        if documents.problems:
            return documents.problems
        return Language(
            locale=locale,
            documents=documents,
            phrases=self.phrases,
            # Once for each state of the files: those who have the language keep its wording.
            interface=cache(partial(read_catalog, catalog_path(folder, "web"))),
        )


def _extended(language: Language, more: Catalog) -> Language:
    if more.path.stem == "web":
        web = language.web.extended(more)
        return replace(language, interface=lambda: web)
    return replace(language, documents=language.documents.extended(more))


def _only_adds(folder: Path) -> bool:
    return not (folder / FILE_NAME).is_file()


def _holds_language(folder: Path) -> bool:
    return (folder / FILE_NAME).is_file() or (folder / "LC_MESSAGES").is_dir()


@lru_cache(maxsize=256)
def _files(folder: Path) -> tuple[Path, ...]:
    # Asked with every letter of a merge, and putting paths together takes longer than to look.
    return (folder / FILE_NAME, *(catalog_path(folder, domain) for domain in DOMAINS))


def _signature(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)
