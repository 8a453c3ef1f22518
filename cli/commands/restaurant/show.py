"""`aiqr restaurant show`: settings, hours, and whether orders are taken."""

import click

from cli import output, resolve
from cli.command import Command
from cli.commands.restaurant.hours import hours_in_words
from cli.commands.restaurant.money import money_in_words
from cli.connection import connect
from server.wire.restaurants import Restaurant
from server.wire.vocabulary import OrderType


@click.command("show", cls=Command, examples="aiqr restaurant show -r luigis")
def show() -> None:
    """Show a restaurant's settings, its hours and whether it takes orders now."""
    client = connect()
    found = resolve.current_restaurant()
    hours = client.hours(found.id)
    if output.wants_json():
        output.print_json({**found.model_dump(mode="json"), "service": hours.model_dump(mode="json")})
        return
    output.print_fields(
        [*_face(found, client.server), *_rules(found), *money_in_words(found), *hours_in_words(hours)]
    )


def _face(found: Restaurant, server: str) -> list[tuple[str, str]]:
    """What diners see of it, and where it is."""
    return [
        ("name", found.name),
        ("address", f"{server}/r/{found.slug}/"),
        ("about", found.about),
        ("where", found.address),
        ("phone", found.phone),
        ("accent", found.accent),
        ("logo", found.logo_url),
        ("cover", found.cover_url),
        ("currency", found.currency),
        ("time zone", found.timezone),
        ("locale", found.locale),
        ("your role", found.role),
    ]


def _rules(found: Restaurant) -> list[tuple[str, str]]:
    """Which orders are taken, and how they are made; rules that are not set are empty."""
    most = f"{found.max_quantity_per_line} of one thing, {found.max_items_per_order} dishes in an order"
    return [
        ("table code", "required" if found.require_table_code else "not required"),
        ("at most", most),
        ("held", _held(found)),
        ("day starts", found.day_starts),
        ("ready", "by the last line done" if found.auto_ready else ""),
        ("alert after", f"{found.alert_after} minutes unseen" if found.alert_after else ""),
        ("unseen", "orders pause" if found.pause_unseen else ""),
        ("a station", f"makes {found.dishes_per_hour} dishes an hour" if found.dishes_per_hour else ""),
        ("no station", f"is made at {found.default_station}" if found.default_station else ""),
        ("courses", _courses(found)),
        ("diners cancel", f"for {found.cancel_minutes} minutes" if found.cancel_minutes else "never"),
        ("tables see", _SHARED[found.share_table]),
        ("order types", _ORDER_TYPES.get(tuple(found.order_types), "")),
        ("suggestions", "" if found.suggestions else "none"),
    ]


_ORDER_TYPES: dict[tuple[OrderType, ...], str] = {
    ("eat_in",): "to eat in alone",
    ("take_away",): "to take away alone",
}
_SHARED = {
    "off": "nothing of each other",
    "guests": "what each guest has ordered, by number",
    "names": "what each guest has ordered, by name",
}


def _courses(found: Restaurant) -> str:
    """When the courses after the first are made."""
    if not found.hold_courses:
        return ""
    after = f", or {found.fire_after} minutes after the one before" if found.fire_after is not None else ""
    return f"wait until the kitchen fires them{after}"


def _held(found: Restaurant) -> str:
    """Which orders wait for the kitchen's yes."""
    above = f"orders above {found.hold_above} {found.currency}" if found.hold_above else ""
    unproven = "orders without a table's code" if found.hold_unproven else ""
    return ", ".join(filter(None, (above, unproven)))
