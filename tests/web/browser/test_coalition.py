"""A coalition in real browsers: one writes, two sign in their languages, and all are listed."""

import io
import re
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from advocacy.campaigns.file import read_campaign, write_campaign
from advocacy.campaigns.model import Signatory
from advocacy.mail import Sender
from advocacy.web import create_app
from tests.browser import follow, watched_page
from tests.data_dirs import DataDir
from tests.extraction import docx_lines, in_order, letters, pdf_lines
from tests.mail.server import MailServer
from tests.web.browser.test_accessibility import looked_at
from tests.web.signing import LETTER, STATEMENT, link_in, publish, sign

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

pytestmark = pytest.mark.browser

A = {"en": "Alliance Example", "de": "Allianz Beispiel", "fr": "Alliance Exemple",
     "ru": "Союз примеров", "it": "Alleanza Esempio"}  # fmt: skip
B, C = "Beispiel-Initiative", "Ёлка"
ORDERS = {**{tag: [A[tag], B, C] for tag in ("en", "de", "fr", "it")}, "ru": [C, A["ru"], B]}


@pytest.fixture
def app(tmp_path: Path, workshop: "Workshop", first_start: DataDir) -> Flask:
    return create_app(data_dir=first_start.at(tmp_path / "data"), workshop=workshop, mails=True)


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def post(app: Flask) -> Iterator["Post"]:
    with MailServer() as server:
        yield Post(app, server)


class Post:
    """Brings the mail: from the queue through a real mail server to whoever reads it."""

    def __init__(self, app: Flask, server: MailServer) -> None:
        self.server = server
        self.sender = Sender(app.extensions["advocacy"].outbox, server.settings)

    def link(self, recipient: str) -> str:
        """Return the link in the last mail to somebody."""
        self.sender.send_due()
        mail = [one for one in self.server.taken if one["To"] == recipient][-1]
        return link_in(mail.get_content())


def statement(examples: tuple[Path, ...]) -> bytes:
    """The campaign file of a statement that A alone has signed, with the count in its text."""
    [path] = [path for path in examples if path.stem == STATEMENT]
    campaign = read_campaign(path)
    made = replace(
        campaign,
        slug="coalition",
        phrases=("formula.undersigned", *campaign.phrases),
        texts=MappingProxyType({"preamble": campaign.texts["preamble"]}),
        signatories=(Signatory(name=MappingProxyType(A), language="en"),),
        options=replace(campaign.options, order="name"),
    )
    return write_campaign(made).encode()


def begin(page: Page, address: str, campaign: bytes) -> None:
    """A opens the campaign file, freezes the text and publishes it."""
    page.goto(address)
    file = {"name": "c.toml", "mimeType": "application/toml", "buffer": campaign}
    page.locator("input[type='file']").set_input_files(file)
    follow(page.get_by_role("button", name="Open"))
    page.get_by_role("link", name="Public page and endorsements").click()
    page.get_by_role("button", name="Publish the page").click()
    expect(page.get_by_text("Address to hand on:")).to_be_visible()


def sign_in(page: Page, address: str, tag: str, name: str, *, button: str) -> None:
    """Somebody signs in the language that the browser asks for."""
    page.goto(f"{address}/sign/coalition")
    assert page.url.endswith(f"/sign/coalition/{tag}")
    page.locator(f"[name='name.{tag}']").fill(name)
    page.locator("[name='country']").select_option("BY")
    page.locator("[name='contact']").fill("Anna Example")
    page.locator("[name='email']").fill(f"{tag}@example.org")
    page.locator("[name='consent']").check()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page).to_have_url(re.compile(r"/thanks#content$"))


