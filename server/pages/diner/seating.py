"""By what a phone is known among the guests of its table."""

from server.domain.order import LineOwner
from server.pages.cookies import read_guest
from server.pages.diner.visit import Visit
from server.visits.setup import VISITS

LONGEST_TOKEN = 64


def known_as(visit: Visit) -> str:
    """By what this device is known at its table; where it was not before, by its order's key, from now on."""
    visit.guest = read_guest(visit.request) or visit.key[:LONGEST_TOKEN]
    return visit.guest


async def sit_down(visit: Visit, lines: int) -> list[LineOwner]:
    """Count this device among the table's guests, for as many lines; nothing where guests see nothing of each other."""
    share = visit.snapshot.restaurant.rules.share_table
    if visit.link is None or share == "off":
        return []
    name = visit.form.text("name").replace("\x00", "")
    return [await visit.request.app[VISITS].join(visit.link, known_as(visit), name, share)] * lines
