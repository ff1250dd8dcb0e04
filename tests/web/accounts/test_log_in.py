"""Coming in: by invitation, password and second factor, and not by guessing."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient

from advocacy.store.accounts import Accounts
from advocacy.store.attempts import Attempts
from advocacy.store.invitations import Invitations
from advocacy.web.invitation_link import path_of
from tests.web.accounts.house import PASSWORD, House, link_in
from tests.web.forms import Page

if TYPE_CHECKING:
    pass

FORM = "//main//form"
NOON = datetime.datetime(2021, 7, 14, 12, 0, tzinfo=datetime.UTC)


def page(client: FlaskClient, address: str) -> Page:
    return Page(client, client.get(address, follow_redirects=True))


def invited(house: House, email: str = "nina@example.org", standing: str = "member") -> str:
    """Return the path of an invitation to the team Libero."""
    team = Accounts(house.store.engine).team("libero")
    invitation = Invitations(house.store.engine).invite(
        email=email, team=team.id, standing=standing
    )
    return path_of(invitation, house.app.config["SECRET_KEY"])


def come_in(house: House, email: str = "nina@example.org") -> FlaskClient:
    client = house.client()
    door = page(client, invited(house, email))
    inside = door.press("", FORM, fill={"name": "Nina", "password": PASSWORD})
    assert inside.address == "/"
    return client


def log_in(house: House, email: str = "nina@example.org", password: str = PASSWORD) -> Page:
    door = page(house.client(), "/account/login")
    return door.press("", FORM, fill={"email": email, "password": password})


def code(secret: str) -> str:
    """Return what an authenticator app shows now."""
    from passlib.totp import TOTP

    return str(TOTP(secret.replace("-", "").replace(" ", "")).generate().token)


def second_factor(client: FlaskClient) -> str:
    """Set up an app as a person does, and return the key it has."""
    setup = page(client, "/account/tf-setup").press("", FORM, fill={"setup": "authenticator"})
    key = str(setup.one("//main//code").text_content()).strip()
    assert setup.all("//main//*[local-name()='svg']")
    done = setup.press("", "//main//form", fill={"code": code(key)})
    assert "Your account was changed" in done.words
    return key


def test_whoever_is_not_logged_in_is_led_to_the_log_in_and_back(house: House) -> None:
    come_in(house)
    door = page(house.client(), "/help")
    assert door.address == "/account/login"
    inside = door.press("", FORM, fill={"email": "nina@example.org", "password": PASSWORD})
    assert inside.address == "/help"


def test_the_log_in_leads_to_no_other_site(house: House) -> None:
    come_in(house)
    door = page(house.client(), "/account/login?next=https://evil.example/")
    inside = door.press(
        "", FORM, fill={"email": "nina@example.org", "password": PASSWORD}, follow=False
    )
    assert "evil.example" not in inside.response.headers.get("Location", "")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(house: House) -> None:
    come_in(house)
    wrong = log_in(house, password="wrong password here")  # noqa: S106
    unknown = log_in(house, email="nobody@example.org")
    assert "do not belong together" in wrong.words
    assert wrong.words == unknown.words
    assert wrong.status == unknown.status


@pytest.mark.parametrize("email", ["nina@example.org", "nobody@example.org"])
def test_guessing_has_to_wait_and_even_the_right_password_is_not_looked_at(
    house: House, email: str
) -> None:
    come_in(house)
    attempts = Attempts(house.store.engine, b"key", lambda: NOON)
    house.app.extensions["advocacy-attempts"] = attempts
    for number in range(6):
        assert "belong together" in log_in(house, email, f"wrong password {number}").words
    assert "too many attempts" in log_in(house, email).words


def test_a_password_is_kept_as_argon2id(house: House) -> None:
    come_in(house)
    with house.store.engine.connect() as connection:
        kept = connection.exec_driver_sql(
            "SELECT password FROM account WHERE email = 'nina@example.org'"
        ).scalar()
    assert str(kept).startswith("$argon2id$")
    assert PASSWORD not in str(kept)


def test_with_a_second_factor_the_password_alone_lets_nobody_in(house: House) -> None:
    client = come_in(house)
    second_factor(client)
    asked = log_in(house)
    assert "Code of six digits" in asked.words
    refused = asked.press("", FORM, fill={"code": "000000"})
    assert "not right" in refused.words
    assert page(refused.client, "/people").address == "/account/login"


def test_a_code_that_somebody_saw_is_of_no_use_to_them(house: House) -> None:
    key = second_factor(come_in(house))
    assert "not right" in log_in(house).press("", FORM, fill={"code": code(key)}).words


def test_a_recovery_code_lets_in_once(house: House) -> None:
    client = come_in(house)
    second_factor(client)
    made = page(client, "/account/mf-recovery-codes").press(
        "", FORM, fill={"generate_new_codes": "1"}
    )
    first = made.all("//main//li/code")[0].text_content()

    def recover() -> Page:
        asked = log_in(house).link("I have no access to the app: use a recovery code")
        return asked.press("", FORM, fill={"code": first})

    assert recover().address == "/"
    assert "used already" in recover().words


def test_secrets_of_second_factors_are_kept_encrypted(house: House) -> None:
    client = come_in(house)
    key = second_factor(client)
    made = page(client, "/account/mf-recovery-codes").press(
        "", FORM, fill={"generate_new_codes": "1"}
    )
    codes = [one.text_content() for one in made.all("//main//li/code")]
    with house.store.engine.connect() as connection:
        kept = repr(connection.exec_driver_sql("SELECT * FROM account").all())
    assert key.replace("-", "") not in kept
    assert not [one for one in codes if one in kept]


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [("Nina", "too short", "at least twelve characters"), ("", PASSWORD, "write your name")],
)
def test_what_is_missing_at_an_invitation_is_said_at_its_field(
    house: House, name: str, password: str, sentence: str
) -> None:
    door = page(house.client(), invited(house))
    again = door.press("", FORM, fill={"name": name, "password": password})
    assert again.status == 422
    assert sentence in again.words


def test_a_forged_a_used_and_a_foreign_link_are_refused_with_a_sentence(house: House) -> None:
    path = invited(house)
    assert "not complete" in page(house.client(), path[:-3] + "abc").words
    assert page(house.client(), "/invitation/1").status == 410
    page(house.client(), path).press("", FORM, fill={"name": "Nina", "password": PASSWORD})
    used = page(house.client(), path)
    assert used.status == 410
    assert "used already" in used.words


def test_a_lead_invites_by_link_where_there_is_no_mail_server(house: House) -> None:
    people = house.page("/people", "libero", "lead")
    shown = people.press(
        "", "//main//form[.//input[@name='email']]", fill={"email": "olga@example.org"}
    )
    door = page(house.client(), link_in(shown.one("//code[@class='long']").text_content()))
    assert "invited to the team libero" in door.words
    inside = door.press("", FORM, fill={"name": "Olga", "password": PASSWORD})
    assert "libero-joint-statement-2021" not in inside.words
    assert "Olga" in house.page("/people", "libero", "lead").words


def test_a_translator_is_invited_to_a_campaign_and_sees_the_desk_of_the_language_alone(
    house: House,
) -> None:
    slug = house.slug("libero")
    people = house.page(f"/campaigns/{slug}/people", "libero", "organiser")
    shown = people.press(
        "", "//main//form[.//input[@name='email']]",
        fill={"email": "fran@example.org", "role": "translator", "language": "fr"},
    )  # fmt: skip
    door = page(house.client(), link_in(shown.one("//code[@class='long']").text_content()))
    inside = door.press("", FORM, fill={"name": "Fran", "password": PASSWORD})
    desk = inside.open(f"/campaigns/{slug}")
    assert desk.address == f"/translators/{slug}/fr"
    assert desk.status == 200
    for closed in ("edit/about", "translate/de", "translate", "preview/fr", "history", "pack"):
        assert inside.open(f"/campaigns/{slug}/{closed}").status == 403, closed


def test_a_new_password_by_link_ends_other_sessions_and_the_second_factor(house: House) -> None:
    client = come_in(house)
    second_factor(client)
    lead = house.page("/people", "libero", "lead")
    [row] = [one for one in lead.all("//tr") if "Nina" in one.text_content()]
    [form] = row.xpath(".//form")
    shown = lead.press("renew", f"//form[@action='{form.get('action')}']")
    door = page(house.client(), link_in(shown.one("//code[@class='long']").text_content()))
    assert door.press("", FORM, fill={"password": "another long password"}).address == "/"
    assert page(client, "/help").address == "/account/login"
    assert log_in(house, password="another long password").address == "/"  # noqa: S106


def test_changing_the_password_keeps_the_old_one_from_working(house: House) -> None:
    client = come_in(house)
    change = page(client, "/account/change")
    done = change.press(
        "", FORM,
        fill={
            "password": PASSWORD, "new_password": "a new long password",
            "new_password_confirm": "a new long password",
        },
    )  # fmt: skip
    assert "Your account was changed" in done.words
    assert "belong together" in log_in(house).words
    assert log_in(house, password="a new long password").address == "/"  # noqa: S106


def test_a_person_who_was_removed_is_out_at_once(house: House) -> None:
    client = come_in(house)
    nina = Accounts(house.store.engine).find("nina@example.org")
    Accounts(house.store.engine).remove(nina.id, nina.team.id)
    assert page(client, "/help").address == "/account/login"


def test_nothing_about_the_machine_of_a_person_is_kept(house: House, tmp_path: Path) -> None:
    client = house.client()
    come = {"REMOTE_ADDR": "203.0.113.7"}
    agent = {"User-Agent": "Canary/1.0"}
    path = invited(house)
    token = page(client, path).one("//main//input[@name='csrf_token']").value
    filled = {"name": "Nina", "password": PASSWORD, "csrf_token": token}
    client.post(path, data=filled, headers=agent, environ_base=come)
    client.get("/", headers=agent, environ_base=come)
    for number in range(4):
        token = (
            page(house.client(), "/account/login").one("//main//input[@name='csrf_token']").value
        )
        client.post(
            "/account/login", headers=agent, environ_base=come,
            data={"email": "x@example.org", "password": f"{number}", "csrf_token": token},
        )  # fmt: skip
    kept = b"".join(one.read_bytes() for one in (tmp_path / "data").iterdir())
    assert b"nina@example.org" in kept
    assert b"Canary/1.0" not in kept
    assert b"203.0.113.7" not in kept
    assert b"x@example.org" not in kept


def test_with_a_mail_server_links_are_mailed_and_the_queue_sends_them(
    hosted: Callable[..., House],
) -> None:
    from advocacy.mail import Sender
    from advocacy.store import Outbox
    from tests.mail.server import MailServer

    house = hosted(mails=True)
    people = house.page("/people?language=ru", "libero", "lead")
    shown = people.press(
        "", "//main//form[.//input[@name='email']]", fill={"email": "olga@example.org"}
    )
    assert shown.all("//code[@class='long']") == []
    with MailServer() as server:
        assert Sender(Outbox(house.store.engine), server.settings).send_due() == 1
        [mail] = server.taken
    assert mail["Subject"] == "Приглашение в команду libero"
    door = page(house.client(), link_in(mail.get_content()))
    inside = door.press("", FORM, fill={"name": "Olga", "password": PASSWORD})
    assert inside.address == "/"


def test_a_form_that_is_sent_twice_mails_one_link_and_it_stays_good(
    hosted: Callable[..., House],
) -> None:
    from advocacy.store import Outbox

    house = hosted(mails=True)
    people, outbox = house.page("/people", "libero", "lead"), Outbox(house.store.engine)
    olga = {"form": "//main//form[.//input[@name='email']]", "fill": {"email": "olga@example.org"}}
    for _ in range(2):
        sent = people.press("", **olga)
        assert "The link is on its way by e-mail." in sent.words
    mail = outbox.claim()
    assert mail is not None
    assert outbox.claim() is None
    assert house.page(link_in(mail.body)).status == 200
    # From the page that came back she is invited anew on purpose.
    sent.press("", **olga)
    assert outbox.claim() is not None
    assert house.page(link_in(mail.body)).status == 410


def test_a_forgotten_password_is_renewed_by_mail_and_asks_nothing_about_accounts(
    hosted: Callable[..., House],
) -> None:
    from advocacy.mail import Sender
    from advocacy.store import Outbox
    from tests.mail.server import MailServer

    house = hosted(mails=True)
    come_in(house)
    answers = []
    for email in ("nina@example.org", "nina@example.org", "nobody@example.org"):
        asked = page(house.client(), "/account/reset")
        answers.append(asked.press("", FORM, fill={"email": email}).words)
    assert "link is on its way" in answers[0]
    assert answers[0].replace("nina", "nobody") == answers[2].replace("nina", "nobody")
    with MailServer() as server:
        Sender(Outbox(house.store.engine), server.settings).send_due()
        [mail] = server.taken
    choose = page(house.client(), link_in(mail.get_content()))
    new = "a fresh long password"
    done = choose.press("", FORM, fill={"password": new, "password_confirm": new})
    assert "The new password is yours" in done.words
    assert log_in(house, password=new).address == "/"
    assert "of no use any more" in page(house.client(), link_in(mail.get_content())).words
