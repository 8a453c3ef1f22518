"""The routes of pictures."""

from collections.abc import Sequence

from server.http.route import Handler, Media, Route
from server.photos import handlers
from server.photos.model import FORMATS, MAX_BYTES
from server.wire.photos import PhotoAnswer

PICTURE = Media(tuple(FORMATS), {"type": "string", "format": "binary"})


def _put(path: str, name: str, handler: Handler, summary: str, access: str) -> Route:
    return Route(
        "PUT",
        path,
        name,
        handler,
        summary,
        access="owner" if access == "owner" else "manager",
        body=PICTURE,
        answers={200: PhotoAnswer},
        errors=(400, 409, 415),
        max_body=MAX_BYTES,
    )


PHOTOS: Sequence[Route] = (
    _put("/api/items/{item_id}/photo/", "put_photo", handlers.put_photo, "Give a dish its photo", "manager"),
    Route(
        "DELETE",
        "/api/items/{item_id}/photo/",
        "delete_photo",
        handlers.delete_photo,
        "Take a dish's photo away",
        access="manager",
        answers={204: None},
    ),
    _put(
        "/api/restaurants/{restaurant_id}/logo/",
        "put_logo",
        handlers.put_logo,
        "Give a restaurant its logo",
        "owner",
    ),
    Route(
        "DELETE",
        "/api/restaurants/{restaurant_id}/logo/",
        "delete_logo",
        handlers.delete_logo,
        "Take a restaurant's logo away",
        access="owner",
        answers={204: None},
    ),
    _put(
        "/api/restaurants/{restaurant_id}/cover/",
        "put_cover",
        handlers.put_cover,
        "Give a restaurant its cover",
        "owner",
    ),
    Route(
        "DELETE",
        "/api/restaurants/{restaurant_id}/cover/",
        "delete_cover",
        handlers.delete_cover,
        "Take a restaurant's cover away",
        access="owner",
        answers={204: None},
    ),
    Route(
        "GET",
        "/photos/{file}",
        "photo",
        handlers.read_image,
        "A picture in one of its forms",
        answers={
            200: Media(("image/webp", "image/png", "image/jpeg"), {"type": "string", "format": "binary"})
        },
        errors=(404,),
        logged=False,
    ),
)
