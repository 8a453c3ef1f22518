"""What is wanted at the same moment is read in one statement."""

import asyncio
from collections.abc import Sequence

from server.db.group_read import GroupRead


async def test_what_is_wanted_meanwhile_is_in_the_next_statement() -> None:
    """As many together as may be, and each gets its own."""
    statements: list[list[int]] = []

    async def fetch(wishes: Sequence[int]) -> list[str]:
        statements.append(list(wishes))
        await asyncio.sleep(0)
        return [str(wish) for wish in wishes]

    reads: GroupRead[int, str] = GroupRead(fetch, together=3)
    assert await asyncio.gather(*map(reads.read, range(7))) == list("0123456")
    assert statements == [[0, 1, 2], [3, 4, 5], [6]]
    assert await reads.read(7) == "7"


async def test_where_the_database_is_away_nobody_waits_longer_than_the_first() -> None:
    """Those behind are refused with it, in one statement's time; who asks afterwards is read for."""
    statements = 0

    async def fetch(wishes: Sequence[int]) -> list[int]:
        nonlocal statements
        statements += 1
        if statements == 1:
            raise TimeoutError
        return list(wishes)

    reads: GroupRead[int, int] = GroupRead(fetch, together=2)
    refused = await asyncio.gather(*map(reads.read, range(5)), return_exceptions=True)
    assert [type(one) for one in refused] == [TimeoutError] * 5
    assert statements == 1
    assert await reads.read(8) == 8
