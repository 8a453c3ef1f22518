"""The history of the day: what became of an order, and when."""

from rich.text import Text

from kds_tui.core.day import day_choices, day_details
from kds_tui.net.backend import LoginEnded, Refused, Unreachable
from kds_tui.ui.flows.dialogs import Dialogs
from kds_tui.ui.screens.choice import ChoiceScreen
from kds_tui.ui.screens.text_page import TextPage
from server.wire.kitchen_day import KitchenDay


async def show_day(dialogs: Dialogs) -> None:
    """Ask the server for the day, and show it."""
    backend = dialogs.display.backend
    if backend is None:
        return
    try:
        day = await backend.day()
    except (Unreachable, Refused, LoginEnded) as failure:
        dialogs.tell(f"The day cannot be had: {failure}.")
        return
    _show(dialogs, day)


def _show(dialogs: Dialogs, day: KitchenDay) -> None:
    zone = dialogs.controller.board.zone
    orders = {str(one.id): one for one in day.orders}

    def details(key: str | None) -> None:
        if key is not None:
            text = Text(day_details(orders[key], zone))
            dialogs.ask(TextPage(f"Order #{orders[key].number}", lambda _: text), lambda _: None)

    title = "The day · newest first" if day.is_whole else f"The day · its newest {len(orders)} orders"
    screen = ChoiceScreen(
        title,
        lambda query: day_choices(day, query, zone),
        none="No order of the day has that.",
        filtered=True,
        hint="Enter its times · Esc close",
    )
    dialogs.ask(screen, details)
