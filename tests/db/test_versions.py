"""Backups and months go from any PostgreSQL that aiqr supports to any other."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from server.db import archive, backup
from server.db.migrate import migrate
from tests.db.contents import everything_in, fill
from tests.db.other_postgres import MAJORS, programs_of, running

pytestmark = pytest.mark.slow


@pytest.fixture(
    params=[
        pytest.param(
            major,
            marks=pytest.mark.skipif(programs_of(major) is None, reason=f"PostgreSQL {major} is not here"),
        )
        for major in MAJORS
    ],
)
def other(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database of another major version."""
    with running(request.param) as dsn:
        yield dsn


def nothing(_: str) -> None:
    """Take a progress that nobody watches."""


async def test_a_backup_goes_there_and_back(
    other: str, database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    """Restored into the other version, backed up there and restored here, every row and sequence is as it was."""
    await fill(database_url)
    await backup.back_up(database_url, tmp_path / "here.aiqr", nothing)
    before = await everything_in(database_url)
    await backup.restore(other, tmp_path / "here.aiqr", replace=False)
    await backup.back_up(other, tmp_path / "there.aiqr", nothing)
    assert await everything_in(other) == before
    await backup.restore(empty_database_url, tmp_path / "there.aiqr", replace=False)
    assert await everything_in(empty_database_url) == before


async def test_a_month_goes_there_and_back(other: str, database_url: str, tmp_path: Path) -> None:
    """A month archived in one version comes back in the other, in both directions."""
    await fill(database_url)
    await migrate(other)
    before = (await everything_in(database_url))["orders"]
    await archive.archive(database_url, date(2024, 2, 1), tmp_path)
    month = tmp_path / "orders-2024-01.aiqr"
    assert await archive.bring_back(other, month) == "2024-01"
    (tmp_path / "there").mkdir()
    await archive.archive(other, date(2024, 2, 1), tmp_path / "there")
    assert await archive.bring_back(database_url, tmp_path / "there" / month.name) == "2024-01"
    assert (await everything_in(database_url))["orders"] == before
