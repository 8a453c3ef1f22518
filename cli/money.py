"""Amounts as people type and read them, in `Decimal`; never in floats."""

from decimal import ROUND_HALF_UP, Decimal

from cli.errors import CliError, Exit
from cli.formats.amounts import NotAnAmountError, amount
from cli.texts import gettext
from server.wire.currencies import DECIMALS


def price(text: str, currency: str) -> str:
    """`13.5`, `13,50`, `€13.50` → `13.50`. `CliError` for what is no price."""
    try:
        found = amount(text, currency)
    except NotAnAmountError:
        found = ""
    if not found or found.startswith("-"):
        raise CliError(
            gettext("{text!r} is not a price in {currency}.").format(text=text, currency=currency),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Write it as {example}.").format(
                example=Decimal("12.5").quantize(step(currency), ROUND_HALF_UP)
            ),
            code=Exit.USAGE,
        )
    return found


def step(currency: str) -> Decimal:
    """The smallest coin of `currency`: 0.01, 1, 0.001."""
    return Decimal(1).scaleb(-DECIMALS[currency])


def changed(old: str, percent: Decimal, round_to: Decimal) -> str:
    """`old` changed by `percent`, rounded to a multiple of `round_to`, halves up; never below zero."""
    exact = Decimal(old) * (100 + percent) / 100
    steps = (exact / round_to).to_integral_value(ROUND_HALF_UP)
    return str(max(Decimal(0), steps * round_to).quantize(Decimal(old)))


def signed(value: Decimal) -> str:
    """`+1.00` or `-0.50`."""
    return f"{value:+}"
