"""A browser without scripts: pages are read as HTML, forms are sent as a browser sends them."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse


class Page:
    """One page that was answered, with what a person can do on it."""

    def __init__(self, client: FlaskClient, response: TestResponse) -> None:
        self.client, self.response = client, response
        self.status = response.status_code
        self.address = response.request.path
        page = response.text if response.mimetype == "text/html" else ""  # not that of a file
        self.tree = html.fromstring(page or "<html></html>")

    @property
    def words(self) -> str:
        """All words of the page, with single spaces."""
        main = self.tree.xpath("//main") or [self.tree]
        return " ".join(main[0].text_content().split())

    def all(self, query: str) -> list[Any]:
        """Find elements by XPath."""
        return list(self.tree.xpath(query))

    def one(self, query: str) -> Any:
        """Find the only element of its kind."""
        [found] = self.tree.xpath(query)
        return found

    def value(self, name: str) -> str:
        """Return what is in a field."""
        field = self.one(f"//*[@name='{name}' and not(@type='hidden')]")
        return field.value or ""

    def error(self, name: str) -> str:
        """Return the mistake that is tied to a field for whoever cannot see it stand there."""
        field = self.one(f"//*[@name='{name}' and @aria-invalid='true']")
        ids = field.get("aria-describedby").split()
        return " ".join(
            self.one(f"//*[@id='{one}']").text_content() for one in ids if "error" in one
        )

    def open(self, address: str) -> Page:
        """Follow a link."""
        return Page(self.client, self.client.get(address, follow_redirects=True))

    def link(self, words: str) -> Page:
        """Follow the link with these words."""
        return self.open(self.one(f"//main//a[normalize-space()='{words}']").get("href"))

    def press(self, value: str = "save", form: str = "//form[@id='edit']", **options: Any) -> Page:
        """Press the button with a value, after filling in ``fill``, ``tick`` and ``untick``."""
        found = self.one(form)
        fields = [
            pair
            for pair in _fields(found, options.get("tick", ()), options.get("untick", ()))
            if pair[0] not in options.get("fill", {})
        ]
        fields += list(options.get("fill", {}).items())
        if value:
            fields.append(("do", value))
        data: dict[str, list[Any]] = {}
        for name, content in fields:
            # As a browser sends line ends, whatever the page had.
            data.setdefault(name, []).append(content.replace("\r\n", "\n").replace("\n", "\r\n"))
        data.update({name: [content] for name, content in options.get("files", {}).items()})
        response = self.client.post(
            found.get("action") or self.address,
            data=data,
            headers=options.get("headers", {}),
            follow_redirects=options.get("follow", True),
        )
        for answer in (*response.history, response):
            answer.request.environ["wsgi.input"].close()  # a large form lies in a file until then
        return Page(self.client, response)


def _fields(form: Any, tick: Any, untick: Any) -> list[tuple[str, str]]:
    """Return what a browser sends of a form: no buttons, no boxes without a tick."""
    found = []
    for field in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        name, kind = field.get("name"), field.get("type", "")
        if kind in {"checkbox", "radio"}:
            wanted = field.get("checked") is not None or field.get("value") in tick
            if wanted and field.get("value") not in untick and field.get("disabled") is None:
                found.append((name, field.get("value")))
        elif kind not in {"submit", "file"}:
            text = field.value or ""
            found.append((name, text.removeprefix("\n") if field.tag == "textarea" else text))
    return found
