"""Figures and dates in running text, as a language writes them (CLDR through Babel)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale as BabelLocale
from babel import numbers

from advocacy.language.locale import Locale

__all__ = ["Date", "dates", "figures", "number_words"]

LEAST_SCALE = 1_000
"""Words for less are numbers themselves, not what a figure is multiplied by."""
LONGEST_FIGURE, LONGEST_WORD = 15, 40
SPACES = "\u00a0\u202f\u2009"
GROUPED = re.compile(r"\d{1,3}(?:(?P<sign>[^\d])\d{3})(?:(?P=sign)\d{3})*")
FIGURE = re.compile(rf"(?<![^\W_])\d+(?:[.,'’{SPACES} -]\d+)*")
DATE_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)|"
    r"(?P<day>\d{1,2})(?P<sign>[./-])\s?(?P<month>\d{1,2})(?P=sign)\s?(?P<year>\d{4}))(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as a text names it; 0 stands for what it does not name."""

    day: int
    month: int
    year: int

    def agrees(self, other: Date) -> bool:
        """Whether two mentions may be of one date."""
        same_year = self.year == other.year or not (self.year and other.year)
        return (self.day, self.month) == (other.day, other.month) and same_year

    def parts(self) -> tuple[str, ...]:
        """The numbers it is made of, as figures."""
        return tuple(str(part) for part in (self.day, self.year) if part)


def dates(text: str, locale: Locale) -> tuple[tuple[Date, str], ...]:
    """Return the dates of a text with their words, in their order."""
    return tuple((date, text[start:end]) for date, start, end in _dates(text, locale))


def _dates(text: str, locale: Locale) -> Iterator[tuple[Date, int, int]]:
    pattern, months = _month_pattern(locale.code)
    for match in pattern.finditer(text):
        named = _month(match["m1"] or match["m2"], months)
        day, year = match["d1"] or match["d2"] or "0", match["y1"] or match["y2"] or "0"
        # A month alone is a word ("may", "Mars"), not a date.
        if int(day) <= 31 and (day != "0" or year != "0"):
            yield Date(int(day), named, int(year)), match.start(), match.end()
    for match in DATE_NUMERIC.finditer(text):
        day, month = match["d"] or match["day"], match["m"] or match["month"]
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            date = Date(int(day), int(month), int(match["y"] or match["year"]))
            yield date, match.start(), match.end()


@lru_cache(maxsize=64)
def _month_pattern(code: str) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """Day before or behind a month's name, and a year behind, with short words between."""
    months = _months(code)
    # Any ending, because CLDR knows two cases of a month at most ("в июле").
    stems = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    names = rf"(?:{stems})(?![^\W\d_]{{3}})[^\W\d_]*"
    between = rf"[.,]?[\s{SPACES}]+(?:[^\W\d_]{{1,3}}[\s{SPACES}]+)?"
    ordinal = r"(?:[^\W\d_]{1,2}|[.º°])?"
    return re.compile(
        rf"(?<!\d)(?P<d1>\d{{1,2}}){ordinal}[\s{SPACES}]+(?:[^\W\d_]{{1,3}}[\s{SPACES}]+)?"
        rf"(?P<m1>{names})\b(?:{between}(?P<y1>\d{{4}})(?!\d))?"
        rf"|\b(?P<m2>{names})\b(?:[\s{SPACES}]+(?P<d2>\d{{1,2}}){ordinal}(?!\d))?"
        rf"(?:{between}(?P<y2>\d{{4}})(?!\d))?",
        re.IGNORECASE,
    ), months


@lru_cache(maxsize=64)
def _months(code: str) -> Mapping[str, int]:
    """Beginnings of the names of months: without the last letter where they are long, or vary."""
    known = BabelLocale.parse(code).months
    found: dict[str, int] = {}
    for number in range(1, 13):
        names = {known[context]["wide"][number] for context in ("format", "stand-alone")}
        short = {known[context]["abbreviated"][number] for context in ("format", "stand-alone")}
        for name in map(str.casefold, names | short):
            if len(name) >= 3:
                varies = len(names) > 1 and name in names
                found[name[:-1] if len(name) > 3 or varies else name] = number
    return found


def _month(word: str, months: Mapping[str, int]) -> int:
    """Return the month whose beginning a word has, the longest first."""
    folded = word.casefold()
    return max(
        ((len(stem), number) for stem, number in months.items() if folded.startswith(stem)),
    )[1]


