"""The way back: what was edited in a DOCX becomes proposals, and nothing else does."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import pytest

from advocacy import document as d
from advocacy.campaigns.docx_reader import Comment, Edits, Proposal, read_edits
from advocacy.campaigns.markdown import inline
from advocacy.campaigns.markdown_text import to_markdown
from advocacy.plugin_manager import PluginManager
from advocacy.testing import samples
from tests.campaigns.edited import edits
from tests.campaigns.edited.editing import W, Word, repacked, w
from tests.campaigns.edited.letter import letter

FOLDER = Path(__file__).with_name("edited")


def write(document: d.Document) -> bytes:
    manager = PluginManager()
    manager.load()
    return manager.write(document, "docx")


def fixture(name: str) -> bytes:
    return (FOLDER / f"libreoffice-{name}.docx").read_bytes()


def shortened(edits: Edits) -> list[tuple[str, int, str, str]]:
    """Name proposals by the words in which old and new differ."""
    return [(item.key, item.part, *difference(item.old, item.new)) for item in edits.proposals]


def difference(old: str, new: str) -> tuple[str, str]:
    left, right = old.split(" "), new.split(" ")
    while left and right and left[0] == right[0]:
        del left[0], right[0]
    while left and right and left[-1] == right[-1]:
        del left[-1], right[-1]
    return " ".join(left), " ".join(right)


CHANGED = [
    ("texts.background", 1, "großer", "wachsender"),
    ("texts.background/2", 1, "Einzelheiten stehen", "Mehr steht"),
    ("demands", 3, "sofort", "unverzüglich"),
]
ANSWERED = ("prompt", 1, "Schreiben Sie hier einen Satz über sich.", "Ich unterrichte Musik.")
REARRANGED = [
    ANSWERED,
    (
        "texts.background/2",
        1,
        "expression*). Einzelheiten",
        "expression*).\n\nEinzelheiten",
    ),
    (
        "demands",
        4,
        "die Vorwürfe der Misshandlung umgehend und unparteiisch zu untersuchen.",
        "",
    ),
]


@pytest.mark.parametrize("tracked", [True, False])
def test_two_changed_paragraphs_and_a_demand_are_exactly_what_is_proposed(tracked: bool):
    found = read_edits(edits.changed(tracked=tracked), letter())
    assert shortened(found) == CHANGED
    assert dataclasses.replace(found, proposals=()) == Edits()


@pytest.mark.parametrize("name", ["changed-tracked", "changed"])
def test_libreoffice_may_write_the_file_anew_and_the_same_is_proposed(name: str):
    found = read_edits(fixture(name), letter())
    assert shortened(found) == CHANGED
    assert dataclasses.replace(found, proposals=()) == Edits()


@pytest.mark.parametrize("data", [edits.changed(), fixture("changed-tracked")])
def test_rejected_changes_leave_nothing_to_propose(data: bytes):
    assert read_edits(data, letter(), accept=False) == Edits()


def test_untracked_changes_are_found_when_tracked_ones_are_rejected():
    found = read_edits(edits.changed(tracked=False), letter(), accept=False)
    assert shortened(found) == CHANGED


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("program", ["word", "libreoffice"])
def test_new_deleted_and_divided_paragraphs_are_told_apart(tracked: bool, program: str):
    suffix = "-tracked" if tracked else ""
    data = {
        "word": edits.rearranged(tracked=tracked),
        "libreoffice": fixture(f"rearranged{suffix}"),
    }[program]
    found = read_edits(data, letter())
    assert shortened(found) == REARRANGED
    assert found.unknown == ("Auch die Angehörigen warten auf Nachricht.",)
    assert found.missing == ()


@pytest.mark.parametrize("data", [edits.rearranged(), fixture("rearranged-tracked")])
def test_rejecting_puts_rearranged_paragraphs_back(data: bytes):
    found = read_edits(data, letter(), accept=False)
    assert shortened(found) == [ANSWERED]
    assert found.unknown == ()


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_a_file_that_nobody_edited_proposes_nothing(language: str):
    document = samples.every_block(language)
    assert read_edits(write(document), document) == Edits()


def test_hostile_words_come_back_as_they_were():
    document = samples.hostile()
    assert read_edits(write(document), document) == Edits()


def test_emphasis_links_and_notes_are_part_of_the_proposal():
    word = Word(edits.original())
    word.format("Internationalen Pakts", "b")
    found = read_edits(word.save(), letter())
    (proposal,) = found.proposals
    assert "des **Internationalen Pakts** über" in proposal.new
    assert proposal.new.endswith("[example.org/vera](https://example.org/vera?a=1&b=2).")
    assert read_edits(word.save(), letter(), accept=False) == Edits()


def test_a_note_that_changed_is_proposed_with_its_paragraph():
    def change(parts: dict[str, bytes]) -> None:
        notes = parts["word/footnotes.xml"]
        parts["word/footnotes.xml"] = notes.replace(b"vom 3. Juni 2021", b"vom 4. Juni 2021")

    (proposal,) = read_edits(repacked(edits.original(), change), letter()).proposals
    assert proposal.key == "texts.background"
    assert proposal.new.endswith(
        "[^1]\n\n[^1]: Mitteilung der Staatsanwaltschaft vom 4. Juni 2021."
    )


def test_comments_are_listed_with_the_place_they_are_on():
    word = Word(edits.original())
    run, _ = word._run_with("Mit freundlichen")
    reference = run.makeelement(w("r"))
    mark = run.makeelement(w("commentReference"), {w("id"): "0"})
    reference.append(mark)
    run.addnext(reference)
    word.parts["word/comments.xml"] = (
        f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="Author"><w:p><w:r>'
        "<w:t>Bitte mit Hochachtung schließen.</w:t></w:r></w:p></w:comment></w:comments>"
    ).encode()
    found = read_edits(word.save(), letter())
    assert found == Edits(comments=(Comment("closing", "Bitte mit Hochachtung schließen."),))


def test_a_signatory_that_changed_is_listed_as_missing_and_as_new():
    named = tuple(
        d.SignatoryLine(d.text(f"Verein {number}"), d.text("Polen")) for number in range(1, 4)
    )
    document = d.Document(
        language="de-DE",
        title="Erklärung",
        identifier="signed",
        date=letter().date,
        blocks=(
            d.Title(text=d.text("Erklärung"), key="title"),
            d.Signatures(
                heading=d.text("Unterzeichnende"),
                groups=(d.SignatureGroup(named),),
                name_label="Name",
                detail_label="Land",
                key="signatures",
            ),
        ),
    )
    word = Word(write(document))
    word.change("Verein 2", "Verein Zwei")
    found = read_edits(word.save(), document)
    assert found == Edits(unknown=("Verein Zwei",), missing=("Verein 2",))


def test_a_paragraph_without_its_mark_counts_as_unchanged_where_its_text_is():
    word = Word(edits.original())
    for tag in ("bookmarkStart", "bookmarkEnd"):
        for element in list(word.body.iter(w(tag)))[:3]:
            element.getparent().remove(element)
    assert read_edits(word.save(), letter()) == Edits()


def test_a_copied_paragraph_is_unknown_and_the_original_keeps_its_place():
    word = Word(edits.original(), tracked=False)
    run, _ = word._run_with("Mit freundlichen")
    paragraph = next(run.iterancestors(w("p")))
    from copy import deepcopy

    paragraph.addnext(deepcopy(paragraph))
    found = read_edits(word.save(), letter())
    assert found == Edits(unknown=("Mit freundlichen Grüßen",))


def test_merged_paragraphs_keep_the_place_of_the_longer_one():
    word = Word(edits.original())
    run, _ = word._run_with("mit großer Sorge")
    word._mark_paragraph(next(run.iterancestors(w("p"))), "del")
    found = read_edits(word.save(), letter())
    assert [(item.key, bool(item.new)) for item in found.proposals] == [
        ("texts.background", True),
        ("texts.background/2", False),
    ]
    assert "vorgeworfen.[^1]Artikel 19" in found.proposals[0].new


@pytest.mark.parametrize(
    "markdown",
    [
        "plain",
        "a **strong** and *soft* word",
        "***both***, then nothing",
        "[a link](https://example.org/?a=1&b=2) inside",
        "**[a strong link](https://example.org/)**",
        "stars \\* and \\_lines\\_ and \\[brackets\\] stay",
        "one\\\ntwo",
    ],
)
def test_markdown_that_is_read_and_written_again_is_the_same(markdown: str):
    assert to_markdown(inline(markdown)) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1. not a list", "1\\. not a list"),
        ("- not a list", "\\- not a list"),
        ("## not a heading", "\\## not a heading"),
        ("> not a quotation", "\\> not a quotation"),
    ],
)
def test_words_that_would_open_a_block_are_protected(text: str, markdown: str):
    assert to_markdown(d.text(text)) == markdown
    assert inline(markdown) == d.text(text)


def test_a_proposal_says_where_it_belongs():
    (first, *_) = read_edits(edits.changed(), letter()).proposals
    assert first == Proposal(
        key="texts.background",
        part=1,
        old=first.old,
        new=first.old.replace("großer", "wachsender"),
    )


def test_a_no_break_hyphen_is_words_own_and_comes_back_as_the_same_character():
    word = "Иваново\u2011Вознесенск"
    text = (d.Run(f"\u2011 {word}", bold=True, note=f"В {word}\u2011."), d.Run(" с тех пор"))
    names = (d.SignatoryLine(d.text(word)),)
    document = dataclasses.replace(
        letter(),
        running_title=word,
        blocks=(
            d.Paragraph(text=text, key="texts.background/1"),
            d.Signatures(heading=d.text(word), groups=(d.SignatureGroup(names),), key="s"),
        ),
    )
    data = write(document)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        shown = b"".join(package.read(n) for n in package.namelist() if n.startswith("word/"))
    assert "\u2011" not in shown.decode("utf-8", "ignore")
    assert read_edits(data, document) == Edits()
    edited = Word(data)
    edited.change("с тех пор", "доныне")
    (proposal,) = read_edits(edited.save(), document).proposals
    assert proposal.old.replace("с тех пор", "доныне") == proposal.new
    assert proposal.new.count("\u2011") == 4
