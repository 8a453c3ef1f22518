"""Which rates the lines of an order fall under, without a database: dishes, meals by single prices, eat in or take away."""

from dataclasses import replace
from typing import Any

import pytest

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.domain.money_rules import MoneyRules
from server.domain.tax import Tax, TaxedShare, TaxRate
from server.menu.packed import pack
from tests.orders.test_check import MENU as UNTAXED
from tests.orders.test_check import PLACE, check


def sized(price: int, *more: Variant) -> tuple[Variant, ...]:
    return (Variant(price, "Regular", price, is_default=True), *more)


TAXES = (Tax("food", 19_000, take_away=7_000), Tax("drinks", 19_000), Tax("city", 1_000))
BURGER = Item(1, 1, "Burger", variants=sized(700), meal_item_id=3)
COLA = Item(2, 2, "Cola", variants=(*sized(300), Variant(33, "Large", 400)))
FRIES = Item(4, 1, "Fries", variants=sized(350))
DRINK = ModifierGroup(
    10,
    "Drink",
    1,
    1,
    (
        Modifier(11, "Cola", 0, is_default=True, menu_item_id=2),
        Modifier(12, "Large cola", 70, menu_item_id=2, size="Large"),
    ),
)
CHEESE = ModifierGroup(20, "Extra", 0, 2, (Modifier(21, "Cheese", 100, max_quantity=2),))
MEAL = Item(3, 1, "Burger meal", variants=sized(990), modifier_groups=(DRINK, CHEESE))
VOUCHER = Item(5, 2, "Voucher", variants=sized(2000), taxes=())
BEER = ModifierGroup(30, "With it", 0, 1, (Modifier(31, "Cola", 250, menu_item_id=2),))
PLATE = Item(6, 1, "Plate", variants=sized(900), modifier_groups=(BEER,))
TAXED = Menu(
    "EUR",
    (
        Category(1, "Food", items=(BURGER, MEAL, FRIES, PLATE), taxes=("food",)),
        Category(2, "Drinks", items=(COLA, VOUCHER), taxes=("drinks",)),
    ),
    taxes=TAXES,
)
SEVEN, NINETEEN = TaxRate("food", 7_000, included=True), TaxRate("drinks", 19_000, included=True)


def shares(item: int, *, menu: Menu = TAXED, **more: Any) -> tuple[TaxedShare, ...]:
    line = {"menu_item_id": item, **more.pop("line", {})}
    [taken] = check(line, menu=menu, order_type=more.pop("order_type", "take_away"), **more).lines
    assert not taken.taxed or sum(share.amount for share in taken.taxed) == taken.line_total
    return taken.taxed


def test_a_menu_without_taxes_has_lines_without() -> None:
    """Nothing is stored of what nobody said."""
    assert [line.taxed for line in check({"menu_item_id": 2}, menu=UNTAXED).lines] == [()]


def test_a_dish_has_its_categorys_rate_and_a_voucher_none() -> None:
    """Two colas of 3.00 are 6.00 at 19 %; what has no tax is as on a menu without taxes."""
    assert shares(2, line={"quantity": 2}) == (TaxedShare(600, (NINETEEN,)),)
    assert shares(5) == ()


@pytest.mark.parametrize("order_type", ["eat_in", None])
def test_an_order_is_eaten_in_unless_it_is_taken_away(order_type: str | None) -> None:
    """Fries at 19 % at the table, at 7 % on the way."""
    assert shares(4, order_type=order_type) == (TaxedShare(350, (replace(SEVEN, thousandths=19_000),)),)
    assert shares(4) == (TaxedShare(350, (SEVEN,)),)


def test_prices_without_tax_have_rates_on_top() -> None:
    """As the restaurant says."""
    place = replace(PLACE, money=MoneyRules(taxes_included=False))
    [share] = shares(2, place=place)
    assert share.rates == (TaxRate("drinks", 19_000, included=False),)


