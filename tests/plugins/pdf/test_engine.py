"""The file itself: the same bytes everywhere, nothing of this machine, and a known ReportLab."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from PIL import ImageCms

from advocacy import Document, Paragraph, PluginError, text
from tests.plugins.pdf import samples

Write = Callable[[Document], bytes]
Part = Callable[[str], ModuleType]
ROOT = Path(__file__).parents[3]
ELSEWHERE = """
import hashlib
from advocacy.plugin_manager import PluginManager
from tests.plugins.pdf import samples
manager = PluginManager()
manager.load()
for document in reversed(samples.designs()):
    print(hashlib.sha256(manager.write(document, "pdf")).hexdigest())
"""


def test_another_process_writes_the_same_bytes(write: Write) -> None:
    import hashlib

    run = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        encoding="ascii",
    )
    here = [hashlib.sha256(write(one)).hexdigest() for one in reversed(samples.designs())]
    assert run.stdout.split() == here


def test_threads_write_the_same_bytes(write: Write) -> None:
    documents = samples.designs() * 6
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(write, documents))
    assert found == [write(document) for document in documents]


def test_the_only_date_is_the_documents(write: Write) -> None:
    data = write(samples.letter_de())
    file = pikepdf.open(io.BytesIO(data))
    assert str(file.docinfo.CreationDate) == "D:20210714000000+00'00'"
    assert re.findall(rb"\d{4}-\d\d-\d\dT", data) == [b"2021-07-14T"] * 2


def test_nobody_and_no_machine_is_named(write: Write) -> None:
    file = pikepdf.open(io.BytesIO(write(samples.letter_de())))
    assert "/Author" not in file.docinfo
    everything = b"".join(
        one.read_bytes() for one in file.objects if isinstance(one, pikepdf.Stream)
    )
    assert str(Path.home()).encode() not in everything
    assert str(ROOT).encode() not in everything


def test_other_text_gives_another_identifier(write: Write) -> None:
    one, other = (
        pikepdf.open(io.BytesIO(write(document)))
        for document in (samples.letter_de(), samples.statement_ru())
    )
    assert bytes(one.trailer.ID[0]) != bytes(other.trailer.ID[0])


@pytest.mark.parametrize("version", ["5.0.9", "5.2.0", "4.4.1", "5.10"])
def test_another_series_of_reportlab_is_refused(part: Part, version: str) -> None:
    with pytest.raises(PluginError, match=f"needs ReportLab 5.1, but {re.escape(version)}"):
        part("engine").check_version(version)


def test_reportlab_still_lacks_the_end_of_line_that_we_add(write: Write) -> None:
    from reportlab.pdfbase import pdfdoc

    theirs = pdfdoc.PDFStream(content=b"x").format(pdfdoc.PDFDocument())
    assert theirs.endswith(b"xendstream\n"), "mended there: streams may be theirs"
    file = write(samples.letter_de())
    assert file.count(b"\nendstream\n") == file.count(b"endstream")


def test_reportlabs_own_classes_stay_as_they_were(write: Write) -> None:
    from reportlab.pdfbase import pdfdoc, ttfonts

    write(samples.letter_de())
    assert pdfdoc.PDFStream.format.__module__ == "reportlab.pdfbase.pdfdoc"
    assert ttfonts.makeToUnicodeCMap.__module__ == "reportlab.pdfbase.ttfonts"


def test_no_stream_ends_in_what_looks_like_an_end_of_line(part: Part) -> None:
    engine = part("engine")
    for length in range(2000):
        data = b"q" * length
        packed = engine.deflate(data)
        assert packed[-1:] not in {b"\r", b"\n"}
        assert zlib.decompress(packed).rstrip(b" ") == data


def test_the_colour_profile_is_read_as_srgb(part: Part) -> None:
    profile = part("icc").srgb()
    assert struct.unpack(">I", profile[:4])[0] == len(profile)
    read = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile
    assert (read.profile_description, read.version) == ("sRGB", 4.2)
    ours = [round(value, 3) for value in read.red_primary[1][:2]]
    theirs = ImageCms.createProfile("sRGB").red_primary[1][:2]
    assert ours == pytest.approx(theirs, abs=0.002)


def test_files_are_small(write: Write) -> None:
    sizes = [len(write(document)) for document in samples.designs()]
    assert sizes[1] <= 25_000
    assert sizes[0] <= 20_000


def test_many_objects_go_into_several_streams(write: Write) -> None:
    file = pikepdf.open(io.BytesIO(write(samples.statement_ru(1_000))))
    packed = [one for one in file.objects if isinstance(one, pikepdf.Stream) and "/N" in one]
    assert all(one.N <= 400 for one in packed if one.get("/Type") == "/ObjStm")
    assert file.check_pdf_syntax() == []


def test_a_document_without_words_is_a_page(write: Write) -> None:
    document = replace(samples.letter_de(), blocks=(Paragraph(text=text(" ")),))
    assert len(pikepdf.open(io.BytesIO(write(document))).pages) == 1
