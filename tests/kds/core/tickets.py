"""Tickets as rows of text."""

from typing import Any

from kds_tui.core.board import Board, apply_all
from kds_tui.core.card import CardOptions, Row, ticket_rows
from kds_tui.core.glyphs import UNICODE
from kds_tui.core.ticket_list import TicketList, TicketView, View
from server.wire.orders import KitchenOrder, OrderAllergy
from tests.kds.sample_orders import NOON, snapshot


def shown_of(*orders: KitchenOrder, view: View | None = None) -> list[TicketView]:
    board = apply_all(Board(), [snapshot(*orders)], NOON)
    return TicketList().of(board, view or View(), offline=False)


def rows_of(one: KitchenOrder, width: int = 26, view: View | None = None, **options: Any) -> tuple[Row, ...]:
    rows = ticket_rows(shown_of(one, view=view)[0], CardOptions(width, UNICODE, **options))
    return (*rows.banner, *rows.body)


def text_of(one: KitchenOrder, width: int = 26, view: View | None = None) -> list[str]:
    return [row.text.rstrip() for row in rows_of(one, width, view)]


def allergy(text: str, *allergens: str) -> OrderAllergy:
    return OrderAllergy(text=text, allergens=list(allergens))
