"""The head of a ticket: one row where a ticket is simply to be made; and wishes that are folded."""

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest

from kds_tui.core.ages import Level, head_age
from kds_tui.core.board import Board, apply_all
from kds_tui.core.card import CardOptions, ticket_rows
from kds_tui.core.glyphs import UNICODE
from kds_tui.core.ticket import Mark
from kds_tui.core.ticket_header import HeaderState, head
from kds_tui.core.ticket_list import TicketList, TicketView, View
from server.wire.orders import KitchenOrder
from tests.kds.sample_orders import NOON, line, order, snapshot


def shown_of(*orders: KitchenOrder) -> list[TicketView]:
    board = apply_all(Board(), [snapshot(*orders)], NOON)
    return TicketList().of(board, View(), offline=False)


LATE_HEAD = HeaderState(1000, Level.LATE, 1, selected=False)


def test_lateness_is_said_by_a_sign_beside_the_colour() -> None:
    """Nobody has to see red to see that a ticket is late; one that is simply to be made has a head of one row."""
    (only,) = head(shown_of(order(1))[0], CardOptions(26, UNICODE), LATE_HEAD)
    assert only.text == "[1] #1 T5        !! 16:40 "


@pytest.mark.parametrize(
    ("values", "second"),
    [
        ({"status": "preparing"}, "                PREPARING "),
        ({"status": "ready", "rushed": True}, "               RUSH READY "),
        ({"status": "held"}, "                     HELD "),
        ({"rushed": True}, "                     RUSH "),
        ({"order_type": "eat_in"}, " EAT IN                   "),
        ({"estimated_ready_at": NOON}, " by 12:00                 "),
        ({"estimated_ready_at": NOON, "order_type": "take_away"}, " TAKE AWAY 12:00          "),
        (
            {"estimated_ready_at": NOON, "order_type": "take_away", "status": "preparing"},
            " TAKE AWAY 12:00 PREPARING",
        ),
        ({"estimated_ready_at": NOON, "status": "ready"}, "                    READY "),
    ],
)
def test_a_head_has_a_second_row_where_it_has_something_to_say(values: dict[str, Any], second: str) -> None:
    """Where it is eaten and by when, its state beyond "to make", and what is special."""
    options = CardOptions(26, UNICODE, zone=UTC)
    rows = head(shown_of(order(1, **values))[0], options, LATE_HEAD)
    assert [row.text for row in rows] == ["[1] #1 T5        !! 16:40 ", second]
    assert ticket_rows(shown_of(order(1, **values))[0], options).head == 2


def test_a_promise_that_does_not_fit_beside_the_state_has_its_own_row() -> None:
    """It is never cut."""
    one = order(1, estimated_ready_at=NOON, order_type="take_away", status="preparing", rushed=True)
    (shown,), options = shown_of(one), CardOptions(26, UNICODE, zone=UTC)
    assert head(shown, options, LATE_HEAD)[1].text == "           RUSH PREPARING "
    body = ticket_rows(shown, options).body
    assert (body[0].text.strip(), body[0].style) == ("TAKE AWAY 12:00", "take-away")


def test_what_stands_under_a_ticket_does_not_move_while_it_is_worked_at() -> None:
    """A promised order has as many rows of head new, selected, preparing and all done."""
    states: list[dict[str, Any]] = [{}, {"status": "preparing"}, {"items": [line(1, done=True)]}]
    orders = [order(1, estimated_ready_at=NOON).model_copy(update=values) for values in states]
    shown = [one for each in orders for one in shown_of(each)]
    marked = [replace(one, mark=Mark.NEW) for one in shown]
    assert {ticket_rows(one, CardOptions(26, UNICODE)).head for one in [*shown, *marked]} == {2}


@pytest.mark.parametrize(
    ("number", "table", "in_head"),
    [(1, "", True), (1234, "", False), (1, "Roof 7", True), (1, "Terrace7", True), (1, "Terrace 7", False)],
)
def test_a_place_that_does_not_fit_the_head_has_its_own_row(number: int, table: str, in_head: bool) -> None:  # noqa: FBT001
    """Beside the longest tile and age a head of 26 cells has eleven for number and place; it is never cut."""
    shown = shown_of(order(number, table_identifier=table))[0]
    state = HeaderState(99 * 3600, Level.LATE, 12, selected=True)
    (only,) = head(shown, CardOptions(26, UNICODE), state)
    place = table or "COUNTER"
    assert (place in only.text) is in_head
    assert "…" not in only.text
    body = [row.text.strip() for row in ticket_rows(shown, CardOptions(26, UNICODE)).body]
    assert (place in body) is not in_head


def test_a_long_wish_is_folded_to_two_rows_until_all_words_are_wanted() -> None:
    """The second row ends with the key that shows the rest; one of two rows is left whole."""
    long = "cut very thin, sauce in a separate bowl, and no parsley on top of it at all"
    one = order(
        1, line(1, "Fries", special_requests=long), line(2, "Soup", special_requests="not too hot, and salty")
    )

    def wishes(*, words: bool, key: str = "W") -> list[str]:
        options = CardOptions(26, UNICODE, words=words, words_key=key)
        return [
            row.text.rstrip() for row in ticket_rows(shown_of(one)[0], options).body if row.style == "request"
        ]

    assert wishes(words=False) == [
        "     » cut very thin,",
        "     sauce in a sepa … W",
        "     » not too hot, and",
        "     salty",
    ]
    assert wishes(words=False, key="F9")[1] == "     sauce in a sep … F9"
    assert [row.strip() for row in wishes(words=True)[:4]] == [
        "» cut very thin,",
        "sauce in a separate",
        "bowl, and no parsley",
        "on top of it at all",
    ]


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (3599, "59:59"), (3600, "1h00"), (359_940, "99h59")]
)
def test_the_age_in_a_head_is_five_cells_at_most(seconds: int, words: str) -> None:
    """Hours and minutes from an hour on."""
    assert head_age(seconds) == words
