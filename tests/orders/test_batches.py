"""Batches of any statement: what fails, what never ends, and what overtakes what."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import asyncpg
import pytest

from server.db.group_commit import GroupCommit
from tests.fixtures.patience import PATIENCE


async def test_what_nobody_foresaw_is_told_to_all_and_stops_nobody_later() -> None:
    """Where statements answer for nobody, those who were in one batch hear of an error, and the next are stored."""
    answers: list[str] = []

    async def send(_: Sequence[UUID], __: str) -> list[str]:
        return answers

    batch = GroupCommit(send, lambda key: key)
    both = asyncio.gather(*(batch.store(UUID(int=0)) for _ in range(2)), return_exceptions=True)
    assert [type(answer) for answer in await asyncio.wait_for(both, PATIENCE)] == [ValueError] * 2
    answers.append("stored")
    assert await asyncio.wait_for(batch.store(UUID(int=0)), PATIENCE) == "stored"


@pytest.mark.parametrize("error", [asyncio.CancelledError(), TimeoutError(), asyncpg.InterfaceError("lost")])
async def test_a_batch_that_fails_anyhow_is_answered_and_the_next_is_stored(error: BaseException) -> None:
    """A cancellation that comes from within, out of a connection that is given up, is a failure like any other."""
    errors: list[BaseException] = [error]

    async def send(requests: Sequence[UUID], _: str) -> Sequence[str]:
        if errors:
            raise errors.pop()
        return ["stored"] * len(requests)

    group = GroupCommit(send, key=lambda request: request)
    request = UUID(int=1)
    if isinstance(error, asyncpg.InterfaceError):  # this request's own fault: it is tried by itself
        assert await asyncio.wait_for(group.store(request), PATIENCE) == "stored"
    else:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(group.store(request), PATIENCE)
    assert await asyncio.wait_for(group.store(request), PATIENCE) == "stored"


async def test_a_statement_that_never_ends_holds_its_lane_no_longer_than_is_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Those who wait are refused, and the lane stores what comes next."""
    monkeypatch.setattr("server.db.group_commit.LONGEST_STATEMENT", 0.05)
    hanging = [True]

    async def send(requests: Sequence[UUID], _: str) -> Sequence[str]:
        if hanging.pop():
            hanging.append(False)
            await asyncio.Event().wait()
        hanging.append(False)
        return ["stored"] * len(requests)

    group = GroupCommit(send, key=lambda request: request)
    request = UUID(int=1)
    answers = await asyncio.gather(*(group.store(request) for _ in range(3)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [TimeoutError] * 3
    assert await asyncio.wait_for(group.store(request), PATIENCE) == "stored"


class _Held:
    """A database whose statements end when the test says so; `batches` are the requests of each, in order."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.ends: list[asyncio.Event] = []

    async def send(self, requests: Sequence[UUID], _: str) -> Sequence[str]:
        self.batches.append([request.int for request in requests])
        self.ends.append(asyncio.Event())
        await self.ends[-1].wait()
        return ["stored"] * len(requests)

    async def begun(self, count: int) -> None:
        """Wait until so many statements were begun."""
        async with asyncio.timeout(PATIENCE):
            while len(self.batches) < count:
                await asyncio.sleep(0.001)


async def test_all_that_arrives_while_a_quick_statement_runs_is_the_next_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Four requests of different keys wait for the first statement and share the second, however many might run."""
    monkeypatch.setattr("server.db.group_commit.LATE", 1000.0)
    database = _Held()
    group = GroupCommit(database.send, key=lambda request: request)
    first = asyncio.create_task(group.store(UUID(int=1)))
    await database.begun(1)
    others = [asyncio.create_task(group.store(UUID(int=n))) for n in (2, 3, 4, 5)]
    for _ in range(20):
        await asyncio.sleep(0)
    assert database.batches == [[1]]
    database.ends[0].set()
    await database.begun(2)
    assert database.batches == [[1], [2, 3, 4, 5]]
    database.ends[1].set()
    assert await asyncio.wait_for(asyncio.gather(first, *others), PATIENCE) == ["stored"] * 5


async def test_a_slow_statement_is_overtaken_but_never_by_its_own_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Beside a statement that hangs others store what waits, four at a time; what has its key waits for it."""
    monkeypatch.setattr("server.db.group_commit.LATE", 0.001)
    database = _Held()
    group = GroupCommit(database.send, key=lambda request: request)
    tasks = []
    for begun, key in enumerate((1, 2, 3, 4), 1):
        tasks.append(asyncio.create_task(group.store(UUID(int=key))))
        await database.begun(begun)
    tasks += [asyncio.create_task(group.store(UUID(int=key))) for key in (1, 5)]
    await asyncio.sleep(0.05)
    assert database.batches == [[1], [2], [3], [4]]
    database.ends[1].set()
    await database.begun(5)
    assert database.batches[4] == [5]
    database.ends[0].set()
    await database.begun(6)
    assert database.batches[5] == [1]
    for end in database.ends:
        end.set()
    assert await asyncio.wait_for(asyncio.gather(*tasks), PATIENCE) == ["stored"] * 6


async def test_what_may_overtake_nothing_is_not_looked_for_again_and_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While all that waits has the key of a slow statement, no other is begun: not once, and not in a circle."""
    monkeypatch.setattr("server.db.group_commit.LATE", 0.001)
    database = _Held()
    group = GroupCommit(database.send, key=lambda request: request)
    tries: list[int] = []
    take = group._take_batch

    def counted() -> object:
        tries.append(1)
        return take()

    monkeypatch.setattr(group, "_take_batch", counted)
    tasks = [asyncio.create_task(group.store(UUID(int=1)))]
    await database.begun(1)
    tasks += [asyncio.create_task(group.store(UUID(int=1))) for _ in range(3)]
    await asyncio.sleep(0.05)
    assert len(tries) == 1
    database.ends[0].set()
    await database.begun(2)
    assert database.batches == [[1], [1, 1, 1]]
    database.ends[1].set()
    assert await asyncio.wait_for(asyncio.gather(*tasks), PATIENCE) == ["stored"] * 4
