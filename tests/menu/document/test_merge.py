"""What keeps its id, its 86 and its place where a menu as wanted takes the place of the stored one, by value."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.menu.document.merge import Merge, with_kept_ids
from server.menu.row_mapping import StoredMenu

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OUT: dict[str, Any] = {"sold_out": True, "sold_out_until": NOON}
LAST = 2_147_483_647


def item(item_id: int, name: str, category: int = 1, **values: Any) -> Item:
    return Item(item_id, category, name, **values)


def wanted(*names: str) -> tuple[Item, ...]:
    return tuple(Item(0, 0, name) for name in names)


def merged(stored: list[Category], new: list[Category], ordered: set[int] | None = None) -> list[Category]:
    return Merge(
        StoredMenu(Menu("EUR", tuple(stored)), frozenset(ordered or ())), Menu("EUR", tuple(new))
    ).categories()


def placed(categories: list[Category]) -> list[tuple[str, int, list[tuple[int, str, int]]]]:
    """Name and id of each category, and id, name and sort order of its items."""
    return [(c.name, c.id, [(i.id, i.name, i.sort_order) for i in c.items]) for c in categories]


def test_parts_keep_the_ids_that_they_bring_or_those_of_their_namesakes() -> None:
    """An id that the dish does not have counts for nothing; of two of one name the first has the namesake's id."""
    old = Item(7, 1, "Tea", variants=(Variant(1, "Small", 100), Variant(2, "Large", 200)))
    new = Item(
        0, 0, "Tea", variants=(Variant(2, "Small", 150), Variant(9, "large", 250), Variant(0, "Huge", 300))
    )
    kept = with_kept_ids(old, new)
    assert kept.id == 7
    assert [(v.id, v.label, v.price) for v in kept.variants] == [
        (2, "Small", 150),
        (0, "large", 250),
        (0, "Huge", 300),
    ]
    twice = replace(new, variants=(Variant(0, "LARGE", 250), Variant(0, "large", 260)))
    assert [v.id for v in with_kept_ids(old, twice).variants] == [2, 0]


def test_groups_and_options_keep_their_ids_within_their_group() -> None:
    """Also where the group has another name and brings its id; the options of a new group are new."""
    milk = ModifierGroup(3, "Milk", modifiers=(Modifier(4, "Oat"), Modifier(5, "Soy")))
    old = Item(7, 1, "Tea", modifier_groups=(milk,))
    renamed = ModifierGroup(
        3, "Milks", modifiers=(Modifier(0, "soy"), Modifier(4, "Oat drink"), Modifier(0, "Rice"))
    )
    extra = ModifierGroup(0, "Extra", modifiers=(Modifier(0, "Oat"),))
    kept = with_kept_ids(old, Item(0, 0, "Tea", modifier_groups=(renamed, extra)))
    assert [(g.id, [m.id for m in g.modifiers]) for g in kept.modifier_groups] == [(3, [5, 4, 0]), (0, [0])]


def test_what_is_86d_stays_so() -> None:
    """A dish, its sizes and its options, with the time of their return; a document cannot 86 anything."""
    milk = ModifierGroup(3, "Milk", modifiers=(Modifier(4, "Oat", **OUT), Modifier(5, "Soy")))
    sizes = (Variant(1, "Small", 100, **OUT), Variant(2, "Large", 200))
    old = item(7, "Tea", variants=sizes, modifier_groups=(milk,), photo="abc", **OUT)
    said = Item(
        0,
        0,
        "Tea",
        variants=(Variant(0, "Small", 100), Variant(0, "Large", 200, **OUT)),
        modifier_groups=(
            ModifierGroup(0, "Milk", modifiers=(Modifier(0, "Oat"), Modifier(0, "Soy", **OUT))),
        ),
        photo="xyz",
    )
    [category] = merged([Category(1, "A", items=(old,))], [Category(0, "A", items=(said,))])
    [tea] = category.items
    assert (tea.sold_out, tea.sold_out_until, tea.photo) == (True, NOON, "abc")
    assert [(v.id, v.sold_out, v.sold_out_until) for v in tea.variants] == [(1, True, NOON), (2, False, None)]
    [group] = tea.modifier_groups
    assert [(m.id, m.sold_out, m.sold_out_until) for m in group.modifiers] == [
        (4, True, NOON),
        (5, False, None),
    ]


def test_ids_and_photos_in_what_is_wanted_do_not_count() -> None:
    """A new dish has none, nor do its parts; it knows its category where that has an id."""
    brought = Item(
        9, 9, "Tea", photo="xyz", variants=(Variant(9, "Small", 1),),
        modifier_groups=(ModifierGroup(9, "Milk", modifiers=(Modifier(9, "Oat"),)),),
    )  # fmt: skip
    [known, new] = merged(
        [Category(4, "A")], [Category(9, "A", items=(brought,)), Category(9, "B", items=(brought,))]
    )
    assert (known.id, new.id) == (4, 0)
    assert [tea.category_id for tea in (*known.items, *new.items)] == [4, 0]
    for tea in (*known.items, *new.items):
        assert (tea.id, tea.photo, tea.variants[0].id) == (0, "", 0)
        assert (tea.modifier_groups[0].id, tea.modifier_groups[0].modifiers[0].id) == (0, 0)


