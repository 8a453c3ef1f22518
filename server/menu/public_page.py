"""The public menu as bytes: made once for a version of the menu and a moment of its availability."""

import gzip
import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from server.domain.menu import Category, Menu
from server.domain.restaurant import RestaurantSettings
from server.http.prepared import Fields, PreparedResponse
from server.menu.serialize import in_language, public_item_fields

GZIP_LEVEL = 6
CACHING: Fields = (("Cache-Control", "no-cache"), ("Vary", "Accept-Encoding"))
JSON: Fields = (("Content-Type", "application/json; charset=utf-8"),)
GZIPPED: Fields = (("Content-Encoding", "gzip"),)


@dataclass(frozen=True, slots=True)
class Representation:
    """The menu in one encoding: the answer with it, and the one for who has it already."""

    etag: str
    whole: PreparedResponse
    unchanged: PreparedResponse


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A public menu, good until `valid_until` (Unix time). It is held compressed: few ask for it otherwise."""

    digest: str
    gzipped: Representation
    valid_until: float

    @property
    def plain(self) -> Representation:
        """The menu as it is, made anew each time."""
        return _representation(f'"{self.digest}"', gzip.decompress(self.gzipped.whole.body), ())


def render(restaurant: RestaurantSettings, menu: Menu, now: datetime, language: str = "") -> PublicPage:
    """Make the public menu as it is at `now`, in `language` where it is translated: active items of active categories, no empty categories."""
    body = orjson.dumps(
        {
            "restaurant": {
                "name": restaurant.name,
                "slug": restaurant.slug,
                "currency": restaurant.currency,
                "locale": restaurant.locale,
                "is_open": restaurant.is_open,
                "languages": menu.languages,
            },
            "version": menu.version,
            "categories": list(_shown(menu, now, language)),
        }
    )
    digest = hashlib.sha256(body).hexdigest()[:32]
    return page_of(digest, gzip.compress(body, GZIP_LEVEL, mtime=0), next_return(menu, now))


def page_of(digest: str, zipped: bytes, valid_until: float) -> PublicPage:
    """Make the page of its compressed bytes; `digest` is of those that are not compressed."""
    return PublicPage(digest, _representation(f'"{digest}-gzip"', zipped, GZIPPED), valid_until)


def _representation(etag: str, body: bytes, encoding: Fields) -> Representation:
    fields = (*CACHING, ("ETag", etag))
    whole = PreparedResponse(200, (*JSON, *encoding, *fields), body)
    return Representation(etag, whole, PreparedResponse(304, fields))


def next_return(menu: Menu, now: datetime) -> float:
    """Unix time at which the first item that is sold out at `now` comes back; infinite where none does."""
    ends = (
        thing.sold_out_until
        for item in menu.orderable_items()
        for thing in item.sellable_parts()
        if thing.sold_out
    )
    return min((end.timestamp() for end in ends if end is not None and end > now), default=math.inf)


def _shown(menu: Menu, now: datetime, language: str) -> Iterator[dict[str, Any]]:
    for category in menu.categories:
        items = _shown_items(category, menu.currency, now, language)
        if category.is_active and items:
            fields = {"id": category.id, "name": category.name, "sort_order": category.sort_order}
            yield {**in_language(fields, category.translations, language), "items": items}


def _shown_items(category: Category, currency: str, now: datetime, language: str) -> list[dict[str, Any]]:
    return [
        public_item_fields(item, currency, now, language)
        for item in category.items
        if item.is_active and item.is_served
    ]
