"""From a form of the bill's page to what is to be written on the bill; what is wrong is said in the reader's words."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence

from server.bills.model import HeldBill
from server.bills.store import Key
from server.bills.wishes import find_counted
from server.domain.bill import cash_amount
from server.domain.bill_bounds import PaymentWish, RefundWish, Wish
from server.domain.bill_entries import Discount, Guests, LineRef, Void
from server.domain.bill_split import MOST_SHARES, by_guest
from server.domain.bill_units import Lines
from server.domain.errors import Conflict, Invalid
from server.domain.tax import to_thousandths
from server.orders.handlers import MAX_KEY
from server.pages.amounts import read_amount, read_tip
from server.pages.diner.item_form import MAX_DIGITS, Form
from server.pages.diner.visit import number_of
from server.pages.i18n import gettext
from server.pages.staff.bill_view import AT_THE_COUNTER
from server.pages.staff.reason import read_reason
from server.wire.money import MOST_GUESTS
from server.wire.vocabulary import PaymentMethod

MOST_MARKED = 500
GIVE_BACK = "give-back"
"""The button that gives back through the provider."""
_WHAT = re.compile(
    r"(?P<kind>all|lines|guest:(?P<guest>\d{1,4})|part:(?P<part>\d{1,2}):(?P<parts>\d{1,2}))@(?P<told>\d{1,12})"
)
_REF = re.compile(r"\d{1,9}\+?\.\d{1,4}(x[1-9]\d{0,8})?")


class StaleError(Conflict):
    """The bill is not as the form was made of it."""


def read_wish(held: HeldBill, form: Form, name: str, arguments: list[str]) -> Wish:
    """What a form wants of the bill as it is now. StaleError where somebody wrote on it meanwhile, Invalid, NotFound."""
    check_seen(held, form)
    return WISHES[name](held, form, arguments)


def check_seen(held: HeldBill, form: Form) -> None:
    """StaleError where somebody wrote on the bill since the form was made."""
    if form.text("seen") != str(len(held.bill.entries)):
        raise StaleError("Something was written on this bill meanwhile. Nothing was changed.")


def read_key(form: Form, do: str) -> Key | None:
    """By what the same press is known where it is sent again."""
    text = form.text("key")
    if not (1 <= len(text) <= MAX_KEY and text.isascii() and text.isprintable()):
        return None
    fields = sorted((name, *values) for name, values in form.values.items() if name not in ("key", "seen"))
    return Key(text, hashlib.sha256(repr((do, fields)).encode()).digest())


def read_refs(values: list[str] | tuple[str, ...]) -> list[str]:
    """What was marked; what names no line is left out."""
    return [text for text in values[:MOST_MARKED] if _REF.fullmatch(text)]


def read_parts(text: str) -> int:
    """Into how many parts a bill is divided; 0 where it is not."""
    parts = int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else 0
    return parts if 1 < parts <= MOST_SHARES else 0


def _pay(held: HeldBill, form: Form, _: list[str]) -> Wish:
    method: PaymentMethod | None = next((m for m in AT_THE_COUNTER if m == form.text("method")), None)
    if method is None:
        raise Invalid([("method", gettext("Choose how it is paid. Nothing was changed."))])
    if form.text("what") == "amount":
        amount = read_amount(held, form.text("amount"))
        multiple = held.bill.rules.cash_rounding if method == "cash" else 1
        if amount > max(held.bill.open, cash_amount(held.bill.open, multiple)):
            raise Invalid([("amount", gettext("That is more than what is open. Nothing was changed."))])
        return PaymentWish(method, amount, read_tip(held, form, amount))
    what = _WHAT.fullmatch(form.text("what"))
    if what is None:
        raise Invalid([("what", gettext("Choose what is paid. Nothing was changed."))])
    told = int(what["told"])
    lines = Lines()
    if what["guest"]:
        lines = Lines(_lines_of_guest(held, int(what["guest"])))
    elif what["kind"] == "lines":
        lines = _marked(held, form)
    share = (int(what["part"]), int(what["parts"])) if what["part"] else None
    return PaymentWish(method, told, read_tip(held, form, told), lines.refs, share, lines.quantities)


def _lines_of_guest(held: HeldBill, number: int) -> tuple[LineRef, ...]:
    """What a guest has to pay; StaleError where that is nothing any more: what they were told pays for nobody else."""
    share = next((one for one in by_guest(held.bill) if one.number == number), None)
    if share is None:
        raise StaleError("Nothing of this guest is open. Nothing was changed.")
    return share.lines


def _void(held: HeldBill, form: Form, _: list[str]) -> Wish:
    lines = _marked(held, form)
    return Void(lines.refs, read_reason(form), lines.quantities)


def _discount(held: HeldBill, form: Form, _: list[str]) -> Wish:
    percent, amount = form.text("percent").strip().replace(",", "."), form.text("amount").strip()
    if bool(percent) == bool(amount):
        raise Invalid([("percent", gettext("Write a percentage or an amount. Nothing was changed."))])
    lines = _marked_whole(held, form) if any(form.values.get("line", ())) else ()
    reason = read_reason(form)
    if amount:
        return Discount(reason, amount=read_amount(held, amount), lines=lines)
    try:
        thousandths = to_thousandths(percent)
    except ValueError:
        thousandths = 0
    if not thousandths:
        raise Invalid([("percent", gettext("Write a percentage from 1 to 100. Nothing was changed."))])
    return Discount(reason, thousandths, lines=lines)


def _refund(held: HeldBill, form: Form, arguments: list[str]) -> Wish:
    text = form.text("amount").strip()
    amount = read_amount(held, text) if text else None
    lines = _marked(held, form) if any(form.values.get("line", ())) else Lines()
    is_mistake = form.text("mistake") == "yes"
    return RefundWish(
        number_of(arguments[0]), read_reason(form), amount, lines.refs, is_mistake, lines.quantities
    )


def _guests(_: HeldBill, form: Form, __: list[str]) -> Wish:
    return Guests(form.number("guests", 1, MOST_GUESTS))


def find_marked(held: HeldBill, texts: Sequence[str]) -> Lines:
    """The lines that were marked, and how many of each; what the bill does not have is left out."""
    known = {*held.ref_texts().values()}
    return find_counted(held, [text for text in texts if text.partition("x")[0] in known])


def _marked_whole(held: HeldBill, form: Form) -> tuple[LineRef, ...]:
    """What was marked, where that is all of each line."""
    lines = _marked(held, form)
    if any(count and count < held.bill.charges.units.get(ref, 0) for ref, count in lines):
        raise Invalid(
            [("line", gettext("A discount is on all of a dish that was ordered. Nothing was changed."))]
        )
    return lines.refs


def _marked(held: HeldBill, form: Form) -> Lines:
    lines = find_counted(held, read_refs(list(form.values.get("line", ()))))
    if not lines.refs:
        raise Invalid([("line", gettext("Mark the dishes first. Nothing was changed."))])
    return lines


ReadWish = Callable[[HeldBill, Form, list[str]], Wish]
WISHES: Mapping[str, ReadWish] = {
    "pay": _pay,
    "void": _void,
    "discount": _discount,
    "refund": _refund,
    "guests": _guests,
}
ARGUMENTS: Mapping[str, int] = {"pay": 0, "void": 0, "discount": 0, "refund": 1, GIVE_BACK: 1, "guests": 0}
"""Each button, and how many arguments it names."""
