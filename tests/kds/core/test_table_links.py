"""Tickets of one table belong together."""

from datetime import timedelta

from kds_tui.core.board import Board, apply_all
from kds_tui.core.card import CardOptions, ticket_rows
from kds_tui.core.glyphs import UNICODE
from kds_tui.core.table_links import TableLink, table_links
from kds_tui.core.ticket_list import TicketList, View
from server.wire.orders import KitchenOrder
from tests.kds.sample_orders import NOON, changed, line, order, snapshot, told


def at(minutes: float, number: int, table: str = "5") -> KitchenOrder:
    return order(number, table_identifier=table, created_at=NOON + timedelta(minutes=minutes))


def links_of(*orders: KitchenOrder) -> dict[int, TableLink]:
    links = table_links(orders)
    return {one.number: links[one.id] for one in orders if one.id in links}


def test_tickets_of_a_table_are_linked_within_a_quarter_of_an_hour_of_the_one_before() -> None:
    """Fifteen minutes after the last one still, a second later no more; in the order in which they came."""
    assert links_of(at(15, 2), at(0, 1)) == {1: TableLink(1, 2, 1), 2: TableLink(2, 2, 1)}
    assert links_of(at(0, 1), at(15 + 1 / 60, 2)) == {}
    assert links_of(at(0, 1), at(10, 2), at(20, 3), at(40, 4)) == {
        1: TableLink(1, 3, 1),
        2: TableLink(2, 3, 1),
        3: TableLink(3, 3, 1),
    }


def test_other_tables_and_the_counter_are_not_linked() -> None:
    """Whatever the capitals of a table's name are; two orders at the counter are two guests."""
    assert links_of(at(0, 1, "5"), at(0, 2, "6")) == {}
    assert links_of(at(0, 1, ""), at(0, 2, "")) == {}
    assert set(links_of(at(0, 1, "Garden"), at(1, 2, "garden"))) == {1, 2}


def test_the_wall_says_it_and_follows_what_comes_and_goes() -> None:
    """A second order links the first; one that is cancelled is counted no more; the others stay the same objects."""
    tickets, board = TicketList(), apply_all(Board(), [snapshot(at(0, 1), at(0, 3, "9"))], NOON)
    first, other = tickets.of(board, View(), offline=False)
    assert first.link is None
    board = apply_all(board, [told(at(5, 2))], NOON)
    shown = {one.order.number: one for one in tickets.of(board, View(), offline=False)}
    assert (shown[1].link, shown[2].link) == (TableLink(1, 2, 1), TableLink(2, 2, 1))
    assert shown[3] is other
    rows = ticket_rows(shown[2], CardOptions(26, UNICODE)).body
    assert (rows[0].text.strip(), rows[0].style) == ("Table 5 · 2 of 2", "link-1")
    again = tickets.of(board, View(), offline=False)
    assert all(shown[one.order.number] is one for one in again)
    board = apply_all(board, [told(changed(at(5, 2), status="cancelled"))], NOON)
    assert [one.link for one in tickets.of(board, View(), offline=False)] == [None, None, None]


def test_a_station_counts_all_open_orders_of_the_table() -> None:
    """Of three, the bar makes one and the third is cancelled: it says that its ticket is the second of two."""
    orders = [at(0, 1), order(2, line(2, "Coke", station="bar"), created_at=NOON), at(2, 3), at(1, 4, "9")]
    gone = changed(orders[2], status="cancelled")
    board = apply_all(Board(), [snapshot(*orders), told(gone)], NOON)
    (shown,) = TicketList().of(board, View(station="bar"), offline=False)
    assert (shown.order.number, shown.link) == (2, TableLink(2, 2, 1))
    board = apply_all(board, [told(changed(orders[0], status="completed"))], NOON)
    assert [one.link for one in TicketList().of(board, View(station="bar"), offline=False)] == [None]
