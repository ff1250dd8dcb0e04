"""Merging: where the work is done, in this process, in some processes, or on a cluster."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, ParamSpec, TypeVar

from advocacy.errors import AdvocacyError, ResourceError, message

__all__ = ["LostWorkersError", "Workers", "open_workers"]

P = ParamSpec("P")
R = TypeVar("R")
CONNECT_SECONDS = 10


class LostWorkersError(AdvocacyError):
    """The processes or machines that did the work are gone."""


@dataclass(frozen=True, slots=True)
class Workers:
    """An executor, and how many tasks are handed to it beyond the one that is waited for.

    ``lost`` are the errors by which it says that it is gone.
    """

    executor: Executor
    ahead: int
    lost: tuple[type[BaseException], ...] = ()

    def in_order(self, function: Callable[..., R], tasks: Iterable[tuple[Any, ...]]) -> Iterator[R]:
        """Call a function with the arguments of each task and yield the results in their order.

        Only a few tasks are taken beyond the result that is asked for, however many there are.
        Raises LostWorkersError; whatever else a call raises is raised as it is.
        """
        waiting: deque[Future[R]] = deque()
        try:
            for task in tasks:
                waiting.append(self.executor.submit(function, *task))
                if len(waiting) > self.ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except self.lost as error:
            raise LostWorkersError(
                message(
                    "merge.workers",
                    "The workers are gone ({reason}).",
                    reason=str(error) or type(error).__name__,
                )
            ) from error
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def open_workers(
    *, count: int = 1, scheduler: str = "", warm: Callable[[], object] | None = None
) -> Iterator[Workers]:
    """Give workers: this process, ``count`` processes, or the cluster of a Dask scheduler.

    ``scheduler`` is an address as ``tcp://10.0.0.5:8786``. New processes call ``warm`` before their
    first task, to load what they will need while this process has other things to do; what it
    returns or raises is no matter. Raises LostWorkersError when nobody answers at the address.
    """
    if scheduler:
        with _cluster(scheduler) as workers:
            yield workers
    elif count > 1:
        with _processes(count, warm or _leave_interrupts) as workers:
            yield workers
    else:
        yield Workers(_Here(), ahead=0)


class _Here(Executor):
    """Does what it is given at once, in this process."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Call the function and keep its result."""
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - an executor hands on whatever happens
            future.set_exception(error)
        return future


@contextmanager
def _processes(count: int, warm: Callable[[], object]) -> Iterator[Workers]:
    import multiprocessing  # noqa: PLC0415 - one process needs nothing of it
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    executor = ProcessPoolExecutor(
        count, mp_context=multiprocessing.get_context(_birth()), initializer=_leave_interrupts
    )
    try:
        with _without_interrupts():
            for _ in range(count):
                executor.submit(warm)
        yield Workers(executor, ahead=2 * count, lost=(BrokenExecutor, CancelledError))
    finally:
        executor.shutdown(cancel_futures=True)


def _birth() -> Literal["fork", "spawn"]:
    """Choose how processes come into being: where it is safe, with all that this one has loaded.

    A copy of a process with threads has their locks and nobody to open them, and the libraries of
    other systems than Linux may have threads of their own.
    """
    alone = threading.active_count() == 1
    return "fork" if alone and sys.platform == "linux" else "spawn"


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let processes be born without ears for Ctrl-C, or one that comes early would be a traceback.

    It reaches every process of a terminal, and the first one alone decides what to do.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave_interrupts() -> None:
    """Do the same where processes do not inherit it, and go when the first process is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if threading.active_count() == 1:
        threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """End with the process that gives the work, even when that was killed."""
    import multiprocessing  # noqa: PLC0415 - a process that was born has it

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(0)


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        raise ResourceError(
            message("merge.dask", "For a cluster, install the program as “advocacy[dask]”.")
        ) from error
    try:
        client = distributed.Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise LostWorkersError(
            message(
                "merge.scheduler", "No scheduler answers at “{address}”.", address=address[:200]
            )
        ) from error
    try:
        threads = sum(client.nthreads().values())
        lost = (
            CancelledError,
            OSError,
            distributed.KilledWorker,
            distributed.client.FutureCancelledError,
        )
        yield Workers(client.get_executor(), ahead=max(4, 2 * threads), lost=lost)
    finally:
        client.close(timeout=CONNECT_SECONDS)
