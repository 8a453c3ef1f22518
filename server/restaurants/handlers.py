"""Restaurants, staff and tables over HTTP."""

from dataclasses import asdict
from datetime import time
from typing import Any
from uuid import UUID

from aiohttp import web

from server.accounts.setup import CALLER, GRANT
from server.domain.money import read_minor, to_text
from server.domain.photo import LARGE, LARGE_ICON, photo_path
from server.http.forwarded import public_url
from server.http.keys import BODY
from server.http.requests import path_id, reply, reply_list
from server.restaurants import model, qr, store
from server.restaurants.money import money_given, money_shown
from server.restaurants.setup import RESTAURANTS, STAFF, TABLES
from server.wire.restaurants import (
    ChangeRoleRequest,
    CreateRestaurantRequest,
    Invitation,
    InviteRequest,
    PasswordLink,
    Restaurant,
    StaffMember,
    Table,
    TableRequest,
    UpdateRestaurantRequest,
)


async def create_restaurant(request: web.Request) -> web.Response:
    """Make a restaurant whose owner is the caller."""
    body: CreateRestaurantRequest = request[BODY]
    made = await request.app[RESTAURANTS].create(request[CALLER].user_id, body.model_dump())
    return reply(_restaurant(request, made), 201)


async def list_restaurants(request: web.Request) -> web.Response:
    """List the restaurants in which the caller is staff."""
    found = await request.app[RESTAURANTS].list_for(request[CALLER].user_id)
    return reply_list(_restaurant(request, restaurant) for restaurant in found)


async def read_restaurant(request: web.Request) -> web.Response:
    """Show a restaurant's settings."""
    grant = request[GRANT]
    return reply(_restaurant(request, await request.app[RESTAURANTS].get(grant.restaurant_id, grant.role)))


async def change_restaurant(request: web.Request) -> web.Response:
    """Change the settings that are given; PUT is the same, and needs the name."""
    grant = request[GRANT]
    body: UpdateRestaurantRequest = request[BODY]
    changed = await request.app[RESTAURANTS].change(
        grant.caller.user_id, grant.restaurant_id, grant.role, _given(body, grant.currency)
    )
    return reply(_restaurant(request, changed))


def _given(body: UpdateRestaurantRequest, currency: str) -> dict[str, Any]:
    """The settings to be stored; null leaves a setting as it is, but for those that can be without a value."""
    sent = body.model_dump(include=set(store.CHANGEABLE), exclude_unset=True)
    given = {name: value for name, value in sent.items() if value is not None or name in store.NULLABLE}
    if given.get("hold_above") is not None:
        given["hold_above"] = read_minor(
            "hold_above", given["hold_above"], given.get("currency", currency), signed=False
        )
    if "money" in given:
        given["money"] = money_given(given["money"], given.get("currency", currency))
    if "day_starts" in given:
        given["day_starts"] = time.fromisoformat(given["day_starts"])
    return given


async def delete_restaurant(request: web.Request) -> web.Response:
    """Erase or archive a restaurant."""
    await request.app[RESTAURANTS].delete(request[GRANT].restaurant_id)
    return web.Response(status=204)


async def list_staff(request: web.Request) -> web.Response:
    """List who works here."""
    found = await request.app[STAFF].list_all(request[GRANT].restaurant_id)
    return reply_list(StaffMember.model_validate(member, from_attributes=True) for member in found)


async def invite(request: web.Request) -> web.Response:
    """Offer a place."""
    body: InviteRequest = request[BODY]
    member, token = await request.app[STAFF].invite(request[GRANT], body.email, body.role)
    shown = StaffMember.model_validate(member, from_attributes=True)
    return reply(Invitation(**dict(shown), invite_url=f"{public_url(request)}/invite/{token}"), 201)


async def make_password_link(request: web.Request) -> web.Response:
    """Make a link with which a member chooses a new password."""
    email, token = await request.app[STAFF].make_password_link(request[GRANT], path_id(request, "staff_id"))
    return reply(PasswordLink(email=email, url=f"{public_url(request)}/password/{token}"), 201)


async def change_role(request: web.Request) -> web.Response:
    """Give a member another role."""
    body: ChangeRoleRequest = request[BODY]
    member = await request.app[STAFF].change_role(request[GRANT], path_id(request, "staff_id"), body.role)
    return reply(StaffMember.model_validate(member, from_attributes=True))


async def remove_member(request: web.Request) -> web.Response:
    """Take a place away."""
    await request.app[STAFF].remove(request[GRANT], path_id(request, "staff_id"))
    return web.Response(status=204)


async def list_tables(request: web.Request) -> web.Response:
    """List the tables with their codes."""
    found = await request.app[TABLES].list_all(request[GRANT].restaurant_id)
    return reply_list(_table(request, table) for table in found)


async def add_table(request: web.Request) -> web.Response:
    """Make a table with a new code."""
    body: TableRequest = request[BODY]
    made = await request.app[TABLES].add(request[GRANT].restaurant_id, body.name)
    return reply(_table(request, made), 201)


async def rename_table(request: web.Request) -> web.Response:
    """Give a table another name."""
    body: TableRequest = request[BODY]
    renamed = await request.app[TABLES].rename(*_table_ids(request), body.name)
    return reply(_table(request, renamed))


async def remove_table(request: web.Request) -> web.Response:
    """Remove a table."""
    await request.app[TABLES].remove(*_table_ids(request))
    return web.Response(status=204)


async def rotate_table(request: web.Request) -> web.Response:
    """Give a table a new code."""
    return reply(_table(request, await request.app[TABLES].rotate(*_table_ids(request))))


async def read_qr_svg(request: web.Request) -> web.Response:
    """Draw a table's QR code as SVG."""
    return web.Response(body=qr.svg_of(await _table_url(request)), content_type="image/svg+xml")


async def read_qr_png(request: web.Request) -> web.Response:
    """Draw a table's QR code as PNG."""
    return web.Response(body=qr.png_of(await _table_url(request)), content_type="image/png")


async def _table_url(request: web.Request) -> str:
    return _table(request, await request.app[TABLES].get(*_table_ids(request))).url


def _table_ids(request: web.Request) -> tuple[UUID, int]:
    return request[GRANT].restaurant_id, path_id(request, "table_id")


def _restaurant(request: web.Request, restaurant: model.Restaurant) -> Restaurant:
    hold_above, origin = restaurant.hold_above, public_url(request)
    shown = {
        **asdict(restaurant),
        "hold_above": None if hold_above is None else to_text(hold_above, restaurant.currency),
        "day_starts": f"{restaurant.day_starts:%H:%M}",
        "money": money_shown(restaurant.money, restaurant.currency),
        "logo_url": restaurant.logo and origin + photo_path(restaurant.logo, LARGE_ICON),
        "cover_url": restaurant.cover and origin + photo_path(restaurant.cover, LARGE),
    }
    return Restaurant.model_validate(shown)


def _table(request: web.Request, table: model.Table) -> Table:
    return Table(id=table.id, name=table.name, code=table.code, url=f"{public_url(request)}/t/{table.code}")
