"""Campaign text goes to translators as PO and comes back."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from advocacy.campaigns.data import from_data
from advocacy.campaigns.exchange import Outcome
from advocacy.campaigns.exchange_po import export_po, import_po
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.places import changed, text_at
from advocacy.campaigns.saving import saved
from advocacy.campaigns.staleness import digest, stale
from advocacy.errors import RefusedError
from tests import tools

DATA: dict[str, Any] = {
    "slug": "statement-2021",
    "appeal": "joint-statement",
    "source": "en",
    "languages": ["en", "de", "fr", "ru", "it"],
    "date": "2021-07-14",
    "title": {"en": "Title"},
    "people": [{"id": "m", "gender": "f", "name": {"en": "Maria"}}],
    "texts": {"background": {"en": "One.\n\nTwo\nlines.\n\nThree."}, "call": {"en": "Four."}},
    "demands": [{"text": {"en": "release her"}}],
}
TARGETS = ("de", "fr", "ru", "it")


@pytest.fixture
def campaign() -> Campaign:
    return saved(None, from_data(DATA))


def translate(data: bytes, language: str) -> bytes:
    """A translator by rule: puts the language before each text and takes fuzzy marks off."""
    text = data.decode().replace("#, fuzzy\n", "")
    entry = re.compile(r'^msgid "(.+)"\nmsgstr ".*"$', re.MULTILINE)
    return entry.sub(rf'msgid "\1"\nmsgstr "{language}: \1"', text).encode()


def edit(before: Campaign, **texts: str) -> Campaign:
    return saved(before, changed(before, {k.replace("__", "."): v for k, v in texts.items()}))


def bring(before: Campaign, language: str, data: bytes) -> Outcome:
    outcome = import_po(before, language, data)
    assert saved(before, outcome.campaign) == outcome.campaign
    return outcome


def test_an_export_is_a_po_file_that_a_translator_understands(campaign: Campaign) -> None:
    after = edit(campaign, title__de="Titel", texts__call__de="Vier.")
    after = edit(after, title__en="New title")
    assert export_po(after, "de").decode() == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: statement-2021\\n"\n'
        '"Language: de\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"X-Source-Language: en\\n"\n'
        "\n"
        "#. Title or subject of the documents\n"
        f"#: was-{digest('Titel')}\n"
        "#, fuzzy\n"
        '#| msgid "Title"\n'
        'msgctxt "title"\n'
        'msgid "New title"\n'
        'msgstr "Titel"\n'
        "\n"
        "#. Name of a person\n"
        'msgctxt "people[1].name"\n'
        'msgid "Maria"\n'
        'msgstr ""\n'
        "\n"
        "#. Text, in Markdown: keep *, **, links and [^1] as they are\n"
        'msgctxt "texts.background/1"\n'
        'msgid "One."\n'
        'msgstr ""\n'
        "\n"
        "#. Text, in Markdown: keep *, **, links and [^1] as they are\n"
        'msgctxt "texts.background/2"\n'
        'msgid "Two\\nlines."\n'
        'msgstr ""\n'
        "\n"
        "#. Text, in Markdown: keep *, **, links and [^1] as they are\n"
        'msgctxt "texts.background/3"\n'
        'msgid "Three."\n'
        'msgstr ""\n'
        "\n"
        "#. Text, in Markdown: keep *, **, links and [^1] as they are\n"
        f"#: was-{digest('Vier.')}\n"
        'msgctxt "texts.call"\n'
        'msgid "Four."\n'
        'msgstr "Vier."\n'
        "\n"
        "#. A demand; it continues a sentence: no capital, no full stop\n"
        'msgctxt "demands[1].text"\n'
        'msgid "release her"\n'
        'msgstr ""\n'
    )


def msgfmt(data: bytes, path: Path) -> int:
    path.write_bytes(data)
    command = [tools.find("msgfmt"), "-c", "-o", "/dev/null", path]
    return subprocess.run(command, check=False, capture_output=True).returncode


def test_msgfmt_accepts_an_export(campaign: Campaign, tmp_path: Path) -> None:
    data = export_po(edit(edit(campaign, title__de="T"), title__en="U"), "de")
    assert msgfmt(data, tmp_path / "a.po") == 0
    assert msgfmt(data + data.partition(b"\n\n")[2], tmp_path / "twice.po") == 1


def test_translated_by_rule_changed_in_two_paragraphs_and_imported_two_are_stale_in_each_language(
    campaign: Campaign,
) -> None:
    exports = {tag: translate(export_po(campaign, tag), tag) for tag in TARGETS}
    after = edit(campaign, texts__background__en="One.\n\nTwo.\n\nThree.", title__en="New title")
    for tag, data in exports.items():
        outcome = bring(after, tag, data)
        after = outcome.campaign
        assert outcome.rest == ()
        assert outcome.stale == ("title", "texts.background/2")
        assert len(outcome.taken) == 5
    for tag in TARGETS:
        assert [(s.path, s.index, s.translated, s.source_then) for s in stale(after, tag)] == [
            ("title", 1, f"{tag}: Title", "Title"),
            ("texts.background", 2, f"{tag}: Two\nlines.", "Two\nlines."),
        ]
        assert text_at(after, "texts.background", tag) == (
            f"{tag}: One.\n\n{tag}: Two\nlines.\n\n{tag}: Three."
        )


def test_stale_paragraphs_that_were_translated_again_are_current(campaign: Campaign) -> None:
    after = bring(campaign, "de", translate(export_po(campaign, "de"), "de")).campaign
    after = edit(after, texts__background__en="One.\n\n2.\n\nThree.")
    outcome = bring(after, "de", translate(export_po(after, "de"), "de"))
    assert outcome.taken == ("texts.background/2",)
    assert stale(outcome.campaign, "de") == ()
    assert text_at(outcome.campaign, "texts.background", "de") == "de: One.\n\nde: 2.\n\nde: Three."


def test_an_unchanged_export_changes_nothing(campaign: Campaign) -> None:
    after = edit(edit(campaign, title__de="Titel"), title__en="New")
    outcome = bring(after, "de", export_po(after, "de"))
    assert (outcome.taken, outcome.stale, outcome.rest) == ((), (), ())
    assert outcome.campaign == after


def test_a_stale_translation_that_still_fits_is_accepted_by_taking_its_mark_off(
    campaign: Campaign,
) -> None:
    after = edit(edit(campaign, title__de="Titel"), title__en="New")
    outcome = bring(after, "de", export_po(after, "de").replace(b"#, fuzzy\n", b""))
    assert outcome.taken == ("title",)
    assert stale(outcome.campaign, "de") == ()


def test_a_translation_marked_fuzzy_is_taken_as_stale(campaign: Campaign) -> None:
    data = export_po(campaign, "de").replace(
        b'msgctxt "title"\nmsgid "Title"\nmsgstr ""',
        b'#, fuzzy\nmsgctxt "title"\nmsgid "Title"\nmsgstr "Titel?"',
    )
    outcome = bring(campaign, "de", data)
    assert outcome.stale == ("title",)
    assert [s.path for s in stale(outcome.campaign, "de")] == ["title"]


def test_a_text_changed_in_the_meantime_is_not_overwritten_and_both_are_named(
    campaign: Campaign,
) -> None:
    before = edit(campaign, title__de="Titel")
    data = translate(export_po(before, "de"), "de")
    after = edit(before, title__de="Besserer Titel", **{"people[1]__name__de": "Marija"})
    outcome = bring(after, "de", data)
    assert text_at(outcome.campaign, "title", "de") == "Besserer Titel"
    stays = "The text was changed in the meantime and stays"
    assert [str(problem) for problem in outcome.rest] == [
        f"title: {stays} “Besserer Titel”; not taken: “de: Title”.",
        f"people[1].name: {stays} “Marija”; not taken: “de: Maria”.",
    ]


def test_a_paragraph_that_moved_finds_its_place(campaign: Campaign) -> None:
    data = translate(export_po(campaign, "de"), "de")
    after = edit(campaign, texts__background__en="Zero.\n\nThree.\n\nOne.")
    outcome = bring(after, "de", data)
    assert text_at(outcome.campaign, "texts.background", "de") == "de: Three.\n\nde: One."
    assert [(s.index, s.state) for s in stale(outcome.campaign, "de")] == [(1, "missing")]
    assert [problem.where for problem in outcome.rest] == ["texts.background/2"]


def test_what_has_no_place_any_more_is_named(campaign: Campaign) -> None:
    data = translate(export_po(campaign, "de"), "de")
    after = edit(campaign, texts__call__en="")
    outcome = bring(after, "de", data)
    assert [str(problem) for problem in outcome.rest] == [
        "texts.call: The campaign has no such text any more; this was not taken: “de: Four.”."
    ]


def test_a_translation_with_a_forbidden_character_is_named_and_the_rest_is_taken(
    campaign: Campaign,
) -> None:
    data = translate(export_po(campaign, "de"), "de").replace(
        b"de: Title", "de:\u202eTitle".encode()
    )
    outcome = bring(campaign, "de", data)
    assert [problem.where for problem in outcome.rest] == ["title"]
    assert len(outcome.taken) == 6


def test_a_translation_the_field_does_not_allow_is_named_and_the_rest_is_taken(
    campaign: Campaign,
) -> None:
    data = translate(export_po(campaign, "de"), "de").replace(b"de: Maria", b"Ma\\nria")
    outcome = bring(campaign, "de", data)
    assert [str(problem) for problem in outcome.rest] == [
        "people[1].name.de: This has to stand in one line."
    ]
    assert len(outcome.taken) == 6


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'msgid "a\nmsgstr "b"\n', "a.po:1"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=cp1251\\n"\n', "a.po:2"),
        (b"\xff\xfe", "a.po:1"),
        (b"x" * 5_000_001, "a.po: The file is larger than 5 MB."),
        (
            b'msgid ""\nmsgstr "Language: fr\\n"\n',
            "a.po: The file is in the language fr, not in de.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(
    data: bytes, sentence: str, campaign: Campaign
) -> None:
    with pytest.raises(RefusedError) as caught:
        import_po(campaign, "de", data, name="a.po")
    assert str(caught.value.problems[0]).startswith(sentence)
