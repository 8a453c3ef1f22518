"""What this machine says about its person: time zone, language, currency; proposed, never taken unasked."""

import locale
import os
from pathlib import Path

from server.wire.currencies import DECIMALS

_CURRENCY = {
    **dict.fromkeys(
        "AT BE HR CY EE FI FR DE GR IE IT LV LT LU MT NL PT SK SI ES BG ME XK AD MC SM VA".split(),  # noqa: SIM905
        "EUR",
    ),
    "US": "USD", "GB": "GBP", "CH": "CHF", "LI": "CHF", "SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK",
    "PL": "PLN", "CZ": "CZK", "HU": "HUF", "RO": "RON", "RS": "RSD", "TR": "TRY", "UA": "UAH", "RU": "RUB",
    "KR": "KRW", "JP": "JPY", "CN": "CNY", "TW": "TWD", "HK": "HKD", "SG": "SGD", "TH": "THB", "VN": "VND",
    "IN": "INR", "ID": "IDR", "MY": "MYR", "PH": "PHP", "AU": "AUD", "NZ": "NZD", "CA": "CAD", "MX": "MXN",
    "BR": "BRL", "AR": "ARS", "CL": "CLP", "CO": "COP", "PE": "PEN", "UY": "UYU", "ZA": "ZAR", "EG": "EGP",
    "MA": "MAD", "NG": "NGN", "KE": "KES", "IL": "ILS", "AE": "AED", "SA": "SAR", "KW": "KWD", "QA": "QAR",
}  # fmt: skip
"""Region of ISO 3166 → currency of ISO 4217, for regions that a machine's language names."""


def timezone() -> str:
    """The time zone of this machine, as the system says it; UTC where it does not."""
    named = os.environ.get("TZ", "").lstrip(":")
    if named and "/" in named:
        return named
    parts = Path("/etc/localtime").resolve().parts
    return "/".join(parts[parts.index("zoneinfo") + 1 :]) if "zoneinfo" in parts else "UTC"


def language() -> str:
    """The language of this machine, such as `it`; English where it is not set."""
    code = _named().split("_")[0].lower()
    return code if len(code) == 2 and code.isalpha() else "en"  # noqa: PLR2004  # ISO 639-1


def currency() -> str:
    """The currency of this machine's region; US dollars where it is not known."""
    try:
        locale.setlocale(locale.LC_MONETARY, "")
        stated = str(locale.localeconv()["int_curr_symbol"]).strip()
    except locale.Error:
        stated = ""
    if stated in DECIMALS:
        return stated
    region = _named().partition("_")[2][:2].upper()
    return _CURRENCY.get(region, "USD")


def _named() -> str:
    """`it_IT` out of the usual variables."""
    for name in ("LC_ALL", "LC_MONETARY", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.split(".")[0].split("@")[0]
    return ""
