"""Work that must not end by what it meets on the way: it is told, and begun again.

A CancelledError may come from within: out of a library that gives up a connection. It would end a task as silently as the
end of the display does. Here only the cancellation of whoever keeps the work going counts as the end.
"""

import asyncio
import traceback
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from kds_tui.core.texts import gettext

T = TypeVar("T")

RESTART_SECONDS = 1.0
"""The pause before a work that ended is begun again."""


def fault_words(fault: BaseException) -> str:
    """What has failed and where, without what it was about: that may be a diner's words."""
    frames = traceback.extract_tb(fault.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return gettext("a fault of the program (%s)") % f"{type(fault).__name__}{place}"


async def keep_going(
    run: Callable[[], Coroutine[Any, Any, T]],
    tell: Callable[[str], None],
    *,
    ends: tuple[type[Exception], ...] = (),
    pause: float | None = None,
) -> T:
    """Run a work until it returns, or is ended by one of `ends`; by whatever else it fails, `tell` it and begin anew.

    `pause` seconds pass before that; None: RESTART_SECONDS.
    """
    while True:
        task = asyncio.create_task(run())
        try:
            await asyncio.wait({task})
        finally:
            await stop(task)
        error = asyncio.CancelledError() if task.cancelled() else task.exception()
        if error is None:
            return task.result()
        if isinstance(error, ends):
            raise error
        tell(gettext("%s; it is begun again") % fault_words(error))
        await asyncio.sleep(RESTART_SECONDS if pause is None else pause)


async def stop(*tasks: "asyncio.Task[Any]") -> None:
    """End tasks, and wait for it."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
