"""Files are made without a network, are the same anywhere, and do not say who, where or when."""

from __future__ import annotations

import datetime
import io
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from advocacy import resources
from tests.promises.exports import everything
from tests.served import environment, program, walled

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

HOST, USER, FOLDER = "canary-host", "canary-user", "canary-folder"
EXAMPLES = {path.stem: path for path in resources.examples()}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Everything made of each example on a machine without a network, by somebody, somewhere."""
    folder = tmp_path_factory.mktemp(FOLDER)
    who = {"USER": USER, "LOGNAME": USER, "HOME": str(folder / USER), "TZ": "Asia/Kathmandu",
           "LC_ALL": "C", "PYTHONHASHSEED": "7"}  # fmt: skip
    command = [sys.executable, "-m", "tests.promises.exports", "out", *map(str, EXAMPLES.values())]
    done = subprocess.run([*walled(HOST), *command], cwd=folder, capture_output=True, check=False,
                          text=True, env=environment(**who))  # fmt: skip
    assert done.returncode == 0, done.stderr
    folders = sorted((folder / "out").iterdir())
    return {one.name: {path.name: path.read_bytes() for path in one.iterdir()} for one in folders}


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield a file and all that is packed in it, at any depth."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from unpacked(archive.read(name))
            yield "\n".join(archive.namelist()).encode() + archive.comment
    elif data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as file:
            for part in file.objects:
                yield _stream(part) if isinstance(part, pikepdf.Stream) else repr(part).encode()
            yield repr(file.docinfo).encode()


def _stream(part: pikepdf.Stream) -> bytes:
    try:
        return part.read_bytes()
    except (pikepdf.PdfError, zlib.error):
        return part.read_raw_bytes()


def telling(data: bytes, words: list[str]) -> list[str]:
    """Return those words that stand in a file, in any encoding that a file may use."""
    content = b"\n".join(unpacked(data)).lower()
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    return [w for w in words if any(w.lower().encode(code) in content for code in encodings)]


def moments(now: datetime.datetime) -> list[str]:
    """Return a moment's day as files write it."""
    patterns = ("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y", "%Y:%m:%d")
    days = {now + datetime.timedelta(days=step) for step in (-1, 0, 1)}
    return [day.strftime(pattern) for day in days for pattern in patterns]


def test_a_command_behind_the_wall_reaches_nothing() -> None:
    script = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=5)"
    run = subprocess.run([*walled(), sys.executable, "-c", script], capture_output=True, text=True,
                         check=False)  # fmt: skip
    assert "Network is unreachable" in run.stderr


def test_every_format_is_made_without_any_network(alone: dict[str, dict[str, bytes]]) -> None:
    from advocacy.plugin_manager import PluginManager

    manager = PluginManager()
    manager.load()
    for name, files in alone.items():
        made_kinds = {file.rpartition(".")[2] for file in files}
        assert {one.extension for one in manager.formats.values()} <= made_kinds, name
        assert min(map(len, files.values())) > 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_campaign_gives_the_same_bytes_on_any_machine(
    alone: dict[str, dict[str, bytes]], workshop: Workshop, name: str
) -> None:
    here = everything(EXAMPLES[name], workshop)
    assert here.keys() == alone[name].keys()
    assert [file for file in here if here[file] != alone[name][file]] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_file_says_who_made_it_or_where_or_when(
    alone: dict[str, dict[str, bytes]], name: str
) -> None:
    now = datetime.datetime.now(tz=datetime.UTC)
    words = [HOST, USER, FOLDER, str(Path.cwd()), sys.prefix, sys.executable, *moments(now)]
    found = {file: telling(data, words) for file, data in alone[name].items()}
    assert {file: words for file, words in found.items() if words} == {}


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_archive_carries_the_time_of_a_clock(
    alone: dict[str, dict[str, bytes]], name: str
) -> None:
    for file, data in alone[name].items():
        for part in unpacked(data):
            if part.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(part)) as archive:
                    years = {entry.date_time[0] for entry in archive.infolist()}
                assert years <= {1980}, file


def test_a_file_that_tells_is_noticed() -> None:
    made_zip = io.BytesIO()
    with zipfile.ZipFile(made_zip, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.xml", f"<author>{USER}</author>")
    assert telling(made_zip.getvalue(), [USER, HOST]) == [USER]
    assert telling(HOST.encode("utf-16-le"), [HOST]) == [HOST]


def test_the_command_line_too_renders_behind_the_wall(tmp_path: Path) -> None:
    example = EXAMPLES["letter-prosecutor-2020"]
    run = subprocess.run([*walled(), *program("render", example, "--out", tmp_path / "out")],
                         capture_output=True, text=True, check=False,
                         env=environment())  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert re.search(r"\.pdf\b", run.stdout)
