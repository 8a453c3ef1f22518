"""A table as those who sit there see it."""

from typing import Annotated

from pydantic import Field

from server.wire.base import Answer, Money, Name, Request, Time
from server.wire.vocabulary import CallKind


class VisitItem(Answer):
    """A dish that was ordered in this visit."""

    name: str
    variant_label: str
    quantity: int
    line_total: Money


class VisitGuest(Answer):
    """What one guest ordered: `guest` counts from 1 in the visit, 0 is nobody in particular; `name` as the guest said it."""

    guest: int
    name: str
    total: Money
    items: list[VisitItem]


class TogetherItem(Answer):
    """A line of the order that a table fills together, and whose it is."""

    guest: int
    menu_item_id: int
    name: str
    quantity: int


class TableVisit(Answer):
    """What a table has ordered in its present visit, without what is not made; the ids of orders are not told.

    `together` are the lines of the order that its guests fill together, not placed yet; `version` counts what they change.
    `calls` are those that wait for the staff.
    """

    version: int
    table_identifier: str
    currency: str
    total: Money
    guests: list[VisitGuest]
    together: list[TogetherItem]
    calls: list[CallKind]


class EndVisitRequest(Request):
    """Which table's visit is over, and since when, where that was before now: what was ordered after it stays."""

    table_identifier: Annotated[Name, Field(max_length=50)]
    left_at: Time | None = None
