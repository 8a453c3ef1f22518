"""Work in the background of a process: it ends when the process stops, and not by what it meets on the way.

A CancelledError may come from within: out of a future that is shared with others, or out of a library that gives up a
connection. It ends a task as silently as a process that stops does. Here only the cancellation of the task that keeps a
work going counts as the end.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

RESTART_SECONDS = 1.0
"""The pause before a work that ended is begun again."""
CANCEL_PATIENCE = 2.0
"""Seconds in which a task that is cancelled has to end; after that nobody waits for it."""


Tell = Callable[[str, BaseException | None], None]
"""Takes the name of a work that ended by itself, and why: a CancelledError that nobody meant, or None where it returned."""


class Work(NamedTuple):
    """A coroutine function that goes on for ever, and what it is called in the log."""

    name: str
    run: Callable[[], Coroutine[Any, Any, None]]


def log_end(work: str, error: BaseException | None) -> None:
    """Log that a work ended by itself."""
    _log().error("background work ended and is begun again", work=work, error=error)


def _log() -> Any:
    import structlog  # noqa: PLC0415  the parent of the workers writes no log

    return structlog.get_logger()


def telling(report: Callable[[str], None]) -> Tell:
    """Return what tells the person who runs a server, by a line for `report`, that a work ended by itself."""
    return lambda work, error: report(
        f"{work.capitalize()} ended ({type(error).__name__}); it is begun again."
    )


async def keep_going(work: Work, tell: Tell = log_end) -> None:
    """Run `work` until cancelled; wherever it ends by itself `tell` is called with its name, and it is begun again."""
    while True:
        task = asyncio.create_task(work.run(), name=work.name)
        try:
            await asyncio.wait({task})
        finally:
            await give_up(task)
        tell(work.name, failure_of(task))
        await asyncio.sleep(RESTART_SECONDS)


@asynccontextmanager
async def going_on(*works: Work, tell: Tell = log_end) -> AsyncIterator[None]:
    """Keep works going while the block runs."""
    tasks = [asyncio.create_task(keep_going(work, tell)) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)


async def in_rounds(
    name: str,
    run_once: Callable[[], Coroutine[Any, Any, None]],
    *,
    pause: float,
    longest: float,
    when_failed: Callable[[], None] = lambda: None,
) -> None:
    """Run rounds until cancelled, `pause` seconds apart; one that takes more than `longest` seconds is given up.

    A failure is logged, `when_failed` is called, and the next round makes up for it.
    """
    while True:
        await asyncio.sleep(pause)
        task = asyncio.create_task(run_once(), name=name)
        try:
            await asyncio.wait({task}, timeout=longest)
        finally:
            is_late = await give_up(task)
        error = TimeoutError(f"given up after {longest:g} s") if is_late else failure_of(task)
        if error is not None:
            _log().warning("a round failed and the next one makes up for it", work=name, error=error)
            when_failed()


async def give_up(task: "asyncio.Task[Any]") -> bool:
    """Cancel a task that still runs, and wait a moment for its end. Tells whether it was running."""
    if task.done():
        return False
    task.cancel()
    await asyncio.wait({task}, timeout=CANCEL_PATIENCE)
    return True


def failure_of(task: "asyncio.Task[Any]") -> BaseException | None:
    """Return what a finished task failed with: a CancelledError where it was cancelled, None where it did not fail."""
    return asyncio.CancelledError() if task.cancelled() else task.exception()


def has_failed(task: "asyncio.Task[Any]") -> bool:
    """Whether a task ended without a result; False while it runs."""
    return task.done() and failure_of(task) is not None


async def shared_result(task: "asyncio.Task[T]") -> T:
    """Wait for a task for which others wait too: one who gives up does not stop it.

    TimeoutError where the task itself was cancelled; a CancelledError comes only to a waiter who is cancelled.
    """
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        waiter = asyncio.current_task()
        if task.cancelled() and not (waiter and waiter.cancelling()):
            raise TimeoutError("what others were waiting for as well was given up") from None
        raise
