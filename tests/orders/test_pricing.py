"""What a dish costs with its choices, and when choices break the rules of their groups."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.menu import Item, Modifier, ModifierGroup, Variant
from server.domain.pricing import (
    Picked,
    breaches,
    group_count,
    lowest_price,
    part_price,
    price_of,
    unit_price,
    wanted_modifiers,
)
from server.wire.vocabulary import Amount, GroupPricing

CHEESE = Modifier(1, "Cheese", 100, is_default=True)
BACON = Modifier(2, "Bacon", 150, max_quantity=2)
DISCOUNT = Modifier(3, "No sides", -900)
MEDIUM = Variant(1, "Regular", 800)
PIZZA = Item(1, 1, "Pizza", variants=(MEDIUM,))
MARINARA, SALAMI = Modifier(21, "Marinara", 0, is_default=True), Modifier(22, "Salami")
EXTRA = Modifier(23, "Salami: Olives", 50, max_quantity=2, on_part="Salami")
ON_DEFAULT = Modifier(24, "Marinara: Olives", 50, on_part="Marinara")
AMOUNTS: tuple[Amount, ...] = ("none", "light", "regular", "extra", "side")


@pytest.mark.parametrize(
    ("amount", "default", "other"),
    [("none", 0, 0), ("light", 0, 150), ("regular", 0, 150), ("side", 0, 150), ("extra", 100, 300)],
)
def test_what_an_amount_costs(amount: Amount, default: int, other: int) -> None:
    """What comes with the dish costs only as extra, once; anything else once, as extra twice, refused nothing."""
    assert price_of(CHEESE, amount) == default
    assert price_of(BACON, amount) == other


def test_quantities_multiply() -> None:
    """Two portions of bacon, each extra, are four times its price on top of the dish."""
    assert unit_price(PIZZA, MEDIUM, [Picked(BACON, "extra", 2)]) == 800 + 4 * 150


HALVES = tuple(
    Modifier(number, name, price, max_quantity=2)
    for number, name, price in ((11, "Margherita", 950), (12, "Salami", 1100), (13, "Funghi", 1001))
)


@pytest.mark.parametrize(
    ("pricing", "picked", "expected"),
    [
        ("sum", {11: 1, 12: 1}, 950 + 1100),
        ("dearest", {11: 1, 12: 1}, 1100),
        ("average", {11: 1, 12: 1}, 1025),
        ("average", {11: 1, 13: 1}, 976),
        ("average", {11: 2, 12: 1}, 1000),
        ("average", {12: 2}, 1100),
        ("dearest", {11: 2}, 950),
        ("dearest", {}, 0),
        ("average", {}, 0),
    ],
)
def test_halves_cost_what_their_group_says(
    pricing: GroupPricing, picked: dict[int, int], expected: int
) -> None:
    """The dearer, the average with a half rounded up, or the sum; other options come on top, refused ones count for nothing."""
    group = ModifierGroup(1, "Halves", 0, 3, HALVES, pricing=pricing)
    dish = Item(
        1, 1, "Half and half", modifier_groups=(group, ModifierGroup(2, "Extras", modifiers=(BACON,)))
    )
    box = Variant(1, "Regular", 100)
    picks = [Picked(m, "regular", picked[m.id]) for m in HALVES if m.id in picked]
    assert unit_price(dish, box, picks) == 100 + expected
    refused = [Picked(m, "none") for m in HALVES if m.id not in picked]
    assert unit_price(dish, box, [*picks, *refused, Picked(BACON)]) == 100 + expected + 150


def test_a_price_never_falls_below_zero() -> None:
    """An adjustment that takes off more than the dish costs leaves it free, not cheaper."""
    assert unit_price(PIZZA, MEDIUM, [Picked(DISCOUNT)]) == 0


@settings(deadline=None)
@given(st.sampled_from(AMOUNTS), st.integers(1, 9), st.integers(-500, 500), st.booleans())
def test_refusing_gives_nothing_back(amount: Amount, quantity: int, adjustment: int, default: bool) -> None:  # noqa: FBT001
    """Refused costs nothing whatever the option, and any other amount at least as much as its sign says."""
    option = Modifier(9, "Option", adjustment, is_default=default)
    assert unit_price(PIZZA, MEDIUM, [Picked(option, "none", quantity)]) == 800
    difference = unit_price(PIZZA, MEDIUM, [Picked(option, amount, quantity)]) - 800
    assert difference * adjustment >= 0


def _group(minimum: int, maximum: int | None, *modifiers: Modifier) -> ModifierGroup:
    return ModifierGroup(1, "Group", minimum, maximum, modifiers)


def test_a_default_counts_until_it_is_refused() -> None:
    """What comes with the dish fills a required group by itself; refused, it leaves it open."""
    group = _group(1, 1, CHEESE, BACON)
    assert group_count(group, {}) == 1
    assert group_count(group, {CHEESE.id: ("none", 1)}) == 0


def test_a_default_gives_way_where_the_group_is_full() -> None:
    """Choosing another option of a group of one displaces the default without a word against it."""
    group = _group(0, 1, CHEESE, BACON)
    assert group_count(group, {BACON.id: ("regular", 1)}) == 1
    assert group_count(_group(0, 2, CHEESE, BACON), {BACON.id: ("regular", 1)}) == 2


@pytest.mark.parametrize(
    ("minimum", "maximum", "picked", "kinds"),
    [
        (0, 1, [Picked(BACON)], []),
        (0, 1, [Picked(BACON), Picked(DISCOUNT)], ["too_many"]),
        (0, None, [Picked(BACON, "regular", 3)], ["too_much_of_one"]),
        (2, None, [Picked(BACON)], ["too_few"]),
        (2, None, [Picked(BACON, "regular", 2)], []),
        (1, None, [Picked(BACON, "none")], ["too_few"]),
    ],
)
def test_each_broken_rule_is_named(
    minimum: int, maximum: int | None, picked: list[Picked], kinds: list[str]
) -> None:
    """Too few, too many and too much of one option are told apart, counting quantities, refusals left out."""
    item = Item(
        1, 1, "Dish", variants=(MEDIUM,), modifier_groups=(_group(minimum, maximum, BACON, DISCOUNT),)
    )
    assert [breach.kind for breach in breaches(item, picked)] == kinds


def test_the_lowest_price_counts_what_must_be_chosen_at_one_price() -> None:
    """Of halves the cheapest; of other options nothing, as the menu shows what the dish costs as it comes."""
    halves = ModifierGroup(
        1, "Halves", 2, 2, (Modifier(1, "Salami", 1100), Modifier(2, "Marinara", 750)), pricing="dearest"
    )
    crust = ModifierGroup(2, "Crust", 1, 1, (Modifier(3, "Thin", 100),))
    item = Item(1, 1, "Half and half", variants=(Variant(1, "Regular", 50), Variant(2, "Large", 300)))
    assert lowest_price(item) == 50
    assert lowest_price(replace(item, modifier_groups=(halves, crust))) == 800
    optional = replace(halves, min_select=0)
    assert lowest_price(replace(item, modifier_groups=(optional,))) == 50


def test_a_dish_as_a_share_costs_what_its_size_does() -> None:
    """The size that is wanted, else the usual one, else the first; one without sizes costs nothing."""
    small, large = Variant(1, "Small", 700), Variant(2, "Large", 1200)
    assert part_price(Item(1, 1, "Pizza", variants=(small, large)), large) == 1200
    assert part_price(Item(1, 1, "Pizza", variants=(small, replace(large, is_default=True)))) == 1200
    assert part_price(Item(1, 1, "Pizza", variants=(small, large))) == 700
    assert part_price(Item(1, 1, "Pizza")) == 0


def test_the_lowest_price_is_that_of_the_size_and_never_below_nothing() -> None:
    """A discount that must be chosen makes a dish free, and no more than that."""
    off = ModifierGroup(1, "Halves", 1, 1, (Modifier(1, "Voucher", -900),), pricing="dearest")
    item = Item(1, 1, "Soup", variants=(MEDIUM, Variant(2, "Large", 1000)), modifier_groups=(off,))
    assert (lowest_price(item), lowest_price(item, item.variants[1])) == (0, 100)


@pytest.mark.parametrize(
    ("picked", "found"),
    [
        ([Picked(EXTRA, "regular", 2)], [("without_part", 2, "Salami: Olives")]),
        ([Picked(SALAMI), Picked(EXTRA)], []),
        ([Picked(SALAMI, "none"), Picked(EXTRA)], [("without_part", 1, "Salami: Olives")]),
        ([Picked(EXTRA, "none")], []),
        ([Picked(SALAMI)], []),
        ([Picked(ON_DEFAULT)], []),
        ([Picked(MARINARA, "none"), Picked(ON_DEFAULT)], [("without_part", 1, "Marinara: Olives")]),
        ([], []),
    ],
)
def test_an_extra_on_a_part_needs_the_part(picked: list[Picked], found: list[tuple[str, int, str]]) -> None:
    """The part is there where it was picked, or comes with the dish and is not refused; a refused extra needs none."""
    halves = ModifierGroup(1, "Halves", 0, None, (MARINARA, SALAMI))
    extras = ModifierGroup(2, "Extras", 0, None, (EXTRA, ON_DEFAULT, BACON))
    item = Item(1, 1, "Half and half", variants=(MEDIUM,), modifier_groups=(halves, extras))
    assert [
        (one.kind, one.count, one.modifier.name if one.modifier else "") for one in breaches(item, picked)
    ] == found


def test_a_group_without_options_costs_nothing() -> None:
    """Nothing can be chosen of it, so the least that the dish costs is its own price."""
    empty = ModifierGroup(1, "Halves", 1, 1, pricing="dearest")
    assert lowest_price(replace(PIZZA, modifier_groups=(empty,))) == 800


@pytest.mark.parametrize(
    ("maximum", "picked", "wanted"),
    [
        (1, [Picked(BACON)], ["Bacon"]),
        (2, [Picked(BACON)], ["Bacon", "Cheese"]),
        (None, [Picked(BACON)], ["Bacon", "Cheese"]),
        (1, [], ["Cheese"]),
        (1, [Picked(BACON, "none")], ["Cheese"]),
        (1, [Picked(CHEESE, "none")], []),
    ],
)
def test_a_default_is_in_the_dish_unless_something_takes_its_place(
    maximum: int | None, picked: list[Picked], wanted: list[str]
) -> None:
    """In a group of one what was picked takes it; in others it stands beside, until it is refused."""
    item = replace(PIZZA, modifier_groups=(_group(0, maximum, CHEESE, BACON),))
    assert [modifier.name for modifier in wanted_modifiers(item, picked)] == wanted
