"""A real Chromium that fails the test for what a person would not see.

A request that leaves the page's own origin, an error in the console, an exception in a script and
a blocked resource are failures, whatever the test itself looks at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests import tools

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BY_LOOK = ("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block")
"""The rules of axe-core whose answer depends on width and colours; the others are asked once."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium with a fresh profile."""
    # Chromium refuses its sandbox to root; the pages are our own.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=tools.find("chromium"), args=["--no-sandbox"] if root else []
        )
        yield browser
        browser.close()


@contextmanager
def watched_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """Open a page in a context of its own; complaints gather and fail at the end."""
    context = browser.new_context(**{"locale": "en-GB", "accept_downloads": True, **options})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: _console(message.type, message.text, complaints))
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    context.on("request", lambda request: _foreign(request.url, complaints))
    try:
        yield page
    finally:
        context.close()
    assert complaints == []


def follow(control: Locator) -> None:
    """Click a link or a button, and wait until the page that it leads to is there.

    A click alone comes back before the old page is gone, and what is read then is the old page's.
    """
    with control.page.expect_navigation(wait_until="domcontentloaded"):
        control.click()


def accessibility_failures(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Ask axe-core for WCAG 2.2 AA, or for some rules; a line for each place that breaks one."""
    page.wait_for_load_state("load")  # sizes and colours are those of the style sheet
    if not page.evaluate("'axe' in window"):
        axe = tools.node_module("axe-core/axe.min.js").read_text(encoding="utf-8")
        # Evaluated by the debugger's door: the page's own content security policy stays in force.
        page.evaluate(axe)
    # Only what breaks a rule is described in full: the rest of the report costs as much again.
    options = {"runOnly": list(rules) or TAGS, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']}: {node['html']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """Name what is wider than the window."""
    found: list[str] = page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth ? [] : "
        "[...document.querySelectorAll('main *')].filter(e => "
        "e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))"
    )
    return found


def _console(kind: str, text: str, complaints: list[str]) -> None:
    # A status such as 404 is logged as an error too; tests ask for such pages on purpose.
    if kind in {"error", "warning"} and "Failed to load resource" not in text:
        complaints.append(f"{kind}: {text}")


def _foreign(url: str, complaints: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"data", "blob", "about"} and parts.hostname != "127.0.0.1":
        complaints.append(f"request to {url}")
