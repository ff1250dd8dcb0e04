"""The addresses of an application, found by its URL map, so that a new page is tried at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Flask, url_for
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from advocacy.web.steps import STEPS

__all__ = ["VALUES", "addresses", "get_addresses", "is_public", "value_of"]

VALUES: dict[str, Any] = {
    "tag": "en", "format_name": "text", "version": 1, "number": 1,
    "filename": "style.css", "token": "forged", "appeal": "joint-statement", "group": "woman",
}  # fmt: skip
"""Values of the variable parts that lead somewhere; parts that are not named here get 1 or “x”."""


def addresses(app: Flask, slug: str, method: str) -> Iterator[str]:
    """Yield an address for every route of a method, with a campaign's name in its place."""
    kinds = {"kind": "joint-statement", "slug": slug, "name": slug, **VALUES}
    with app.test_request_context(base_url=f"http://{app.config['TRUSTED_HOSTS'][0]}"):
        for rule in app.url_map.iter_rules():
            if method in (rule.methods or ()):
                values = {name: value_of(rule, name, kinds) for name in rule.arguments}
                for step in STEPS if "step" in values else ():
                    yield url_for(rule.endpoint, **{**values, "step": step.id})
                if "step" not in values:
                    yield url_for(rule.endpoint, **values)


def is_public(address: str) -> bool:
    """Whether a page is for everybody, once a campaign is opened to the public; else it is 404."""
    return address.startswith(("/sign/", "/act/"))


def get_addresses(app: Flask, slug: str) -> list[str]:
    """Return an address for every page and file."""
    return list(addresses(app, slug, "GET"))


def value_of(rule: Rule, name: str, known: dict[str, Any]) -> object:
    """Return what stands in an address for a variable part of its rule."""
    converter = rule._converters[name]  # werkzeug shows them in no other way
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return known.get(name, 1 if isinstance(converter, IntegerConverter) else "x")
