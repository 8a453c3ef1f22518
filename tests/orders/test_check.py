"""What a diner sent against the menu, without a database: every mistake by its field, prices, and what is not to be had."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from server.domain.errors import Invalid
from server.domain.menu import Category, EndedVariant, Item, Menu, Modifier, ModifierGroup, Variant
from server.domain.order import OrderLine, OrderModifier
from server.domain.restaurant import OrderRules, RestaurantSettings
from server.domain.schedule import ServiceTimes
from server.orders.check import Checked, Missing, check_order
from server.wire.orders import ConfirmRequest

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
COLA = Item(2, 2, "Cola", station="bar", variants=(Variant(21, "Regular", 300, is_default=True),))
TOPPINGS = ModifierGroup(
    30,
    "Toppings",
    1,
    3,
    (
        Modifier(31, "Cheese", 100, is_default=True),
        Modifier(32, "Bacon", 150, max_quantity=2),
        Modifier(33, "Olives", 75),
    ),
)
PIZZA = Item(
    1,
    1,
    "Pizza",
    number="14a",
    station="oven",
    variants=(Variant(11, "Medium", 950), Variant(12, "Large", 1200)),
    modifier_groups=(TOPPINGS,),
)
WITH_DRINK = ModifierGroup(40, "Drink", 0, 1, (Modifier(41, "Cola", 50, is_default=True, menu_item_id=2),))
MEAL = Item(
    3, 1, "Meal", station="grill", variants=(Variant(31, "Regular", 1500),), modifier_groups=(WITH_DRINK,)
)
PLACE = RestaurantSettings(
    UUID(int=1),
    "luigis",
    "Luigi's",
    "EUR",
    "UTC",
    "en",
    True,
    False,
    50,
    ServiceTimes(True, "UTC"),
    OrderRules(max_items_per_order=100),
)


def menu_of(*items: Item, **more: Any) -> Menu:
    return Menu("EUR", (Category(1, "All", items=items),), **more)


MENU = menu_of(PIZZA, COLA, MEAL)


def check(
    *lines: dict[str, Any], menu: Menu = MENU, place: RestaurantSettings = PLACE, **more: Any
) -> Checked:
    body = {"restaurant_slug": "luigis", "items": [{"quantity": 1, **line} for line in lines], **more}
    return check_order(menu, ConfirmRequest.model_validate(body), place, NOW)


def mistakes(*lines: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        check(*lines, **more)
    return list(refused.value.errors)


def large(*modifiers: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"menu_item_id": 1, "variant_id": 12, "modifiers": list(modifiers), **more}


COLA_LINE = {"menu_item_id": 2}


def test_a_right_order_is_priced_line_by_line() -> None:
    """Lines count from 1 and keep today's names, prices, stations and wishes."""
    bacon = {"modifier_id": 32, "amount": "extra", "quantity": 2}
    checked = check(large(bacon, quantity=3, special_requests="well done"), COLA_LINE)
    assert checked.lines == (
        OrderLine(
            id=1,
            menu_item_id=1,
            name="Pizza",
            variant_id=12,
            variant_label="Large",
            quantity=3,
            modifiers=(OrderModifier(32, "Bacon", "extra", 2, 300),),
            special_requests="well done",
            unit_price=1800,
            line_total=5400,
            station="oven",
            number="14a",
        ),
        OrderLine(2, 2, "Cola", 21, "Regular", 1, (), "", 300, 300, "bar"),
    )
    assert (checked.total, checked.unavailable) == (5700, ())


def test_a_dish_that_comes_with_another_is_ordered_with_it() -> None:
    """It is made at its own station, also where nobody named it; what is refused is not added again."""
    drink = OrderModifier(41, "Cola", "regular", 1, 0, 2, "bar")
    [silent, named, refused] = check(
        {"menu_item_id": 3},
        {"menu_item_id": 3, "modifiers": [{"modifier_id": 41}]},
        {"menu_item_id": 3, "modifiers": [{"modifier_id": 41, "amount": "none"}]},
    ).lines
    assert silent.modifiers == named.modifiers == (drink,)
    assert refused.modifiers == (replace(drink, amount="none"),)
    assert (silent.station, silent.unit_price) == ("grill", 1500)


