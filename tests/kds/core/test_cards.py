"""What a ticket says, as rows of text."""

import unicodedata
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kds_tui.core.ages import Level, Thresholds, Times, age_words, level_of
from kds_tui.core.alerts import Alert, alerts, grown_late
from kds_tui.core.big_digits import big
from kds_tui.core.card import CardOptions, place_words, short_place, ticket_rows
from kds_tui.core.glyphs import ASCII, UNICODE, glyphs_for
from kds_tui.core.terminal_text import fit, justify, plain, wrap
from kds_tui.core.ticket import Mark
from kds_tui.core.ticket_header import HeaderState, head
from kds_tui.core.ticket_list import TicketView, View
from kds_tui.core.totals import all_day
from server.wire.orders import KitchenOrder, OrderAllergy
from tests.kds.core.tickets import rows_of, shown_of, text_of
from tests.kds.sample_orders import NOON, line, modifier, order


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
        " ▲▲ ALLERGY",
        " severe nut allergy",
        " Ines",
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
        *(row for part in ticket_rows(shown, options)[1:] for row in part),
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


SIGNS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=25),
    st.text(alphabet="蔬菜ラーメン한식คาว🍮👍🏽👩‍🍳❤️🇫🇷é-, ", max_size=40),
    st.lists(
        st.sampled_from(["butter", "and", "char", "lemon", "Donaudampfschifffahrt", "蔬菜", "🍕"]), max_size=9
    ).map(" ".join),
)


def squeezed(text: str) -> str:
    return "".join(text.split())


FIELDS = ("name", "size", "extra", "wish", "who", "table", "allergen", "words", "said", "note")


@given(field=st.fixed_dictionaries(dict.fromkeys(FIELDS, SIGNS)), width=st.sampled_from([20, 26, 32, 40, 79]))
def test_every_character_of_a_ticket_is_in_its_rows(field: dict[str, str], width: int) -> None:
    """Whatever a name is made of and however it is wrapped, nothing of it is cut away.

    That each row is on the screen or its next page is `test_pagination`'s.
    """
    dish = line(
        1,
        field["name"],
        variant_label=field["size"],
        modifiers=[modifier(field["extra"])],
        special_requests=field["wish"],
    )
    one = order(
        1,
        dish,
        customer_name=field["who"],
        table_identifier=field["table"],
        raw_input=field["said"],
        note=field["note"],
        allergies=[OrderAllergy.model_construct(text=field["words"], allergens=[field["allergen"]])],
    )
    shown, options = shown_of(one)[0], CardOptions(width, UNICODE, words=True)
    rows = ticket_rows(shown, options)
    heads = head(shown, options, HeaderState(400, Level.LATE, 12, selected=False))
    drawn = squeezed("".join(row.text for row in (*heads, *rows.banner, *rows.body)))
    for name in ("name", "extra", "who", "words", "said", "note", "size", "wish"):
        assert squeezed(plain(field[name])) in drawn
    assert squeezed(plain(field["allergen"].replace("_", " ")).upper()) in drawn
    assert squeezed(short_place(one)) in drawn or squeezed(place_words(one)) in drawn
    assert all(cell_len(row.text) == width for row in (*heads, *rows.banner, *rows.again, *rows.body))


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("👩‍🍳 crêpe", "👩🍳 crêpe"),
        ("❤️ 👍🏽", "❤ 👍"),
        ("🇫🇷 fries", "FR fries"),
        ("1️⃣", "1"),
        ("می‌خواهم", "میخواهم"),
    ],
)
def test_signs_that_terminals_draw_differently_wide_stand_apart(typed: str, drawn: str) -> None:
    """A joined emoji is two cells here and four there: it would shift every ticket beside it."""
    assert plain(typed) == drawn


def test_a_long_name_goes_on_under_itself() -> None:
    """The rows after the first are indented, and as much shorter."""
    one = order(1, line(1, "Grilled halibut with dill butter and charred lemon 蔬菜"))
    assert text_of(one, 26) == [
        "  1× Grilled halibut with",
        "     dill butter and",
        "     charred lemon 蔬菜",
    ]


def test_a_size_stands_in_one_row_with_its_dot() -> None:
    """`· Small` is not torn apart."""
    assert text_of(order(1, line(1, "Green garden pizza", variant_label="Small")), 26) == [
        "  1× Green garden pizza",
        "     ·\u00a0Small",
    ]


