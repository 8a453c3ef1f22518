"""What the displays of one restaurant are sent, and what the channel notes of it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

import orjson
import pytest

from server.domain.order import Order, OrderLine
from server.domain.table_call import TableCall
from server.kitchen import channel as channels
from server.kitchen.channel import Channel
from server.kitchen.display_connection import DisplayConnection, Message
from server.kitchen.place import Place
from server.kitchen.snapshot import KitchenState, Stock
from tests.orders.samples import order

PLACE = UUID(int=1)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Display:
    """Keeps what it is sent."""

    def __init__(self, station: str | None = None) -> None:
        self.station = station
        self.messages: list[Message] = []

    def shows(self, one: Order) -> bool:
        return one.concerns(self.station)

    def send(self, message: Message) -> None:
        self.messages.append(message)

    @property
    def sent(self) -> list[Any]:
        return [orjson.loads(message.text) for message in self.messages]


class FixedTime(datetime):
    """A clock that stands at NOW."""

    @classmethod
    def now(cls, tz: Any = None) -> "FixedTime":
        return cls(2026, 3, 2, 12, tzinfo=tz)


@pytest.fixture
async def channel(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Channel]:
    """A channel without displays, at NOW."""
    monkeypatch.setattr(channels, "datetime", FixedTime)
    made = Channel(PLACE)
    yield made
    made.close()


def with_display(channel: Channel, station: str | None = None) -> Display:
    display = Display(station)
    channel.displays.add(cast("DisplayConnection", display))
    return display


def seconds_to_timer(channel: Channel) -> float | None:
    timer = channel._timer
    return None if timer is None or timer.cancelled() else timer.when() - asyncio.get_running_loop().time()


def state(changes: int = 7, **sold_out: datetime | None) -> KitchenState:
    things = [item(number, name, until) for number, (name, until) in enumerate(sold_out.items(), 1)]
    return KitchenState(changes, 3, [], [], {thing.key: thing for thing in things}, {}, NOW)


def item(item_id: int, name: str, until: datetime | None = None) -> Stock:
    return Stock(name, until, "item", item_id)


async def test_a_new_channel_knows_nothing(channel: Channel) -> None:
    """Neither displays nor changes, and it needs no snapshot."""
    assert channel.restaurant_id == PLACE
    assert (channel.sequence.complete, channel.menu_version, channel.needs_snapshot) == (0, 0, False)
    assert (channel.is_snapshot_due, channel.place, channel.snapshot_lock.locked()) == (False, None, False)


async def test_an_order_goes_to_those_whose_business_it_is(channel: Channel) -> None:
    """Whole, with its revision, to its stations and to the display of all."""
    oven, bar, everything = (with_display(channel, station) for station in ("oven", "bar", None))
    one = order(lines=(OrderLine(1, 7, "Pizza", 9, "", 1, (), "", 900, 900, "oven"),), revision=4)
    channel.send_order(one)
    assert [len(display.messages) for display in (oven, bar, everything)] == [1, 0, 1]
    (message,) = oven.messages
    assert (message.order_id, message.revision, message.is_snapshot) == (one.id, 4, False)
    assert oven.sent[0]["type"] == "order"
    assert oven.sent[0]["order"]["id"] == str(one.id)


async def test_an_86_is_sent_noted_and_taken_back(channel: Channel) -> None:
    """Every display is told, whatever its station, in the fields of the contract."""
    bar = with_display(channel, "bar")
    channel.send_availability(item(5, "Coke", NOW + timedelta(hours=1)), available=False)
    assert channel.sold_out == {5: item(5, "Coke", NOW + timedelta(hours=1))}
    assert seconds_to_timer(channel) == pytest.approx(3600, abs=1)
    channel.send_availability(item(6, "Water"), available=False)
    channel.send_availability(item(5, "Coke"), available=True)
    assert channel.sold_out == {6: item(6, "Water")}
    assert seconds_to_timer(channel) is None
    common = {"type": "availability", "kind": "item", "menu_item_id": 5, "name": "Coke", "portions": None}
    assert bar.sent == [
        {**common, "available": False, "until": "2026-03-02T13:00:00Z"},
        {**common, "menu_item_id": 6, "name": "Water", "available": False, "until": None},
        {**common, "available": True, "until": None},
    ]


async def test_portions_are_noted_until_the_last_is_sold(channel: Channel) -> None:
    """What is counted is compared with the menu later; what is out, or no longer counted, is not counted."""
    with_display(channel)
    channel.send_availability(item(5, "Coke")._replace(portions=2), available=True)
    assert channel.counted == {5: item(5, "Coke")._replace(portions=2)}
    channel.send_availability(item(5, "Coke")._replace(portions=0), available=False)
    assert (channel.counted, list(channel.sold_out)) == ({}, [5])
    channel.send_availability(item(5, "Coke"), available=True)
    assert (channel.counted, channel.sold_out) == ({}, {})


async def test_options_of_a_name_are_one_thing(channel: Channel) -> None:
    """They have no item's id; another writing of the name is the same, a size of that name is another."""
    display = with_display(channel)
    channel.send_availability(Stock("Oat milk", None, "option"), available=False)
    channel.send_availability(Stock("Oat Milk", None, "variant"), available=False)
    assert list(channel.sold_out) == [("option", "oat milk"), ("variant", "oat milk")]
    channel.send_availability(Stock("OAT MILK", None, "option"), available=True)
    assert list(channel.sold_out) == [("variant", "oat milk")]
    assert [(sent["kind"], sent["menu_item_id"], sent["available"]) for sent in display.sent] == [
        ("option", None, False),
        ("variant", None, False),
        ("option", None, True),
    ]


