"""The order that a table fills together: nothing of it is lost, doubled or another's, in whatever order steps come."""

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Conflict
from server.restaurants.model import TableLink
from server.restaurants.setup import TABLES
from server.visits.model import TableVisit
from server.visits.service import Put
from server.visits.setup import VISITS
from server.visits.shared_order import EMPTY, MOST_LINES, OrderMoved, SharedLine, SharedOrder
from server.wire.orders import ConfirmLine, ConfirmRequest, OrderAllergy
from server.wire.parsing import CartLine
from tests.fixtures.api import Place
from tests.kitchen.test_table_calls import table_of

pytestmark = pytest.mark.shared_server

PLACED = UUID(int=1)


def dish(item: int = 7, words: str = "") -> CartLine:
    return CartLine(menu_item_id=item, special_requests=words)


def test_a_step_that_is_sent_again_adds_nothing() -> None:
    """The same step is taken once; another one with the same dish adds it again."""
    once = EMPTY.added("a", 1, [dish()])
    assert once.added("a", 1, [dish()]) is once
    assert [one.id for one in once.added("b", 2, [dish(), dish()]).lines] == [1, 2, 3]


def test_only_ones_own_lines_are_taken_out() -> None:
    """Another's stays, and one that is gone changes nothing; an id is never given again."""
    both = EMPTY.added("a", 1, [dish()]).added("b", 2, [dish()])
    assert both.without(1, 2) is both
    left = both.without(2, 2)
    assert [one.id for one in left.lines] == [1]
    assert left.without(2, 2) is left
    assert left.added("c", 2, [dish()]).lines[-1].id == 3


def test_it_is_placed_as_it_was_seen() -> None:
    """Another revision, or nothing at all, is not placed; the press that comes second is led to the order."""
    order = EMPTY.added("a", 1, [dish()])
    order.require_seen(1)
    for seen in (0, 2):
        with pytest.raises(OrderMoved):
            order.require_seen(seen)
    with pytest.raises(OrderMoved):
        EMPTY.require_seen(0)
    placed = order.after_placing(PLACED, {1})
    assert (placed.lines, placed.was_placed_from(1), placed.was_placed_from(2)) == ((), PLACED, None)
    more = placed.added("b", 1, [dish()])
    assert more.was_placed_from(more.revision) is None


def test_what_was_not_to_be_had_stays() -> None:
    """And with it what was said of the whole order; it goes with the last line."""
    nuts = OrderAllergy(text="no nuts")
    order = EMPTY.added("a", 1, [dish(), dish()], [nuts], "together").added("b", 2, [], [nuts], "together")
    assert (order.allergies, order.note) == ((nuts,), "together")
    rest = order.after_placing(PLACED, {1})
    assert ([one.id for one in rest.lines], rest.allergies, rest.note) == ([2], (nuts,), "together")
    gone = rest.without(1, 2)
    assert (gone.allergies, gone.note) == ((), "")


def test_it_is_bounded() -> None:
    """As many lines, and as much text, as it may have; one more is refused and changes nothing."""
    full = EMPTY.added("a", 1, [dish()] * MOST_LINES)
    with pytest.raises(Conflict):
        full.added("b", 1, [dish()])
    long = EMPTY.added("a", 1, [dish(words="x" * 500)] * 16)
    with pytest.raises(Conflict):
        long.added("b", 1, [dish(words="x")])
    with pytest.raises(Conflict):
        EMPTY.added("a", 1, [dish()], note="x" * 501)
    with pytest.raises(Conflict):
        EMPTY.added("a", 1, [dish()], [OrderAllergy(text=str(n)) for n in range(21)])
    assert len(EMPTY.added("a", 1, [dish()], [OrderAllergy(text=str(n)) for n in range(20)]).allergies) == 20


def test_a_press_of_guests_who_left_places_nothing_of_the_next() -> None:
    """The order of a new visit has revisions of its own."""
    before = TableVisit(shared=EMPTY.added("a", 1, [dish()]))
    after = before.ended(datetime(2026, 3, 2, tzinfo=UTC))
    assert after.shared.lines == ()
    with pytest.raises(OrderMoved):
        after.shared.added("b", 1, [dish()]).require_seen(before.shared.revision)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(1, 4), st.integers(0, 9)),
        st.tuples(st.just("remove"), st.integers(1, 4), st.integers(1, 20)),
        st.tuples(st.just("place"), st.integers(1, 4), st.integers(0, 3)),
    ),
    max_size=40,
)


@given(STEPS)
def test_every_line_is_in_one_place(steps: list[tuple[str, int, int]]) -> None:
    """Whatever steps phones take, late and repeated ones too: a line is there, was taken out by its guest, or was placed once."""
    order, wanted, removed, placed = EMPTY, dict[tuple[int, int], int](), set[int](), list[int]()
    for kind, guest, number in steps:
        if kind == "add":
            order = order.added(f"{guest}:{number}", guest, [dish(number + 1)])
            if (guest, number) not in wanted:
                wanted[guest, number] = order.lines[-1].id
        elif kind == "remove":
            own = {one.id for one in order.lines if one.guest == guest}
            order = order.without(guest, number)
            removed |= {number} & own
        else:
            order, done = _press(order, order.revision - number)
            placed += done
    there = [one.id for one in order.lines]
    assert Counter([*there, *removed, *placed]) == Counter(wanted.values())


