"""LibreOffice without a screen: what a reader's word processor makes of a file."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from advocacy import resources
from tests import tools

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Office:
    """A LibreOffice with a profile of its own that knows the program's fonts."""

    folder: Path

    def to_pdf(self, path: Path) -> bytes:
        """Open a file and return it as PDF."""
        return self.convert(path, "pdf")

    def convert(self, path: Path, target: str) -> bytes:
        """Open a file and return it in another format (``pdf``, ``docx``, ``odt``, ``txt``)."""
        [made] = self.convert_all({f"document{path.suffix}": path.read_bytes()}, target).values()
        return made

    def convert_all(self, files: Mapping[str, bytes], target: str) -> dict[str, bytes]:
        """Open files, by name, in one start of the program, and return each in another format."""
        inbox, outbox = self.folder / "in", self.folder / "out"
        for box in (inbox, outbox):
            shutil.rmtree(box, ignore_errors=True)
            box.mkdir(parents=True)
        for name, data in files.items():
            (inbox / name).write_bytes(data)
        run = subprocess.run(
            self._command(target, outbox, [inbox / name for name in files]),
            capture_output=True,
            check=False,
            env={**os.environ, "FONTCONFIG_FILE": str(self._fonts())},
            stdin=subprocess.DEVNULL,
            timeout=120 + 5 * len(files),
        )
        made = {name: (outbox / name).with_suffix(f".{target}") for name in files}
        lost = [name for name, path in made.items() if not path.is_file()]
        assert lost == [], run.stderr.decode() or run.stdout.decode()
        return {name: path.read_bytes() for name, path in made.items()}

    def _command(self, target: str, outbox: Path, sources: list[Path]) -> list[str | Path]:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--convert-to", target, "--outdir"]
        return [tools.find("soffice"), profile, *options, outbox, *sources]

    def _fonts(self) -> Path:
        path = self.folder / "fonts.conf"
        fonts = resources.folder("templates") / "fonts"
        content = FONTS.format(fonts=escape(str(fonts)), cache=escape(str(self.folder / "cache")))
        path.write_text(content, encoding="utf-8")
        return path
