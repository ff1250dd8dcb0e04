"""The plugins page: what there is, where it comes from, and what is broken, with its traceback."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, render_template

from advocacy.errors import UnknownNameError, message
from advocacy.plugin_manager import PluginInfo
from advocacy.web.access import Need, needs
from advocacy.web.desk import desk
from advocacy.web.wording import pgettext

__all__ = ["blueprint"]

blueprint = Blueprint("plugins", __name__)


@blueprint.get("/plugins")
@needs(Need.ACCOUNT)
def index() -> str:
    """Show the formats, every plugin, and what is broken among recipes, phrases and languages."""
    workshop = desk().workshop
    return render_template(
        "plugins/index.html",
        formats=workshop.formats,
        plugins=[(info, _origin(info)) for info in workshop.plugins.plugins],
        # Asked for after the plugins, since other requests add to it; a problem keeps its place.
        all_problems=workshop.plugins.problems,
        problems=workshop.problems,
    )


@blueprint.get("/plugins/problems/<int:number>")
@needs(Need.LOCAL)
def problem(number: int) -> str:
    """Show where a plugin failed: the traceback, for its author."""
    problems = desk().workshop.plugins.problems
    if not 1 <= number <= len(problems):
        raise UnknownNameError(
            message("plugins.no_problem", "There is no problem number {number}.", number=number)
        )
    return render_template("plugins/problem.html", problem=problems[number - 1])


def _origin(info: PluginInfo) -> str:
    """Say where a plugin comes from, without the folders of this machine."""
    if info.origin == "bundled":
        return pgettext("plugins.bundled", "comes with the program")
    if info.origin == "folder":
        file = Path(info.location).name
        return pgettext("plugins.folder", "file {name} in a plugins folder", name=file)
    return pgettext("plugins.package", "installed package {name}", name=info.location)
