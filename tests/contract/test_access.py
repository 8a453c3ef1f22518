"""Who may do what: every operation of the OpenAPI document, tried by everybody."""

import base64
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import jwt
import pytest

from server.accounts.tokens import LIFETIME, issue_access, read_access
from tests.conftest import SECRET
from tests.fixtures.api import PASSWORD, Api, MakeRestaurant, Place

PUBLIC, LOGIN, KITCHEN, WAITER, MANAGER, OWNER = "public", "login", "kitchen", "waiter", "manager", "owner"
COOKIE = "cookie"
"""Pages with a login of their own, which no access token opens: see tests/pages/test_waiters.py."""
ACCESS: Mapping[str, str] = {
    "register": PUBLIC,
    "log_in": PUBLIC,
    "refresh": PUBLIC,
    "log_out": PUBLIC,
    "accept_invitation": PUBLIC,
    "forget_password": PUBLIC,
    "choose_password": PUBLIC,
    "delete_me": LOGIN,
    "read_me": LOGIN,
    "update_me": LOGIN,
    "create_restaurant": LOGIN,
    "list_restaurants": LOGIN,
    "read_restaurant": KITCHEN,
    "replace_restaurant": OWNER,
    "update_restaurant": OWNER,
    "delete_restaurant": OWNER,
    "list_staff": MANAGER,
    "invite_staff": MANAGER,
    "change_role": MANAGER,
    "remove_staff": MANAGER,
    "make_password_link": OWNER,
    "list_keys": OWNER,
    "create_key": OWNER,
    "revoke_key": OWNER,
    "list_webhooks": MANAGER,
    "add_webhook": MANAGER,
    "update_webhook": MANAGER,
    "remove_webhook": MANAGER,
    "rotate_webhook": MANAGER,
    "test_webhook": MANAGER,
    "list_deliveries": MANAGER,
    "replay_deliveries": MANAGER,
    "list_tables": MANAGER,
    "add_table": MANAGER,
    "rename_table": MANAGER,
    "remove_table": MANAGER,
    "rotate_table": MANAGER,
    "read_qr_svg": MANAGER,
    "read_qr_png": MANAGER,
    "read_hours": KITCHEN,
    "change_hours": MANAGER,
    "change_service": KITCHEN,
    "read_kitchen_day": KITCHEN,
    "read_public_menu": PUBLIC,
    "read_menu": MANAGER,
    "replace_menu": MANAGER,
    "list_menu_versions": MANAGER,
    "read_menu_version": MANAGER,
    "put_photo": MANAGER,
    "delete_photo": MANAGER,
    "put_logo": OWNER,
    "delete_logo": OWNER,
    "put_cover": OWNER,
    "delete_cover": OWNER,
    "photo": PUBLIC,
    "list_categories": MANAGER,
    "add_category": MANAGER,
    "read_category": MANAGER,
    "replace_category": MANAGER,
    "update_category": MANAGER,
    "delete_category": MANAGER,
    "list_items": MANAGER,
    "add_item": MANAGER,
    "read_item": MANAGER,
    "replace_item": MANAGER,
    "update_item": MANAGER,
    "delete_item": MANAGER,
    "set_availability": KITCHEN,
    "set_part_availability": KITCHEN,
    "read_public_restaurant": PUBLIC,
    "parse_order": PUBLIC,
    "confirm_order": PUBLIC,
    "cancel_order": PUBLIC,
    "read_table_visit": PUBLIC,
    "follow_table": PUBLIC,
    "read_order": PUBLIC,
    "follow_order": PUBLIC,
    "subscribe_push": PUBLIC,
    "list_orders": MANAGER,
    "list_bills": WAITER,
    "read_bill": WAITER,
    "split_bill": WAITER,
    "pay_bill": WAITER,
    "void_lines": WAITER,
    "discount_bill": WAITER,
    "set_guests": WAITER,
    "refund_payment": WAITER,
    "list_payments": WAITER,
    "refund_by_provider": WAITER,
    "receive_payment_message": PUBLIC,  # its messages are signed
    "list_receipts": WAITER,
    "list_new_receipts": WAITER,
    "mail_receipts": WAITER,
    "close_day": MANAGER,
    "list_closings": MANAGER,
    "read_closing": MANAGER,
    "read_table_bill": PUBLIC,
    "erase_diner": MANAGER,
    "read_report": MANAGER,
    "read_log": OWNER,
    "move_order": KITCHEN,
    "bump_line": KITCHEN,
    "fire_course": KITCHEN,
    "refuse_line": KITCHEN,
    "end_visit": KITCHEN,
    "list_open_orders": KITCHEN,
    "read_kitchen_order": KITCHEN,
    "cancel_orders": KITCHEN,
    "call_staff": PUBLIC,
    "end_call": KITCHEN,
    "read_displays": KITCHEN,
    "report_printer": KITCHEN,
    "kitchen_socket": PUBLIC,  # its own tests say who gets in: the handshake is accepted and then closed
    "offer_pairing": PUBLIC,
    "claim_pairing": PUBLIC,
    "approve_pairing": MANAGER,
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "read_openapi": PUBLIC,
    "read_docs": PUBLIC,
    "metrics": PUBLIC,
    "landing": PUBLIC,
    "order_page": PUBLIC,
    "order_step": PUBLIC,
    "kiosk": PUBLIC,
    "kiosk_step": PUBLIC,
    "table_page": PUBLIC,
    "table_step": PUBLIC,
    "board": PUBLIC,
    "order_status_page": PUBLIC,
    "receipt_page": PUBLIC,
    "receipt_pdf": PUBLIC,
    "pay_page": PUBLIC,
    "pay_step": PUBLIC,
    "change_order_page": PUBLIC,
    "invitation_page": PUBLIC,
    "accept_invitation_page": PUBLIC,
    "password_page": PUBLIC,
    "choose_password_page": PUBLIC,
    "pairing_page": PUBLIC,
    "approve_pairing_page": PUBLIC,  # it asks for the e-mail and password of somebody who may
    "staff": PUBLIC,
    "enter_staff": PUBLIC,
    "staff_tables": COOKIE,
    "take_call": COOKIE,
    "staff_table": COOKIE,
    "act_at_table": COOKIE,
    "staff_payments": COOKIE,
    "staff_bill": COOKIE,
    "act_on_bill": COOKIE,
    "waiter_page": COOKIE,
    "waiter_step": COOKIE,
    "manifest": PUBLIC,
    "robots": PUBLIC,
    "icon": PUBLIC,
    "static_file": PUBLIC,
}
"""What each operation needs, written here once more and by hand: whoever adds one decides it twice."""
RANK = {KITCHEN: 1, WAITER: 2, MANAGER: 3, OWNER: 4}
MEMBERS = tuple(RANK)
WITHOUT_LOGIN = frozenset(
    {"nobody", "expired", "logged out", "alg none", "other key", "other audience", "no session", "garbage"}
)
PICTURES = frozenset({"put_photo", "put_logo", "put_cover"})
"""They take no JSON: who gets in is told that."""
HARMLESS: Mapping[str, Any] = {"move_order": {"status": "confirmed"}, "bump_line": {"done": False}}
"""Bodies of the operations whose statement decides with the body in hand. All others decide before they read it."""


