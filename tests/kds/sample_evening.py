"""One moment of an evening with everything that a ticket can be, the same at every run."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from kds_tui.core.actions import Action
from kds_tui.core.events import ClockSet, Event, Offline, Online, Remembered
from kds_tui.core.kitchen_menu import Menu, MenuItem
from kds_tui.net.backend import Emit
from kds_tui.net.demo_orders import demo_day
from server.wire.availability import Unavailable
from server.wire.kitchen_day import KitchenDay
from server.wire.orders import KitchenOrder
from tests.kds.sample_orders import changed, line, modifier, order, snapshot, told

EIGHT = datetime(2026, 5, 4, 20, 0, tzinfo=UTC)


def _at(minutes: float, one: KitchenOrder) -> KitchenOrder:
    return one.model_copy(update={"created_at": EIGHT - timedelta(minutes=minutes)})


BANQUET = [
    line(n, name, quantity=1 + n % 4, station=("grill", "oven", "fry")[n % 3], special_requests=wish)
    for n, (name, wish) in enumerate(
        [
            ("Charred half chicken", "no skin for two of them, the others as usual please"),
            ("Green garden pizza", ""),
            ("Skin-on fries", "extra crisp"),
            ("Halloumi skewers", ""),
            ("Baked feta pot", ""),
            ("Squid rings", "tartare in a separate bowl"),
            ("Harbour burger", ""),
            ("Fisherman’s pizza", "cut into twelve pieces"),
            ("Lighthouse salad", ""),
            ("Smoked trout toast", ""),
        ],
        start=1,
    )
]

ORDERS = [
    _at(16.2, order(41, line(1, "Baked feta pot", quantity=2), line(2, "Flat white", station="bar", done=True),
                    table_identifier="12", status="preparing")),
    _at(11.5, order(42, line(1, "Fisherman’s pizza", variant_label="Large", modifiers=[modifier("anchovies", "none"),
                    modifier("olives", "extra")]), line(2, "Skin-on fries", station="fry", quantity=3,
                    modifiers=[modifier("aioli", "side", 2)]), table_identifier="7",
                    raw_input="a large fishermans pizza no anchovies extra olives, three fries with two aiolis. "
                    "I am allergic to nuts")),
    _at(9.1, order(43, line(1, "Harbour burger", station="grill", modifiers=[modifier("onions", "none")],
                   special_requests="well done please\nand cut in half"), table_identifier="", customer_name="Priya")),
    _at(6.4, order(44, line(1, "Lighthouse salad", station="cold", done=True), line(2, "Squid rings", station="fry",
                   done=True), table_identifier="3", status="preparing")),
    _at(5.5, order(45, line(1, "拉麵 ラーメン", station="grill", quantity=2), line(2, "Crème brûlée 🍮", station="cold"),
                   table_identifier="", customer_name="小林さん")),
    _at(4.0, order(46, line(1, "Elderflower fizz", station="bar"), table_identifier="9", status="ready")),
    _at(3.2, order(47, *BANQUET, table_identifier="Garden room")),
    _at(2.0, order(48, line(1, "Green garden pizza", variant_label="Small"), table_identifier="1")),
    _at(1.0, order(49, line(1, "Charred half chicken", station="grill"), table_identifier="2")),
]  # fmt: skip
LATER = [
    _at(0.3, order(50, line(1, "Smoked trout toast", station="cold"), table_identifier="8")),
    changed(ORDERS[7], rushed=True),
    changed(ORDERS[8], status="cancelled", reason="The guests had to leave"),
]
DISHES = tuple(
    MenuItem(n, name, category, station)
    for n, (name, category, station) in enumerate(
        [
            ("Harbour burger", "Grill", "grill"),
            ("Fisherman’s pizza", "Oven", "oven"),
            ("Squid rings", "Fryer", "fry"),
            ("Elderflower fizz", "Bar", "bar"),
            ("Salmon", "Grill", "grill"),
        ],
        start=1,
    )
)


class SampleEvening:
    """A backend that says the same every time, and then `more`."""

    def __init__(self, *more: Event) -> None:
        self._more = more
        self.submitted: list[Action] = []

    async def run(self, emit: Emit) -> None:
        until = EIGHT + timedelta(minutes=90)
        out = [Unavailable(menu_item_id=5, name="Salmon", until=until)]
        emit(ClockSet(EIGHT))
        emit(Online())
        emit(snapshot(*ORDERS, unavailable=out))
        for one in LATER:
            emit(told(one))
        for event in self._more:
            emit(event)
        await asyncio.Event().wait()

    def submit(self, action: Action) -> None:
        self.submitted.append(action)

    def withdraw(self, key: str) -> bool:
        del key
        return False

    def kept(self) -> Sequence[Action]:
        return ()

    def remember(self, now: Remembered) -> None:
        del now

    def look_up(self, order_ids: Sequence[UUID]) -> None:
        del order_ids

    def silence(self) -> float:
        return 7.0 if any(isinstance(event, Offline) for event in self._more) else 0.0

    async def day(self) -> KitchenDay:
        return demo_day(ORDERS)

    async def menu(self) -> Menu:
        return Menu("The Lighthouse", DISHES)
