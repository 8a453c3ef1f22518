"""What is for good: an order is refused, with a reason that the diner reads."""

from kds_tui.core.choices import REFUSALS, Choice
from kds_tui.ui.flows.dialogs import Dialogs
from kds_tui.ui.screens.choice import ChoiceScreen


def refuse(dialogs: Dialogs) -> None:
    """Refuse the selected order, which is held; the reason is asked for first."""
    order = dialogs.controller.held_order()
    if order is None:
        return

    def refuse_it(reason: str | None) -> None:
        if reason is not None:
            dialogs.tell(dialogs.controller.refuse(order, reason))

    choices = [Choice(reason, reason) for reason in REFUSALS]
    hint = "Enter refuse it, for good · Esc close"
    title = f"Refuse #{order.number} · the diner reads why"
    dialogs.ask(ChoiceScreen(title, lambda _: choices, none="", hint=hint), refuse_it)
