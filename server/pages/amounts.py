"""Amounts and tips of a bill as forms have them."""

import re

from server.bills.model import HeldBill
from server.domain.errors import Invalid
from server.domain.money import to_minor
from server.domain.tax import WHOLE, half_up
from server.pages.diner.item_form import Form
from server.pages.i18n import gettext

_AMOUNT = re.compile(r"\d{1,9}(?:[.,]\d{1,3})?")


def read_tip(held: HeldBill, form: Form, paid: int) -> int:
    """The tip that was written, or the percentage that was chosen of what is paid; nothing where tips are off."""
    offered = held.bill.rules.tips
    if not offered:
        return 0
    if form.text("tip").strip():
        return read_amount(held, form.text("tip"), least=0)
    percent = form.text("tip_percent")
    return half_up(paid * int(percent), WHOLE) if percent in {str(one) for one in offered} else 0


def read_amount(held: HeldBill, text: str, least: int = 1) -> int:
    """An amount with a point or a comma, in minor units."""
    wrong = Invalid([("amount", gettext("Write the amount as a number. Nothing was changed."))])
    if not _AMOUNT.fullmatch(text.strip()):
        raise wrong
    try:
        minor = to_minor(text.strip().replace(",", "."), held.currency)
    except ValueError:
        raise wrong from None
    if minor < least:
        raise wrong
    return minor
