"""House rules that a reader of the code relies on, checked on the code itself."""

from __future__ import annotations

import ast
import re

import pytest

from advocacy import resources
from tests.architecture.sources import PROGRAM, Source, source, sources, tracked_texts

LONGEST_MODULE = 400  # lines
LONG = {
    "advocacy/document.py": "all blocks on one page: a writer's author reads them side by side",
}
CATCH_ALL = {"base", "common", "helper", "helpers", "misc", "util", "utils"}

# Documents depend on the campaign alone: these rooms see no clock, chance, network or system.
DECIDING = (
    *("advocacy/document.py", "advocacy/writer.py", "advocacy/language", "advocacy/campaigns"),
    *("advocacy/appeals", "plugins"),
)
OUTSIDE = {
    *("getpass", "http", "locale", "multiprocessing", "platform", "random", "secrets", "socket"),
    *("smtplib", "subprocess", "tempfile", "time", "urllib.request"),
}
SAMPLES = "advocacy/testing/"
CLOCKS = {"now", "today", "utcnow", "uuid1", "uuid4"}

# Written in parts, so that this file does not contain what it looks for.
ADDRESSES = ("py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org", "/opt" + "/pypi")
HOMES = (r"(?<![\w.])/ro" + r"ot/\w", r"(?<![\w.])/ho" + r"me/\w", r"(?<![\w.])/wo" + r"rk/\w")


def languages() -> set[str]:
    """Return what a language may be called: the keys, tags and names of the locales."""
    names = set()
    for path in resources.folder("locales").glob("*/locale.toml"):
        fields = dict(re.findall(r'(?m)^(code|tag|name|english) = "(.+)"', path.read_text("utf-8")))
        # The phrase bank is written in English: the program knows this one language.
        if path.parent.name != "en":
            names |= {path.parent.name, *fields.values()}
    return names


def named_languages(program: Source, names: set[str]) -> list[str]:
    return [f"{program.name}:{line}: {text!r}" for line, text in program.strings() if text in names]


def test_no_language_is_named_in_python() -> None:
    names = languages()
    found = {one.name: named_languages(one, names) for one in sources(*PROGRAM)}
    # Sample documents are made of words, and words are of some language.
    found = {name: lines for name, lines in found.items() if not name.startswith(SAMPLES)}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_language_that_is_named_is_noticed() -> None:
    assert {"de", "fr", "it", "ru"} <= languages()
    assert named_languages(source("a.py", 'if language == "de": pass'), languages()) == [
        "a.py:1: 'de'"
    ]


def test_a_module_opens_with_one_line_that_says_its_step() -> None:
    wrong = []
    for module in sources(*PROGRAM, "benchmarks"):
        first = (ast.get_docstring(module.tree) or "").split("\n\n")[0]
        if "\n" in first or first[-1:] not in tuple(".:?"):
            wrong.append(module.name)
    assert wrong == []


def test_no_module_is_long_and_none_takes_everything_in() -> None:
    modules = sources(*PROGRAM, "benchmarks", "tests")
    assert {m.name for m in modules if m.text.count("\n") > LONGEST_MODULE} == set(LONG)
    assert [m.name for m in modules if m.name.split("/")[-1][:-3] in CATCH_ALL] == []


def outside(program: Source) -> list[str]:
    """Return where a module looks at what is not in the campaign."""
    imported = [
        name
        for name in program.imports()
        if OUTSIDE & {name.split(".")[0], ".".join(name.split(".")[:2])}
    ]
    called = [
        f"{node.func.attr}()"
        for node in ast.walk(program.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
    ]
    environment = re.findall(r"\bos\.(?:environ|getenv|urandom)", program.text)
    return [*imported, *called, *environment]


def test_what_makes_a_document_sees_no_clock_no_chance_and_no_network() -> None:
    deciding = [one for one in sources(*PROGRAM) if one.name.startswith(DECIDING)]
    assert len(deciding) > 20
    assert {one.name: outside(one) for one in deciding if outside(one)} == {}


@pytest.mark.parametrize(
    "line",
    [
        "import random",
        "import urllib.request",
        "from time import sleep",
        "datetime.date.today()",
        "uuid.uuid4()",
        "os.environ['HOME']",
    ],
)
def test_a_look_outside_is_noticed(line: str) -> None:
    assert outside(source("a.py", line)) != []


def test_no_file_names_a_registry_or_a_folder_of_somebodys_machine() -> None:
    found = []
    for name, text in tracked_texts():
        found += [f"{name}: {address}" for address in ADDRESSES if address in text]
        found += [f"{name}: {match}" for home in HOMES for match in re.findall(home, text)]
    assert found == []


def sleeps(test: Source) -> list[str]:
    """Return where a test waits for a time instead of for what it needs."""
    imported = [name for name in test.imports() if name in {"time.sleep", "asyncio.sleep"}]
    called = re.findall(r"\b(?:time|asyncio)\.sleep\(|\.wait_for_timeout\(", test.text)
    return [*imported, *called]


def test_no_test_sleeps() -> None:
    tests = [one for one in sources("tests") if not one.name.startswith("tests/architecture/")]
    assert {one.name: sleeps(one) for one in tests if sleeps(one)} == {}


@pytest.mark.parametrize(
    "line", ["time.sleep(1)", "from time import sleep", "p.wait_for_timeout(9)"]
)
def test_a_test_that_sleeps_is_noticed(line: str) -> None:
    assert sleeps(source("a.py", line)) != []
