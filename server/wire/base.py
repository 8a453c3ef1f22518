"""What every message on the network shares: strictness, text limits, and the few named types."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
)

from server.wire.currencies import DECIMALS

MAX_ID = 2**63 - 1
SLUG_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{1,98})[a-z0-9]$"
RESERVED_SLUGS = frozenset({"orders", "items"})


class Request(BaseModel):
    """A body that a client sends: an unknown field is a mistake, and JSON types are not coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Answer(BaseModel):
    """A body that the server sends. Clients ignore fields that they do not know."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def _clean(text: str) -> str:
    if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError("must not contain NUL or lone surrogates")
    return text


def _trimmed(text: Any) -> Any:
    return text.strip() if isinstance(text, str) else text


def _one_line(text: str) -> str:
    if re.search(r"[\x00-\x1f\x7f\u2028\u2029]", text):
        raise ValueError("must be one line without control characters")
    return text


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _known_currency(code: str) -> str:
    if code not in DECIMALS:
        raise ValueError("is not a currency code of ISO 4217, such as EUR")
    return code


Clean = AfterValidator(_clean)
Text = Annotated[str, Clean]
Name = Annotated[
    str, BeforeValidator(_trimmed), Field(min_length=1, max_length=200), AfterValidator(_one_line), Clean
]
PersonName = Annotated[
    str, BeforeValidator(_trimmed), Field(max_length=200), AfterValidator(_one_line), Clean
]
Description = Annotated[str, Field(max_length=2000), Clean]
RawInput = Annotated[str, Field(min_length=1, max_length=2000), Clean]
SpecialRequests = Annotated[str, Field(max_length=500), Clean]
CustomerName = Annotated[str, Field(max_length=100), Clean]
TableIdentifier = Annotated[str, Field(max_length=50), Clean]
Id = Annotated[int, Field(ge=1, le=MAX_ID)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$"), AfterValidator(_known_currency)]
Money = Annotated[str, Field(pattern=r"^-?\d{1,12}(\.\d{1,3})?$", examples=["14.99"])]
AmountOfMoney = Annotated[Decimal, Field(max_digits=15)]
Time = Annotated[
    AwareDatetime, Field(strict=False), PlainSerializer(_rfc3339, return_type=str, when_used="json")
]
Amount = Literal["none", "light", "regular", "extra", "side"]
