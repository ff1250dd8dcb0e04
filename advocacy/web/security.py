"""Before and after every page: who may ask, and what a browser may do with the answer."""

from __future__ import annotations

from flask import Flask, Response, abort, request
from flask_wtf.csrf import CSRFProtect

__all__ = ["POLICY", "protect"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def protect(app: Flask) -> None:
    """Ask every form for its token, every change for its origin; send strict headers."""
    app.before_request(_refuse_foreign_host)
    app.before_request(_refuse_foreign_origin)
    CSRFProtect(app)
    app.after_request(_send_headers)


def _refuse_foreign_host() -> None:
    """Read the host, which Flask compares with those it was told; static files are no exception."""
    _ = request.host


def _refuse_foreign_origin() -> None:
    """Refuse a change that another site's page asks for, even with a stolen token.

    Under no-referrer browsers send ``Origin: null`` with the page's own forms; then
    ``Sec-Fetch-Site``, which pages cannot forge, tells. Where a browser sends neither, the token
    in the form decides alone.
    """
    if request.method in SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site", "")
    origin = request.headers.get("Origin", "null")
    if site not in {"", "same-origin", "none"} or origin not in {"null", _own_origin()}:
        abort(403)


def _own_origin() -> str:
    return request.host_url.rstrip("/")


def _send_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "no-cache"
    else:
        # What was seen leaves no copy in the browser's folder.
        response.headers["Cache-Control"] = "no-store"
    return response
