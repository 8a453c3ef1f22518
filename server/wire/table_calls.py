"""Calls of the staff to a table."""

from typing import Annotated, Literal

from pydantic import Field

from server.wire.base import Answer, Request, Text, Time, Words
from server.wire.restaurants import AnySlug
from server.wire.vocabulary import CallKind

TableCode = Annotated[Text, Field(min_length=1, max_length=64)]


class CallRequest(Request):
    restaurant_slug: AnySlug
    table_code: TableCode
    kind: CallKind
    text: Annotated[Words, Field(max_length=200)] = ""


class PlacedCall(Answer):
    """A call as the table that made it sees it."""

    id: int
    kind: CallKind
    table_identifier: str
    created_at: Time


class Call(PlacedCall):
    """A call as the kitchen sees it; `taken_by` is the first name of who goes there, "" where nobody said."""

    text: str = ""
    done: bool = False
    taken_by: str = ""


class EndCallRequest(Request):
    done: Literal[True]


class CallMessage(Answer):
    """A call that was made, or is done."""

    type: Literal["call"] = "call"
    call: Call
