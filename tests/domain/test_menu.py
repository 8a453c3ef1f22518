"""What of a menu can be ordered."""

from datetime import UTC, datetime, timedelta

import pytest

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, OptionSource, Variant

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("sold_out", "until", "is_available"),
    [
        (False, None, True),
        (True, None, False),
        (True, NOW + SECOND, False),
        (True, NOW, True),
        (True, NOW - SECOND, True),
        (False, NOW + SECOND, True),
    ],
)
def test_an_86_holds_until_its_end(sold_out: bool, until: datetime | None, *, is_available: bool) -> None:  # noqa: FBT001  # a row of the table
    """Without an end it holds for good; at its end the dish is back."""
    item = Item(1, 1, "Soup", sold_out=sold_out, sold_out_until=until, variants=(Variant(1, "Regular", 300),))
    assert item.is_available(NOW) is is_available


SMALL, LARGE = Variant(1, "Small", 300), Variant(2, "Large", 500)
USUAL = Variant(3, "Medium", 400, is_default=True)


@pytest.mark.parametrize(
    ("variants", "meant"),
    [
        ((), None),
        ((SMALL,), SMALL),
        ((USUAL,), USUAL),
        ((SMALL, LARGE), None),
        ((SMALL, USUAL), USUAL),
        ((USUAL, SMALL, LARGE), USUAL),
    ],
)
def test_what_is_meant_where_no_size_is_said(variants: tuple[Variant, ...], meant: Variant | None) -> None:
    """The only one, else the default, else it must be asked."""
    assert Item(1, 1, "Soup", variants=variants).default_variant is meant


def test_a_diner_sees_what_is_active() -> None:
    """Active items of active categories, sold out or not, in the order shown; the menu itself holds all."""
    soup = Item(1, 1, "Soup")
    hidden = Item(2, 1, "Hidden", is_active=False)
    gone = Item(3, 1, "Gone", sold_out=True)
    winter = Item(4, 2, "Stew")
    cola = Item(5, 3, "Cola")
    menu = Menu(
        "EUR",
        (
            Category(1, "Starters", items=(soup, hidden, gone)),
            Category(2, "Winter", is_active=False, items=(winter,)),
            Category(3, "Drinks", items=(cola,)),
        ),
    )
    assert list(menu.items()) == [soup, hidden, gone, winter, cola]
    assert list(menu.orderable_items()) == [soup, gone, cola]
    assert menu.orderable_by_id == {1: soup, 3: gone, 5: cola}


def test_what_a_menu_leaves_unsaid() -> None:
    """A new item is shown, sold, and without choices, an option free and possible once, a group a choice; a menu that was never changed has version 0."""
    assert Item(1, 1, "Soup") == Item(
        1,
        1,
        "Soup",
        "",
        "",
        (),
        (),
        (),
        "",
        True,
        False,
        None,
        0,
        (),
        (),  # in the order of the fields
    )
    assert Category(1, "Starters") == Category(1, "Starters", 0, True, ())  # in the order of the fields
    assert Menu("EUR") == Menu("EUR", (), 0)
    assert Modifier(1, "Olives") == Modifier(1, "Olives", 0, False, 1, ())
    assert ModifierGroup(1, "Toppings") == ModifierGroup(1, "Toppings", 0, None, ())


def test_a_dish_that_is_withdrawn_stands_by_itself() -> None:
    """Hidden, its number free, its options as they are now: from nowhere else, and of no other dish's size or part."""
    drinks = ModifierGroup(
        1,
        "Drink",
        modifiers=(
            Modifier(1, "Coke", menu_item_id=7, size="Large"),
            Modifier(2, "Cheese", on_part="Patty"),
        ),
        source=OptionSource(category="Drinks"),
    )
    sized = ModifierGroup(2, "Side", modifiers=(Modifier(3, "Chips", menu_item_id=8, size="Small"),))
    plain = ModifierGroup(3, "Sauce", modifiers=(Modifier(4, "Ketchup", on_part="Chips"),))
    gone = Item(1, 1, "Burger", number="23", modifier_groups=(drinks, sized, plain)).withdrawn()
    assert (gone.is_active, gone.number, gone.name) == (False, "", "Burger")
    assert [group.source for group in gone.modifier_groups] == [None, None, None]
    assert [
        (m.name, m.menu_item_id, m.size, m.on_part) for group in gone.modifier_groups for m in group.modifiers
    ] == [
        ("Coke", 7, "", ""),
        ("Cheese", None, "", ""),
        ("Chips", 8, "", ""),
        ("Ketchup", None, "", "Chips"),
    ]
    assert gone.modifier_groups[2] is plain


def test_a_change_of_groups_reaches_every_item() -> None:
    """In every category, hidden or not; all else of the items stays."""
    sauces = ModifierGroup(1, "Sauces")
    menu = Menu(
        "EUR",
        (
            Category(1, "Mains", items=(Item(1, 1, "Burger", modifier_groups=(sauces,)), Item(2, 1, "Soup"))),
            Category(
                2, "Old", is_active=False, items=(Item(3, 2, "Stew", modifier_groups=(sauces, sauces)),)
            ),
        ),
    )
    changed = menu.with_groups(lambda group: ModifierGroup(group.id + 1, "Dips"))
    assert [(item.name, [g.name for g in item.modifier_groups]) for item in changed.items()] == [
        ("Burger", ["Dips"]),
        ("Soup", []),
        ("Stew", ["Dips", "Dips"]),
    ]
    assert [category.is_active for category in changed.categories] == [True, False]
