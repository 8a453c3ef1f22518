"""What must hold within a menu: each rule names its place and what is wrong there, and no other."""

from dataclasses import replace

import pytest

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, OptionSource, Variant
from server.menu.document.loader import load_menu
from server.menu.document.problems import MenuDocumentError
from server.menu.rules import Violation, check_category, check_group, check_item, check_menu

REGULAR = Variant(1, "Regular", 500)


def dish(name: str, *variants: Variant, groups: tuple[ModifierGroup, ...] = ()) -> Item:
    return Item(1, 1, name, variants=variants or (REGULAR,), modifier_groups=groups)


def options(*names: str, defaults: int = 0) -> tuple[Modifier, ...]:
    return tuple(Modifier(n, name, is_default=n < defaults) for n, name in enumerate(names))


def test_a_right_menu_breaks_nothing() -> None:
    """The same name may stand in two categories, two groups and for a thing of another kind."""
    sizes = ModifierGroup(1, "Pizza", 1, 1, options("Thin", "Thick", defaults=1))
    sauces = ModifierGroup(2, "Sauces", 0, None, options("Thin", "Hot", "Mild", defaults=3))
    menu = Menu(
        "EUR",
        (
            Category(1, "Pizza", items=(dish("Pizza", groups=(sizes, sauces)), dish("Calzone"))),
            Category(2, "Lunch", items=(dish("Pizza"),)),
        ),
    )
    assert check_menu(menu) == []


def test_a_second_name_is_at_its_place() -> None:
    """Of two equal names the later one is named, with its path, whatever its case and blanks."""
    menu = Menu(
        "EUR",
        (
            Category(1, "Pizza"),
            Category(2, "Drinks", items=(dish("Water"), dish("Cola"), dish(" WATER "))),
            Category(3, "pizza"),
        ),
    )
    assert check_menu(menu) == [
        Violation(("categories", 2, "name"), '"pizza" is already the name of another category here'),
        Violation(
            ("categories", 1, "items", 2, "name"), '" WATER " is already the name of another item here'
        ),
    ]


def test_each_part_of_an_item_has_its_path() -> None:
    """Variants by their label, groups and options by their name."""
    twice = ModifierGroup(1, "Size", 0, None, options("Thin", "Thick", "thin"))
    item = dish(
        "Pizza", Variant(1, "Small", 500), Variant(2, "SMALL", 600), groups=(twice, ModifierGroup(2, "size"))
    )
    here = ("categories", 4, "items", 7)
    assert check_item(item, here) == [
        Violation((*here, "variants", 1, "label"), '"SMALL" is already the label of another variant here'),
        Violation(
            (*here, "modifier_groups", 1, "name"), '"size" is already the name of another modifier group here'
        ),
        Violation(
            (*here, "modifier_groups", 0, "modifiers", 2, "name"),
            '"thin" is already the name of another modifier here',
        ),
    ]


def test_paths_begin_where_they_are_told_to() -> None:
    """A part that is checked by itself has paths of its own."""
    assert [v.path for v in check_category(Category(1, "A", items=(dish("B"), dish("b"))))] == [
        ("items", 1, "name")
    ]
    assert [v.path for v in check_group(ModifierGroup(1, "G", 0, None, options("a", "A")))] == [
        ("modifiers", 1, "name")
    ]


def test_an_item_of_a_category_has_its_path() -> None:
    """What is wrong with the second item of the third category is found there."""
    menu = Menu(
        "EUR", (Category(1, "A"), Category(2, "B"), Category(3, "C", items=(dish("D"), Item(2, 3, "E"))))
    )
    assert [v.path for v in check_menu(menu)] == [("categories", 2, "items", 1, "variants")]


def test_an_item_needs_a_price() -> None:
    """Without any variant it has none."""
    assert check_item(Item(1, 1, "Soup")) == [
        Violation(("variants",), "needs at least one variant, or a price")
    ]


def test_a_dish_is_no_meal_of_itself() -> None:
    """Told where it stands, in an item and in a document; a new dish, which has no id yet, is none that is named."""
    meal = replace(dish("A"), meal_item_id=1)
    assert check_item(meal) == [Violation(("meal_item_id",), "is the dish itself; name another one")]
    assert check_item(replace(meal, id=0)) == check_item(replace(meal, meal_item_id=2)) == []
    text = "currency: EUR\ncategories: [{name: C, items: [{name: A, price: '5', meal: A}]}]"
    with pytest.raises(MenuDocumentError) as caught:
        load_menu(text)
    (problem,) = caught.value.problems
    assert (problem.path, problem.message) == (
        "categories[0].items[0].meal",
        "is the dish itself; name another one",
    )


