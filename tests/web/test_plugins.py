"""The plugins page: everything that is there, and everything that is broken, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from advocacy.errors import PluginError, ResourceError
from advocacy.production.workshop import open_workshop
from advocacy.web import create_app
from tests.data_dirs import DataDir
from tests.web.forms import Page

BROKEN = Path(__file__).parents[1] / "broken_plugins"
FORMATS = """
from advocacy import Format, Writer, hookimpl

class Plain(Writer):
    def begin(self, document): ...
    def heading(self, block): ...
    def paragraph(self, block): ...
    def listing(self, block): ...
    def finish(self): {finish}

@hookimpl
def register_formats():
    return [Format(name="plain", label="Plain", extension="pln", media_type="text/plain", writer=Plain)]
"""  # noqa: E501

ENDLESS = "exec('while True: pass')"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a language, an appeal type, phrases and a plugin of which each is broken."""
    for name, text in {
        "locales/xx/locale.toml": "code = ",
        "templates/appeals/torn.toml": "id = ",
        "templates/phrases/torn.toml": "[a]\ntext = 3",
        "plugins/torn.py": "import missing_module_of_torn",
        "plugins/sound.py": FORMATS.format(finish="return b'whole'"),
        "plugins/hangs.py": FORMATS.format(finish=ENDLESS).replace("plain", "late"),
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def page(folder: Path, first_start: DataDir) -> Page:
    workshop = open_workshop(
        locale_dirs=[folder / "locales"],
        template_dirs=[folder / "templates"],
        plugin_dirs=[folder / "plugins"],
        blocked=["odt_writer"],
    )
    data_dir = first_start.at(folder / "data")
    app = create_app(data_dir=data_dir, workshop=workshop, plugin_seconds=1)
    client = app.test_client()
    return Page(client, client.get("/plugins"))


def card(page: Page, name: str) -> str:
    found = page.one(f"//section[h2[starts-with(normalize-space(), '{name}')]]")
    return " ".join(found.text_content().split())


def test_each_plugin_says_whence_it_comes_and_what_it_offers(page: Page) -> None:
    assert card(page, "pdf_writer") == (
        "pdf_writer 0.1.0 comes with the program Formats pdf Hooks register_formats"
    )
    assert "file sound.py in a plugins folder" in card(page, "sound")
    assert card(page, "odt_writer").endswith("comes with the program · blocked")


def test_broken_languages_appeal_types_and_phrases_are_named_with_their_files(page: Page) -> None:
    listed = card(page, "Broken languages, appeal types and phrases")
    assert "xx/locale.toml:1" in listed
    assert listed.count("torn.toml:") >= 2


def test_a_traceback_is_on_a_page_of_its_own_and_nowhere_unasked(page: Page, folder: Path) -> None:
    text = page.response.get_data(as_text=True)
    assert "Traceback" not in text
    assert str(folder) not in card(page, "torn")
    (link,) = page.all("//section[h2[starts-with(normalize-space(), 'torn')]]//a")
    asked = page.open(link.get("href"))
    assert "import missing_module_of_torn" in asked.words
    assert page.open("/plugins/problems/99").status == 404
    assert page.open("/plugins/problems/0").status == 404


def test_a_writer_that_never_ends_is_ended_named_and_the_desk_goes_on(page: Page) -> None:
    place = "/campaigns/letter-prosecutor-2020/files/de."
    late = page.open(f"{place}late")
    assert late.status == 422
    assert (
        "“hangs” could not write the format “late”: write took longer than 1 seconds" in late.words
    )
    assert page.client.get(f"{place}plain").data == b"whole"
    assert page.client.get(f"{place}text").status_code == 200
    assert "write took longer than 1 seconds and was ended." in card(page.open("/plugins"), "hangs")


def test_every_broken_plugin_is_named_on_the_page(tmp_path: Path) -> None:
    app = create_app(data_dir=tmp_path, workshop=open_workshop(plugin_dirs=[BROKEN]))
    client = app.test_client()
    client.get("/campaigns/joint-statement-2021/files/de.raises")
    page = Page(client, client.get("/plugins"))
    names = {path.stem for path in BROKEN.iterdir() if path.name != "__pycache__"}
    assert [name for name in sorted(names) if name not in page.words] == []
    assert "Traceback" not in page.words


@pytest.mark.parametrize(
    ("broken", "kind"),
    [
        ({"plugin_dirs": ["plugins"]}, PluginError),
        ({"template_dirs": ["templates"]}, ResourceError),
        ({"locale_dirs": ["locales"]}, ResourceError),
    ],
)
def test_the_strict_setting_raises_instead(
    folder: Path, broken: dict[str, list[str]], kind: type[Exception]
) -> None:
    options = {name: [folder / each for each in paths] for name, paths in broken.items()}
    with pytest.raises(kind, match=r"torn|xx"):
        open_workshop(**options, strict=True)  # type: ignore[arg-type]


def test_broken_phrases_alone_raise_under_the_strict_setting(folder: Path) -> None:
    (folder / "templates" / "appeals" / "torn.toml").unlink()
    with pytest.raises(ResourceError, match=r"torn\.toml"):
        open_workshop(template_dirs=[folder / "templates"], strict=True)


PAGES = """
from flask import Blueprint
from advocacy import Page, hookimpl

pages = Blueprint("{name}", __name__, url_prefix="/{address}")

@pages.get("/")
def index():
    {code}

@hookimpl
def register_pages():
    return [Page(blueprint=pages, label="Menu {name}", endpoint="{name}.{view}")]
"""


def test_pages_of_plugins_fail_alone_and_in_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "plugins"
    folder.mkdir()
    for name, address, code, view in (
        ("astray", "astray", "return ''", "missing"),
        ("greedy", "plugins", "return 'mine'", "index"),
        ("hanging", "hanging", "exec('while True: pass')", "index"),
        ("sound", "sound", "return 'sound page'", "index"),
        ("torn", "torn", "1 / 0", "index"),
    ):
        text = PAGES.format(name=name, address=address, code=code, view=view)
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    workshop = open_workshop(plugin_dirs=[folder])
    app = create_app(data_dir=tmp_path / "data", workshop=workshop, plugin_seconds=0.2)
    client = app.test_client()
    assert client.get("/sound/").text == "sound page"
    for name, sentence in (
        ("torn", "“torn” could not show this page. /torn/ failed: ZeroDivisionError"),
        ("hanging", "“hanging” could not show this page. /hanging/ took longer than 0.2 seconds"),
    ):
        page = Page(client, client.get(f"/{name}/"))
        assert page.status == 422
        assert sentence in page.words
    page = Page(client, client.get("/plugins"))
    menu = [entry.text_content() for entry in page.all("//nav//a")]
    assert "Menu sound" in menu
    assert "Menu astray" not in menu
    assert "leads to “astray.missing”" in card(page, "astray")
    assert "The address /plugins/ belongs to another page" in card(page, "greedy")
    assert "ZeroDivisionError" in card(page, "torn")
