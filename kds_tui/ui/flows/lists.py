"""Tickets and stations from a list: recall, find, another station."""

from collections.abc import Callable
from uuid import UUID

from kds_tui.core.choices import EXPO, Choice, order_choices, station_choices, ticket_choices
from kds_tui.core.ticket_list import View
from kds_tui.ui.flows.desk import Desk
from kds_tui.ui.screens.choice import ChoiceScreen


def recall(desk: Desk) -> None:
    """Bring one of the last bumped tickets back."""
    orders = {str(order.id): order for order in desk.controller.recallable()}

    def bring_back(key: str | None) -> None:
        if key is not None:
            desk.tell(desk.controller.recall(orders[key]))

    choices = order_choices(orders.values(), desk.display.now())
    none = "Nothing was bumped off this screen yet."
    hint = "Enter bring it back · Esc close"
    desk.ask(ChoiceScreen("Recall · newest first", lambda _: choices, none=none, hint=hint), bring_back)


def find(desk: Desk, select: Callable[[UUID], None]) -> None:
    """Go to a ticket by number, table, name or dish."""

    def go_to(key: str | None) -> None:
        found = next((shown for shown in desk.controller.shown if str(shown.id) == key), None)
        if found is not None:
            select(found.id)

    screen = ChoiceScreen(
        "Find a ticket",
        lambda query: ticket_choices(desk.controller.shown, query, desk.display.now()),
        none="No open ticket has that.",
        filtered=True,
    )
    desk.ask(screen, go_to)


def change_station(desk: Desk, changed: Callable[[], None]) -> None:
    """Show another station, the expo, or all."""

    def change(key: str | None) -> None:
        if key is not None:
            desk.display.change_view(View(expo=True) if key == EXPO else View(station=key or None))
            changed()

    def choices(_: str) -> list[Choice]:
        items = desk.display.menu.items
        return station_choices(desk.controller.board, items, desk.controller.view.station)

    desk.ask(ChoiceScreen("Station", choices, none="No stations."), change)
