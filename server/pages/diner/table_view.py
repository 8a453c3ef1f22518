"""What a table has ordered in this visit, as its page shows it; and sitting down at it."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.order import OrderLine
from server.pages.cookies import read_guest
from server.pages.diner.visit import Visit, new_key
from server.pages.diner.wording import Said, wording
from server.pages.i18n import READER, gettext
from server.visits.model import Share
from server.visits.service import key_of
from server.visits.setup import VISITS
from server.wire.menu import said_label


@dataclass(frozen=True, slots=True)
class ShareView:
    """What one guest has ordered: who, how much, and each line as its quantity, name and size."""

    who: str
    total: str
    lines: Sequence[tuple[int, Said, str]]


@dataclass(frozen=True, slots=True)
class TableView:
    """What the table has ordered; `events` is where its changes are told."""

    events: str
    total: str = ""
    shares: Sequence[ShareView] = ()


async def show_table(visit: Visit) -> TableView | None:
    """The table as its guests see it; None where there is none, or the restaurant does not want that."""
    share = visit.snapshot.restaurant.rules.share_table
    if visit.link is None or share == "off":
        return None
    look = await visit.request.app[VISITS].look(visit.link)
    token = read_guest(visit.request)
    own = look.visit.guest_of(key_of(token)) if token else 0
    money, currency = READER.get().money, visit.snapshot.menu.currency
    shares = [
        ShareView(
            _who(one, own, share), money(one.total, currency), [_line(line, visit) for line in one.lines]
        )
        for one in look.shares
    ]
    return TableView(f"/api/public/tables/{visit.table_code}/events/", money(look.total, currency), shares)


def _who(share: Share, own: int, how: str) -> str:
    if not share.guest:
        return gettext("Others")
    if share.guest == own:
        return gettext("You")
    if how == "names" and share.name:
        return share.name
    return gettext("Guest %(num)d") % {"num": share.guest}


def _line(line: OrderLine, visit: Visit) -> tuple[int, Said, str]:
    words = wording(visit.snapshot.menu)
    dish = words.dishes([line.name]).get(line.name)
    size = words.part(dish, said_label(line.variant_label)).text
    return line.quantity, words.name(dish) if dish else Said(line.name), size


async def sit_down(visit: Visit, lines: int) -> list[int]:
    """Count this device among the table's guests, for as many lines; nothing where guests see nothing of each other."""
    if visit.link is None or visit.snapshot.restaurant.rules.share_table == "off":
        return []
    visit.guest = read_guest(visit.request) or visit.key[:64] or new_key()
    name = visit.form.text("name").replace("\x00", "")
    number = await visit.request.app[VISITS].join(visit.link, visit.guest, name)
    return [number] * lines
