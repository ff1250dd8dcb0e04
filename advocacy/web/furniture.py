"""What stands on every page: the menu, who one is, and marks for what differs in two texts."""

from __future__ import annotations

import difflib
import re
from urllib.parse import urlencode

from flask import Flask, request, url_for
from markupsafe import Markup, escape

from advocacy.web.countries import countries
from advocacy.web.desk import author
from advocacy.web.preview import pages_of
from advocacy.web.wording import language

__all__ = ["install"]


def install(app: Flask) -> None:
    """Give the templates their furniture."""
    for function in (author, country_named, here, in_language, marked, menu, pages_of):
        app.add_template_global(function)


def country_named(code: str) -> str:
    """Return a country's name in the interface's language; the code of an unknown one."""
    return countries(language()).get(code, code)


def here() -> str:
    """Return the address of this page, to come back to."""
    return request.full_path.rstrip("?")


def in_language(tag: str) -> str:
    """Return the address of this page in another language of the interface, all else as it is."""
    return f"?{urlencode({**request.args.to_dict(flat=False), 'language': tag}, doseq=True)}"


def menu(endpoint: str, label: str) -> Markup:
    """Return one entry of the menu, marked when it is the page one is on."""
    mark = Markup(' aria-current="page"') if request.endpoint == endpoint else ""
    return Markup('<li><a href="{}"{}>{}</a></li>').format(url_for(endpoint), mark, label)


def marked(before: str, after: str) -> Markup:
    """Return two texts side by side, with the words that differ marked in each."""
    old, new = _words(before), _words(after)
    left, right = Markup(), Markup()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, other, other_end in matcher.get_opcodes():
        was, now = escape("".join(old[start:end])), escape("".join(new[other:other_end]))
        same = kind == "equal"
        left += was if same or not was else Markup('<del class="was">{}</del>').format(was)
        right += now if same or not now else Markup('<ins class="now">{}</ins>').format(now)
    return Markup('<div class="pre">{}</div><div class="pre">{}</div>').format(left, right)


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)
