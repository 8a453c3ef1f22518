"""What is kept of statuses and streams: exactly as many as may be, and not one more."""

from uuid import UUID

import pytest

from server.domain.errors import DependencyAway
from server.orders.status_cache import StatusCache
from server.orders.status_watchers import Watchers
from tests.orders.samples import order

PLACE = UUID(int=1)


def test_ten_thousand_orders_are_kept() -> None:
    """One more lets go of the one that nobody has asked for or put anew for longest, and of all that is known of it."""
    cache, first, second = StatusCache(), order(id=UUID(int=0)), order(id=UUID(int=1))
    cache.put(first)
    cache.put(second)
    for number in range(2, 10_000):
        cache.put(order(id=UUID(int=number)))
    assert len(cache._kept) == 10_000
    cache.put(first)
    cache.put(order(id=UUID(int=10_000)))
    assert len(cache._kept) == len(cache._asked) == 10_000
    assert cache.get(first.id) is not None
    assert cache.get(second.id) is None
    assert sum(map(len, cache._of_restaurant.values())) == 10_000


def test_twenty_thousand_streams_are_open() -> None:
    """One more is told to ask for the status instead, in ten seconds; each that closes makes room for one."""
    watchers = Watchers(StatusCache())
    opened = [watchers.add(UUID(int=number), PLACE) for number in range(20_000)]
    with pytest.raises(DependencyAway) as refused:
        watchers.add(UUID(int=20_000), PLACE)
    assert refused.value.retry_after == 10
    for watcher in opened[:2]:
        watchers.remove(watcher)
        watchers.remove(watcher)
    assert len(watchers._by_order) == len(watchers._by_restaurant[PLACE]) == 19_998
    for number in range(2):
        watchers.add(UUID(int=number), PLACE)
    with pytest.raises(DependencyAway):
        watchers.add(UUID(int=20_000), PLACE)


def test_thirty_two_streams_of_one_order_are_open() -> None:
    """One more is refused, of this order alone, and nothing is left of a refusal."""
    watchers = Watchers(StatusCache())
    for _ in range(32):
        watchers.add(UUID(int=1), PLACE)
    with pytest.raises(DependencyAway):
        watchers.add(UUID(int=1), PLACE)
    watchers.add(UUID(int=2), PLACE)
    assert len(watchers._by_order) == 2
