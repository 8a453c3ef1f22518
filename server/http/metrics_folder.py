"""Where several workers of one server write their figures, so that any of them can show the sum."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which prometheus-client knows the folder; it must be set before a worker begins."""


@contextlib.contextmanager
def shared_figures(workers: int) -> Iterator[None]:
    """Name a folder to the workers that are started within, unless there is one worker or a folder already."""
    if workers == 1 or SHARED_FOLDER in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="aiqr-figures-", ignore_cleanup_errors=True) as folder:
        os.environ[SHARED_FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[SHARED_FOLDER]


def forget_worker(pid: int) -> None:
    """Leave a worker that has ended out of what is summed over those that live; what it counted stays."""
    if SHARED_FOLDER in os.environ:
        for figures in Path(os.environ[SHARED_FOLDER]).glob(f"gauge_live*_{pid}.db"):
            figures.unlink(missing_ok=True)
