"""Things stand where envelopes, folds and eyes expect them: measured, in millimetres."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from advocacy import (
    Address,
    Document,
    Layout,
    Letterhead,
    Logo,
    Paragraph,
    RefusedError,
    Sender,
    text,
)
from tests.plugins.pdf import samples
from tests.plugins.pdf.pictures import png
from tests.plugins.pdf.places import Letter, bars, letters, pictures_on, where

Write = Callable[[Document], bytes]
ADDRESS = ("Herrn Generalstaatsanwalt", "BELARUS")


def letter(window: str, **options: object) -> Document:
    document = samples.letter_de()
    return replace(document, layout=replace(document.layout, window=window, **options))


def box(found: list[Letter]) -> tuple[float, float, float, float]:
    """Return left, top, right and foot."""
    return (
        min(one.x for one in found),
        min(one.top for one in found),
        max(one.right for one in found),
        max(one.baseline for one in found),
    )


@pytest.mark.parametrize(
    ("window", "field"),
    [
        # DIN 5008: 20 mm from the edge, 85 by 45 mm, of which the first 5 are the return line's.
        ("din5008-a", (20, 27 + 5, 105, 27 + 45)),
        ("din5008-b", (20, 45 + 5, 105, 45 + 45)),
        # The window of a French DL envelope, in the right half of the upper third.
        ("right", (105, 45, 195, 90)),
    ],
)
def test_the_address_stands_in_the_window(
    write: Write, window: str, field: tuple[float, float, float, float]
) -> None:
    data = write(letter(window))
    left, top, right, foot = field
    for line in ADDRESS:
        x, y, end, baseline = box(where(data, line))
        assert left <= x
        assert top <= y
        assert end <= right
        assert baseline <= foot
    inside = [
        one.character
        for one in letters(data)
        if left <= one.x <= right and top < one.baseline < foot
    ]
    address = "".join(inside).split("BELARUS")[0]
    assert address.startswith("HerrnGeneralstaatsanwalt"), "nothing else is seen in the window"


def test_a_long_office_in_the_window_ends_with_the_text(write: Write) -> None:
    office = "Procureur général de la République du Bélarus"
    address = Address(lines=samples.lines(office, f"{office} et de toutes ses régions"))
    data = write(replace(letter("right"), blocks=(address,)))
    assert box(where(data, office))[2] <= 182.5
    assert max(one.right for one in letters(data)) <= 182.5


def test_text_begins_below_the_window(write: Write) -> None:
    data = write(letter("din5008-b"))
    assert min(one.top for one in where(data, "Unser Zeichen")) >= 98.46


def test_nine_lines_fill_the_window_and_ten_are_refused(write: Write) -> None:
    def with_lines(count: int) -> Document:
        document = letter("din5008-b")
        address = Address(lines=tuple(text(f"Zeile {at}") for at in range(count)))
        return replace(document, blocks=(address,))

    found = where(write(with_lines(9)), "Zeile 0") + where(write(with_lines(9)), "Zeile 8")
    assert box(found)[1] >= 50
    assert box(found)[3] <= 90
    with pytest.raises(RefusedError, match="takes 10 lines; the window of the envelope shows 9"):
        write(with_lines(10))


@pytest.mark.parametrize(
    ("window", "folds"),
    [
        ("din5008-a", [87, 148.5, 192]),
        ("din5008-b", [105, 148.5, 210]),
        ("flow-right", [99, 198]),
    ],
)
def test_fold_marks_stand_at_the_left_edge(write: Write, window: str, folds: list[float]) -> None:
    marks = [bar for bar in bars(write(letter(window, fold_marks=True))) if bar[0] < 10]
    assert [round(y + height / 2, 1) for _, y, _, height in marks if height < 0.2] == folds
    without = bars(write(letter(window, fold_marks=False)))
    assert not [bar for bar in without if bar[0] < 10]


@pytest.mark.parametrize("at", range(3))
def test_nothing_is_printed_outside_of_the_margins(write: Write, at: int) -> None:
    document = samples.designs()[at]
    data = write(document)
    for page in range(2):
        found = letters(data, page)
        assert min(one.x for one in found) >= 20
        assert max(one.right for one in found) <= 190
        assert max(one.baseline for one in found) <= 286


def test_baselines_stand_on_one_grid_on_both_pages(write: Write) -> None:
    data = write(samples.statement_ru())
    step = 7.5 / (72 / 25.4)
    one = where(data, "Обыски прошли")[0].baseline
    for words, page in (("Мы напоминаем", 0), ("Ни одна из", 0), ("прекратить уголовное", 1)):
        steps = (where(data, words, page)[0].baseline - one) / step
        assert abs(steps - round(steps)) < 0.02, words


def test_lines_have_a_measure_that_is_easy_to_read(write: Write) -> None:
    for document in samples.designs():
        data = write(document)
        rows: dict[float, int] = {}
        for one in letters(data):
            rows[round(one.baseline, 1)] = rows.get(round(one.baseline, 1), 0) + 1
        # Characters without spaces; with them, 60 to 90.
        assert max(rows.values()) <= 80


def test_justified_lines_end_at_one_edge(write: Write) -> None:
    words = "Ein Satz, der mehrere Zeilen füllt und deshalb umbrochen werden muss. " * 12
    document = replace(
        samples.letter_de(),
        blocks=(Paragraph(text=text(words)),),
        layout=Layout(design="letter", justified=True),
    )
    rows: dict[float, float] = {}
    for one in letters(write(document)):
        rows[round(one.baseline, 2)] = max(one.right, rows.get(round(one.baseline, 2), 0))
    edges = [edge for _, edge in sorted(rows.items())][:-1]
    assert max(edges) - min(edges) < 0.6


def test_page_numbers_are_in_the_documents_language(write: Write) -> None:
    data = write(samples.statement_ru())
    for page in range(2):
        label = where(data, f"Страница {page + 1} из 2", page)
        assert box(label)[3] > 280


def test_following_pages_say_which_document_they_belong_to(write: Write) -> None:
    data = write(samples.statement_ru())
    running = "Совместное заявление о преследовании правозащитников"
    assert box(where(data, running, 1))[3] < 20
    with pytest.raises(ValueError, match="substring not found"):
        where(data, running, 0)


def test_a_letter_of_one_page_has_no_number(write: Write) -> None:
    document = replace(samples.letter_de(), blocks=samples.letter_de().blocks[:6])
    assert "Seite" not in "".join(one.character for one in letters(write(document)))


def test_the_sender_stands_beside_the_window_and_again_in_it(write: Write) -> None:
    document = replace(
        letter("din5008-b"), blocks=(Sender(lines=samples.lines("Ida Muster", "Weg 1")),)
    )
    found = letters(write(document))
    whole = "".join(one.character for one in found)
    assert whole.count("IdaMuster") == 2
    assert "IdaMuster·Weg1" in whole


def test_logos_of_a_coalition_stand_in_one_row_within_the_margins(write: Write) -> None:
    """Three logos of different shapes: one middle line, in their order, none over another."""
    sizes = ((60, 30), (30, 30), (90, 30))
    logos = tuple(Logo(png(size), "image/png", f"Logo {size}") for size in sizes)
    document = replace(samples.statement_ru(), letterhead=Letterhead(logos=logos))
    found = pictures_on(write(document))
    assert len(found) == len(sizes)
    middles = [top + height / 2 for _, top, _, height in found]
    assert max(middles) - min(middles) < 0.1
    for (left, _, width, _), (following, *_) in pairwise(found):
        assert following - (left + width) > 2
    assert found[0][0] > 19
    assert found[-1][0] + found[-1][2] < 191
    for (_, _, width, height), size in zip(found, sizes, strict=True):
        assert abs(width / height - size[0] / size[1]) < 0.01
    first_letter = min(letter.top for letter in letters(write(document)))
    assert max(top + height for _, top, _, height in found) < first_letter
