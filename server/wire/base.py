"""What every message on the network shares: strictness, text limits, and the few named types."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

from server.wire.currencies import DECIMALS

MAX_ID = 2**63 - 1
SLUG_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{1,98})[a-z0-9]$"
RFC3339_PATTERN = r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})"
FIRST_YEAR, LAST_YEAR = 1900, 9990
"""Of times that are read: within them every zone's time is one of UTC's, and the database's."""
RESERVED_SLUGS = frozenset({"orders", "items"})


class Request(BaseModel):
    """A body that a client sends: an unknown field is a mistake, and JSON types are not coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Name what was sent, without the values: passwords, tokens and diners' words reach no message or log by them."""
        return ((name, ...) for name in sorted(self.model_fields_set))


class Answer(BaseModel):
    """A body that the server sends. Clients ignore fields that they do not know."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


def _clean(text: str) -> str:
    if _UNCLEAN.search(text):
        raise ValueError("must not contain NUL or lone surrogates")
    return text


def _trimmed(text: Any) -> Any:
    return text.strip(" \u00a0\u3000") if isinstance(text, str) else text


def _one_line(text: str) -> str:
    if re.search(r"[\x00-\x1f\x7f\u2028\u2029]", text):
        raise ValueError("must be one line without control characters")
    return text


def _can_be_seen(text: str) -> str:
    """Refuse a name of which nothing shows: a blank line on a ticket, or in a list, is nobody's."""
    if text and not _SEEN.search(text):
        raise ValueError("must have a letter, a digit or a sign that can be seen")
    return text


def blank_where_unseen(text: str) -> str:
    """Take words of which nothing shows for none."""
    return text if _SEEN.search(text) else ""


def _written_as_rfc3339(value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and re.fullmatch(RFC3339_PATTERN, value)):
        return value
    raise ValueError("must be a time such as 2026-03-01T18:30:00Z")


def _within_calendar(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"must be of the years {FIRST_YEAR} to {LAST_YEAR}")
    return moment


def rfc3339(moment: datetime) -> str:
    """Write a time in UTC, as every message has it: `2026-03-01T18:30:00Z`."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _known_currency(code: str) -> str:
    if code not in DECIMALS:
        raise ValueError("is not a currency code of ISO 4217, such as EUR")
    return code


_UNCLEAN = re.compile(r"[\x00\ud800-\udfff]")
Clean = AfterValidator(_clean)
Seen = AfterValidator(_can_be_seen)
BlankWhereUnseen = AfterValidator(blank_where_unseen)
WITHOUT_NUL = {"pattern": r"^[^\u0000]*$"}
ONE_LINE = {"pattern": r"^[^\u0000-\u001f\u007f\u2028\u2029]*$"}
UNSEEN = (
    r"\s\u0000-\u001f\u007f-\u00a0\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u20d0-\u20ff\u2800\u3000\u3164\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Within brackets of a pattern: characters that show nothing, or nothing by themselves (marks, joiners, fillers)."""
_SEEN = re.compile(f"[^{UNSEEN}]")
FILLED_LINE = {
    "pattern": r"^[^\u0000-\u001f\u007f\u2028\u2029]*[^" + UNSEEN + r"][^\u0000-\u001f\u007f\u2028\u2029]*$"
}
WITH_SOMETHING_SEEN = {"pattern": r"^[^\u0000]*[^" + UNSEEN + r"][^\u0000]*$"}
EMPTY_OR_SEEN = {"pattern": r"^([^\u0000]*[^" + UNSEEN + r"][^\u0000]*)?$"}
"""What the validators keep, for readers of the schema."""

Text = Annotated[str, Field(json_schema_extra=WITHOUT_NUL), Clean]
Name = Annotated[
    str,
    BeforeValidator(_trimmed),
    Field(min_length=1, max_length=200, json_schema_extra=FILLED_LINE),
    AfterValidator(_one_line),
    Clean,
    Seen,
]
PersonName = Annotated[
    str,
    BeforeValidator(_trimmed),
    Field(max_length=200, json_schema_extra=ONE_LINE),
    AfterValidator(_one_line),
    Clean,
    Seen,
]
Words = Annotated[Text, BlankWhereUnseen]
"""Free text that may be missing; each use sets its length."""
SomeWords = Annotated[str, Field(json_schema_extra=WITH_SOMETHING_SEEN), Clean, Seen]
"""Free text that must be there."""
Description = Annotated[str, Field(max_length=2000, json_schema_extra=WITHOUT_NUL), Clean, BlankWhereUnseen]
RawInput = Annotated[str, Field(min_length=1, max_length=2000, json_schema_extra=WITHOUT_NUL), Clean]
SpecialRequests = Annotated[
    str, Field(max_length=500, json_schema_extra=WITHOUT_NUL), Clean, BlankWhereUnseen
]
CustomerName = Annotated[str, Field(max_length=100, json_schema_extra=WITHOUT_NUL), Clean, BlankWhereUnseen]
TableIdentifier = Annotated[str, Field(max_length=50, json_schema_extra=WITHOUT_NUL), Clean, BlankWhereUnseen]
Id = Annotated[int, Field(ge=1, le=MAX_ID)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$"), AfterValidator(_known_currency)]
Money = Annotated[str, Field(pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,3})?$", examples=["14.99"])]
Time = Annotated[
    AwareDatetime,
    Field(strict=False),
    BeforeValidator(_written_as_rfc3339),
    AfterValidator(_within_calendar),
    PlainSerializer(rfc3339, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
