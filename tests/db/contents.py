"""A database with something in every part, and all that is in one."""

import asyncpg

from server.db.backup import TABLES
from server.db.partitions import create_partition

FILL = """
    INSERT INTO users (id, email, password_hash, first_name) VALUES
        ('00000000-0000-7000-8000-000000000001', 'ana@example.com', 'hash', E'Ana\\t\\\\ \\N "x"');
    INSERT INTO sessions (id, user_id) SELECT gen_random_uuid(), id FROM users;
    INSERT INTO refresh_tokens (token_hash, session_id, expires_at)
        SELECT '\\x00ff', id, '2030-01-02 03:04:05.678901+00' FROM sessions;
    INSERT INTO restaurants (id, slug, name, currency, timezone, locale, hours) VALUES
        ('00000000-0000-7000-8000-000000000002', 'x', E'Crème\\nbrûlée 🍮', 'EUR', 'UTC', 'fr', '[{"a": "\\u00e9"}]');
    INSERT INTO restaurant_state (restaurant_id, last_number, changes) SELECT id, 3, 9 FROM restaurants;
    INSERT INTO staff (restaurant_id, user_id, email, role) SELECT r.id, u.id, u.email, 'owner' FROM restaurants r, users u;
    INSERT INTO order_keys SELECT id, 'key', gen_random_uuid(), '\\xab' FROM restaurants;
    INSERT INTO orders (restaurant_id, id, number, day, status, currency, total, created_at, updated_at, ended_at, lines, customer_name)
        SELECT r.id, ('018cc777-65a0-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, n, '2024-01-01', 'completed', 'EUR',
               100 * n, '2024-01-01 12:00+02', now(), now(), '[{"n": "é"}]', 'diner ' || n
        FROM restaurants r, generate_series(1, 3) AS n;
    INSERT INTO orders (restaurant_id, id, number, day, currency, total, created_at, updated_at, lines)
        SELECT id, overlay(gen_random_uuid()::text PLACING left(first_order_id(now())::text, 13) FROM 1)::uuid,
               4, now()::date, 'EUR', 5, now(), now(), '[]' FROM restaurants;
    INSERT INTO orders (restaurant_id, id, number, day, currency, total, created_at, updated_at, lines)
        SELECT id, 'ffffffff-0000-7000-8000-000000000009', 5, now()::date, 'EUR', 5, now(), now(), '[]' FROM restaurants;
    INSERT INTO bill_books SELECT id, 1, '2024-01-01', 1, 1 FROM restaurants;
    INSERT INTO bills SELECT o.id, o.restaurant_id, '5', o.created_at, 'EUR', '{"tips": []}', now()
        FROM orders o WHERE o.number = 1;
    INSERT INTO bill_orders SELECT id, restaurant_id, id, 1, since, '[{"name": "é"}]' FROM bills;
    INSERT INTO bill_entries SELECT restaurant_id, 1, id, 'payment', now(), NULL, '{"amount": 100}', 'pi', 'key', '\\xab' FROM bills;
    INSERT INTO receipts SELECT restaurant_id, '2024-01-01', 1, id, now(), 1, '{}', '{"number": 1}' FROM bills;
    INSERT INTO day_closings SELECT restaurant_id, 1, '2024-01-01', now(), NULL, 1, '{"number": 1}' FROM bills;
    INSERT INTO webhooks (restaurant_id, url, events, secret)
        SELECT id, 'https://till.example.com/', '{order.placed}', sha256('secret') FROM restaurants;
    INSERT INTO webhook_deliveries (restaurant_id, webhook_id, event, subject, data)
        SELECT restaurant_id, id, 'order.placed', 'order 1', '{"name": "é"}' FROM webhooks;
    SELECT nextval('menu_part_ids') FROM generate_series(1, 41);
"""
"""Text that COPY must escape, bytes, times, documents; orders of a past month, of this one, and of none."""


async def fill(dsn: str) -> None:
    """Fill a migrated, empty database."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(create_partition("2024-01"))
        await connection.execute(FILL)
    finally:
        await connection.close()


async def everything_in(dsn: str) -> dict[str, list[str]]:
    """Return all rows of all tables as text, and where the sequences go on."""
    connection = await asyncpg.connect(dsn, server_settings={"timezone": "UTC"})
    try:
        found = {
            row["name"]: [
                each["line"]
                for each in await connection.fetch(
                    f"SELECT t::text AS line FROM {row['name']} AS t ORDER BY 1"
                )
            ]
            for row in await connection.fetch(TABLES)
        }
        months = await connection.fetch(
            "SELECT tableoid::regclass::text || ' ' || id AS line FROM orders ORDER BY 1"
        )
        found["partitions"] = [row["line"] for row in months]
        found["next"] = [str(await connection.fetchval("SELECT nextval('menu_part_ids')"))]
        return found
    finally:
        await connection.close()