def test_where_it_is_eaten_and_what_was_promised_are_words() -> None:
    """In the restaurant's clock; what is ready was promised to nobody any more."""
    promised = NOON + timedelta(minutes=20)
    one = order(1, order_type="take_away", estimated_ready_at=promised)
    state = HeaderState(60, Level.CALM, 1, selected=False)

    def second(one: KitchenOrder) -> tuple[str, str]:
        options = CardOptions(26, UNICODE, zone=ZoneInfo("Asia/Tokyo"))
        row = head(shown_of(one)[0], options, state)[1]
        return row.text.strip(), row.style

    assert second(one) == ("TAKE AWAY 21:20", "take-away")
    assert second(order(1, estimated_ready_at=promised)) == ("by 21:20", "head-calm")
    here = order(1, order_type="eat_in", estimated_ready_at=promised, status="ready")
    assert second(here) == ("EAT IN             READY", "eat-in")
    wall = rows_of(one, width=38, size="wall", zone=ZoneInfo("Asia/Tokyo"))
    assert (wall[1].text.strip(), wall[1].style) == ("TAKE AWAY 21:20", "take-away")


@pytest.mark.parametrize(
    ("minutes", "seconds", "level"),
    [(20, 899, Level.CALM), (20, 900, Level.WARN), (20, 1199, Level.WARN), (20, 1200, Level.LATE),
     (4, 119, Level.CALM), (4, 120, Level.WARN), (4, 240, Level.LATE)],
)  # fmt: skip
def test_yellow_and_red_follow_the_promise(minutes: int, seconds: int, level: Level) -> None:
    """Red from the promised moment on, yellow in the last quarter before it, but two minutes at least."""
    one = order(0, estimated_ready_at=NOON + timedelta(minutes=minutes))
    assert level_of(one, Times(), NOON + timedelta(seconds=seconds)) is level


def test_a_kitchen_may_keep_its_own_times() -> None:
    """Then the promise is not looked at, and an order without one never is."""
    promised = order(0, estimated_ready_at=NOON + timedelta(minutes=4))
    own = Times(promise=False)
    assert level_of(promised, own, NOON + timedelta(minutes=9)) is Level.CALM
    assert level_of(order(0), Times(), NOON + timedelta(minutes=10)) is Level.WARN


def test_on_a_wall_number_and_minutes_are_three_rows_high() -> None:
    """Under them the tile, the exact age and what is special; what is only to be made is not said."""
    (shown,) = shown_of(order(47, rushed=True))
    options = CardOptions(38, UNICODE, size="wall")
    rows = head(shown, options, HeaderState(12 * 60 + 5, Level.LATE, 3, selected=True))
    assert [row.text.rstrip() for row in rows] == [
        "►█ █ ▀▀█                      ▀█  ▀▀█",
        " ▀▀█   █                       █  █▀▀",
        "   ▀   ▀                      ▀▀▀ ▀▀▀",
        " [3] #47                RUSH !! 12:05",
    ]
    assert [row.style for row in rows] == ["head-selected"] * 3 + ["head-late+rush"]
    assert rows_of(order(47), width=38, size="wall")[0].text.strip() == "Table 5"
    (ready,) = shown_of(order(1, status="ready"))
    told = head(ready, options, HeaderState(0, Level.CALM, 1, selected=False))[3].text
    assert told.strip() == "[1] #1 READY                    0:00"


def test_every_digit_is_three_by_three() -> None:
    """And no two are alike."""
    assert {(len(row), len(big(7))) for digit in range(10) for row in big(digit)} == {(3, 3)}
    assert len({big(digit) for digit in range(10)}) == 10
    assert big(10) == ("▀█  █▀█", " █  █ █", "▀▀▀ ▀▀▀")


def test_what_a_dish_contains_stays_with_its_name() -> None:
    """The rest of a long name and what it contains are glued to the row above; a wish is not."""
    satay = line(1, "Satay of the chef with peanuts", special_requests="hot", conflicts=["peanuts"])
    rows = rows_of(order(1, satay))
    assert [(row.text.strip(), row.glued) for row in rows] == [
        ("1× Satay of the chef", False),
        ("with peanuts", True),
        ("▲▲ CONTAINS PEANUTS", True),
        ("» hot", False),
    ]


def test_each_line_of_a_table_says_whose_it_is() -> None:
    """Where guests go by name, unless the whole order is that guest's; of a name nothing steers the terminal."""
    shared = order(1, line(1, "Coke", guest=1, guest_name="In\x1bes"), line(2, "Soup", guest=2))
    text = text_of(shared)
    assert [row.strip() for row in text if "×" in row] == ["1× Coke (In es)", "1× Soup"]
    own = shared.model_copy(update={"customer_name": "In\x1bes"})
    assert [row.strip() for row in text_of(own) if "×" in row] == ["1× Coke", "1× Soup"]
