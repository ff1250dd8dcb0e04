"""Bad command lines: what is typed, the exit status, and words of the sentence on stderr."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["COMMANDS", "NASTY_VALUES"]

NASTY_VALUES = ("", "../../etc/passwd", "-", "--", "a\nb", "\x1b[31m", "<nasty>", "😀", "x" * 3_000,
                "%s%n", "$(id)", "nul", "99999999999999999999", "-1", "\udcff")  # fmt: skip
"""Typed in place of every argument and every option of every command, one at a time."""

COMMANDS: Mapping[str, tuple[tuple[str, ...], int, str]] = {
    "no such command": (("rendre",), 2, "rendre"),
    "a command of another case": (("Render",), 2, "Render"),
    "an empty command": (("",), 2, "No such command"),
    "an unknown option": (("render", "CAMPAIGN", "--colour", "red"), 2, "--colour"),
    "an option without its value": (("render", "CAMPAIGN", "--out"), 2, "--out"),
    "no campaign": (("render",), 2, "CAMPAIGN"),
    "two campaigns": (("render", "CAMPAIGN", "CAMPAIGN"), 2, "unexpected extra argument"),
    "a campaign that is not there": (("render", "nowhere.toml"), 1, "nowhere.toml"),
    "a folder for a campaign": (("render", "FOLDER"), 2, "is a directory"),
    "a device for a campaign": (("check", "/dev/null"), 1, "is missing"),
    "a broken campaign": (("check", "BROKEN"), 1, "broken.toml:1"),
    "a picture for a campaign": (("check", "PICTURE"), 1, "UTF-8"),
    "a language there is not": (("render", "CAMPAIGN", "--language", "xx"), 1, "“xx”"),
    "a language with a path": (("render", "CAMPAIGN", "--language", "../en"), 1, "../en"),
    "a format there is not": (("render", "CAMPAIGN", "--format", "pfd"), 1, "is “pdf” meant?"),
    "a format with a path": (("render", "CAMPAIGN", "--format", "../pdf"), 1, "../pdf"),
    "a file for the folder": (("render", "CAMPAIGN", "--out", "BROKEN"), 2, "is a file"),
    "a folder that cannot be made": (
        ("render", "CAMPAIGN", "--language", "en", "--format", "text", "--out", "/proc/a"),
        1,
        "/proc",
    ),
    "plugins from nowhere": (("render", "CAMPAIGN", "--plugins-dir", "nowhere"), 2, "nowhere"),
    "plugins from a file": (("plugins", "--plugins-dir", "BROKEN"), 2, "is a file"),
    "templates from nowhere": (("check", "CAMPAIGN", "--templates-dir", "no"), 2, "no"),
    "locales from nowhere": (("locales", "--locales-dir", "no"), 2, "no"),
    "a port that is none": (("serve", "--port", "http"), 2, "http"),
    "a port too large": (("serve", "--port", "65536"), 2, "65536"),
    "a port below nothing": (("serve", "--port", "-1"), 2, "-1"),
    "no threads": (("serve", "--threads", "0"), 2, "0"),
    "a thousand threads": (("serve", "--threads", "1000"), 2, "1000"),
    "a file for the data": (("serve", "--port", "0", "--data-dir", "BROKEN"), 2, "is a file"),
    "people from nowhere": (("merge", "CAMPAIGN", "nowhere.csv", "--out", "a.zip"), 2, "nowhere"),
    "no place for letters": (("merge", "CAMPAIGN", "PEOPLE"), 2, "--out"),
    "an appeal without a sender": (
        ("merge", "CAMPAIGN", "PEOPLE", "--out", "a.zip"),
        1,
        "joint-statement",
    ),
    "a broken pattern": (
        ("merge", "LETTER", "PEOPLE", "--out", "a.zip", "--name", "{0.__class__}"),
        1,
        "{0.__class__}",
    ),
    "a pattern with a path": (
        ("merge", "LETTER", "PEOPLE", "--out", "a.zip", "--name", "../{number}"),
        1,
        "../{number}",
    ),
    "letters in no format": (
        ("merge", "LETTER", "PEOPLE", "--out", "a.zip", "--format", "xyz"),
        1,
        "xyz",
    ),
    "people that are a picture": (("merge", "LETTER", "PICTURE", "--out", "a.zip"), 1, "."),
    "no workers": (("merge", "LETTER", "PEOPLE", "--out", "a.zip", "--workers", "0"), 2, "0"),
    "half a letter": (
        ("merge", "LETTER", "PEOPLE", "--out", "a.zip", "--preview", "0.5"),
        2,
        "0.5",
    ),
    "a document that is none": (
        ("import-docx", "PICTURE", "--campaign", "CAMPAIGN", "--language", "en"),
        1,
        "Word document",
    ),
    "no such locale command": (("locale", "nothing"), 2, "nothing"),
    "a locale with a path": (("locale", "new", "../en", "--parent", "FOLDER"), 2, ""),
    "a locale that is none": (("locale", "check", "xx"), 1, "xx"),
    "no such plugin command": (("plugin", "nothing"), 2, "nothing"),
    "a plugin that is none": (("plugin", "check", "nothing"), 1, "nothing"),
    "a plugin with a path": (("plugin", "new", "../a"), 1, "../a"),
}
"""CAMPAIGN, LETTER, PEOPLE, BROKEN, PICTURE and FOLDER stand for files that the test makes."""
