"""`aiqr restaurant show`: settings, hours, and whether orders are taken."""

import click

from cli import output, resolve
from cli.command import Command
from cli.commands.restaurant.hours import hours_in_words
from cli.commands.restaurant.money import money_in_words
from cli.connection import connect
from cli.texts import gettext, gettext_noop
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
        [
            *_face(found, client.server),
            *_taken(found),
            *_made(found),
            *_shown(found),
            *money_in_words(found),
            *hours_in_words(hours),
        ]
    )


def _face(found: Restaurant, server: str) -> list[tuple[str, str]]:
    """What diners see of it, and where it is."""
    return [
        (gettext("name"), found.name),
        (gettext("address"), f"{server}/r/{found.slug}/"),
        (gettext("about"), found.about),
        (gettext("where"), found.address),
        (gettext("phone"), found.phone),
        (gettext("accent"), found.accent),
        (gettext("logo"), found.logo_url),
        (gettext("cover"), found.cover_url),
        (gettext("currency"), found.currency),
        (gettext("time zone"), found.timezone),
        (gettext("locale"), found.locale),
        (gettext("your role"), found.role),
    ]


def _taken(found: Restaurant) -> list[tuple[str, str]]:
    """Which orders are taken; rules that are not set are empty."""
    most = gettext("{max_quantity_per_line} of one thing, {max_items_per_order} dishes in an order").format(
        max_quantity_per_line=found.max_quantity_per_line, max_items_per_order=found.max_items_per_order
    )
    return [
        (gettext("table code"), gettext("required") if found.require_table_code else gettext("not required")),
        (gettext("at most"), most),
        (gettext("held"), _held(found)),
        (gettext("day starts"), found.day_starts),
    ]


def _made(found: Restaurant) -> list[tuple[str, str]]:
    """How orders are made; rules that are not set are empty."""
    return [
        (gettext("ready"), gettext("by the last line done") if found.auto_ready else ""),
        (
            gettext("alert after"),
            gettext("{alert_after} minutes unseen").format(alert_after=found.alert_after)
            if found.alert_after
            else "",
        ),
        (gettext("unseen"), gettext("orders pause") if found.pause_unseen else ""),
        (
            gettext("a station"),
            gettext("makes {dishes_per_hour} dishes an hour").format(dishes_per_hour=found.dishes_per_hour)
            if found.dishes_per_hour
            else "",
        ),
        (
            gettext("no station"),
            gettext("is made at {default_station}").format(default_station=found.default_station)
            if found.default_station
            else "",
        ),
        (gettext("courses"), _courses(found)),
    ]


def _shown(found: Restaurant) -> list[tuple[str, str]]:
    """What diners may do and see; rules that are not set are empty."""
    return [
        (
            gettext("diners cancel"),
            gettext("for {cancel_minutes} minutes").format(cancel_minutes=found.cancel_minutes)
            if found.cancel_minutes
            else gettext("never"),
        ),
        (gettext("tables see"), gettext(_SHARED[found.share_table])),
        (
            gettext("order types"),
            gettext(_ORDER_TYPES[tuple(found.order_types)])
            if tuple(found.order_types) in _ORDER_TYPES
            else "",
        ),
        (gettext("suggestions"), "" if found.suggestions else gettext("none")),
    ]


_ORDER_TYPES: dict[tuple[OrderType, ...], str] = {
    ("eat_in",): gettext_noop("to eat in alone"),
    ("take_away",): gettext_noop("to take away alone"),
}
_SHARED = {
    "off": gettext_noop("nothing of each other"),
    "guests": gettext_noop("what each guest has ordered, by number"),
    "names": gettext_noop("what each guest has ordered, by name"),
}


def _courses(found: Restaurant) -> str:
    """When the courses after the first are made."""
    if not found.hold_courses:
        return ""
    after = (
        gettext(", or {fire_after} minutes after the one before").format(fire_after=found.fire_after)
        if found.fire_after is not None
        else ""
    )
    return gettext("wait until the kitchen fires them{after}").format(after=after)


def _held(found: Restaurant) -> str:
    """Which orders wait for the kitchen's yes."""
    above = (
        gettext("orders above {hold_above} {currency}").format(
            hold_above=found.hold_above, currency=found.currency
        )
        if found.hold_above
        else ""
    )
    unproven = gettext("orders without a table's code") if found.hold_unproven else ""
    return ", ".join(filter(None, (above, unproven)))
