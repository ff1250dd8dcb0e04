"""A server behind a proxy: cookies, hosts, and what local mode never does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from advocacy.errors import ResourceError
from advocacy.web import create_app
from advocacy.web.hosting import hosting_from
from tests.web.accounts.house import hosted_app, link_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from advocacy.production.workshop import Workshop
    from tests.conftest import Called

NAME = "letters.example.org"
PROXY = {
    "X-Forwarded-Proto": "https", "X-Forwarded-Host": NAME, "X-Forwarded-For": "203.0.113.7",
}  # fmt: skip


@pytest.fixture
def behind_proxy(tmp_path: Path, workshop: Workshop) -> Flask:
    return hosted_app(tmp_path / "data", workshop, hosts=(NAME,), proxies=1, https=True)


def test_behind_a_proxy_the_cookie_is_for_this_host_and_encrypted_ways_alone(
    behind_proxy: Flask,
) -> None:
    response = behind_proxy.test_client().get("/account/login", headers=PROXY)
    assert response.status_code == 200
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-advocacy=")
    for mark in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert mark in cookie
    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("host", ["evil.example", "localhost", "letters.example.org.evil.example"])
def test_a_server_answers_to_its_own_name_alone(behind_proxy: Flask, host: str) -> None:
    headers = {**PROXY, "X-Forwarded-Host": host}
    assert behind_proxy.test_client().get("/account/login", headers=headers).status_code == 400


def test_local_mode_answers_no_other_machine(tmp_path: Path, workshop: Workshop) -> None:
    client = create_app(data_dir=tmp_path / "data", workshop=workshop).test_client()
    assert client.get("/").status_code == 200
    for address in ("192.0.2.7", "2001:db8::7", "10.0.0.1"):
        other = {"REMOTE_ADDR": address}
        assert client.get("/", environ_base=other).status_code == 403, address
        assert client.get("/static/style.css", environ_base=other).status_code == 403


def test_local_mode_has_no_log_in(tmp_path: Path, workshop: Workshop) -> None:
    client = create_app(data_dir=tmp_path / "data", workshop=workshop).test_client()
    for address in ("/account/login", "/people", "/invitation/x", "/account"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "letters.example.org"])  # noqa: S104
def test_without_accounts_the_command_listens_to_no_other_machine(
    cli: Callable[..., Called], tmp_path: Path, host: str
) -> None:
    called = cli("serve", "--host", host, "--port", "0", "--data-dir", tmp_path)
    assert called.status == 1
    assert "for this machine only" in called.err


def test_the_first_person_is_let_in_by_the_command_line(
    cli: Callable[..., Called], tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVOCACY_HOSTS", NAME)
    folder = tmp_path / "data"
    assert cli("user", "team", "vesna", "Vesna", "--data-dir", folder).status == 0
    added = cli("user", "add", "anna@example.org", "--team", "vesna", "--data-dir", folder)
    assert added.out.startswith(f"https://{NAME}/invitation/")
    app = hosted_app(folder, workshop, hosts=(NAME,), proxies=1, https=True)
    door = app.test_client().get(link_in(added.out), headers=PROXY)
    assert "Vesna" in door.text
    assert cli("user", "list", "--data-dir", folder).out == ""


def test_a_team_that_is_not_there_is_named(cli: Callable[..., Called], tmp_path: Path) -> None:
    called = cli("user", "add", "anna@example.org", "--team", "vesna", "--data-dir", tmp_path)
    assert (called.status, called.err) == (1, "There is no team “vesna”.\n")


def test_hosted_mode_says_which_setting_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="set ADVOCACY_HOSTS"):
        hosting_from({})
    short = tmp_path / "secret"
    short.write_bytes(b"short")
    with pytest.raises(ResourceError, match="at least 32 random bytes"):
        hosting_from({"ADVOCACY_HOSTS": NAME, "ADVOCACY_SECRET_FILE": str(short)})


def test_with_a_second_factor_for_everybody_nobody_works_without(
    tmp_path: Path, workshop: Workshop
) -> None:
    from tests.web.accounts.house import PASSWORD, furnish
    from tests.web.accounts.test_log_in import FORM, invited, page

    house = furnish(hosted_app(tmp_path / "data", workshop, second_factor=True))
    client = house.client()
    door = page(client, invited(house))
    again = door.press("", FORM, fill={"name": "Nina", "password": PASSWORD})
    assert again.address == "/account/login"
    asked = again.press("", FORM, fill={"email": "nina@example.org", "password": PASSWORD})
    assert asked.address == "/account/tf-setup"
    assert page(client, "/help").address == "/account/login"
