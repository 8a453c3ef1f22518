"""Streams of orders: bounded, woken by what concerns them, and leaving nothing behind."""

from uuid import UUID, uuid4

import pytest

from server.domain.errors import DependencyAway
from server.events.model import MenuChanged, OrderChanged
from server.orders.status_cache import StatusCache
from server.orders.status_watchers import MAX_WATCHERS, Watchers
from tests.orders.samples import order


def test_an_order_has_32_streams_and_no_more() -> None:
    """The 32nd is opened, the 33rd refused; after one has ended there is room again, for that order and others all along."""
    watchers, one, place = Watchers(StatusCache()), uuid4(), uuid4()
    opened = [watchers.add(one, place) for _ in range(32)]
    with pytest.raises(DependencyAway):
        watchers.add(one, place)
    other = watchers.add(uuid4(), place)
    watchers.remove(other)
    assert other.order_id not in watchers._by_order
    watchers.remove(opened[0])
    watchers.remove(opened[0])
    watchers.add(one, place)
    with pytest.raises(DependencyAway):
        watchers.add(one, place)


def test_a_process_has_as_many_streams_as_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for three the fourth is refused, whatever order it is of, until one ends."""
    monkeypatch.setattr("server.orders.status_watchers.MAX_WATCHERS", 3)
    watchers, place = Watchers(StatusCache()), uuid4()
    opened = [watchers.add(uuid4(), place) for _ in range(3)]
    with pytest.raises(DependencyAway) as refused:
        watchers.add(uuid4(), place)
    assert refused.value.retry_after == 10
    watchers.remove(opened[1])
    watchers.add(uuid4(), place)
    with pytest.raises(DependencyAway):
        watchers.add(uuid4(), place)


def test_a_process_takes_20000_streams() -> None:
    """The bound that the documentation names."""
    assert MAX_WATCHERS == 20_000


def test_a_refusal_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand refused streams of as many orders take no room."""
    monkeypatch.setattr("server.orders.status_watchers.MAX_WATCHERS", 0)
    watchers = Watchers(StatusCache())
    for _ in range(10_000):
        with pytest.raises(DependencyAway):
            watchers.add(uuid4(), uuid4())
    assert watchers.restaurants() == set()
    assert len(watchers._by_order) == 0


def test_a_change_wakes_those_who_watch_that_order() -> None:
    """Nobody else wakes; a change of another process drops the cached bytes, one of this process does not."""
    cache = StatusCache()
    watchers, mine, other = Watchers(cache), order(), order()
    watching = {one.id: watchers.add(one.id, one.restaurant_id) for one in (mine, other)}
    cache.put(mine)
    watchers.on_event(MenuChanged(mine.restaurant_id))
    assert not watching[mine.id].changed.is_set()
    watchers.on_event(OrderChanged(mine.restaurant_id, 1, mine.id, mine))
    assert (watching[mine.id].changed.is_set(), watching[other.id].changed.is_set()) == (True, False)
    assert cache.get(mine.id) is not None
    watchers.on_event(OrderChanged(mine.restaurant_id, 2, mine.id))
    assert cache.get(mine.id) is None


def test_a_missed_event_wakes_one_restaurant_and_the_end_wakes_all() -> None:
    """After a resync its orders are read anew and a neighbour's are not; a closing server wakes everybody and opens none."""
    cache = StatusCache()
    watchers, mine, other = Watchers(cache), order(), order()
    watching = {one.id: watchers.add(one.id, one.restaurant_id) for one in (mine, other)}
    cache.put(mine)
    cache.put(other)
    watchers.resync(mine.restaurant_id)
    assert (watching[mine.id].changed.is_set(), watching[other.id].changed.is_set()) == (True, False)
    assert (cache.get(mine.id) is None, cache.get(other.id) is None) == (True, False)
    assert watchers.restaurants() == {mine.restaurant_id, other.restaurant_id}
    watchers.close()
    assert watching[other.id].changed.is_set()
    with pytest.raises(DependencyAway):
        watchers.add(UUID(int=1), UUID(int=2))
