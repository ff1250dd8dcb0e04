"""The tables of bad inputs: every entrance has its part, and there are hundreds of cases."""

from __future__ import annotations

from tests.hostile.bad_campaigns import BROKEN, WRONG
from tests.hostile.bad_commands import COMMANDS
from tests.hostile.bad_files import FILES
from tests.hostile.bad_folders import LOCALES, PLUGINS, RECIPES
from tests.hostile.bad_requests import ADDRESSES, FORMS, HEADERS, METHODS

ENTRANCES = {
    "campaign file": (BROKEN, WRONG),
    "uploads": (FILES,),
    "addresses, headers, forms and methods": (ADDRESSES, HEADERS, FORMS, METHODS),
    "command line": (COMMANDS,),
    "languages, appeal types and plugins": (LOCALES, RECIPES, PLUGINS),
}


def test_there_are_three_hundred_bad_inputs_and_each_entrance_has_its_part() -> None:
    counts = {name: sum(map(len, tables)) for name, tables in ENTRANCES.items()}
    assert min(counts.values()) >= 40, counts
    assert sum(counts.values()) >= 300, counts
