"""Words of which nothing shows reach nobody: each field of free text, in each request, refuses them or takes them for none."""

import contextlib
import sys
import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from server.routes import ROUTES  # all requests are known with their routes
from server.wire.base import Request

OPAQUE = {
    "password",
    "old_password",
    "new_password",
    "token",
    "refresh",
    "secret",
    "restaurant_slug",
    "slug",
    "table_code",
    "code",
    "photo_url",
    "logo_url",
    "cover_url",
}
"""Secrets and codes: nobody reads them, and they are compared as they are."""
READ_ONLY = {
    ("ParseRequest", "raw_input"),
    ("ParseRequest", "previous_input"),
    ("BumpLineRequest", "station"),
    ("LogQuery", "action"),
}
"""What is understood or compared and not kept: words in which nothing is found."""
INVISIBLE = [
    character
    for character in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Zs"}
    and not unicodedata.name(character, "").startswith(("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN"))
] + ["\u034f", "\u115f", "\u1160", "\u17b4", "\u2800", "\u3164", "\ufe0f", "\uffa0", "\U000e0100"]
"""Controls, format characters, blanks, fillers and selectors. Number signs of some scripts are format characters that show."""


TOLD_BACK = {"CartLine", "CartModifier", "CartVariant"}
"""Of these the server reads ids and wishes; names and prices it knows itself."""
WISHES = {"special_requests"}


def requests() -> Iterator[type[Request]]:
    waiting = list(Request.__subclasses__())
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if model.__module__.startswith("server.wire."):
            yield model


def adapter(field: FieldInfo) -> TypeAdapter[Any]:
    annotation: Any = field.annotation
    for piece in field.metadata:
        annotation = Annotated[annotation, piece]
    return TypeAdapter(annotation)


def takes_words(read: TypeAdapter[Any]) -> bool:
    try:
        return bool(read.validate_python("Some words", strict=True) == "Some words")
    except ValidationError:
        return False


FIELDS = {
    f"{model.__name__}.{name}": read
    for model in requests()
    for name, field in model.model_fields.items()
    if name not in OPAQUE
    and (model.__name__ not in TOLD_BACK or name in WISHES)
    and (model.__name__, name) not in READ_ONLY
    and takes_words(read := adapter(field))
}


def test_the_fields_that_are_tried_are_those_of_all_features() -> None:
    """Of diners, kitchens, owners and printers; what is left out is named above."""
    assert {
        "ConfirmRequest.customer_name",
        "ConfirmRequest.table_identifier",
        "ConfirmRequest.note",
        "ConfirmRequest.raw_input",
        "ConfirmLine.special_requests",
        "OrderAllergy.text",
        "CallRequest.text",
        "CancelOrdersRequest.reason",
        "CancelOrdersRequest.table_identifier",
        "PrinterReport.name",
        "PrinterReport.problem",
        "UpdateRestaurantRequest.about",
        "RegisterRequest.first_name",
    } <= FIELDS.keys()
    assert ROUTES
    assert len(FIELDS) > 30


@pytest.mark.parametrize("field", sorted(FIELDS))
@given(text=st.text(st.sampled_from(INVISIBLE), min_size=1, max_size=20))
def test_what_cannot_be_seen_is_refused_or_nothing(field: str, text: str) -> None:
    """Whatever is mixed: controls, joiners, blanks of all widths, fillers, selectors, tags."""
    with contextlib.suppress(ValidationError):
        assert FIELDS[field].validate_python(text, strict=True) == ""


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_what_can_be_seen_is_kept_with_what_cannot(field: str) -> None:
    """Joiners and selectors within words belong to them: families, flags, Persian and Hindi are written with them."""
    for text in ("👩\u200d🍳", "\u0645\u06cc\u200c\u062e", "क्\u200dष", "❤\ufe0f"):
        assert FIELDS[field].validate_python(text, strict=True) == text


def test_a_filter_that_cannot_be_seen_is_no_other_filter() -> None:
    """The orders of an invisible table are not those of no table: cancelling is refused."""
    with pytest.raises(ValidationError):
        FIELDS["CancelOrdersRequest.table_identifier"].validate_python("\u200b", strict=True)
