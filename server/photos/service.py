"""What is done with pictures: a dish gets one, the restaurant gets a logo and a cover, all are shown."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID

from server.db.pool import Connection
from server.domain.errors import Conflict, NotFound
from server.menu import row_store
from server.menu.service import Change, Menus
from server.photos import store
from server.photos.model import Kind, Picture

MAX_PICTURES = 2000
"""Of one restaurant."""
BrandImage = Literal["logo", "cover"]


@dataclass(frozen=True, slots=True)
class Photos:
    """The use cases of pictures. One is made at a time: a large one takes 100 MB and a second of a core."""

    menus: Menus
    making: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def make(self, raw: bytes, media: str, kind: Kind) -> Picture:
        """Make a picture's forms. Invalid with the reason where it cannot be."""
        from server.photos.picture import make_picture  # noqa: PLC0415  only who sends pictures pays for it

        async with self.making:
            return await asyncio.to_thread(make_picture, raw, media, kind)

    async def set_photo(self, restaurant_id: UUID, item_id: int, picture: Picture | None) -> None:
        """Give a dish a photo, or take it away. NotFound where the dish is gone."""
        async with self.menus.changing(restaurant_id) as change:
            before = await row_store.find_item(change.connection, restaurant_id, item_id)
            if before is None:
                raise NotFound
            digest = await _stored(change.connection, restaurant_id, picture)
            if digest != before.photo:
                item = replace(before, photo=digest)
                await row_store.update_items(change.connection, restaurant_id, [item])
                await _changed(change, restaurant_id)
                change.log("item.changed", item.name, _seen("photo", before.photo, digest))

    async def set_brand_image(self, restaurant_id: UUID, part: BrandImage, picture: Picture | None) -> None:
        """Give a restaurant its logo or cover, or take it away. NotFound where the restaurant is gone."""
        async with self.menus.changing(restaurant_id) as change:
            digest = await _stored(change.connection, restaurant_id, picture)
            before = await store.set_brand_image(change.connection, restaurant_id, part, digest)
            if before is None:
                raise NotFound
            if digest != before:
                await _changed(change, restaurant_id)
                change.log("restaurant.changed", part, _seen(part, before, digest), in_history=False)

    async def image(self, digest: str, form: str) -> bytes:
        """Return one form of a picture. NotFound where nobody has it."""
        found = await store.find_image(self.menus.pool, digest, form)
        if found is None:
            raise NotFound
        return found


async def _stored(connection: Connection, restaurant_id: UUID, picture: Picture | None) -> str:
    if picture is None:
        return ""
    if await store.count_pictures(connection, restaurant_id) >= MAX_PICTURES:
        raise Conflict(
            f"There are {MAX_PICTURES} pictures already, and no room for more. Nothing was changed; take some away."
        )
    await store.insert_picture(connection, restaurant_id, picture)
    return picture.digest


async def _changed(change: Change, restaurant_id: UUID) -> None:
    await store.erase_unused(change.connection, restaurant_id)
    change.made = True


def _seen(name: str, before: str, after: str) -> tuple[dict[str, str], dict[str, str]]:
    return {name: before}, {name: after}
