"""What each key does. One method an action of the key map, called `do_<action>`."""

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kds_tui.core.actions import stock
from kds_tui.core.ages import age_seconds, age_words
from kds_tui.core.card import place_words
from kds_tui.core.pages import all_day_text, help_text
from kds_tui.core.terminal_text import plain
from kds_tui.core.ticket_list import TicketView, View, stations
from kds_tui.core.totals import item_words
from kds_tui.net.backend import MenuItem
from kds_tui.ui.screens.choice import Choice, ChoiceScreen
from kds_tui.ui.screens.text_page import TextPage
from server.wire.orders import KitchenOrder

if TYPE_CHECKING:
    from kds_tui.ui.app import KitchenApp

TWO_DIGITS_SECONDS = 0.8
QUIT_SECONDS = 3.0
REPEAT_MS = 120
"""Faster than any finger, slower than a key that repeats because it is held down."""
ALL, EXPO = "", "\x00expo"
LATER = (("30 minutes", 30), ("1 hour", 60), ("2 hours", 120), ("4 hours", 240), ("24 hours", 1440))


class KeyActions:
    """Keys to deeds. The state is the controller's; screens are pushed here."""

    def __init__(self, app: "KitchenApp") -> None:
        self.app, self.controller = app, app.controller
        self._typed, self._typed_at = "", 0.0
        self._pressed_at: dict[str, float] = {}
        self._quit_at = -QUIT_SECONDS

    def press(self, action: str) -> None:
        """Do what a key stands for."""
        if action.startswith(("select_", "bump_")) and action[-1].isdigit():
            verb, digit = action.split("_")
            self._digit(digit, bump=verb == "bump")
        else:
            getattr(self, f"do_{action}")()

    def do_bump(self) -> None:
        """Bump; a key that bounces is one press."""
        if not self._bounces("bump", self.app.config.keys.bounce_ms):
            self.app.tell(self.controller.bump())

    def do_bump_line(self) -> None:
        """Bump one line; line after line goes faster than ticket after ticket."""
        if not self._bounces("bump_line", min(REPEAT_MS, self.app.config.keys.bounce_ms)):
            self.app.tell(self.controller.bump_line())

    def _bounces(self, action: str, within_ms: float) -> bool:
        now = time.monotonic()
        before, self._pressed_at[action] = self._pressed_at.get(action, 0.0), now
        return now - before < within_ms / 1000

    def do_undo(self) -> None:
        """Undo."""
        self.app.tell(self.controller.undo())

    def do_back(self) -> None:
        """One step back."""
        self.app.tell(self.controller.back())

    def do_rush(self) -> None:
        """Rush, or no longer."""
        self.app.tell(self.controller.rush())

    def do_previous(self) -> None:
        """The ticket before."""
        self.controller.step(-1)

    def do_next(self) -> None:
        """The ticket after."""
        self.controller.step(1)

    def do_line_up(self) -> None:
        """The line above."""
        self.controller.step_line(-1)

    def do_line_down(self) -> None:
        """The line below."""
        self.controller.step_line(1)

    def do_page_previous(self) -> None:
        """The page before."""
        self.app.turn_page(-1)

    def do_page_next(self) -> None:
        """The page after."""
        self.app.turn_page(1)

    def do_first(self) -> None:
        """The first ticket."""
        self.controller.edge(last=False)

    def do_last(self) -> None:
        """The last ticket."""
        self.controller.edge(last=True)

    def do_words(self) -> None:
        """The diner's own words, on or off."""
        self.app.words = not self.app.words
        self.app.tell(f"The diner’s own words are {'shown' if self.app.words else 'hidden'}.")

    def do_mute(self) -> None:
        """Sound on or off."""
        self.app.tell(self.app.sounder.toggle())

    def do_help(self) -> None:
        """The keys."""
        self.app.push_screen(TextPage("Keys", lambda width: help_text(self.app.keys, width)))

    def do_quit(self) -> None:
        """Close, at the second press: a slip must not darken the wall."""
        now = time.monotonic()
        if now - self._quit_at < QUIT_SECONDS:
            self.app.exit()
        self._quit_at = now
        self.app.tell(f"Press {self.app.keys.label('quit')} again to close the display.")

    def do_all_day(self) -> None:
        """Everything still to make."""
        title = f"All-day · {self.controller.view.title}"
        self.app.push_screen(TextPage(title, lambda width: all_day_text(self.controller.shown, width)))

    def do_recall(self) -> None:
        """The last bumped tickets."""
        orders = {str(order.id): order for order in self.controller.recallable()}

        def recall(key: str | None) -> None:
            if key is not None:
                self.app.tell(self.controller.recall(orders[key]))
                self.app.refresh_board()

        choices = [Choice(key, self._order_words(order)) for key, order in orders.items()]
        none = "Nothing was bumped off this screen yet."
        screen = ChoiceScreen(
            "Recall · newest first", lambda _: choices, none=none, hint="Enter bring it back · Esc close"
        )
        self.app.push_screen(screen, recall)

    def do_find(self) -> None:
        """A ticket by number, table, name or dish."""

        def go_to(key: str | None) -> None:
            found = next((shown for shown in self.controller.shown if str(shown.id) == key), None)
            if found is not None:
                self.controller.select(found.id)
                self.app.refresh_board()

        self.app.push_screen(
            ChoiceScreen("Find a ticket", self._find, none="No open ticket has that.", filtered=True), go_to
        )

    def do_station(self) -> None:
        """Another station, the expo, or all."""

        def change(key: str | None) -> None:
            if key is not None:
                view = View(expo=True) if key == EXPO else View(station=key or None)
                self.app.change_view(view)

        self.app.push_screen(ChoiceScreen("Station", self._stations, none="No stations."), change)

    def do_eighty_six(self) -> None:
        """Take an item off the menu, or put it back."""
        self.app.run_worker(self._open_menu(), group="menu", exclusive=True)

    async def _open_menu(self) -> None:
        why = await self.app.load_menu()
        if not self.app.menu:
            self.app.tell(f"The menu cannot be had: {why}. Nothing was changed.")
            return
        title = "86 · what is sold out"
        hint = "Enter 86 it, or put it back · Esc close"
        self.app.push_screen(
            ChoiceScreen(title, self._dishes, none="No such item.", filtered=True, hint=hint), self._toggle
        )

    def _toggle(self, key: str | None) -> None:
        item = next((item for item in self.app.menu if str(item.id) == key), None)
        if item is None:
            return
        if item.id in self.controller.board.sold_out():
            self.app.tell(self.controller.do(stock(item.id, item.name, available=True)))
            self.app.refresh_board()
            return
        choices = [
            Choice("0", "until somebody puts it back"),
            *(Choice(str(m), f"for {w}") for w, m in LATER),
        ]
        title = f"86 {plain(item.name)}"
        self.app.push_screen(
            ChoiceScreen(title, lambda _: choices, none=""), lambda m: self._sell_out(item, m)
        )

    def _sell_out(self, item: MenuItem, minutes: str | None) -> None:
        if minutes is None:
            return
        until = self.app.clock.now() + timedelta(minutes=int(minutes)) if int(minutes) else None
        self.app.tell(self.controller.do(stock(item.id, item.name, available=False, until=until)))
        self.app.refresh_board()

    def _digit(self, digit: str, *, bump: bool) -> None:
        """Select a tile: 1 to 9, 0 is the tenth; two digits soon after each other are one number."""
        now, tiles = time.monotonic(), self.app.tiles()
        typed = self._typed + digit if now - self._typed_at < TWO_DIGITS_SECONDS else digit
        tile = int(typed) or 10
        if tile not in tiles:
            typed, tile = digit, int(digit) or 10
        self._typed, self._typed_at = typed, now
        if tile not in tiles:
            self.app.tell(f"There is no ticket {tile} on this page.")
            return
        self.controller.select(tiles[tile])
        if bump:
            self.do_bump()

    def _find(self, query: str) -> list[Choice]:
        words = query.casefold().split()
        return [
            Choice(str(shown.id), self._order_words(shown.order))
            for shown in self.controller.shown
            if all(word in _searchable(shown) for word in words)
        ]

    def _stations(self, _: str) -> list[Choice]:
        names = sorted(
            {*stations(self.controller.board), *(item.station for item in self.app.menu if item.station)}
        )
        own = self.controller.view.station
        named = [Choice(name, f"{plain(name)}{'   (this one)' if name == own else ''}") for name in names]
        return [
            Choice(ALL, "all stations"),
            Choice(EXPO, "expo: whole orders, and where each station is"),
            *named,
        ]

    def _dishes(self, query: str) -> list[Choice]:
        out = self.controller.board.sold_out()
        words = query.casefold().split()
        found = [
            item
            for item in self.app.menu
            if all(w in f"{item.name} {item.category}".casefold() for w in words)
        ]
        ordered = sorted(found, key=lambda item: item.id not in out)
        return [Choice(str(item.id), _dish_words(item, out=item.id in out)) for item in ordered]

    def _order_words(self, order: KitchenOrder) -> str:
        dishes = ", ".join(f"{line.quantity}× {plain(item_words(line))}" for line in order.items)
        name = f" · {plain(order.customer_name)}" if order.customer_name else ""
        age = age_words(age_seconds(order, self.app.clock.now()))
        return f"#{order.number}  {place_words(order)}{name}  {age}  {order.status}  {dishes}"


def _searchable(shown: TicketView) -> str:
    order = shown.order
    dishes = " ".join(item_words(line) for line in order.items)
    return f"#{order.number} {place_words(order)} {order.customer_name} {dishes}".casefold()


def _dish_words(item: MenuItem, *, out: bool) -> str:
    return f"{'86  ' if out else '    '}{plain(item.name)}   ({plain(item.category)})"


def local_time(moment: datetime) -> str:
    """`18:05` on the clock of the terminal's place."""
    return f"{moment.astimezone():%H:%M}"