def figures(text: str, locale: Locale) -> tuple[tuple[str, str], ...]:
    """Return the figures of a text outside its dates: in one form for all languages, as written.

    The form is ``40000``, ``2.5``, ``361-1``.
    """
    rest = list(text)
    for _, start, end in _dates(text, locale):
        rest[start:end] = "\n" * (end - start)
    bare = re.sub("[\u2010\u2011\u2012\u2013]", "-", "".join(rest))
    bare = re.sub(r"(?<=\d)\s?½", f"{_signs(locale.code)[1]}5", bare)
    return tuple(
        (value, written)
        for match in FIGURE.finditer(bare)
        for value, written in _values(
            match[0], bare[match.end() : match.end() + LONGEST_WORD], locale
        )
    )


def _values(written: str, behind: str, locale: Locale) -> Iterator[tuple[str, str]]:
    """Read one run of digits and signs: a grouped number, a decimal, a compound, or several."""
    group, decimal = _signs(locale.code)
    for piece in re.split(r" (?!\d{3}(?!\d))" if group.isspace() else " ", written):
        grouped = GROUPED.fullmatch(piece)
        if grouped and _groups(grouped["sign"], group):
            yield _scaled(re.sub(r"\D", "", piece), behind, locale), piece
        elif re.fullmatch(r"\d+-\d{1,2}", piece):
            yield piece, piece
        else:
            for part in piece.split("-"):
                head, sign, tail = part.rpartition(decimal)
                if sign and GROUPED.fullmatch(head) and tail.isdigit():
                    yield f"{re.sub(r'[^0-9]', '', head)}.{tail}", part
                else:
                    value = re.sub(rf"[,'’{SPACES} ]", ".", part)
                    plain = re.fullmatch(r"\d+(\.\d+)?", value)
                    yield _scaled(value, behind, locale) if plain else value, part


def _groups(sign: str, group: str) -> bool:
    return sign == group or (sign in f"{SPACES} " and group.isspace()) or sign in "'’"


@lru_cache(maxsize=64)
def _signs(code: str) -> tuple[str, str]:
    return numbers.get_group_symbol(code), numbers.get_decimal_symbol(code)


def _scaled(value: str, behind: str, locale: Locale) -> str:
    """Multiply a figure by the word behind it, where it is the language's thousand or million."""
    word = behind.lstrip()
    if word == behind or len(value) > LONGEST_FIGURE:
        return value
    for factor, pattern in locale.number_words.items():
        scale = re.match(rf"(?:{pattern})(?!\w)", word, re.IGNORECASE)
        if scale and factor >= LEAST_SCALE:
            whole, _, part = value.partition(".")
            return str(int(whole + part) * factor // 10 ** len(part))
    return value


def number_words(text: str, locale: Locale) -> tuple[tuple[str, str], ...]:
    """Return the numbers that a text spells out, as figures and as written."""
    found: dict[str, str] = {}
    for value, pattern in _word_patterns(locale):
        for match in pattern.finditer(text):
            if not _in_larger(text, match, locale.number_parts.larger):
                found.setdefault(f"{value}.5" if match["half"] else str(value), match[0])
    return tuple(found.items())


@lru_cache(maxsize=64)
def _word_patterns(locale: Locale) -> tuple[tuple[int, re.Pattern[str]], ...]:
    parts = locale.number_parts
    half, compound = (each or "(?!)" for each in (parts.half, parts.compound))
    behind = rf"(?P<half>{half})?(?:{compound})?(?!\w)"
    return tuple(
        (value, re.compile(rf"(?<!\w)(?:{words}){behind}", re.IGNORECASE))
        for value, words in locale.number_words.items()
    )


def _in_larger(text: str, match: re.Match[str], larger: str) -> bool:
    """Whether a word is a part of a larger number: "four hundred", "vingt-quatre"."""
    if not larger:
        return False
    before = text[max(0, match.start() - LONGEST_WORD) : match.start()]
    behind = text[match.end() : match.end() + LONGEST_WORD]
    words = f"(?:{larger})"
    return bool(
        re.search(rf"(?<!\w){words}(?:[\s-]\w{{1,3}})?[\s-]$", before, re.IGNORECASE)
        or re.match(rf"[\s-]{words}(?!\w)", behind, re.IGNORECASE)
    )
