"""Where tickets stand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kds_tui.core.pagination import GAP, Grid, Height, Piece, paginate

GRIDS = st.builds(Grid, columns=st.integers(1, 8), width=st.just(26), height=st.integers(6, 60))
TICKETS = st.lists(
    st.builds(Height, head=st.integers(2, 4), again=st.integers(1, 3), body=st.integers(0, 90)), max_size=60
)


def height_of(piece: Piece, tickets: list[Height]) -> int:
    head = tickets[piece.ticket].head if piece.first else tickets[piece.ticket].again
    return head + piece.stop - piece.start + (not piece.last)


@given(bodies=TICKETS, grid=GRIDS)
def test_every_row_of_every_ticket_stands_once_and_inside_the_page(bodies: list[Height], grid: Grid) -> None:
    """No line of an order is ever cut off, whatever the size of the screen."""
    pieces = paginate(bodies, grid)
    for ticket, height in enumerate(bodies):
        own = [piece for piece in pieces if piece.ticket == ticket]
        assert [row for piece in own for row in range(piece.start, piece.stop)] == list(range(height.body))
        assert [piece.first for piece in own] == [True] + [False] * (len(own) - 1)
        assert [piece.last for piece in own] == [False] * (len(own) - 1) + [True]
    assert all(piece.top + height_of(piece, bodies) <= grid.height for piece in pieces)
    assert all(piece.column < grid.columns for piece in pieces)


@given(bodies=TICKETS, grid=GRIDS)
def test_tickets_do_not_overlap_and_stand_in_their_order(bodies: list[Height], grid: Grid) -> None:
    """Oldest left and on top: each piece comes after the one before it, with a gap."""
    pieces = paginate(bodies, grid)
    places = [(piece.page, piece.column, piece.top) for piece in pieces]
    assert places == sorted(set(places))
    for one, other in pairwise(pieces):
        if (one.page, one.column) == (other.page, other.column):
            assert one.top + height_of(one, bodies) + GAP <= other.top


@given(bodies=TICKETS, grid=GRIDS)
def test_a_new_ticket_moves_no_other(bodies: list[Height], grid: Grid) -> None:
    """What a cook has found stays where it is when another order comes in."""
    pieces = paginate(bodies, grid)
    assert paginate([*bodies, Height(2, 1, 3)], grid)[: len(pieces)] == pieces


def test_a_screen_has_as_many_columns_as_fit() -> None:
    """80 columns hold three tickets, 200 hold six wider ones, a tiny screen one."""
    assert Grid.of(80, 20).columns == 3
    assert (Grid.of(200, 56).columns, Grid.of(200, 56).width) == (6, 32)
    assert Grid.of(10, 20).columns == 1


@given(bodies=TICKETS, grid=GRIDS)
def test_hardly_a_column_stays_a_quarter_empty(bodies: list[Height], grid: Grid) -> None:
    """What does not fit is torn, where more than a head of it fits; only before a ticket longer than a page is it not."""
    pieces = paginate(bodies, grid)
    for one, other in pairwise(pieces):
        if (one.page, one.column) == (other.page, other.column) or one.ticket == other.ticket:
            continue
        free = grid.height - one.top - height_of(one, bodies) - GAP
        worth = free - bodies[other.ticket].head - 1 >= 3
        assert free * 4 < grid.height or not worth


def test_a_ticket_is_torn_under_another() -> None:
    """A ticket of ten rows under one of five, in columns of twelve: six rows here, the rest beside it."""
    pieces = paginate([Height(2, 1, 3), Height(2, 1, 8)], Grid(2, 26, 12))
    assert pieces == [
        Piece(ticket=0, page=0, column=0, top=0, start=0, stop=3, first=True, last=True),
        Piece(ticket=1, page=0, column=0, top=6, start=0, stop=3, first=True, last=False),
        Piece(ticket=1, page=0, column=1, top=0, start=3, stop=8, first=False, last=True),
    ]


@pytest.mark.parametrize(("free", "torn"), [(5, True), (4, False)])
def test_a_head_with_less_than_two_rows_is_not_torn_off(free: int, torn: bool) -> None:  # noqa: FBT001
    """Two rows of head, two of the body and the edge are worth it; less is not."""
    grid = Grid(2, 26, 16)
    pieces = paginate([Height(2, 1, 16 - free - 1 - 2), Height(2, 1, 12)], grid)
    assert (pieces[1].column == 0) is torn


def test_no_part_begins_with_a_row_that_says_nothing_alone() -> None:
    """It is torn one row earlier; where every row is glued to the one above, it is torn all the same."""
    grid = Grid(columns=3, width=26, height=10)
    free, glued = Height(2, 1, 12), Height(2, 1, 12, frozenset({7, 8}))
    assert [(piece.start, piece.stop) for piece in paginate([free], grid)] == [(0, 7), (7, 12)]
    assert [(piece.start, piece.stop) for piece in paginate([glued], grid)] == [(0, 6), (6, 12)]
    stuck = Height(2, 1, 12, frozenset(range(1, 12)))
    assert [(piece.start, piece.stop) for piece in paginate([stuck], grid)] == [(0, 7), (7, 12)]
