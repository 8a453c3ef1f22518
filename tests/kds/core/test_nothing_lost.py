"""Every character of every ticket is on the wall, whatever strangers write and however wide the terminal is."""

import random
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from rich.cells import cell_len

from kds_tui.core.ages import Level
from kds_tui.core.allergies import unlabelled
from kds_tui.core.board import Board, apply_all
from kds_tui.core.card import CardOptions, Row, place_words, short_place, ticket_rows
from kds_tui.core.glyphs import ASCII, UNICODE
from kds_tui.core.layout import Layout, lay_out
from kds_tui.core.pagination import Grid
from kds_tui.core.terminal_text import NO_BREAK, plain, wrap
from kds_tui.core.ticket_header import HeaderState
from kds_tui.core.ticket_list import TicketList, TicketView, View
from kds_tui.core.ticket_state import Size
from kds_tui.core.totals import item_words, modifier_words
from kds_tui.ui.widgets.wall import WallPage, cells_of
from server.wire.orders import KitchenOrder, OrderAllergy, OrderLine
from tests.kds.sample_orders import NOON, line, modifier, order, snapshot

WIDTHS = (40, 80, 120, 200)
TICKETS_A_WALL = 5
WORDS = (
    "fries", "Harbour", "Donaudampfschifffahrtsgesellschaftskapitänsessen", "crème", "brûlée", "蔬菜", "拉麵ラーメン",
    "김밥", "ข้าวผัด", "שלום", "حمص", "नमस्ते", "🍮", "👨‍👩‍👧", "🇮🇹", "1️⃣", "e\u0301\u0323", "a", "&", "/", "x" * 61,
    "\u202eoverride", "tab\tin", "line\nbreak", "\x1b[31mred", "no-\u00adbreak", "½", "№", "…", "\u200b",
)  # fmt: skip


def words(dice: random.Random, most: int) -> str:
    """Some words of strangers; none now and then."""
    return " ".join(dice.choice(WORDS) for _ in range(dice.randrange(most + 1)))


def some_line(dice: random.Random, number: int) -> OrderLine:
    modifiers = [
        modifier(
            words(dice, 4) or "x",
            dice.choice(("none", "light", "regular", "extra", "side")),
            dice.choice((1, 2)),
        )
        for _ in range(dice.choice((0, 0, 1, 2, 6)))
    ]
    return line(
        number,
        words(dice, 6) or "dish",
        variant_label=dice.choice(("Regular", "Large", words(dice, 3))),
        quantity=dice.choice((1, 2, 120)),
        modifiers=modifiers,
        special_requests=words(dice, 12),
        station=dice.choice(("", "grill", "oven")),
        done=dice.random() < 0.2,
        conflicts=dice.choice(([], ["peanuts", "milk"])),
    )


def some_order(dice: random.Random, number: int) -> KitchenOrder:
    allergies = [
        OrderAllergy(
            text=f"nuts {words(dice, 8)}".strip(),
            allergens=dice.choice(([], ["nuts"], ["milk", "tree_nuts"])),
        )
        for _ in range(dice.choice((0, 0, 1, 3)))
    ]
    return order(
        number,
        *(some_line(dice, n) for n in range(1, dice.choice((1, 2, 5, 14)) + 1)),
        id=UUID(int=dice.getrandbits(128)),
        table_identifier=dice.choice(("", "5", words(dice, 4))),
        customer_name=words(dice, 3),
        note=words(dice, 8),
        order_type=dice.choice((None, "eat_in", "take_away")),
        status=dice.choice(("held", "confirmed", "preparing", "ready")),
        raw_input=words(dice, 20),
        allergies=allergies,
        estimated_ready_at=dice.choice((None, NOON + timedelta(minutes=30))),
    )


def texts_of(shown: TicketView) -> list[str]:
    """What must be read of a ticket, text by text."""
    one = shown.order
    told = {unlabelled(allergy.text) for allergy in one.allergies}
    lines = [
        text
        for each in shown.lines
        for text in (
            f"{each.quantity}",
            plain(item_words(each)),
            *(plain(modifier_words(own)) for own in each.modifiers),
            "" if unlabelled(plain(each.special_requests)) in told else plain(each.special_requests),
        )
    ]
    allergies = [text for allergy in one.allergies for text in (unlabelled(allergy.text), *allergy.allergens)]
    note = "" if plain(one.note) in told else plain(one.note)
    return [plain(one.customer_name), *allergies, *lines, note, plain(one.raw_input)]


