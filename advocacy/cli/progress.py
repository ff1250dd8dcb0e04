"""How far a merge is, on a terminal: letters, rate and time left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

__all__ = ["progress_bar"]


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[int], None]]:
    """Draw a bar under what the command says, and give what tells how many letters are done."""
    bar = Progress(
        TextColumn("Letters"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar as progress:
        task = progress.add_task("", total=total)
        yield lambda done: progress.update(task, completed=done)


class _Rate(ProgressColumn):
    """Letters per second."""

    def render(self, task: Task) -> Text:
        """Show the rate, once there is one."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")
