"""The server's API as Python: with `bill_calls.py` the only file of the command line that knows addresses."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from cli.bill_calls import BillCalls
from cli.transport import PATIENT, Credentials, Patience, Transport
from server.wire.accounts import (
    AcceptInviteRequest,
    DeleteMeRequest,
    ForgottenPasswordRequest,
    LoginRequest,
    Me,
    RefreshRequest,
    RegisterRequest,
    Session,
    Tokens,
    UpdateMeRequest,
)
from server.wire.api_keys import ApiKey, CreateApiKeyRequest, NewApiKey
from server.wire.audit import LogEntry
from server.wire.availability import (
    Availability,
    AvailabilityRequest,
    PartAvailability,
    PartAvailabilityRequest,
)
from server.wire.history import MenuVersion
from server.wire.hours import Hours, UpdateHoursRequest
from server.wire.kitchen_messages import KitchenSnapshot
from server.wire.menu import (
    Category,
    CategoryRequest,
    Item,
    ItemRequest,
    MenuDiff,
    UpdateCategoryRequest,
    UpdateItemRequest,
)
from server.wire.orders import (
    CancelledOrders,
    CancelOrdersRequest,
    ConfirmRequest,
    KitchenOrder,
    MoveOrderRequest,
    Order,
    OrderPage,
)
from server.wire.pairing import ApprovePairingRequest
from server.wire.parsing import ParseAnswer, ParseRequest
from server.wire.photos import PhotoAnswer
from server.wire.public_menu import PublicMenu
from server.wire.reports import Report
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
from server.wire.visits import EndVisitRequest
from server.wire.webhooks import (
    CreateWebhookRequest,
    Delivery,
    NewWebhook,
    Replayed,
    ReplayRequest,
    UpdateWebhookRequest,
    Webhook,
)

JSON = "application/json"
YAML = "application/yaml"


def _webhooks(restaurant: UUID) -> str:
    return f"/api/restaurants/{restaurant}/webhooks/"


class Client(BillCalls):
    """One server, as one user. Methods answer wire models and raise `CliError`."""

    def __init__(
        self, server: str, tokens: Credentials, *, profile: str = "", patience: Patience = PATIENT
    ) -> None:
        """`profile` is the name under which the login is stored; "" where it is not."""
        self.server = server
        self.profile = profile
        self._http = Transport(server, tokens, self._renew, patience)

    def require_server(self) -> None:
        """`CliError` where nobody answers, or somebody else does."""
        self._http.send("GET", "/healthz", login=False)

    # Accounts

    def register(self, body: RegisterRequest) -> Session:
        return self._http.ask(Session, "POST", "/api/auth/register/", body, login=False)

    def login(self, body: LoginRequest) -> Tokens:
        return self._http.ask(Tokens, "POST", "/api/auth/login/", body, login=False)

    def logout(self, refresh: str) -> None:
        body = RefreshRequest(refresh=refresh)
        self._http.send("POST", "/api/auth/logout/", body, login=False)

    def accept_invite(self, body: AcceptInviteRequest) -> Session:
        return self._http.ask(Session, "POST", "/api/auth/accept-invite/", body, login=False)

    def me(self) -> Me:
        return self._http.get(Me, "/api/auth/me/")

    def forget_password(self, body: ForgottenPasswordRequest) -> None:
        self._http.send("POST", "/api/auth/forgotten-password/", body, login=False)

    def delete_me(self, body: DeleteMeRequest) -> None:
        self._http.send("DELETE", "/api/auth/me/", body)

    def update_me(self, body: UpdateMeRequest) -> Me:
        return self._http.ask(Me, "PATCH", "/api/auth/me/", body)

    def _renew(self, refresh: str, key: str) -> tuple[str, str]:
        body, headers = RefreshRequest(refresh=refresh), {"Idempotency-Key": key}
        pair = self._http.ask(Tokens, "POST", "/api/auth/refresh/", body, headers=headers, login=False)
        return pair.access, pair.refresh

    # Restaurants

    def restaurants(self) -> list[Restaurant]:
        return self._http.get(list[Restaurant], "/api/restaurants/")

    def create_restaurant(self, body: CreateRestaurantRequest) -> Restaurant:
        return self._http.ask(Restaurant, "POST", "/api/restaurants/", body)

    def update_restaurant(self, restaurant: UUID, body: UpdateRestaurantRequest) -> Restaurant:
        return self._http.ask(Restaurant, "PATCH", f"/api/restaurants/{restaurant}/", body)

    def delete_restaurant(self, restaurant: UUID) -> None:
        self._http.send("DELETE", f"/api/restaurants/{restaurant}/")

    def hours(self, restaurant: UUID) -> Hours:
        return self._http.get(Hours, f"/api/restaurants/{restaurant}/hours/")

    def update_hours(self, restaurant: UUID, body: UpdateHoursRequest) -> Hours:
        return self._http.ask(Hours, "PATCH", f"/api/restaurants/{restaurant}/hours/", body)

    # Staff

    def staff(self, restaurant: UUID) -> list[StaffMember]:
        return self._http.get(list[StaffMember], f"/api/restaurants/{restaurant}/staff/")

    def invite(self, restaurant: UUID, body: InviteRequest) -> Invitation:
        return self._http.ask(Invitation, "POST", f"/api/restaurants/{restaurant}/staff/", body)

    def change_role(self, restaurant: UUID, staff: int, body: ChangeRoleRequest) -> StaffMember:
        path = f"/api/restaurants/{restaurant}/staff/{staff}/"
        return self._http.ask(StaffMember, "PATCH", path, body)

    def password_link(self, restaurant: UUID, staff: int) -> PasswordLink:
        path = f"/api/restaurants/{restaurant}/staff/{staff}/password/"
        return self._http.ask(PasswordLink, "POST", path)

    def remove_staff(self, restaurant: UUID, staff: int) -> None:
        self._http.send("DELETE", f"/api/restaurants/{restaurant}/staff/{staff}/")

    def approve_display(self, restaurant: UUID, body: ApprovePairingRequest) -> StaffMember:
        path = f"/api/restaurants/{restaurant}/pair/"
        return self._http.ask(StaffMember, "POST", path, body)

    # Keys for scripts

    def keys(self, restaurant: UUID) -> list[ApiKey]:
        return self._http.get(list[ApiKey], f"/api/restaurants/{restaurant}/keys/")

    def create_key(self, restaurant: UUID, body: CreateApiKeyRequest) -> NewApiKey:
        return self._http.ask(NewApiKey, "POST", f"/api/restaurants/{restaurant}/keys/", body)

    def revoke_key(self, restaurant: UUID, key: int) -> None:
        self._http.send("DELETE", f"/api/restaurants/{restaurant}/keys/{key}/")

    # Webhooks

    def webhooks(self, restaurant: UUID) -> list[Webhook]:
        return self._http.get(list[Webhook], _webhooks(restaurant))

    def add_webhook(self, restaurant: UUID, body: CreateWebhookRequest) -> NewWebhook:
        return self._http.ask(NewWebhook, "POST", _webhooks(restaurant), body)

    def update_webhook(self, restaurant: UUID, webhook: int, body: UpdateWebhookRequest) -> Webhook:
        return self._http.ask(Webhook, "PATCH", f"{_webhooks(restaurant)}{webhook}/", body)

    def rotate_webhook(self, restaurant: UUID, webhook: int) -> NewWebhook:
        return self._http.ask(NewWebhook, "POST", f"{_webhooks(restaurant)}{webhook}/rotate/")

    def test_webhook(self, restaurant: UUID, webhook: int) -> Delivery:
        return self._http.ask(Delivery, "POST", f"{_webhooks(restaurant)}{webhook}/test/")

    def deliveries(self, restaurant: UUID, webhook: int, limit: int, status: str | None) -> list[Delivery]:
        query = {"limit": str(limit), **({"status": status} if status else {})}
        return self._http.get(list[Delivery], f"{_webhooks(restaurant)}{webhook}/deliveries/", query)

    def replay(self, restaurant: UUID, webhook: int, body: ReplayRequest) -> Replayed:
        return self._http.ask(Replayed, "POST", f"{_webhooks(restaurant)}{webhook}/replay/", body)

    def remove_webhook(self, restaurant: UUID, webhook: int) -> None:
        self._http.send("DELETE", f"{_webhooks(restaurant)}{webhook}/")

    # Tables

    def tables(self, restaurant: UUID) -> list[Table]:
        return self._http.get(list[Table], f"/api/restaurants/{restaurant}/tables/")

    def add_table(self, restaurant: UUID, name: str) -> Table:
        body = TableRequest(name=name)
        return self._http.ask(Table, "POST", f"/api/restaurants/{restaurant}/tables/", body)

    def rename_table(self, restaurant: UUID, table: int, name: str) -> Table:
        path = f"/api/restaurants/{restaurant}/tables/{table}/"
        return self._http.ask(Table, "PATCH", path, TableRequest(name=name))

    def remove_table(self, restaurant: UUID, table: int) -> None:
        self._http.send("DELETE", f"/api/restaurants/{restaurant}/tables/{table}/")

    def rotate_table(self, restaurant: UUID, table: int) -> Table:
        path = f"/api/restaurants/{restaurant}/tables/{table}/rotate/"
        return self._http.ask(Table, "POST", path)

    def end_visit(self, slug: str, table: str) -> None:
        body = EndVisitRequest(table_identifier=table)
        self._http.send("POST", f"/api/kitchen/{slug}/visits/end/", body)

    # Menu

    def menu_document(self, restaurant: UUID) -> dict[str, Any]:
        return self._http.get(dict[str, Any], f"/api/restaurants/{restaurant}/menu/")

    def menu_yaml(self, restaurant: UUID, *, separate: bool = False) -> str:
        """The menu as YAML; `separate`: in its own words, and behind `---` a document for each other language."""
        path = f"/api/restaurants/{restaurant}/menu/"
        query = {"translations": "separate"} if separate else None
        return self._http.send("GET", path, query=query, headers={"Accept": YAML}).text

    def replace_menu(
        self, restaurant: UUID, document: bytes, media: str, *, dry_run: bool = False
    ) -> MenuDiff:
        """Replace the menu by `document`, JSON or YAML as `media` says; with `dry_run` only say what would change."""
        response = self._http.send(
            "PUT",
            f"/api/restaurants/{restaurant}/menu/",
            query={"dry_run": "true"} if dry_run else None,
            headers={"Content-Type": media},
            content=document,
        )
        return self._http.typed(MenuDiff, response)

    def log(self, restaurant: UUID, limit: int, action: str | None) -> list[LogEntry]:
        query = {"limit": str(limit), **({"action": action} if action else {})}
        return self._http.get(list[LogEntry], f"/api/restaurants/{restaurant}/log/", query)

    def menu_versions(self, restaurant: UUID) -> list[MenuVersion]:
        return self._http.get(list[MenuVersion], f"/api/restaurants/{restaurant}/menu/history/")

    def menu_version(self, restaurant: UUID, version: int) -> dict[str, Any]:
        return self._http.get(dict[str, Any], f"/api/restaurants/{restaurant}/menu/history/{version}/")

    def public_menu(self, slug: str) -> PublicMenu:
        return self._http.ask(PublicMenu, "GET", f"/api/public/menu/{slug}/", login=False)

    def categories(self, restaurant: UUID) -> list[Category]:
        return self._http.get(list[Category], f"/api/restaurants/{restaurant}/categories/")

    def items(self, category: int) -> list[Item]:
        return self._http.get(list[Item], f"/api/categories/{category}/items/")

    def add_category(self, restaurant: UUID, body: CategoryRequest) -> Category:
        return self._http.ask(Category, "POST", f"/api/restaurants/{restaurant}/categories/", body)

    def update_category(self, category: int, body: UpdateCategoryRequest) -> Category:
        return self._http.ask(Category, "PATCH", f"/api/categories/{category}/", body)

    def delete_category(self, category: int) -> None:
        self._http.send("DELETE", f"/api/categories/{category}/")

    def add_item(self, category: int, body: ItemRequest) -> Item:
        return self._http.ask(Item, "POST", f"/api/categories/{category}/items/", body)

    def delete_item(self, item: int) -> None:
        self._http.send("DELETE", f"/api/items/{item}/")

    def put_picture(self, path: str, picture: bytes, media: str) -> PhotoAnswer:
        """Send a picture to where `path` says: a dish's photo, a restaurant's logo or cover."""
        headers = {"Content-Type": media}
        return self._http.typed(PhotoAnswer, self._http.send("PUT", path, headers=headers, content=picture))

    def picture(self, url: str) -> bytes:
        """The bytes of a picture that this server has."""
        return self._http.send("GET", urlsplit(url).path, login=False).content

    def delete_picture(self, path: str) -> None:
        self._http.send("DELETE", path)

    def update_item(self, item: int, body: UpdateItemRequest) -> Item:
        return self._http.ask(Item, "PATCH", f"/api/items/{item}/", body)

    def set_available(self, item: int, body: AvailabilityRequest) -> Availability:
        return self._http.ask(Availability, "PATCH", f"/api/kitchen/items/{item}/", body)

    def set_part_available(self, body: PartAvailabilityRequest) -> PartAvailability:
        return self._http.ask(PartAvailability, "POST", "/api/kitchen/availability/", body)

    # Orders and figures

    def orders(  # the filters of the list
        self,
        restaurant: UUID,
        *,
        status: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> OrderPage:
        query = {
            "status": status,
            "since": _rfc3339(since),
            "until": _rfc3339(until),
            "limit": limit,
            "cursor": cursor,
        }
        return self._http.get(OrderPage, f"/api/restaurants/{restaurant}/orders/", query)

    def move_order(self, order: UUID, body: MoveOrderRequest) -> KitchenOrder:
        return self._http.ask(KitchenOrder, "PATCH", f"/api/kitchen/orders/{order}/", body)

    def erase_diner(self, order: UUID) -> None:
        self._http.send("DELETE", f"/api/orders/{order}/diner/")

    def kitchen_order(self, order: UUID) -> KitchenOrder:
        return self._http.get(KitchenOrder, f"/api/kitchen/orders/{order}/")

    def cancel_orders(self, slug: str, body: CancelOrdersRequest) -> CancelledOrders:
        return self._http.ask(CancelledOrders, "POST", f"/api/kitchen/{slug}/orders/cancel/", body)

    def open_orders(self, slug: str) -> KitchenSnapshot:
        return self._http.get(KitchenSnapshot, f"/api/kitchen/{slug}/orders/")

    def report(self, restaurant: UUID, by: str, since: datetime | None, until: datetime | None) -> Report:
        query = {"by": by, "since": _rfc3339(since), "until": _rfc3339(until)}
        return self._http.get(Report, f"/api/restaurants/{restaurant}/reports/", query)

    def parse(self, body: ParseRequest) -> ParseAnswer:
        return self._http.ask(ParseAnswer, "POST", "/api/public/orders/parse/", body, login=False)

    def confirm(self, body: ConfirmRequest, key: str) -> Order:
        """Place an order; the same `key` again places nothing new."""
        path, headers = "/api/public/orders/confirm/", {"Idempotency-Key": key}
        return self._http.ask(Order, "POST", path, body, headers=headers, login=False)

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()


def _rfc3339(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