def test_a_dish_that_is_hidden_lends_no_station() -> None:
    """An option may still name a dish that diners do not see."""
    hidden = replace(COLA, is_active=False)
    [line] = check({"menu_item_id": 3}, menu=menu_of(MEAL, hidden)).lines
    assert line.modifiers == (OrderModifier(41, "Cola", "regular", 1, 0, 2, ""),)


def test_what_is_not_on_the_menu_is_named_by_its_field() -> None:
    """A dish, a size of another dish, and a size where one must be chosen."""
    assert mistakes(COLA_LINE, {"menu_item_id": 9}) == [("items[1].menu_item_id", "is not on this menu")]
    sizes = "must be one of 11 (Medium), 12 (Large) for Pizza"
    assert mistakes({"menu_item_id": 1}) == [("items[0].variant_id", sizes)]
    assert mistakes({"menu_item_id": 1, "variant_id": 21}) == [("items[0].variant_id", sizes)]


def test_an_option_must_be_the_dishs_own_and_stand_once() -> None:
    """Every wrong choice is named by its place in the line."""
    line = large(
        {"modifier_id": 41}, {"modifier_id": 33}, {"modifier_id": 33}, {"modifier_id": 32, "quantity": 3}
    )
    assert mistakes(line) == [
        ("items[0].modifiers[0].modifier_id", "is not a choice of Pizza"),
        ("items[0].modifiers[2].modifier_id", "stands twice in this line"),
        ("items[0].modifiers[3].quantity", "must be at most 2 of Bacon"),
    ]
    assert check(large({"modifier_id": 32, "quantity": 2})).total == 1500


def test_a_group_has_as_many_choices_as_it_wants() -> None:
    """Exactly as many as may be are taken; one more and one fewer are told with how many there are."""
    cheese, bacon, olives = {"modifier_id": 31}, {"modifier_id": 32}, {"modifier_id": 33}
    assert check(large(bacon, olives)).total == 1425
    assert mistakes(large({**bacon, "quantity": 2}, olives)) == [
        ("items[0].modifiers", "may have at most 3 of Toppings, and 4 are chosen")
    ]
    assert mistakes(large({**cheese, "amount": "none"})) == [
        ("items[0].modifiers", "need at least 1 of Toppings, and 0 are chosen")
    ]


def test_rules_of_groups_are_not_told_of_choices_that_are_wrong_already() -> None:
    """The choice is named; what would follow from it is not."""
    assert mistakes(large({"modifier_id": 41}, {"modifier_id": 31, "amount": "none"})) == [
        ("items[0].modifiers[0].modifier_id", "is not a choice of Pizza")
    ]
    assert mistakes(COLA_LINE, {**COLA_LINE, "quantity": 51}, {"menu_item_id": 9}) == [
        ("items[1].quantity", "must be at most 50 here"),
        ("items[2].menu_item_id", "is not on this menu"),
    ]


def test_a_line_has_as_many_as_the_place_takes() -> None:
    """Exactly as many are taken, one more is refused."""
    assert check({**COLA_LINE, "quantity": 50}).total == 15_000
    assert mistakes({**COLA_LINE, "quantity": 51}) == [("items[0].quantity", "must be at most 50 here")]


def test_an_order_has_as_many_dishes_as_the_place_takes() -> None:
    """The lines count together, and the diner is told what to do."""
    half = {**COLA_LINE, "quantity": 50}
    assert check(half, half).total == 30_000
    assert mistakes(half, half, COLA_LINE) == [
        ("items", "are 101 dishes; an order may have 100 here. Order the rest by itself")
    ]


def test_an_order_has_as_much_free_text_as_two_pages_of_a_display() -> None:
    """All that a diner writes counts together: exactly 8,000 characters are taken, one more is refused."""
    said: dict[str, Any] = {
        "raw_input": "w" * 2000,
        "customer_name": "n" * 100,
        "note": "n" * 500,
        "table_identifier": "t" * 50,
        "allergies": [{"text": "a" * 350}, {"text": "a" * 500}],
    }
    lines = [{**COLA_LINE, "special_requests": "s" * 500}] * 9
    assert check(*lines, **said).total == 2700
    assert mistakes(*lines, {**COLA_LINE, "special_requests": "s"}, **said) == [
        ("items", "and texts have 8001 characters of free text; an order may have 8000")
    ]


