"""The organisers' Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy.campaigns.markdown import blocks, inline, paragraphs
from advocacy.document import Block, Heading, Listing, Paragraph, Quote, Run, plain


def block_text(block: Block) -> tuple[str, ...]:
    return tuple(filter(None, map(plain, block.texts())))


TEXT = """\
## What happened

On *7 September* she was **taken**
to [a prison](https://example.org/p).[^1]

- one
- two

1. first
2. second

> Her words.
>
> More words.

[^1]: Report, page 3.
"""


def test_a_text_becomes_blocks_with_keys_in_order() -> None:
    assert blocks(TEXT, "texts.background") == (
        Heading(text=(Run("What happened"),), level=2, key="texts.background/1"),
        Paragraph(
            text=(
                Run("On "),
                Run("7 September", italic=True),
                Run(" she was "),
                Run("taken", bold=True),
                Run(" to "),
                Run("a prison", href="https://example.org/p"),
                Run(".", note="Report, page 3."),
            ),
            key="texts.background/2",
        ),
        Listing(items=((Run("one"),), (Run("two"),)), key="texts.background/3"),
        Listing(items=((Run("first"),), (Run("second"),)), ordered=True, key="texts.background/4"),
        Quote(paragraphs=((Run("Her words."),), (Run("More words."),)), key="texts.background/5"),
    )


def test_without_a_name_for_the_text_blocks_have_none() -> None:
    assert blocks("a", "") == (Paragraph(text=(Run("a"),)),)


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> &amp; <script>x</script>",
        "`code` ~~struck~~ ![",
        "# One hash",
        "#### Four hashes",
        "4. August 2013: day of solidarity",
        "[text](javascript:alert)",
        "[text](file:///etc/hostname)",
        "<javascript:x>",
        "[^7] without its note",
        "a | b",
        "---",
        "+375 29 000 00 00",
        "{person}[acc] {{ x }} %s",
        "_ * ** __ a_b_c 5 * 6",
    ],
)
def test_what_is_no_part_of_the_subset_stays_text(text: str) -> None:
    assert "".join(block_text(blocks(text, "")[0])) == text


def test_a_backslash_makes_a_sign_text() -> None:
    assert inline(r"\*a\* \[b\]") == (Run("*a* [b]"),)


def test_an_address_in_angle_brackets_is_a_link() -> None:
    assert inline("<https://example.org/a> <info@example.org>") == (
        Run("https://example.org/a", href="https://example.org/a"),
        Run(" "),
        Run("info@example.org", href="mailto:info@example.org"),
    )


def test_looks_may_be_nested() -> None:
    assert inline("**a *b***") == (Run("a ", bold=True), Run("b", bold=True, italic=True))


def test_a_line_break_is_forced_by_two_spaces_or_a_backslash() -> None:
    assert plain(inline("a  \nb\\\nc\nd")) == "a\nb\nc d"


def test_a_list_whose_numbers_do_not_count_from_one_keeps_them_as_text() -> None:
    assert blocks("4. August\n7. August", "") == (
        Paragraph(text=(Run("4. August"),)),
        Paragraph(text=(Run("7. August"),)),
    )


def test_inner_lists_are_lines_of_their_item() -> None:
    (listing,) = blocks("- a\n  - b\n  - c\n- d\n\n  e", "")
    assert block_text(listing) == ("a\n– b\n– c", "d\ne")


def test_a_list_in_a_quotation_keeps_its_marks() -> None:
    (quote,) = blocks("> 1. a\n> 2. b\n>\n> - c", "")
    assert block_text(quote) == ("1. a", "2. b", "– c")


def test_a_note_shows_the_address_of_its_link() -> None:
    (paragraph,) = blocks("a[^n]\n\n[^n]: See [the *report*](https://example.org)\n  of 2020.", "")
    assert paragraph == Paragraph(
        text=(Run("a", note="See the report (https://example.org) of 2020."),)
    )


def test_a_note_that_nothing_refers_to_stays_text() -> None:
    assert block_text(blocks("a\n\n[^n]: b", "")[1]) == ("[^n]: b",)


def test_two_notes_of_one_place_are_both_kept() -> None:
    (paragraph,) = blocks("a[^1][^2]\n\n[^1]: b\n[^2]: c", "")
    assert paragraph == Paragraph(text=(Run("a", note="b"), Run("", note="c")))


def test_the_title_of_a_link_is_not_lost() -> None:
    assert plain(inline('[a](https://example.org "b")')) == "a (b)"


SIGNS = st.text(st.sampled_from([*"ab1. \n\n*_->#[]()^:!<\\`+~&;"]), max_size=60)


@given(SIGNS)
@settings(derandomize=True, max_examples=400, deadline=None)
def test_no_letter_or_digit_is_lost(text: str) -> None:
    shown = "".join("".join(block_text(b)) + notes(b) for b in blocks(text, "k"))
    for character in "ab":
        assert shown.count(character) >= text.count(character)


def notes(block: Block) -> str:
    return "".join(run.note or "" for line in block.texts() for run in line)


def test_thousands_of_marks_are_read_in_a_moment() -> None:
    for text in ("*" * 20_000, "[" * 20_000, ">" * 20_000, "- " * 10_000, "*a " * 6_000):
        assert blocks(text, "k")


def test_a_text_is_divided_at_its_empty_lines() -> None:
    assert paragraphs("\na\nb\n\n \n c\n") == ("a\nb", "c")


LINES = st.text(
    st.sampled_from([*"aЯß1 . , - ' \" «»– / @ é * _ [ ] < > \\ ` # + & ! ~ :"]), max_size=14
)


@given(LINES)
@settings(derandomize=True, max_examples=400, deadline=None)
def test_an_empty_line_at_the_end_changes_nothing(line: str) -> None:
    # A plain line is taken as it is; with an end it is parsed like everything else.
    assert blocks(line, "k") == blocks(line + "\n", "k")
