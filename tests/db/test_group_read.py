"""What is wanted at the same moment is read in one statement."""

import asyncio
from collections.abc import Sequence

import pytest

from server.db.group_read import GroupRead


async def test_what_is_wanted_meanwhile_is_in_the_next_statement() -> None:
    """As many together as may be, and each gets its own."""
    statements: list[list[int]] = []

    async def fetch(requests: Sequence[int]) -> list[str]:
        statements.append(list(requests))
        await asyncio.sleep(0)
        return [str(request) for request in requests]

    reads: GroupRead[int, str] = GroupRead(fetch, most=3)
    assert await asyncio.gather(*map(reads.read, range(7))) == list("0123456")
    assert statements == [[0, 1, 2], [3, 4, 5], [6]]
    assert await reads.read(7) == "7"


@pytest.mark.parametrize("ended_by", [TimeoutError, asyncio.CancelledError])
async def test_where_a_read_ends_nobody_waits_longer_than_the_first(ended_by: type[BaseException]) -> None:
    """Those behind are refused with it, in one statement's time; who asks afterwards is read for."""
    statements = 0

    async def fetch(requests: Sequence[int]) -> list[int]:
        nonlocal statements
        statements += 1
        if statements == 1:
            raise ended_by
        return list(requests)

    reads: GroupRead[int, int] = GroupRead(fetch, most=2)
    refused = await asyncio.gather(*map(reads.read, range(5)), return_exceptions=True)
    assert [type(one) for one in refused] == [TimeoutError] * 5
    assert statements == 1
    assert await reads.read(8) == 8


async def test_where_the_database_goes_away_between_two_nobody_waits_longer_either() -> None:
    """A batch that breaks is read one by one, and ends with the first that finds nobody."""
    statements = 0

    async def fetch(requests: Sequence[int]) -> list[int]:
        nonlocal statements
        statements += 1
        raise ValueError if len(requests) > 1 else TimeoutError

    reads: GroupRead[int, int] = GroupRead(fetch, most=4)
    refused = await asyncio.gather(*map(reads.read, range(4)), return_exceptions=True)
    assert [type(one) for one in refused] == [TimeoutError] * 4
    assert statements == 2
