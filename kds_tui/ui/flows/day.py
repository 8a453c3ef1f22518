"""The history of the day: what became of an order, and when."""

from rich.text import Text

from kds_tui.core.day import day_choices, day_details
from kds_tui.core.texts import gettext
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
        dialogs.tell(gettext("The day cannot be had: %s.") % failure)
        return
    _show(dialogs, day)


def _show(dialogs: Dialogs, day: KitchenDay) -> None:
    zone = dialogs.controller.board.zone
    orders = {str(one.id): one for one in day.orders}

    def details(key: str | None) -> None:
        if key is not None:
            text = Text(day_details(orders[key], zone))
            dialogs.ask(TextPage(gettext("Order #%d") % orders[key].number, lambda _: text), lambda _: None)

    title = (
        gettext("The day · newest first")
        if day.is_whole
        else gettext("The day · its newest %d orders") % len(orders)
    )
    screen = ChoiceScreen(
        title,
        lambda query: day_choices(day, query, zone),
        none=gettext("No order of the day has that."),
        filtered=True,
        hint=gettext("Enter its times · Esc close"),
    )
    dialogs.ask(screen, details)