@dataclass
class Subjects:
    """A restaurant with all kinds of callers, and what its paths can name."""

    place: Place
    callers: dict[str, Api]
    ids: dict[str, Any]

    async def fresh_ids(self, operation: str) -> dict[str, Any]:
        """The ids, with a new one of what the operation takes away."""
        makers: Mapping[str, Callable[[], Awaitable[dict[str, Any]]]] = {
            "delete_restaurant": self._restaurant,
            "remove_staff": self._member,
            "remove_table": self._table,
            "revoke_key": self._key,
            "remove_webhook": self._webhook,
            "delete_category": self._category,
            "delete_item": self._item,
        }
        return {**self.ids, **(await makers[operation]() if operation in makers else {})}

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        made = await self.place.owner.post(path, body)
        assert made.status == 201, made
        return dict(made.body)

    async def _restaurant(self) -> dict[str, Any]:
        """A restaurant of the same owner where manager, waiter and cook work too."""
        made = await self._post("/api/restaurants/", {"name": "Spare"})
        spare = Place(self.place.owner, self.place.public, made)
        for role in (MANAGER, WAITER, KITCHEN):
            email = (await self.callers[role].get("/api/auth/me/")).body["user"]["email"]
            path = f"/api/restaurants/{spare.id}/staff/"
            invited = await self._post(path, {"email": email, "role": role})
            token = invited["invite_url"].rsplit("/", 1)[-1]
            accepted = await self.callers[role].post("/api/auth/accept-invite/", {"token": token})
            assert accepted.status == 200
        return {"restaurant_id": spare.id}

    async def _member(self) -> dict[str, Any]:
        email = f"{uuid4().hex[:8]}@example.com"
        path = f"/api/restaurants/{self.place.id}/staff/"
        return {"staff_id": (await self._post(path, {"email": email, "role": KITCHEN}))["id"]}

    async def _table(self) -> dict[str, Any]:
        path = f"/api/restaurants/{self.place.id}/tables/"
        return {"table_id": (await self._post(path, {"name": uuid4().hex[:8]}))["id"]}

    async def _key(self) -> dict[str, Any]:
        path = f"/api/restaurants/{self.place.id}/keys/"
        return {"key_id": (await self._post(path, {"name": uuid4().hex[:8], "role": KITCHEN}))["id"]}

    async def _webhook(self) -> dict[str, Any]:
        path = f"/api/restaurants/{self.place.id}/webhooks/"
        body = {"url": f"https://127.0.0.1/{uuid4().hex}", "events": ["item.86"]}
        return {"webhook_id": (await self._post(path, body))["id"]}

    async def _category(self) -> dict[str, Any]:
        path = f"/api/restaurants/{self.place.id}/categories/"
        return {"category_id": (await self._post(path, {"name": uuid4().hex[:8]}))["id"]}

    async def _item(self) -> dict[str, Any]:
        path = f"/api/categories/{self.ids['category_id']}/items/"
        return {"item_id": (await self._post(path, {"name": uuid4().hex[:8], "price": "1.00"}))["id"]}


