"""Tickets and stations from a list: recall, find, another station."""

from collections.abc import Callable
from uuid import UUID

from kds_tui.core.choices import EXPO, Choice, order_choices, station_choices, ticket_choices
from kds_tui.core.texts import gettext
from kds_tui.core.ticket_list import View
from kds_tui.ui.flows.dialogs import Dialogs
from kds_tui.ui.screens.choice import ChoiceScreen


def recall(dialogs: Dialogs) -> None:
    """Bring one of the last bumped tickets back."""
    orders = {str(order.id): order for order in dialogs.controller.recallable()}

    def bring_back(key: str | None) -> None:
        if key is not None:
            dialogs.tell(dialogs.controller.recall(orders[key]))

    choices = order_choices(orders.values(), dialogs.display.now())
    none = gettext("Nothing was bumped off this screen yet.")
    hint = gettext("Enter bring it back · Esc close")
    dialogs.ask(
        ChoiceScreen(gettext("Recall · newest first"), lambda _: choices, none=none, hint=hint), bring_back
    )


def find(dialogs: Dialogs, select: Callable[[UUID], None]) -> None:
    """Go to a ticket by number, table, name or dish."""

    def go_to(key: str | None) -> None:
        found = next((shown for shown in dialogs.controller.shown if str(shown.id) == key), None)
        if found is not None:
            select(found.id)

    screen = ChoiceScreen(
        gettext("Find a ticket"),
        lambda query: ticket_choices(dialogs.controller.shown, query, dialogs.display.now()),
        none=gettext("No open ticket has that."),
        filtered=True,
    )
    dialogs.ask(screen, go_to)


def change_station(dialogs: Dialogs, changed: Callable[[], None]) -> None:
    """Show another station, the expo, or all."""

    def change(key: str | None) -> None:
        if key is not None:
            dialogs.display.change_view(View(expo=True) if key == EXPO else View(station=key or None))
            changed()

    def choices(_: str) -> list[Choice]:
        items = dialogs.display.menu.items
        return station_choices(dialogs.controller.board, items, dialogs.controller.view.station)

    dialogs.ask(ChoiceScreen(gettext("Station"), choices, none=gettext("No stations.")), change)