async def test_a_call_is_sent(channel: Channel) -> None:
    """To every display."""
    display = with_display(channel, "oven")
    channel.send_call(TableCall(PLACE, 3, "bill", "by card", "5", NOW, done=False))
    assert display.sent == [
        {
            "type": "call",
            "call": {
                "id": 3,
                "kind": "bill",
                "text": "by card",
                "table_identifier": "5",
                "created_at": "2026-03-02T12:00:00Z",
                "done": False,
                "taken_by": "",
            },
        }
    ]


async def test_a_snapshot_is_what_is_known_from_then_on(channel: Channel) -> None:
    """Its changes, its version of the menu, and what is sold out in it, of which the channel keeps a copy."""
    with_display(channel)
    place = cast("Place", object())
    taken = replace(state(Soup=NOW + timedelta(minutes=1)), place=place)
    channel.needs_snapshot = True
    channel.take_snapshot(taken)
    assert (channel.sequence.complete, channel.menu_version, channel.needs_snapshot) == (7, 3, False)
    assert channel.place is place
    assert channel.sold_out == {1: item(1, "Soup", NOW + timedelta(minutes=1))}
    assert channel.sold_out is not taken.sold_out
    assert seconds_to_timer(channel) == pytest.approx(60, abs=1)


@pytest.mark.parametrize(
    ("seconds", "wait"), [(-5, 0), (0, 0), (90, 90), (3600, 3600), (3700, 3600), (90_000, 3600)]
)
async def test_the_timer_is_set_for_the_next_end(channel: Channel, seconds: int, wait: float) -> None:
    """For the first of several, at once where it is over, and for an hour at most."""
    with_display(channel)
    first = NOW + timedelta(seconds=seconds)
    channel.take_snapshot(state(Later=first + timedelta(seconds=50), First=first, Forever=None))
    assert seconds_to_timer(channel) == pytest.approx(wait, abs=0.5)


async def test_no_timer_where_nothing_ends_or_nobody_looks(channel: Channel) -> None:
    """Without an end, or without displays; a timer that was set for what is over is taken back."""
    channel.take_snapshot(state(Soup=NOW + timedelta(minutes=1)))
    assert seconds_to_timer(channel) is None
    with_display(channel)
    channel.take_snapshot(state(Soup=None))
    assert seconds_to_timer(channel) is None
    channel.take_snapshot(state(Soup=NOW + timedelta(minutes=1)))
    set_before = channel._timer
    channel.take_snapshot(state())
    assert set_before is not None
    assert set_before.cancelled()
    assert channel._timer is None


async def test_what_has_ended_by_now_returns(channel: Channel) -> None:
    """An end at this very moment too; what ends later waits on with the timer, what has no end stays out."""
    display = with_display(channel)
    later = NOW + timedelta(minutes=5)
    channel.sold_out = {1: item(1, "Past", NOW - timedelta(seconds=1)), 2: item(2, "Now", NOW)}
    channel.sold_out |= {3: item(3, "Later", later), 4: item(4, "Forever")}
    channel.send_returns()
    assert channel.sold_out == {3: item(3, "Later", later), 4: item(4, "Forever")}
    assert [(sent["name"], sent["available"], sent["until"]) for sent in display.sent] == [
        ("Past", True, None),
        ("Now", True, None),
    ]
    assert seconds_to_timer(channel) == pytest.approx(300, abs=1)


async def test_where_nothing_has_ended_the_timer_is_set_again(channel: Channel) -> None:
    """As after the hour that a timer waits at most."""
    with_display(channel)
    channel.sold_out = {3: item(3, "Later", NOW + timedelta(minutes=5))}
    channel.send_returns()
    assert seconds_to_timer(channel) == pytest.approx(300, abs=1)


async def test_a_closed_channel_has_no_timer(channel: Channel) -> None:
    """Nothing of it runs on; closing it twice, or without a timer, is no mistake."""
    channel.close()
    with_display(channel)
    channel.take_snapshot(state(Soup=NOW + timedelta(minutes=1)))
    channel.close()
    channel.close()
    assert seconds_to_timer(channel) is None
