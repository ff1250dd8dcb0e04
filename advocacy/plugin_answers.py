"""What plugins may answer: each hook's answer is checked before the program relies on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import click

from advocacy.document import Document
from advocacy.errors import Message, PluginError, Problem, message
from advocacy.hookspecs import Page
from advocacy.writer import Format

if TYPE_CHECKING:
    from flask import Blueprint
    from werkzeug.routing import Rule

__all__ = ["Answer", "commands", "document", "folders", "formats", "pages", "problems", "rules"]

T = TypeVar("T")

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LABEL = re.compile(r".*\S.*")
EXTENSION = re.compile(r"[a-z0-9]+(\.[a-z0-9]+)*")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*(; ?charset=[a-z0-9-]+)?")


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """The part of an answer that can be used, and why the rest cannot."""

    accepted: tuple[T, ...] = ()
    refused: tuple[Message, ...] = ()


def formats(answer: object) -> Answer[Format]:
    """Accept formats that are named and described as a file needs it."""
    return _each(answer, Format, _format_fault)


def folders(answer: object) -> Answer[Path]:
    """Accept absolute paths of folders that exist."""
    return _each(answer, Path, _folder_fault)


def problems(answer: object) -> Answer[Problem]:
    """Accept findings about a campaign."""
    return _each(answer, Problem, _problem_fault)


def pages(answer: object) -> Answer[Page]:
    """Accept pages whose menu entry leads into their own blueprint."""
    return _each(answer, Page, _page_fault)


def commands(answer: object) -> Answer[click.Command]:
    """Accept click commands that have a name."""
    return _each(answer, click.Command, _command_fault)


def document(answer: object) -> Document:
    """Accept a document all of whose text can be read; raises PluginError."""
    if not isinstance(answer, Document):
        raise PluginError(_wrong_type("Document", answer))
    # A block of a foreign kind, or a list where a text belongs, shows here and not in a writer.
    if not all(isinstance(line, str) for line in answer.lines()):
        raise PluginError(message("plugin.text", "The document has a text that is not a string."))
    return answer


def _each(answer: object, kind: type[T], fault: Callable[[T], Message | None]) -> Answer[T]:
    if not isinstance(answer, list | tuple):
        return Answer(refused=(_wrong_type(f"list of {kind.__name__}", answer),))
    accepted: list[T] = []
    refused: list[Message] = []
    for item in answer:
        reason = fault(item) if isinstance(item, kind) else _wrong_type(kind.__name__, item)
        if reason is None:
            accepted.append(item)
        else:
            refused.append(reason)
    return Answer(tuple(accepted), tuple(refused))


def _wrong_type(expected: str, got: object) -> Message:
    return message(
        "plugin.answer",
        "The answer should be: {expected}. It is: {got}.",
        expected=expected,
        got=type(got).__name__,
    )


def _format_fault(item: Format) -> Message | None:
    for field, value, pattern in (
        ("name", item.name, NAME),
        ("label", item.label, LABEL),
        ("extension", item.extension, EXTENSION),
        ("media_type", item.media_type, MEDIA_TYPE),
    ):
        if not (isinstance(value, str) and pattern.fullmatch(value)):
            return _field_fault(field, value)
    return _writer_fault(item.name, item.writer)


def _writer_fault(format_name: str, writer: object) -> Message | None:
    if not callable(writer):
        return _field_fault("writer", writer)
    missing = sorted(getattr(writer, "__abstractmethods__", ()))
    if not missing:
        return None
    return message(
        "plugin.incomplete",
        "The writer of the format “{format}” lacks: {methods}.",
        format=format_name,
        methods=", ".join(missing),
    )


def _field_fault(field: str, value: object) -> Message:
    return message(
        "plugin.format-field",
        "A format cannot have the {field} {value}.",
        field=field,
        value=repr(value),
    )


def _folder_fault(item: Path) -> Message | None:
    if item.is_absolute() and item.is_dir():
        return None
    return message(
        "plugin.folder", "{folder} is not the absolute path of a folder.", folder=str(item)
    )


def _problem_fault(item: Problem) -> Message | None:
    return None if isinstance(item.message, Message) else _wrong_type("Message", item.message)


def _page_fault(item: Page) -> Message | None:
    # Told by what it can do: flask is too slow to import for one check.
    if not callable(getattr(item.blueprint, "register", None)):
        return _wrong_type("flask.Blueprint", item.blueprint)
    # A link without values can lead there.
    views = {rule.endpoint for rule in rules(item.blueprint) if not rule.arguments}
    if not item.label or item.endpoint in views:
        return None
    return message(
        "plugin.endpoint",
        "The menu entry leads to “{endpoint}”. The blueprint has these views without arguments: "
        "{views}.",
        endpoint=item.endpoint,
        views=", ".join(sorted(views)) or "–",
    )


def rules(blueprint: Blueprint) -> tuple[Rule, ...]:
    """Return the addresses of a blueprint with their views, as in an app of its own."""
    from flask import Flask  # noqa: PLC0415 - slow, and imported by whoever has a blueprint

    alone = Flask(blueprint.name, static_folder=None)
    alone.register_blueprint(blueprint)
    return tuple(alone.url_map.iter_rules())


def _command_fault(item: click.Command) -> Message | None:
    return None if item.name else message("plugin.command", "A command has no name.")
