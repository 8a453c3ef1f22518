"""What a ticket says, as rows of text."""

import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kds_tui.core.ages import Level, Thresholds, Times, age_words, level_of
from kds_tui.core.alerts import Alert, alerts, grown_late
from kds_tui.core.allergies import allergy_words
from kds_tui.core.board import Board, Mark, apply_all
from kds_tui.core.card import CardOptions, Row, body, place_words
from kds_tui.core.glyphs import ASCII, UNICODE, glyphs_for
from kds_tui.core.terminal_text import fit, justify, plain, wrap
from kds_tui.core.ticket_header import HeaderState, head
from kds_tui.core.ticket_list import TicketList, TicketView, View
from kds_tui.core.totals import all_day
from server.wire.orders import KitchenOrder
from tests.kds.sample_orders import NOON, line, modifier, order, snapshot


def shown_of(*orders: KitchenOrder, view: View | None = None) -> list[TicketView]:
    board = apply_all(Board(), [snapshot(*orders)], NOON)
    return TicketList().of(board, view or View(), offline=False)


def rows_of(one: KitchenOrder, width: int = 26, view: View | None = None, **options: bool) -> tuple[Row, ...]:
    return body(shown_of(one, view=view)[0], CardOptions(width, UNICODE, **options))


def text_of(one: KitchenOrder, width: int = 26, view: View | None = None) -> list[str]:
    return [row.text.rstrip() for row in rows_of(one, width, view)]


def test_the_rows_of_a_ticket_in_their_order() -> None:
    """Name, allergy banner, quantity and item, one modifier a line, the request; nothing else."""
    one = order(
        1,
        line(
            1,
            "Pepperoni pizza",
            quantity=2,
            modifiers=[modifier("onions", "none"), modifier("cheese", "extra"), modifier("ranch", "side"), modifier("shot", quantity=2)],
            special_requests="cut in squares",
        ),
        customer_name="Ines",
        raw_input="severe nut allergy",
    )  # fmt: skip
    assert text_of(one, 40) == [
        " Ines",
        " ▲▲ ALLERGY",
        " severe nut allergy",
        "  2× Pepperoni pizza",
        "     NO onions",
        "     EXTRA cheese",
        "     side ranch",
        "     2× shot",
        "     » cut in squares",
    ]


ANY_TEXT = st.text(max_size=60)


@given(name=ANY_TEXT, wish=ANY_TEXT, said=ANY_TEXT, table=ANY_TEXT, width=st.integers(20, 40))
def test_every_row_is_exactly_as_wide_as_the_ticket_and_harmless(
    name: str, wish: str, said: str, table: str, width: int
) -> None:
    """Whatever diners type, in whatever script: no row is too wide, and nothing in it moves the cursor."""
    one = order(1, line(1, name, special_requests=wish), raw_input=said, table_identifier=table)
    shown = shown_of(one)[0]
    options = CardOptions(width, UNICODE, words=True)
    for row in (
        *body(shown, options),
        *head(shown, options, HeaderState(400, Level.LATE, 12, selected=True)),
    ):
        assert cell_len(row.text) == width
        assert not {unicodedata.category(c) for c in row.text} & {"Cc", "Cs", "Zl", "Zp"}
        assert not set(row.text) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@pytest.mark.parametrize("nasty", ["\x1b[2J", "\u202eevil", "a\rb", "\x9b31m", "a\x00b", "\u2066x\u2069"])
def test_nothing_that_a_terminal_obeys_gets_through(nasty: str) -> None:
    """Escape sequences and characters that turn text round are taken out."""
    assert not set(plain(nasty)) & set("\x1b\u202e\r\x9b\x00\u2066\u2069")


def test_line_breaks_in_a_request_stay_visible() -> None:
    """Two lines of a request are one row with a sign between them."""
    assert plain("well done\nno salt") == "well done / no salt"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("two pizzas. I'm allergic to nuts!", ("I'm allergic to nuts",)),
        ("allergy: nuts, soy", ("allergy: nuts",)),
        ("my son is coeliac, a coke", ("my son is coeliac",)),
        ("Soy alérgico al marisco", ("Soy alérgico al marisco",)),
        ("Ich habe eine Nussallergie", ("Ich habe eine Nussallergie",)),
        ("je suis allergique aux arachides", ("je suis allergique aux arachides",)),
        ("乳製品アレルギーがあります", ("乳製品アレルギーがあります",)),
        ("a coke please", ()),
    ],
)
def test_words_of_allergies_are_found_in_many_languages(said: str, words: tuple[str, ...]) -> None:
    """The clause with the allergy is shown as the diner wrote it."""
    assert allergy_words(order(1, raw_input=said)) == words


def test_an_allergy_in_a_request_is_found_and_told_once() -> None:
    """The banner looks at requests too, and repeats nothing."""
    wish = line(1, special_requests="nut allergy")
    assert allergy_words(order(1, wish, raw_input="nut allergy")) == ("nut allergy",)


def test_a_line_that_repeats_the_banner_points_at_it() -> None:
    """An allergy that was written to every line is said once, large, and each line of it refers to that."""
    wish = "ALLERGY: I am allergic to nuts"
    one = order(
        1, line(1, special_requests=wish), line(2, special_requests=wish), raw_input="I am allergic to nuts"
    )
    assert text_of(one, 40)[:4] == [
        " ▲▲ ALLERGY",
        " I am allergic to nuts",
        "  1× Margherita",
        "     » ALLERGY, see above",
    ]