def forged_tokens(good: str) -> dict[str, str]:
    """Tokens that only look like the owner's."""
    claims = jwt.decode(good, SECRET, algorithms=["HS256"], audience="aiqr")
    past = datetime.now(UTC) - LIFETIME - timedelta(seconds=1)
    head = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').rstrip(b"=")
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=")
    return {
        "expired": issue_access(read_access(good, SECRET), SECRET, past),
        "alg none": f"{head.decode()}.{body.decode()}.",
        "other key": jwt.encode(claims, "another key that is as long as ours is", algorithm="HS256"),
        "other audience": jwt.encode({**claims, "aud": "another"}, SECRET, algorithm="HS256"),
        "no session": jwt.encode({**claims, "sid": str(uuid4())}, SECRET, algorithm="HS256"),
        "garbage": "not.a.token",
    }


@pytest.fixture
async def subjects(make_restaurant: MakeRestaurant, api: Api) -> Subjects:
    place, other = await make_restaurant(), await make_restaurant()
    assert place.owner.token is not None
    callers = {"nobody": api, "stranger": other.owner, OWNER: place.owner}
    callers |= {role: await place.staff(role) for role in (MANAGER, WAITER, KITCHEN)}
    callers["removed"] = await removed_member(place)
    callers["logged out"] = await logged_out(place)
    callers |= {name: api.as_(token) for name, token in forged_tokens(place.owner.token).items()}
    table = await place.owner.post(f"/api/restaurants/{place.id}/tables/", {"name": "5"})
    order = await place.order()
    call = await place.public.post(
        "/api/public/calls/",
        {"restaurant_slug": place.slug, "table_code": table.body["code"], "kind": "bill"},
    )
    closing = await place.owner.post(f"/api/restaurants/{place.id}/closings/")
    versions = await place.owner.get(f"/api/restaurants/{place.id}/menu/history/")
    ids = {
        "restaurant_id": place.id,
        "slug": place.slug,
        "category_id": place.menu["categories"][0]["id"],
        "item_id": place.item("Margherita")["id"],
        "order_id": order.body["id"],
        "bill_id": order.body["id"],
        "closing_number": closing.body["number"],
        "line_id": order.body["items"][0]["id"],
        "table_id": table.body["id"],
        "code": table.body["code"],
        "call_id": call.body["id"],
        "menu_version": versions.body[0]["version"],
        "staff_id": 1,
        "key_id": 1,
        "course": "main",
        "token": "x",
        "version": "x",
        "file": "x",
    }
    subjects = Subjects(place, callers, ids)
    ids |= await subjects._webhook()
    return subjects


async def removed_member(place: Place) -> Api:
    member = await place.staff(MANAGER)
    email = (await member.get("/api/auth/me/")).body["user"]["email"]
    staff = (await place.owner.get(f"/api/restaurants/{place.id}/staff/")).body
    staff_id = next(one["id"] for one in staff if one["email"] == email)
    assert (await place.owner.delete(f"/api/restaurants/{place.id}/staff/{staff_id}/")).status == 204
    return member


async def logged_out(place: Place) -> Api:
    """A session of the owner's that is over."""
    email = (await place.owner.get("/api/auth/me/")).body["user"]["email"]
    login = await place.public.post("/api/auth/login/", {"email": email, "password": PASSWORD})
    await place.public.post("/api/auth/logout/", {"refresh": login.body["refresh"]})
    return place.public.as_(login.body["access"])


