"""On a server: public pages are open to everybody, and what is behind them to organisers alone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from advocacy.store import Endorsements
from tests.web.accounts.house import House
from tests.web.forms import Page
from tests.web.signing import FORM, filled, link_in, mails

if TYPE_CHECKING:
    pass


@pytest.fixture
def house(hosted: Callable[..., House]) -> House:
    return hosted(mails=True)


def publish(house: House, team: str) -> Page:
    page = house.page(f"/campaigns/{house.slug(team)}/public", team, "lead")
    return page.press("publish", form=FORM)


def test_a_stranger_signs_without_an_account_and_the_organisers_find_it(house: House) -> None:
    slug = house.slug("libero")
    assert house.page(f"/sign/{slug}/de").status == 404
    assert publish(house, "libero").status == 200
    page = house.page(f"/sign/{slug}/de")
    assert "nur von diesem Computer aus" not in page.words
    assert "Set-Cookie" not in page.response.headers
    page.press("", form=FORM, fill=filled("de", "Beispiel-Initiative"), tick=["yes"])
    [(_, _, text)] = mails(house.app)
    link = house.page(link_in(text))
    assert "Bestätigt" in link.press("confirm", form=FORM).words
    listed = house.page(f"/campaigns/{slug}/endorsements", "libero", "lead")
    assert "anna@example.org" in listed.words


@pytest.mark.parametrize("place", ["endorsements", "endorsements.csv", "endorsements/1", "public"])
def test_contact_data_are_for_organisers_and_never_for_another_team(
    house: House, place: str
) -> None:
    slug = house.slug("libero")
    publish(house, "libero")
    page = house.page(f"/sign/{slug}/de")
    page.press("", form=FORM, fill=filled("de", "Beispiel-Initiative"), tick=["yes"])
    address = f"/campaigns/{slug}/{place}"
    assert house.client("libero", "organiser").get(address).status_code == 200
    for role in ("editor", "viewer", "translator"):
        assert house.client("libero", role).get(address).status_code == 403, role
    assert house.client("vesna", "lead").get(address).status_code == 404
    assert house.client().get(address).status_code == 303


def test_a_link_of_one_team_does_nothing_in_the_campaign_of_another(house: House) -> None:
    publish(house, "libero")
    publish(house, "vesna")
    page = house.page(f"/sign/{house.slug('libero')}/de")
    page.press("", form=FORM, fill=filled("de", "Beispiel-Initiative"), tick=["yes"])
    [(_, _, text)] = mails(house.app)
    foreign = link_in(text).replace(house.slug("libero"), house.slug("vesna"))
    assert house.client().post(foreign, data={"do": "confirm"}).status_code == 404
    [one] = Endorsements(house.store.engine).all(house.slug("libero"))
    assert one.verified is None
