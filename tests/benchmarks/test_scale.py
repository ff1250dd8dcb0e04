"""What the documents say of benchmarks is what these print; goals and curves say what was found."""

from __future__ import annotations

import tomllib

import pytest
from lxml import etree

from benchmarks import goals, simulate
from benchmarks.curve import Row
from benchmarks.picture import Curve, Line, drawn

SCALE = goals.ROOT / "docs" / "scale.md"
COSTS = simulate.Costs(make=0.2, take=0.01, finish=0.0)
SVG = "{http://www.w3.org/2000/svg}"


def test_the_table_in_the_document_is_what_the_simulation_prints() -> None:
    measured = tomllib.loads(simulate.MEASURED.read_text(encoding="utf-8"))
    said = SCALE.read_text(encoding="utf-8")
    assert "\n".join(simulate.table(1_000_000, measured)) in said
    assert simulate.printing(1_000_000) in said


def test_one_worker_makes_all_chunks_and_the_last_one_is_still_to_be_written() -> None:
    run = simulate.simulated(100 * simulate.CHUNK, 1, COSTS)
    assert run.seconds == pytest.approx(100 * 0.2 + 0.01)
    assert run.limit == "the workers"


def test_many_workers_wait_for_the_one_that_writes() -> None:
    run = simulate.simulated(1_000 * simulate.CHUNK, 64, COSTS)
    assert run.seconds == pytest.approx(0.2 + 1_000 * 0.01)
    assert run.limit == "the one that writes"


def test_a_straight_row_lies_on_its_line_and_a_bent_one_is_told_how_far_off_it_is() -> None:
    straight = Row("", "", {count: [0.5 + 0.001 * count] for count in (100, 1_000, 10_000)})
    assert straight.off == pytest.approx(0, abs=1e-9)
    assert (straight.line.start, straight.line.each) == pytest.approx((0.5, 0.001))
    bent = Row("", "", {count: [1e-6 * count**2] for count in (100, 1_000, 10_000)})
    assert not bent.goal().reached


def test_a_picture_of_curves_says_in_words_what_it_shows() -> None:
    curve = Curve("letters as pdf", [(100, 0.75), (1_000, 3.0)], Line(0.5, 0.0025))
    picture = drawn("What letters cost", "letters", [curve])
    root = etree.fromstring(picture.encode())
    assert root.findtext(f"{SVG}title") == "What letters cost"
    assert "100 in 0.75 s, 1,000 in 3 s; the line is 2.5 ms each" in root.findtext(f"{SVG}desc", "")
    assert len(root.findall(f"{SVG}circle")) == 3  # two points and the legend
    assert picture == drawn("What letters cost", "letters", [curve])


def test_a_goal_that_is_missed_says_so() -> None:
    assert "MISSED" in str(goals.Goal("rate", 2.9, 3))
    assert "MISSED" not in str(goals.Goal("rate", 3, 3))
    assert "MISSED" in str(goals.Goal("share", 0.3, 0.2, more=False))
