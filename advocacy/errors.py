"""Every step can fail: one family of errors whose messages a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = [
    "AdvocacyError",
    "CampaignError",
    "Message",
    "NotReadyError",
    "PluginError",
    "Problem",
    "RefusedError",
    "ResourceError",
    "UnknownNameError",
    "WordingError",
    "message",
]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with a stable key, so that an interface can say it in the reader's language.

    ``text`` is the English sentence; ``{name}`` in it is filled from ``values``, among which may be
    messages.
    """

    key: str
    text: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        return fill(self.text, self.values)

    def __reduce__(self) -> tuple[Callable[..., Message], tuple[str, str, dict[str, object]]]:
        # Messages travel between processes; a read-only mapping cannot.
        return _received, (self.key, self.text, dict(self.values))

    def translated(self, gettext: Callable[[str, str], str]) -> str:
        """Say the sentence with ``gettext(key, english)``; a translation that breaks falls back."""
        values = {
            name: value.translated(gettext) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        try:
            return gettext(self.key, self.text).format_map(values)
        except (KeyError, IndexError, ValueError):
            return str(self)


def fill(text: str, values: Mapping[str, object]) -> str:
    """Fill ``{name}`` in a sentence of ours."""
    return text.format_map(values)


def message(key: str, text: str, /, **values: object) -> Message:
    """Make a message; the extraction of wording for translators looks for calls of this name."""
    return Message(key, text, MappingProxyType(values))


def _received(key: str, text: str, values: dict[str, object]) -> Message:
    return Message(key, text, MappingProxyType(values))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend and its place.

    ``where`` is a path in the campaign (``addressees[2].office.de``, counted from one), a
    ``file:line``, or empty when the whole is meant.
    """

    where: str
    message: Message
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else str(self.message)


class AdvocacyError(Exception):
    """Base of all errors of this program; ``problems`` lists everything that was found."""

    def __init__(self, message: Message, problems: Iterable[Problem] = ()) -> None:
        self.message = message
        self.problems = tuple(problems)
        super().__init__(message, self.problems)

    def __str__(self) -> str:
        return "\n".join([str(self.message), *(f"  {problem}" for problem in self.problems)])


class CampaignError(AdvocacyError):
    """A campaign file or its data cannot be read; ``problems`` names every wrong place."""


class NotReadyError(AdvocacyError):
    """A language version cannot be rendered yet; ``problems`` says what is missing."""


class RefusedError(AdvocacyError):
    """Input is too large, too strange or dangerous, and was not taken."""


class ResourceError(AdvocacyError):
    """A locale, recipe or phrase file is broken; ``problems`` carry ``file:line``."""


class UnknownNameError(AdvocacyError):
    """A language, format, appeal type or campaign of that name does not exist."""


class WordingError(AdvocacyError):
    """A sentence cannot be made, for instance because a name lacks the form it needs."""


class PluginError(AdvocacyError):
    """A plugin failed; raised only under the strict setting, else kept as a problem."""
