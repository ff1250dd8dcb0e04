"""A broken plugin is named, and everything else works on."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import functools
import itertools
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pluggy
import pytest

import advocacy
from advocacy import PluginError, RefusedError, hookspecs, plugin_registry
from advocacy.campaigns.model import Campaign
from advocacy.errors import UnknownNameError
from advocacy.plugin_manager import PluginManager
from advocacy.plugin_problems import EndedError
from advocacy.plugin_time import at_most
from advocacy.production.apart import keep_apart
from advocacy.testing import every_block

Load = Callable[..., PluginManager]

BROKEN = Path(__file__).parents[2] / "broken_plugins"
CAMPAIGN = Campaign(
    slug="choir", appeal="x", source="en", languages=("en",), date=datetime.date(2021, 7, 15)
)

# Every file of the folder, and the words by which a person learns what is wrong with it.
SAID = {
    "asks_for_a_request": "register_formats has no argument “request”. It may take: –.",
    "checks_with_an_error": "check_campaign failed: ZeroDivisionError: division by zero",
    "ends_its_process": "write ended the process it ran in.",
    "exits_on_import": "import failed: SystemExit: goodbye",
    "exits_while_writing": "writing exits failed: SystemExit: 3",
    "finds_strings": "check_campaign: The answer should be: Problem. It is: str.",
    "forgets_return": "register_formats: The answer should be: list of Format. It is: NoneType.",
    "imports_missing_module": "No module named 'a_module_that_nobody_installed'",
    "incomplete_writer": "The writer of the format “incomplete” lacks: finish, heading, listing,",
    "menu_to_elsewhere": "register_pages: The answer should be: flask.Blueprint. It is: str.",
    "misspelt_hook": "There is no hook “register_format”; is “register_formats” meant?",
    "no_hooks": "No function is marked as a hook with @hookimpl.",
    "no_init": "holds no __init__.py.",
    "not-a-name": "“not-a-name” cannot be imported: use letters, digits and underscores.",
    "offers_a_dictionary": "register_formats: The answer should be: Format. It is: dict.",
    "points_nowhere": "/nowhere/appeals is not the absolute path of a folder.",
    "raises_in_hook": "register_formats failed: Unreadable: ",
    "raises_while_writing": "writing raises failed: RuntimeError: the pen is broken",
    "shouts_its_name": "A format cannot have the name 'My Format!'.",
    "syntax_error": "import failed: SyntaxError: ",
    "takes_a_name": "The format “text” is offered already by the plugin “text_writer”.",
    "text_writer": "A plugin of the name “text_writer” was loaded before, from ",
    "transforms_to_foreign_blocks": "transform_document failed: NotImplementedError: Fireworks",
    "transforms_to_nothing": "The answer should be: Document. It is: NoneType.",
    "transforms_with_an_error": "transform_document failed: FrozenInstanceError:",
    "wraps_others": "register_formats is a hook wrapper; a plugin answers for itself alone.",
    "writes_a_string": "writing string failed: TypeError: the writer returned str, not bytes",
    "writes_without_end": "write took longer than 2 seconds and was ended.",
}


@pytest.fixture(scope="module")
def used() -> Iterator[PluginManager]:
    """A manager with everything broken, every part of which was used once."""
    manager = PluginManager()
    manager.load(folders=[BROKEN])
    manager.check(CAMPAIGN, "en")
    manager.transform(every_block(), "en")
    manager.commands()
    manager.pages()
    for name in ("raises", "string", "exits"):
        with pytest.raises(PluginError):
            manager.write(every_block(), name)
    # These two would take this process with them.
    apart = keep_apart(manager, seconds=2)
    for name in ("endless", "gone"):
        with pytest.raises(PluginError):
            manager.write(every_block(), name)
    yield manager
    apart.close()
    assert len(manager.problems) < 50


def test_every_broken_plugin_of_the_folder_is_tried() -> None:
    found = {path.stem for path in BROKEN.iterdir() if path.name != "__pycache__"}
    assert found == set(SAID)
    assert len(found) >= 12


@pytest.mark.parametrize("plugin", sorted(SAID))
def test_a_broken_plugin_is_named_with_what_is_wrong(used: PluginManager, plugin: str) -> None:
    location = str(BROKEN / plugin)
    (info,) = (info for info in used.plugins if info.location.removesuffix(".py") == location)
    assert info.name.startswith(plugin)
    assert SAID[plugin] in "\n".join(str(problem) for problem in info.problems)


def test_with_all_of_them_loaded_everything_else_works(used: PluginManager) -> None:
    clean = PluginManager()
    clean.load()
    document = every_block("ru-RU")
    for name in clean.formats:
        assert used.write(document, name) == clean.write(document, name)
    assert used.transform(document, "ru") == document
    assert used.check(CAMPAIGN, "en") == ()
    assert set(used.formats) - set(clean.formats) == {
        "endless",
        "exits",
        "free",
        "gone",
        "raises",
        "string",
    }


def test_no_bundled_plugin_is_blamed_for_another(used: PluginManager) -> None:
    blamed = [info.name for info in used.plugins if info.origin == "bundled" and info.problems]
    assert blamed == []


def test_an_exception_is_kept_with_its_traceback(used: PluginManager) -> None:
    (problem,) = (p for p in used.problems if p.plugin == "checks_with_an_error")
    assert "return 1 / 0" in problem.traceback


def test_the_same_problem_is_kept_once(used: PluginManager) -> None:
    before = used.problems
    used.check(CAMPAIGN, "en")
    used.transform(every_block(), "en")
    assert used.problems == before


def test_a_writer_that_fails_is_named_in_the_error(used: PluginManager) -> None:
    with pytest.raises(PluginError) as caught:
        used.write(every_block(), "raises")
    assert str(caught.value) == (
        "The plugin “raises_while_writing” could not write the format “raises”: "
        "writing raises failed: RuntimeError: the pen is broken"
    )


def test_what_a_writer_refuses_itself_reaches_the_person_as_it_is(plugins: Load) -> None:
    manager = plugins(
        a="""
        from advocacy import RefusedError

        def writer():
            raise RefusedError(message("a.emoji", "No emoji, please."))

        @hookimpl
        def register_formats():
            return [
                Format(name="a", label="A", extension="a", media_type="text/a", writer=writer)
            ]
        """
    )
    with pytest.raises(RefusedError, match=r"No emoji, please\."):
        manager.write(every_block(), "a")
    assert manager.problems == ()


def test_an_unknown_format_names_the_nearest(used: PluginManager) -> None:
    with pytest.raises(UnknownNameError, match="There is no format “htm”; is “html” meant"):
        used.write(every_block(), "htm")


def test_a_missing_plugin_folder_is_a_problem(tmp_path: Path) -> None:
    manager = PluginManager()
    manager.load(folders=[tmp_path / "none"])
    assert [str(problem.message) for problem in manager.problems] == [
        f"{tmp_path / 'none'} is not a folder."
    ]
    assert "text" in manager.formats


@pytest.mark.parametrize("plugin", ["imports_missing_module", "misspelt_hook", "takes_a_name"])
def test_the_strict_setting_raises(plugin: str, tmp_path: Path) -> None:
    source = (BROKEN / f"{plugin}.py").read_text(encoding="utf-8")
    (tmp_path / f"{plugin}.py").write_text(source, encoding="utf-8")
    with pytest.raises(PluginError, match=f"Plugin “{plugin}”: "):
        PluginManager().load(folders=[tmp_path], strict=True)


def test_a_refused_plugin_leaves_nothing_behind(plugins: Load) -> None:
    manager = plugins(
        half="""
        @hookimpl
        def register_formats():
            return [
                Format(name="half", label="H", extension="h", media_type="text/h", writer=dict)
            ]

        @hookimpl
        def register_fromats():
            return []
        """
    )
    assert "half" not in manager.formats
    (half,) = (info for info in manager.plugins if info.name == "half")
    assert half.hooks == ()


def test_an_outdated_hook_still_works_and_is_a_warning(
    plugins: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    outdated = DeprecationWarning("register_texts is replaced by register_phrases in API 2.0")
    specs = ModuleType("specs")
    vars(specs).update(vars(hookspecs))

    def register_texts() -> None:
        raise NotImplementedError

    marker = pluggy.HookspecMarker(hookspecs.GROUP)
    vars(specs)["register_texts"] = marker(register_texts, warn_on_impl=outdated)
    monkeypatch.setattr(plugin_registry, "hookspecs", specs)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        manager = plugins(old="@hookimpl\ndef register_texts():\n    return []\n")
    (problem,) = manager.problems
    assert problem.warning
    assert str(problem) == f"old: {outdated}"


def test_problems_are_values(used: PluginManager) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        used.problems[0].plugin = "x"  # type: ignore[misc]


def test_the_public_version_is_that_of_the_distribution() -> None:
    project = (Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'\nversion = "{advocacy.__version__}"\n' in project


def test_a_hook_that_wants_an_argument_nobody_gives_learns_which_there_are(
    plugins: Load,
) -> None:
    manager = plugins(a="@hookimpl\ndef transform_document(document, lang): return document\n")
    (problem,) = manager.problems
    assert str(problem.message) == (
        "transform_document has no argument “lang”. It may take: document, language, translations."
    )


def test_an_import_and_a_hook_that_never_end_are_broken_off(
    plugins: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = functools.partial(at_most, seconds=0.05)
    monkeypatch.setattr("advocacy.plugin_registry.at_most", short)
    monkeypatch.setattr("advocacy.plugin_manager.at_most", short)
    manager = plugins(
        a="while True: pass",
        b="@hookimpl\ndef register_formats():\n    while True: pass",
    )
    assert [str(problem) for problem in manager.problems] == [
        "a: import took longer than 0.05 seconds and was ended.",
        "b: register_formats took longer than 0.05 seconds and was ended.",
    ]
    assert "pdf" in manager.formats


def test_who_swallows_every_exception_is_broken_off_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advocacy.plugin_time.AGAIN_AFTER", 0.05)

    endless = (number for number in itertools.count() if number < 0)

    def stubborn() -> None:
        with contextlib.suppress(BaseException):
            next(endless)
        next(number for number in itertools.count() if number < 0)

    with pytest.raises(EndedError), at_most("a page", seconds=0.05):
        stubborn()


def test_what_ends_in_time_is_left_alone() -> None:
    with at_most("a page", seconds=60):
        answer = 1
    assert answer == 1
