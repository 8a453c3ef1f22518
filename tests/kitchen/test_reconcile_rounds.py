"""A round of the reconciliation, looked at from within: what is asked for, and what is read anew."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import pytest

from server.domain.menu import Category, Item, Menu, Variant
from server.events.model import MenuChanged, OrderChanged
from server.kitchen.channel import Channel
from server.kitchen.reconcile import Reconciler
from server.kitchen.snapshot import Stock

SHOWN, HELD, CACHED, WATCHED, ON_BOARD = (UUID(int=number) for number in range(1, 6))
COLA = Item(2, 1, "Cola", variants=(Variant(21, "Regular", 300),), sold_out=True)

WATER = Item(3, 1, "Water", variants=(Variant(31, "Regular", 200),), portions=2)
OUT, FEW = Stock("Cola", None, "item", 2, None), Stock("Water", None, "item", 3, 2)


@dataclass
class Snapshot:
    menu: Menu
    version: int


@dataclass
class Around:
    """What a reconciler looks at: counters of the database by restaurant as (changes, menu version), and what is held."""

    counters: dict[UUID, tuple[int, int]] = field(default_factory=dict)
    channels: list[Channel] = field(default_factory=list)
    versions: dict[UUID, int] = field(default_factory=dict)
    cached: set[UUID] = field(default_factory=set)
    watched: set[UUID] = field(default_factory=set)
    boards: set[UUID] = field(default_factory=set)
    menu: Menu = field(default_factory=lambda: Menu("EUR"))
    is_away: bool = False
    asked: list[set[UUID]] = field(default_factory=list)
    done: list[tuple[str, UUID]] = field(default_factory=list)

    async def fetch(
        self, _query: str, restaurants: list[UUID], held: list[int | None]
    ) -> list[dict[str, Any]]:
        self.asked.append(set(restaurants))
        if self.is_away:
            raise ConnectionError("the database is away")
        return [
            {"restaurant_id": one, "changes": self.counters[one][0], "menu_version": self.counters[one][1]}
            for one, version in zip(restaurants, held, strict=True)
            if one in self.counters and self.counters[one][1] != version
        ]

    async def check_displays(self) -> None:
        self.done.append(("check displays", SHOWN))

    async def send_snapshots(self, channel: Channel) -> None:
        self.done.append(("snapshot", channel.restaurant_id))

    def place_of(self, _snapshot: Snapshot, _now: datetime) -> str:
        return "open"

    def held_versions(self) -> dict[UUID, int]:
        return self.versions

    async def by_id(self, _restaurant_id: UUID) -> Snapshot:
        return Snapshot(self.menu, 7)

    def rounds(self) -> Reconciler:
        parts = (
            self,
            _Part("menu", self, set[UUID]),
            self,
            _Part("status", self, lambda: self.cached),
            _Part("watchers", self, lambda: self.watched),
            _Part("board", self, lambda: self.boards),
        )
        return Reconciler(*cast("Any", parts))

    def told(self) -> list[tuple[str, UUID]]:
        """What was done since the last time, but for the look at the displays."""
        done, self.done = [one for one in self.done if one[0] != "check displays"], []
        return done


@dataclass
class _Part:
    """One part of the process that holds something of restaurants."""

    name: str
    around: Around
    holds: Any

    def restaurants(self) -> set[UUID]:
        return cast("set[UUID]", self.holds())

    def resync(self, restaurant_id: UUID) -> None:
        self.around.done.append((self.name, restaurant_id))

    def held_versions(self) -> dict[UUID, int]:
        return self.around.versions

    async def by_id(self, restaurant_id: UUID) -> Snapshot:
        return await self.around.by_id(restaurant_id)


def channel_at(changes: int, version: int, sold_out: dict[Any, Stock] | None = None) -> Channel:
    channel = Channel(SHOWN)
    channel.sequence.catch_up(changes)
    channel.menu_version, channel.sold_out = version, sold_out or {}
    return channel


async def test_a_round_asks_for_what_is_shown_or_held_and_for_nothing_else() -> None:
    """Displays, menus, statuses, streams and boards; where there is none of them the database is not asked."""
    around = Around(
        channels=[channel_at(0, 0)],
        versions={HELD: 1},
        cached={CACHED},
        watched={WATCHED},
        boards={ON_BOARD},
    )
    await around.rounds().run_once()
    assert around.asked == [{SHOWN, HELD, CACHED, WATCHED, ON_BOARD}]
    nothing = Around()
    await nothing.rounds().run_once()
    assert nothing.asked == []
    assert nothing.done == [("check displays", SHOWN)]


async def test_a_menu_of_another_version_is_read_anew() -> None:
    """One of the same version, and one that is not held, are left alone."""
    around = Around(counters={HELD: (0, 8), CACHED: (0, 9)}, versions={HELD: 7}, cached={CACHED})
    rounds = around.rounds()
    await rounds.run_once()
    assert sorted(around.told()) == [("board", CACHED), ("menu", HELD), ("watchers", CACHED)]
    around.versions = {HELD: 8}
    await rounds.run_once()
    assert around.told() == []


async def test_what_is_watched_is_read_anew_at_the_first_look_and_where_a_change_was_lost() -> None:
    """In the first look at a change it may be late, one that was received is none, and each place counts for itself."""
    around = Around(counters={CACHED: (3, 1), WATCHED: (5, 1)}, cached={CACHED}, boards={WATCHED})
    rounds = around.rounds()
    await rounds.run_once()
    assert sorted(around.told()) == [
        ("board", CACHED), ("board", WATCHED), ("watchers", CACHED), ("watchers", WATCHED)
    ]  # fmt: skip
    around.counters = {CACHED: (4, 1), WATCHED: (6, 1)}
    rounds.on_event(OrderChanged(WATCHED, 6, UUID(int=9)))
    rounds.on_event(MenuChanged(CACHED))
    await rounds.run_once()
    assert around.told() == []
    await rounds.run_once()
    assert sorted(around.told()) == [("board", CACHED), ("watchers", CACHED)]
    await rounds.run_once()
    await rounds.run_once()
    assert around.told() == []


async def test_what_nobody_watches_any_more_is_counted_anew_when_it_is_watched_again() -> None:
    """Also where it was asked to begin anew; a change of a place that nobody watches is not counted."""
    around = Around(counters={CACHED: (3, 1)}, cached={CACHED})
    rounds = around.rounds()
    await rounds.run_once()
    around.told()
    around.cached = set()
    await rounds.run_once()
    rounds.on_event(OrderChanged(CACHED, 4, UUID(int=9)))
    around.cached = {CACHED}
    await rounds.run_once()
    assert around.told() == [("watchers", CACHED), ("board", CACHED)]
    rounds.resync(CACHED)
    rounds.resync(HELD)
    await rounds.run_once()
    assert around.told() == [("watchers", CACHED), ("board", CACHED)]


async def test_a_display_gets_a_snapshot_where_a_change_was_lost() -> None:
    """In the second round in which the same one is missing."""
    around = Around(counters={SHOWN: (4, 7)}, channels=[channel_at(3, 7)])
    rounds = around.rounds()
    await rounds.run_once()
    assert around.told() == []
    await rounds.run_once()
    assert around.told() == [("snapshot", SHOWN)]


async def test_a_display_that_missed_its_snapshot_gets_one_in_the_next_round() -> None:
    """Nothing else has to have happened."""
    channel = channel_at(3, 7)
    around = Around(counters={SHOWN: (3, 7)}, channels=[channel])
    channel.needs_snapshot = True
    await around.rounds().run_once()
    assert around.told() == [("snapshot", SHOWN)]


@pytest.mark.parametrize(
    ("sold_out", "counted", "place", "expected"),
    [
        ({2: OUT}, {3: FEW}, "open", []),
        ({}, {3: FEW}, "open", [("snapshot", SHOWN)]),
        ({2: OUT}, {3: FEW._replace(portions=3)}, "open", [("snapshot", SHOWN)]),
        ({2: OUT}, {3: FEW}, "paused", [("snapshot", SHOWN)]),
    ],
)
async def test_another_menu_is_a_snapshot_only_where_another_thing_is_to_be_had(
    sold_out: dict[Any, Stock], counted: dict[Any, Stock], place: str, expected: list[tuple[str, UUID]]
) -> None:
    """What is sold out or counted, or whether orders are taken. The version is noted either way, and not looked at again."""
    channel = channel_at(3, 6, sold_out)
    channel.counted, channel.place = counted, cast("Any", place)
    menu = Menu("EUR", (Category(1, "Drinks", items=(COLA, WATER)),))
    around = Around(counters={SHOWN: (3, 7)}, channels=[channel], menu=menu)
    rounds = around.rounds()
    await rounds.run_once()
    assert around.told() == expected
    assert channel.menu_version == 7
    await rounds.run_once()
    assert around.told() == []


async def test_a_menu_of_the_version_that_was_sent_is_not_compared() -> None:
    """What the display was sent since is newer than what a menu of the same version says."""
    channel = channel_at(3, 7, {2: OUT})
    around = Around(counters={SHOWN: (3, 7)}, channels=[channel])
    await around.rounds().run_once()
    assert around.told() == []


async def test_after_the_database_was_away_the_first_look_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounds go on; what was missed meanwhile, by displays and by watchers, is read anew at once."""
    around = Around(counters={SHOWN: (3, 7), CACHED: (3, 7)}, channels=[channel_at(3, 7)], cached={CACHED})
    rounds = around.rounds()
    await rounds.run_once()
    around.told()
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        around.is_away = len(waits) == 1
        if len(waits) == 2:
            around.counters = {SHOWN: (4, 7), CACHED: (4, 7)}
        if len(waits) == 3:
            raise asyncio.CancelledError

    monkeypatch.setattr(asyncio, "sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        await rounds.run_forever()
    assert waits == [1.5, 1.5, 1.5]
    assert around.told() == [("snapshot", SHOWN), ("watchers", CACHED), ("board", CACHED)]