def wanted(access: str, caller: str) -> set[int] | None:
    """The statuses that are right; None where the caller gets in."""
    if access == PUBLIC:
        return None
    if access == COOKIE:
        return {401}
    if caller in WITHOUT_LOGIN:
        return {401}
    if access == LOGIN:
        return None
    if caller not in MEMBERS:
        return {404}
    return None if RANK[caller] >= RANK[access] else {403}


def is_let_in(operation: str, status: int, *, has_body: bool) -> bool:
    """Whether a status shows that the operation was reached: what is wrong with the body comes only then."""
    if ACCESS[operation] == PUBLIC:
        return status not in {401, 403}
    if operation in PICTURES:
        return status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    if has_body and operation not in {*HARMLESS, "set_part_availability"}:
        return status == 400
    return status in {200, 201, 204} or (operation in {"erase_diner", "make_password_link"} and status == 409)


async def attempt(
    subjects: Subjects, caller: str, method: str, path: str, operation: Mapping[str, Any]
) -> int:
    name = operation["operationId"]
    gets_in = wanted(ACCESS[name], caller) is None
    ids = await subjects.fresh_ids(name) if gets_in or name == "delete_restaurant" else subjects.ids
    if name == "change_role":
        ids = {**ids, **await subjects._member()}
    has_body = "requestBody" in operation
    body = HARMLESS.get(name, {"nonsense": True}) if has_body else None
    if name == "set_part_availability":
        body = {
            "restaurant_slug": subjects.place.slug,
            "kind": "variant",
            "name": "Regular",
            "available": True,
        }
    reply = await subjects.callers[caller].send(method.upper(), path.format(**ids), body)
    return reply.status


def at_the_limit(access: str) -> set[str]:
    """Who comes closest to what an operation needs, from either side."""
    if access not in RANK:
        return {"nobody", "removed"}
    lower = MEMBERS[RANK[access] - 2] if RANK[access] > 1 else "nobody"
    return {"nobody", "stranger", "removed", lower, access}


@pytest.mark.parametrize("everybody", [False, pytest.param(True, marks=pytest.mark.slow)])
async def test_everybody_can_do_what_is_theirs_and_nothing_else(
    subjects: Subjects, *, everybody: bool
) -> None:
    """Every operation lets in those that the table says and nobody else, tried by every kind of caller or at its limit."""
    document = (await subjects.place.public.get("/api/openapi.json")).body
    wrong = []
    for path, item in document["paths"].items():
        for method, operation in item.items():
            name = operation["operationId"]
            for caller in subjects.callers if everybody else at_the_limit(ACCESS[name]):
                status = await attempt(subjects, caller, method, path, operation)
                expected = wanted(ACCESS[name], caller)
                right = (
                    is_let_in(name, status, has_body="requestBody" in operation)
                    if expected is None
                    else status in expected
                )
                if not right:
                    wrong.append(f"{name} by {caller}: {status}, expected {expected or 'to be let in'}")
    assert not wrong, "\n".join(wrong)


async def test_the_table_names_every_operation(api: Api) -> None:
    """An operation that is added without deciding who may use it fails here."""
    document = (await api.get("/api/openapi.json")).body
    names = {operation["operationId"] for item in document["paths"].values() for operation in item.values()}
    assert names == set(ACCESS)


async def test_an_id_of_another_restaurant_leads_nowhere(make_restaurant: MakeRestaurant) -> None:
    """Within one's own restaurant the ids of another's tables, staff and versions do not exist."""
    mine, other = await make_restaurant(), await make_restaurant()
    table = (await other.owner.post(f"/api/restaurants/{other.id}/tables/", {"name": "5"})).body
    member = (await other.owner.get(f"/api/restaurants/{other.id}/staff/")).body[0]
    base = f"/api/restaurants/{mine.id}"
    tries = [
        ("PATCH", f"{base}/tables/{table['id']}/", {"name": "mine"}),
        ("DELETE", f"{base}/tables/{table['id']}/", None),
        ("POST", f"{base}/tables/{table['id']}/rotate/", None),
        ("GET", f"{base}/tables/{table['id']}/qr.svg", None),
        ("PATCH", f"{base}/staff/{member['id']}/", {"role": "kitchen"}),
        ("DELETE", f"{base}/staff/{member['id']}/", None),
    ]
    for method, path, body in tries:
        assert (await mine.owner.send(method, path, body)).status == 404, (method, path)
    assert (await other.owner.get(f"/api/restaurants/{other.id}/tables/")).body == [table]
    assert member in (await other.owner.get(f"/api/restaurants/{other.id}/staff/")).body
