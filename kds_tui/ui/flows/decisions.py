"""What is for good, and what is done to many at once: each asks first, and begins at leaving all as it is."""

from kds_tui.core.choices import CANCELLATIONS, LINE_REFUSALS, REFUSALS, Choice
from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext, ngettext
from kds_tui.core.ticket_list import line_words
from kds_tui.core.totals import all_day
from kds_tui.ui.flows.dialogs import Dialogs
from kds_tui.ui.screens.choice import ChoiceScreen
from kds_tui.ui.screens.entry import EntryScreen
from server.wire.orders import KitchenOrder, OrderLine

KEEP, OTHER, YES, LINE = "keep", "other", "yes", "line "


def refuse_or_cancel(dialogs: Dialogs) -> None:
    """Refuse the selected order, where it is held, or cancel it; the reason is asked for first."""
    order = dialogs.controller.cancellable_order()
    if order is None:
        return
    other = Choice(OTHER, gettext("another reason, to be typed …"))
    lines = [Choice(f"{LINE}{line.id}", words) for line, words in _lines_apart(order)]
    if order.status == "held":
        choices = [*(Choice(said, said) for said in map(gettext, REFUSALS)), other, *lines]
        title = gettext("Refuse #%d · the diner reads why") % order.number
        hint = gettext("Enter refuse it, for good · Esc close")
    else:
        reasons = [Choice(said, said) for said in map(gettext, CANCELLATIONS)]
        choices = [Choice(KEEP, gettext("do not cancel it")), *lines, *reasons, other]
        title = gettext("Cancel #%d · the diner reads why") % order.number
        hint = gettext("Enter cancel it, for good · Esc close")
    screen = ChoiceScreen(title, lambda _: choices, none="", hint=hint)
    dialogs.ask(screen, lambda reason: _end(dialogs, order, reason))


def _end(dialogs: Dialogs, order: KitchenOrder, reason: str | None) -> None:
    if reason is not None and reason.startswith(LINE):
        _refuse_line(dialogs, order, int(reason.removeprefix(LINE)))
    elif reason == OTHER:
        screen = EntryScreen(gettext("Why is #%d not made?") % order.number, gettext("the diner reads this"))
        dialogs.ask(screen, lambda typed: _end(dialogs, order, typed))
    elif reason is not None and reason != KEEP:
        dialogs.tell(dialogs.controller.end_for_good(order, reason))


def _lines_apart(order: KitchenOrder) -> list[tuple[OrderLine, str]]:
    """The lines that can be refused by themselves, where the order has several."""
    left = [line for line in order.items if not line.state]
    return (
        [(one, gettext("only %s, not the rest") % line_words(one)) for one in left] if len(left) > 1 else []
    )


def _refuse_line(dialogs: Dialogs, order: KitchenOrder, line_id: int) -> None:
    """Refuse one line; the reason is asked for, and begins at the usual one."""
    line = next(line for line in order.items if line.id == line_id)
    reasons = [Choice(said, said) for said in map(gettext, LINE_REFUSALS)]
    other = Choice(OTHER, gettext("another reason, to be typed …"))
    title = gettext("#%(number)d NOT %(what)s · the diner reads why") % {
        "number": order.number,
        "what": line_words(line),
    }

    def refuse(reason: str | None) -> None:
        if reason == OTHER:
            words = gettext("Why is %s not made?") % line_words(line)
            dialogs.ask(EntryScreen(words, gettext("the diner reads this")), refuse)
        elif reason is not None:
            dialogs.tell(dialogs.controller.refuse_line(order, line, reason))

    hint = gettext("Enter do it, for good · Esc close")
    dialogs.ask(ChoiceScreen(title, lambda _: [*reasons, other], none="", hint=hint), refuse)


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
