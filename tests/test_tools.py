"""The tests' own tools say no when they should: each validator has its negative control."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests import tools
from tests.browser import accessibility_failures, watched_page
from tests.validators import VeraPdf, docx_failures, pdf_failures, qpdf_failures

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.office import Office

GOOD_PAGE = (
    "<!doctype html><html lang=en><title>A title</title><main><h1>Heading</h1><p>Text</p></main>"
)
SKIPPING_TEST = """
import pytest

def test_that_would_be_skipped():
    pytest.skip("no browser here")
"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.fixture(scope="module")
def untagged_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 100, "No structure, no language, no embedded font")
    canvas.save()
    return out.getvalue()


@pytest.fixture
def small_docx(tmp_path: Path) -> Path:
    """The smallest document that Word opens."""
    path = tmp_path / "small.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>Вясна</w:t></w:r></w:p>'
            "</w:body></w:document>",
        )
    return path


def test_page_validation_refuses_an_untagged_pdf(untagged_pdf: bytes) -> None:
    assert pdf_failures(untagged_pdf, "ua1") != []
    assert pdf_failures(untagged_pdf, "2a") != []


def test_verapdf_names_the_rules_that_an_untagged_pdf_breaks(
    verapdf: VeraPdf, untagged_pdf: bytes
) -> None:
    assert "7.1-11" in verapdf.failures(untagged_pdf, "PDFUA-1")
    assert "6.7.2.2-1" in verapdf.failures(untagged_pdf, "PDFA-2A")


def test_verapdf_fails_loudly_for_a_profile_that_is_not_there(
    verapdf: VeraPdf, untagged_pdf: bytes
) -> None:
    with pytest.raises(AssertionError, match="no profile PDFA-9"):
        verapdf.failures(untagged_pdf, "PDFA-9")


def test_qpdf_refuses_a_pdf_that_was_cut(untagged_pdf: bytes, tmp_path: Path) -> None:
    whole, half = tmp_path / "whole.pdf", tmp_path / "half.pdf"
    whole.write_bytes(untagged_pdf)
    half.write_bytes(untagged_pdf[: len(untagged_pdf) // 2])
    assert qpdf_failures(whole) == []
    assert qpdf_failures(half) != []


def test_the_schema_check_takes_a_right_document_and_refuses_a_bogus_element(
    small_docx: Path, tmp_path: Path
) -> None:
    assert docx_failures(small_docx) == []
    document = docx.Document(str(small_docx))
    document.paragraphs[0]._p.append(document.element.makeelement(f"{{{WORD}}}bogus", {}))
    document.save(str(tmp_path / "bogus.docx"))
    assert "bogus" in "".join(docx_failures(tmp_path / "bogus.docx"))


def test_libreoffice_shows_the_text_of_a_document(office: Office, small_docx: Path) -> None:
    assert "Вясна" in office.convert(small_docx, "txt").decode("utf-8-sig")


def test_axe_finds_a_picture_without_words_for_it(page: Page) -> None:
    page.set_content(GOOD_PAGE)
    assert accessibility_failures(page) == []
    page.set_content(
        GOOD_PAGE.replace("Text", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>")
    )
    assert "image-alt" in "".join(accessibility_failures(page))


def test_a_request_to_another_host_fails_the_page(chromium: Browser) -> None:
    with (
        pytest.raises(AssertionError, match=r"request to https?://example\.invalid"),
        watched_page(chromium) as page,
    ):
        page.set_content(GOOD_PAGE.replace("Text", "<img alt='' src='https://example.invalid/a'>"))


def test_an_error_in_a_script_fails_the_page(chromium: Browser) -> None:
    with (
        pytest.raises(AssertionError, match=r"script: .*missing is not defined"),
        watched_page(chromium) as page,
    ):
        page.set_content(GOOD_PAGE.replace("Text", "<script>missing()</script>"))


def test_a_missing_program_is_named_with_the_package_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(tools.MissingToolError) as caught:
        tools.find("pdfinfo")
    assert str(caught.value) == (
        "Missing for the tests; install with: sudo apt-get install poppler-utils"
    )


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine whose only program is an `apt-get` that writes down what it is asked for."""
    folder = tmp_path / "bin"
    folder.mkdir()
    names = " ".join(tool.names[0] for tool in tools.TOOLS)
    chmod = shutil.which("chmod")
    script = [
        "#!/bin/sh",
        f'echo "$@" >> {tmp_path}/asked',
        f"for name in {names}; do : > {folder}/$name; {chmod} +x {folder}/$name; done",
    ]
    (folder / "apt-get").write_text("\n".join(script), encoding="utf-8")
    (folder / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(tools, "ROOT", tmp_path)
    return tmp_path / "asked"


def test_missing_programs_are_installed_where_that_is_allowed(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert tools.main() == 0
    assert bare_machine.read_text() == (
        "update --quiet\n"
        "install --quiet --yes --no-install-recommends --option DPkg::Lock::Timeout=600"
        " chromium default-jre-headless faketime gettext git i18nspector libreoffice-writer-nogui"
        " nodejs npm poppler-utils postgresql qpdf systemd util-linux\n"
    )


def test_where_it_is_not_allowed_one_line_says_what_to_install(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert tools.main() == 1
    assert not bare_machine.exists()
    assert capsys.readouterr().err == (
        "Missing for the tests; install with: sudo apt-get install chromium default-jre-headless"
        " faketime gettext git i18nspector libreoffice-writer-nogui nodejs npm poppler-utils"
        " postgresql qpdf systemd util-linux\n"
    )


def test_a_skipped_test_fails(tmp_path: Path) -> None:
    path = tmp_path / "test_skipping.py"
    path.write_text(SKIPPING_TEST)
    options = ["-p", "tests.conftest", "-p", "no:randomly", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--config-file=/dev/null", path],
        capture_output=True,
        check=False,
        text=True,
        cwd=tools.REPOSITORY,
    )
    assert run.returncode == 1
    assert "which this project does not do: Skipped: no browser here" in run.stdout
