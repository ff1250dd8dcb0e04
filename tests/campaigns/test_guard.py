"""What comes from outside: text, links, names, archives."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from advocacy.campaigns import guard
from advocacy.errors import RefusedError

DELETE, AGAIN, REWRITE = "please delete it.", "please type it again.", "please write it again."
DIVIDE, TURNS = "Please divide it.", "a character that turns the direction of writing"


def fault(text: str) -> str:
    """The only reason why a text is refused."""
    with pytest.raises(RefusedError) as caught:
        guard.clean(text, "title.de")
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "ab\ncd\x07",
            f"There is a control character (U+0007) in line 2, at character 3; {DELETE}",
        ),
        (
            "a\x00",
            f"There is a control character (U+0000) in line 1, at character 2; {DELETE}",
        ),
        (
            "a\ufffe",
            f"There is a control character (U+FFFE) in line 1, at character 2; {DELETE}",
        ),
        (
            "a\u2028b",
            f"There is a control character (U+2028) in line 1, at character 2; {DELETE}",
        ),
        (
            "a\ud800b",
            f"There is half a character (U+D800) in line 1, at character 2; {AGAIN}",
        ),
        (
            "a\u202eb",
            f"There is {TURNS} (U+202E) in line 1, at character 2; {DELETE}",
        ),
        (
            "a\u200bb",
            f"There is an invisible character (U+200B) in line 1, at character 2; {DELETE}",
        ),
        (
            "\ufeffb",
            f"There is an invisible character (U+FEFF) in line 1, at character 1; {DELETE}",
        ),
        (
            "Z\u0335\u0336\u0337",
            f"A letter carries more than two accents in line 1, at character 4; {REWRITE}",
        ),
        (
            "a\n\n" + "x" * 20_001,
            f"Paragraph 2 has 20001 characters; at most 20000 are possible. {DIVIDE}",
        ),
        (
            "x\n\n" * 140_000,
            "The text has 419998 characters; at most 400000 are possible.",
        ),
        ("x" * 900_000, "The text has 900000 characters; at most 400000 are possible."),
    ],
)
def test_text_that_would_harm_a_document_is_refused_with_its_place(text: str, found: str) -> None:
    assert fault(text) == f"title.de: {found}"


def test_every_kind_of_fault_is_named_once() -> None:
    _, faults = guard.examine("a\x01\x02\u202e\u200b")
    assert [fault.key for fault in faults] == ["guard.control", "guard.bidi", "guard.invisible"]


def test_typographic_spaces_hyphens_emoji_and_markup_are_text() -> None:
    text = "«\u00a0a\u202f» so\u00adft no\u2011break <b>&amp;</b> {{ x }} 😀\tՀայ"
    assert guard.clean(text) == text


def test_text_is_composed_and_its_line_ends_are_line_feeds() -> None:
    assert guard.clean(" и\u0306\r\nу\u0306\r ") == "й\nў"


def test_cleaning_twice_changes_nothing() -> None:
    once = guard.clean("e\u0301\u0323 a\r\n\r\nb ")
    assert guard.clean(once) == once


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "https://xn--80ak6aa92e.com/%D1%80",
        "https://спринг.бел/ru",
        "mailto:info@example.org?subject=Hello",
    ],
)
def test_web_and_mail_addresses_are_links(address: str) -> None:
    assert guard.link_fault(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/hostname",
        "//example.org",
        "/path",
        "",
        "http:///x",
        "https://",
        "https://user@example.org",
        "https://user:word@example.org",
        "https://example.org\\@evil.org",
        "https://[::1",
        "https://example.org:99999999",
        "https://a b",
        "https://a\u202eb",
        "https://a\x00b",
        "https://" + "a" * 2000,
        "mailto:",
        "mailto:a@b.org,c@d.org",
        "mailto:a@b.org?subject=x%0ABcc:c@d.org",
        "mailto://a@b.org",
    ],
)
def test_every_other_address_is_refused(address: str) -> None:
    assert guard.link_fault(address) is not None


@pytest.mark.parametrize("name", ["a", "joint-statement-2021", "x" * 80, "2013"])
def test_a_slug_is_lower_case_letters_digits_and_hyphens(name: str) -> None:
    assert guard.is_slug(name)


@pytest.mark.parametrize(
    "name", ["", "-a", "a-", "a--b", "A", "ä", "a_b", "a/b", "..", "a\n", "a.b", "x" * 81]
)
def test_a_slug_is_nothing_else(name: str) -> None:
    assert not guard.is_slug(name)


def archive(**parts: bytes) -> bytes:
    """A ZIP; underscores stand for slashes, two of them for a dot."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", ".").replace("_", "/"), content)
    return made.getvalue()


def test_an_ordinary_archive_is_opened() -> None:
    opened = guard.open_archive(archive(word_document__xml=b"<a/>"))
    assert opened.namelist() == ["word/document.xml"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"PK nothing", "guard.archive_kind"),
        (b"", "guard.archive_kind"),
        (b"x" * 5_000_001, "guard.archive_size"),
        (archive(a__xml=b"0" * 900_000), "guard.archive_content"),
        (archive(a__xml=b"0" * 21_000_000), "guard.archive_content"),
        (archive(**{f"a{n}": b"" for n in range(401)}), "guard.archive_content"),
        (archive(_a__xml=b""), "guard.archive_path"),
        (archive(**{"a/../../b": b""}), "guard.archive_path"),
        (archive(word_vbaProject__bin=b""), "guard.archive_macro"),
        (archive(a__xml=b"<!DOCTYPE a []><a/>"), "guard.archive_dtd"),
        (archive(a__xml="<!DocType a []><a/>".encode("utf-16")), "guard.archive_dtd"),
    ],
)
def test_an_archive_that_is_a_trap_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(RefusedError) as caught:
        guard.open_archive(data)
    assert caught.value.message.key == key


def test_a_damaged_archive_is_refused() -> None:
    data = bytearray(archive(a__xml=b"<a>some content to damage</a>"))
    data[40:50] = b"\xff" * 10
    with pytest.raises(RefusedError):
        guard.open_archive(bytes(data))


def test_what_is_refused_cannot_be_printed() -> None:
    signs = map(chr, range(sys.maxunicode + 1))
    assert not [sign for sign in signs if sign.isprintable() and guard.REFUSED.match(sign)]
