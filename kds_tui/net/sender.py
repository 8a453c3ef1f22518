"""Sending what the cook did, one after the other, and asking what became of orders. It imports nothing of the screens."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from kds_tui.core.actions import Action, BumpLines, Fire, Move, OrderAction, RefuseLine, Rush
from kds_tui.core.events import Gone, SendFailed, Settled, StorageFailed
from kds_tui.core.texts import gettext, gettext_noop
from kds_tui.net.backend import Emit, Failed, LoginEnded, Refused, Unreachable
from kds_tui.net.http_client import HttpClient
from kds_tui.net.incoming import OpenOrders, read_order
from kds_tui.net.kitchen_requests import kitchen_request
from kds_tui.net.outbox import Outbox
from server.wire.kitchen_messages import OrderMessage
from server.wire.orders import KitchenOrder

LOOK_UPS_AT_ONCE = 4
SHORTEST_WAIT = 0.5
LONGEST_WAIT = 10.0
LONGEST_ASIDE = 60.0
NOT_UNDERSTOOD = gettext_noop("its answer is not understood")


class Sender:
    """The outbox on its way. While paused nothing is sent: the state of the orders is not known then."""

    def __init__(self, client: HttpClient, slug: str, outbox: Outbox, orders: OpenOrders, emit: Emit) -> None:
        self._client, self._slug, self._outbox, self._orders, self._emit = client, slug, outbox, orders, emit
        self._online, self._work = asyncio.Event(), asyncio.Event()
        self._sending: str | None = None
        self._failures: dict[str, int] = {}
        self._aside: set[str] = set()
        self._asking = asyncio.Semaphore(LOOK_UPS_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """There is something to send, or at least to keep."""
        self._work.set()

    def pause(self) -> None:
        """The line is lost."""
        self._online.clear()

    def resume(self) -> None:
        """A snapshot has come."""
        self._online.set()
        self._work.set()

    def withdraw(self, key: str) -> bool:
        """Take back what has not been sent."""
        if key == self._sending or not self._outbox.remove(key):
            return False
        self.wake()
        return True

    def look_up(self, order_ids: Sequence[UUID]) -> None:
        """Ask what became of orders; the answers come as events."""
        for order_id in order_ids:
            self._start(self._look_up(order_id))

    async def run(self) -> None:
        """Keep and send until cancelled. LoginEnded where the login is no longer good."""
        self.wake()
        while True:
            await self._work.wait()
            self._work.clear()
            await self._keep()
            await self._drain()

    async def close(self) -> None:
        """Stop asking, and leave on disk what is unsent."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._keep()

    async def _keep(self) -> None:
        """Bring the file up to date; a disk that refuses is told, and the work goes on."""
        try:
            await asyncio.to_thread(self._outbox.write)
        except OSError as failure:
            self._emit(StorageFailed(failure.strerror or str(failure)))

    async def _drain(self) -> None:
        pause = SHORTEST_WAIT
        while self._online.is_set() and (action := self._next()) is not None:
            try:
                await self._deliver(action)
                pause = SHORTEST_WAIT
            except (Failed, ValueError) as failure:
                self._set_aside(
                    action, str(failure) if isinstance(failure, Failed) else gettext(NOT_UNDERSTOOD)
                )
            except Unreachable as failure:
                await asyncio.sleep(max(pause, failure.retry_after))
                pause = min(LONGEST_WAIT, pause * 2)

    def _next(self) -> Action | None:
        """The oldest action on an order or a dish at which the server does not fail."""
        return next((action for action in self._outbox.actions if action.subject not in self._aside), None)

    def _set_aside(self, action: Action, why: str) -> None:
        """Let others go first; what waits on the same order goes on waiting, as it builds on this one."""
        tries = self._failures.get(action.subject, 0)
        self._failures[action.subject] = tries + 1
        self._aside.add(action.subject)
        pause = min(LONGEST_ASIDE, SHORTEST_WAIT * 2 ** min(tries, 10))
        asyncio.get_running_loop().call_later(pause, self._take_up, action.subject)
        self._emit(SendFailed(action, why))

    def _take_up(self, subject: str) -> None:
        self._aside.discard(subject)
        self.wake()

    async def _deliver(self, action: Action) -> None:
        self._sending = action.key
        try:
            settled = await self._send(action)
        finally:
            self._sending = None
        self._outbox.remove(action.key)
        self._failures.pop(action.subject, None)
        if settled.order is not None:
            self._orders.take_order(settled.order)
        self._emit(settled)
        await self._keep()

    async def _send(self, action: Action) -> Settled:
        try:
            if isinstance(action, OrderAction):
                return Settled(action, await self._send_step(action))
            method, path, body = kitchen_request(action, self._slug)
            await (self._client.post if method == "POST" else self._client.patch)(path, body)
            return Settled(action)
        except Refused as refusal:
            return Settled(action, _order_in(refusal.order), refusal.detail)

    async def _send_step(self, action: OrderAction) -> KitchenOrder | None:
        """The order after the step; a step that somebody has taken already, or gone past, is not sent."""
        order = await self._current(action)
        if order is not None and not action.applies(order):
            return order
        path = f"/api/kitchen/orders/{action.order_id}/"
        if isinstance(action, BumpLines):
            return await self._send_lines(action, path, order)
        if isinstance(action, RefuseLine):
            body = {"reason": action.reason}
            answer = await self._client.post(f"{path}items/{action.line_id}/refuse/", body)
            return self._read(answer, action.order_id)
        if isinstance(action, Fire):
            path = f"{path}courses/{action.course}/"
        return self._read(await self._client.patch(path, _step_body(action)), action.order_id)

    async def _send_lines(
        self, action: BumpLines, path: str, order: KitchenOrder | None
    ) -> KitchenOrder | None:
        bodies = action.bodies(order) if order else {}
        for line_id, body in bodies.items():
            answer = await self._client.patch(f"{path}items/{line_id}/", body)
            order = self._read(answer, action.order_id)
        return order

    def _read(self, answer: object, order_id: UUID) -> KitchenOrder | None:
        """The order of an answer; None, and told as gone, where it is no business of this display."""
        order = read_order(answer)
        if isinstance(order, KitchenOrder):
            return order
        if isinstance(order, Gone):
            self._emit(Gone(order_id))
            return None
        raise ValueError(NOT_UNDERSTOOD)

    async def _current(self, action: OrderAction) -> KitchenOrder | None:
        """The order as it is now; asked for where it is not among the open ones."""
        held = self._orders.find(action.order_id)
        if held is not None or (isinstance(action, Move) and action.before == "completed"):
            return held
        order = self._read(await self._ask(action.order_id), action.order_id)
        if order is None:
            raise Refused(gettext("It is no longer the kitchen's."))
        return order

    async def _look_up(self, order_id: UUID) -> None:
        async with self._asking:
            try:
                order = read_order(await self._ask(order_id))
                self._emit(OrderMessage(order=order) if isinstance(order, KitchenOrder) else Gone(order_id))
            except Refused:
                self._emit(Gone(order_id))
            except (Unreachable, LoginEnded):
                return  # the next snapshot asks again

    async def _ask(self, order_id: UUID) -> dict[str, Any]:
        """One order as the kitchen sees it; of an older server as the diner sees it. Refused, Unreachable."""
        try:
            answer: dict[str, Any] = await self._client.get(f"/api/kitchen/orders/{order_id}/")
        except Refused:
            answer = await self._client.get(f"/api/public/orders/{order_id}/status/")
        return answer

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _step_body(action: Move | Rush | Fire) -> dict[str, Any]:
    match action:
        case Move():
            return _move_body(action)
        case Rush():
            return {"rush": action.rushed}
        case Fire():
            return {"fired": action.fired}


def _move_body(move: Move) -> dict[str, str]:
    body: dict[str, str] = {"status": move.after, "seen": move.before}
    return {**body, "reason": move.reason} if move.reason else body


def _order_in(answer: object) -> KitchenOrder | None:
    """The order that a refusal carries (409), where it carries one."""
    held = answer.get("order") if isinstance(answer, dict) else None
    try:
        return KitchenOrder.model_validate(held) if held else None
    except ValidationError:
        return None
