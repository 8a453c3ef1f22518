"""What a flow of questions needs of the screen of the tickets: it asks, and something is done with the answer."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.worker import WorkType

from kds_tui.core.controller import Controller
from kds_tui.ui.display import Display
from kds_tui.ui.screens.overlay import Overlay

Answered = Callable[[str | None], None]


@dataclass(frozen=True, slots=True)
class Dialogs:
    """`ask` lays a question over the tickets, `tell` says something at the foot, `work` does what takes a while."""

    display: Display
    ask: Callable[[Overlay[str], Answered], None]
    tell: Callable[[str], None]
    work: Callable[[WorkType[None]], None]

    @property
    def controller(self) -> Controller:
        """The cook's state."""
        return self.display.controller
