"""The version of a restaurant's menu: what prices, settings and opening times of an order are bound to.

A confirm stores an order only where the version is still the one that it was checked against. So whoever changes what an
order depends on locks the version first, and raises it in the same transaction.
"""

from uuid import UUID

from server.db.pool import Connection
from server.domain.errors import NotFound


async def lock_version(connection: Connection, restaurant_id: UUID) -> int:
    """Lock the menu of a live restaurant and return its version. NotFound where it is gone."""
    version: int | None = await connection.fetchval(
        """
        SELECT menu_version FROM restaurant_state AS s
        JOIN restaurants AS r ON r.id = s.restaurant_id AND r.archived_at IS NULL
        WHERE s.restaurant_id = $1
        FOR UPDATE OF s
        """,
        restaurant_id,
    )
    if version is None:
        raise NotFound
    return version


async def bump_version(connection: Connection, restaurant_id: UUID) -> int:
    """Count a change of the menu and return its new version."""
    version: int = await connection.fetchval(
        """
        UPDATE restaurant_state SET menu_version = menu_version + 1
        WHERE restaurant_id = $1 RETURNING menu_version
        """,
        restaurant_id,
    )
    return version
