"""In a server, other people's plugins work in a process apart, which is ended when it hangs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from advocacy import Document, Message
from advocacy.campaigns.file import read_campaign
from advocacy.errors import PluginError
from advocacy.plugin_manager import PluginManager
from advocacy.production.apart import Apart, keep_apart
from advocacy.testing import samples

Load = Callable[..., PluginManager]
Guard = Callable[..., Apart]

OTHER_PROCESS = """
import os, sys

def born():
    return str(os.getpid())

class Plain(Writer):
    def begin(self, document):
        if document.draft == "hang":
            while True: pass
        if document.draft == "leave":
            os._exit(3)
        if document.draft == "raise":
            raise type("OfItsOwn", (Exception,), {})("with words")
    def heading(self, block): ...
    def paragraph(self, block): ...
    def listing(self, block): ...
    def finish(self):
        return born().encode()

@hookimpl
def register_formats():
    return [Format(name="pid", label="pid", extension="pid", media_type="text/plain", writer=Plain)]
"""


@pytest.fixture
def apart() -> Iterator[Guard]:
    """Keep the plugins of a manager apart, and end the processes after the test."""
    kept: list[Apart] = []

    def keep(manager: PluginManager, seconds: float = 30) -> Apart:
        kept.append(keep_apart(manager, seconds=seconds))
        return kept[-1]

    yield keep
    for each in kept:
        each.close()


def drafted(word: str) -> Document:
    return samples.dataclasses.replace(samples.empty(), draft=word)


def test_a_strangers_writer_works_in_another_process_which_is_used_again(
    plugins: Load, apart: Guard
) -> None:
    manager = plugins(stranger=OTHER_PROCESS)
    here = manager.write(samples.empty(), "pid")
    apart(manager)
    there = manager.write(samples.empty(), "pid")
    assert there != here
    assert manager.write(samples.empty(), "pid") == there


def test_the_programs_own_formats_are_written_here(
    plugins: Load, apart: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = plugins(stranger=OTHER_PROCESS)
    monkeypatch.setattr(Apart, "__call__", lambda *given: pytest.fail("asked elsewhere"))
    apart(manager)
    assert b"Freedom" in manager.write(samples.every_block(), "text")


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("hang", "write took longer than 0.5 seconds and was ended."),
        ("leave", "write ended the process it ran in."),
        ("raise", "writing pid failed: OfItsOwn: with words"),
    ],
)
def test_a_writer_that_does_not_come_back_costs_its_file_alone(
    plugins: Load, apart: Guard, draft: str, words: str
) -> None:
    manager = plugins(stranger=OTHER_PROCESS)
    apart(manager, 0.5)
    with pytest.raises(PluginError) as refused:
        manager.write(drafted(draft), "pid")
    assert str(refused.value).endswith(f"“stranger” could not write the format “pid”: {words}")
    (problem,) = manager.problems
    assert str(problem.message) == words
    assert manager.write(samples.empty(), "pid")


def test_the_traceback_of_another_process_is_kept(plugins: Load, apart: Guard) -> None:
    manager = plugins(stranger=OTHER_PROCESS)
    apart(manager)
    with pytest.raises(PluginError):
        manager.write(drafted("raise"), "pid")
    assert 'raise type("OfItsOwn"' in manager.problems[0].traceback


def test_a_refusal_reaches_the_person_as_it_is(plugins: Load, apart: Guard) -> None:
    manager = plugins(
        picky=OTHER_PROCESS.replace(
            "return born().encode()", 'raise RefusedError(message("x.y", "No {sign}.", sign="ʕ"))'
        ).replace("import os", "from advocacy import RefusedError\nimport os", 1)
    )
    apart(manager)
    with pytest.raises(Exception, match=r"^No ʕ\.$") as refused:
        manager.write(samples.empty(), "pid")
    assert type(refused.value).__name__ == "RefusedError"
    assert manager.problems == ()


HANGS = """
    @hookimpl
    def transform_document(document):
        while True: pass

    @hookimpl
    def check_campaign(campaign):
        return [Problem("", message("x.y", "Never seen."))]
"""
SOUND = """
    @hookimpl
    def transform_document(document, translations):
        title = document.title + " / " + ", ".join(one.title for one in translations.values())
        return dataclasses.replace(document, title=title)

    @hookimpl
    def check_campaign(campaign, language):
        return [Problem("title", message("x.y", "Look at {slug}.", slug=campaign.slug))]
"""


def test_a_transform_that_hangs_is_left_out_from_then_on(
    plugins: Load, apart: Guard, examples: tuple[Path, ...]
) -> None:
    manager = plugins(hangs=HANGS, sound=SOUND)
    apart(manager, 0.5)
    other = {"de": samples.dataclasses.replace(samples.empty(), title="Frei")}
    for _ in range(2):
        changed = manager.transform(samples.empty(), "en", other)
        assert changed.title == " / Frei"
    assert [str(problem) for problem in manager.problems] == [
        "hangs: transform_document took longer than 0.5 seconds and was ended."
    ]
    found = manager.check(read_campaign(examples[0]), "en")
    assert [str(one.message) for one in found] == [f"Look at {examples[0].stem}."]
    assert isinstance(found[0].message, Message)


def test_an_answer_that_cannot_travel_is_the_plugins_problem(plugins: Load, apart: Guard) -> None:
    manager = plugins(
        odd="""
        @hookimpl
        def transform_document(document):
            return lambda: document
        """
    )
    apart(manager)
    assert manager.transform(samples.empty(), "en") == samples.empty()
    (problem,) = manager.problems
    assert "transform_document failed: " in str(problem.message)