@pytest.mark.parametrize(("price", "is_wrong"), [(-1, True), (0, False), (1, False)])
def test_a_price_is_not_negative(price: int, *, is_wrong: bool) -> None:
    """Free is allowed; less is not."""
    found = check_item(dish("Soup", REGULAR, Variant(2, "Large", price)))
    assert found == ([Violation(("variants", 1, "price"), "must not be negative")] if is_wrong else [])


def test_at_most_one_variant_is_the_default() -> None:
    """Each further default is named beside the first."""
    usual = [Variant(n, label, 500, is_default=n > 0) for n, label in enumerate(("S", "M", "L", "XL"))]
    message = 'is a second default besides "M"; at most one may be'
    assert check_item(dish("Soup", *usual)) == [
        Violation(("variants", 2, "is_default"), message),
        Violation(("variants", 3, "is_default"), message),
    ]


@pytest.mark.parametrize(
    ("minimum", "maximum", "defaults", "found"),
    [
        (2, 2, 2, []),
        (3, 2, 0, [Violation(("min_select",), "is 3, more than the maximum of 2")]),
        (0, 2, 3, [Violation(("max_select",), "is 2, but 3 options come by default")]),
        (3, None, 3, []),
    ],
)
def test_a_group_can_be_satisfied(
    minimum: int, maximum: int | None, defaults: int, found: list[Violation]
) -> None:
    """Its minimum fits its maximum, and so do the options that come by default."""
    assert (
        check_group(ModifierGroup(1, "G", minimum, maximum, options("a", "b", "c", defaults=defaults)))
        == found
    )


HALVES = ModifierGroup(1, "Halves", 0, 2, options("Salami", "Funghi"))


def extras(for_each: str, *modifiers: Modifier, minimum: int = 0) -> ModifierGroup:
    """What can be put on each option of another group."""
    return ModifierGroup(2, "Extras", minimum, None, modifiers, source=OptionSource(for_each=for_each))


@pytest.mark.parametrize(
    ("group", "message"),
    [
        (extras("halves "), None),
        (extras("Halves", *options("Olives")), None),
        (extras("Quarters"), 'names "Quarters", which is no group of this dish with options of its own'),
        (extras("Extras"), 'names "Extras", which is no group of this dish with options of its own'),
        (extras("Halves", minimum=1), "is for extras: it can have neither a minimum nor a default"),
        (
            extras("Halves", *options("Olives", defaults=1)),
            "is for extras: it can have neither a minimum nor a default",
        ),
    ],
)
def test_extras_are_for_another_group_and_must_not_be_taken(
    group: ModifierGroup, message: str | None
) -> None:
    """The group that they are for is there and no extras itself; the second group of two is named where it is wrong."""
    found = check_item(dish("Pizza", groups=(HALVES, group)))
    assert found == ([Violation(("modifier_groups", 1, "for_each"), message)] if message else [])


def test_each_group_of_extras_is_looked_at() -> None:
    """Also behind a group that is for nothing, and one whose options come from a category."""
    drinks = ModifierGroup(3, "Drinks", 1, 1, source=OptionSource(category="Drinks"))
    for_drinks = replace(extras("Drinks"), name="Ice")
    item = dish("Pizza", groups=(HALVES, drinks, for_drinks, extras("Quarters")))
    assert [violation.path for violation in check_item(item)] == [("modifier_groups", 3, "for_each")]


def test_hours_that_are_none_are_named() -> None:
    """Of a dish and of a size, each at its place."""
    item = replace(dish("Soup", REGULAR, replace(REGULAR, id=2, label="Large", when="noon")), when="later")
    assert [violation.path for violation in check_item(item)] == [("variants", 1, "when"), ("when",)]


def test_a_number_stands_once_on_a_menu() -> None:
    """Whatever its case, also in another category; dishes without a number have none in common."""
    menu = Menu(
        "EUR",
        (
            Category(1, "A", items=(replace(dish("Soup"), number="14a"), dish("Stew"))),
            Category(2, "B", items=(dish("Tea"), replace(dish("Cake"), number="14A"))),
        ),
    )
    assert check_menu(menu) == [
        Violation(("categories", 1, "items", 1, "number"), 'is already the number of "Soup"')
    ]
