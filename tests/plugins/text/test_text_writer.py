"""Plain text as a person pastes it into an e-mail."""

from __future__ import annotations

import datetime

import pytest

from advocacy import (
    Block,
    Demands,
    Document,
    Event,
    Events,
    Heading,
    Letterhead,
    Listing,
    Paragraph,
    Prompt,
    Quote,
    Run,
    Subject,
    Title,
    text,
)
from advocacy.plugin_manager import PluginManager


@pytest.fixture(scope="module")
def manager() -> PluginManager:
    loaded = PluginManager()
    loaded.load()
    return loaded


def document(*blocks: Block, **more: object) -> Document:
    known = {"title": "T", "identifier": "t", "date": datetime.date(2021, 7, 15), **more}
    return Document(language="en-GB", blocks=blocks, **known)


def test_a_statement_reads_as_a_person_would_type_it(manager: PluginManager) -> None:
    statement = document(
        Title(text=text("Free the choir")),
        Paragraph(text=(Run("See "), Run("the list", href="https://example.org/list"), Run("."))),
        Heading(text=text("Demands")),
        Demands(lead=text("We ask you to"), items=(text("free her;"), text("drop the case."))),
        Quote(paragraphs=(text("We sang."),), attribution=text("A singer")),
        Paragraph(text=(Run("Twelve were held.", note="Court file 7"),)),
        notes_label="Sources",
    )
    assert manager.write(statement, "text").decode() == (
        "Free the choir\n"
        "==============\n"
        "\n"
        "See the list <https://example.org/list>.\n"
        "\n"
        "Demands\n"
        "-------\n"
        "\n"
        "We ask you to\n"
        "\n"
        "1. free her;\n"
        "2. drop the case.\n"
        "\n"
        "    We sang.\n"
        "\n"
        "    — A singer\n"
        "\n"
        "Twelve were held.[1]\n"
        "\n"
        "Sources\n"
        "[1] Court file 7\n"
    )


def test_a_draft_says_so_first_and_the_letterhead_follows(manager: PluginManager) -> None:
    draft = document(
        Subject(label=text("Subject:"), text=text("The choir")),
        draft="DRAFT",
        letterhead=Letterhead(organisation=text("Chorus")),
    )
    assert manager.write(draft, "text") == b"*** DRAFT ***\n\nChorus\n\nSubject: The choir\n"


def test_further_lines_of_an_item_stand_below_its_text(manager: PluginManager) -> None:
    items = document(Listing(items=(text("one\ntwo"), text("three"))))
    assert manager.write(items, "text") == b"- one\n  two\n- three\n"


def test_a_link_that_shows_its_own_address_is_not_repeated(manager: PluginManager) -> None:
    link = Run("https://example.org", href="https://example.org")
    mail = Run("office@example.org", href="mailto:office@example.org")
    lines = document(Paragraph(text=(link, Run(" "), mail)))
    assert manager.write(lines, "text") == b"https://example.org office@example.org\n"


def test_no_break_spaces_are_ordinary_ones_in_a_mail(manager: PluginManager) -> None:
    made = manager.write(document(Paragraph(text=text("Am 17.\u00a0Mai"))), "text").decode()
    assert made == "Am 17. Mai\n"


def test_a_prompt_stands_in_brackets(manager: PluginManager) -> None:
    assert manager.write(document(Prompt(text=text("Who are you?"))), "text") == b"[Who are you?]\n"


def test_an_event_without_a_place_has_no_dash(manager: PluginManager) -> None:
    events = Events(items=(Event(text("Brest"), text("a vigil")), Event((), text("letters"))))
    assert manager.write(document(events), "text") == "- Brest — a vigil\n- letters\n".encode()
