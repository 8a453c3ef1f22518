"""How much a menu may hold: exactly as many as allowed are accepted, and one more is refused."""

import pytest

from server.domain.errors import Conflict, Invalid
from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.menu import limits
from server.menu.limits import check_size, count_names, require_room

MEGABYTE = 1024 * 1024


def menu_of(categories: int, items: int) -> Menu:
    """A menu with so many categories, the first of which has so many items without names of their own."""
    first = Category(1, "First", items=tuple(Item(n, 1, f"Dish {n}") for n in range(items)))
    return Menu("EUR", (first, *(Category(n, f"C {n}") for n in range(1, categories))))


def refusal(menu: Menu) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        check_size(menu)
    assert str(refused.value) == "The menu is too large, so nothing was changed: see errors."
    return [(error[0], error[1]) for error in refused.value.errors]


def test_a_full_menu_is_accepted() -> None:
    """500 categories with 10,000 items."""
    check_size(menu_of(500, 10_000))


def test_one_category_more_is_refused() -> None:
    """The refusal counts them."""
    assert refusal(menu_of(501, 0)) == [("categories", "are 501; at most 500 are possible")]


def test_one_item_more_is_refused() -> None:
    """Wherever it stands: items of all categories count together."""
    full = menu_of(2, 10_000)
    more = Menu("EUR", (*full.categories, Category(3, "Third", items=(Item(10_001, 3, "One more"),))))
    assert refusal(more) == [("categories", "hold 10001 items; at most 10000 are possible")]


def test_one_name_more_is_refused() -> None:
    """100,000 variants, groups, options and aliases in all are possible."""
    variants = tuple(Variant(n, f"V {n}", 100) for n in range(100_000))
    check_size(Menu("EUR", (Category(1, "C", items=(Item(1, 1, "D", variants=variants),)),)))
    one_more = Item(1, 1, "D", aliases=("another",), variants=variants)
    assert refusal(Menu("EUR", (Category(1, "C", items=(one_more,)),))) == [
        (
            "categories",
            "hold 100001 variants, groups, options and aliases in all; at most 100000 are possible",
        )
    ]


def test_every_name_is_counted_once() -> None:
    """An item's aliases, tags and allergens, its variants, groups, options, and the aliases of these."""
    group = ModifierGroup(1, "G", modifiers=(Modifier(1, "M", aliases=("a", "b")), Modifier(2, "N")))
    item = Item(
        1, 1, "D", aliases=("x",), tags=("t", "u"), allergens=("milk", "nuts", "egg"),
        variants=(Variant(1, "S", 1, aliases=("small", "little")), Variant(2, "L", 2)),
        modifier_groups=(group, ModifierGroup(2, "H")),
    )  # fmt: skip
    assert (
        count_names(Menu("EUR", (Category(1, "C", items=(item,)),)))
        == 1 + 2 + 3 + (1 + 2) + 1 + (1 + 3 + 1) + 1
    )


def test_a_menu_that_is_exactly_full_has_room_for_what_is_counted() -> None:
    """The counts are those after the change."""
    require_room(500, 10_000, 24 * MEGABYTE)


@pytest.mark.parametrize(
    ("categories", "items", "stored", "said"),
    [
        (501, 0, 0, "A menu has at most 500 categories. Nothing was changed; delete one first."),
        (0, 10_001, 0, "A menu has at most 10000 items. Nothing was changed; delete one first."),
        (
            0,
            0,
            24 * MEGABYTE + 1,
            "A menu takes at most 24 MB in all. Nothing was changed; shorten or delete something first.",
        ),
    ],
)
def test_one_more_has_no_room(categories: int, items: int, stored: int, said: str) -> None:
    """The refusal says what there is too much of, and what to do."""
    with pytest.raises(Conflict) as refused:
        require_room(categories, items, stored)
    assert str(refused.value) == said


def test_what_is_kept_for_orders_is_bounded() -> None:
    """5,000 hidden items."""
    assert limits.MAX_HIDDEN == 5_000
