"""Paper as another consumer of a kitchen's events: what comes in goes to one printer, each slip once."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol
from uuid import UUID

from kds_tui.core.courses import next_due
from kds_tui.core.events import ClockSet, Event, Gone, LoggedOut
from kds_tui.core.texts import gettext
from kds_tui.net.backend import Backend, Refused, Unreachable
from kds_tui.net.supervision import fault_words
from kds_tui.printing.journal import Journal
from kds_tui.printing.printer import NotReady, Printer, Unsure
from kds_tui.printing.slips import Slip, after, next_slip
from server.wire.kitchen_messages import KitchenSnapshot, OrderMessage
from server.wire.orders import KitchenOrder
from server.wire.vocabulary import ENDED

When = Literal["always", "display-away"]
RETRY_SECONDS = (1.0, 2.0, 5.0, 10.0)
"""Between tries at a printer that is not ready; the last one again and again."""
LOOK_SECONDS = 5.0
"""Between looks whether a display is connected."""


@dataclass(frozen=True, slots=True)
class PrintPolicy:
    """`display-away`: only what no display has been there to show for `patience`."""

    station: str | None = None
    when: When = "always"
    patience: timedelta = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class PrinterState:
    """How a printer is: `problem` for a person, empty where all is well; `waiting` slips."""

    problem: str
    waiting: int


Render = Callable[[Slip], bytes]


class Surroundings(Protocol):
    """What a printer asks and tells besides the kitchen's events."""

    async def displays_seen_at(self) -> datetime | None:
        """When a display of the kitchen was connected last. Unreachable or Refused where nobody can say."""

    def report(self, state: PrinterState) -> None:
        """Say how the printer is, to whoever looks after it. Never waits."""


class Unprintable(Exception):
    """A slip could not be made: nothing was printed. `str()` is for a person and goes on after the printer's name."""


