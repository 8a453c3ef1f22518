"""Rate limits, and whose address is believed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any
from uuid import UUID

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from server.app import create_app
from server.domain.errors import TooManyRequests
from server.http import redis_counters
from server.http.forwarded import _seen_by_proxies, network_of
from server.http.rate_counters import LocalCounter, Rate
from server.http.rate_limit import Limit, Limits
from server.http.redis_counters import RedisCounter
from server.restaurants.model import TableLink
from server.restaurants.table_codes import TableCodes
from tests.conftest import make_settings
from tests.fixtures.api import Api, Reply
from tests.fixtures.patience import PATIENCE
from tests.fixtures.redis import RedisServer

TRUSTED = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


@pytest.fixture
async def limited(database_url: str) -> AsyncIterator[Api]:
    """A caller of a server with small limits, behind a trusted proxy on this machine."""
    settings = make_settings(
        DATABASE_URL=database_url,
        AIQR_TRUSTED_PROXIES="127.0.0.1",
        AIQR_LIMIT_LOGIN="2/minute",
        AIQR_LIMIT_PARSE="3/minute",
        AIQR_LIMIT_CONFIRM="2/minute",
    )
    running = TestServer(create_app(settings))
    await running.start_server()
    async with aiohttp.ClientSession(base_url=running.make_url("/")) as http:
        yield Api(http)
    await running.close()


async def log_in(api: Api, email: str, address: str) -> Reply:
    body = {"email": email, "password": "some password"}
    return await api.post("/api/auth/login/", body, headers={"X-Forwarded-For": address})


async def parse_words(api: Api, address: str, **table: str) -> Reply:
    body = {"restaurant_slug": "nowhere", "raw_input": "a coke", **table}
    return await api.post("/api/public/orders/parse/", body, headers={"X-Forwarded-For": address})


async def test_an_account_is_tried_so_often_and_no_more(limited: Api) -> None:
    """From however many addresses, in whatever case: one account, one count."""
    tries = [("a@example.com", "192.0.2.1"), ("A@Example.com", "192.0.2.2"), ("a@example.com", "192.0.2.3")]
    replies = [await log_in(limited, email, address) for email, address in tries]
    assert [reply.status for reply in replies] == [401, 401, 429]
    assert 1 <= int(replies[2].headers["Retry-After"]) <= 60
    assert (await log_in(limited, "b@example.com", "192.0.2.1")).status == 401


async def test_an_address_tries_accounts_so_often_and_no_more(limited: Api) -> None:
    """Three accounts' worth of logins from one address, and then it waits; others do not."""
    replies = [await log_in(limited, f"{n}@example.com", "192.0.2.9") for n in range(7)]
    assert [reply.status for reply in replies] == [401] * 6 + [429]
    assert (await log_in(limited, "9@example.com", "192.0.2.10")).status == 401


async def test_no_side_door_lets_an_account_be_tried_more_often(limited: Api) -> None:
    """Who invites an account, or holds a token of it, guesses its password no faster than at the front door."""
    victim = await limited.register("victim@example.com")
    owner = await limited.register("owner@example.com")
    place = (await owner.post("/api/restaurants/", {"name": "X place"})).body
    body = {"email": "victim@example.com", "role": "kitchen"}
    invited = await owner.post(f"/api/restaurants/{place['id']}/staff/", body)
    guess = {"token": invited.body["invite_url"].rsplit("/", 1)[1], "password": "is it this one"}
    replies = [await owner.post("/api/auth/accept-invite/", guess) for _ in range(3)]
    assert [reply.status for reply in replies] == [401, 401, 429]
    change = {"old_password": "is it this one", "new_password": "a wholly other phrase"}
    assert (await victim.patch("/api/auth/me/", change)).status == 429
    assert (await log_in(limited, "victim@example.com", "192.0.2.1")).status == 429


async def test_an_address_cannot_be_made_up(limited: Api) -> None:
    """What a client writes into X-Forwarded-For before the proxy adds its own does not count."""
    replies = [await parse_words(limited, f"198.51.100.{n}, 192.0.2.1") for n in range(4)]
    assert [reply.status for reply in replies] == [404, 404, 404, 429]


@dataclass
class Room:
    """A restaurant with tables, and who sends requests from addresses."""

    api: Api
    slug: str
    coke: int
    codes: list[str]

    async def parse(self, address: str, **table: str) -> int:
        body = {"restaurant_slug": self.slug, "raw_input": "a coke", **table}
        return await self._post("parse", body, address)

    async def confirm(self, address: str, *, key: str | None = None, **values: Any) -> int:
        items = [{"menu_item_id": self.coke, "quantity": 1}]
        body = {"restaurant_slug": self.slug, "items": items, **values}
        return await self._post("confirm", body, address, **({"Idempotency-Key": key} if key else {}))

    async def _post(self, what: str, body: dict[str, Any], address: str, **more: str) -> int:
        headers = {"X-Forwarded-For": address, **more}
        return (await self.api.post(f"/api/public/orders/{what}/", body, headers=headers)).status


