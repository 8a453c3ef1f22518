"""What a table has ordered in this visit, as its page shows it, and what it is about to order together."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.money import to_text
from server.domain.order import OrderLine
from server.pages.cookies import read_guest
from server.pages.diner.table_order import SharedLineView, placed_for, show_lines
from server.pages.diner.tax_lines import TaxesView
from server.pages.diner.visit import Visit
from server.pages.diner.wording import Said, wording
from server.pages.i18n import READER, gettext
from server.payments.setup import PAYMENTS
from server.visits.document import name_state, write_document
from server.visits.model import Share, TableLook, TableVisit
from server.visits.service import key_of
from server.visits.setup import VISITS
from server.visits.shared_order import SharedLine
from server.wire.menu import said_label


@dataclass(frozen=True, slots=True)
class ShareView:
    """What one guest has ordered: who, how much, and each line as its quantity, name and size."""

    who: str
    total: str
    lines: Sequence[tuple[int, Said, str]]


@dataclass(frozen=True, slots=True)
class TableView:
    """What the table has ordered; `events` is where its changes are told, `state` the name of what is shown."""

    events: str
    state: str
    total: str = ""
    shares: Sequence[ShareView] = ()
    lines: Sequence[SharedLineView] = ()
    taxes: TaxesView | None = None
    lines_total_text: str = ""
    to_pay_text: str = ""
    revision: int = 0
    allergies: Sequence[str] = ()
    placed: str = ""
    pay: str = ""


async def show_table(visit: Visit) -> TableView | None:
    """The table as its guests see it; None where there is none, or the restaurant does not want that."""
    share = visit.snapshot.restaurant.rules.share_table
    if visit.link is None or share == "off":
        return None
    look = await visit.request.app[VISITS].look(visit.link)
    token = visit.guest or read_guest(visit.request)
    own = look.visit.guest_of(key_of(token)) if token else 0
    money, currency = READER.get().money, visit.snapshot.menu.currency
    shares = [
        ShareView(
            _who(one, own, share), money(one.total, currency), [_line(line, visit) for line in one.lines]
        )
        for one in look.shares
    ]
    shared = look.visit.shared
    views, total, taxes = show_lines(visit, shared)
    return TableView(
        events=f"/api/public/tables/{visit.table_code}/events/",
        state=name_state(write_document(look, visit.link, visit.snapshot.restaurant.currency, share)),
        total=money(look.total, currency),
        shares=shares,
        lines=[
            SharedLineView(
                one.id,
                _who(_owner(one, look.visit), own, share),
                one.guest == own,
                views.get(one.id),
                one.line.name,
            )
            for one in shared.lines
        ],
        taxes=taxes,
        lines_total_text=to_text(total, currency),
        to_pay_text=to_text(taxes.to_pay, currency) if taxes.on_top else "",
        revision=shared.revision,
        allergies=[one.text for one in shared.allergies],
        placed=await placed_for(visit, own, shared),
        pay=_pay(visit, look, own),
    )


def _pay(visit: Visit, look: TableLook, own: int) -> str:
    """Where the bill is paid: by way of the guest's own last order, as who knows that of another can cancel it."""
    if not own or not visit.request.app[PAYMENTS].takes(visit.snapshot.restaurant):
        return ""
    orders = (one for one in reversed(look.orders) if any(line.guest == own for line in one.lines))
    return next((f"/orders/{one.id}/pay/" for one in orders), "")


def _owner(line: SharedLine, visit: TableVisit) -> Share:
    return Share(line.guest, visit.guests[line.guest - 1].name, 0, ())


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
