"""Money: integer minor units inside, decimal strings outside."""

from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from server.domain.errors import Invalid
from server.wire.currencies import DECIMALS


@cache
def decimals(currency: str) -> int:
    """Digits after the point of `currency` (ISO 4217): 0 for JPY, 2 for EUR, 3 for KWD. KeyError where unknown."""
    return DECIMALS[currency]


@lru_cache(maxsize=10_000)
def to_text(minor: int, currency: str) -> str:
    """`1499, "USD"` → `"14.99"`; `1500, "JPY"` → `"1500"`."""
    places = decimals(currency)
    if places == 0:
        return str(minor)
    sign, digits = ("-" if minor < 0 else ""), str(abs(minor)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def to_minor(amount: Decimal | str | int, currency: str) -> int:
    """`"14.99", "USD"` → `1499`. ValueError where it is no number or has more decimals than the currency."""
    try:
        scaled = Decimal(amount).scaleb(decimals(currency))
    except InvalidOperation:
        raise ValueError(f"{amount!r} is not an amount of money") from None
    if not scaled.is_finite() or scaled != scaled.to_integral_value():
        raise ValueError(f"{amount} has more than the {decimals(currency)} decimals that {currency} allows")
    return int(scaled)


def read_minor(field: str, amount: str, currency: str, *, signed: bool = True) -> int:
    """Read the amount of a request's `field` as minor units. Invalid where `to_minor` cannot; below zero only if `signed`."""
    try:
        minor = to_minor(amount, currency)
    except ValueError as error:
        raise Invalid([(field, str(error))]) from None
    if minor < 0 and not signed:
        raise Invalid([(field, "must not be below zero")])
    return minor
