"""The project's own languages, judged by our review and by the tools that translators use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from advocacy.language.phrases import read_phrases
from advocacy.language.review import review
from tests import tools
from tests.language.conftest import LOCALES, po

CATALOGS = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
BANK = read_phrases([LOCALES.parent / "templates/phrases"])

I18NSPECTOR_EXCEPTIONS = {
    # A file must be the same on every machine and every day: it names no date and no person.
    "no-date-header-field",
    "no-last-translator-header-field",
    "no-language-team-header-field",
    # The wording has no versions apart from the program's, and no address for reports yet.
    "no-version-in-project-id-version",
    "no-report-msgid-bugs-to-header-field",
    # A domain of which nothing is translated yet; completeness is counted elsewhere.
    "empty-file",
}

# Left out of pofilter's judgements, because languages differ there and our review looks itself:
# acronyms (names of states and treaties), brackets (agreement), quoting, punctuation and its
# spaces, capitals, the number of sentences, length, unchanged text (English).
POFILTERS = (
    "blank",
    "credits",
    "doublespacing",
    "doublewords",
    "emails",
    "endwhitespace",
    "escapes",
    "filepaths",
    "newlines",
    "nplurals",
    "options",
    "printf",
    "pythonbraceformat",
    "startwhitespace",
    "tabs",
    "urls",
    "xmltags",
)

POFILTER_EXCEPTIONS = {
    # A closing may repeat the salutation, which the English one does not: the bank's `needs`
    # allows it.
    "# (pofilter) pythonbraceformat: Unknown named placeholders in translation: {salutation}",
    # „Bitte speichern Sie sie neu“ is right German.
    "# (pofilter) doublewords: The word 'sie' is repeated",
}

WRONG = 'msgctxt "a"\nmsgid "see {a} https://a.org"\nmsgstr "voir  le le {b}"\n'


def msgfmt(path: Path) -> str:
    done = subprocess.run(
        [tools.find("msgfmt"), "-c", "-o", "/dev/null", path],
        check=False,
        capture_output=True,
        text=True,
    )
    return done.stderr if done.returncode else ""


def i18nspector(path: Path) -> list[str]:
    done = subprocess.run(
        [tools.find("i18nspector"), path], check=True, capture_output=True, text=True
    )
    findings = [line.partition(": ")[2].partition(": ")[2] for line in done.stdout.splitlines()]
    return [each for each in findings if each and each.split()[0] not in I18NSPECTOR_EXCEPTIONS]


def pofilter(path: Path) -> list[str]:
    program = Path(sys.executable).with_name("pofilter")
    chosen = [f"--test={name}" for name in POFILTERS]
    done = subprocess.run(
        [program, "--progress=none", "--nofuzzy", *chosen, path],
        check=True,
        capture_output=True,
        text=True,
    )
    lines = (line for line in done.stdout.splitlines() if line.startswith("# (pofilter)"))
    return [line for line in lines if line not in POFILTER_EXCEPTIONS]


def catalog_id(path: Path) -> str:
    return f"{path.parts[-3]}-{path.stem}"


@pytest.mark.parametrize("path", CATALOGS, ids=catalog_id)
def test_msgfmt_accepts_every_catalog(path: Path) -> None:
    assert msgfmt(path) == ""


@pytest.mark.parametrize("path", CATALOGS, ids=catalog_id)
def test_i18nspector_finds_nothing_but_explained_exceptions(path: Path) -> None:
    assert i18nspector(path) == []


@pytest.mark.parametrize("path", CATALOGS, ids=catalog_id)
def test_pofilter_finds_nothing(path: Path) -> None:
    assert pofilter(path) == []


@pytest.mark.parametrize(
    "folder", sorted({path.parents[1] for path in CATALOGS}), ids=lambda p: p.name
)
def test_our_own_review_finds_nothing(folder: Path) -> None:
    assert [str(each) for each in review(folder, BANK) if not each.warning] == []


def test_each_judge_objects_to_a_wrong_catalog(tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    path.write_text(po(WRONG.replace("msgctxt", "#, python-brace-format\nmsgctxt")), "utf-8")
    assert "format specification" in msgfmt(path)
    assert any("brace" in each for each in i18nspector(path))
    found = " ".join(pofilter(path))
    for judgement in ("doublespacing", "doublewords", "pythonbraceformat", "urls"):
        assert judgement in found
