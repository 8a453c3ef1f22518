"""What a display and a printer do for ever goes on, whatever ends it."""

import asyncio

import pytest
from aiohttp.test_utils import TestServer

from kds_tui.core.actions import bump
from kds_tui.core.events import Offline, Online, Settled
from kds_tui.net import supervision
from kds_tui.net.connection import Connection
from kds_tui.net.sender import Sender
from kds_tui.net.supervision import keep_going
from tests.fixtures.api import Place
from tests.kds.net.connections import following, owner_tokens, placed

FAULTS = [RuntimeError("secret words"), asyncio.CancelledError()]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "RESTART_SECONDS", 0.01)


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
async def test_a_work_is_begun_again_and_the_fault_told_without_its_words(fault: BaseException) -> None:
    """Also where a library cancels the task from within."""
    tries, told = [fault, fault], list[str]()

    async def work() -> str:
        if tries:
            raise tries.pop()
        return "done"

    assert await keep_going(work, told.append) == "done"
    assert len(told) == 2
    assert all(one.startswith(f"a fault of the program ({type(fault).__name__}") for one in told)
    assert not any("secret" in one for one in told)


async def test_what_ends_a_work_for_good_is_raised() -> None:
    """Once, and nothing is told."""
    told, tries = list[str](), list[int]()

    async def work() -> None:
        tries.append(1)
        raise KeyError

    with pytest.raises(KeyError):
        await keep_going(work, told.append, ends=(KeyError,))
    assert (len(tries), told) == (1, [])


async def test_whoever_keeps_it_going_can_stop_it() -> None:
    """The work is cancelled with it, and not begun again."""
    begun, ended = asyncio.Event(), list[str]()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("work")

    task = asyncio.create_task(keep_going(work, ended.append))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended == ["work"]


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
@pytest.mark.parametrize("broken", ["_listen", "_drain"])
async def test_a_display_goes_on_after_a_fault_of_its_own(
    server: TestServer, restaurant: Place, monkeypatch: pytest.MonkeyPatch, broken: str, fault: BaseException
) -> None:
    """Neither listening nor sending ends: it is told as out of touch, and bumps reach the server afterwards."""
    owner: type = Connection if broken == "_listen" else Sender
    usual, left = getattr(owner, broken), [fault]

    async def fails_once(self: object, *given: object) -> None:
        if left:
            raise left.pop()
        await usual(self, *given)

    monkeypatch.setattr(owner, broken, fails_once)
    order = await placed(restaurant)
    async with following(server, restaurant, owner_tokens(restaurant)) as (connection, heard):
        await heard.wait(Offline, lambda one: "a fault of the program" in one.why)
        await heard.wait(Online)
        move = bump(order)
        assert move is not None
        connection.submit(move)
        settled = await heard.wait(Settled)
        assert settled.order is not None
        assert settled.order.status == "preparing"
