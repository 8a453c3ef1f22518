"""Background work goes on whatever it meets, is bounded round by round, and nobody's cancellation is another's end."""

import asyncio
import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

import server
from server import background
from server.background import Work, going_on, in_rounds, shared_result, telling
from tests.fixtures.patience import PATIENCE


class Worse(BaseException):
    """None of the exceptions that a loop would look for."""


async def fail(error: BaseException | None) -> None:
    if error is not None:
        raise error


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "RESTART_SECONDS", 0.0)
    monkeypatch.setattr(background, "CANCEL_PATIENCE", 0.01)


ENDS: list[BaseException | None] = [
    None,
    ValueError("no"),
    asyncio.CancelledError(),
    Worse("no"),
    TimeoutError(),
]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: type(end).__name__)
async def test_work_that_ends_is_begun_again_and_told(end: BaseException | None) -> None:
    """However it ends; it is ended by the end of its block alone."""
    told: list[tuple[str, type[Any]]] = []
    third, ended = asyncio.Event(), asyncio.Event()
    runs = 0

    async def run() -> None:
        nonlocal runs
        runs += 1
        if runs < 3:
            await fail(end)
            return
        third.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with going_on(Work("counting", run), tell=lambda name, error: told.append((name, type(error)))):
        await asyncio.wait_for(third.wait(), PATIENCE)
        assert told == [("counting", type(end))] * 2
        assert not ended.is_set()
    assert ended.is_set()
    assert runs == 3


def test_the_person_who_runs_a_server_is_told_without_the_words_of_the_error() -> None:
    """An address with its password may be among them."""
    lines: list[str] = []
    telling(lines.append)("keeping the database up", ValueError("postgresql://u:secret@host"))
    assert lines == ["Keeping the database up ended (ValueError); it is begun again."]


async def until_third_round(run_once: Callable[[int], Coroutine[Any, Any, None]], **options: Any) -> int:
    """How often the failure of a round was told when the third round begins."""
    failures = rounds = 0
    third = asyncio.Event()

    async def counted() -> None:
        nonlocal rounds
        rounds += 1
        if rounds < 3:
            await run_once(rounds)
        else:
            third.set()
            await asyncio.Event().wait()

    def failed() -> None:
        nonlocal failures
        failures += 1

    work = Work("rounds", lambda: in_rounds("rounds", counted, pause=0.0, when_failed=failed, **options))
    async with going_on(work):
        await asyncio.wait_for(third.wait(), PATIENCE)
        return failures


@pytest.mark.parametrize("end", ENDS, ids=lambda end: type(end).__name__)
async def test_a_round_that_fails_is_told_and_the_next_one_comes(end: BaseException | None) -> None:
    """Whatever it fails with; one that returns is not told."""
    failures = await until_third_round(lambda _: fail(end), longest=PATIENCE)
    assert failures == (0 if end is None else 2)


async def test_a_round_that_takes_too_long_is_given_up() -> None:
    """One that waits for what never comes, and one that does not let itself be cancelled either."""
    let_go = asyncio.Event()

    async def hang(number: int) -> None:
        while not let_go.is_set():
            try:
                await let_go.wait()
            except asyncio.CancelledError:
                if number == 1:
                    raise

    assert await until_third_round(hang, longest=0.01) == 2
    let_go.set()


async def test_who_gives_up_stops_nobody_who_waits_for_the_same() -> None:
    """One of three waiters is cancelled; the other two get the result."""
    ready = asyncio.Event()

    async def work() -> int:
        await ready.wait()
        return 7

    task = asyncio.create_task(work())
    waiters = [asyncio.create_task(shared_result(task)) for _ in range(3)]
    await asyncio.sleep(0)
    waiters[0].cancel()
    await asyncio.sleep(0)
    ready.set()
    answers = await asyncio.gather(*waiters, return_exceptions=True)
    assert isinstance(answers[0], asyncio.CancelledError)
    assert answers[1:] == [7, 7]


async def test_the_cancellation_of_shared_work_cancels_nobody_who_waits_for_it() -> None:
    """They get a TimeoutError, which a request answers with "try again"; one who is cancelled as well is cancelled."""
    task = asyncio.create_task(asyncio.Event().wait())
    waiters = [asyncio.create_task(shared_result(task)) for _ in range(2)]
    await asyncio.sleep(0)
    task.cancel()
    waiters[1].cancel()
    answers = await asyncio.gather(*waiters, return_exceptions=True)
    assert [type(answer) for answer in answers] == [TimeoutError, asyncio.CancelledError]


def test_no_loop_of_the_server_is_started_unsupervised() -> None:
    """Whatever goes on for ever is started by `server.background`, but the writer of one display, whose end ends it."""
    loops = re.compile(r"(?:create_task|ensure_future)\(\s*[\w.]*(?:forever|listen|_keep\w*)\(")
    folder = Path(str(server.__file__)).parent
    found = {
        (str(file.relative_to(folder)), hit)
        for file in folder.rglob("*.py")
        for hit in loops.findall(file.read_text())
    }
    assert found == {
        ("kitchen/socket.py", "create_task(display.write_forever("),
        ("process/supervisor.py", "create_task(self._keep("),
    }