def squeezed(text: str) -> str:
    """Without blanks and signs that rows begin with, in one kind of letters: where a row ends says nothing."""
    return "".join(text.replace(NO_BREAK, "").split()).replace("_", "").casefold()


def wall_of(
    orders: Sequence[KitchenOrder], size: tuple[int, int], *, ascii_only: bool, drawn_as: Size
) -> tuple[Layout, CardOptions]:
    board = apply_all(Board(), [snapshot(*orders)], NOON)
    shown = TicketList().of(board, View(), offline=False)
    grid = Grid.of(*size)
    options = CardOptions(grid.width, ASCII if ascii_only else UNICODE, words=True, size=drawn_as)
    rows = tuple(ticket_rows(one, options) for one in shown)
    return lay_out(shown, rows, grid), options


def drawn(layout: Layout, options: CardOptions) -> dict[int, list[list[Row]]]:
    """The rows of every ticket as they stand on the pages, piece by piece."""
    pieces: dict[int, list[list[Row]]] = {}
    for page in range(layout.pages):
        tickets = layout.tickets(page)
        heads = {n: HeaderState(61, Level.LATE, place, selected=False) for place, n in enumerate(tickets, 1)}
        columns = cells_of(WallPage(layout, page, options, heads, None, known=True))
        for piece in layout.on_page(page):
            rows: list[Row] = []
            for cell in columns[piece.column][piece.top :]:
                if cell is None:  # the gap under a piece
                    break
                rows.append(cell.row)
            pieces.setdefault(piece.ticket, []).append(rows)
    return pieces


def check_walls(width: int, walls: int, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # a generated family, no secret
    for _ in range(walls):
        orders = [some_order(dice, number) for number in range(1, TICKETS_A_WALL + 1)]
        size = (width, dice.choice((9, 22, 43)))
        layout, options = wall_of(
            orders, size, ascii_only=dice.random() < 0.3, drawn_as=dice.choice(("normal", "normal", "wall"))
        )
        pieces = drawn(layout, options)
        for ticket, shown in enumerate(layout.shown):
            check_ticket(shown, layout, ticket, pieces[ticket])


def check_ticket(shown: TicketView, layout: Layout, ticket: int, pieces: list[list[Row]]) -> None:
    rows = layout.rows[ticket]
    once = [*rows.banner, *rows.body]
    on_wall: list[Row] = []
    for number, piece in enumerate(pieces):
        assert all(cell_len(row.text) == layout.grid.width for row in piece), piece
        own = [row for row in piece[1 if number else rows.head :] if row.style != "torn"]
        if number:
            assert own[: len(rows.again)] == list(rows.again)
            own = own[len(rows.again) :]
        on_wall += own
    assert on_wall == once
    told = squeezed("".join(row.text for row in once))
    for text in texts_of(shown):
        assert squeezed(text) in told, (text, told)
    heads = [row.text for row in pieces[0][: rows.head]]
    head = squeezed("".join([*heads, *(row.text for row in once)]))
    assert f"#{shown.order.number}" in head
    assert squeezed(short_place(shown.order)) in head or squeezed(place_words(shown.order)) in head


@pytest.mark.parametrize("width", WIDTHS)
def test_every_character_of_every_ticket_is_on_the_wall(width: int) -> None:
    """Each row exactly as wide as its column, each row of a ticket once, its allergies again on every part of it."""
    check_walls(width, walls=10, seed=width)


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_lost_of_ten_thousand_tickets(width: int) -> None:
    """The same over 2,500 tickets at each of the four widths."""
    check_walls(width, walls=500, seed=1000 + width)


@pytest.mark.parametrize("width", [-3, 0, 1])
def test_a_column_without_room_ends_and_loses_nothing(width: int) -> None:
    """Beside the keys in a terminal of twenty columns there is none left for tickets: each sign has a row of its own."""
    assert wrap("김밥 ab", width) == ["김", "밥", "a", "b"]
    assert wrap("abc", 2, width) == ["ab", "c"]
