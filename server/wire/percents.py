"""Percentages as they are written where they are read: on pages, receipts and their texts."""

from copy import copy
from decimal import Decimal
from functools import cache

from babel import Locale

HUNDRED = Decimal(100)
MOST_DECIMALS = 3


def say_percent(percent: str | Decimal, locale: Locale) -> str:
    """`"8.875"` → `"8.875%"` in English, `"8,875 %"` (no-break space) in German, `"%8,875"` in Turkish, as CLDR says."""
    return str(_pattern(locale).apply(Decimal(percent) / HUNDRED, locale))


@cache
def _pattern(locale: Locale):  # type: ignore[no-untyped-def]  # noqa: ANN202  Babel's own type is private
    pattern = copy(locale.percent_formats[None])
    pattern.frac_prec = (0, MOST_DECIMALS)
    return pattern
