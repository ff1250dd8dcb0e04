"""Classes of nasty strings: each with what has to become of it wherever a person can type."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ELEMENT", "KEPT", "NASTY", "REFUSED", "Nasty"]

ELEMENT = "nasty"
"""An element of this name in a made page or file is text that became markup."""


@dataclass(frozen=True, slots=True)
class Nasty:
    """One class: its text, and whether every field refuses it or every free text keeps it."""

    name: str
    text: str
    refused: bool = False


REFUSED = tuple(
    Nasty(name, text, refused=True)
    for name, text in {
        "null": "a\x00b",
        "bell": "a\x07b",
        "escape sequence": "a\x1b[2Jb",
        "backspace": "admin\x08",
        "delete": "a\x7fb",
        "second control block": "a\x85b",
        "line separator": "a\u2028b",
        "paragraph separator": "a\u2029b",
        "interlinear annotation": "a\ufff9b",
        "high surrogate": "a\ud800b",
        "low surrogate": "a\udfffb",
        "right-to-left override": "invoice\u202egpj.exe",
        "left-to-right embedding": "a\u202ab",
        "isolate": "a\u2067b",
        "direction mark": "a\u200fb",
        "Arabic letter mark": "a\u061cb",
        "zero-width space": "a\u200bb",
        "word joiner": "a\u2060b",
        "byte order mark inside": "a\ufeffb",
        "invisible operator": "a\u2063b",
        "tag characters": "a\U000e0041b",
        "noncharacter": "a\ufffeb",
        "Arabic noncharacter": "a\ufdd0b",
        "stacked accents": "Z" + "\u0335" * 40,
        "a paragraph too long": "x " * 10_001,
        "a text of a megabyte": "y" * 1_000_001,
    }.items()
)
KEPT = tuple(
    Nasty(name, text)
    for name, text in {
        "element": f"<{ELEMENT}>a</{ELEMENT}>",
        "script": f"</script><script>{ELEMENT}()</script>",
        "event": f'"><img src=x onerror={ELEMENT}()>',
        "event in single quotes": f"' onmouseover='{ELEMENT}()' x='",
        "picture from the disk": '<img src="file:///etc/passwd"/> <img src="/etc/passwd"/>',
        "mark-up of ReportLab": '<para><font color="red">a</font><a href="javascript:b">c</a>',
        "mark-up of Word": f"</w:t></w:r><w:{ELEMENT}/><w:p><w:r><w:t>a",
        "mark-up of OpenDocument": f"</text:p><text:{ELEMENT}/><text:p>a",
        "end of CDATA": "]]><![CDATA[ a ]]>",
        "comment": "--> a <!-- b",
        "document type": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]> &b;',
        "entities": "&amp; &lt;b&gt; &#0; &nbsp; &copy",
        "bare ampersand": "Rock & Roll && AT&T;",
        "unclosed element": "<b <b & a < b > c",
        "Jinja": "{{ 7*7 }} {% for x in y %} {# z #} {{ config.items() }}",
        "format string": "{0.__class__} {person} {} {{x}} %s %(a)s %n ${x} $(id)",
        "inflection": "{person}[acc] [person: f=a|m=b] [count: one=a|other=b]",
        "open bracket": "[person: f=",
        "spreadsheet formula": '=HYPERLINK("https://example.org";"a")',
        "spreadsheet command": "+cmd|'/C calc'!A0",
        "at sign formula": "@SUM(1+1)",
        "database command": "Robert'); DROP TABLE campaign;--",
        "path": "../../../../etc/passwd",
        "path of Windows": "..\\..\\C:\\con\\nul",
        "shell": "; rm -rf / | `id` && $(id)",
        "PDF operators": ") Tj ET Q (\\) \\101 <</JS>> endstream endobj",
        "Markdown link to a script": f"[a](javascript:{ELEMENT}())",
        "Markdown picture": "![a](https://example.org/a.png) b",
        "Markdown with mark-up": f"**<{ELEMENT}>** `a` ~~b~~ | c | [^1] # d",
        "Markdown reference": "[a]: https://example.org [a][] <https://example.org>",
        "TOML": 'a"""\n[people]\nb = 1',
        "PO": 'a"\nmsgid "b"\nmsgstr ""',
        "JSON": '{"a": [null, true, "\\u0000"]}',
        "backslashes": "\\n \\u0041 \\x00 \\\\ \\",
        "quotation marks": "\"a\" 'b' „c“ «d» ‹e› ’f’ `g`",
        "decomposed letters": "е\u0308 и\u0306 a\u030a",
        "typographic spaces": "a\u00a0b\u202fc\u2009d\u00ade\u2011f",
        "one endless word": "x" * 900,
        "numbers and nothings": "0 -1 1e999 NaN null None undefined true",
        "header": "a\r\nBcc: b@example.org\r\n\r\nc",
        "many lines": "\n".join("abcdefgh"),
        "only signs": "!?.,;:-–—…/*_#+",
    }.items()
)
NASTY = (*REFUSED, *KEPT)
