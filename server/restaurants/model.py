"""Restaurants, their staff and tables as the database has them, and the rules of their names."""

import re
import secrets
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID

from server.wire.base import RESERVED_SLUGS
from server.wire.vocabulary import OrderType, Role, ShareTable

INVITATION_LIFETIME = timedelta(days=7)
LONGEST_SLUG = 100
SHORTEST_SLUG = 3
CODE_LETTERS = "23456789abcdefghijkmnpqrstuvwxyz"
"""Of a table's code: no 0/o, no 1/l, so that a person can read it out."""
CODE_LENGTH = 16
"""Of 32 letters: 80 random bits."""
SPELLED_OUT = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "\u0131": "i",
        "&": " and ",
        "'": "",
        "\N{RIGHT SINGLE QUOTATION MARK}": "",
    }
)


@dataclass(frozen=True, slots=True)
class Restaurant:
    """A restaurant and the standing in it of the member who asked. `hold_above` is in minor units.

    `money` holds its rules as they are stored (`server.domain.money_rules`), `menu_taxes` the taxes that its menu names.
    """

    id: UUID
    name: str
    slug: str
    currency: str
    timezone: str
    locale: str
    is_open: bool
    require_table_code: bool
    max_quantity_per_line: int
    max_items_per_order: int
    hold_above: int | None
    hold_unproven: bool
    day_starts: time
    auto_ready: bool
    alert_after: int | None
    pause_unseen: bool
    dishes_per_hour: int | None
    default_station: str
    hold_courses: bool
    fire_after: int | None
    cancel_minutes: int
    share_table: ShareTable
    order_types: list[OrderType]
    about: str
    address: str
    phone: str
    accent: str
    suggestions: bool
    money: Mapping[str, Any]
    menu_taxes: Sequence[Mapping[str, Any]]
    logo: str
    cover: str
    created_at: datetime
    role: Role


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A script's key that was not revoked; past `expires_at` it works no more."""

    id: int
    name: str
    role: Role
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A place in a restaurant's staff: somebody's, or offered by an invitation."""

    id: int
    email: str
    role: Role
    user_id: UUID | None
    first_name: str
    last_name: str
    has_password: bool

    @property
    def status(self) -> Literal["invited", "active"]:
        """Whether somebody has taken the place."""
        return "invited" if self.user_id is None else "active"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the dining room; `code` is what its QR code holds."""

    id: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class TableLink:
    """Where a table's code leads."""

    restaurant_id: UUID
    slug: str
    table_name: str
    table_id: int = 0


def new_code() -> str:
    """Return a code that cannot be guessed."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def slug_of(name: str) -> str:
    """`Luigi's Grünes Bäumle & Co.` → `luigis-grunes-baumle-and-co`; `restaurant` where no Latin letter is left."""
    spelled = unicodedata.normalize("NFKD", name.lower().translate(SPELLED_OUT))
    slug = (
        re.sub(r"[^a-z0-9]+", "-", re.sub(r"[^\x00-\x7f]", "", spelled)).strip("-")[:LONGEST_SLUG].strip("-")
    )
    if len(slug) < SHORTEST_SLUG:
        slug = f"{slug}-restaurant".strip("-")
    return slug


def slugs_for(name: str) -> Iterator[str]:
    """Yield slugs for a restaurant of this name, the plainest first; the last ones are surely free."""
    slug = slug_of(name)
    if slug not in RESERVED_SLUGS:
        yield slug
    yield from (f"{slug[: LONGEST_SLUG - 2]}-{number}" for number in range(2, 6))
    while True:
        yield f"{slug[: LONGEST_SLUG - 9]}-{secrets.token_hex(4)}"
