"""For translators: one translation is compared with its source, without printing a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from advocacy.errors import Message, WordingError, message
from advocacy.language.inflection import fallbacks, known_forms
from advocacy.language.locale import Locale
from advocacy.language.reading import near_name, unknown_name
from advocacy.language.typography import correct
from advocacy.language.wording import NOTATION, Place, Selection, Wording, parse

__all__ = ["check", "check_interface", "typography"]

INTERFACE_PLACE = re.compile(r"\{(\w*)[^{}]*\}")
SENTENCE_END = ".!?…"
ENDS = {".": SENTENCE_END, "!": SENTENCE_END, "?": "?", "…": SENTENCE_END, ":": ":,", ";": ";"}
"""What a translation may end with where its source ends so; a lead-in may end in a comma."""
NO_END = ".;:"
PART_END = ("}", "]")
CLOSING = "”“»’\"')\u00a0\u202f \t\n"


def check(
    source: str,
    translation: str,
    locale: Locale,
    *,
    needs: Iterable[str] = (),
    optional: Iterable[str] = (),
) -> tuple[Message, ...]:
    """Return what is wrong with the translation of a sentence of the phrase bank.

    ``needs`` are values that wording may mention besides those of the source; ``optional`` are
    places that a translation may leave out, such as the count in a form for exactly one.
    """
    try:
        parts = parse(translation)
    except WordingError as error:
        return (error.message,)
    original = parse(source)
    allowed = {*needs, *(part.name for part in original if not isinstance(part, str))}
    required = {part.name for part in original if isinstance(part, Place)} - {*optional}
    return (
        *_places(parts, required, allowed),
        *_forms(parts, locale),
        *_classes(parts, locale),
        *_spacing(source, translation),
        *_end(source, translation),
    )


def check_interface(
    source: str, translation: str, *, optional: bool = False
) -> tuple[Message, ...]:
    """Return what is wrong with the translation of a string of the interface.

    ``optional`` says that the form is one of several and may leave out a place.
    """
    here, there = (set(INTERFACE_PLACE.findall(text)) for text in (translation, source))
    missing = set() if optional else there - here
    return (
        *(_missing(name) for name in sorted(missing)),
        *(unknown_name(name, there) for name in sorted(here - there)),
        *_spacing(source, translation),
        *_end(source, translation),
    )


def _places(parts: Wording, required: set[str], allowed: set[str]) -> Iterator[Message]:
    named = {part.name for part in parts if not isinstance(part, str)}
    placed = {part.name for part in parts if isinstance(part, Place)}
    for name in sorted(required - placed):
        yield _missing(name)
    for name in sorted(named - allowed):
        yield near_name(name, allowed) or message(
            "check.value",
            "This sentence has no value “{name}”. It may mention: {known}.",
            name=name,
            known=", ".join(sorted(allowed)) or "–",
        )


def _missing(name: str) -> Message:
    return message(
        "check.missing", "The place {name} of the source is missing.", name=f"{{{name}}}"
    )


def _forms(parts: Wording, locale: Locale) -> Iterator[Message]:
    known = known_forms(locale)
    for part in parts:
        if isinstance(part, Place) and part.form and part.form not in known:
            yield message(
                "check.form",
                "The form [{form}] does not exist in this language. It has: {known}.",
                form=part.form,
                known=", ".join(sorted(known)),
            )


def _classes(parts: Wording, locale: Locale) -> Iterator[Message]:
    """Check that every selection has a text for each class that can come."""
    grammar = locale.grammar
    possible = {*grammar.agreement, "f", "m", "fpl", "mpl", "pl", "other", grammar.mixed}
    for part in parts:
        if not isinstance(part, Selection):
            continue
        options = {key for key, _ in part.options}
        for key in sorted(options - possible):
            yield unknown_name(key, possible)
        for wanted in _wanted(part.name, locale):
            if not options & {wanted, *fallbacks(wanted, grammar.mixed)}:
                yield message(
                    "check.class",
                    "{selection} has no text for “{wanted}”.",
                    selection=part.source,
                    wanted=wanted,
                )


def _wanted(name: str, locale: Locale) -> tuple[str, ...]:
    """Return the classes a value can have: only the people concerned are ever several."""
    classes = locale.grammar.agreement
    if name == "person":
        return classes
    return tuple(each for each in classes if not each.endswith("pl"))


def _spacing(source: str, translation: str) -> Iterator[Message]:
    if (source[:1].isspace(), source[-1:].isspace()) != (
        translation[:1].isspace(),
        translation[-1:].isspace(),
    ):
        yield message("check.edges", "Spaces at the beginning or end differ from the source.")
    if "  " in translation and "  " not in source:
        yield message("check.double", "Two spaces follow each other.")
    if re.search(r"\w [,.](?![\w.…])", translation):
        yield message("check.before", "A space stands before a comma or full stop.")


def _end(source: str, translation: str) -> Iterator[Message]:
    wanted, found = (text.rstrip(CLOSING)[-1:] for text in (source, translation))
    if wanted in ENDS and found not in ENDS[wanted]:
        yield message(
            "check.end", "The source ends with “{wanted}”, the translation does not.", wanted=wanted
        )
    if (wanted.isalnum() or wanted in PART_END) and found and found in NO_END:
        yield message(
            "check.no_end", "The translation ends with “{found}”, the source does not.", found=found
        )


def typography(translation: str, locale: Locale) -> Iterator[Message]:
    """Compare a translation with what the language's typographic rules would make of it."""
    tokens = [found[0] for found in NOTATION.finditer(translation)]
    # Rules must not see the notation: a stand-in of one character takes each token's place.
    stand_ins = [chr(0xE100 + number) for number in range(len(tokens))]
    waiting = iter(stand_ins)
    masked = NOTATION.sub(lambda _: next(waiting), translation)
    corrected = correct(masked, locale)
    if corrected == masked:
        return
    for stand_in, token in zip(stand_ins, tokens, strict=True):
        corrected = corrected.replace(stand_in, token)
    yield message(
        "check.typography",
        "Quotation marks, dashes or spaces differ from the language’s rules; expected: {expected}",
        expected=corrected.replace("\u00a0", "⍽").replace("\u202f", "⍽"),
    )
