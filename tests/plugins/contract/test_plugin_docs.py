"""docs/plugins.md tells the truth: every hook is in it, and every example runs."""

from __future__ import annotations

import dataclasses
import datetime
import inspect
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import flask
import pytest
from lxml import etree

import advocacy
from advocacy import Block, Document, Writer, document, hookspecs
from advocacy.campaigns.model import Addressee, Campaign
from advocacy.plugin_manager import PluginInfo, PluginManager
from advocacy.testing import CHECKS, every_block, extract_text, missing
from tests import tools

if TYPE_CHECKING:
    from tests.conftest import Called

PAGE = (tools.REPOSITORY / "docs" / "plugins.md").read_text(encoding="utf-8")
HOOKS = {name: spec for name, spec in vars(hookspecs).items() if hasattr(spec, "advocacy_spec")}
SECTIONS = dict(re.findall(r"^### `(\w+)\(.*?\)`\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))
CAMPAIGN = Campaign(
    slug="choir",
    appeal="letter",
    source="en",
    languages=("en",),
    date=datetime.date(2021, 7, 15),
    addressees=(Addressee(email="office@example.org"), Addressee()),
)


def blocks(info: str) -> list[str]:
    return re.findall(rf"^```{info}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def tutorial(tmp_path: Path) -> Path:
    """The file that a reader of the tutorial has at its end."""
    path = tmp_path / "advocacy_epub.py"
    path.write_text("".join(blocks(r"python advocacy_epub\.py")), encoding="utf-8")
    return path


@pytest.fixture
def example(tmp_path: Path) -> Callable[[str], tuple[PluginManager, PluginInfo]]:
    """Install the example of a hook as a plugin with the folders it speaks of."""

    def install(hook: str) -> tuple[PluginManager, PluginInfo]:
        for folder in ("appeals", "locales", "phrases"):
            (tmp_path / folder).mkdir()
        (code,) = re.findall(r"^```python\n(.*?)^```$", SECTIONS[hook], re.MULTILINE | re.DOTALL)
        path = tmp_path / "example.py"
        path.write_text(code, encoding="utf-8")
        manager = PluginManager()
        manager.load(folders=[path], strict=True)
        return manager, next(info for info in manager.plugins if info.name == "example")

    return install


def test_every_hook_is_documented_with_its_signature() -> None:
    headings = re.findall(r"^### `(\w+\(.*?\))`$", PAGE, re.MULTILINE)
    expected = [
        f"{name}({', '.join(inspect.signature(spec).parameters)})" for name, spec in HOOKS.items()
    ]
    assert headings == expected


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_says_when_it_is_called_and_what_it_returns(hook: str) -> None:
    assert "Called " in SECTIONS[hook]
    assert "Returns " in SECTIONS[hook]


@pytest.mark.parametrize("hook", HOOKS)
def test_the_example_of_a_hook_is_a_plugin_without_problems(
    example: Callable[[str], tuple[PluginManager, PluginInfo]], hook: str
) -> None:
    _, info = example(hook)
    assert info.hooks == (hook,)
    assert info.problems == ()


def test_the_example_of_formats_writes(
    example: Callable[[str], tuple[PluginManager, PluginInfo]],
) -> None:
    manager, info = example("register_formats")
    assert info.formats == ("outline",)
    written = manager.write(every_block(), "outline")
    assert missing(every_block().lines(), written.decode()) is None


@pytest.mark.parametrize("kind", ["appeal", "locale", "phrase"])
def test_the_examples_of_folders_name_their_folder(
    example: Callable[[str], tuple[PluginManager, PluginInfo]], tmp_path: Path, kind: str
) -> None:
    manager, _ = example(f"register_{kind}s")
    assert getattr(manager, f"{kind}_folders") == (tmp_path / f"{kind}s",)


def test_the_example_of_a_transform_changes_german_alone(
    example: Callable[[str], tuple[PluginManager, PluginInfo]],
) -> None:
    manager, _ = example("transform_document")
    german = manager.transform(every_block("de-DE"), "de")
    assert german.blocks[-1].text[0].text == "Dieses Schreiben darf weitergegeben werden."  # type: ignore[attr-defined]
    assert manager.transform(every_block(), "en") == every_block()


def test_the_example_of_a_check_finds_what_it_says(
    example: Callable[[str], tuple[PluginManager, PluginInfo]],
) -> None:
    manager, _ = example("check_campaign")
    (problem,) = manager.check(CAMPAIGN, "en")
    assert str(problem) == "addressees[2].email: 2. addressee: no e-mail."
    assert problem.warning


def test_the_example_of_commands_gives_a_command(
    example: Callable[[str], tuple[PluginManager, PluginInfo]], capsys: pytest.CaptureFixture[str]
) -> None:
    manager, _ = example("register_commands")
    ((_, command),) = manager.commands()
    command.main(["Ann"], standalone_mode=False)
    assert capsys.readouterr().out == "Good day, Ann.\n"


def test_the_example_of_pages_gives_a_page(
    example: Callable[[str], tuple[PluginManager, PluginInfo]],
) -> None:
    manager, _ = example("register_pages")
    ((_, page),) = manager.pages()
    app = flask.Flask("test")
    app.register_blueprint(page.blueprint)
    assert page.endpoint in app.view_functions
    assert app.test_client().get("/where/").text == "Everywhere."


def test_the_writer_of_the_tutorial_has_at_most_a_hundred_lines(tutorial: Path) -> None:
    code = tutorial.read_text(encoding="utf-8")
    assert len(code.splitlines()) <= 100, len(code.splitlines())
    assert not re.search(r"from advocacy\.|import advocacy\.", code)


def test_the_writer_of_the_tutorial_passes_the_check(
    cli: Callable[..., Called], tutorial: Path
) -> None:
    done = cli("plugin", "check", tutorial)
    assert done.status == 0, done.out
    (console,) = blocks("console")
    command, *promised = console.splitlines()
    assert command == "$ advocacy plugin check advocacy_epub.py"
    lines = done.out.splitlines()
    assert len(lines) == len(promised)
    for line, words in zip(lines, promised, strict=True):
        assert re.fullmatch(re.escape(words).replace("…", ".+"), line), line


def test_the_tutorials_format_is_used_as_it_says(tutorial: Path) -> None:
    manager = PluginManager()
    manager.load(folders=[tutorial.parent], strict=True)
    data = manager.write(every_block("fr-FR"), "epub")
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    draft = dataclasses.replace(every_block("fr-FR"), draft="PROJET")
    assert "PROJET" in extract_text(manager.write(draft, "epub"), "epub")


def test_the_tutorials_book_is_built_as_readers_of_books_expect_it(tutorial: Path) -> None:
    """EPUB 3.3: `mimetype` first and uncompressed, the container leads to a package of XHTML."""
    manager = PluginManager()
    manager.load(folders=[tutorial.parent], strict=True)
    book = zipfile.ZipFile(io.BytesIO(manager.write(every_block("ru-RU"), "epub")))
    first, *others = book.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.read("mimetype") == b"application/epub+zip"
    trees = {
        each.filename: etree.fromstring(book.read(each))
        for each in others
        if each.filename.endswith(("xml", "opf", "xhtml"))
    }
    (package,) = trees["META-INF/container.xml"].xpath("//@full-path")
    manifest = {
        item.get("id"): str(PurePosixPath(package).parent / item.get("href"))
        for item in trees[package].xpath("//*[local-name()='item']")
    }
    assert set(manifest.values()) | {"mimetype", "META-INF/container.xml", package} == set(
        book.namelist()
    )
    (chapter,) = trees[package].xpath("//*[local-name()='itemref']/@idref")
    page = trees[manifest[chapter]]
    assert page.tag == "{http://www.w3.org/1999/xhtml}html"
    assert page.get("lang") == page.get("{http://www.w3.org/XML/1998/namespace}lang") == "ru-RU"
    assert missing(every_block("ru-RU").lines(), "".join(page.itertext())) is None


def test_every_block_is_in_the_table_with_its_method() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", PAGE, re.MULTILINE))
    public = {name: getattr(document, name) for name in document.__all__}
    classes = {name: value for name, value in public.items() if isinstance(value, type)}
    kinds = {name for name, kind in classes.items() if issubclass(kind, Block)} - {"Block"}
    assert set(rows) == kinds
    assert [method for method in rows.values() if not hasattr(Writer, method)] == []


@pytest.mark.parametrize("kind", ["Quote", "Demands", "Sender"])
def test_the_table_names_the_method_that_is_called(kind: str) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", PAGE, re.MULTILINE))
    called: list[str] = []

    class Spy(Writer):
        def begin(self, document: Document) -> None: ...
        def heading(self, block: advocacy.Heading) -> None: ...
        def paragraph(self, block: advocacy.Paragraph) -> None: ...
        def listing(self, block: advocacy.Listing) -> None: ...
        def finish(self) -> bytes:
            return b""

    setattr(Spy, rows[kind], lambda _, block: called.append(type(block).__name__))
    block = next(block for block in every_block().blocks if type(block).__name__ == kind)
    Spy().block(block)
    assert called == [kind]


def test_every_check_of_the_contract_is_described() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| [^`]", PAGE, re.MULTILINE)
    assert rows == [*CHECKS, "other-process"]


def test_the_page_names_the_version_it_describes() -> None:
    assert re.fullmatch(r"\d+\.\d+", advocacy.API_VERSION)
    assert "`advocacy.API_VERSION`" in PAGE