def _press(order: SharedOrder, seen: int) -> tuple[SharedOrder, list[int]]:
    try:
        order.require_seen(seen)
    except OrderMoved:
        return order, []
    ids = [one.id for one in order.lines]
    return order.after_placing(PLACED, ids), ids


class Table:
    """A table of a running server, and what its phones do."""

    def __init__(self, server: TestServer, place: Place, link: TableLink, code: str) -> None:
        self.visits, self.place, self.link, self.code = server.app[VISITS], place, link, code
        self.coke = int(place.item("Coke")["id"])

    async def add(self, phone: str, step: str) -> None:
        await self.visits.share(self.link, phone, "", Put(step, [dish(self.coke, step)]))

    async def revision(self) -> int:
        return (await self.visits.look(self.link)).visit.shared.revision

    async def press(self, seen: int) -> str:
        try:
            order, _ = await self.visits.place(self.link, seen, self._write)
        except OrderMoved:
            return ""
        return str(order.id)

    def _write(self, shared: SharedOrder) -> tuple[ConfirmRequest, tuple[SharedLine, ...]]:
        items = [
            ConfirmLine(
                menu_item_id=one.line.menu_item_id,
                quantity=1,
                special_requests=one.line.special_requests,
            )
            for one in shared.lines
        ]
        wanted = ConfirmRequest(restaurant_slug=self.place.slug, items=items, table_code=self.code)
        return wanted, shared.lines

    async def ordered(self) -> list[str]:
        """The words of every line that was ordered."""
        found = await self.place.owner.get(f"/api/restaurants/{self.place.id}/orders/")
        return [line["special_requests"] for one in found.body["orders"] for line in one["items"]]

    async def left(self) -> list[str]:
        shared = (await self.visits.look(self.link)).visit.shared
        return [one.line.special_requests for one in shared.lines]


@pytest.fixture
async def shared_table(server: TestServer, restaurant: Place) -> Table:
    code = await table_of(restaurant)
    link = await server.app[TABLES].find_table_link(code)
    assert link is not None
    return Table(server, restaurant, link, code)


async def test_eight_presses_at_once_are_one_order(shared_table: Table, restaurant: Place) -> None:
    """Each phone is led to the same order, which has every guest's line as his."""
    await asyncio.gather(*(shared_table.add(f"phone {n}", f"step {n}") for n in range(4)))
    seen = await shared_table.revision()
    placed = await asyncio.gather(*(shared_table.press(seen) for _ in range(8)))
    assert len(set(placed)) == 1
    assert sorted(await shared_table.ordered()) == ["step 0", "step 1", "step 2", "step 3"]
    snapshot = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body
    assert sorted(line["guest"] for line in snapshot["orders"][0]["items"]) == [1, 2, 3, 4]
    look = await restaurant.public.get(f"/api/public/tables/{shared_table.code}/")
    assert sorted((one["guest"], one["total"]) for one in look.body["guests"]) == [
        (number, "3.00") for number in range(1, 5)
    ]


@pytest.mark.parametrize("seed", range(3))
async def test_phones_that_add_and_press_at_once_lose_nothing(shared_table: Table, seed: int) -> None:
    """Four phones add, repeat and press in any order: each line is ordered once or still there, none is lost."""
    dice = random.Random(seed)  # noqa: S311  a play, no secret

    async def use(phone: int) -> None:
        for number in range(5):
            step = f"{phone}.{number}"
            await shared_table.add(f"phone {phone}", step)
            if dice.random() < 0.4:
                await shared_table.add(f"phone {phone}", step)
            if dice.random() < 0.4:
                await shared_table.press(await shared_table.revision())

    await asyncio.gather(*(use(phone) for phone in range(4)))
    everything = [*await shared_table.ordered(), *await shared_table.left()]
    assert sorted(everything) == sorted(f"{phone}.{number}" for phone in range(4) for number in range(5))


async def test_what_is_refused_leaves_the_order_as_it_is(shared_table: Table, restaurant: Place) -> None:
    """A restaurant that closed takes nothing, and nothing is gone; opened again it is placed."""
    await shared_table.add("phone", "step")
    settings = f"/api/restaurants/{restaurant.id}/"
    await restaurant.owner.patch(settings, {"is_open": False})
    seen = await shared_table.revision()
    with pytest.raises(Conflict):
        await shared_table.press(seen)
    assert await shared_table.left() == ["step"]
    await restaurant.owner.patch(settings, {"is_open": True})
    assert await shared_table.press(seen)


async def test_it_is_placed_and_emptied_in_one_transaction(shared_table: Table, database_url: str) -> None:
    """Where the table cannot be emptied no order is stored."""
    await shared_table.add("phone", "step")
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'no'; END $$;
            CREATE TRIGGER refuse BEFORE UPDATE ON table_visits FOR EACH ROW EXECUTE FUNCTION refuse();
            """
        )
        with pytest.raises(asyncpg.RaiseError):
            await shared_table.press(await shared_table.revision())
        count: Any = await connection.fetchval("SELECT count(*) FROM orders")
    finally:
        await connection.close()
    assert count == 0
    assert await shared_table.left() == ["step"]
