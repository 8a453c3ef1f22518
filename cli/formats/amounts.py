"""Amounts of money as the world writes them."""

import re
import unicodedata
from decimal import Decimal

from server.wire.currencies import DECIMALS

_THOUSAND = 3
_NUMBER = re.compile(r"[-+]?\d(?:[\d.,'’]|[ \u00a0\u202f](?=\d{3}(?!\d)))*")  # a Swiss mark
_ONE_MARK = re.compile(r"^-?\d+[.,]\d+$")
_THOUSANDS = re.compile(r"^-?\d{1,3}(,\d{3})+(\.\d+)?$")
_THOUSANDS_BY_POINT = re.compile(r"^-?\d{1,3}((\.\d{3})+,\d+|(\.\d{3}){2,})$")
_NO_CENTS = re.compile(r"[.,][-–]+(?!\d)")  # as in 9,-
_WORDS = frozenset(
    "kr kč zł zl lei ft fr sfr rs tl дн лв руб р грн 元 円 원 rp rm us a c nz hk s r dh dhs".split()  # noqa: RUF001, SIM905  # Cyrillic too
)


class NotAnAmountError(ValueError):
    """A text that is no amount of money."""


def amount(text: str, currency: str) -> str:
    """`£4,250.00`, `4.250,00 €`, `9,5` → `4250.00`, `4250.00`, `9.50`, with the decimals of `currency`.

    Raises NotAnAmountError, also for what could be read in two ways, such as `9.999` euros, for two numbers, and for
    words that say more than the currency, such as `from 9.50`.
    """
    places = DECIMALS[currency]
    try:
        value = Decimal(_plain(_number(text), places))
        rounded = value.quantize(Decimal(1).scaleb(-places))
    except ArithmeticError:
        raise NotAnAmountError(text) from None
    if rounded != value:
        raise NotAnAmountError(text)
    return str(rounded)


def price(text: str, currency: str) -> str | None:
    """As `amount`; None for what is no price: no amount, or one below zero."""
    try:
        found = amount(text, currency)
    except NotAnAmountError:
        return None
    return None if found.startswith("-") else found


def _number(text: str) -> str:
    """The only number in `text`, without marks that only group its digits."""
    text = _NO_CENTS.sub("", text.strip())
    found = _NUMBER.findall(text)
    if len(found) != 1 or not all(map(_is_currency, _NUMBER.split(text))):
        raise NotAnAmountError(text)
    return re.sub(r"[ '’\u00a0\u202f+]", "", found[0])  # as above


def _is_currency(text: str) -> bool:
    symbols = {c for c in text if unicodedata.category(c) == "Sc"}
    word = "".join(c for c in text if c not in symbols).strip(" .\u00a0\u202f").casefold()
    return not word or word in _WORDS or word.upper() in DECIMALS


def _plain(number: str, places: int) -> str:
    if _ONE_MARK.match(number) and (places == _THOUSAND or not _THOUSANDS.match(number)):
        return number.replace(",", ".")
    if _THOUSANDS.match(number):
        return number.replace(",", "")
    if _THOUSANDS_BY_POINT.match(number):
        return number.replace(".", "").replace(",", ".")
    return number
