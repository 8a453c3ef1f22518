"""What an operator does while diners order: a backup, and the migration of an upgrade."""

import asyncio
import os
import shutil
import sys
from pathlib import Path

import pytest

from server.db.embedded.data_dir import SERVER_ROLE
from tests.faults.deployment import opened
from tests.faults.promises import consistent, none_lost
from tests.faults.traffic import flowing

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]

ROOT = Path(__file__).parents[2]
PAST_ORDERS = 100_000
"""Two days old, each with its key."""
FILL = """
    INSERT INTO orders (restaurant_id, id, number, day, status, customer_name, currency, total,
                        created_at, updated_at, ended_at, lines)
    SELECT r.id, overlay(gen_random_uuid()::text PLACING left(first_order_id(at)::text, 13) FROM 1)::uuid,
           n, at::date, 'completed', 'past ' || n, 'EUR', 100, at, at, at, '[{"line_total": 100}]'
    FROM restaurants AS r, generate_series(1, $1::int) AS n, LATERAL (SELECT now() - interval '2 days' AS at) AS moment
"""
KEYS = "INSERT INTO order_keys SELECT restaurant_id, customer_name, id, '' FROM orders WHERE status = 'completed'"
CHANGES = "UPDATE restaurant_state SET changes = changes + $1"
NEXT = """
-- What a migration may do: a column on a large table, an index, a table, and a function that orders go through.
ALTER TABLE orders ADD COLUMN tip bigint NOT NULL DEFAULT 0 CHECK (tip >= 0);
DO $do$ BEGIN
    EXECUTE format(
        'CREATE OR REPLACE FUNCTION order_defaults() RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$ SELECT %L::jsonb $$',
        order_defaults() || '{"tip": 0}'
    );
END $do$;
ALTER TABLE restaurant_state ADD COLUMN tips bigint NOT NULL DEFAULT 0;
CREATE INDEX order_keys_order ON order_keys (order_id);
CREATE TABLE tips (order_id uuid PRIMARY KEY);
CREATE OR REPLACE FUNCTION first_order_id(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT
AS $$
    SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
"""


async def test_a_backup_during_load_is_consistent(tmp_path: Path) -> None:
    """`aiqr db backup` while orders come in restores to a state with all orders promised before it, and sums that agree."""
    async with opened(workers=2) as deployment, flowing(deployment) as traffic:
        promised = dict(traffic.promised)
        await aiqr(ROOT, deployment.postgres.dsn(), "db", "backup", str(tmp_path / "all.aiqr"))
        assert len(traffic.promised) > len(promised)
        async with deployment.database() as connection:
            await connection.execute(f"CREATE DATABASE restored OWNER {SERVER_ROLE}")
        restored = deployment.postgres.dsn("restored")
        await aiqr(ROOT, restored, "db", "restore", str(tmp_path / "all.aiqr"))
        async with deployment.database("restored") as connection:
            stored = await consistent(connection)
        none_lost(promised, stored)
        await traffic.orders(20)
        await traffic.settle()
        none_lost(stored, traffic.promised)


async def test_an_upgrade_migrates_a_full_database_while_orders_come_in(tmp_path: Path) -> None:
    """While a newer aiqr migrates, the older servers take orders without one refusal, and stay ready; none of them starts anew."""
    newer = newer_code(tmp_path)
    async with opened(workers=2) as deployment:
        async with deployment.database() as connection:
            await connection.execute(FILL, PAST_ORDERS)
            await connection.execute(KEYS)
            await connection.execute(CHANGES, PAST_ORDERS)
        async with flowing(deployment) as traffic:
            before = len(traffic.promised)
            await aiqr(newer, deployment.postgres.dsn(), "db", "migrate")
            assert len(traffic.promised) > before
            await traffic.orders(20)
            assert traffic.refused == 0
            async with deployment.database() as connection:
                assert await connection.fetchval("SELECT version_num FROM alembic_version") == "9999"
            async with deployment.session.get(f"{deployment.machines[0].url}/readyz") as answer:
                assert answer.status == 200
            await traffic.settle()
        await deployment.machines[0].stop()
        with pytest.raises(AssertionError, match="a newer aiqr has migrated it"):
            await deployment.machines[0].start()


def newer_code(folder: Path) -> Path:
    """A copy of the code with one more migration."""
    for package in ("server", "cli"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "server" / "db" / "migrations" / "9999_next.sql").write_text(NEXT)
    return folder


async def aiqr(code: Path, dsn: str, *arguments: str) -> None:
    """Run a command of the code in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(code), "DATABASE_URL": dsn}
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "cli.main", *arguments, cwd=code, env=environment
    )
    assert await running.wait() == 0
