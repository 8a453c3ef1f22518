"""The cache of orders' public bytes: never older than what is known, never without bound."""

from dataclasses import replace
from uuid import uuid4

import orjson
import pytest

from server.orders.status_cache import CAPACITY, StatusCache
from tests.orders.samples import order


def revision(body: bytes | None) -> int | None:
    return None if body is None else int(orjson.loads(body)["revision"])


def test_a_higher_revision_replaces_a_lower_one_and_never_the_reverse() -> None:
    """Whatever comes in whatever order, the highest revision is kept and answered."""
    cache, one = StatusCache(), order()
    answers = [revision(cache.put(replace(one, revision=n))) for n in (2, 1, 3, 2)]
    assert answers == [2, 2, 3, 3]
    assert revision(cache.get(one.id)) == 3


def test_what_was_read_while_it_changed_elsewhere_is_answered_and_not_kept() -> None:
    """A change between the reading's moment and the put keeps the reading out; a reading after it is kept."""
    cache, one = StatusCache(), order()
    before = cache.moment(one.id)
    cache.drop([one.id])
    assert revision(cache.put(one, before)) == 1
    assert cache.get(one.id) is None
    assert revision(cache.put(one, cache.moment(one.id))) == 1
    assert revision(cache.get(one.id)) == 1


def test_a_change_made_here_is_kept_only_of_what_somebody_asked_for() -> None:
    """A refreshed order that is kept has its new revision; one that is not stays out, and older readings of it too."""
    cache, kept, other = StatusCache(), order(), order()
    cache.put(kept)
    cache.refresh(replace(kept, revision=2))
    assert revision(cache.get(kept.id)) == 2
    read_at = cache.moment(other.id)
    cache.refresh(replace(other, revision=2))
    assert cache.get(other.id) is None
    cache.put(other, read_at)
    assert cache.get(other.id) is None


def test_the_cache_holds_as_many_as_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for two, the third pushes out the one that was asked for longest ago."""
    monkeypatch.setattr("server.orders.status_cache.CAPACITY", 2)
    cache, first, second, third = StatusCache(), order(), order(), order()
    cache.put(first)
    cache.put(second)
    assert cache.get(first.id) is not None
    cache.put(third)
    assert [cache.get(one.id) is not None for one in (first, second, third)] == [True, False, True]
    cache.put(first)
    cache.put(second)
    assert [cache.get(one.id) is not None for one in (first, second, third)] == [True, True, False]
    assert CAPACITY == 10_000


def test_a_restaurant_is_dropped_whole_and_alone() -> None:
    """Its orders go, a neighbour's stay, and a reading from before does not come back."""
    cache, mine, neighbours = StatusCache(), uuid4(), order()
    own = [order(restaurant_id=mine) for _ in range(2)]
    for one in (*own, neighbours):
        cache.put(one)
    read_at = cache.moment(own[0].id)
    cache.drop_restaurant(mine)
    cache.put(own[0], read_at)
    assert [cache.get(one.id) is None for one in (*own, neighbours)] == [True, True, False]


def test_what_nobody_asks_for_goes_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """At exactly 60 seconds it is kept and its restaurant followed; later it is not; asking keeps it."""
    now = [1000.0]
    monkeypatch.setattr("server.orders.status_cache.time.monotonic", lambda: now[0])
    cache, quiet, asked = StatusCache(), order(), order()
    cache.put(quiet)
    cache.put(asked)
    now[0] += 60.0
    assert cache.restaurants() == {quiet.restaurant_id, asked.restaurant_id}
    assert cache.get(asked.id) is not None
    now[0] += 0.5
    assert cache.restaurants() == {asked.restaurant_id}
    assert cache.get(quiet.id) is None
    cache.drop([asked.id])
    assert len(cache._asked) == len(cache._of_restaurant) == 0
