"""Running a display: with garbage collection as it wants it, on the terminal, and with a report where it ends by a fault."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kds_tui.core.texts import gettext
from kds_tui.ui.app import KitchenApp
from server.local_files import replace_file

YOUNG, MIDDLE, OLD = 10_000, 10, 10
"""Thresholds of the three generations: a look over all that a display holds would make a key wait."""


class DisplayCrashed(Exception):
    """The display has ended by a fault of its own; `report` says which."""

    def __init__(self, report: Path) -> None:
        super().__init__(
            gettext("The display has ended by a fault of its own. The report is in %s.") % report
        )
        self.report = report


def run(app: KitchenApp, report: Path) -> str | None:
    """Show `app` until it is closed; why, where it was not the person who closed it.

    DisplayCrashed where a fault has ended it: `report` is written then, and told on the next start.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    _tell_of_crash(app, report)
    with _drawing_on_the_terminal():
        why = app.run()
    if app.crash:
        report.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(report, f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{app.crash}".encode())
        raise DisplayCrashed(report)
    return why


def _tell_of_crash(app: KitchenApp, report: Path) -> None:
    """Say once that the display before this one has crashed; its report is kept beside."""
    if report.exists():
        when = report.read_text("utf-8", "replace").partition("\n")[0]
        kept = report.replace(report.with_suffix(".told"))
        words = gettext("The display ended by a fault at %(when)s; no bump is lost. Report: %(report)s")
        app.display_state.tell(words % {"when": when, "report": kept})


@contextmanager
def _drawing_on_the_terminal() -> Iterator[None]:
    """Textual draws on stderr: where that is a file, and stdout a terminal, the screen would stay black."""
    stderr = sys.__stderr__
    if sys.__stdout__ is not None and stderr is not None and sys.__stdout__.isatty() and not stderr.isatty():
        sys.__stderr__ = sys.__stdout__  # type: ignore[misc]
    try:
        yield
    finally:
        sys.__stderr__ = stderr  # type: ignore[misc]
