"""A form that is sent twice does its work once: it has a mark, which what it made remembers."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from urllib.parse import urlencode

from flask import Flask, redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

__all__ = ["form_mark", "install", "submission", "to_own_address"]

FIELD = "submission"
MARK = re.compile(r"[\w-]{16}", re.ASCII)
UNMARKED = frozenset({"csrf_token", FIELD})
"""Fields that say nothing of what a person wants."""


def install(app: Flask) -> None:
    """Let the forms carry their mark."""
    app.add_template_global(form_mark)


def form_mark(*, new: bool = False) -> str:
    """Return the mark of a form: the one that came with this request, or a new one."""
    return (not new and _mark()) or secrets.token_urlsafe(12)


def to_own_address() -> Response | None:
    """Lead to an address that holds the form's mark; None where this is one.

    Pages are not kept by the browser: whoever goes back to a form asks for it again, and the
    address alone tells that it is the same one.
    """
    if _mark():
        return None
    asked = {**request.args.to_dict(flat=False), FIELD: form_mark()}
    return redirect(f"{request.script_root}{request.path}?{urlencode(asked, doseq=True)}")


def submission() -> str:
    """Name what was sent: alike when the same form comes with the same words and files again.

    Whoever goes back and changes a word wants another thing than before. A form without a mark has
    no name.
    """
    mark = _mark()
    if not mark:
        return ""
    fields = [pair for pair in request.form.items(multi=True) if pair[0] not in UNMARKED]
    files = [(name, _content(file)) for name, file in request.files.items(multi=True)]
    return _digest(json.dumps([mark, request.path, fields, files]).encode())[:32]


def _mark() -> str:
    found = request.values.get(FIELD, "")
    return found if MARK.fullmatch(found) else ""


def _content(file: FileStorage) -> str:
    """Return the digest of a file, whoever has read it before or reads it afterwards."""
    file.seek(0)
    digest = _digest(file.read())
    file.seek(0)
    return digest


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