def test_of_namesakes_the_first_goes_on() -> None:
    """Of categories, and of dishes in their category."""
    stored = [
        Category(1, "A", items=(item(1, "Tea"), item(2, "tea"))),
        Category(2, "a", 1, items=(item(3, "Milk", 2),)),
    ]
    assert placed(merged(stored, [Category(0, "a", items=wanted("Tea"))])) == [("a", 1, [(1, "Tea", 0)])]


def test_a_dish_that_moved_is_found_anywhere_once() -> None:
    """One that is shown before one that is hidden, the older first; one that stays where it is, is not taken."""
    stored = [
        Category(1, "A", items=(item(1, "Tea", is_active=False), item(5, "Tea"), item(3, "Milk"))),
        Category(2, "B", 1, items=(item(4, "Tea", 2), item(6, "Milk", 2))),
    ]
    new = [
        Category(0, "C", items=wanted("Tea", "tea", "TEA", "tea ", "Milk", "Soup")),
        Category(0, "B", items=wanted("Milk")),
    ]
    [c, b] = merged(stored, new)
    assert [i.id for i in c.items] == [4, 5, 1, 0, 3, 0]
    assert [i.id for i in b.items] == [6]


def test_what_orders_name_stays_hidden_and_the_rest_goes() -> None:
    """In a category that stays and in one that is left out, which is kept hidden for it; one without such dishes goes."""
    stored = [
        Category(1, "A", items=(item(1, "Tea"), item(2, "Milk", number="7"), item(3, "Soup", sort_order=5))),
        Category(2, "B", 1, items=(item(4, "Cake", 2), item(5, "Pie", 2))),
        Category(3, "C", 2, items=(item(6, "Ham", 3),)),
    ]
    [a, b] = merged(stored, [Category(0, "A", items=wanted("Tea"))], {2, 4, 1})
    assert [(i.id, i.is_active, i.number) for i in a.items] == [(1, True, ""), (2, False, "")]
    assert (a.is_active, b.id, b.is_active) == (True, 2, False)
    assert [(i.id, i.is_active) for i in b.items] == [(4, False)]


def test_what_is_new_comes_after_all_that_is_there() -> None:
    """After what is hidden too, from 0 on in a new category."""
    stored = [Category(1, "A", 3, items=(item(1, "Tea", sort_order=4), item(2, "Milk", sort_order=9)))]
    new = [Category(0, "A", items=wanted("Tea", "Soup", "Pie")), Category(0, "B", items=wanted("Ham", "Egg"))]
    [a, b] = merged(stored, new, {2})
    assert [(i.name, i.sort_order) for i in a.items] == [("Tea", 4), ("Milk", 9), ("Soup", 10), ("Pie", 11)]
    assert [(i.name, i.sort_order) for i in b.items] == [("Ham", 0), ("Egg", 1)]
    assert [(c.name, c.sort_order) for c in (a, b)] == [("A", 3), ("B", 4)]


def test_another_order_numbers_all_anew() -> None:
    """From 0 on, what is hidden after what is wanted; so does a new dish between two."""
    stored = [
        Category(1, "A", items=(item(1, "Tea", sort_order=4), item(2, "Milk", sort_order=9), item(3, "Pie", sort_order=10)))
    ]  # fmt: skip
    [turned] = merged(stored, [Category(0, "A", items=wanted("Milk", "Tea"))], {3})
    assert [(i.id, i.sort_order) for i in turned.items] == [(2, 0), (1, 1), (3, 2)]
    [between] = merged(stored, [Category(0, "A", items=wanted("Tea", "Soup", "Milk"))], {3})
    assert [(i.id, i.sort_order) for i in between.items] == [(1, 0), (0, 1), (2, 2), (3, 3)]


def test_a_dish_that_moves_in_comes_last_as_a_new_one_does() -> None:
    """Its sort order was its old category's."""
    stored = [
        Category(1, "A", items=(item(1, "Tea", sort_order=4),)),
        Category(2, "B", 1, items=(item(2, "Milk", 2, sort_order=1),)),
    ]
    [a, b] = merged(stored, [Category(0, "A", items=wanted("Tea", "Milk")), Category(0, "B")])
    assert [(i.id, i.sort_order, i.category_id) for i in a.items] == [(1, 4, 1), (2, 5, 1)]
    assert b.items == ()


@pytest.mark.parametrize(
    ("last", "expected"), [(LAST - 2, [LAST - 2, LAST - 1, LAST]), (LAST - 1, [0, 1, 2]), (LAST, [0, 1, 2])]
)
def test_sort_orders_stay_within_what_the_database_holds(last: int, expected: list[int]) -> None:
    """The last that fits is used; where one would not, all are numbered anew."""
    stored = [Category(1, "A", items=(item(1, "Tea", sort_order=last),))]
    [category] = merged(stored, [Category(0, "A", items=wanted("Tea", "Milk", "Pie"))])
    assert [i.sort_order for i in category.items] == expected


def test_of_the_same_sort_order_the_older_is_first() -> None:
    """Where that is the wanted order nothing changes, else all are numbered."""
    stored = [Category(1, "A", items=(item(1, "Tea", sort_order=3), item(2, "Milk", sort_order=3)))]
    [same] = merged(stored, [Category(0, "A", items=wanted("Tea", "Milk"))])
    assert [(i.id, i.sort_order) for i in same.items] == [(1, 3), (2, 3)]
    [turned] = merged(stored, [Category(0, "A", items=wanted("Milk", "Tea"))])
    assert [(i.id, i.sort_order) for i in turned.items] == [(2, 0), (1, 1)]
