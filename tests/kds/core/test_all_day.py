"""The all-day page: what is still to make, the most of first, in columns that tear no dish."""

import pytest

from kds_tui.core.board import Board, apply_all
from kds_tui.core.ticket_list import TicketList, TicketView, View
from kds_tui.core.totals import all_day, all_day_text, item_words, modifier_words
from server.wire.orders import KitchenOrder
from tests.kds.sample_orders import NOON, line, modifier, order, snapshot


def shown_of(*orders: KitchenOrder) -> list[TicketView]:
    return TicketList().of(apply_all(Board(), [snapshot(*orders)], NOON), View(), offline=False)


def rows(orders: list[KitchenOrder], width: int) -> list[str]:
    return [row.rstrip() for row in all_day_text(shown_of(*orders), width).plain.split("\n")]


@pytest.mark.parametrize(
    ("amount", "words"),
    [("none", "NO onions"), ("light", "LIGHT onions"), ("regular", "onions"), ("extra", "EXTRA onions"),
     ("side", "side onions")],
)  # fmt: skip
def test_each_amount_has_its_word(amount: str, words: str) -> None:
    """What is left out, little or more of stands in capitals; what goes beside does not."""
    assert modifier_words(modifier("onions", amount)) == words


def test_a_variant_is_said_where_there_is_a_choice() -> None:
    """An only variant goes without saying."""
    assert item_words(line(1, "Pizza", variant_label="Large")) == "Pizza ·\u00a0Large"
    assert item_words(line(1, "Pizza", variant_label="Regular")) == "Pizza"
    assert item_words(line(1, "Duck", number="14a", variant_label="Regular")) == "14a. Duck"


def test_the_most_is_first_and_what_is_as_many_by_name() -> None:
    """Dishes and the ways of a dish alike."""
    ways = [modifier("salt", "extra"), modifier("oil", "extra")]
    shown = shown_of(
        order(1, line(1, "Tart"), line(2, "Soup"), line(3, "Rice", quantity=2, modifiers=ways)),
        order(2, line(1, "Rice", modifiers=[modifier("oil", "extra")])),
    )
    totals = all_day(shown)
    assert [(total.name, total.count) for total in totals] == [("Rice", 3), ("Soup", 1), ("Tart", 1)]
    assert totals[0].modifiers == (("EXTRA oil", 3), ("EXTRA salt", 2))


def test_nothing_to_make_is_said() -> None:
    """An empty page could be a fault."""
    assert rows([order(1, line(1, "Soup", done=True))], 80) == ["Nothing to make: every line is done."]


def test_one_column_holds_all_from_top_to_bottom() -> None:
    """A count of three digits' width, the name, and the ways under it, each beginning under the name."""
    burger = line(1, "Burger", quantity=12, modifiers=[modifier("cheese", "extra")])
    assert rows([order(1, burger, line(2, "Coke"))], 75) == [
        " 12× Burger",
        "      12× EXTRA cheese",
        "  1× Coke",
    ]


def test_two_columns_begin_at_one_wide_enough_for_both() -> None:
    """At 77 cells there are two, a cell apart, and at 76 one; a way stays under its dish."""
    burger = line(1, "Burger", quantity=2, modifiers=[modifier("cheese", "extra")])
    orders = [order(1, burger, line(2, "Coke"), line(3, "Soup"))]
    assert rows(orders, 76) == ["  2× Burger", "      2× EXTRA cheese", "  1× Coke", "  1× Soup"]
    assert rows(orders, 77) == [
        "  2× Burger                            " + "  1× Coke",
        "      2× EXTRA cheese                  " + "  1× Soup",
    ]


def test_a_dish_is_never_torn_and_the_last_column_takes_the_rest() -> None:
    """A dish that does not fit under the others begins the next column, as long as there is one."""
    three = [modifier("a", "extra"), modifier("b", "extra"), modifier("c", "extra")]
    big = line(2, "Big", quantity=4, modifiers=three)
    orders = [order(1, line(1, "First", quantity=5), big, line(3, "Last"))]
    assert rows(orders, 80) == [
        "  5× First                             " + "  4× Big",
        "                                       " + "      4× EXTRA a",
        "                                       " + "      4× EXTRA b",
        "                                       " + "      4× EXTRA c",
        "                                       " + "  1× Last",
    ]


def test_a_name_fills_its_column_and_is_cut_before_the_next() -> None:
    """The count and 33 cells of name are one column; the next column stays readable."""
    orders = [order(1, line(1, "x" * 33, quantity=3), line(2, "y" * 34, quantity=2))]
    text = all_day_text(shown_of(*orders), 77)
    assert text.plain == "  3× " + "x" * 33 + "   2× " + "y" * 32 + "…"


def test_names_are_bold_and_ways_are_not() -> None:
    """What is made stands out from how."""
    text = all_day_text(shown_of(order(1, line(1, "Rice", modifiers=[modifier("oil", "extra")]))), 80)
    bold = [text.plain[span.start : span.end].rstrip() for span in text.spans if span.style == "bold"]
    assert bold == ["  1× Rice"]


def test_the_ways_of_a_dish_begin_with_the_most_wanted() -> None:
    """Their number counts before their name."""
    shown = shown_of(
        order(1, line(1, "Rice", modifiers=[modifier("oil", "extra")])),
        order(2, line(1, "Rice", quantity=2, modifiers=[modifier("salt", "extra")])),
    )
    assert all_day(shown)[0].modifiers == (("EXTRA salt", 2), ("EXTRA oil", 1))


def test_columns_are_filled_to_the_last_row() -> None:
    """Four dishes stand two and two."""
    dishes = [line(number, name) for number, name in enumerate(("Cake", "Duck", "Fish", "Soup"), 1)]
    assert rows([order(1, *dishes)], 77) == [
        "  1× Cake                              " + "  1× Fish",
        "  1× Duck                              " + "  1× Soup",
    ]
