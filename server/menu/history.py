"""Kept versions of a menu: each document that was put in place, and what it replaced if nothing had kept that."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from server.audit.log import describe, list_menu_edits
from server.db.pool import BasePool, Connection
from server.domain.errors import NotFound
from server.domain.menu import Menu
from server.menu.document.diff import Plan
from server.menu.document.writer import dump_document

MAX_KEPT = 100
"""Versions of a restaurant that are kept; the oldest go first."""

KINDS = ("added", "changed", "removed", "hidden")


@dataclass(frozen=True, slots=True)
class Page:
    """One version to keep; `saved_by` is None for what nobody put in place as a document."""

    version: int
    saved_by: UUID | None
    summary: str
    items: int
    document: str


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version without its document; `saved_by` is an e-mail address, "" where unknown.

    One that was made by changing a part alone was not kept as a document: `items` is None.
    """

    version: int
    saved_at: datetime
    saved_by: str
    summary: str
    items: int | None


async def pages_to_keep(
    pool: BasePool, restaurant_id: UUID, old: Menu, planned: Plan, saved_by: UUID
) -> list[Page]:
    """Write down what a plan replaces, where it was changed since the last kept version, and what it puts there."""
    newest = await pool.fetchval(
        "SELECT max(version) FROM menu_versions WHERE restaurant_id = $1", restaurant_id
    )
    pages = []
    if newest != old.version and any(old.items()):
        said = f"as it was before version {old.version + 1}"
        pages.append(await asyncio.to_thread(_page, old, old.version, None, said))
    after = await asyncio.to_thread(_page, planned.menu, old.version + 1, saved_by, _summary(planned))
    return [*pages, after]


def _page(menu: Menu, version: int, saved_by: UUID | None, summary: str) -> Page:
    document = orjson.dumps(dump_document(menu)).decode()
    return Page(version, saved_by, summary, sum(1 for _ in menu.items()), document)


def _summary(planned: Plan) -> str:
    counts = ((kind, len(getattr(planned, kind))) for kind in KINDS)
    return ", ".join(f"{count} {kind}" for kind, count in counts if count)


async def keep(connection: Connection, restaurant_id: UUID, pages: Sequence[Page]) -> None:
    """Store `pages`, those left out whose document is the newest kept one, and let the oldest go."""
    for page in pages:
        await connection.execute(
            """
            INSERT INTO menu_versions (restaurant_id, version, saved_by, summary, items, document)
            SELECT $1, $2, coalesce((SELECT email FROM users WHERE id = $3::uuid), ''), $4, $5, $6
            WHERE $6 IS DISTINCT FROM (
                SELECT document FROM menu_versions WHERE restaurant_id = $1 ORDER BY version DESC LIMIT 1
            )
            ON CONFLICT DO NOTHING
            """,
            restaurant_id,
            page.version,
            page.saved_by,
            page.summary,
            page.items,
            page.document,
        )
    await connection.execute(
        """
        DELETE FROM menu_versions WHERE restaurant_id = $1 AND version <= (
            SELECT version FROM menu_versions WHERE restaurant_id = $1
            ORDER BY version DESC OFFSET $2 LIMIT 1
        )
        """,
        restaurant_id,
        MAX_KEPT,
    )


async def list_versions(pool: BasePool, restaurant_id: UUID) -> list[KeptVersion]:
    """Return the kept versions, and the newest ones that changed a part of the menu, newest first."""
    kept = await pool.fetch(
        "SELECT version, saved_at, saved_by, summary, items FROM menu_versions WHERE restaurant_id = $1",
        restaurant_id,
    )
    versions = {row["version"]: KeptVersion(**dict(row)) for row in kept}
    for edit in await list_menu_edits(pool, restaurant_id, MAX_KEPT):
        same = versions.get(edit.menu_version)
        items = same.items if same else None
        entry = edit.entry
        versions[edit.menu_version] = KeptVersion(
            edit.menu_version, entry.at, entry.who, describe(entry), items
        )
    return sorted(versions.values(), key=lambda version: version.version, reverse=True)


async def get_version(pool: BasePool, restaurant_id: UUID, version: int) -> str:
    """Return the document of a kept version, as JSON. NotFound where it was not kept."""
    document: str | None = await pool.fetchval(
        "SELECT document FROM menu_versions WHERE restaurant_id = $1 AND version = $2", restaurant_id, version
    )
    if document is None:
        raise NotFound(f"Version {version} of this menu was not kept: its history lists those that were.")
    return document
