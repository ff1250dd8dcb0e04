"""What a form brought: its fields go into the campaign's plain data, each by its path."""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import NoneType
from typing import Any, get_origin

from werkzeug.datastructures import MultiDict

from advocacy.appeals.recipe import Recipe
from advocacy.errors import Problem, message
from advocacy.store.paths import Path, parse, value_at
from advocacy.store.values import Data
from advocacy.web.countries import code_of
from advocacy.web.shape import Shape, UnknownPlaceError, shape_at

__all__ = ["SEEN", "others_words", "prune", "put", "read_posted"]

SEEN = "seen"
"""Names the boxes that were on the page: a browser does not send those that are not ticked."""
MOST_ITEMS = 2_000

Table = dict[str, Any]


def read_posted(
    data: Data, form: MultiDict[str, str], recipe: Recipe, language: str
) -> tuple[Table, tuple[Problem, ...]]:
    """Return the data with the form's fields in it, and what cannot be what it should.

    ``language`` is the interface's: names of countries may be typed in it.

    Fields that the model does not know are passed over: a form also brings tokens and buttons.
    """
    changed: Table = copy.deepcopy(dict(data))
    problems: list[Problem] = []
    names = dict.fromkeys([*form.getlist(SEEN), *form])
    for name, path, shape in _places(names, recipe):
        if shape.typed and not _is_far(path):
            value, problem = _value(form.getlist(name), shape, language)
            if isinstance(value, list):
                value = _in_old_order(value, value_at(data, path) or ())
            problems += [Problem(name, problem)] if problem else []
            put(changed, path, value)
    return prune(changed), tuple(problems)


def others_words(
    mine: Data, stored: Data, names: Iterable[str], recipe: Recipe
) -> dict[str, str] | None:
    """Return the fields of a form whose words somebody else has changed, with the new words.

    None where putting in words is not enough: items came or went, or a box is ticked now.
    """
    fresh: dict[str, str] = {}
    for name, path, shape in _places(names, recipe):
        if _lengths(mine, path) != _lengths(stored, path):
            return None
        before, after = value_at(mine, path), value_at(stored, path)
        if before != after and shape.typed:
            if shape.hint is bool or not isinstance(after, (str, NoneType)):
                return None
            fresh[name] = after or ""
    return fresh


def _places(names: Iterable[str], recipe: Recipe) -> Iterator[tuple[str, Path, Shape]]:
    """Yield the fields of a form that stand for a place of the campaign, with what fits there."""
    for name in names:
        try:
            path = parse(name)
            shape = shape_at(path, recipe)
        except (ValueError, UnknownPlaceError):
            continue
        yield name, path, shape


def _lengths(data: Data, path: Path) -> list[int]:
    """Return how long the lists on the way to a place are."""
    lists = [path[:place] for place, step in enumerate(path) if isinstance(step, int)]
    return [len(value_at(data, one) or ()) for one in lists]


def put(data: Table, path: Path, value: Any) -> None:
    """Set a value, making the tables and lists on the way; None takes it away."""
    here: Any = data
    for step, following in pairwise(path):
        fresh: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            _lengthen(here, step)
            here[step] = here[step] or fresh
        elif not isinstance(here.get(step), type(fresh)):
            here[step] = fresh
        here = here[step]
    last = path[-1]
    if isinstance(last, int):
        _lengthen(here, last)
        here[last] = value
    elif value is None:
        here.pop(last, None)
    else:
        here[last] = value


def prune(data: Table) -> Table:
    """Take away empty texts, tables and lists; an empty item of a list stays an item."""
    pruned = {key: _pruned(value) for key, value in data.items()}
    return {key: value for key, value in pruned.items() if not _empty(value)}


def _pruned(value: Any) -> Any:
    if isinstance(value, Mapping):
        return prune(dict(value))
    if isinstance(value, list):
        return [_pruned(item) for item in value]
    return value


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, (str, Mapping, Sequence)) and not value)


def _lengthen(here: list[Any], index: int) -> None:
    """Make room for an item; a form names its items one after the other."""
    here.extend({} for _ in range(index + 1 - len(here)))


def _is_far(path: Path) -> bool:
    """Whether an index is so high that only a forged form can name it."""
    return any(isinstance(step, int) and step >= MOST_ITEMS for step in path)


def _value(values: list[str], shape: Shape, language: str) -> tuple[Any, Any]:
    """Turn what was posted into the kind of value that belongs there, or say why it cannot be."""
    hint = shape.hint
    if hint is bool:
        return "yes" in values, None
    if get_origin(hint) is tuple:
        return _ticked(values), None
    text = _normal(values[-1]) if values else ""
    return _read(text, shape, language) if text else (None, None)


def _read(text: str, shape: Shape, language: str) -> tuple[Any, Any]:
    if shape.hint is int or (shape.choices and isinstance(shape.choices[-1], int)):
        return _number(text)
    if shape.hint is datetime.date:
        return _date(text)
    if shape.owner.endswith(".country"):
        return _country(text, language)
    return text, None


def _in_old_order(ticked: list[str], before: Sequence[str]) -> list[str]:
    """Keep the order that a list had; what was ticked now comes last."""
    kept = [one for one in before if one in ticked]
    return [*kept, *(one for one in ticked if one not in kept)]


def _ticked(values: Iterable[str]) -> list[str]:
    return [one for one in dict.fromkeys(values) if one]


def _normal(text: str) -> str:
    """Line ends as the model has them; space around a field is nobody's intention."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \n\t")


def _number(text: str) -> tuple[Any, Any]:
    digits = re.sub(r"[ \u00a0\u202f.,'’](?=\d{3}\b)", "", text)
    if re.fullmatch(r"\d{1,9}", digits):
        return int(digits), None
    return text, message("form.number", "This has to be a whole number, as 23.")


def _country(text: str, language: str) -> tuple[Any, Any]:
    code = code_of(text, language)
    if re.fullmatch("[A-Z]{2}", code):
        return code, None
    return text, message(
        "form.country",
        "No country of this name is known. Please choose one from the list, or leave it empty.",
    )


def _date(text: str) -> tuple[Any, Any]:
    try:
        return datetime.date.fromisoformat(text).isoformat(), None
    except ValueError:
        return text, message("form.date", "This has to be a date, as 2021-07-14.")
