"""Markdown that renders as what was meant, in any renderer."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from advocacy import (
    Block,
    Demands,
    Document,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Title,
    text,
)
from advocacy.plugin_manager import PluginManager
from advocacy.testing import extract_text

MANAGER = PluginManager()
MANAGER.load()


def write(*blocks: Block, **more: object) -> str:
    known = {"title": "T", "identifier": "t", "date": datetime.date(2021, 7, 15), **more}
    document = Document(language="en-GB", blocks=blocks, **known)
    return MANAGER.write(document, "markdown").decode()


def shown(*blocks: Block) -> str:
    return MarkdownIt("commonmark").render(write(*blocks))


def test_a_statement_is_markdown_as_a_person_would_write_it() -> None:
    bold, link = Run("now", bold=True), Run("the list", href="https://example.org/list")
    assert write(
        Title(text=text("Free the choir")),
        Paragraph(text=(Run("Act "), bold, Run(" and see "), link, Run("."))),
        Heading(text=text("Demands")),
        Demands(lead=text("We ask you to"), items=(text("free her;"), text("drop the case."))),
        Quote(paragraphs=(text("We sang."), text("Softly.")), attribution=text("A singer")),
        Paragraph(text=(Run("Twelve were held.", note="Court file 7"),)),
        notes_label="Sources",
    ) == (
        "# Free the choir\n"
        "\n"
        "Act **now** and see [the list](https://example.org/list).\n"
        "\n"
        "## Demands\n"
        "\n"
        "We ask you to\n"
        "\n"
        "1. free her;\n"
        "2. drop the case.\n"
        "\n"
        "> We sang.\n"
        ">\n"
        "> Softly.\n"
        ">\n"
        "> — A singer\n"
        "\n"
        "Twelve were held.[^1]\n"
        "\n"
        "**Sources**\n"
        "\n"
        "[^1]: Court file 7\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        "# heading",
        "- item",
        "+ item",
        "1. item",
        "1) item",
        "> quotation",
        "---",
        "===",
        "    code",
        "`code`",
        "*a* _b_ **c** __d__",
        "<b>tag</b>",
        "&amp; &#60;",
        "[a](b) ![c](d) [e]: f",
        "a\\b \\* \\",
        "~~a~~ ~~~ | a | b |",
        "<https://example.org>",
        "a # b #",
        "!\\[x](y)",
        "[^1]: note",
    ],
)
def test_what_looks_like_markup_stays_text(words: str) -> None:
    assert extract_text(write(Paragraph(text=text(words))).encode(), "md").strip() == words.strip()
    tags = shown(Paragraph(text=text(words))).count("<")
    assert tags == len(("<p>", "</p>"))


def test_a_forced_break_is_a_break_and_starts_no_list() -> None:
    html = shown(Paragraph(text=text("one\n- two\n2. three")))
    assert html == "<p>one<br />\n- two<br />\n2. three</p>\n"


@pytest.mark.parametrize("ordered", [False, True])
def test_two_lists_in_a_row_stay_two_lists(ordered: bool) -> None:
    html = shown(*[Listing(items=(text("a"), text("b")), ordered=ordered)] * 3)
    assert html.count("<ol>" if ordered else "<ul>") == 3
    assert "start" not in html


def test_lines_of_an_item_stay_in_it() -> None:
    html = shown(Listing(items=(text("one\ntwo"), text("three")), ordered=True))
    assert html == "<ol>\n<li>one<br />\ntwo</li>\n<li>three</li>\n</ol>\n"


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("", "word", ""),
        ("foo", "bar", "baz"),
        ("foo", "«bar»", "baz"),
        ("a ", " spaced ", " b"),
        ("(", "*", ")"),
        ("", "1. one", ""),
    ],
)
@pytest.mark.parametrize("look", [{"bold": True}, {"italic": True}, {"bold": True, "italic": True}])
def test_a_look_holds_wherever_it_begins_and_ends(
    before: str, words: str, after: str, look: dict[str, bool]
) -> None:
    html = shown(Paragraph(text=(Run(before), Run(words, **look), Run(after))))
    inner = words.strip()
    if look.get("italic"):
        inner = f"<em>{inner}</em>"
    if look.get("bold"):
        inner = f"<strong>{inner}</strong>"
    assert inner in html.replace("<em><strong>", "<strong><em>").replace(
        "</strong></em>", "</em></strong>"
    )


def test_words_of_another_language_say_so() -> None:
    assert write(Paragraph(text=(Run("Вясна", lang="be-BY"),))) == (
        '<span lang="be-BY">Вясна</span>\n'
    )


def test_a_link_with_brackets_and_spaces_leads_where_it_should() -> None:
    link = Run("x", href='https://example.org/a (b)?c="d"')
    expected = '<p><a href="https://example.org/a%20%28b%29?c=%22d%22">x</a></p>\n'
    assert shown(Paragraph(text=(link,))) == expected


def test_an_exclamation_mark_before_a_link_makes_no_picture() -> None:
    link = Run("x", href="https://example.org")
    expected = '<p>Now!<a href="https://example.org">x</a></p>\n'
    assert shown(Paragraph(text=(Run("Now!"), link))) == expected


LETTERS = st.text(st.sampled_from("ab 1.-+*_`[]()<>#&\\|~!=:;\n«é"), min_size=1, max_size=30)


@given(st.lists(st.tuples(LETTERS, st.booleans(), st.booleans()), min_size=1, max_size=4))
@example([("*", True, False), ("*", False, True)])
def test_no_sign_is_lost_or_becomes_markup(runs: list[tuple[str, bool, bool]]) -> None:
    block = Paragraph(text=tuple(Run(words, bold=bold, italic=it) for words, bold, it in runs))
    read = extract_text(write(block).encode(), "md")
    assert "".join(read.split()) == "".join("".join(words for words, _, _ in runs).split())
