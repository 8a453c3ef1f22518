"""How many of each thing are still to make, beside the tickets of a wide screen."""

import time
from collections.abc import Sequence

from rich.text import Text

from kds_tui.core.texts import gettext
from kds_tui.core.ticket_list import TicketView
from kds_tui.core.totals import COLUMN, all_day_text
from kds_tui.ui.widgets.drawn_row import RowWidget

WIDE_ENOUGH = 160
"""Cells of a screen that has room for the column and four tickets beside it."""
COUNT_EVERY = 0.9
"""Seconds: counting hundreds of tickets would make each key wait, and the screen is looked at anew every second."""


class AllDayColumn(RowWidget):
    """The all-day totals of what a screen shows; drawn anew where the tickets have changed."""

    def __init__(self) -> None:
        super().__init__(id="allday")
        self._shown: Sequence[TicketView] | None = None
        self._counted_at = -COUNT_EVERY
        self._text = Text()

    def show(self, shown: Sequence[TicketView], *, is_wanted: bool) -> None:
        """Count these tickets, or go; what came since the last count is counted at the next look."""
        self.set_class(is_wanted, "-shown")
        now = time.monotonic()
        if is_wanted and shown is not self._shown and now - self._counted_at >= COUNT_EVERY:
            self._shown, self._counted_at = shown, now
            self._text = Text(gettext("ALL-DAY") + "\n", "bold").append_text(all_day_text(shown, COLUMN))
            self.refresh()

    def render(self) -> Text:
        """The totals, the most of first, as many rows as there are."""
        return self._text
