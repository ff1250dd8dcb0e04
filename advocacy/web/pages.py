"""Pages beside the campaigns: help, and who one is in the history."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from advocacy.web.access import Need, needs

__all__ = ["blueprint"]

blueprint = Blueprint("pages", __name__)

LONGEST_NAME = 60


@blueprint.get("/help")
@needs(Need.ACCOUNT)
def manual() -> str:
    """Explain the path through a campaign."""
    return render_template("pages/help.html")


@blueprint.post("/you")
@needs(Need.ACCOUNT)
def you() -> Response:
    """Remember the name a person wants to stand in the history; it stays in this browser."""
    session["author"] = " ".join(request.form.get("author", "").split())[:LONGEST_NAME]
    return redirect(_back(request.form.get("back", "")), 303)


def _back(address: str) -> str:
    """Return to the page one came from; never to another site."""
    parts = urlsplit(address)
    own = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return address if own and not parts.path.startswith("//") else url_for("campaigns.index")
