"""The file says nothing of who made it, where, with what and when; and it is small."""

from __future__ import annotations

import datetime
import getpass
import hashlib
import io
import os
import platform
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest
from fontTools.ttLib import TTFont

from advocacy import document as d
from advocacy import resources
from advocacy.plugin_manager import PluginManager
from tests.plugins.docx_writer import samples
from tests.plugins.docx_writer.parts import Parts, parts

Write = Callable[[d.Document], bytes]
Inside = Callable[[d.Document], Parts]

FORBIDDEN = re.compile(
    rb"python|generated|lxml|libreoffice|microsoft office|<Application|<Company|rsid|docId"
    rb"|creator|lastModifiedBy|<Template|thumbnail|w14:|/(?:home|root)/|C:\\",
    re.IGNORECASE,
)


def traces(files: dict[str, bytes]) -> list[str]:
    """Name what says something about a maker or a machine."""
    found = [f"{name}: {match[0].decode()}" for name, data in files.items()
             for match in FORBIDDEN.finditer(data)]  # fmt: skip
    words = [word for word in (platform.node(), getpass.getuser()) if len(word) > 4]
    words.append(f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}")
    found += [f"{name}: {word}" for name, data in files.items() for word in words
              if word and word.encode() in data]  # fmt: skip
    return found


@pytest.mark.parametrize("name", samples.ALL)
def test_no_trace_of_maker_machine_or_moment(inside: Inside, name: str):
    package = inside(samples.ALL[name]())
    assert traces(package.files) == []
    assert [part for part in package.files if "app.xml" in part or "custom" in part] == []


def test_a_trace_is_found():
    import docx

    buffer = io.BytesIO()
    docx.Document().save(buffer)
    found = traces(parts(buffer.getvalue()).files)
    assert "docProps/core.xml: python" in found
    assert any("rsid" in trace for trace in found)


def test_the_only_date_is_the_campaigns(inside: Inside):
    text = inside(samples.letter_de()).files["docProps/core.xml"].decode()
    assert re.findall(r"\d{4}-\d\d-\d\d[^<]*", text) == ["2021-07-15T00:00:00Z"] * 2
    assert "<dc:title>Freilassung von Vera Beispiel</dc:title>" in text
    assert "<dc:language>de-DE</dc:language>" in text


def test_whoever_saves_the_file_next_leaves_no_name(inside: Inside):
    package = inside(samples.letter_de())
    for name in ("removePersonalInformation", "removeDateAndTime"):
        assert package.find(f"w:{name}", "word/settings.xml")
    mode = "//w:compatSetting[@w:name='compatibilityMode']/@w:val"
    assert package.values(mode, "word/settings.xml") == ["15"]


def test_the_archive_has_no_clock_no_owner_and_no_extras(write: Write):
    with zipfile.ZipFile(io.BytesIO(write(samples.letter_a()))) as archive:
        assert archive.testzip() is None
        kept = {
            (item.date_time, item.create_system, item.external_attr, item.extra, item.comment)
            for item in archive.infolist()
        }
        assert kept == {((1980, 1, 1, 0, 0, 0), 0, 0, b"", b"")}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert archive.comment == b""


SCRIPT = """
import hashlib
from advocacy.plugin_manager import PluginManager
from tests.plugins.docx_writer import samples
manager = PluginManager()
manager.load()
for name in {names}:
    print(name, hashlib.sha256(manager.write(samples.ALL[name](), "docx")).hexdigest())
"""


def test_other_processes_in_other_surroundings_write_the_same_bytes(write: Write):
    surroundings = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    names = list(reversed(samples.ALL))
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(names=names)],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=surroundings,
    )
    for line in run.stdout.splitlines():
        name, digest = line.split()
        assert hashlib.sha256(write(samples.ALL[name]())).hexdigest() == digest, name


@pytest.mark.parametrize("name", samples.ALL)
def test_a_document_takes_at_most_20_kilobytes(write: Write, name: str):
    assert len(write(samples.ALL[name]())) <= 20_000


def test_embedded_fonts_are_whole_and_unmodified(manager: PluginManager):
    package = parts(manager.write(samples.letter_de(), "docx-fonts"))
    keys = package.values("//w:embedRegular/@w:fontKey", "word/fontTable.xml")
    key = bytes.fromhex(keys[0].strip("{}").replace("-", ""))[::-1]
    hidden = package.files["word/fonts/Regular.odttf"]
    data = bytes(byte ^ key[place % 16] for place, byte in enumerate(hidden[:32])) + hidden[32:]
    assert data == resources.font("pt-serif/PTSerif-Regular.ttf").read_bytes()
    assert TTFont(io.BytesIO(data))["OS/2"].fsType == 0
    assert package.find("w:embedTrueTypeFonts", "word/settings.xml")
