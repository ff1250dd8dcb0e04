"""A visitor of a real server: what `tests.web.forms` needs of a client, over a real socket."""

from __future__ import annotations

import http.client
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

__all__ = ["Answer", "RemoteClient"]

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, with the names that Flask's test client uses."""

    status_code: int
    headers: Mapping[str, str]
    data: bytes
    path: str
    history: tuple[Any, ...] = ()
    request: Any = field(init=False)

    def __post_init__(self) -> None:
        request = SimpleNamespace(path=self.path, environ={"wsgi.input": io.BytesIO()})
        object.__setattr__(self, "request", request)

    @property
    def text(self) -> str:
        """The answer as text."""
        return self.data.decode("utf-8", errors="replace")

    @property
    def mimetype(self) -> str:
        """The media type, without its encoding."""
        return self.headers.get("content-type", "").partition(";")[0]

    def get_data(self, *, as_text: bool) -> str | bytes:
        """Return the answer, as Flask does."""
        return self.text if as_text else self.data


class RemoteClient:
    """One browser without scripts: it keeps its cookies and follows where it is led."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = str(parts.hostname), int(parts.port or 80)
        self._cookies: dict[str, str] = {}

    def get(
        self, path: str, *, headers: Mapping[str, str] | None = None, follow_redirects: bool = True
    ) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, b"", dict(headers or {}), follow=follow_redirects)

    def post(
        self,
        path: str,
        *,
        data: Mapping[str, Sequence[Any]],
        headers: Mapping[str, str] | None = None,
        follow_redirects: bool = True,
    ) -> Answer:
        """Send a form."""
        form = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        body = urlencode(data, doseq=True).encode()
        return self._ask("POST", path, body, form, follow=follow_redirects)

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str], *, follow: bool
    ) -> Answer:
        answer = self._once(method, path, body, headers)
        while follow and answer.status_code in {301, 302, 303, 308}:
            there = urlsplit(urljoin(f"http://host{path}", answer.headers["location"]))
            path = there.path + (f"?{there.query}" if there.query else "")
            answer = self._once("GET", path, b"", {})
        return answer

    def _once(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        sent = {**headers, **({"Cookie": cookies} if cookies else {})}
        connection = http.client.HTTPConnection(self._host, self._port, timeout=SECONDS)
        try:
            connection.request(method, path, body or None, sent)
            answer = connection.getresponse()
            data = answer.read()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self._cookies |= {name: one.value for name, one in SimpleCookie(cookie).items()}
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, data, path.partition("?")[0])