def packed(page: Page, address: str) -> dict[str, bytes]:
    """A downloads everything in one pack."""
    page.goto(f"{address}/campaigns/coalition/edit/review")
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("button", name="Download the pack").click()
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_three_organisations_stand_in_every_language_and_are_asked_when_the_text_changes(
    chromium: Browser, address: str, post: Post, examples: tuple[Path, ...], workshop: "Workshop"
) -> None:
    with (
        watched_page(chromium) as anna,
        watched_page(chromium, locale="de-DE", java_script_enabled=False) as berta,
        watched_page(chromium, locale="ru-RU") as cyril,
    ):
        begin(anna, address, statement(examples))
        sign_in(berta, address, "de", B, button="Unterzeichnen")
        sign_in(cyril, address, "ru", C, button="Подписать")
        berta.goto(address + post.link("de@example.org"))
        berta.get_by_role("button", name="Ja, bestätigen").click()
        expect(berta.get_by_role("heading", name="Bestätigt, vielen Dank")).to_be_visible()
        cyril.goto(address + post.link("ru@example.org"))
        cyril.get_by_role("button", name="Да, подтвердить").click()
        expect(cyril.get_by_role("heading", name="Подтверждено, спасибо")).to_be_visible()

        anna.goto(f"{address}/campaigns/coalition/endorsements")
        expect(anna.get_by_text("confirmed by link")).to_have_count(2)
        for box in anna.locator("[name='chosen']").all():
            box.check()
        anna.get_by_role("button", name="Accept", exact=True).click()
        expect(anna.get_by_text("Signatures beneath edition 1: 3.")).to_be_visible()

        files = packed(anna, address)
        for tag, order in ORDERS.items():
            lines = {
                "docx": docx_lines(files[f"coalition.{tag}.docx"]),
                "pdf": pdf_lines(files[f"coalition.{tag}.pdf"]),
            }
            formula = workshop.languages.get(tag).say("formula.undersigned", count=3)
            for kind, found in lines.items():
                assert in_order([formula, *order], letters(found)) == [], (tag, kind)

        stored = f"{address}/campaigns/coalition/edit/text?shown=all"
        anna.goto(stored)
        for tag in ORDERS:
            anna.locator(f"[name='texts.preamble.{tag}']").fill(f"7 ({tag})")
        follow(anna.get_by_role("button", name="Save", exact=True).last)
        anna.goto(f"{address}/campaigns/coalition/public")
        anna.locator("[name='edition']").select_option("new")
        follow(anna.get_by_role("button", name="Save", exact=True))
        follow(anna.get_by_role("link", name="See who has to confirm again"))
        for name in (B, C):
            expect(anna.locator("#again")).to_contain_text(name)
        anna.get_by_role("button", name="Ask all who have not been asked").click()
        expect(anna.get_by_role("status")).to_contain_text("2")

        cyril.goto(address + post.link("ru@example.org"))
        expect(cyril.get_by_text("подписан прежний текст")).to_be_visible()
        follow(cyril.get_by_role("button", name="Да, подтвердить"))
        berta.goto(address + post.link("de@example.org"))
        expect(berta.get_by_text("früheren Text")).to_be_visible()
        assert len(post.server.taken) == 4
        files = packed(anna, address)
        for tag in ORDERS:
            found = letters(docx_lines(files[f"coalition.{tag}.docx"]))
            formula = workshop.languages.get(tag).say("formula.undersigned", count=2)
            assert in_order([formula], found) == [], tag
            assert letters([C]) in found
            assert letters([B]) not in found


def test_public_pages_have_no_barrier(
    chromium: Browser, address: str, app: Flask, post: Post
) -> None:
    client = app.test_client()
    publish(client)
    publish(client, LETTER)
    sign(client, "de", B)
    link = post.link("anna@example.org")
    places = [
        f"/sign/{STATEMENT}/ru", f"/sign/{STATEMENT}/de/thanks", link, f"{link}x",
        f"/act/{LETTER}/fr", "/sign/none", f"/campaigns/{STATEMENT}/public",
        f"/campaigns/{LETTER}/public", f"/campaigns/{STATEMENT}/endorsements",
        f"/campaigns/{STATEMENT}/endorsements/1", f"/campaigns/{STATEMENT}/endorsements/new",
        f"/campaigns/{STATEMENT}/endorsements/import", f"/campaigns/{STATEMENT}/public/it",
    ]  # fmt: skip
    with watched_page(chromium, reduced_motion="reduce") as page:
        found = {}
        for place in places:
            page.goto(address + place)
            found[place] = looked_at(page)
        page.goto(f"{address}/sign/{STATEMENT}/de")
        page.get_by_role("button", name="Unterzeichnen", exact=True).click()
        page.get_by_text("Das wurde noch nicht angenommen").wait_for()
        found["mistakes"] = looked_at(page)
        page.goto(f"{address}/act/{LETTER}/de")
        page.locator("[name='sentence']").fill("Ich leite einen Chor.")
        page.get_by_role("button", name="Fertigen Brief zeigen").click()
        page.get_by_role("heading", name="Ihr Brief", exact=True).wait_for()
        found["letter"] = looked_at(page)
    assert {place: failures for place, failures in found.items() if failures} == {}
