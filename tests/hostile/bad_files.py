"""Bad files for every entrance that takes one, and which entrance may take which."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import openpyxl
from PIL import Image

__all__ = ["FILES", "BadFile"]


@dataclass(frozen=True, slots=True)
class BadFile:
    """Content, the file's name, and the routes for which it is an ordinary file."""

    content: Callable[[], bytes]
    name: str
    taken_by: frozenset[str] = frozenset()


def archive(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return made.getvalue()


def workbook(change: Callable[[dict[str, bytes]], None] = lambda parts: None) -> bytes:
    """Return a workbook of one name whose parts were tampered with."""
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Example House"])
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    change(parts)
    return archive(parts)


def _with(name: str, content: bytes) -> Callable[[], bytes]:
    return lambda: workbook(lambda parts: parts.update({name: content}))


def _without(name: str) -> Callable[[], bytes]:
    return lambda: workbook(lambda parts: parts.pop(name) and None)


def _constant(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def picture(kind: str, size: tuple[int, int] = (4, 4), cut: int = 0) -> Callable[[], bytes]:
    def made() -> bytes:
        file = io.BytesIO()
        Image.new("RGB", size).save(file, kind)
        return file.getvalue()[: -cut or None]

    return made


def png_bomb() -> bytes:
    """A picture of 30,000 × 30,000 pixels in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    head = (30_000).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


def svg(inside: str) -> Callable[[], bytes]:
    return _constant(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()
    )


ENTITY = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    b"<!DOCTYPE a ["
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><a>&a9;</a>"
)
SHEET = "xl/worksheets/sheet1.xml"
LIST = frozenset({"signatories.look_through"})
"""A list of signatories may be any words, line by line."""

FILES: Mapping[str, BadFile] = {
    "nothing": BadFile(_constant(b""), "a"),
    "white space": BadFile(_constant(b" \r\n\t\n"), "a.csv"),
    "a null": BadFile(_constant(b"\x00"), "a.csv"),
    "nulls": BadFile(_constant(b"a\x00b\x00c" * 99), "a.csv"),
    "random bytes": BadFile(_constant(bytes(range(256)) * 40), "a.po"),
    "a compressed file": BadFile(_constant(zlib.compress(b"a" * 9_999)), "a.gz"),
    "a PDF": BadFile(_constant(b"%PDF-1.7\n\x80\x81\x00"), "a.pdf"),
    "a program of Windows": BadFile(_constant(b"MZ\x90\x00\x03\x00"), "a.exe"),
    "an old office file": BadFile(
        _constant(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512), "a.xls"
    ),
    "UTF-16 cut in half": BadFile(_constant(b"\xff\xfea\x00b"), "a.csv"),
    "a cell of a megabyte": BadFile(_constant(b"name\n" + b"a" * 1_000_000), "a.csv"),
    "more than 5 MB": BadFile(_constant(b"a\n" * 2_600_000), "a.csv"),
    "too many rows": BadFile(_constant(b"a,b\n" * 10_002), "a.csv"),
    "an open quotation": BadFile(_constant(b'name\n"' + b"a,b\n" * 60_000), "a.csv"),
    "an archive cut off": BadFile(lambda: workbook()[:700], "a.xlsx"),
    "an archive of nothing": BadFile(_constant(b"PK\x05\x06" + b"\x00" * 18), "a.docx"),
    "an archive of a text": BadFile(lambda: archive({"a.txt": b"a"}), "a.docx"),
    "a bomb": BadFile(_with("xl/media/a.xml", b"0" * 21_000_000), "a.xlsx"),
    "a small bomb": BadFile(_with("xl/media/a.xml", b"0" * 900_000), "a.xlsx"),
    "too many parts": BadFile(lambda: archive({f"{n}.xml": b"" for n in range(401)}), "a.docx"),
    "a part that leads out": BadFile(_with("../../a", b""), "a.xlsx"),
    "a part from the root": BadFile(_with("/etc/a", b""), "a.xlsx"),
    "a part of Windows": BadFile(_with("..\\a", b""), "a.xlsx"),
    "macros": BadFile(_with("xl/vbaProject.bin", b"a"), "a.xlsm"),
    "an entity in a sheet": BadFile(_with(SHEET, ENTITY + b"<a>&b;</a>"), "a.xlsx"),
    "entities that multiply": BadFile(_with(SHEET, LAUGHS), "a.xlsx"),
    "an entity in UTF-16": BadFile(_with(SHEET, LAUGHS.decode().encode("utf-16")), "a.xlsx"),
    "a sheet that is no XML": BadFile(_with(SHEET, b"<a><b></a>"), "a.xlsx"),
    "a workbook without a sheet": BadFile(_without(SHEET), "a.xlsx"),
    "a workbook without types": BadFile(_without("[Content_Types].xml"), "a.xlsx"),
    "a workbook without a book": BadFile(_without("xl/workbook.xml"), "a.xlsx"),
    "a document without types": BadFile(lambda: archive({"word/document.xml": b"<a/>"}), "a.docx"),
    "an empty document": BadFile(
        lambda: archive({"[Content_Types].xml": b"", "word/document.xml": b""}), "a.docx"
    ),
    "PO in another encoding": BadFile(
        _constant('msgid ""\nmsgstr "Content-Type: text/plain; charset=cp1251\\n"\n'
                  'msgid "a"\nmsgstr "б"\n'.encode("cp1251")), "a.po", LIST),
    "PO with an open text": BadFile(_constant(b'msgid "a\nmsgstr "b"\n'), "a.po", LIST),
    "PO of another language": BadFile(
        _constant(b'msgid ""\nmsgstr "Language: xx\\n"\n'), "a.po", LIST),
    "PO that is a program": BadFile(
        _constant(b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=__import__(1);\\n"\n'
                  b'"Language: xx\\n"\n'), "a.po", LIST),
    "PO with a key twice": BadFile(
        _constant(b'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\n' * 2), "a.po", LIST),
    "a page": BadFile(_constant(b"<html><script>a</script></html>"), "a.html", LIST),
    "JSON": BadFile(_constant(b'{"name": "a"}'), "a.json", LIST),
    "a picture of another kind": BadFile(picture("GIF"), "a.gif"),
    "a picture for printing": BadFile(picture("TIFF"), "a.tiff"),
    "a picture cut off": BadFile(picture("PNG", cut=30), "a.png"),
    "a photograph cut off": BadFile(picture("JPEG", cut=400), "a.jpg"),
    "a picture too wide": BadFile(picture("PNG", size=(6_001, 1)), "a.png"),
    "a picture that unpacks to gigabytes": BadFile(png_bomb, "a.png"),
    "a picture of a head alone": BadFile(_constant(b"\x89PNG\r\n\x1a\n"), "a.png", LIST),
    "a drawing with a script": BadFile(svg("<script>a</script>"), "a.svg", LIST),
    "a drawing with an event": BadFile(svg("<g onload='a()'/>"), "a.svg", LIST),
    "a drawing with a page": BadFile(svg("<foreignObject/>"), "a.svg", LIST),
    "a drawing with a picture": BadFile(svg("<image href='file:///etc/passwd'/>"), "a.svg", LIST),
    "a drawing with an address": BadFile(svg("<g fill='url(//example.org)'/>"), "a.svg", LIST),
    "a drawing with an entity": BadFile(_constant(ENTITY + svg("&b;")()), "a.svg", LIST),
    "a drawing that multiplies": BadFile(svg("<use href='#a'/>"), "a.svg", LIST),
    "a drawing without end": BadFile(svg("<g>" * 9), "a.svg", LIST),
    "a name with a path": BadFile(_constant(b"\x00\x01"), "../../../etc/passwd"),
    "a name with a null": BadFile(_constant(b"\x00\x01"), "a\x00.png"),
    "a name without end": BadFile(_constant(b"\x00\x01"), "a" * 5_000),
    "a name with a header": BadFile(_constant(b"\x00\x01"), 'a"\r\nX-Evil: 1'),
}  # fmt: skip
