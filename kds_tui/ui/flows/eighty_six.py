"""86: what is sold out, for how long, and how many portions of a dish are left."""

from datetime import timedelta

from kds_tui.core.kitchen_menu import MenuItem
from kds_tui.core.stock_actions import Portions, StockAction, part_stock, stock
from kds_tui.core.stock_choices import (
    COUNT,
    UNCOUNT,
    Thing,
    find_thing,
    portions_of,
    sold_out_choices,
    stock_choices,
    stock_key,
)
from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext
from kds_tui.ui.flows.dialogs import Dialogs
from kds_tui.ui.screens.choice import ChoiceScreen
from kds_tui.ui.screens.entry import EntryScreen


class EightySix:
    """Asks what, then for how long; what is sold out is put back at once."""

    def __init__(self, dialogs: Dialogs) -> None:
        self._dialogs = dialogs

    async def open(self) -> None:
        """Show everything that can be sold out, with the newest menu that can be had."""
        display = self._dialogs.display
        why = await display.load_menu()
        if not display.menu.items:
            self._dialogs.tell(gettext("The menu cannot be had: %s. Nothing was changed.") % why)
            return
        screen = ChoiceScreen(
            gettext("86 · what is sold out"),
            lambda query: stock_choices(self._dialogs.controller.board.stock_now(), display.menu, query),
            none=gettext("No such dish, option or size."),
            filtered=True,
            hint=gettext("Enter 86 it, count it, or put it back · Esc close"),
        )
        self._dialogs.ask(screen, self._chosen)

    def _chosen(self, key: str | None) -> None:
        thing = find_thing(self._dialogs.display.menu, key) if key else None
        if thing is None:
            return
        state = self._dialogs.controller.board.stock_now()
        if stock_key(thing) in state.out:
            self._do(_stock(thing, available=True, minutes=0, dialogs=self._dialogs))
            return
        choices = sold_out_choices(state, thing)
        screen = ChoiceScreen(f"86 {plain(thing.name)}", lambda _: choices, none="")
        self._dialogs.ask(screen, lambda answer: self._sell_out(thing, answer))

    def _sell_out(self, thing: Thing, answer: str | None) -> None:
        if answer is None:
            return
        if isinstance(thing, MenuItem) and answer == COUNT:
            title = gettext("How many portions of %s are left?") % plain(thing.name)
            screen = EntryScreen(title, gettext("a number"), digits=True)
            self._dialogs.ask(screen, lambda typed: self._count(thing, typed))
        elif isinstance(thing, MenuItem) and answer == UNCOUNT:
            self._do(self._portions(thing, None))
        else:
            self._do(_stock(thing, available=False, minutes=int(answer), dialogs=self._dialogs))

    def _count(self, item: MenuItem, typed: str | None) -> None:
        if typed is None:
            return
        left = portions_of(typed)
        if left is None:
            self._dialogs.tell(gettext("%r is no number of portions; nothing was changed.") % typed)
        else:
            self._do(self._portions(item, left))

    def _portions(self, item: MenuItem, left: int | None) -> Portions:
        held = self._dialogs.controller.board.stock_now().counted.get(item.id)
        before = held.portions if held else None
        return Portions(menu_item_id=item.id, name=item.name, left=left, before=before)

    def _do(self, action: StockAction) -> None:
        self._dialogs.tell(self._dialogs.controller.do(action))


def _stock(thing: Thing, *, available: bool, minutes: int, dialogs: Dialogs) -> StockAction:
    until = dialogs.display.now() + timedelta(minutes=minutes) if minutes else None
    if isinstance(thing, MenuItem):
        return stock(thing.id, thing.name, available=available, until=until)
    return part_stock(thing.kind, thing.name, available=available, until=until)