class PrintService:
    """Follows a kitchen and prints. Of each order the newest state counts: paper catches up with it."""

    def __init__(
        self,
        printer: Printer,
        journal: Journal,
        render: Render,
        policy: PrintPolicy,
        surroundings: Surroundings,
    ) -> None:
        self._printer, self._journal, self._render, self._policy = printer, journal, render, policy
        self._surroundings = surroundings
        self._orders: dict[UUID, KitchenOrder] = {}
        self._changed = asyncio.Event()
        self._clock_ahead = timedelta()
        self._state: PrinterState | None = None
        self._disk_problem = ""
        self._why_out = ""
        self._unprintable: dict[UUID, KitchenOrder] = {}
        self._fault = ""
        self._allergen_names: Mapping[str, str] = {}

    async def run(self, backend: Backend) -> str:
        """Follow and print until the login has ended; why it has."""
        following = asyncio.create_task(backend.run(lambda event: self._take(backend, event)))
        printing = asyncio.create_task(self._print_forever())
        try:
            done, _ = await asyncio.wait({following, printing}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
            return self._why_out
        finally:
            following.cancel()
            printing.cancel()
            await asyncio.gather(following, printing, return_exceptions=True)

    def _take(self, backend: Backend, event: Event) -> None:
        match event:
            case KitchenSnapshot(orders=orders, place=place):
                self._allergen_names = place.allergen_names if place else self._allergen_names
                self._orders = {order.id: order for order in orders if not order.omitted}
                backend.look_up([one for one in self._journal.unsettled() if one not in self._orders])
            case OrderMessage(order=order):
                self._orders[order.id] = order
            case Gone(order_id):
                self._orders.pop(order_id, None)
                self._note(lambda: self._journal.forget(order_id, self._now()))
            case ClockSet(server_time):
                self._clock_ahead = server_time - datetime.now(UTC)
            case LoggedOut(why):
                self._why_out = why
            case _:
                return
        self._changed.set()

    async def _print_forever(self) -> None:
        failures = 0
        while True:
            self._changed.clear()
            slips = await self._due()
            if not slips:
                failures = 0
                self._tell("", 0)
                await self._wait()
                continue
            try:
                await self._print(slips[0])
                failures = 0
                self._tell("", len(slips) - 1)
            except Unprintable as fault:
                self._unprintable[slips[0].order.id] = slips[0].order
                self._fault = str(fault)
            except (NotReady, Unsure) as problem:
                self._tell(str(problem), len(slips))
                await asyncio.sleep(RETRY_SECONDS[min(failures, len(RETRY_SECONDS) - 1)])
                failures += 1

    async def _wait(self) -> None:
        """Until something changes, or a course is fired by itself; where displays come and go, at most LOOK_SECONDS."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._longest_wait()):
                await self._changed.wait()

    def _longest_wait(self) -> float | None:
        now = self._now()
        due = [moment for order in self._orders.values() if (moment := next_due(order, now)) is not None]
        waits = [(min(due) - now).total_seconds()] if due else []
        waits += [LOOK_SECONDS] if self._policy.when == "display-away" else []
        return min(waits, default=None)

    async def _due(self) -> list[Slip]:
        """What is to be printed now, oldest order first; orders that are over are let go."""
        slips = []
        is_alone = await self._is_alone()
        for order in sorted(self._orders.values(), key=lambda order: (order.created_at, order.number)):
            printed = self._journal.find(order.id)
            slip = next_slip(printed, order, self._policy.station, self._now())
            if slip is None:
                self._let_go(order)
            elif self._unprintable.get(order.id) is not order and (is_alone or printed is not None):
                under_way = self._journal.is_under_way(order.id)
                slips.append(replace(slip, perhaps_printed=under_way, allergen_names=self._allergen_names))
        return slips

    def _let_go(self, order: KitchenOrder) -> None:
        if order.status in ENDED:
            del self._orders[order.id]
            self._note(lambda: self._journal.forget(order.id, self._now()))

    async def _is_alone(self) -> bool:
        """Whether paper is wanted: always, or while no display has been connected for the policy's patience."""
        if self._policy.when == "always":
            return True
        try:
            seen_at = await self._surroundings.displays_seen_at()
        except (Unreachable, Refused):
            return True
        return seen_at is None or self._now() - seen_at > self._policy.patience

    async def _print(self, slip: Slip) -> None:
        order_id = slip.order.id
        rendered = self._rendered(slip)
        self._note(lambda: self._journal.begin(order_id))
        try:
            await self._printer.print(rendered)
        except NotReady:
            if not slip.perhaps_printed:
                self._note(lambda: self._journal.drop(order_id))
            raise
        printed = after(self._journal.find(order_id), slip, self._now())
        self._note(lambda: self._journal.settle(order_id, printed))

    def _rendered(self, slip: Slip) -> bytes:
        """The bytes of a slip. Unprintable where making them fails: the other slips do not wait for it."""
        try:
            return self._render(slip)
        except Exception as fault:
            words = gettext("cannot print #%(number)d: %(fault)s")
            raise Unprintable(words % {"number": slip.order.number, "fault": fault_words(fault)}) from fault

    def _note(self, write: Callable[[], None]) -> None:
        """Write to the journal; a disk that refuses is told, and printing goes on."""
        try:
            write()
            self._disk_problem = ""
        except OSError as failure:
            words = gettext("cannot keep what it has printed (%s): a restart prints it again")
            self._disk_problem = words % failure.strerror

    def _tell(self, problem: str, waiting: int) -> None:
        self._unprintable = {
            k: order for k, order in self._unprintable.items() if self._orders.get(k) is order
        }
        fault = self._fault if self._unprintable else ""
        state = PrinterState(problem or fault or self._disk_problem, waiting + len(self._unprintable))
        if state != self._state:
            self._state = state
            self._surroundings.report(state)

    def _now(self) -> datetime:
        """The server's time."""
        return datetime.now(UTC) + self._clock_ahead