@pytest.fixture
async def room(limited: Api) -> Room:
    """Twelve tables."""
    owner = await limited.register()
    place = (await owner.post("/api/restaurants/", {"name": "Luigi's", "currency": "EUR"})).body
    menu = {
        "currency": "EUR",
        "categories": [{"name": "Drinks", "items": [{"name": "Coke", "price": "3.00"}]}],
    }
    assert (await owner.put(f"/api/restaurants/{place['id']}/menu/", menu)).status == 200
    listed = (await limited.get(f"/api/public/menu/{place['slug']}/")).body
    tables = f"/api/restaurants/{place['id']}/tables/"
    codes = [str((await owner.post(tables, {"name": str(n)})).body["code"]) for n in range(12)]
    return Room(limited, place["slug"], listed["categories"][0]["items"][0]["id"], codes)


async def test_a_table_parses_so_often_and_no_more(room: Room) -> None:
    """From however many addresses, by its code; other tables have their own count."""
    first, second = room.codes[:2]
    statuses = [await room.parse(f"192.0.2.{n}", table_code=first) for n in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert await room.parse("192.0.2.1", table_code=second) == 200


async def test_a_full_restaurant_on_one_address_is_not_one_stranger(room: Room) -> None:
    """With codes one address parses ten times as often as a table; without one it is limited by itself."""
    statuses = [await room.parse("192.0.2.1", table_code=code) for code in room.codes for _ in range(3)]
    assert statuses == [200] * 30 + [429] * 6
    assert [await room.parse("192.0.2.1") for _ in range(4)] == [200, 200, 200, 429]


async def test_who_only_names_a_table_takes_nothing_from_it(room: Room) -> None:
    """Wrong codes and bare names count for their address alone."""
    for n in range(4):
        await room.parse(f"192.0.2.{n}", table_identifier="0")
        await room.parse(f"192.0.2.{n}", table_code="wrong")
    assert await room.parse("192.0.2.9", table_code=room.codes[0]) == 200
    assert [await room.parse("192.0.2.8", table_code="wrong") for _ in range(4)] == [200, 200, 200, 429]


async def test_only_placed_orders_count_towards_a_table(room: Room) -> None:
    """However many are refused, two are placed, at once or one after the other, and the third waits."""
    code = room.codes[0]
    refused = [await room.confirm("192.0.2.1", table_code=code, expected_total="1.00") for _ in range(5)]
    assert refused == [409] * 5
    placed = await asyncio.gather(*(room.confirm(f"192.0.2.{n}", table_code=code) for n in range(2, 6)))
    assert sorted(placed) == [201, 201, 429, 429]
    assert await room.confirm("192.0.2.9", table_code=code) == 429
    assert await room.confirm("192.0.2.9", table_code=room.codes[1]) == 201
    assert [await room.confirm("192.0.2.20") for _ in range(3)] == [201, 201, 429]


async def test_one_key_holds_one_place_of_a_table(room: Room) -> None:
    """Of many requests with one Idempotency-Key at once none is refused, and one more order has its place beside them."""
    code = room.codes[0]
    again = [room.confirm("192.0.2.1", key="the same key", table_code=code) for _ in range(10)]
    *same, other = await asyncio.gather(*again, room.confirm("192.0.2.2", key="another", table_code=code))
    assert sorted(same) == [200] * 9 + [201]
    assert other == 201
    assert await room.confirm("192.0.2.3", key="a third", table_code=code) == 429


async def test_a_placed_order_is_answered_again_where_the_limit_is_reached(room: Room) -> None:
    """Its answer was lost: with the same key it comes again, with a code of a table and without; no other order does."""
    for seat, address in (({"table_code": room.codes[0]}, "192.0.2.1"), ({}, "192.0.2.40")):
        keys = [f"{address} {name}" for name in ("first", "second", "third")]
        placed = [await room.confirm(address, key=key, **seat) for key in keys]
        assert placed == [201, 201, 429]
        again = [await room.confirm(address, key=key, **seat) for key in keys]
        assert again == [200, 200, 429]
        assert await room.confirm(address, key=keys[0], note="another order", **seat) == 422
        assert await room.confirm(address, **seat) == 429


async def test_a_key_that_reached_the_limit_lets_no_other_past(limits_of_two: Limits) -> None:
    """Requests of one attempt are refused like others where all places are taken; what has succeeded holds no place besides its count."""
    async with limits_of_two.success_of("confirm", "t", attempt="a") as count:
        async with limits_of_two.success_of("confirm", "t", attempt="a"):
            await count()
            async with limits_of_two.success_of("confirm", "t", attempt="b") as count_second:
                await count_second()
        for attempt in ("a", "c", None):
            with pytest.raises(TooManyRequests):
                async with limits_of_two.success_of("confirm", "t", attempt=attempt):
                    pass
    assert limits_of_two._under_way == {}


async def test_who_repeats_what_was_counted_takes_no_second_place(limits_of_two: Limits) -> None:
    """While an attempt that has succeeded is repeated, another has the place beside it."""
    async with limits_of_two.success_of("confirm", "t", attempt="a") as count:
        await count()
    async with limits_of_two.success_of("confirm", "t", attempt="a"):
        async with limits_of_two.success_of("confirm", "t", attempt="b") as count:
            await count()
        with pytest.raises(TooManyRequests):
            async with limits_of_two.success_of("confirm", "t", attempt="c"):
                pass


async def test_attempts_without_a_key_hold_a_place_each(limits_of_two: Limits) -> None:
    """As many as may be are under way at once; a third has its turn when one has failed."""
    async with limits_of_two.success_of("confirm", "t"):
        async with limits_of_two.success_of("confirm", "t"):
            with pytest.raises(TooManyRequests):
                async with limits_of_two.success_of("confirm", "t"):
                    pass
        async with limits_of_two.success_of("confirm", "t"):
            pass
    assert limits_of_two._under_way == {}


@pytest.fixture
def limits_of_two() -> Limits:
    """Two successes a minute of a subject, counted here."""
    two = Rate(2, 60)
    return Limits({"confirm": Limit(two, two)}, LocalCounter())


async def test_a_code_is_right_for_its_own_restaurant_alone() -> None:
    """With another restaurant's slug it counts as none."""
    codes = TableCodes(_find_table_link)
    assert [await codes.leads_to("abc", slug) for slug in ("luigis", "other")] == [True, False]
    assert not await codes.leads_to("unknown", "luigis")


async def _find_table_link(code: str) -> TableLink | None:
    return TableLink(UUID(int=1), "luigis", "5") if code == "abc" else None


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.5", ["1.2.3.4"], "203.0.113.5"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["6.6.6.6, 1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["6.6.6.6, 1.2.3.4, 10.0.0.2"], "1.2.3.4"),
        ("10.0.0.1", ["6.6.6.6", "1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["nonsense"], "10.0.0.1"),
        ("10.0.0.1", ["10.9.9.9, 10.0.0.2"], "10.9.9.9"),
        ("fd00::1", ["2001:db8::1"], "2001:db8::1"),
        ("::ffff:10.0.0.1", ["1.2.3.4"], "1.2.3.4"),
    ],
)
def test_the_client_is_the_last_that_no_trusted_proxy_is(
    peer: str, forwarded: list[str], client: str
) -> None:
    """From the right, past trusted proxies; what stands further left is a claim."""
    assert _seen_by_proxies(peer, forwarded, TRUSTED) == client


