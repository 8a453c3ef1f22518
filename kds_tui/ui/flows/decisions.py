"""What is for good, and what is done to many at once: each asks first, and begins at leaving all as it is."""

from kds_tui.core.choices import CANCELLATIONS, REFUSALS, Choice
from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext, ngettext
from kds_tui.core.totals import all_day
from kds_tui.ui.flows.dialogs import Dialogs
from kds_tui.ui.screens.choice import ChoiceScreen
from kds_tui.ui.screens.entry import EntryScreen
from server.wire.orders import KitchenOrder

KEEP, OTHER, YES = "keep", "other", "yes"


def refuse_or_cancel(dialogs: Dialogs) -> None:
    """Refuse the selected order, where it is held, or cancel it; the reason is asked for first."""
    order = dialogs.controller.cancellable_order()
    if order is None:
        return
    other = Choice(OTHER, gettext("another reason, to be typed …"))
    if order.status == "held":
        choices = [*(Choice(said, said) for said in map(gettext, REFUSALS)), other]
        title = gettext("Refuse #%d · the diner reads why") % order.number
        hint = gettext("Enter refuse it, for good · Esc close")
    else:
        reasons = [Choice(said, said) for said in map(gettext, CANCELLATIONS)]
        choices = [Choice(KEEP, gettext("do not cancel it")), *reasons, other]
        title = gettext("Cancel #%d · the diner reads why") % order.number
        hint = gettext("Enter cancel it, for good · Esc close")
    screen = ChoiceScreen(title, lambda _: choices, none="", hint=hint)
    dialogs.ask(screen, lambda reason: _end(dialogs, order, reason))


def _end(dialogs: Dialogs, order: KitchenOrder, reason: str | None) -> None:
    if reason == OTHER:
        screen = EntryScreen(gettext("Why is #%d not made?") % order.number, gettext("the diner reads this"))
        dialogs.ask(screen, lambda typed: _end(dialogs, order, typed))
    elif reason is not None and reason != KEEP:
        dialogs.tell(dialogs.controller.end_for_good(order, reason))


def clear_all(dialogs: Dialogs) -> None:
    """The end of the day: all tickets of this screen done and off it."""
    count = len(dialogs.controller.clearable())
    if not count:
        dialogs.tell(gettext("Nothing to clear: what is held or cancelled is decided ticket by ticket."))
        return
    words = ngettext(
        "CLEAR the ticket: done, and off the screen",
        "CLEAR all %(num)d tickets: done, and off the screen",
        count,
    )
    choices = [Choice(KEEP, gettext("leave them")), Choice(YES, words % {"num": count})]

    def clear(answer: str | None) -> None:
        if answer == YES:
            dialogs.tell(dialogs.controller.clear_all())

    hint = gettext("Enter do it · Esc close")
    dialogs.ask(ChoiceScreen(gettext("End of the day"), lambda _: choices, none="", hint=hint), clear)


def bump_all_of_one(dialogs: Dialogs) -> None:
    """All lines of one item done, on every ticket of this screen: "all fries"."""
    totals = all_day(dialogs.controller.shown)
    choices = [Choice(total.name, f"{total.count:>3}× {plain(total.name)}") for total in totals]

    def done(name: str | None) -> None:
        if name is not None:
            dialogs.tell(dialogs.controller.bump_all_of(name))

    screen = ChoiceScreen(
        gettext("All of one item · the most of first"),
        lambda query: [one for one in choices if query.casefold() in one.text.casefold()],
        none=gettext("Nothing to make."),
        filtered=True,
        hint=gettext("Enter all of it done · Esc close"),
    )
    dialogs.ask(screen, done)
