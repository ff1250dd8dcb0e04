"""Ways to break a language's folder: each names the file, the damage and what has to be said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["DAMAGES", "Damage"]


@dataclass(frozen=True, slots=True)
class Damage:
    """A change of one file that makes a language unusable."""

    name: str
    file: str
    change: Callable[[str], str]
    sentence: str

    def do(self, folder: Path) -> None:
        """Break the folder."""
        path = folder / self.file
        text = path.read_text(encoding="utf-8")
        broken = self.change(text)
        assert broken != text
        path.write_text(broken, encoding="utf-8")


DOCUMENTS, CONVENTIONS = "LC_MESSAGES/documents.po", "locale.toml"
DAMAGES = (
    Damage(
        "PO syntax",
        DOCUMENTS,
        lambda text: f'{text}\nmsgid "no end\n',
        "This line cannot be read:",
    ),
    Damage(
        "charset",
        DOCUMENTS,
        lambda text: text.replace("charset=UTF-8", "charset=KOI8-R"),
        "The file says it is in KOI8-R; it has to be in UTF-8.",
    ),
    Damage(
        "key twice",
        DOCUMENTS,
        lambda text: f'{text}\nmsgctxt "closing.named"\nmsgid "a"\nmsgstr "b"\n',
        "The key “closing.named” occurs a second time; the first is in line",
    ),
    Damage(
        "unknown key",
        CONVENTIONS,
        lambda text: text.replace("[letter]", '[letter]\ncolour = "red"', 1),
        "“colour” is not known here. Known are: ",
    ),
    Damage(
        "regular expression",
        CONVENTIONS,
        lambda text: text.replace("rules = [", "rules = [\n    { find = '(', put = '' },", 1),
        "is not a valid regular expression",
    ),
)
