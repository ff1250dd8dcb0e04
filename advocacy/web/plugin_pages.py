"""Pages of plugins enter: what is wrong with one costs its plugin that page, and nobody else."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any, cast

from flask import Flask, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from advocacy.errors import AdvocacyError, PluginError, message
from advocacy.hookspecs import Page
from advocacy.plugin_answers import rules
from advocacy.plugin_manager import PluginManager
from advocacy.plugin_problems import EndedError, failure
from advocacy.plugin_time import at_most
from advocacy.web import access

__all__ = ["install"]

VALUE = re.compile(r"<[^>]*>")


def install(app: Flask, plugins: PluginManager, *, seconds: float) -> None:
    """Register the pages of plugins, after all others, and give the templates the menu entries.

    A view may take so many seconds.
    """
    entries: list[tuple[str, str]] = []
    for plugin, page in plugins.pages():
        before = set(app.view_functions)
        try:
            _register(app, page)
        except PluginError as error:
            plugins.note(plugin, error.message, error=error)
            continue
        for endpoint in app.view_functions.keys() - before:
            app.view_functions[endpoint] = _guarded(
                plugins, plugin, app.view_functions[endpoint], seconds
            )
        if page.label:
            entries.append((page.label, page.endpoint))
    app.add_template_global(lambda: tuple(entries), "plugin_pages")


def _register(app: Flask, page: Page) -> None:
    """Register one blueprint whole, or raise PluginError before anything of it is in the app."""
    name = page.blueprint.name
    if name in app.blueprints:
        raise PluginError(
            message("plugin.page-name", "There is another blueprint “{name}”.", name=name)
        )
    for address in (rule.rule for rule in rules(page.blueprint)):
        if _taken(app, address):
            raise PluginError(
                message(
                    "plugin.page-taken",
                    "The address {address} belongs to another page; give the blueprint another "
                    "url_prefix.",
                    address=address,
                )
            )
    app.register_blueprint(page.blueprint)
    access.allow(app, name, access.Need.ACCOUNT)


def _taken(app: Flask, address: str) -> bool:
    example = VALUE.sub("1", address)
    # To a person an address with a stroke at its end and one without are the same.
    return any(_leads_somewhere(app, path) for path in {example, example.rstrip("/") or "/"})


def _leads_somewhere(app: Flask, path: str) -> bool:
    try:
        app.url_map.bind("localhost").match(path)
    except NotFound:
        return False
    except (MethodNotAllowed, RequestRedirect):
        return True
    return True


def _guarded(
    plugins: PluginManager, plugin: str, view: Callable[..., Any], seconds: float
) -> Callable[..., Any]:
    """Let a view of a plugin fail, or take too long, in one sentence that names the plugin."""

    @functools.wraps(view)
    def guarded(**values: Any) -> Any:
        try:
            with at_most(request.path, seconds=seconds):
                return view(**values)
        except EndedError as error:
            reason, cause = error.message, cast("BaseException", error)
        except (AdvocacyError, HTTPException):
            raise
        except (Exception, SystemExit) as error:  # noqa: BLE001 - strangers' code
            reason, cause = failure(request.path, error), error
        plugins.note(plugin, reason, error=cause)
        raise PluginError(
            message(
                "plugin.page-failed",
                "The plugin “{plugin}” could not show this page. {reason}",
                plugin=plugin,
                reason=reason,
            )
        ) from cause

    return guarded
