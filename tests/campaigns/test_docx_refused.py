"""Files that are no DOCX of ours are refused before parsing, with a sentence and little memory."""

from __future__ import annotations

import dataclasses
import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from advocacy import document as d
from advocacy.campaigns.docx_reader import read_edits
from advocacy.errors import RefusedError
from advocacy.plugin_manager import PluginManager
from tests.campaigns.edited import edits
from tests.campaigns.edited.editing import packed, repacked
from tests.campaigns.edited.letter import letter


def write(document: d.Document) -> bytes:
    manager = PluginManager()
    manager.load()
    return manager.write(document, "docx")


def bomb() -> bytes:
    def swell(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] += b" " * 200_000_000

    return repacked(edits.original(), swell)


def lying_bomb() -> bytes:
    """The directory says that the document is small."""
    data = bytearray(bomb())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return bytes(data.replace(struct.pack("<I", size), struct.pack("<I", 4000)))


def with_part(name: str, data: bytes) -> bytes:
    return repacked(edits.original(), lambda parts: parts.update({name: data}))


def macro_type(parts: dict[str, bytes]) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"vnd.ms-word.document.macroEnabled.main",
    )


def with_dtd(parts: dict[str, bytes]) -> None:
    text = parts["word/document.xml"]
    start = text.index(b"<w:document")
    doctype = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    parts["word/document.xml"] = text[:start] + doctype + text[start:]


def foreign() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("Ein Brief von anderswo.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def twice() -> bytes:
    buffer = io.BytesIO(edits.original())
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<w:document/>")
    return buffer.getvalue()


def damaged(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"][:-400]


REFUSED = {
    "a zip bomb": (bomb, "The file unpacks to too much."),
    "a zip bomb that lies": (lying_bomb, "The file is not of the expected kind."),
    "a DTD": (
        lambda: repacked(edits.original(), with_dtd),
        "The file holds a document type declaration.",
    ),
    "macros": (
        lambda: with_part("word/vbaProject.bin", b"macro"),
        "The file holds macros; please save it without.",
    ),
    "a file for macros": (
        lambda: repacked(edits.original(), macro_type),
        "The file holds macros; save it as DOCX without them.",
    ),
    "a path outside": (
        lambda: with_part("../../etc/cron.d/x", b""),
        "The file holds a part that cannot be opened safely.",
    ),
    "somebody else's DOCX": (
        foreign,
        "This DOCX was not made by this program, or it lost its marks on the way.",
    ),
    "another language": (
        lambda: write(dataclasses.replace(letter(), language="fr-FR")),
        "This DOCX was made from another campaign or in another language.",
    ),
    "another campaign": (
        lambda: write(dataclasses.replace(letter(), identifier="other")),
        "This DOCX was made from another campaign or in another language.",
    ),
    "a file cut off": (
        lambda: edits.original()[:5000],
        "The file is cut off: its end is missing. Send it once more.",
    ),
    "an old Word file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
        "This is an old Word file (DOC) or one with a password; save it as DOCX without.",
    ),
    "a text file": (lambda: b"Sehr geehrte", "This is not a Word document (DOCX)."),
    "an empty file": (lambda: b"", "This is not a Word document (DOCX)."),
    "another archive": (
        lambda: packed({"readme.txt": b"hello"}),
        "This is not a Word document (DOCX).",
    ),
    "a part twice": (twice, "The file holds a part twice; save it anew in Word."),
    "damaged XML": (
        lambda: repacked(edits.original(), damaged),
        "The file is damaged in its part word/document.xml.",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_bad_file_is_refused_with_a_sentence(kind: str):
    make, sentence = REFUSED[kind]
    with pytest.raises(RefusedError) as refusal:
        read_edits(make(), letter())
    assert str(refusal.value) == sentence


def test_refusing_a_bomb_takes_no_memory(tmp_path: Path):
    path = tmp_path / "bomb.docx"
    path.write_bytes(bomb())
    assert path.stat().st_size < 300_000
    script = f"""
import resource
from advocacy.campaigns.docx_reader import read_edits
from advocacy.errors import RefusedError
from tests.campaigns.edited.letter import letter
data = open({str(path)!r}, "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_edits(data, letter())
except RefusedError:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8"
    )
    kibibytes = int(run.stdout)
    assert kibibytes < 8 * 1024
