"""SQL of pictures. The connection comes first; nothing here begins or commits a transaction."""

from uuid import UUID

from server.db.pool import BasePool, Connection
from server.photos.model import Picture


async def insert_picture(connection: Connection, restaurant_id: UUID, picture: Picture) -> None:
    """Store every form of a picture; what is stored already stays."""
    await connection.executemany(
        """
        INSERT INTO photos (restaurant_id, digest, form, image) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING
        """,
        [(restaurant_id, picture.digest, form, image) for form, image in picture.forms.items()],
    )


async def find_image(pool: BasePool, digest: str, form: str) -> bytes | None:
    """Find the bytes of one form of a picture, whichever restaurant has it."""
    image: bytes | None = await pool.fetchval(
        "SELECT image FROM photos WHERE digest = $1 AND form = $2 LIMIT 1", digest, form
    )
    return image


async def set_brand_image(connection: Connection, restaurant_id: UUID, part: str, digest: str) -> str | None:
    """Store which picture is the logo or the cover, `part`; return which was. None where the restaurant is gone."""
    before: str | None = await connection.fetchval(
        f"SELECT {part} FROM restaurants WHERE id = $1 AND archived_at IS NULL", restaurant_id
    )
    if before is not None:
        await connection.execute(f"UPDATE restaurants SET {part} = $2 WHERE id = $1", restaurant_id, digest)
    return before


async def erase_unused(connection: Connection, restaurant_id: UUID) -> None:
    """Erase the pictures that neither a dish nor the restaurant shows."""
    await connection.execute(
        """
        DELETE FROM photos AS p WHERE p.restaurant_id = $1
        AND NOT EXISTS (SELECT FROM items AS i WHERE i.restaurant_id = $1 AND i.photo = p.digest)
        AND NOT EXISTS (SELECT FROM restaurants AS r WHERE r.id = $1 AND p.digest IN (r.logo, r.cover))
        """,
        restaurant_id,
    )


async def count_pictures(connection: Connection, restaurant_id: UUID) -> int:
    """Count the pictures of a restaurant."""
    found: int = await connection.fetchval(
        "SELECT count(DISTINCT digest) FROM photos WHERE restaurant_id = $1", restaurant_id
    )
    return found
