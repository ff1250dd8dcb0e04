"""Every place of the model that takes a text, found by its types: a new field is here at once."""

from __future__ import annotations

import base64
import copy
import dataclasses
import datetime
import io
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from PIL import Image

from advocacy.campaigns.model import Campaign, Forms
from advocacy.campaigns.rules import rule_of

__all__ = ["FIELDS", "KEYS", "MINIMAL", "Field", "shown"]

Step = str | int
Path = tuple[Step, ...]

LANGUAGE, NAME, FORM = "en", "name", "gen"
SAMPLES: Mapping[Any, Any] = {int: 1, datetime.date: "2021-07-14"}
MINIMAL: Mapping[str, Any] = {
    "slug": "x",
    "appeal": "joint-statement",
    "source": LANGUAGE,
    "languages": [LANGUAGE],
    "date": "2021-07-14",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A place for a text; ``free`` takes any words, ``lines`` several lines, ``key`` is a name."""

    path: Path
    free: bool
    lines: bool = False
    longest: int = 0

    def __str__(self) -> str:
        return shown(self.path)

    def data(self, text: str, *, as_key: bool = False) -> dict[str, Any]:
        """Return a whole campaign with this text in this place, or as the name of this place."""
        whole: dict[str, Any] = copy.deepcopy(dict(MINIMAL))
        if self.path[0] == "languages":
            whole["languages"] = []
        here: Any = whole
        kind: Any = Campaign
        for step, following in zip(self.path, (*self.path[1:], None), strict=True):
            kind = _below(kind, step, following)
            last = following is None
            if last and as_key:
                here[text] = "words"
            elif isinstance(step, int):
                here.append(text if last else _empty(kind, following))
                here = here[-1]
            else:
                here[step] = text if last else here.get(step) or _empty(kind, following)
                here = here[step]
        return whole


def shown(path: Path) -> str:
    """Write a place as messages do: ``people[1].name.en``."""
    words = [f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(words).removeprefix(".")


def _fields(kind: type, path: Path = ()) -> Iterator[Field]:
    for name, hint in get_type_hints(kind).items():
        rule = rule_of(kind.__name__, name)
        for place in _places(hint, (*path, name)):
            if isinstance(place, Field):
                yield place
            else:
                free = rule.check is None and name != "data"
                yield Field(place, free, rule.lines, rule.longest)


def _places(hint: Any, path: Path) -> Iterator[Path | Field]:
    """Yield where a text stands in a value of this type."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint is str:
        yield path
    elif hint is Forms:
        yield Field((*path, FORM), free=True, longest=1_000)
    elif dataclasses.is_dataclass(hint) and isinstance(hint, type):
        yield from _fields(hint, path)
    elif hint is datetime.date or origin is Literal:
        yield Field(path, free=False)
    elif origin is tuple:
        yield from _places(inner[0], (*path, 0))
    elif origin is not None and _is_mapping(origin):
        key = NAME if path in {("facts",), ("texts",), ("basis",), ("former",)} else LANGUAGE
        yield from _places(inner[1], (*path, key))
    elif origin in {Union, types.UnionType}:
        # A fact that is no date is a text: the date takes any words as such.
        wanted = [one for one in inner if one not in {int, types.NoneType, datetime.date}]
        for one in wanted:
            yield from _places(one, path)


def _is_mapping(origin: Any) -> bool:
    """Tell whether a generic type is a mapping."""
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _below(kind: Any, step: Step, following: Step | None) -> Any:
    """Return the type that stands at a step below a type."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind is not Forms:
        kind = get_type_hints(kind)[str(step)]
    elif get_args(kind):
        inner = get_args(kind)
        kind = inner[0] if get_origin(kind) is tuple else inner[-1]
    if get_origin(kind) in {Union, types.UnionType}:
        fits = [one for one in get_args(kind) if (get_origin(one) is tuple) == (following == 0)]
        kind = next((one for one in fits if get_origin(one)), str)
    return kind


def _empty(kind: Any, following: Step | None) -> Any:
    """Return a container of a type, with what it cannot be without."""
    if isinstance(following, int):
        return []
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
        return {}
    hints = get_type_hints(kind)
    missing = dataclasses.MISSING
    required = [
        field.name
        for field in dataclasses.fields(kind)
        if field.default is missing and field.default_factory is missing
    ]
    return {name: _sample(name, hints[name]) for name in required}


def _sample(name: str, hint: Any) -> Any:
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if hint in SAMPLES:
        return SAMPLES[hint]
    if hint is str:
        return _picture() if name == "data" else "x"
    return {}


def _picture() -> str:
    made = io.BytesIO()
    Image.new("L", (1, 1)).save(made, "PNG")
    return base64.b64encode(made.getvalue()).decode()


FIELDS = tuple(_fields(Campaign))
KEYS = tuple(field for field in FIELDS if field.path[-1] in {LANGUAGE, NAME, FORM})
"""Those whose last step is a name that a file can choose."""
