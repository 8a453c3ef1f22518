"""One step of a diner: what was sent, and what the page will say about it."""

import secrets
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import web

from server.domain.errors import Invalid, NotFound, TooManyRequests
from server.domain.menu import Item
from server.domain.order import Order
from server.http.forwarded import client_address
from server.http.keys import LIMITS
from server.menu.snapshot import MenuSnapshot
from server.pages.diner.cart import MAX_WORDS, Cart
from server.pages.diner.item_form import MAX_DIGITS, Form
from server.pages.diner.price_changes import Repriced
from server.pages.diner.sheet_view import SheetView
from server.pages.i18n import gettext
from server.restaurants.diner_limits import CountSuccess, Diner
from server.restaurants.model import TableLink
from server.restaurants.setup import TABLE_CODES


@dataclass(frozen=True, slots=True)
class Sure:
    """What is asked before an order is placed: `about` is words or allergies, `agreed` what was answered before.

    `conflicts` says of each dish what it states that the diner is allergic to.
    """

    about: str
    agreed: Sequence[str]
    conflicts: Sequence[tuple[str, str]] = ()
    step: str = "sure"

    @property
    def do(self) -> str:
        """The step that is taken all the same."""
        return f"{self.step}:" + "+".join((*self.agreed, self.about))


@dataclass(slots=True)
class Visit:
    """One diner's step: where they are, what they sent, and what the page will say about it."""

    request: web.Request
    snapshot: MenuSnapshot
    table_code: str | None
    form: Form
    cart: Cart
    key: str
    text: str = ""
    sheet: SheetView | None = None
    problem: str = ""
    problem_link: str = ""
    status: int = 200
    clear_text: bool = False
    added: str = ""
    added_id: int = 0
    table: str = ""
    query: str = ""
    repriced: Sequence[Repriced] = ()
    unsure: Sure | None = None
    placed: Order | None = None
    link: TableLink | None = None
    guest: str = ""
    is_begun: bool = False
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def most(self) -> int:
        """The largest quantity of a line."""
        return self.snapshot.restaurant.max_quantity_per_line

    def __post_init__(self) -> None:
        """Words that are in the box stay there until a step reads them."""
        self.text = self.form.text("text").replace("\x00", "")[:MAX_WORDS]

    def item(self, text: str) -> Item:
        """The item that a button named, with what of it is to be had now. NotFound where it has left the menu."""
        item = self.snapshot.menu.orderable_by_id.get(number_of(text))
        if item is None:
            raise NotFound(gettext("This dish is no longer on the menu."))
        return item.to_be_had(self.now)

    def line(self, text: str) -> int:
        """The index of the line that a button named. NotFound where there is none."""
        index = number_of(text)
        if index >= len(self.cart.lines):
            raise NotFound(gettext("This line is no longer in the order."))
        return index


def new_key() -> str:
    """Make the key under which an order is placed once."""
    return secrets.token_urlsafe(18)


def number_of(text: str) -> int:
    """The number that a button names. Invalid where it is none."""
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS):
        raise Invalid([("do", "is not a button of this page")])
    return int(text)


def within(visit: Visit, limit: str) -> AbstractAsyncContextManager[CountSuccess]:
    """Count against a limit, as the API does."""
    app, slug = visit.request.app, visit.snapshot.restaurant.slug
    diner = Diner(app[LIMITS], app[TABLE_CODES], client_address(visit.request))
    return diner.within(limit, slug, visit.table_code, visit.key)


async def is_within(visit: Visit, limit: str) -> bool:
    """Count against a limit; where it is over, say so."""
    try:
        async with within(visit, limit):
            return True
    except TooManyRequests:
        say_too_often(visit)
        return False


def say_too_often(visit: Visit) -> None:
    """Say that a limit is over, and that the order is kept."""
    visit.status = 429
    visit.problem = gettext(
        "That was very often in a short time. Wait a minute, then try again; your order is kept."
    )