def test_a_meal_is_divided_by_what_its_dish_and_its_drink_cost_alone() -> None:
    """9.90 by 7.00 and 3.00: 6.93 and 2.97; twice: 13.86 and 5.94, the drink named or not."""
    assert shares(3) == (TaxedShare(693, (SEVEN,)), TaxedShare(297, (NINETEEN,)))
    twice = {"quantity": 2, "modifiers": [{"modifier_id": 11}]}
    assert shares(3, line=twice) == (TaxedShare(1386, (SEVEN,)), TaxedShare(594, (NINETEEN,)))


def test_another_size_of_the_drink_and_cheese_weigh_what_they_cost() -> None:
    """9.90 + 0.70 + 2 x 1.00 = 12.60 by 7.00 + 2.00 and 4.00: 8.7231 and 3.8769."""
    chosen = {"modifiers": [{"modifier_id": 12}, {"modifier_id": 21, "quantity": 2}]}
    assert shares(3, line=chosen) == (TaxedShare(872, (SEVEN,)), TaxedShare(388, (NINETEEN,)))


def test_a_meal_that_is_eaten_in_at_one_rate_is_one_share() -> None:
    """Where food and drinks are one tax, nothing is divided."""
    one = replace(
        TAXED, categories=tuple(replace(category, taxes=("drinks",)) for category in TAXED.categories)
    )
    assert shares(3, menu=one) == (TaxedShare(990, (NINETEEN,)),)


def test_a_meal_of_a_dish_that_is_not_sold_alone_has_what_its_price_leaves() -> None:
    """9.90 with a cola of 3.00 in it: 6.90 and 3.00."""
    alone = replace(TAXED.categories[0], items=(MEAL, FRIES))
    menu = replace(TAXED, categories=(alone, TAXED.categories[1]))
    assert shares(3, menu=menu) == (TaxedShare(690, (SEVEN,)), TaxedShare(300, (NINETEEN,)))


def test_a_drink_that_is_added_leaves_the_dish_its_price() -> None:
    """9.00 + 2.50 = 11.50 by 9.00 and 3.00: 8.625 and 2.875, the half cent to the first."""
    added = {"modifiers": [{"modifier_id": 31}]}
    assert shares(6, line=added) == (TaxedShare(863, (SEVEN,)), TaxedShare(287, (NINETEEN,)))
    refused = {"modifiers": [{"modifier_id": 31, "amount": "none"}]}
    assert shares(6, line=refused) == (TaxedShare(900, (SEVEN,)),)


def test_a_hidden_dish_as_a_part_has_its_own_rate() -> None:
    """It may be sold within a meal alone."""
    drinks = replace(TAXED.categories[1], items=(replace(COLA, is_active=False), VOUCHER))
    menu = replace(TAXED, categories=(TAXED.categories[0], drinks))
    assert shares(3, menu=menu) == (TaxedShare(693, (SEVEN,)), TaxedShare(297, (NINETEEN,)))


def test_several_taxes_of_a_dish_come_in_the_order_of_the_menu() -> None:
    """However the dish names them, so that its lines are one sum."""
    dish = replace(COLA, taxes=("city", "drinks"))
    menu = replace(TAXED, categories=(Category(2, "Drinks", items=(dish,)),))
    [share] = shares(2, menu=menu)
    assert [rate.name for rate in share.rates] == ["drinks", "city"]


def test_a_part_of_a_meal_without_a_tax_is_a_share_without_rates() -> None:
    """9.90 by 7.00 and 3.00, of which the drink has no tax."""
    drinks = replace(TAXED.categories[1], taxes=())
    menu = replace(TAXED, categories=(TAXED.categories[0], drinks))
    assert shares(3, menu=menu) == (TaxedShare(693, (SEVEN,)), TaxedShare(297, ()))


@pytest.mark.parametrize("item", [1, 2, 3, 4, 5, 6])
def test_a_packed_menu_taxes_as_the_whole_one_does(item: int) -> None:
    """A part of it has all by whose prices a meal is divided; what is untaxed is so without the taxed dishes too."""
    part = pack(TAXED).part([item])
    for more in ({}, {"line": {"quantity": 3}}, {"order_type": "eat_in"}):
        assert shares(item, menu=part, **more) == shares(item, **more)
