"""What all rooms share: the workshop, the examples, the command line, browsers and validators."""

from __future__ import annotations

import contextlib
import functools
import io
import re
import signal
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from advocacy import resources
from tests.costs import costly, function_of
from tests.data_dirs import DataDir

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from advocacy.production.workshop import Workshop
    from tests.office import Office
    from tests.postgresql import PostgreSQL
    from tests.validators import VeraPdf

# Their assertions then show what they compared, as those of a test do.
pytest.register_assert_rewrite("tests.browser", "tests.office", "tests.validators")

TOOL_FIXTURES = frozenset({"chromium", "page", "office", "postgresql", "verapdf"})
TOOL_CALLS = re.compile(
    r"\b(?:docx_failures|qpdf_failures|tools\.find|tools\.node_module|subprocess\.\w+)\("
)


class Compiled(BytecodeCache):
    """What templates were compiled to, shared by all applications of a process."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._kept[bucket.key, bucket.checksum] = bucket.code


def pytest_configure() -> None:
    """Compile templates once, and let programs that tests start hear Ctrl-C.

    In the background a shell lets nobody hear it.
    """
    Flask.jinja_options = {"bytecode_cache": Compiled()}
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what starts another program or takes long, so that the inner loop can leave it out."""
    for item in items:
        if function_of(item) in costly():
            item.add_marker("costly")
        if TOOL_FIXTURES & set(getattr(item, "fixturenames", ())) or calls_tools(item.path):
            item.add_marker("tools")


@functools.cache
def calls_tools(path: Path) -> bool:
    """Whether a file of tests starts other programs."""
    return TOOL_CALLS.search(path.read_text(encoding="utf-8")) is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a skipped test: what was not looked at proves nothing."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Skipped, which this project does not do: {reason}"
    return report


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    """Everything that makes documents, as the program itself opens it."""
    from advocacy.production.workshop import open_workshop

    return open_workshop()


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> DataDir:
    """What the first start of a desk leaves: a database with the examples."""
    from advocacy.web import create_app

    folder = tmp_path_factory.mktemp("first-start")
    create_app(data_dir=folder, workshop=workshop)
    return DataDir.read(folder)


@pytest.fixture(scope="session")
def examples() -> tuple[Path, ...]:
    """The example campaigns that come with the program."""
    return resources.examples()


@dataclass(frozen=True, slots=True)
class Called:
    """What a call of the command line left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def cli() -> Callable[..., Called]:
    """Call the command line in this process: ``cli("render", path)``."""
    from advocacy.cli import main

    def call(*arguments: object) -> Called:
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            pytest.raises(SystemExit) as end,
        ):
            main([str(argument) for argument in arguments])
        return Called(int(end.value.code or 0), out.getvalue(), err.getvalue())

    return call


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VeraPdf]:
    """The veraPDF engine, started once for all tests of a worker."""
    from tests.validators import VeraPdf

    with VeraPdf(tmp_path_factory.mktemp("verapdf")) as engine:
        yield engine


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice with a profile of its own."""
    from tests.office import Office

    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server, started once for all tests of a worker."""
    from tests.postgresql import running_server

    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, started once for all tests of a worker."""
    from tests.browser import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page in a fresh context; foreign requests and errors in the console fail the test."""
    from tests.browser import watched_page

    with watched_page(chromium) as opened:
        yield opened
