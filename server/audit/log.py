"""The log of changes: one function writes it, in the transaction of the change; one reads it."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from server.db.pool import BasePool, Connection

Action = Literal[
    "restaurant.created",
    "restaurant.changed",
    "restaurant.deleted",
    "hours.changed",
    "staff.invited",
    "staff.role_changed",
    "staff.removed",
    "staff.password_link",
    "key.created",
    "key.revoked",
    "webhook.added",
    "webhook.changed",
    "webhook.rotated",
    "webhook.switched_off",
    "webhook.removed",
    "menu.replaced",
    "category.added",
    "category.changed",
    "category.removed",
    "item.added",
    "item.changed",
    "item.removed",
    "item.sold_out",
    "item.available",
    "order.cancelled",
    "order.erased",
    "order.line_refused",
    "order.line_cancelled",
    "table.moved",
    "bill.void",
    "bill.discount",
    "bill.guests",
    "bill.payment",
    "bill.refund",
    "day.closed",
]
Values = Mapping[str, Any]

WHO = "CASE WHEN u.password_hash = '' THEN u.first_name ELSE coalesce(u.email, '') END"
"""Who made an entry: the e-mail address of a person, the name of a display or a key."""

ACTOR: ContextVar[UUID | None] = ContextVar("actor", default=None)
"""The user whose request is being answered; set where the request's token is read. None: the server itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. `who` is the e-mail address that the actor has now, or a display's or key's name, "" where the account is gone or there was none."""

    id: int
    at: datetime
    who: str
    action: str
    subject: str
    before: Any
    after: Any


async def record(
    connection: Connection,
    restaurant_id: UUID,
    action: Action,
    subject: str = "",
    *,
    before: Values | None = None,
    after: Values | None = None,
    menu_version: int | None = None,
) -> None:
    """Add an entry in the caller's transaction, by the user of the present request.

    `before` and `after` hold what was changed alone: JSON values, no secrets and no words of diners.
    """
    await connection.execute(
        """
        INSERT INTO audit_log (restaurant_id, actor_id, action, subject, before, after, menu_version)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        restaurant_id,
        ACTOR.get(),
        action,
        subject,
        before,
        after,
        menu_version,
    )


def changes(before: Values, after: Values) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the values that differ, as they were and as they are."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {name: before.get(name) for name in names}, {name: after.get(name) for name in names}


async def list_entries(
    pool: BasePool, restaurant_id: UUID, *, before_id: int | None, action: str | None, limit: int
) -> list[Entry]:
    """Return the newest entries of a restaurant, newest first: those before `before_id`, and of `action`, where given."""
    rows = await pool.fetch(
        f"""
        SELECT l.id, l.at, {WHO} AS who, l.action, l.subject, l.before, l.after
        FROM audit_log l LEFT JOIN users u ON u.id = l.actor_id
        WHERE l.restaurant_id = $1 AND ($2::bigint IS NULL OR l.id < $2)
          AND ($3::text IS NULL OR l.action = $3)
        ORDER BY l.id DESC LIMIT $4
        """,
        restaurant_id,
        before_id,
        action,
        limit,
    )
    return [Entry(**row) for row in rows]


@dataclass(frozen=True, slots=True)
class MenuEdit:
    """A change of a part of a menu, with the version that it made."""

    menu_version: int
    entry: Entry


async def list_menu_edits(pool: BasePool, restaurant_id: UUID, limit: int) -> list[MenuEdit]:
    """Return the newest changes of parts of a menu."""
    rows = await pool.fetch(
        f"""
        SELECT l.menu_version, l.id, l.at, {WHO} AS who, l.action, l.subject, l.before, l.after
        FROM audit_log l LEFT JOIN users u ON u.id = l.actor_id
        WHERE l.restaurant_id = $1 AND l.menu_version IS NOT NULL
        ORDER BY l.id DESC LIMIT $2
        """,
        restaurant_id,
        limit,
    )
    return [MenuEdit(row["menu_version"], Entry(*list(row.values())[1:])) for row in rows]


def describe(entry: Entry) -> str:
    """Say in one line what was changed."""
    what = f"{entry.subject}: {entry.action.partition('.')[2].replace('_', ' ')}"
    before, after = entry.before or {}, entry.after or {}
    parts = (_difference(name, before.get(name), after.get(name)) for name in after)
    said = ", ".join(part for part in parts if part)
    return f"{what} ({said})" if said and before else what


def _difference(name: str, before: Any, after: Any) -> str:
    if isinstance(before, dict) and isinstance(after, dict):
        old, new = changes(before, after)
        return ", ".join(f"{label or name} {_said(old[label])} → {_said(new[label])}" for label in new)
    return name.replace("_", " ")


def _said(value: Any) -> str:
    """A value as an owner reads it; – for none."""
    match value:
        case bool():
            return "yes" if value else "no"
        case dict():
            named = (f"{name.replace('_', ' ')} {_said(part)}" for name, part in value.items())
            return "; ".join(named)
        case list():
            return ", ".join(map(_said, value)) or "–"
    return str(value or "–")