def test_an_order_comes_to_no_more_than_any_may() -> None:
    """10 to the 15 minor units are taken, and one more is not."""

    def dear(price: int) -> Menu:
        return menu_of(replace(COLA, variants=(Variant(21, "Regular", price),)))

    assert check(COLA_LINE, menu=dear(10**15)).total == 1_000_000_000_000_000
    assert mistakes(COLA_LINE, menu=dear(10**15 + 1)) == [("items", "come to more than any order may")]


def test_a_mistake_says_that_nothing_was_ordered() -> None:
    """The sentence over the list of mistakes."""
    with pytest.raises(Invalid) as refused:
        check({"menu_item_id": 9})
    assert str(refused.value) == "Nothing was ordered: see errors for every field that is wrong."


def test_a_dish_that_is_86d_is_named_once() -> None:
    """Not its sizes and options too, and not for each line."""
    out = replace(PIZZA, sold_out=True)
    assert check(large(), large({"modifier_id": 33}), menu=menu_of(out)).unavailable == (Missing(1, "Pizza"),)


def test_a_size_or_an_option_that_is_86d_is_named_with_its_dish() -> None:
    """Also an option that comes with the dish by itself; one that is refused is not missed."""
    cheese, bacon, olives = TOPPINGS.modifiers
    toppings = replace(
        TOPPINGS, modifiers=(replace(cheese, sold_out=True), bacon, replace(olives, sold_out=True))
    )
    medium, big = PIZZA.variants
    menu = menu_of(
        replace(PIZZA, variants=(medium, replace(big, sold_out=True)), modifier_groups=(toppings,))
    )
    assert check(large({"modifier_id": 33}), menu=menu).unavailable == (
        Missing(1, "Pizza, Large"), Missing(1, "Pizza: Olives"), Missing(1, "Pizza: Cheese")
    )  # fmt: skip
    without: list[dict[str, Any]] = [{"modifier_id": 31, "amount": "none"}, {"modifier_id": 32}]
    assert check({**large(*without), "variant_id": 11}, menu=menu).unavailable == ()


def test_a_size_whose_hours_have_ended_is_not_to_be_had() -> None:
    """It is no mistake of the diner's; where another has taken its place, that one is ordered."""
    lunch = {"menu_item_id": 1, "variant_id": 15}
    over = menu_of(PIZZA, ended_variants={15: EndedVariant(1, "Lunch", None)})
    assert check(lunch, menu=over).unavailable == (Missing(1, "Pizza, Lunch"),)
    moved = menu_of(PIZZA, ended_variants={15: EndedVariant(1, "Large", 12)})
    checked = check(lunch, menu=moved)
    assert (checked.lines[0].variant_id, checked.total, checked.unavailable) == (12, 1200, ())
    of_another = menu_of(PIZZA, ended_variants={15: EndedVariant(2, "Lunch", None)})
    assert mistakes(lunch, menu=of_another)[0][0] == "items[0].variant_id"


@pytest.mark.parametrize(("left", "missing"), [(None, False), (3, False), (2, True), (1, True)])
def test_of_what_is_counted_there_must_be_as_many_as_are_ordered(left: int | None, *, missing: bool) -> None:
    """The lines count together, and so do dishes that are parts of others; exactly as many as are left can be had."""
    menu = menu_of(MEAL, replace(COLA, portions=left))
    checked = check(COLA_LINE, {"menu_item_id": 3, "quantity": 2}, menu=menu)
    assert checked.unavailable == ((Missing(2, "Cola"),) if missing else ())


def test_a_dish_of_which_none_is_left_is_told_as_86d() -> None:
    """Once, as the dish that it is; where it is a part of another, its option is 86'd, and says so."""
    assert check(COLA_LINE, menu=menu_of(replace(COLA, portions=0))).unavailable == (Missing(2, "Cola"),)
    parts = check({"menu_item_id": 3}, menu=menu_of(MEAL, replace(COLA, portions=0)))
    assert parts.unavailable == ()


