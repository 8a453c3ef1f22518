"""What an order is before it is stored: checked against the menu and the settings at a moment."""

import hashlib
from datetime import UTC, datetime

from server.domain.courses import HeldCourse, held_courses
from server.domain.errors import Conflict, Invalid, KeyReused
from server.domain.ids import new_order_id
from server.domain.money import read_minor, to_text
from server.domain.order import Allergy, Order, Status
from server.domain.restaurant import RestaurantSettings
from server.domain.schedule import business_day
from server.menu.snapshot import MenuSnapshot
from server.orders.check import Checked, check_order
from server.wire.orders import ConfirmRequest
from server.wire.vocabulary import OrderType


def check_confirm(snapshot: MenuSnapshot, wanted: ConfirmRequest, now: datetime) -> Checked:
    """Check everything that the menu and the settings say. Invalid before Conflict."""
    place = snapshot.restaurant
    menu = snapshot.menu_of(line.menu_item_id for line in wanted.items)
    checked = check_order(menu, wanted, place, now)
    if place.require_table_code and not wanted.table_code:
        raise Invalid([("table_code", "is needed here: scan the QR code on the table")])
    _require_order_type(place, wanted.order_type)
    expected = _expected_total(wanted, place.currency)
    closure = place.times.closure(now)
    if closure:
        raise closed(f"{place.name} {closure.text}. Nothing was ordered.", closure.opens_at)
    if checked.unavailable or (expected is not None and expected != checked.total):
        raise Conflict(
            "The menu has changed: something ran out, or the price is another one now. Nothing was ordered.",
            unavailable=[missing._asdict() for missing in checked.unavailable],
            current_total=to_text(checked.total, place.currency),
        )
    return checked


def _require_order_type(place: RestaurantSettings, wanted: OrderType | None) -> None:
    if wanted not in (None, *place.rules.order_types):
        only = {"eat_in": "eaten in", "take_away": "taken away"}[place.rules.order_types[0]]
        raise Invalid([("order_type", f"is not offered by {place.name}, where all is {only}; leave it out")])


def closed(text: str, opens_at: datetime | None) -> Conflict:
    """Make the refusal of a restaurant that takes no orders now, and takes the next at `opens_at` where that is known."""
    moment = opens_at and opens_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Conflict(text, closed=True, opens_at=moment)


def _expected_total(wanted: ConfirmRequest, currency: str) -> int | None:
    if wanted.expected_total is None:
        return None
    return read_minor("expected_total", wanted.expected_total, currency)


def courses_to_hold(snapshot: MenuSnapshot, checked: Checked) -> tuple[HeldCourse, ...]:
    """Return the courses that wait for the one before; none where the restaurant makes all at once."""
    if not snapshot.restaurant.rules.hold_courses:
        return ()
    return held_courses({line.course for line in checked.lines})


def first_status(place: RestaurantSettings, total: int, *, table_proven: bool) -> Status:
    """Where an order begins: what costs nothing waits for no payment."""
    if place.money.pay == "before" and total:
        return "unpaid"
    return status_in_kitchen(place, total, table_proven=table_proven)


def status_in_kitchen(place: RestaurantSettings, total: int, *, table_proven: bool) -> Status:
    """In which state the kitchen gets an order."""
    return "held" if place.rules.holds(total, table_proven=table_proven) else "confirmed"


def new_order(
    snapshot: MenuSnapshot,
    wanted: ConfirmRequest,
    checked: Checked,
    courses: tuple[HeldCourse, ...],
    now: datetime,
    ready_at: datetime,
) -> Order:
    """Make the order that is stored; its number and its table are the database's to say."""
    place = snapshot.restaurant
    status = first_status(place, checked.total, table_proven=wanted.table_code is not None)
    return Order(
        restaurant_id=place.id,
        restaurant_slug=place.slug,
        id=new_order_id(now),
        number=0,
        day=business_day(now, place.timezone, place.rules.day_starts),
        status=status,
        table_identifier=wanted.table_identifier or "",
        table_proven=False,
        customer_name=wanted.customer_name,
        raw_input=wanted.raw_input,
        language=wanted.language or "",
        allergies=tuple(Allergy(one.text, tuple(one.allergens)) for one in wanted.allergies),
        note=wanted.note,
        order_type=wanted.order_type or place.rules.only_order_type,
        currency=place.currency,
        total=checked.total,
        reason="",
        revision=1,
        rushed=False,
        created_at=now,
        updated_at=now,
        estimated_ready_at=None if status == "unpaid" else ready_at,  # promised once it is paid
        lines=checked.lines,
        courses=courses,
        tax_rounding=place.money.tax_rounding,
    )


def too_many_open(outcome: str) -> Conflict:
    """Refuse an order more than the kitchen or a table may have open (`full`, `full_table`)."""
    at = "This table" if outcome == "full_table" else "The kitchen"
    return Conflict(f"{at} has as many open orders as it may have. Nothing was ordered; ask the staff.")


def fingerprint_of(wanted: ConfirmRequest) -> bytes:
    """What tells a request with the same key and the same values from one with others."""
    return hashlib.sha256(wanted.model_dump_json().encode()).digest()


def key_reused() -> KeyReused:
    """Refuse a key that names an order of other values."""
    return KeyReused("This Idempotency-Key was used for another order. Nothing was ordered; use a new key.")