def test_anetwork_of_ipv6_is_one_client() -> None:
    """Who has a whole network of addresses still has one count."""
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2:ffff::") != "2001:db8:1:3::"
    assert network_of("::ffff:192.0.2.1") == "192.0.2.1"


async def test_counting_here_is_bounded() -> None:
    """However many subjects come, only so many are remembered, the latest of them."""
    counter, rate = LocalCounter(capacity=100), Rate(1, 60)
    for number in range(1000):
        assert await counter.hit(rate, str(number)) is None
    assert len(counter._seen) <= 100
    assert await counter.hit(rate, "999") is not None
    assert await counter.hit(rate, "0") is None


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Redis is waited for as long as a busy machine may take, not only as long as a request may wait."""
    monkeypatch.setattr(redis_counters, "REDIS_PATIENCE", PATIENCE)


@pytest.mark.usefixtures("patient")
async def test_processes_count_together_in_redis(redis_url: str) -> None:
    """Two counters over one Redis share one limit."""
    counters, rate = [RedisCounter(redis_url), RedisCounter(redis_url)], Rate(2, 60)
    waits = [await counters[n % 2].hit(rate, "x") for n in range(3)]
    assert waits[:2] == [None, None]
    assert waits[2] is not None
    assert 0 < waits[2] <= 60
    for counter in counters:
        await counter.close()


@pytest.mark.usefixtures("patient")
async def test_without_redis_each_counts_for_itself(redis_server: RedisServer) -> None:
    """A Redis that dies neither stops requests nor lifts the limit."""
    counter, rate = RedisCounter(redis_server.url), Rate(2, 60)
    assert await counter.hit(rate, "x") is None
    redis_server.kill()
    assert [await counter.hit(rate, "x") is None for _ in range(3)] == [True, True, False]
    await counter.close()
