"""The menu over HTTP: the public one, the document, categories, items, and what is 86'd."""

import asyncio
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

import orjson
from aiohttp import web

from server.accounts.access import authorize
from server.accounts.setup import CALLER, GRANT
from server.db.setup import POOL
from server.domain.menu import Item, Menu
from server.domain.restaurant import RestaurantSettings
from server.http.forwarded import public_url
from server.http.keys import BODY, QUERY
from server.http.prepared import PreparedResponse
from server.http.requests import invalid, path_id, read_bytes, reply, reply_list
from server.http.route import MENU_BODY_LIMIT
from server.menu import serialize
from server.menu.availability import AvailabilityWish
from server.menu.document.translations import without_translations
from server.menu.document.translations_writer import dump_translations
from server.menu.document.writer import dump_document
from server.menu.negotiation import accepts_gzip, media_of_body, names_etag, wants_yaml
from server.menu.public_page import PublicPage
from server.menu.setup import CATEGORIES, ITEMS, MENU_CACHE, MENUS
from server.wire import menu as wire
from server.wire.availability import AvailabilityRequest, PartAvailability, PartAvailabilityRequest
from server.wire.public_menu import PublicMenuQuery


async def read_public_menu(request: web.Request) -> web.Response:
    """Show the menu to anybody, in a language that is asked for: bytes that were made once."""
    cache, slug = request.app[MENU_CACHE], request.match_info["slug"]
    query: PublicMenuQuery = request[QUERY]
    if query.language:
        page = await (await cache.by_slug(slug)).in_language(query.language).page(time.time())
    else:
        page = await cache.page(slug)
    return _chosen(request.headers, page).response()


def ready_public_menu(app: web.Application, slug: str, headers: Mapping[str, str]) -> PreparedResponse | None:
    """Give the public menu at once if it is in memory."""
    page = app[MENU_CACHE].ready_page(slug)
    return _chosen(headers, page) if page else None


def _chosen(headers: Mapping[str, str], page: PublicPage) -> PreparedResponse:
    """Choose the representation that the client wants, or tell it that it has it."""
    form = page.gzipped if accepts_gzip(headers.get("Accept-Encoding", "")) else page.plain
    known = headers.get("If-None-Match")
    return form.unchanged if known and names_etag(known, form.etag) else form.whole


async def read_menu(request: web.Request) -> web.Response:
    """Show the whole menu as a document, JSON or YAML."""
    restaurant, menu = await request.app[MENUS].load(request[GRANT].restaurant_id)
    as_yaml = wants_yaml(request.headers.get("Accept", ""))
    query: wire.MenuDocumentQuery = request[QUERY]
    if query.translations == "separate":
        if not as_yaml:
            raise invalid("translations", "can be separate in YAML alone: send Accept: application/yaml")
        body = await asyncio.to_thread(_documents, restaurant, menu)
    else:
        body = await asyncio.to_thread(_document, restaurant, menu, as_yaml=as_yaml)
    content_type = "application/yaml" if as_yaml else "application/json"
    return web.Response(body=body, content_type=content_type, charset="utf-8", headers={"Vary": "Accept"})


def _document(restaurant: RestaurantSettings, menu: Menu, *, as_yaml: bool) -> bytes:
    from server.wire.menu_yaml import to_yaml  # noqa: PLC0415  only who asks for YAML pays for it

    document = dump_document(menu, restaurant.name, restaurant.slug)
    return to_yaml(document).encode() if as_yaml else orjson.dumps(document)


def _documents(restaurant: RestaurantSettings, menu: Menu) -> bytes:
    """The menu in its own words, and behind it a document for each other language."""
    from server.wire.menu_yaml import to_yaml  # noqa: PLC0415  as above

    own = dump_document(without_translations(menu), restaurant.name, restaurant.slug)
    return "---\n".join(map(to_yaml, (own, *dump_translations(menu).values()))).encode()


async def replace_menu(request: web.Request) -> web.Response:
    """Replace the menu by a document, or tell what that would change."""
    grant, menus = request[GRANT], request.app[MENUS]
    query: wire.ReplaceMenuQuery = request[QUERY]
    media = media_of_body(request.content_type)
    text = await read_bytes(request, MENU_BODY_LIMIT)
    wanted = await menus.read_document(text, media, grant.currency)
    caller = grant.caller.user_id
    made = await menus.replace(grant.restaurant_id, wanted, caller, dry_run=query.dry_run)
    return reply(serialize.plan_answer(made))


