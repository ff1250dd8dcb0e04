"""An organiser at the desk: fills in whatever a step asks for, by the fields that stand on it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

from tests.browser import follow

__all__ = ["fill_step", "typed"]

KNOWN = {"email": "name@example.org", "country": "BY", "date": "2021-07-14", "number": "23"}
LEFT = re.compile(r"author|slug|source|date|people\[\d+\]\.id|options\..*")
"""What has a value already, or is chosen and not written."""


def typed(name: str) -> str:
    """Return words of our own for a field, another in each language and for each item.

    They are letters alone: no language's typography changes them, and no line is broken in them.
    """
    return "W" + re.sub(r"[^a-z]", "", name.translate(str.maketrans("123456789", "abcdefghi")))


def fill_step(page: Page) -> dict[str, str]:
    """Add one item to each list, fill in every field, tick a sentence; return what was typed."""
    for name in _buttons(page, "add:"):
        _press(page, name)
        # A new item may ask for a choice before it can be stored.
        _choose(page)
    _choose(page)
    for box in page.locator("[name='phrases'], [name='tick']").all()[:2]:
        box.check()
    for box in page.locator("[name$='.confirmed']").all():
        box.check()
    return dict(filter(None, map(_fill, page.locator(FIELDS).all())))


FIELDS = (
    "#edit input:not([type=hidden], [type=checkbox], [type=file]), #edit textarea:not([hidden])"
)


def _buttons(page: Page, start: str) -> list[str]:
    buttons = page.locator(f"[name='do'][value^='{start}']").all()
    return [str(button.get_attribute("value")) for button in buttons]


def _press(page: Page, value: str) -> None:
    follow(page.locator(f"[name='do'][value='{value}']").first)


def _choose(page: Page) -> None:
    """Choose the first of the possibilities where nothing was chosen yet."""
    for choice in page.locator("#edit select").all():
        if not choice.input_value() and ".language" not in str(choice.get_attribute("name")):
            choice.select_option(index=1)


def _fill(field: Locator) -> tuple[str, str] | None:
    name = str(field.get_attribute("name"))
    if LEFT.fullmatch(name):
        return None
    kind = field.get_attribute("type") or field.get_attribute("inputmode") or ""
    known = {"date": KNOWN["date"], "numeric": KNOWN["number"]}
    last = re.sub(r"\[\d+\]", "", name).rpartition(".")[2]
    words = known.get(kind) or KNOWN.get(last) or typed(name)
    field.fill(words)
    return (name, words) if words == typed(name) else None
