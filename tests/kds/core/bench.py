"""A controller for tests, without a screen."""

from kds_tui.core.actions import Action
from kds_tui.core.clock import StoppedClock
from kds_tui.core.controller import Controller
from kds_tui.core.events import BoardEvent
from kds_tui.core.ticket_list import View
from tests.kds.sample_orders import NOON, snapshot


class Bench:
    """A controller, what it sent, and a clock to turn."""

    def __init__(self, view: View | None = None, *, sent: bool = True) -> None:
        self.now, self.submitted = 100.0, list[Action]()
        self.controller = Controller(
            view or View(), StoppedClock(NOON), self.submitted.append, lambda _: not sent, lambda: self.now
        )
        self.controller.set_link("online")

    def shows(self, *orders: object) -> None:
        self.controller.take(snapshot(*orders))  # type: ignore[arg-type]
        self.controller.refresh()

    def hears(self, *events: BoardEvent) -> None:
        for event in events:
            self.controller.take(event)
        self.controller.refresh()

    @property
    def numbers(self) -> list[int]:
        self.controller.refresh()
        return [shown.order.number for shown in self.controller.shown]
