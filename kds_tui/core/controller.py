"""What a cook does: bumping, recall, rush, undo, on the tickets of a `Selection`. Knows neither screen nor network."""

import time
from collections.abc import Callable

from kds_tui.core.actions import (
    Action,
    Move,
    ReversibleAction,
    accept,
    bump_lines,
    cancel,
    fire,
    refuse_line,
    rush,
)
from kds_tui.core.clock import ServerClock, StoppedClock
from kds_tui.core.events import (
    Acknowledged,
    Queued,
    Settled,
    Unacknowledged,
)
from kds_tui.core.notices import held_words, waits_words
from kds_tui.core.selection import Selection
from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext, ngettext
from kds_tui.core.ticket_list import (
    TicketView,
    View,
    back_of,
    bumps_of,
    bumps_to_the_end,
    company_of,
    line_words,
    recallable,
    see,
)
from kds_tui.core.totals import bump_lines_of, item_words
from kds_tui.core.undo import UNDO_SECONDS, UndoHistory
from server.wire.orders import KitchenOrder, OrderLine
from server.wire.vocabulary import OPEN, OrderStatus


class Controller(Selection):
    """What one cook does is given to `submit`. Every method answers in words for the foot of the screen."""

    def __init__(
        self,
        view: View,
        clock: ServerClock | StoppedClock,
        submit: Callable[[Action], None],
        withdraw: Callable[[str], bool],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(view, clock)
        self.all_done: OrderStatus = "ready"
        self.bump_together = False
        self._submit, self._withdraw = submit, withdraw
        self.undo_history = UndoHistory(monotonic)

    def leave(self) -> None:
        """The login has ended: nothing of the kitchen is held any longer."""
        self.undo_history.clear()
        super().leave()

    def bump(self) -> str:
        """The next step of the selected ticket; a cancelled one is acknowledged."""
        shown = self.current()
        if shown is None:
            return self._pick_first()
        if shown.cancelled:
            return self._acknowledge(shown)
        if shown.held:
            return held_words(shown)
        actions = bumps_of(shown, self.view, self.all_done)
        if not actions and shown.waits:
            return waits_words(shown)
        if not actions:
            return gettext("#%d is waiting for the server; nothing more to bump.") % shown.order.number
        last = actions[-1]
        if (self.view.station and not shown.waits) or (isinstance(last, Move) and last.after == "completed"):
            self._left_by_hand.add(shown.id)
        company = company_of(shown, self.shown) if self.bump_together and self.view.expo else []
        more = [action for one in company for action in bumps_of(one, self.view, self.all_done)]
        numbers = ", ".join(f"#{one.order.number}" for one in company)
        return self._do(
            *more,
            *actions,
            words=gettext("%(what)s, %(tickets)s too") % {"what": last.words, "tickets": numbers}
            if more
            else "",
        )

    def bump_line(self) -> str:
        """The line under the cursor done, or back to do."""
        shown, line = self.current(), self.current_line()
        if shown is None or line is None:
            return self._pick_first()
        if shown.cancelled:
            return gettext("#%d is cancelled: Enter says that you have seen it.") % shown.order.number
        if shown.held:
            return held_words(shown)
        if shown.is_waiting(line):
            return waits_words(shown)
        if line.state:
            return self._see(shown, line)
        what = f"{line.quantity}× {plain(item_words(line))}"
        if self.view.station and not line.done and sum(not x.done for x in shown.lines) == 1:
            self._left_by_hand.add(shown.id)
        words = self._do(
            bump_lines(shown.order, (line.id,), what, done=not line.done, station=self.view.station)
        )
        self._cursor_on()
        return words

    def _see(self, shown: TicketView, line: OrderLine) -> str:
        """What was cancelled of the selected ticket is seen."""
        if line.done:
            return gettext("#%(number)d NOT %(what)s: seen") % {
                "number": shown.order.number,
                "what": line_words(line),
            }
        words = self._do(see(shown, self.view))
        self._cursor_on()
        return words

    def refuse_line(self, order: KitchenOrder, line: OrderLine, reason: str) -> str:
        """Do not make one line of an order. There is no undo."""
        action = refuse_line(order, line.id, line_words(line), reason)
        now = self.board.find_order(order.id)
        if now is None or not action.applies(now):
            return gettext("#%d has changed meanwhile; nothing was done.") % order.number
        return self.do_for_good(action)

    def back(self) -> str:
        """The selected ticket one step back."""
        shown = self.current()
        if shown is None:
            return self._pick_first()
        action = back_of(shown.order, self.view)
        return self._do(action) if action else gettext("#%d has no step to go back.") % shown.order.number

    def rush(self) -> str:
        """The selected ticket in front on every screen, or back in its place."""
        shown = self.current()
        if shown is None or shown.cancelled:
            return self._pick_first()
        return held_words(shown) if shown.held else self._do(rush(shown.order))

    def has_waiting_course(self) -> bool:
        """Whether there is a course to fire on the selected ticket."""
        shown = self.current()
        return shown is not None and bool(shown.waits)

    def fire(self) -> str:
        """The next course of the selected ticket that waits, to be made now."""
        shown = self.current()
        if shown is None:
            return self._pick_first()
        if not shown.waits:
            return gettext("#%d has no course that waits.") % shown.order.number
        return self._do(fire(shown.order, shown.waits[0].course, self.clock.now()))

    def held_order(self) -> KitchenOrder | None:
        """The selected order, where it is to be accepted or refused."""
        shown = self.current()
        return shown.order if shown and shown.held else None

    def accept(self) -> str:
        """Make the selected order, which is held."""
        order = self.held_order()
        return (
            self.do_for_good(accept(order)) if order else gettext("Only an order that is held is accepted.")
        )

    def cancellable_order(self) -> KitchenOrder | None:
        """The selected order, where it can be refused or cancelled."""
        shown = self.current()
        return shown.order if shown and shown.order.status in OPEN else None

    def end_for_good(self, order: KitchenOrder, reason: str) -> str:
        """Do not make an order, held or taken. There is no undo."""
        now = self.board.find_order(order.id)
        if now is None or now.status != order.status:
            return gettext("#%d has changed meanwhile; nothing was done.") % order.number
        self._left_by_hand.add(order.id)
        return self.do_for_good(cancel(order, reason))

    def do_for_good(self, action: Action) -> str:
        """Do what no undo takes back."""
        self._hand_over(action)
        return f"{action.words}.{self._kept()}"

    def clearable(self) -> list[TicketView]:
        """The tickets that `clear_all` would take off this screen."""
        return [shown for shown in self.shown if not shown.held and not shown.cancelled]

    def clear_all(self) -> str:
        """All tickets of this screen done and off it: the end of the day."""
        cleared = self.clearable()
        actions = [action for shown in cleared for action in bumps_to_the_end(shown, self.view)]
        if not actions:
            return gettext("Nothing to clear.")
        words = ngettext("%d ticket cleared", "%d tickets cleared", len(cleared))
        return self._do(*actions, words=words % len(cleared))

    def bump_all_of(self, name: str) -> str:
        """Every line of one item done, on every ticket of this screen."""
        station = self.view.station
        found = (bump_lines_of(shown, name, station) for shown in self.shown)
        actions = [action for action in found if action is not None]
        if not actions:
            return gettext("No %s is left to make.") % plain(name)
        words = ngettext(
            "All %(name)s done, on %(num)d ticket", "All %(name)s done, on %(num)d tickets", len(actions)
        )
        return self._do(*actions, words=words % {"name": plain(name), "num": len(actions)})

    def recallable(self) -> list[KitchenOrder]:
        """The tickets that `recall` can bring back, newest first."""
        return recallable(self.board, self.view)

    def recall(self, order: KitchenOrder) -> str:
        """Bring a bumped ticket back."""
        action = back_of(order, self.view)
        return self._do(action) if action else gettext("#%d cannot be brought back.") % order.number

    def do(self, action: ReversibleAction) -> str:
        """Any other action, such as 86."""
        return self._do(action)

    def undo(self) -> str:
        """Take back the last thing that was done here."""
        done = self.undo_history.take()
        if done is None:
            return gettext("Nothing to undo: only what was done here in the last %d seconds.") % UNDO_SECONDS
        if done.acknowledged is not None:
            self.take(Unacknowledged(done.acknowledged))
        for action in reversed(done.actions):
            self._take_back(action)
        return gettext("Undone: %s.") % done.words

    def _take_back(self, action: ReversibleAction) -> None:
        if self._withdraw(action.key):
            self.take(Settled(action))
            return
        self._hand_over(action.reverse())

    def _do(self, *actions: ReversibleAction, words: str = "") -> str:
        """Do what belongs together; `words`, or the last of it, are told, and all of it is undone at once."""
        for action in actions:
            self._hand_over(action)
        told = words or actions[-1].words
        self.undo_history.add(told, actions)
        return f"{told}.{self._kept()}"

    def _kept(self) -> str:
        return " " + gettext("Kept, and sent when the server is back.") if self.link != "online" else ""

    def _hand_over(self, action: Action) -> None:
        self.take(Queued(action))
        self._submit(action)

    def _acknowledge(self, shown: TicketView) -> str:
        self._left_by_hand.add(shown.id)
        self.take(Acknowledged(shown.id))
        words = gettext("#%d cancelled, seen") % shown.order.number
        self.undo_history.add(words, acknowledged=shown.id)
        return f"{words}."

    def _pick_first(self) -> str:
        if not self.shown:
            return gettext("No tickets.")
        self.edge(last=False)
        return gettext("#%d is selected now; nothing was done.") % self.shown[0].order.number

    def _cursor_on(self) -> None:
        """To the next line still to do, wherever there is one."""
        self.refresh()
        line = self.current_line()
        if line is not None and line.done:
            self.cursor = self._first_line()
