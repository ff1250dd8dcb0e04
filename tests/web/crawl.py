"""A visitor who follows every link: one page of each kind, however many there are of it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urljoin, urlsplit

from flask.testing import FlaskClient

from tests.web.forms import Page

__all__ = ["crawl"]

# Pages that differ in these alone are of one kind.
SAME_KIND = frozenset({"tag", "number", "name", "format_name", "other", "appeal", "group"})


def crawl(client: FlaskClient, *starts: str) -> dict[str, Page]:
    """Return one page of each kind that can be reached, by its address."""
    waiting, seen, pages = list(starts), set[object](), dict[str, Page]()
    while waiting:
        address = waiting.pop(0)
        kind = _kind(client, address)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        response = client.get(address, follow_redirects=True)
        if response.mimetype != "text/html":
            continue
        pages[address] = Page(client, response)
        waiting += _links(pages[address], address)
    return pages


def _links(page: Page, address: str) -> Iterator[str]:
    for link in page.all("//a[@href and not(@download)]"):
        target = urlsplit(urljoin(address, link.get("href")))
        if not target.netloc:
            yield target._replace(fragment="").geturl()


def _kind(client: FlaskClient, address: str) -> tuple[str, ...] | None:
    """Return what makes a page another kind, or None where the address leads outside."""
    parts = urlsplit(address)
    with client.application.test_request_context(address) as context:
        rule = context.request.url_rule
        values = dict(context.request.view_args or {})
    if rule is None or rule.endpoint == "static":
        return None
    chosen = (f"{name}={value}" for name, value in values.items() if name not in SAME_KIND)
    asked = (name for name, _ in parse_qsl(parts.query) if name not in {"language", "at", "shown"})
    return (rule.endpoint, *sorted(chosen), *sorted(asked))
