"""Bad plugins, languages and appeal types: files in a folder, and what is said about each."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LOCALES", "PLUGINS", "RECIPES"]

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'

LOCALES: Mapping[str, tuple[str, str, str]] = {
    "no TOML": ("locale.toml", "code =", "locale.toml:1"),
    "an empty file": ("locale.toml", "", "locale.toml"),
    "a null": ("locale.toml", 'code = "fr\x00"', "locale.toml:1"),
    "a depth without end": ("locale.toml", "a = " + "[" * 5_000, "locale.toml"),
    "an unknown key": ("locale.toml", "+colour = 1", "colour"),
    "a code there is not": ("locale.toml", '-code = "xx"', "no language “xx”"),
    "a code with a path": ("locale.toml", '-code = "../fr"', "../fr"),
    "a number for a name": ("locale.toml", "-name = 7", "name"),
    "an unknown direction": ("locale.toml", '-direction = "up"', "direction"),
    "PO that is none": ("LC_MESSAGES/documents.po", "nonsense", "documents.po:1"),
    "PO with an open text": ("LC_MESSAGES/documents.po", PO + 'msgid "a\n', "documents.po:3"),
    "PO with a key twice": (
        "LC_MESSAGES/documents.po",
        PO + 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\n' * 2,
        "documents.po",
    ),
    "PO in another encoding": (
        "LC_MESSAGES/documents.po", PO.replace("UTF-8", "cp1251"), "documents.po"
    ),
    "PO with a program for plurals": (
        "LC_MESSAGES/documents.po",
        PO + '"Plural-Forms: nplurals=2; plural=__import__(chr(111));\\n"\n',
        "documents.po",
    ),
    "PO of a null": ("LC_MESSAGES/documents.po", PO + "\x00", "documents.po"),
    "PO for the pages that is none": ("LC_MESSAGES/web.po", "nonsense", "web.po:1"),
}  # fmt: skip
"""A file of a copied French folder, its content (or a line set or added), and what is named."""

RECIPES: Mapping[str, tuple[str, str]] = {
    "no TOML": ("id = ", "bad.toml:1"),
    "an empty file": ("", "bad.toml"),
    "a picture": ("\x00\x01", "bad.toml"),
    "an unknown key": ('label = "a"\ncolour = 1', "colour"),
    "a label as a number": ("label = 1", "label"),
    "an unknown block": ('label = "a"\n[[block]]\nkind = "script"', "bad.toml"),
    "blocks as a text": ('label = "a"\nblock = "b"', "block"),
    "a path for a part": ('label = "a"\n[parts]\n"../a" = "optional"', "bad.toml"),
    "an unknown need": ('label = "a"\n[parts]\ntitle = "perhaps"', "bad.toml"),
    "a fact of an unknown kind": ('label = "a"\n[[fact]]\nname = "a"\ntype = "code"', "bad.toml"),
    "a design there is not": ('label = "a"\ndesign = "../a"', "design"),
    "a depth without end": ("a = " + "[" * 5_000, "bad.toml"),
}
"""The content of a recipe's file, and what is named."""

PLUGINS: Mapping[str, str] = {
    "no Python": "this is no Python",
    "a null": "a = 1\x00",
    "ends the program": "import sys\nsys.exit(3)",
    "raises a text": "raise 'a'",
    "recurses": "def a():\n    a()\na()",
    "imports itself": "import advocacy_plugins.bad\nraise ImportError('again')",
    "imports what is missing": "import nothing_of_this_name",
    "has no hook": "a = 1",
    "has a hook with another spelling": (
        "import advocacy\n@advocacy.hookimpl\ndef register_format(): return []"
    ),
    "answers with a number": (
        "import advocacy\n@advocacy.hookimpl\ndef register_formats(): return 7"
    ),
    "answers with itself": (
        "import advocacy, sys\n@advocacy.hookimpl\ndef register_formats(): return sys"
    ),
    "answers without end": (
        "import advocacy, itertools\n@advocacy.hookimpl\n"
        "def register_formats(): return itertools.count()"
    ),
}
"""The source of a plugin; each is named on its own and takes nothing else along."""