def test_a_station_says_where_the_rest_is_and_the_expo_where_all_are() -> None:
    """`also at: fry 1` on the grill; every station with what it has left on the expo."""
    one = order(1, line(1, station="grill"), line(2, station="fry"), line(3, station="bar", done=True))
    assert text_of(one, 40, View(station="grill"))[-1].replace("\u00a0", " ") == " also at: fry 1, bar ✓"
    assert text_of(one, 40, View(expo=True))[-1].replace("\u00a0", " ") == " stations: grill 1, fry 1, bar ✓"


def test_a_line_of_no_station_is_everybodys() -> None:
    """What belongs to no station is on every station's screen."""
    one = order(1, line(1, "Bread", station=""), line(2, station="fry"))
    assert [shown.lines[0].name for shown in shown_of(one, view=View(station="grill"))] == ["Bread"]


@pytest.mark.parametrize(
    ("table", "words"),
    [("", "COUNTER"), ("5", "Table 5"), ("A-12", "Table A-12"), ("Garden room", "Garden room")],
)
def test_where_an_order_goes_is_said_in_words(table: str, words: str) -> None:
    """A short name is a table's number; a longer one speaks for itself."""
    assert place_words(order(1, table_identifier=table)) == words


def test_a_long_table_name_is_never_lost() -> None:
    """A name that does not fit beside the age gets a row of its own."""
    assert any(
        "Conservatory, far window" in row
        for row in text_of(order(1, table_identifier="Conservatory, far window"))
    )


@pytest.mark.parametrize(
    ("minutes", "table", "level"),
    [
        (4, "", Level.CALM),
        (5, "", Level.WARN),
        (8, "", Level.LATE),
        (8, "5", Level.CALM),
        (15, "5", Level.LATE),
    ],
)
def test_counter_and_tables_have_thresholds_of_their_own(minutes: int, table: str, level: Level) -> None:
    """5 and 8 minutes at the counter, 10 and 15 at tables."""
    one = order(1, table_identifier=table)
    now = one.created_at + timedelta(minutes=minutes)
    assert level_of(one, Times(), now) is level
    assert level_of(one.model_copy(update={"status": "ready"}), Times(), now) is Level.CALM


def test_lateness_is_said_in_words_beside_the_colour() -> None:
    """Nobody has to see red to see that a ticket is late."""
    first, second = head(
        shown_of(order(1))[0], CardOptions(26, UNICODE), HeaderState(1000, Level.LATE, 1, selected=False)
    )
    assert first.text == " #1 Table 5      !! 16:40 "
    assert second.text == " [1] TO MAKE         LATE "


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (247, "4:07"), (3750, "1:02:30")])
def test_ages_in_words(seconds: int, words: str) -> None:
    """Minutes and seconds, hours only where there are some."""
    assert age_words(seconds) == words
    assert Thresholds(1, 2).level(seconds) in Level


def test_all_day_adds_up_what_is_left_to_make() -> None:
    """Done lines and ready orders are not to be made any more; modifiers count with their dish."""
    wished = line(1, "Pizza", quantity=2, modifiers=[modifier("onions", "none")])
    totals = all_day(
        shown_of(
            order(1, wished, line(2, "Coke", done=True)),
            order(2, line(1, "Pizza", quantity=3)),
            order(3, line(1, "Pizza"), status="ready"),
        )
    )
    assert [(total.name, total.count, total.modifiers) for total in totals] == [
        ("Pizza", 5, (("NO onions", 2),))
    ]


def test_wrapping_keeps_every_word_and_splits_only_what_must_be() -> None:
    """Words stay whole where they fit, and nothing is lost where they do not."""
    assert wrap("one two three", 7) == ["one two", "three"]
    assert "".join(wrap("x" * 50, 20)) == "x" * 50
    assert fit("拉麵拉麵", 5) == "拉麵…"
    assert justify("a long name", "9:59", 12) == "a long… 9:59"


def test_a_console_without_fine_signs_gets_plain_ones() -> None:
    """The Linux console and terminals without UTF-8 get ASCII."""
    assert glyphs_for("auto", encoding="utf-8", term="linux") is ASCII
    assert glyphs_for("auto", encoding="ascii", term="xterm") is ASCII
    assert glyphs_for("auto", encoding="UTF-8", term="xterm-256color") is UNICODE
    assert "".join(ASCII).isascii()


def test_new_changed_cancelled_and_late_are_heard_once() -> None:
    """Each of the four occasions is a sound when it happens, and silence afterwards."""
    (one,) = shown_of(order(1))
    new = TicketView(one.order, Mark.NEW, one.lines, (), "", waiting=False)
    rushed = TicketView(one.order, Mark.RUSH, one.lines, (), "", waiting=False)
    gone = TicketView(
        one.order.model_copy(update={"status": "cancelled"}), Mark.NONE, one.lines, (), "", waiting=False
    )
    assert alerts({}, [one]) == set()
    assert alerts({}, [new]) == {Alert.NEW}
    assert alerts({new.id: new}, [new]) == set()
    assert alerts({new.id: new}, [rushed]) == {Alert.CHANGED}
    assert alerts({new.id: new}, [gone]) == {Alert.CANCELLED}
    assert alerts({new.id: gone}, [gone]) == set()
    assert grown_late({one.id: Level.WARN}, {one.id: Level.LATE})
    assert not grown_late({}, {one.id: Level.LATE})
    assert not grown_late({one.id: Level.LATE}, {one.id: Level.LATE})
