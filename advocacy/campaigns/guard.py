"""Before anything is stored: text, links, names and archives are cleaned or refused."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from urllib.parse import SplitResult, urlsplit

from advocacy.errors import Message, Problem, RefusedError, message

__all__ = [
    "LONGEST_PARAGRAPH",
    "LONGEST_TEXT",
    "clean",
    "examine",
    "is_email",
    "is_slug",
    "link_fault",
    "open_archive",
]

LONGEST_PARAGRAPH = 20_000
"""Characters; line breaking is quadratic in the length of a paragraph."""
LONGEST_TEXT = 400_000
LONGEST_LINK = 2_000
LARGEST_ARCHIVE = 5_000_000
LARGEST_CONTENT = 20_000_000
MOST_PARTS = 400
HIGHEST_RATIO = 100

# Unicode 16, chapter 23: what steers the direction of text instead of being text.
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Characters without a picture that make equal-looking words differ. Soft hyphen, no-break
# hyphen and no-break spaces are typography and stay; so do the joiners that Persian needs.
INVISIBLE = "\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\U000e0000-\U000e007f"
CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb"
REFUSED = re.compile(
    f"(?P<control>[{CONTROL}])|(?P<surrogate>[\ud800-\udfff])|(?P<bidi>[{BIDI}])"
    f"|(?P<invisible>[{INVISIBLE}])|(?P<noncharacter>[\ufdd0-\ufdef\ufffe\uffff])"
)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EMAIL = re.compile(
    r"[^\s@<>\"',;:()\[\]\\]{1,64}@[^\s@<>\"',;:()\[\]\\.]+(\.[^\s@<>\"',;:()\[\]\\.]+)+"
)
# No mark is a letter, a digit or a space: where three other signs never meet, none is looked up.
SIGNS = re.compile(r"[^\w\s]{3}")
HOST = re.compile(r"[^\s/?#@\\%<>\"{}|^`]+")


def examine(text: str) -> tuple[str, tuple[Message, ...]]:
    """Return the text in Unicode's composed form (NFC) and why it has to be refused.

    Line ends become line feeds, space around the whole goes; everything else that is not
    allowed is named with its place, never removed.
    """
    if len(text) > 2 * LONGEST_TEXT:
        return "", (_too_long(len(text)),)
    cleaned = text.replace("\r\n", "\n").replace("\r", "\n")
    faults = [*_characters(cleaned)]
    if not faults:
        cleaned = unicodedata.normalize("NFC", cleaned).strip()
        faults = [*_stacked(cleaned), *_lengths(cleaned)]
    return cleaned, tuple(faults)


def clean(text: str, where: str = "") -> str:
    """Return the cleaned text, or raise a RefusedError that names every fault."""
    cleaned, faults = examine(text)
    if faults:
        sentence = message("guard.text", "This text cannot be taken.")
        raise RefusedError(sentence, [Problem(where, fault) for fault in faults])
    return cleaned


def _characters(text: str) -> list[Message]:
    """Name the first character of each refused kind."""
    # What can be printed is none of them, and nearly every text can (Unicode: no C, no Z).
    if text.replace("\n", "").isprintable():
        return []
    found: dict[str, Message] = {}
    for match in REFUSED.finditer(text):
        kind = str(match.lastgroup)
        if kind not in found:
            found[kind] = _refusal(kind, text, match.start())
    return list(found.values())


def _refusal(kind: str, text: str, start: int) -> Message:
    values = {"character": f"U+{ord(text[start]):04X}", **_position(text, start)}
    match kind:
        case "control" | "noncharacter":
            return message(
                "guard.control",
                "There is a control character ({character}) in line {line}, at character"
                " {column}; please delete it.",
                **values,
            )
        case "surrogate":
            return message(
                "guard.surrogate",
                "There is half a character ({character}) in line {line}, at character {column};"
                " please type it again.",
                **values,
            )
        case "bidi":
            return message(
                "guard.bidi",
                "There is a character that turns the direction of writing ({character}) in line"
                " {line}, at character {column}; please delete it.",
                **values,
            )
        case _:
            return message(
                "guard.invisible",
                "There is an invisible character ({character}) in line {line}, at character"
                " {column}; please delete it.",
                **values,
            )


def _position(text: str, start: int) -> dict[str, int]:
    """Line and character, both from one, as an editor shows them."""
    line_start = text.rfind("\n", 0, start) + 1
    return {"line": text.count("\n", 0, start) + 1, "column": start - line_start + 1}


def _stacked(text: str) -> list[Message]:
    """Refuse a third mark on one letter: no orthography needs it, and it paints over the page."""
    if not SIGNS.search(text):
        return []
    marks = 0
    for place, character in enumerate(text):
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks > 2:
            return [
                message(
                    "guard.stacked",
                    "A letter carries more than two accents in line {line}, at character"
                    " {column}; please write it again.",
                    **_position(text, place),
                )
            ]
    return []


def _lengths(text: str) -> list[Message]:
    if len(text) > LONGEST_TEXT:
        return [_too_long(len(text))]
    if len(text) <= LONGEST_PARAGRAPH:
        return []
    for number, paragraph in enumerate(re.split(r"\n[ \t]*\n", text), start=1):
        if len(paragraph) > LONGEST_PARAGRAPH:
            return [
                message(
                    "guard.paragraph",
                    "Paragraph {number} has {count} characters; at most {limit} are possible."
                    " Please divide it.",
                    number=number,
                    count=len(paragraph),
                    limit=LONGEST_PARAGRAPH,
                )
            ]
    return []


def _too_long(count: int) -> Message:
    return message(
        "guard.length",
        "The text has {count} characters; at most {limit} are possible.",
        count=count,
        limit=LONGEST_TEXT,
    )


def link_fault(address: str) -> Message | None:
    """Say why a link is refused, or None: only ``https:``, ``http:`` and ``mailto:`` lead on."""
    if len(address) > LONGEST_LINK or REFUSED.search(address) or re.search(r"\s", address):
        return message("guard.link_form", "The link is too long or holds spaces: {link}.",
                       link=address[:80])  # fmt: skip
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        return message("guard.link_broken", "The link is broken: {link}.", link=address[:80])
    return _scheme_fault(address, parts)


def _scheme_fault(address: str, parts: SplitResult) -> Message | None:
    if parts.scheme == "mailto" and not parts.netloc:
        # An encoded line end could smuggle in a header.
        if is_email(parts.path) and not re.search("%0[ad]", address, re.IGNORECASE):
            return None
    elif parts.scheme in ("http", "https") and parts.netloc:
        if HOST.fullmatch(parts.netloc) and parts.hostname:
            return None
        return message("guard.link_user", "The link holds a user name or no host: {link}.",
                       link=address[:80])  # fmt: skip
    return message(
        "guard.link_kind",
        "Links begin with https://, http:// or mailto: and lead to an address; this does not:"
        " {link}.",
        link=address[:80],
    )


def is_email(address: str) -> bool:
    """Whether this is the form of one e-mail address, without a name or a second address."""
    return len(address) <= 254 and EMAIL.fullmatch(address) is not None


def is_slug(name: str) -> bool:
    """Whether a name can stand in file names and addresses: ``joint-statement-2021``."""
    return len(name) <= 80 and SLUG.fullmatch(name) is not None


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open an uploaded ZIP (DOCX, XLSX, ODT) after checking what it would unpack to.

    Raises RefusedError for archives of more than 5 MB, contents of more than 20 MB, parts that
    shrink to less than a hundredth, paths that lead out, macros, and a DTD in any XML part.
    """
    if len(data) > LARGEST_ARCHIVE:
        raise RefusedError(message("guard.archive_size", "The file is larger than 5 MB."))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise RefusedError(
            message("guard.archive_kind", "The file is not of the expected kind.")
        ) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_CONTENT:
        raise RefusedError(message("guard.archive_content", "The file unpacks to too much."))
    for part in parts:
        _check_part(archive, part)
    return archive


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    name = part.filename
    if part.file_size > 100_000 and part.file_size > HIGHEST_RATIO * max(1, part.compress_size):
        raise RefusedError(message("guard.archive_content", "The file unpacks to too much."))
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or part.flag_bits & 1:
        raise RefusedError(
            message("guard.archive_path", "The file holds a part that cannot be opened safely.")
        )
    if name.lower().endswith((".bin", ".vba", ".xlm")) and "vba" in name.lower():
        raise RefusedError(
            message("guard.archive_macro", "The file holds macros; please save it without.")
        )
    if name.lower().endswith((".xml", ".rels", ".vml")) and _has_dtd(archive, part):
        raise RefusedError(
            message("guard.archive_dtd", "The file holds a document type declaration.")
        )


def _has_dtd(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    try:
        # The declared size is checked above, and reading stops there; NUL hides it in UTF-16.
        content = archive.read(part).replace(b"\x00", b"")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise RefusedError(
            message("guard.archive_kind", "The file is not of the expected kind.")
        ) from error
    return b"<!doctype" in content.lower()
