"""Endorsements join a campaign's signatories, and travel as tables."""

import datetime
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from advocacy.campaigns.endorsement_table import from_table, to_csv, to_xlsx
from advocacy.campaigns.endorsements import Endorsement, as_published, initials, joined
from advocacy.campaigns.file import read_campaign
from advocacy.campaigns.model import Campaign, Signatory
from advocacy.campaigns.spreadsheet import read_table
from advocacy.errors import RefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from advocacy.production.workshop import Workshop

MOMENT = datetime.datetime(2021, 7, 14, 12, 0, tzinfo=datetime.UTC)
ONE = Endorsement(
    number=1,
    signatory=Signatory(
        name=MappingProxyType({"de": "Ämter-Beispiel", "ru": "Бюро примеров"}),
        language="de",
        acronym="AB",
        country="DE",
    ),
    language="de",
    shown="full",
    contact="Anna",
    email="anna@example.org",
    consent="Ja.",
    consented=MOMENT,
    edition=1,
    digest="0",
    state="confirmed",
    reason="",
    changed=MOMENT,
    verified=None,
    asked=0,
    logo="",
)


@pytest.fixture(scope="module")
def campaign(examples: "tuple[Path, ...]") -> Campaign:
    [path] = [path for path in examples if "joint" in path.name]
    return read_campaign(path)


def named(name: str, tag: str, **changes: object) -> Endorsement:
    signatory = replace(ONE.signatory, name=MappingProxyType({tag: name}), language=tag)
    return replace(ONE, signatory=signatory, **changes)


@pytest.mark.parametrize("state", ["pending", "refused", "withdrawn"])
def test_only_confirmed_endorsements_join(campaign: Campaign, state: str) -> None:
    assert joined(campaign, [replace(ONE, state=state)]).signatories == campaign.signatories
    assert joined(campaign, [ONE]).signatories == (*campaign.signatories, ONE.signatory)


def test_the_list_in_each_language_holds_them_in_its_own_order_with_the_right_count(
    campaign: Campaign, workshop: "Workshop"
) -> None:
    counted = replace(
        campaign,
        phrases=("formula.undersigned", *campaign.phrases),
        signatories=(),
        texts={},
        options=replace(campaign.options, order="name"),
    )
    signed = joined(
        counted, [named("Example Union", "en"), ONE, named("Ёлка", "ru"), named("Zorn", "de")]
    )
    wanted = {
        "en": ["Ämter-Beispiel", "Example Union", "Zorn", "Ёлка"],
        "de": ["Ämter-Beispiel", "Example Union", "Zorn", "Ёлка"],
        "ru": ["Бюро примеров", "Ёлка", "Example Union", "Zorn"],
    }
    for tag, order in wanted.items():
        text = workshop.write(workshop.composition(signed, tag).document, "text").decode()
        places = [text.find(name) for name in order]
        assert -1 not in places, (tag, text)
        assert places == sorted(places), tag
        assert "4" in text.split(order[0])[0], tag


def test_initials_stand_for_every_word_and_hidden_ones_are_left_out(campaign: Campaign) -> None:
    assert initials("Initiative «Свобода» für alle") == "I. С. F. A.".replace(" ", "\u00a0")
    shown = as_published(replace(ONE, shown="initials"))
    assert shown is not None
    assert (dict(shown.name), shown.acronym) == ({"de": "Ä.\u00a0B.", "ru": "Б.\u00a0П."}, "")
    assert as_published(replace(ONE, shown="hidden")) is None
    assert len(joined(campaign, [replace(ONE, shown="hidden")]).signatories) == 23


@pytest.mark.parametrize("write", [to_csv, to_xlsx])
def test_a_table_goes_out_and_comes_back(write: object) -> None:
    entries, problems = from_table(write([ONE, replace(ONE, state="refused", reason="spam")],
                                         ("en", "de", "ru")), "en")  # fmt: skip
    assert problems == ()
    assert [(one.state, one.reason) for one in entries] == [("confirmed", ""), ("refused", "spam")]
    assert entries[0].application.signatory == ONE.signatory
    assert (entries[0].application.contact, entries[0].application.email) == (
        "Anna", "anna@example.org",
    )  # fmt: skip


def test_nothing_in_a_table_is_calculated() -> None:
    table = to_csv([replace(ONE, reason="=HYPERLINK(1)", contact="@SUM(1)")], ("de",))
    assert b",=" not in table
    assert b",@" not in table
    assert b"'=HYPERLINK(1)" in table
    assert any("=HYPERLINK(1)" in row for _, row in read_table(table).rows)


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("ALL IN LARGE LETTERS,DE,pending", "2 name.en"),
        ("Example,Atlantis,pending", "2 country"),
        ("Example,DE,perhaps", "2 state"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named(row: str, where: str) -> None:
    entries, problems = from_table(f"name,country,state\n{row}\n".encode(), "en")
    assert entries == ()
    assert [problem.where for problem in problems] == [where]


@pytest.mark.parametrize("table", [b"", b"a,b\nc,d\n", b"\x00\x01"])
def test_a_file_that_is_no_list_of_endorsements_is_refused(table: bytes) -> None:
    with pytest.raises(RefusedError):
        from_table(table, "en")
