"""``locale.toml`` is read: checked key by key, so that one broken language harms no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from babel.core import Locale as BabelLocale
from babel.core import UnknownLocaleError
from babel.dates import parse_pattern

from advocacy.errors import Message, ResourceError, WordingError, message
from advocacy.language import locale as values
from advocacy.language.engines import ENGINES
from advocacy.language.inflection import BASIC, known_forms
from advocacy.language.locale import Locale
from advocacy.language.locale_style import read_typography
from advocacy.language.reading import Table, TomlFile, unknown_name
from advocacy.language.wording import Place, parse

__all__ = ["FILE_NAME", "LINES", "TAG", "no_tag", "read_locale"]

FILE_NAME = "locale.toml"
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{1,8})*")
"""A BCP 47 tag in its usual capitals: language, script, region, variants."""
OFFICIAL = frozenset({"addressee", "name", "office", "address", "country"})
SENDER = frozenset({"sender", "name", "function", "address", "email"})
LINES = {
    "address": OFFICIAL,
    "addressee": OFFICIAL,
    "copy": OFFICIAL,
    "sender": SENDER,
    "signature": SENDER,
    "dateline": frozenset({"place", "date"}),
}
"""What each kind of line may mention."""
DATE_LETTERS = re.compile(r"'[^']*'|[^a-zA-Z']+|[dMLyE]+")
HEAD = ("sender", "address", "reference", "dateline", "subject", "salutation")


def read_locale(folder: Path) -> Locale:
    """Read the conventions of one language.

    Raises ResourceError with a problem (``file:line``) for each mistake.
    """
    file = TomlFile(folder / FILE_NAME)
    locale = _locale(folder.name, file.table()) if not file.problems else None
    if locale is None or file.problems:
        raise ResourceError(
            message("locale.broken", "The language “{key}” is broken.", key=folder.name),
            file.problems,
        )
    return locale


def _locale(key: str, top: Table) -> Locale | None:
    if top.file.problems:
        return None
    words, parts = _numbers(top.table("numbers"))
    locale = Locale(
        key=key,
        code=_code(top),
        name=top.text("name", None),
        english=top.text("english", None),
        tag=_tag(top),
        direction=top.choice("direction", ("ltr", "rtl"), "ltr"),
        status=top.choice("status", ("complete", "draft"), "complete"),
        hyphenation=top.text("hyphenation"),
        grammar=_grammar(top.table("grammar")),
        dates=_dates(top.table("dates")),
        countries=_countries(top.table("countries")),
        typography=read_typography(top.table("typography")),
        names=_names(top.table("names")),
        initials=_initials(top.table("initials")),
        letter=_letter(top.table("letter")),
        lines=_lines(top.table("lines")),
        demands=_demands(top.table("demands")),
        collation=values.Collation(
            alphabet=_alphabet(top), skip=top.table("collation").pattern("skip")
        ),
        number_words=words,
        number_parts=parts,
    )
    _check(locale, top)
    top.done()
    return locale


def _code(top: Table) -> str:
    code = top.text("code", None)
    try:
        BabelLocale.parse(code)
    except (ValueError, UnknownLocaleError):
        top.report("code", message("locale.code", "CLDR knows no language “{code}”.", code=code))
        # What follows needs some language; the file is broken already.
        return "en"
    return code


def _tag(top: Table) -> str:
    tag = top.text("tag", None)
    if tag and not TAG.fullmatch(tag):
        top.report("tag", no_tag(tag))
    return tag


def _alphabet(top: Table) -> str:
    letters = top.text("alphabet", None)
    wrong = sorted(
        {letter for letter in letters if letter.lower() != letter or letters.count(letter) > 1}
    )
    if wrong:
        top.report(
            "alphabet",
            message(
                "locale.alphabet",
                "An alphabet has each letter once, as a small one; look at {letters}.",
                letters=", ".join(wrong),
            ),
        )
    return letters


def no_tag(tag: str) -> Message:
    """Say that something is no language tag, and what one looks like."""
    return message(
        "locale.tag", "“{tag}” is not a language tag, such as lv, pt-BR or sr-Latn.", tag=tag
    )


def _grammar(table: Table) -> values.Grammar:
    default = values.Grammar()
    forms, rules = table.table("forms"), table.table("rules")
    grammar = values.Grammar(
        agreement=table.texts("agreement", default.agreement),
        mixed=table.text("mixed", default.mixed),
        forms={key: _stored_form(forms.table(key)) for key in forms.keys()},  # noqa: SIM118
        rules={key: _rule(rules.table(key)) for key in rules.keys()},  # noqa: SIM118
    )
    table.done()
    for key, form in grammar.forms.items():
        _check_chain(key, form.fallback, grammar, forms)
    for key, rule in grammar.rules.items():
        if key in grammar.forms:
            rules.report(
                key, message("locale.twice", "“{key}” is a form and a rule at once.", key=key)
            )
        if rule.form and rule.form not in (BASIC, *grammar.forms):
            rules.report(f"{key}.form", unknown_name(rule.form, (BASIC, *grammar.forms)))
    return grammar


def _stored_form(table: Table) -> values.StoredForm:
    bearers = get_args(values.Bearer)
    of = table.texts("of")
    for name in of:
        if name not in bearers:
            table.report("of", unknown_name(name, bearers))
    form = values.StoredForm(
        label=table.text("label", None),
        of=tuple(bearer for bearer in bearers if bearer in of),
        fallback=table.text("fallback"),
    )
    table.done()
    return form


def _check_chain(key: str, fallback: str, grammar: values.Grammar, table: Table) -> None:
    """Follow the fallbacks of one form: each must exist, and none may lead back."""
    seen = {key}
    while fallback and fallback != BASIC:
        if fallback not in grammar.forms:
            table.report(f"{key}.fallback", unknown_name(fallback, (BASIC, *grammar.forms)))
            return
        if fallback in seen:
            circle = message("locale.circle", "The fallbacks of “{key}” go in a circle.", key=key)
            table.report(f"{key}.fallback", circle)
            return
        seen.add(fallback)
        fallback = grammar.forms[fallback].fallback


def _rule(table: Table) -> values.Rule:
    rule = values.Rule(
        cases=tuple(_case(case) for case in table.tables("cases")), form=table.text("form")
    )
    table.done()
    return rule


def _case(table: Table) -> values.Case:
    case = values.Case(
        put=table.text("put", None),
        before=table.pattern("before"),
        article=table.text("article") if "article" in table.data else None,
        agreement=table.text("agreement") if "agreement" in table.data else None,
    )
    table.asked |= {"article", "agreement"}
    table.done()
    return case


def _dates(table: Table) -> values.Dates:
    patterns = _free_texts(table.table("patterns"))
    dates = values.Dates(
        long=table.text("long", values.Dates().long),
        first=table.text("first"),
        patterns=patterns,
    )
    named = [("long", dates.long), ("first", dates.first)]
    for key, pattern in [*named, *((f"patterns.{key}", text) for key, text in patterns.items())]:
        if problem := _date_problem(pattern):
            table.report(key, problem)
    table.done()
    return dates


def _date_problem(pattern: str) -> Message | None:
    rest = DATE_LETTERS.sub("", pattern)
    if rest:
        return message(
            "locale.date_letters",
            "“{letters}” cannot stand in a date pattern. It is made of d, M, L, y and E (day, "
            "month, month alone, year, weekday); words stand between straight apostrophes.",
            letters=rest,
        )
    try:
        parse_pattern(pattern)
    except ValueError as error:
        return message("locale.date", "Not a date pattern: {error}.", error=error)
    return None


def _countries(table: Table) -> Mapping[str, values.Country]:
    known = BabelLocale("en").territories if table.data else {}
    for code in table.data.keys() - known.keys():
        table.report(code, message("locale.country", "CLDR knows no country “{code}”.", code=code))
    return {code: _country(table, code) for code in table.keys()}  # noqa: SIM118


def _country(table: Table, code: str) -> values.Country:
    if isinstance(table.data[code], str):
        return values.Country(name=table.text(code))
    forms = _free_texts(table.table(code))
    return values.Country(name=forms.pop(BASIC, ""), article=forms.pop("article", ""), forms=forms)


def _names(table: Table) -> values.Names:
    names = values.Names(
        suggest=table.text("suggest"),
        cases=_free_texts(table.table("cases")),
        patronymic=table.pattern("patronymic"),
        doubtful=table.pattern("doubtful"),
        given=frozenset(word for line in table.texts("given") for word in line.split()),
    )
    table.done()
    if names.suggest and names.suggest not in ENGINES:
        table.report("suggest", unknown_name(names.suggest, ENGINES))
    elif names.suggest:
        _, cases = ENGINES[names.suggest]
        for form, case in names.cases.items():
            if case not in cases:
                table.report(f"cases.{form}", unknown_name(case, cases))
    return names


def _initials(table: Table) -> values.Initials:
    default = values.Initials()
    initials = values.Initials(
        mark=table.text("mark", default.mark),
        space=table.text("space", default.space),
        forms=_free_texts(table.table("forms")),
    )
    table.done()
    return initials


def _letter(table: Table) -> values.Letter:
    default = values.Letter()
    letter = values.Letter(
        # A space follows it in any case.
        subject_label=table.text("subject_label").strip(),
        window=table.choice("window", get_args(values.Window), default.window),
        fold_marks=table.flag("fold_marks"),
        dateline=table.choice("dateline", ("left", "right"), default.dateline),
        subject=table.choice("subject", ("bold", "centred"), default.subject),
        head=table.texts("head", default.head),
    )
    for part in letter.head:
        if part not in HEAD:
            table.report("head", unknown_name(part, HEAD))
    if sorted(set(letter.head)) != sorted(letter.head):
        table.report("head", message("locale.head", "A part of the letter’s head occurs twice."))
    table.done()
    return letter


def _lines(table: Table) -> Mapping[str, tuple[str, ...]]:
    lines = {key: table.texts(key) for key in LINES}
    table.done()
    for key in LINES:
        if not lines[key]:
            table.report(key, message("reading.missing", "{key} is missing.", key=f"lines.{key}"))
    return lines


def _demands(table: Table) -> values.Demands:
    default = values.Demands()
    demands = values.Demands(
        separator=table.text("separator", default.separator),
        last=table.text("last", default.last),
    )
    table.done()
    return demands


def _numbers(table: Table) -> tuple[Mapping[int, str], values.NumberParts]:
    words = _number_words(table)
    parts = values.NumberParts(
        half=table.expression("half"),
        compound=table.expression("compound"),
        larger=table.expression("larger"),
    )
    table.done()
    return words, parts


def _number_words(table: Table) -> Mapping[int, str]:
    words = table.table("words")
    found = {}
    for key in words.keys():  # noqa: SIM118
        pattern = words.expression(key)
        if not key.isdecimal():
            words.report(key, message("locale.number", "“{key}” is not a number.", key=key))
        elif pattern:
            found[int(key)] = pattern
    return found


def _free_texts(table: Table) -> dict[str, str]:
    """Read a table whose keys are free and whose values are texts."""
    return {key: table.text(key) for key in table.keys()}  # noqa: SIM118


def _check(locale: Locale, top: Table) -> None:
    """Check what one section says about another: forms that lines, countries and names use."""
    forms = known_forms(locale)
    for key, wordings in locale.lines.items():
        for wording in wordings:
            for problem in _wording_problems(wording, LINES[key], forms):
                top.report(f"lines.{key}", problem)
    for code, country in locale.countries.items():
        for form in country.forms.keys() - locale.grammar.forms.keys():
            top.report(f"countries.{code}", unknown_name(form, locale.grammar.forms))
    for section, used in (
        ("names.cases", locale.names.cases),
        ("initials.forms", locale.initials.forms),
    ):
        for form in used.keys() - locale.grammar.forms.keys():
            top.report(section, unknown_name(form, locale.grammar.forms))


def _wording_problems(
    wording: str, known: frozenset[str], forms: tuple[str, ...]
) -> Iterator[Message]:
    try:
        parts = parse(wording)
    except WordingError as error:
        yield error.message
        return
    for part in parts:
        if not isinstance(part, str) and part.name not in known:
            yield unknown_name(part.name, known)
        if isinstance(part, Place) and part.form and part.form not in forms:
            yield unknown_name(part.form, forms)
