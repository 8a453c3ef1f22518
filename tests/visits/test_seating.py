"""Guests who change their table: what goes along, and what stays."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from aiohttp.test_utils import TestServer

from server.domain.errors import Conflict
from server.domain.ids import new_order_id, placed_at
from server.restaurants.model import Table, TableLink
from server.restaurants.setup import TABLES
from server.visits.model import IDLE, MOST_GUESTS, Brought, Guest, TableVisit
from server.visits.seating import NobodyThereError, Seating, TableTakenError
from server.visits.service import Put, Visits
from server.visits.setup import SEATING, VISITS
from server.wire.parsing import CartLine
from tests.fixtures.api import Place
from tests.kitchen.test_table_calls import call, table_of
from tests.orders.samples import MOMENT, order
from tests.visits.test_visits import end, look, totals

pytestmark = pytest.mark.shared_server

MINUTE = timedelta(minutes=1)


@pytest.fixture
def visits(server: TestServer) -> Visits:
    """The visits of the running server."""
    return server.app[VISITS]


@pytest.fixture
def seating(server: TestServer) -> Seating:
    """What moves guests on the running server."""
    return server.app[SEATING]


async def table(server: TestServer, code: str) -> tuple[UUID, Table, TableLink]:
    link = await server.app[TABLES].find_table_link(code)
    assert link is not None
    return link.restaurant_id, Table(link.table_id, link.table_name, code), link


async def test_guests_take_all_along_to_a_free_table(
    restaurant: Place, server: TestServer, seating: Seating, visits: Visits
) -> None:
    """Orders, calls, numbers and what is in the making; at the old table nothing is left; what comes later joins them."""
    old, new = await table_of(restaurant), await table_of(restaurant, "6")
    restaurant_id, five, link = await table(server, old)
    _, six, _ = await table(server, new)
    await restaurant.order(restaurant.line("Margherita"), table_code=new)
    await end(restaurant, "6")
    first = await restaurant.order(restaurant.line("Coke"), table_code=old)
    await call(restaurant, old, "bill")
    await visits.join(link, "a token of a phone", "Ines")
    line = CartLine(menu_item_id=restaurant.item("Water")["id"], name="Water")
    await visits.share(link, "a token of a phone", "", Put("step", [line], (), "with ice"))
    await seating.move(restaurant_id, five, six, merge=False)
    assert totals(await look(restaurant, old)) == ("0.00", [])
    seen = await look(restaurant, new)
    assert totals(seen) == ("3.00", [(0, "", "3.00")])
    assert seen.body["calls"] == ["bill"]
    assert [(one["guest"], one["name"]) for one in seen.body["together"]] == [(1, "Water")]
    await restaurant.order(restaurant.line("Water"), table_code=new)
    assert totals(await look(restaurant, new))[0] == "5.00"
    kitchen = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body
    moved = next(one for one in kitchen["orders"] if one["id"] == first.body["id"])
    assert (moved["table_identifier"], moved["revision"]) == ("6", 2)
    assert [one["table_identifier"] for one in kitchen["calls"]] == ["6"]
    log = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/log/")).body
    assert (log[0]["action"], log[0]["subject"], log[0]["after"]) == ("table.moved", "5", {"to": "6"})
    await end(restaurant, "6")
    assert totals(await look(restaurant, new)) == ("0.00", [])


async def test_two_tables_become_one(
    restaurant: Place, server: TestServer, seating: Seating, visits: Visits
) -> None:
    """Those who come are numbered after those who are there; without a word about it nobody is put to others."""
    old, new = await table_of(restaurant), await table_of(restaurant, "6")
    restaurant_id, five, link = await table(server, old)
    _, six, other = await table(server, new)
    for where, token, name in ((link, "token of Ines", "Ines"), (other, "token of Bo", "Bo")):
        await visits.join(where, token, name)
    await restaurant.order(restaurant.line("Coke"), table_code=old)
    await restaurant.order(restaurant.line("Water"), table_code=new)
    await visits.pool.execute("UPDATE orders SET lines = jsonb_set(lines, '{0,guest}', '1')")
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"share_table": "names"})
    with pytest.raises(TableTakenError):
        await seating.move(restaurant_id, five, six, merge=False)
    assert totals(await look(restaurant, old)) == ("3.00", [(1, "Ines", "3.00")])
    await seating.move(restaurant_id, five, six, merge=True)
    assert totals(await look(restaurant, new)) == ("5.00", [(1, "Bo", "2.00"), (2, "Ines", "3.00")])
    assert totals(await look(restaurant, old)) == ("0.00", [])


async def test_nobody_moves_nowhere(restaurant: Place, server: TestServer, seating: Seating) -> None:
    """An empty table has nobody to be moved, and nobody moves to where they sit; a call alone can go along."""
    old, new = await table_of(restaurant), await table_of(restaurant, "6")
    restaurant_id, five, _ = await table(server, old)
    _, six, _ = await table(server, new)
    with pytest.raises(NobodyThereError):
        await seating.move(restaurant_id, five, six, merge=True)
    with pytest.raises(Conflict, match="already"):
        await seating.move(restaurant_id, five, five, merge=True)
    await call(restaurant, old)
    await seating.move(restaurant_id, five, six, merge=False)
    assert (await look(restaurant, new)).body["calls"] == ["waiter"]


async def test_one_of_two_parties_gets_the_free_table(
    restaurant: Place, server: TestServer, seating: Seating
) -> None:
    """Two are moved there in the same moment: the other stays where it sits, with all that it has."""
    codes = [await table_of(restaurant, name) for name in ("5", "6", "7")]
    tables = [await table(server, code) for code in codes]
    for code in codes[:2]:
        await restaurant.order(restaurant.line("Coke"), table_code=code)
    free = tables[2][1]
    moved = await asyncio.gather(
        *(seating.move(one[0], one[1], free, merge=False) for one in tables[:2]), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in moved) == ["NoneType", "TableTakenError"]
    left = sorted([totals(await look(restaurant, code))[0] for code in codes])
    assert left == ["0.00", "3.00", "3.00"]


def test_what_was_brought_goes_with_the_visit() -> None:
    """It counts until nothing was ordered for the longest pause since they came; orders that are there are not doubled."""
    brought = order(id=new_order_id(MOMENT - 50 * MINUTE), created_at=MOMENT - 50 * MINUTE)
    before = order(id=new_order_id(MOMENT - 40 * MINUTE), created_at=MOMENT - 40 * MINUTE)
    own = order(id=new_order_id(MOMENT - 10 * MINUTE), created_at=MOMENT - 10 * MINUTE)
    visit = TableVisit(since=MOMENT - 30 * MINUTE, brought=Brought((brought.id,), MOMENT - 20 * MINUTE))
    assert visit.own_orders([own, before, brought], MOMENT) == [brought, own]
    alone = [brought]
    assert visit.own_orders(alone, MOMENT - 20 * MINUTE + IDLE) == alone
    assert visit.own_orders(alone, MOMENT - 20 * MINUTE + IDLE + MINUTE) == []
    assert visit.looks_back_to < brought.created_at
    assert TableVisit(since=MOMENT).looks_back_to < MOMENT
    assert visit.ended(MOMENT).brought == Brought()


def test_guests_beyond_the_thirtieth_are_nobody_in_particular() -> None:
    """Their orders count, as nobody's."""
    full = TableVisit(guests=tuple(Guest(str(n)) for n in range(MOST_GUESTS - 1)))
    assert [full.number_here(guest) for guest in (0, 1, 2)] == [0, MOST_GUESTS, 0]
    together = full.with_those_of(TableVisit(guests=(Guest("a"), Guest("b"))), (), MOMENT)
    assert len(together.guests) == MOST_GUESTS


def test_an_id_tells_when_an_order_was_placed() -> None:
    """To the millisecond."""
    assert placed_at(new_order_id(MOMENT)) == MOMENT
