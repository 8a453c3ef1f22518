"""Pictures over HTTP."""

import re

from aiohttp import web

from server.accounts.setup import GRANT
from server.domain.errors import NotFound, WrongMediaType
from server.domain.photo import LARGE, LARGE_ICON, photo_path
from server.http.forwarded import public_url
from server.http.requests import path_id, read_bytes, reply
from server.photos.model import FORMATS, MAX_BYTES, Kind, Picture
from server.photos.service import BrandImage
from server.photos.setup import PHOTOS
from server.wire.photos import PhotoAnswer

FOR_GOOD = "public, max-age=31536000, immutable"
TYPES = {"webp": "image/webp", "png": "image/png", "jpg": "image/jpeg"}
_NAME = re.compile(r"([0-9a-f]{24})-([0-9]{2,4}\.(?:webp|png|jpg))")


async def put_photo(request: web.Request) -> web.Response:
    """Give a dish its photo."""
    picture = await _read_picture(request, "photo")
    await request.app[PHOTOS].set_photo(request[GRANT].restaurant_id, path_id(request, "item_id"), picture)
    return _answer(request, picture, LARGE)


async def delete_photo(request: web.Request) -> web.Response:
    """Take a dish's photo away."""
    await request.app[PHOTOS].set_photo(request[GRANT].restaurant_id, path_id(request, "item_id"), None)
    return web.Response(status=204)


async def put_logo(request: web.Request) -> web.Response:
    """Give a restaurant its logo."""
    return await _put_brand_image(request, "logo", LARGE_ICON)


async def put_cover(request: web.Request) -> web.Response:
    """Give a restaurant its cover."""
    return await _put_brand_image(request, "cover", LARGE)


async def delete_logo(request: web.Request) -> web.Response:
    """Take a restaurant's logo away."""
    await request.app[PHOTOS].set_brand_image(request[GRANT].restaurant_id, "logo", None)
    return web.Response(status=204)


async def delete_cover(request: web.Request) -> web.Response:
    """Take a restaurant's cover away."""
    await request.app[PHOTOS].set_brand_image(request[GRANT].restaurant_id, "cover", None)
    return web.Response(status=204)


async def read_image(request: web.Request) -> web.Response:
    """Show one form of a picture. Its name is made of its content, so it is kept for good."""
    name = _NAME.fullmatch(path_id(request, "file"))
    if name is None:
        raise NotFound
    digest, form = name.groups()
    headers = {
        "Cache-Control": FOR_GOOD,
        "ETag": f'"{digest}-{form}"',
        "Content-Security-Policy": "default-src 'none'",
    }
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return web.Response(status=304, headers=headers)
    image = await request.app[PHOTOS].image(digest, form)
    return web.Response(body=image, content_type=TYPES[form.rpartition(".")[2]], headers=headers)


async def _put_brand_image(request: web.Request, part: BrandImage, form: str) -> web.Response:
    picture = await _read_picture(request, part)
    await request.app[PHOTOS].set_brand_image(request[GRANT].restaurant_id, part, picture)
    return _answer(request, picture, form)


async def _read_picture(request: web.Request, kind: Kind) -> Picture:
    if request.content_type not in FORMATS:
        raise WrongMediaType(f"Send the picture as {', '.join(FORMATS)}. Nothing was changed.")
    raw = await read_bytes(request, MAX_BYTES)
    return await request.app[PHOTOS].make(raw, request.content_type, kind)


def _answer(request: web.Request, picture: Picture, form: str) -> web.Response:
    return reply(PhotoAnswer(url=public_url(request) + photo_path(picture.digest, form)))
