"""What plugins offer arrives, in an order that no disk decides."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from advocacy import Document, Paragraph, hookspecs, text
from advocacy.campaigns.model import Campaign
from advocacy.plugin_manager import PluginManager

Load = Callable[..., PluginManager]

CAMPAIGN = Campaign(
    slug="choir", appeal="x", source="en", languages=("en",), date=datetime.date(2021, 7, 15)
)
DOCUMENT = Document(
    language="en-GB",
    title="T",
    identifier="choir",
    date=datetime.date(2021, 7, 15),
    blocks=(Paragraph(text=text("words")),),
)

FORMAT = """
    @hookimpl
    def register_formats():
        def writer():
            raise NotImplementedError
        return [
            Format(name=name, label=name, extension="x", media_type="text/x", writer=writer)
            for name in {names}
        ]
"""

APPEND = """
    @hookimpl{options}
    def transform_document(document, language):
        added = Paragraph(text=text("{word} " + language))
        return dataclasses.replace(document, blocks=(*document.blocks, added))
"""


def test_the_bundled_formats_are_offered_by_plugins() -> None:
    manager = PluginManager()
    manager.load()
    assert {"docx", "html", "markdown", "odt", "pdf", "text"} <= set(manager.formats)
    assert manager.owner("html") == "html_writer"
    bundled = [plugin for plugin in manager.plugins if plugin.origin == "bundled"]
    assert [plugin.problems for plugin in bundled] == [()] * len(bundled)


def test_formats_come_in_the_order_of_their_names(plugins: Load) -> None:
    manager = plugins(b=FORMAT.format(names=["zz", "aa"]), a=FORMAT.format(names=["mm"]))
    assert list(manager.formats) == sorted(manager.formats)
    assert {"aa", "mm", "zz"} <= set(manager.formats)


def test_load_order_does_not_depend_on_the_order_of_the_directory(
    plugins: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = {name: APPEND.format(options="", word=name) for name in ("c", "a", "b")}
    forward = plugins(**sources).transform(DOCUMENT, "en").lines()
    listed = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda path: reversed(list(listed(path))))
    assert plugins(**sources).transform(DOCUMENT, "en").lines() == forward
    assert forward == ("words", "a en", "b en", "c en")


def test_a_transform_may_ask_to_be_first_or_last(plugins: Load) -> None:
    manager = plugins(
        a=APPEND.format(options="(trylast=True)", word="last"),
        b=APPEND.format(options="", word="middle"),
        c=APPEND.format(options="(tryfirst=True)", word="first"),
    )
    document = manager.transform(DOCUMENT, "en")
    assert document.lines() == ("words", "first en", "middle en", "last en")


def test_a_transform_leaves_the_old_document_untouched(plugins: Load) -> None:
    before = dataclasses.replace(DOCUMENT)
    changed = plugins(a=APPEND.format(options="", word="more")).transform(DOCUMENT, "en")
    assert before == DOCUMENT != changed


def test_folders_of_appeals_locales_and_phrases_are_collected(
    plugins: Load, tmp_path: Path
) -> None:
    manager = plugins(
        a="""
        @hookimpl
        def register_appeals():
            return [Path(__file__).parent]

        @hookimpl
        def register_locales():
            return [Path(__file__).parent]

        @hookimpl
        def register_phrases():
            return [Path(__file__).parent]
        """
    )
    assert manager.problems == ()
    assert manager.appeal_folders == (tmp_path,)
    assert manager.locale_folders == (tmp_path,)
    assert manager.phrase_folders == (tmp_path,)


def test_findings_about_a_campaign_are_collected_from_all_plugins(plugins: Load) -> None:
    check = """
    @hookimpl
    def check_campaign(campaign, language):
        slug = campaign.slug
        return [Problem("title", message("x.title", "{slug} {word}", slug=slug, word=WORD))]
    WORD = "%s"
    """
    found = plugins(b=check % "second", a=check % "first").check(CAMPAIGN, "en")
    assert [str(problem) for problem in found] == ["title: choir first", "title: choir second"]


def test_commands_and_pages_are_asked_for_when_they_are_needed(plugins: Load) -> None:
    manager = plugins(
        a="""
        @hookimpl
        def register_commands():
            import click
            return [click.Command("greet")]

        @hookimpl
        def register_pages():
            import flask
            pages = flask.Blueprint("map", "map")
            pages.add_url_rule("/map", "x", str)
            return [Page(blueprint=pages, label="Map", endpoint="map.x")]
        """
    )
    assert [(plugin, command.name) for plugin, command in manager.commands()] == [("a", "greet")]
    assert [(plugin, page.label) for plugin, page in manager.pages()] == [("a", "Map")]
    assert manager.problems == ()


def test_a_plugin_says_where_it_comes_from(plugins: Load, tmp_path: Path) -> None:
    manager = plugins(mine=FORMAT.format(names=["mine"]) + '    __version__ = "2.1"\n')
    mine = next(plugin for plugin in manager.plugins if plugin.name == "mine")
    assert (mine.origin, mine.version) == ("folder", "2.1")
    assert mine.location == str(tmp_path / "mine.py")
    assert (mine.hooks, mine.formats) == (("register_formats",), ("mine",))


def test_hidden_files_in_a_plugin_folder_are_not_plugins(plugins: Load, tmp_path: Path) -> None:
    for name in ("_private.py", ".hidden.py", "notes.txt", "data.toml"):
        (tmp_path / name).write_text("raise RuntimeError", encoding="utf-8")
    (tmp_path / "__pycache__").mkdir()
    assert plugins().problems == ()


def test_a_package_in_a_folder_may_import_its_own_modules(tmp_path: Path) -> None:
    package = tmp_path / "pack"
    package.mkdir()
    (package / "__init__.py").write_text("from .inner import register_formats\n")
    (package / "inner.py").write_text(
        "from __future__ import annotations\n"
        "import dataclasses\n"
        "from advocacy import hookimpl\n"
        "@dataclasses.dataclass\n"
        "class Postponed:\n"
        "    name: str\n"
        "@hookimpl\n"
        "def register_formats():\n"
        "    return []\n"
    )
    manager = PluginManager()
    manager.load(folders=[tmp_path])
    assert manager.problems == ()


def test_a_blocked_plugin_is_not_even_imported(tmp_path: Path) -> None:
    (tmp_path / "loud.py").write_text("raise RuntimeError('imported')", encoding="utf-8")
    manager = PluginManager()
    manager.load(folders=[tmp_path], blocked=["loud", "html_writer"])
    assert manager.problems == ()
    assert "html" not in manager.formats
    blocked = [plugin.name for plugin in manager.plugins if plugin.blocked]
    assert blocked == ["html_writer", "loud"]


def test_another_plugin_may_take_the_place_of_a_blocked_one(tmp_path: Path) -> None:
    source = "from advocacy import hookimpl\n@hookimpl\ndef register_formats():\n    return []\n"
    (tmp_path / "html_writer.py").write_text(source, encoding="utf-8")
    manager = PluginManager()
    manager.load(folders=[tmp_path], blocked=["html_writer"])
    assert "html" not in manager.formats
    assert [p for p in manager.problems if p.plugin == "html_writer"] == []


def test_blocking_an_unknown_name_is_a_warning_with_the_nearest_name() -> None:
    manager = PluginManager()
    manager.load(blocked=["html_writter"])
    (problem,) = manager.problems
    assert problem.warning
    expected = "html_writter: There is no plugin “html_writter”; is “html_writer” meant?"
    assert str(problem) == expected


def test_the_plugins_names_come_from_a_closed_list_of_hooks() -> None:
    specified = [
        name for name in vars(hookspecs) if hasattr(vars(hookspecs)[name], "advocacy_spec")
    ]
    assert specified == [
        "register_formats",
        "register_appeals",
        "register_locales",
        "register_phrases",
        "transform_document",
        "check_campaign",
        "register_commands",
        "register_pages",
    ]
