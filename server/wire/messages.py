"""What is wrong with a value, in words for people: never as a regular expression."""

from collections.abc import Mapping
from typing import Any

FORMS = {
    r"^[a-z0-9](?:[a-z0-9-]{1,98})[a-z0-9]$": "must be small letters, digits and hyphens, such as luigis-trattoria",
    r"^[A-Z]{3}$": "must be three capital letters, such as EUR",
    r"^[a-z]{2,3}([-_][A-Za-z]{2,4})?$": "must be a language such as en or pt-BR",
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "must be a language such as ko or pt-BR",
    r"^[A-Za-z0-9-]+$": "must be a language such as en or pt-BR",
    r"^[!-?A-~]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$": "must be an e-mail address such as ada@example.com",
    r"^(https://\S+)?$": "must be an address that begins with https://: browsers show no other picture on an encrypted page",
    r"^-?[0-9]{1,12}(\.[0-9]{1,3})?$": "must be an amount of money such as 14.99",
    r"^[0-9]{1,9}(\.[0-9]{1,3})?$": "must be a price such as 14.99",
    r"^[0-9]{1,9}\+?\.[0-9]{1,4}$": "must be a line of an order such as 12.3",
    r"^[0-9]{1,9}\+?\.[0-9]{1,4}(x[1-9][0-9]{0,8})?$": "must be a line of an order such as 12.3, or so many of one: 12.3x2",
    r"^[0-9]{1,2}$": "must be a number of parts such as 3",
    r"^([0-9]{1,9}\+?\.[0-9]{1,4}(x[1-9][0-9]{0,8})?(,[0-9]{1,9}\+?\.[0-9]{1,4}(x[1-9][0-9]{0,8})?)*)?$": "must be lines of the bill such as 12.1,12.3x2",
    r"^[0-9.,]*$": "must be amounts such as 10.00,14.50",
    r"^-?[0-9]{1,9}(\.[0-9]{1,3})?$": "must be an amount of money such as -0.50",
    r"^([01]\d|2[0-3]):[0-5]\d$": "must be a time of day such as 11:30",
    r"^[a-z][a-z_-]*$": "must be a code such as peanuts",
    r"^[ACDEFGHJKLMNPQRTUVWXYZ]{8}$": "must be the eight letters that the display shows",
    r"^([0-9A-Za-z][0-9A-Za-z.-]*)?$": "must be a dish's number such as 23 or 14a",
    r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$": "must be a time of day such as 22:00",
    r"^(#[0-9a-fA-F]{6})?$": "must be a colour such as #a8321a",
    r"^(\+?[0-9][0-9 ()./-]{2,38})?$": "must be a phone number such as +49 30 123456",
    r"^https://([A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]*/[!-~]*$": "must be the https address of a push service, by its name",
    r"^https?://[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?(/[!$-~]*)?$": "must be an address such as https://till.example.com/hook, without user, password or #",
    r"^B[A-Za-z0-9_-]{86}$": "must be a public key of P-256, uncompressed, in base64url without filling",
    r"^(100(\.0{1,3})?|[0-9]{1,2}(\.[0-9]{1,3})?)$": "must be a percentage such as 12.5, at most 100",
    r"^[A-Za-z0-9_-]{22}$": "must be 16 bytes in base64url without filling",
}
"""The pattern of a field → how its value is written."""


def in_words(error: Mapping[str, Any]) -> str:
    """The message of one of pydantic's findings."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "string_pattern_mismatch":
        return FORMS.get(context["pattern"], "is not written as it must be")
    counted = "entries" if context.get("field_type") in {"List", "Dictionary"} else "characters"
    if kind in {"string_too_short", "too_short"}:
        least = context["min_length"]
        return "must not be empty" if least == 1 else f"must have at least {least} {counted}"
    if kind in {"string_too_long", "too_long"}:
        return f"must have at most {context['max_length']} {counted}"
    return str(error["msg"]).removeprefix("Value error, ")
