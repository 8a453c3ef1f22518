"""The use cases of orders: placed once, read, moved, bumped. Each change is one statement and one commit."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID
from weakref import WeakValueDictionary

import asyncpg

from server.accounts.access import authorize
from server.accounts.tokens import Caller
from server.audit.log import record
from server.db.group_commit import NO_LIMIT, GroupCommit, in_turn
from server.db.pool import BasePool, Connection
from server.domain.errors import Conflict, DependencyAway, DomainError, Invalid, NotFound
from server.domain.ids import to_the_millisecond
from server.domain.order import REACHED_FROM, LineOwner, Order, Removal, Status, portions_of
from server.events.bus import Bus
from server.events.model import AvailabilityChanged, OrderChanged
from server.hours.store import throttled_until
from server.menu.cache import MenuCache
from server.menu.snapshot import MenuSnapshot
from server.orders import store
from server.orders.batches import Change, Changed, Placement, place_orders
from server.orders.check import Checked
from server.orders.estimate import Estimates
from server.orders.locked_changes import Bump, bump_locked, fire_locked, require_line
from server.orders.new_order import (
    check_confirm,
    closed,
    courses_to_hold,
    fingerprint_of,
    key_reused,
    new_order,
    too_many_open,
)
from server.orders.removal import remove_locked
from server.orders.serialize import for_kitchen
from server.orders.status_cache import StatusCache
from server.orders.store import DishLeft, OpenOrdersFilter, read_dishes_left
from server.orders.timing import course_times, may_cancel_until, ready_without
from server.wire.orders import ConfirmRequest
from server.wire.vocabulary import BUMPABLE, OPEN

LARGEST_LINE = 2**31 - 1
"""What the database holds; no order has as many lines."""
ATTEMPTS = 10
"""How often a confirm is begun anew where the menu changed while it was under way."""

Settle = Callable[[Connection, UUID], Awaitable[None]]
"""What is done in the transaction that places an order, with its id."""
Placed = tuple[Order, bool]
"""An order, and whether it is new."""


@dataclass(frozen=True, slots=True)
class Orders:
    """The use cases of orders, over the resources that they need."""

    pool: BasePool
    catalog: MenuCache
    bus: Bus
    status_cache: StatusCache
    estimates: Estimates
    placing: GroupCommit[Placement, asyncpg.Record]
    changing: GroupCommit[Change, Changed | None]
    turns: WeakValueDictionary[UUID, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def confirm(
        self,
        wanted: ConfirmRequest,
        key: str | None,
        guests: Sequence[LineOwner] = (),
        settle: Settle | None = None,
    ) -> Placed:
        """Place an order once. Returns it and whether it is new (False: the key names it already).

        `guests` says whose each line is, of those who sit at the table. `settle` is done in the transaction that places the
        order; where it raises nothing is placed.

        NotFound for an unknown restaurant, Invalid for what breaks the menu's rules, Conflict where it is closed,
        something ran out or the total is not the expected one, KeyReused for a key with other values. Nothing
        is stored, and the key is free, where it raises.
        """
        fingerprint = fingerprint_of(wanted) if key else b""
        items = [line.menu_item_id for line in wanted.items]
        for _ in range(ATTEMPTS):
            snapshot = await self.catalog.for_order(wanted.restaurant_slug, items)
            try:
                checked = check_confirm(snapshot, wanted, datetime.now(UTC)).of_guests(guests)
            except (Invalid, Conflict) as refusal:
                placed = await self._despite(refusal, snapshot, key, fingerprint)
            else:
                placed = await self._place(snapshot, wanted, checked, key, fingerprint, settle)
            if placed:
                return placed
        raise DependencyAway(
            "The menu is changing at this moment. Nothing was ordered; try again.", retry_after=1
        )

    async def get(self, order_id: UUID) -> Order:
        """Read an order. NotFound where there is none."""
        order = await store.find_order(self.pool, order_id)
        if order is None:
            raise NotFound("There is no such order.")
        return order

    async def status(self, order_id: UUID) -> bytes:
        """Return an order as its diner gets it, in JSON. NotFound where there is none."""
        kept = self.status_cache.get(order_id)
        if kept is not None:
            return kept
        read_at = self.status_cache.moment(order_id)
        return self.status_cache.put(await self.get(order_id), read_at)

    async def find_repeated(self, wanted: ConfirmRequest, key: str | None) -> Order | None:
        """Return the order that a request's key names already; None where it names none.

        NotFound for an unknown restaurant, KeyReused for a key with other values.
        """
        if key is None:
            return None
        snapshot = await self.catalog.by_slug(wanted.restaurant_slug)
        _, order = await self._find_by_key(snapshot, key, fingerprint_of(wanted))
        return order

    async def find_placed(self, restaurant_id: UUID, key: str) -> UUID | None:
        """Return the order that a key names; None where it names none, or did so over a day ago."""
        _, order_id, _ = await store.find_key(self.pool, restaurant_id, key)
        return order_id

    async def move(
        self,
        order_id: UUID,
        caller: Caller,
        *,
        status: Status | None,
        reason: str | None,
        rush: bool | None,
        seen: Status | None = None,
    ) -> Order:
        """Move an order to `status`, or set its rush or reason; the state that it is in already changes nothing.

        With `seen` it is moved from that state alone. NotFound where the caller is not of its restaurant, Conflict
        (with `order`) where its state forbids it.
        """
        reached_from = REACHED_FROM[status] if status else OPEN
        before = tuple(state for state in reached_from if seen in {None, state})
        change = Change(
            order_id, caller.user_id, caller.session_id, datetime.now(UTC), before, status, reason, rush
        )
        changed = await self.changing.store(change)
        if changed:
            return self._publish(*changed)
        order = await self._get_as_member(order_id, caller)
        if status is None or order.status == status:
            return order
        come_from = seen or " or ".join(REACHED_FROM[status]) or "new"
        raise Conflict(
            f"Order {order.number} is {order.status}; only one that is {come_from} can become {status}."
            " Nothing was changed.",
            order=for_kitchen(order),
        )

    async def cancel_many(
        self, restaurant_id: UUID, caller: Caller, which: OpenOrdersFilter, reason: str
    ) -> list[int]:
        """Cancel the open orders that are meant, and return their numbers. Those that end meanwhile are left out."""
        now, before = datetime.now(UTC), REACHED_FROM["cancelled"]
        changes = [
            Change(order_id, caller.user_id, caller.session_id, now, before, "cancelled", reason)
            for order_id in await store.find_open(self.pool, restaurant_id, which)
        ]
        changed = await asyncio.gather(*map(self.changing.store, changes))
        return [self._publish(*one).number for one in changed if one]

    async def erase_person(self, order_id: UUID) -> None:
        """Empty name, words, requests and allergies of an order that has ended. Conflict where it is open."""
        async with self.pool.acquire() as connection, connection.transaction():
            changes = await store.erase_person(connection, order_id)
            order = await store.find_order(connection, order_id)
            if changes is None or order is None:
                raise Conflict("This order is still open. Nothing was changed. Complete or cancel it first.")
            await record(
                connection,
                order.restaurant_id,
                "order.erased",
                str(order.number),
                after={"order_id": str(order_id)},
            )
        self._publish(changes, order)

    async def bump_line(
        self, order_id: UUID, caller: Caller, line: int, *, done: bool, station: str | None = None
    ) -> Order:
        """Mark one line done, or take that back; with a `station` only what that makes of it.

        NotFound for no such line, Conflict for an order that has ended, Invalid where the station makes nothing of it.
        """
        if station is not None:
            order = await self._get_as_member(order_id, caller)
            return await self._bump_share(order, line, station, done=done)
        now = datetime.now(UTC)
        change = Change(
            order_id,
            caller.user_id,
            caller.session_id,
            now,
            BUMPABLE,
            line=min(line, LARGEST_LINE),
            done=done,
        )
        changed = await self.changing.store(change)
        if changed:
            return self._publish(*changed)
        order = await self._get_as_member(order_id, caller)
        require_line(order, line)
        return await self._bump_share(order, line, None, done=done) if order.courses else order

    async def _bump_share(self, order: Order, line: int, station: str | None, *, done: bool) -> Order:
        bump = Bump(line, station, done=done)
        times = await course_times(self.catalog, self.estimates, order)
        order, changes = await bump_locked(self.pool, order.id, bump, times)
        return self._publish(changes, order) if changes else order

    async def fire(self, order_id: UUID, course: str, *, fired: bool) -> Order:
        """Have a course made from now on, or let it wait again; one that is so already changes nothing.

        NotFound for a course that was not held in this order, Conflict for an order that is not being made.
        """
        times = await course_times(self.catalog, self.estimates, await self.get(order_id), course)
        order, changes = await fire_locked(self.pool, order_id, course, times, fired=fired)
        return self._publish(changes, order) if changes else order

    async def cancel(self, order_id: UUID, lines: Iterable[int] | None) -> Order:
        """Cancel an order (None), or lines of it, for its diner; what was cancelled or refused before stays so.

        NotFound for no such order or line, Conflict (with `order`) where its kitchen has begun, or the restaurant's time for
        it is over.
        """
        order = await self.get(order_id)
        removal = Removal(
            "cancelled", to_the_millisecond(datetime.now(UTC)), None if lines is None else frozenset(lines)
        )
        return await self._remove(order, removal, await may_cancel_until(self.catalog, order))

    async def refuse_line(self, order_id: UUID, line: int, reason: str) -> Order:
        """Refuse one line of an open order for its kitchen. NotFound for no such line, Conflict where it is over."""
        removal = Removal("refused", to_the_millisecond(datetime.now(UTC)), frozenset({line}), reason)
        return await self._remove(await self.get(order_id), removal, None)

    async def cancel_line(self, order_id: UUID, line: int, reason: str) -> Order:
        """Cancel one line of an open order at the table, also one that the kitchen has begun, which it is told.

        NotFound for no such line, Conflict where the order is over.
        """
        now = to_the_millisecond(datetime.now(UTC))
        removal = Removal("cancelled", now, frozenset({line}), reason, by_staff=True)
        return await self._remove(await self.get(order_id), removal, None)

    def publish(self, changed: Iterable[tuple[int, Order]], left: Iterable[DishLeft] = ()) -> None:
        """Tell displays, pages and phones of changes that are committed, and what is `left` of dishes since."""
        for changes, order in changed:
            self._publish(changes, order, left)

    async def _remove(self, order: Order, removal: Removal, cancel_until: datetime | None) -> Order:
        times = await course_times(self.catalog, self.estimates, order)
        ready_at = await ready_without(self.catalog, self.estimates, order, removal)
        removed = await remove_locked(self.pool, order.id, removal, times, cancel_until, ready_at)
        if not removed.changes:
            return removed.order
        return self._publish(removed.changes, removed.order, removed.left)

    async def _get_as_member(self, order_id: UUID, caller: Caller) -> Order:
        await authorize(self.pool, caller, "order_id", order_id, "kitchen")
        return await self.get(order_id)

    def _publish(self, changes: int, order: Order, left: Iterable[DishLeft] = ()) -> Order:
        self.status_cache.refresh(order)
        self.bus.publish(OrderChanged(order.restaurant_id, changes, order.id, order))
        for dish in left:
            self.bus.publish(
                AvailabilityChanged(
                    order.restaurant_id,
                    dish.menu_item_id,
                    dish.name,
                    dish.available,
                    None,
                    portions=dish.portions,
                )
            )
        return order

    async def _place(
        self,
        snapshot: MenuSnapshot,
        wanted: ConfirmRequest,
        checked: Checked,
        key: str | None,
        fingerprint: bytes,
        settle: Settle | None,
    ) -> Placed | None:
        now = to_the_millisecond(datetime.now(UTC))
        courses = courses_to_hold(snapshot, checked)
        waiting = {one.course for one in courses}
        at_once = [line for line in checked.lines if line.course not in waiting]
        promise = await self.estimates.promise(snapshot.restaurant, at_once, now)
        order = new_order(snapshot, wanted, checked, courses, now, promise.ready_at)
        read_at = self.status_cache.moment(order.id)
        placement = Placement(
            order,
            snapshot.version,
            key,
            fingerprint,
            wanted.table_code,
            snapshot.counted_dishes,
            snapshot.ordered,
        )
        with promise:
            result = await self._store(snapshot, placement, settle)
            if result["outcome"] == "placed" and order.is_cooking:
                promise.keep()
        return await self._placed(snapshot, placement, result, read_at)

    async def _placed(
        self, snapshot: MenuSnapshot, placement: Placement, result: asyncpg.Record, read_at: int
    ) -> Placed | None:
        """Make known what came of storing an order; None where the menu is a newer one."""
        order = placement.order
        match result["outcome"]:
            case "placed":
                stored = replace(
                    order,
                    number=result["number"],
                    day=result["placed_day"],
                    table_identifier=result["placed_table"],
                    table_proven=placement.table_code is not None,
                )
                snapshot.ordered.update(portions_of(order.lines))
                self.status_cache.put(stored, read_at)
                left = read_dishes_left(result["portions"])
                return self._publish(result["changes"], stored, left), True
            case "repeated":
                return await self.get(result["order_id"]), False
            case "mismatch":
                raise key_reused()
            case "no_table":
                raise Invalid(
                    [("table_code", "is not the code of a table here: scan the table's QR code again")]
                )
            case "full" | "full_table":
                raise too_many_open(result["outcome"])
        self.catalog.forget(snapshot.restaurant.id)
        return None

    async def _store(
        self, snapshot: MenuSnapshot, placement: Placement, settle: Settle | None
    ) -> asyncpg.Record:
        """Store an order. Conflict where the restaurant has had as many as it takes in a while."""
        place, order = snapshot.restaurant, placement.order
        throttle = place.times.throttle
        if throttle is None and settle is None:
            return await self.placing.store(placement)
        # One after the other anyway: they wait here and not on connections.
        turn = self.turns.setdefault(place.id, asyncio.Lock())
        async with in_turn(turn), self.pool.acquire() as connection, connection.transaction():
            until = await throttled_until(connection, place.id, placement.key, throttle) if throttle else None
            if until is not None:
                clock = place.times.clock(until, order.created_at)
                said = f"{place.name} has as many orders as it can cook; the next is taken at {clock}."
                raise closed(f"{said} Nothing was ordered.", until)
            result = (await place_orders(connection, [placement], NO_LIMIT))[0]
            if settle is not None and result["outcome"] == "placed":
                await settle(connection, order.id)
            return result

    async def _despite(
        self, refusal: DomainError, snapshot: MenuSnapshot, key: str | None, fingerprint: bytes
    ) -> Placed | None:
        """Answer the order that the key names; otherwise refuse, unless the menu that says so is outdated."""
        version, order = await self._find_by_key(snapshot, key, fingerprint)
        if order is not None:
            return order, False
        if version == snapshot.version:
            raise refusal
        self.catalog.forget(snapshot.restaurant.id)
        return None

    async def _find_by_key(
        self, snapshot: MenuSnapshot, key: str | None, fingerprint: bytes
    ) -> tuple[int, Order | None]:
        """Return the version of the menu and the order that the key names."""
        version, order_id, known = await store.find_key(self.pool, snapshot.restaurant.id, key)
        if order_id is None:
            return version, None
        if known != fingerprint:
            raise key_reused()
        return version, await self.get(order_id)
