"""A table as those who sit there see it."""

from typing import Annotated

from pydantic import Field

from server.wire.base import Answer, Money, Request, Text


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


class TableVisit(Answer):
    """What a table has ordered in its present visit, without what is not made; the ids of orders are not told."""

    table_identifier: str
    currency: str
    total: Money
    guests: list[VisitGuest]


class EndVisitRequest(Request):
    """Which table's visit is over."""

    table_identifier: Annotated[Text, Field(min_length=1, max_length=50)]
