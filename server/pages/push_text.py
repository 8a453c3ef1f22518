"""What a notification about an order says, in the language of its diner."""

from server.pages.i18n import READER, choose_reader, gettext
from server.push.message import Said
from server.wire.vocabulary import OrderStatus


def say_push(status: OrderStatus, number: int, restaurant: str, language: str) -> Said:
    """`"ready", 12, "Luigi's", "de"` → „Bestellung 12“ and what became of it."""
    reader = choose_reader(None, language, "en")
    before = READER.set(reader)
    try:
        said = (
            gettext("This order was cancelled.") if status == "cancelled" else gettext("Your order is ready!")
        )
        title = gettext("Order %(number)s") % {"number": number}
    finally:
        READER.reset(before)
    return Said(f"{title} · {restaurant}", said, reader.tag, reader.direction)