@pytest.mark.parametrize(
    ("picked", "station"),
    [
        ({51: "regular", 52: "regular"}, "oven"),
        ({51: "regular", 53: "regular"}, ""),
        ({51: "regular", 53: "none"}, "oven"),
        ({53: "none", 54: "regular"}, ""),
        ({52: "extra", 54: "regular"}, "oven"),
    ],
)
def test_a_dish_of_halves_is_made_where_all_its_halves_are(picked: dict[int, str], station: str) -> None:
    """A half that is refused and a dish beside it do not count; one that has a station of its own keeps it."""
    dishes = [
        Item(4, 1, "Margherita", station="oven", variants=(Variant(411, "Regular", 900),)),
        Item(5, 1, "Salami", station="oven", variants=(Variant(511, "Regular", 900),)),
        Item(6, 1, "Sushi", station="cold", variants=(Variant(611, "Regular", 900),)),
    ]
    halves = tuple(Modifier(50 + n, dish.name, 900, menu_item_id=dish.id) for n, dish in enumerate(dishes, 1))
    beside = ModifierGroup(60, "Beside", 0, None, (Modifier(54, "Cola", 50, menu_item_id=2),))
    both = (ModifierGroup(50, "Halves", 0, 2, halves, pricing="dearest"), beside)
    half = Item(7, 1, "Half and half", variants=(Variant(71, "Regular", 0),), modifier_groups=both)
    wanted = {
        "menu_item_id": 7,
        "modifiers": [{"modifier_id": n, "amount": amount} for n, amount in picked.items()],
    }
    assert check(wanted, menu=menu_of(half, COLA, *dishes)).lines[0].station == station
    [line] = check(wanted, menu=menu_of(replace(half, station="pass"), COLA, *dishes)).lines
    assert line.station == "pass"


def test_a_dish_ordered_without_a_size_has_none_that_ended() -> None:
    """Also where a size of the number 1 has ended."""
    menu = menu_of(COLA, ended_variants={1: EndedVariant(1, "Lunch", None)})
    assert check(COLA_LINE, menu=menu).unavailable == ()


def test_a_dish_of_one_size_may_have_another_that_ended() -> None:
    """It is told as not to be had, under its own name."""
    menu = menu_of(COLA, ended_variants={25: EndedVariant(2, "Happy hour", None)})
    missing = check({**COLA_LINE, "variant_id": 25}, menu=menu).unavailable
    assert missing == (Missing(2, "Cola, Happy hour"),)


def test_a_line_with_a_mistake_costs_nothing() -> None:
    """It is not told to be too dear as well."""
    dear = menu_of(replace(COLA, variants=(Variant(21, "Regular", 10**15),)))
    assert mistakes({**COLA_LINE, "quantity": 51}, menu=dear) == [
        ("items[0].quantity", "must be at most 50 here")
    ]


def test_an_extra_on_a_part_is_refused_without_the_part() -> None:
    """It is told by both names; what breaks another rule of its group is told as ever."""
    halves = ModifierGroup(50, "Halves", 0, 2, (Modifier(51, "Salami"), Modifier(52, "Funghi")))
    extras = ModifierGroup(60, "Extras", 0, 1, (Modifier(61, "Salami: Olives", 50, on_part="Salami"),))
    dish = replace(PIZZA, modifier_groups=(halves, extras))
    funghi, olives = {"modifier_id": 52}, {"modifier_id": 61}
    assert mistakes(large(funghi, olives), menu=menu_of(dish)) == [
        ("items[0].modifiers", "have Salami: Olives without Salami")
    ]
    assert check(large({"modifier_id": 51}, olives), menu=menu_of(dish)).total == 1250


def test_a_line_is_of_the_course_that_the_diner_or_its_category_says() -> None:
    """The diner's word comes first; a dish whose category has no course is of none."""
    starters = Menu("EUR", (Category(1, "All", items=(PIZZA,), course="starter"),))
    said = [large({"modifier_id": 33}, course="dessert"), large({"modifier_id": 33})]
    assert [line.course for line in check(*said, menu=starters).lines] == ["dessert", "starter"]
    assert [line.course for line in check(large({"modifier_id": 33})).lines] == [""]