async def set_availability(request: web.Request) -> web.Response:
    """86 an item, or bring it back."""
    body: AvailabilityRequest = request[BODY]
    item = await request.app[MENUS].set_availability(
        request[GRANT].restaurant_id, path_id(request, "item_id"), _wanted_availability(body)
    )
    return reply(serialize.availability_answer(item, datetime.now(UTC)))


async def set_part_availability(request: web.Request) -> web.Response:
    """86 an option or a size by its name in every dish that has it, or bring it back."""
    body: PartAvailabilityRequest = request[BODY]
    menus = request.app[MENUS]
    grant = await authorize(request.app[POOL], request[CALLER], "slug", body.restaurant_slug, "kitchen")
    items = await menus.set_part_availability(
        grant.restaurant_id, body.kind, body.name, available=body.available, until=body.until
    )
    return reply(
        PartAvailability(
            kind=body.kind, name=body.name, available=body.available, until=body.until, items=items
        )
    )


def _wanted_availability(body: AvailabilityRequest) -> AvailabilityWish:
    if body.available is None and "portions" not in body.model_fields_set:
        raise invalid("available", "or portions is needed: nothing else can be changed here")
    return AvailabilityWish(body.available, body.until, body.portions, "portions" in body.model_fields_set)


async def list_categories(request: web.Request) -> web.Response:
    """List the categories, hidden ones included."""
    found = await request.app[CATEGORIES].list_all(request[GRANT].restaurant_id)
    return reply_list(serialize.category_answer(category) for category in found)


async def add_category(request: web.Request) -> web.Response:
    """Make a category."""
    made = await request.app[CATEGORIES].add(request[GRANT].restaurant_id, request[BODY])
    return reply(serialize.category_answer(made), 201)


async def read_category(request: web.Request) -> web.Response:
    """Show a category."""
    found = await request.app[CATEGORIES].get(*_category_ids(request))
    return reply(serialize.category_answer(found))


async def change_category(request: web.Request) -> web.Response:
    """Replace a category, or change what is given."""
    changed = await request.app[CATEGORIES].change(*_category_ids(request), request[BODY])
    return reply(serialize.category_answer(changed))


async def delete_category(request: web.Request) -> web.Response:
    """Delete a category with its items."""
    await request.app[CATEGORIES].delete(*_category_ids(request))
    return web.Response(status=204)


async def list_items(request: web.Request) -> web.Response:
    """List the items of a category, hidden ones included."""
    found = await request.app[ITEMS].list_all(*_category_ids(request))
    return reply_list(_item(request, item) for item in found)


async def add_item(request: web.Request) -> web.Response:
    """Make an item."""
    currency = request[GRANT].currency
    made = await request.app[ITEMS].add(*_category_ids(request), request[BODY], currency)
    return reply(_item(request, made), 201)


async def read_item(request: web.Request) -> web.Response:
    """Show an item."""
    return reply(_item(request, await request.app[ITEMS].get(*_item_ids(request))))


async def change_item(request: web.Request) -> web.Response:
    """Replace an item, or change what is given."""
    currency = request[GRANT].currency
    changed = await request.app[ITEMS].change(*_item_ids(request), request[BODY], currency)
    return reply(_item(request, changed))


async def delete_item(request: web.Request) -> web.Response:
    """Delete an item."""
    await request.app[ITEMS].delete(*_item_ids(request))
    return web.Response(status=204)


def _category_ids(request: web.Request) -> tuple[UUID, int]:
    return request[GRANT].restaurant_id, path_id(request, "category_id")


def _item_ids(request: web.Request) -> tuple[UUID, int]:
    return request[GRANT].restaurant_id, path_id(request, "item_id")


def _item(request: web.Request, item: Item) -> wire.Item:
    answer = serialize.item_answer(item, request[GRANT].currency, datetime.now(UTC))
    if not answer.photo_url:
        return answer
    return answer.model_copy(update={"photo_url": public_url(request) + answer.photo_url})
