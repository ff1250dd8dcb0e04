"""Pictures of the pages for the documentation: the same examples, the same words, at any time.

TZ=UTC python -m tests.pictures docs/pictures
"""

from __future__ import annotations

import datetime
import io
import logging
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from advocacy import resources
from advocacy.campaigns.file import read_campaign
from advocacy.production.preview import page_picture
from advocacy.production.workshop import open_workshop
from advocacy.store import Store, open_store
from advocacy.store.examples import load_examples
from advocacy.store.location import prepare
from advocacy.web import create_app
from tests.browser import chromium, watched_page
from tests.web.browser.conftest import served

STATEMENT = "/campaigns/joint-statement-2021"
NOON = datetime.datetime(2021, 7, 14, 12, 0, tzinfo=datetime.UTC)
WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 360, "height": 720}
FINISHED = "joint-statement-2021"
PAGE_WIDTH, GAP, DESK = 420, 24, "#e4e2dc"
COLOURS = 128
"""Pages are calm: as many colours show no difference and make a third of the bytes."""
PICTURES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("campaigns", "/", {}),
    ("campaigns-dark", "/", {"color_scheme": "dark"}),
    ("campaigns-narrow", "/", {"viewport": NARROW}),
    ("kinds", "/campaigns/new", {}),
    ("text", f"{STATEMENT}/edit/text?shown=de", {}),
    ("text-dark-narrow", f"{STATEMENT}/edit/text", {"viewport": NARROW, "color_scheme": "dark"}),
    ("demands", f"{STATEMENT}/edit/demands?shown=ru", {}),
    ("demands-dark", f"{STATEMENT}/edit/demands?shown=ru", {"color_scheme": "dark"}),
    ("signatories", f"{STATEMENT}/edit/signatories", {}),
    ("letterhead", f"{STATEMENT}/edit/look", {}),
    ("review", f"{STATEMENT}/edit/review", {}),
    ("review-russian", f"{STATEMENT}/edit/review", {"locale": "ru"}),
    ("pages", f"{STATEMENT}/preview/fr", {}),
    ("translation", f"{STATEMENT}/translate/de", {}),
    ("translator-narrow", "/translators/joint-statement-2021/de", {"viewport": NARROW}),
    ("history", f"{STATEMENT}/history", {}),
    ("edition", f"{STATEMENT}/editions/1", {}),
    ("import", f"{STATEMENT}/signatories", {}),
)


def main() -> None:
    """Serve the examples and keep a picture of each page."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "finished.png").write_bytes(_finished())
    with tempfile.TemporaryDirectory() as data:
        _fill(Path(data))
        app = create_app(data_dir=data, examples=False)
        with served(app) as address, chromium() as browser:
            for name, place, options in PICTURES:
                with watched_page(browser, **{"viewport": WIDE, **options}) as page:
                    path = folder / f"{name}.png"
                    path.write_bytes(_picture(page, address + place))


def _finished() -> bytes:
    """Set the first pages of one statement in three languages side by side."""
    workshop = open_workshop()
    [path] = [one for one in resources.examples() if one.stem == FINISHED]
    campaign = read_campaign(path)
    pages = [
        Image.open(io.BytesIO(page_picture(workshop.render(campaign, tag, "pdf"), 1, PAGE_WIDTH)))
        for tag in ("de", "fr", "ru")
    ]
    width, height = pages[0].size
    sheet = Image.new("RGB", (len(pages) * (width + GAP) + GAP, height + 2 * GAP), DESK)
    for number, page in enumerate(pages):
        sheet.paste(page, (GAP + number * (width + GAP), GAP))
    return _small(sheet)


def _fill(folder: Path) -> None:
    """Keep the examples at a fixed hour, one of them in an edition with a change behind it."""
    store = Store(open_store(prepare(folder)).engine, clock=lambda: NOON)
    load_examples(store)
    stored = store.get("joint-statement-2021")
    store.freeze(stored.slug, "Anna", "As sent to the signatories")
    texts = dict(stored.data["texts"])
    first, _, rest = str(texts["preamble"]["en"]).partition(". ")
    words = f"{first} before dawn. {rest}"
    texts["preamble"] = {**texts["preamble"], "en": words}
    store.save(stored.slug, stored.version, {**stored.data, "texts": texts}, "Boris")


def _picture(page: Page, address: str) -> bytes:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return _small(Image.open(io.BytesIO(page.screenshot())))


def _small(picture: Image.Image) -> bytes:
    small = io.BytesIO()
    colours = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    colours.save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main()
