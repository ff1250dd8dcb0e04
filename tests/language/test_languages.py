"""Folders become languages; what is broken is named and harms nobody else."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from advocacy.errors import UnknownNameError, WordingError
from advocacy.language.inflection import Name, Names
from advocacy.language.languages import Languages
from tests.language.conftest import LOCALES, locale_text, po

Folder = Callable[..., Path]
Making = Callable[[], Languages]

ANNA, ZOE = Name("Anna", "f"), Name("Zoé", "f")


def test_a_language_says_a_phrase_with_values(folder: Folder, languages: Making) -> None:
    folder("fr")
    said = (
        languages()
        .get("fr")
        .say("opening.since", person=Names((ANNA, ZOE)), date=datetime.date(2020, 5, 1))
    )
    assert said == "Anna et Zoé sont détenues depuis le 1er\u00a0mai 2020."


def test_a_count_chooses_the_plural_form_of_the_language(folder: Folder, languages: Making) -> None:
    three = (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    )
    entry = """
    msgctxt "formula.undersigned"
    msgid "{count} organisation"
    msgid_plural "{count} organisations"
    msgstr[0] "{count} организация"
    msgstr[1] "{count} организации"
    msgstr[2] "{count} организаций"
    """
    folder("ru", toml=locale_text("ru"), documents=po(entry, plurals=three))
    say = languages().get("ru").say
    assert [say("formula.undersigned", count=count) for count in (1, 3, 23, 25)] == [
        "1 организация",
        "3 организации",
        "23 организации",
        "25 организаций",
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "",
        'msgctxt "demand.release"\nmsgid "a"\nmsgstr ""\n',
        '#, fuzzy\nmsgctxt "demand.release"\nmsgid "a"\nmsgstr "b"\n',
    ],
)
def test_missing_empty_and_fuzzy_wording_is_refused_by_its_key(
    folder: Folder, languages: Making, entry: str
) -> None:
    folder("fr", documents=po(entry))
    language = languages().get("fr")
    assert not language.has("demand.release")
    with pytest.raises(WordingError, match="is not translated into français") as caught:
        language.say("demand.release", person=ANNA)
    assert caught.value.problems[0].where == "locales/fr:demand.release"


def test_an_unknown_phrase_is_named_with_the_nearest(folder: Folder, languages: Making) -> None:
    folder("fr")
    with pytest.raises(WordingError, match=r"is “demand\.release” meant"):
        languages().get("fr").say("demand.relase")


def test_an_unknown_language_is_named_with_the_nearest(folder: Folder, languages: Making) -> None:
    folder("fr-CH")
    with pytest.raises(UnknownNameError, match="is “fr-CH” meant"):
        languages().get("fr-CA")


@pytest.mark.parametrize("key", ["de", "en", "fr", "it", "ru"])
def test_a_copied_folder_is_a_language_under_its_new_name(
    tmp_path: Path, languages: Making, key: str
) -> None:
    shutil.copytree(LOCALES / key, tmp_path / "locales" / "zz", ignore=lambda *_: ["LC_MESSAGES"])
    (tmp_path / "locales/zz/LC_MESSAGES").mkdir()
    for domain in ("documents", "web"):
        (tmp_path / f"locales/zz/LC_MESSAGES/{domain}.po").write_text(po(), encoding="utf-8")
    found = languages()
    assert found.keys() == ("zz",)
    assert found.get("zz").say("demand.release", person=ANNA) == "libérer Anna immédiatement"


BROKEN_PO = {
    "syntax": (b'msgctxt "a"\nmsgid "x\nmsgstr "y"\n', 2, "cannot be read"),
    "keyword": (b'msgctxt "a"\nmsgid "x"\nmsgsrt "y"\n', 3, "cannot be read"),
    "order": (b'msgctxt "a"\nmsgstr "y"\n', 2, "cannot stand here"),
    "unfinished": (b'msgctxt "a"\nmsgid "x"\n', 2, "no line for its translation"),
    "duplicate": (
        b'msgctxt "a"\nmsgid "x"\nmsgstr ""\n\nmsgctxt "a"\nmsgid "y"\nmsgstr ""\n',
        5,
        "the first is in line 1",
    ),
    "no key": (b'msgid "x"\nmsgstr "y"\n', 1, "has no key"),
    "bytes": (b'msgctxt "a"\nmsgid "x"\nmsgstr "\xe4"\n', 3, "not in UTF-8"),
    "charset": (
        b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=windows-1251\\n"\n',
        3,
        "windows-1251",
    ),
    "plurals": (
        b'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=import os;\\n"\n',
        1,
        "header is wrong",
    ),
}


@pytest.mark.parametrize("kind", BROKEN_PO)
@pytest.mark.parametrize("domain", ["documents", "web"])
def test_a_broken_catalog_breaks_its_language_alone_and_names_the_line(
    folder: Folder, languages: Making, kind: str, domain: str
) -> None:
    data, line, words = BROKEN_PO[kind]
    folder("fr")
    folder("xx", **{domain: data})
    found = languages()
    assert found.keys() == ("fr",)
    (problem, *_) = found.problems
    assert problem.where == f"xx/LC_MESSAGES/{domain}.po:{line}"
    assert words in str(problem)
    with pytest.raises(UnknownNameError, match="“xx” is broken"):
        found.get("xx")


def test_documents_do_not_wait_for_the_wording_of_pages(folder: Folder, languages: Making) -> None:
    folder("xx", web=BROKEN_PO["syntax"][0])
    found = languages()
    assert found.for_documents("xx").say("demand.release", person=ANNA)
    assert found.for_documents("xx") is found.for_documents("xx")


def test_a_missing_catalog_is_a_problem_of_its_language(folder: Folder, languages: Making) -> None:
    (folder("xx") / "LC_MESSAGES/web.po").unlink()
    assert [str(each) for each in languages().problems] == [
        "xx/LC_MESSAGES/web.po:1: The file is missing."
    ]


BROKEN_TOML = {
    "unknown key": ('nmae = "x"\n', "", 1, "is “name” meant"),
    "syntax": ("", '\n[letter\nx = "', None, "not valid TOML"),
    "wrong type": ("direction = 5\n", "", 1, "direction must be a text"),
    "choice": ('direction = "up"\n', "", 1, "one of: ltr, rtl"),
    "code": ('code = "qqq"\n', "", 1, "CLDR knows no language"),
    "regex": (
        "",
        '\n[grammar.rules.x]\ncases = [{ before = "[a", put = "b" }]\n',
        "grammar.rules.x",
        "not a valid regular expression",
    ),
    "fallback": (
        "",
        '\n[grammar.forms.x]\nlabel = "X"\nfallback = "y"\n',
        "fallback",
        "“y” is not known here",
    ),
    "circle": (
        "",
        (
            '\n[grammar.forms.x]\nlabel = "X"\nfallback = "y"\n'
            '[grammar.forms.y]\nlabel="Y"\nfallback="x"\n'
        ),
        None,
        "go in a circle",
    ),
}


@pytest.mark.parametrize("kind", BROKEN_TOML)
def test_a_broken_locale_file_breaks_its_language_alone_and_names_the_line(
    folder: Folder, languages: Making, kind: str
) -> None:
    top, end, place, words = BROKEN_TOML[kind]
    text = locale_text()
    for key in ("direction", "code"):
        if top.startswith(key):
            text = "\n".join(line for line in text.split("\n") if not line.startswith(key))
    text = top + text + end
    folder("fr")
    folder("xx", toml=text)
    found = languages()
    assert found.keys() == ("fr",)
    problem = next(each for each in found.problems if words in str(each))
    assert problem.where.startswith("locales/xx/locale.toml:")
    line = int(problem.where.rpartition(":")[2])
    if place is not None:
        expected = place if isinstance(place, int) else line
        assert line == expected
        assert text.split("\n")[line - 1].strip()


def test_a_form_that_a_line_uses_has_to_exist(folder: Folder, languages: Making) -> None:
    folder("xx", toml=locale_text().replace('"{office}"', '"{office}[dat]"'))
    (said,) = {str(each.message) for each in languages().problems}
    assert said.startswith("“dat” is not known here. Known are: a, call, day, de, en,")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"{office}"', '"{offce}"', "“offce” is not known here; is “office” meant?"),
        ('long = "', 'long = "DD Month ', "“DDonth” cannot stand in a date pattern."),
        ('alphabet = "a', 'alphabet = "aaB', "An alphabet has each letter once"),
        ('tag = "', 'tag = "!', "is not a language tag, such as lv"),
        ("[countries]\n", "[countries]\nQX = 'Nowhere'\n", "CLDR knows no country “QX”."),
    ],
)
def test_what_would_only_show_in_a_letter_is_said_at_once(
    folder: Folder, languages: Making, right: str, wrong: str, said: str
) -> None:
    assert right in locale_text()
    folder("xx", toml=locale_text().replace(right, wrong, 1))
    assert any(said in str(each.message) for each in languages().problems)


def test_a_mark_of_byte_order_before_the_file_does_no_harm(
    folder: Folder, languages: Making
) -> None:
    folder("xx", toml="\ufeff" + locale_text())
    assert languages().problems == ()


def test_a_changed_file_is_picked_up_and_an_unchanged_one_is_kept(
    folder: Folder, languages: Making
) -> None:
    place = folder("fr")
    found = languages()
    first = found.get("fr")
    assert found.get("fr") is first
    catalog = place / "LC_MESSAGES/documents.po"
    catalog.write_text(po().replace("immédiatement", "sans délai"), encoding="utf-8")
    os.utime(catalog, ns=(1, 1))
    assert found.get("fr").say("demand.release", person=ANNA) == "libérer Anna sans délai"


def test_a_folder_that_appears_or_disappears_is_noticed(folder: Folder, languages: Making) -> None:
    found = languages()
    assert found.keys() == ()
    place = folder("fr")
    assert found.keys() == ("fr",)
    shutil.rmtree(place)
    assert found.keys() == ()


def test_interface_strings_fall_back_to_english(folder: Folder, languages: Making) -> None:
    web = 'msgctxt "save"\nmsgid "Save"\nmsgstr "Enregistrer"\n'
    folder("fr", web=po(web))
    catalog = languages().get("fr").web
    assert catalog.gettext("save", "Save") == "Enregistrer"
    assert catalog.gettext("open", "Open") == "Open"
    assert catalog.ngettext("files", "{n} file", "{n} files", 2) == "{n} files"


def test_a_folder_without_locale_toml_adds_wording_to_the_language_there_is(
    folder: Folder, languages: Making, tmp_path: Path
) -> None:
    folder("fr")
    before = languages().get("fr")
    extra = tmp_path / "extra" / "fr" / "LC_MESSAGES" / "documents.po"
    extra.parent.mkdir(parents=True)
    extra.write_text(po('msgctxt "own.word"\nmsgid "Word"\nmsgstr "Mot"\n'), encoding="utf-8")
    both = Languages([tmp_path / "locales", tmp_path / "extra"], before.phrases)
    entry = both.get("fr").documents.entry("own.word")
    assert entry is not None
    assert entry.texts[0] == "Mot"
    assert both.get("fr") is both.get("fr")
    assert both.get("fr").documents.translated == before.documents.translated + 1
    assert (both.keys(), both.problems) == (("fr",), ())

    extra.write_text("msgctxt broken", encoding="utf-8")
    assert both.get("fr").documents == before.documents
    assert [problem.where.rpartition("/")[2] for problem in both.problems] == ["documents.po:1"]
