"""What plugins did wrong, kept beside their names, so that everything else works on."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from advocacy.errors import AdvocacyError, Message, PluginError, message

__all__ = ["EndedError", "FailedElsewhereError", "PluginProblem", "ProblemLog"]


class EndedError(PluginError):
    """A plugin did not come back, and was ended."""

    @classmethod
    def after(cls, step: str, seconds: float) -> EndedError:
        """Say that a step took longer than it may."""
        return cls(
            message(
                "plugin.ended",
                "{step} took longer than {seconds} seconds and was ended.",
                step=step,
                seconds=f"{seconds:g}",
            )
        )


class FailedElsewhereError(Exception):
    """What a plugin raised in another process; an exception of its own may not travel."""

    def __init__(self, kind: str, words: str, trace: str) -> None:
        super().__init__(kind, words, trace)
        self.kind, self.words, self.trace = kind, words, trace

    @classmethod
    def of(cls, error: BaseException) -> FailedElsewhereError:
        """Describe an exception in words that travel."""
        return cls(type(error).__name__, _first_line(error), _trace(error))

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class PluginProblem:
    """One thing a plugin did wrong; ``traceback`` is empty where no exception was raised.

    A warning leaves the plugin's offer in place.
    """

    plugin: str
    message: Message
    traceback: str = ""
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.plugin}: {self.message}"


class ProblemLog:
    """All problems in the order they were met; the same one is kept once.

    Under the strict setting a problem that is not a warning is raised as a PluginError.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self._problems: dict[tuple[str, str], PluginProblem] = {}
        # Transforms and checks run in the server's threads.
        self._lock = threading.Lock()

    def all(self) -> tuple[PluginProblem, ...]:
        """Return every problem."""
        with self._lock:
            return tuple(self._problems.values())

    def of(self, plugin: str) -> tuple[PluginProblem, ...]:
        """Return the problems of one plugin."""
        return tuple(problem for problem in self.all() if problem.plugin == plugin)

    def add(
        self,
        plugin: str,
        reason: Message,
        *,
        error: BaseException | None = None,
        warning: bool = False,
    ) -> None:
        """Keep a problem, or raise it under the strict setting."""
        trace = _trace(error) if error else ""
        problem = PluginProblem(plugin, reason, trace, warning)
        with self._lock:
            self._problems.setdefault((plugin, str(reason)), problem)
        if self.strict and not warning:
            raise PluginError(_named(problem)) from error

    @contextmanager
    def guard(self, plugin: str, step: str) -> Iterator[None]:
        """Keep whatever goes wrong inside as a problem of this plugin."""
        try:
            yield
        # A plugin is strangers' code: whatever it raises, and even its sys.exit(), is its own.
        except (Exception, SystemExit) as error:  # noqa: BLE001
            if isinstance(error, AdvocacyError):
                self.add(plugin, error.message, error=error)
            else:
                self.add(plugin, failure(step, error), error=error)


def failure(step: str, error: BaseException) -> Message:
    """Say in one sentence that a step of a plugin raised."""
    return message(
        "plugin.failed",
        "{step} failed: {kind}: {error}",
        step=step,
        kind=error.kind if isinstance(error, FailedElsewhereError) else type(error).__name__,
        error=_first_line(error),
    )


def _trace(error: BaseException) -> str:
    if isinstance(error, FailedElsewhereError):
        return error.trace
    return "".join(traceback.format_exception(error))


def _first_line(error: BaseException) -> str:
    """Return the first line of an exception's words, even where its ``__str__`` is broken."""
    try:
        return next(iter(str(error).splitlines()), "")
    except Exception:  # noqa: BLE001 - the words are a stranger's code as well
        return ""


def _named(problem: PluginProblem) -> Message:
    return message(
        "plugin.problem",
        "Plugin “{plugin}”: {problem}",
        plugin=problem.plugin,
        problem=problem.message,
    )
