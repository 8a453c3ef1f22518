"""What a menu document changes, without a database."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.menu.document.diff import plan
from server.menu.document.loader import Media, load_menu
from server.menu.document.writer import dump_document
from server.menu.row_changes import numbered, row_changes
from server.menu.row_mapping import StoredMenu
from server.wire.menu_yaml import to_yaml
from tests.menu.strategies import fresh_ids, menus, stored_menus

few = settings(max_examples=8, deadline=None)


def as_stored(menu: Menu, ordered: frozenset[int] = frozenset()) -> StoredMenu:
    return StoredMenu(numbered(menu, fresh_ids()), ordered)


def menu_of(**categories: list[Item]) -> Menu:
    return Menu(
        "EUR", tuple(Category(0, n, k, items=tuple(i)) for k, (n, i) in enumerate(categories.items()))
    )


def item(name: str, price: int = 500, **more: Any) -> Item:
    variants = more.pop("variants", (Variant(0, "Regular", price, is_default=True),))
    return Item(0, 0, name, variants=variants, **more)


def content(i: Item) -> Item:
    """All of an item that a document must say."""
    groups = tuple(
        replace(
            g,
            id=0,
            modifiers=_without_ids(g.modifiers),
            source=g.source and replace(g.source, written=_without_ids(g.source.written)),
        )
        for g in i.modifier_groups
    )
    return replace(
        i,
        id=0,
        category_id=0,
        meal_item_id=None,
        goes_with=(),
        sort_order=0,
        sold_out=False,
        sold_out_until=None,
        portions=None,
        variants=tuple(replace(v, id=0) for v in i.variants),
        modifier_groups=groups,
    )


def _without_ids(modifiers: Iterable[Modifier] | None) -> tuple[Modifier, ...]:
    return tuple(replace(m, id=0, menu_item_id=None) for m in modifiers or ())


@few
@given(stored_menus(), menus)
def test_the_planned_menu_says_what_the_document_says(stored: StoredMenu, wanted: Menu) -> None:
    """Beside what orders keep, the planned menu holds what is wanted, in its order."""
    target = plan(stored, wanted).menu
    said = [c for c in target.categories if c.name in {w.name for w in wanted.categories}]
    for category, asked in zip(said, wanted.categories, strict=True):
        assert (category.name, category.is_active) == (asked.name, asked.is_active)
        names = {i.name for i in asked.items}
        assert [content(i) for i in category.items if i.name in names] == [content(i) for i in asked.items]


@few
@given(stored_menus(), menus)
def test_dishes_name_the_same_dishes_as_the_document(stored: StoredMenu, wanted: Menu) -> None:
    """Parts and meals of the planned menu, once it has ids, are the dishes of those names in those categories."""
    target = numbered(plan(stored, wanted).menu, fresh_ids(1000))
    kept = {(c.name, i.name) for c in wanted.categories for i in c.items}
    assert {key: named for key, named in _named_dishes(target).items() if key in kept} == _named_dishes(
        wanted
    )


def _named_dishes(menu: Menu) -> dict[tuple[str, str], list[tuple[str, str] | None]]:
    paths = {i.id: (c.name, i.name) for c in menu.categories for i in c.items}
    return {
        paths[item.id]: [
            None if dish is None else paths[dish]
            for dish in (
                item.meal_item_id,
                *item.goes_with,
                *(m.menu_item_id for g in item.modifier_groups for m in g.modifiers),
            )
        ]
        for item in menu.items()
    }


@few
@given(stored_menus(), menus)
def test_the_rows_that_change_make_the_planned_menu(stored: StoredMenu, wanted: Menu) -> None:
    """Writing the row changes over the old rows gives exactly the planned menu, each row once."""
    old, target = stored.menu, numbered(plan(stored, wanted).menu, fresh_ids(1000))
    changes = row_changes(old, target)
    rows = {i.id: i for i in old.items()}
    rows.update({i.id: i for i in changes.changed_items})
    assert not {i.id for i in changes.new_items} & rows.keys()
    rows.update({i.id: i for i in changes.new_items})
    for item_id in changes.removed_items:
        del rows[item_id]
    assert rows == {i.id: i for i in target.items()}
    parents = {c.id for c in (*old.categories, *changes.new_categories)} - set(changes.removed_categories)
    assert {i.category_id for i in rows.values()} <= parents
    parts = [v.id for i in target.items() for v in i.variants]
    assert len(parts) == len(set(parts))


@few
@given(stored_menus(), menus, st.sampled_from(["yaml", "json"]))
def test_writing_back_what_was_read_changes_nothing(stored: StoredMenu, wanted: Menu, media: Media) -> None:
    """A menu written as a document and read again is planned as no change at all."""
    target = numbered(plan(stored, wanted).menu, fresh_ids(1000))
    document = dump_document(target, "Name", "slug")
    read = load_menu(to_yaml(document) if media == "yaml" else json.dumps(document), media)
    again = plan(StoredMenu(target, stored.ordered), read)
    assert again.changes_nothing
    assert (again.added, again.changed, again.removed, again.hidden) == ((), (), (), ())


@few
@given(stored_menus(), menus)
def test_what_an_order_names_is_never_erased(stored: StoredMenu, wanted: Menu) -> None:
    """Every item that an order names is in the planned menu, under its id."""
    target = plan(stored, wanted).menu
    assert stored.ordered <= {i.id for i in target.items()}


@few
@given(stored_menus(), menus)
def test_what_keeps_its_name_keeps_its_ids(stored: StoredMenu, wanted: Menu) -> None:
    """A category, an item of it and the item's variants, groups and options keep their ids by their names."""
    target = plan(stored, wanted).menu
    after = {c.name: c for c in target.categories}
    for before in stored.menu.categories:
        if before.name not in after:
            continue
        assert after[before.name].id == before.id
        items = {i.name: i for i in after[before.name].items}
        for dish in before.items:
            if dish.name in items:
                assert (
                    _ids(dish).items()
                    >= {k: v for k, v in _ids(items[dish.name]).items() if k in _ids(dish)}.items()
                )


def _ids(dish: Item) -> dict[tuple[str, ...], int]:
    ids: dict[tuple[str, ...], int] = {("item",): dish.id}
    ids |= {("variant", v.label): v.id for v in dish.variants}
    for group in dish.modifier_groups:
        ids["group", group.name] = group.id
        ids |= {("option", group.name, m.name): m.id for m in group.modifiers}
    return ids


def test_words_for_what_is_added_changed_and_removed() -> None:
    """Each entry is a path in words: the category, and the item in it."""
    stored = as_stored(menu_of(Pizza=[item("Margherita"), item("Salami")], Drinks=[item("Coke")]))
    wanted = menu_of(Pizza=[item("Margherita", 600), item("Funghi")], Desserts=[item("Tiramisu")])
    made = plan(stored, wanted)
    assert made.added == ("Pizza / Funghi", "Desserts", "Desserts / Tiramisu")
    assert made.changed == ("Pizza / Margherita",)
    assert made.removed == ("Pizza / Salami", "Drinks", "Drinks / Coke")
    assert made.hidden == ()


def test_an_ordered_item_that_is_left_out_is_hidden_with_its_category() -> None:
    """It stays in its category, both hidden, and is told once: the same document again changes nothing."""
    stored = as_stored(menu_of(Pizza=[item("Margherita")], Drinks=[item("Coke"), item("Water")]))
    stored = replace(stored, ordered=frozenset({2}))
    wanted = menu_of(Pizza=[item("Margherita")])
    made = plan(stored, wanted)
    assert (made.removed, made.hidden) == (("Drinks / Water",), ("Drinks", "Drinks / Coke"))
    assert made.changed == ()
    [_, drinks] = made.menu.categories
    assert (drinks.is_active, [(i.name, i.is_active) for i in drinks.items]) == (False, [("Coke", False)])
    assert plan(StoredMenu(made.menu, stored.ordered), wanted).changes_nothing


def test_what_is_hidden_already_is_not_told_again() -> None:
    """A dish and a category that no diner saw before are no news; the version of a menu is no change of it."""
    stored = as_stored(menu_of(Pizza=[item("Margherita")], Drinks=[item("Coke", is_active=False)]))
    drinks = replace(stored.menu.categories[1], is_active=False)
    menu = replace(stored.menu, version=7, categories=(stored.menu.categories[0], drinks))
    made = plan(StoredMenu(menu, frozenset({1, 2})), menu_of(Pizza=[]))
    assert (made.removed, made.hidden, made.changed) == ((), ("Pizza / Margherita",), ())
    assert made.menu.version == 7
    assert plan(StoredMenu(made.menu, frozenset({1, 2})), menu_of(Pizza=[])).changes_nothing


def test_an_order_of_categories_is_told_of_those_that_stay() -> None:
    """One that comes between them is told as added alone."""
    stored = as_stored(menu_of(Pizza=[item("Margherita")], Drinks=[item("Coke")]))
    made = plan(stored, menu_of(Pizza=[item("Margherita")], Soups=[], Drinks=[item("Coke")]))
    assert (made.added, made.changed) == (("Soups",), ())


def test_an_item_that_moves_keeps_its_id() -> None:
    """An item that stands in another category now is the same item, told as changed."""
    stored = as_stored(menu_of(Pizza=[item("Margherita")], Specials=[item("Soup")]))
    made = plan(stored, menu_of(Pizza=[], Specials=[item("Soup"), item("Margherita")]))
    assert made.changed == ("Specials / Margherita",)
    assert [(i.id, i.category_id) for i in made.menu.items()] == [(2, 2), (1, 2)]


def test_portions_are_the_kitchens_unless_the_document_counts() -> None:
    """A document that is silent about how many are left keeps the number; one that says a number sets it."""
    stored = as_stored(menu_of(Soups=[item("Goulash", portions=4), item("Borscht", portions=4)]))
    made = plan(stored, menu_of(Soups=[item("Goulash"), item("Borscht", portions=12)]))
    assert [i.portions for i in made.menu.items()] == [4, 12]
    assert made.changed == ("Soups / Borscht",)


def test_a_price_of_other_hours_is_the_same_variant() -> None:
    """A variant keeps its id when its hours change; of two with one label each keeps its own by its hours."""
    usual, happy = Variant(0, "Pint", 600), Variant(0, "Pint", 400, when="17:00-19:00")
    stored = as_stored(menu_of(Beer=[item("Lager", variants=(usual, happy))]))
    later = replace(happy, when="18:00-19:00")
    made = plan(stored, menu_of(Beer=[item("Lager", variants=(later, usual))]))
    assert [(v.id, v.price) for v in next(made.menu.items()).variants] == [(2, 400), (1, 600)]
    alone = plan(stored, menu_of(Beer=[item("Lager", variants=(later,))]))
    assert [v.price for v in next(alone.menu.items()).variants] == [400]


def test_a_hidden_item_comes_back_under_its_id() -> None:
    """A document that names an item hidden before shows the same item again."""
    stored = as_stored(menu_of(Pizza=[item("Margherita", is_active=False)]), frozenset({1}))
    made = plan(stored, menu_of(Pizza=[item("Margherita")]))
    assert [(i.id, i.is_active) for i in made.menu.items()] == [(1, True)]


def test_names_are_compared_as_people_compare_them() -> None:
    """Another case or spacing of a name is the same thing with a changed name."""
    stored = as_stored(menu_of(Pizza=[item("flat  white")]))
    made = plan(stored, menu_of(PIZZA=[item("Flat White")]))
    assert made.changed == ("PIZZA", "PIZZA / Flat White")
    assert [i.id for i in made.menu.items()] == [1]


def test_another_order_is_told_and_stored() -> None:
    """Items or categories in another order are a change, told once for their list."""
    stored = as_stored(menu_of(A=[item("x"), item("y")], B=[]))
    made = plan(stored, menu_of(B=[], A=[item("y"), item("x")]))
    assert made.changed == ("(order of the categories)", "A (order of its items)")
    assert [i.name for i in made.menu.items()] == ["y", "x"]


def test_an_item_put_in_between_is_told_alone() -> None:
    """Those after a new item move on without being told as changed."""
    stored = as_stored(menu_of(A=[item("x"), replace(item("z"), sort_order=1)]))
    made = plan(stored, menu_of(A=[item("x"), item("y"), item("z")]))
    assert (made.added, made.changed) == (("A / y",), ())
    assert [i.sort_order for i in made.menu.items()] == [0, 1, 2]


def test_sort_orders_that_say_the_same_stay() -> None:
    """Sort orders with gaps are left as they are, and what is new goes after the last."""
    stored = as_stored(menu_of(A=[replace(item("x"), sort_order=10), replace(item("y"), sort_order=20)]))
    made = plan(stored, menu_of(A=[item("x"), item("y"), item("z")]))
    assert [i.sort_order for i in made.menu.items()] == [10, 20, 21]


def test_what_is_sold_out_stays_sold_out() -> None:
    """A document says nothing of availability, and so leaves it."""
    stored = as_stored(menu_of(A=[replace(item("x"), sold_out=True)]))
    made = plan(stored, menu_of(A=[item("x", 700)]))
    assert [(i.sold_out, i.variants[0].price) for i in made.menu.items()] == [(True, 700)]


def test_an_option_that_goes_to_another_group_is_a_new_one() -> None:
    """Options are known by their name within their group."""
    groups = (ModifierGroup(0, "A", modifiers=(Modifier(0, "Ice"),)), ModifierGroup(0, "B"))
    swapped = (ModifierGroup(0, "A"), ModifierGroup(0, "B", modifiers=(Modifier(0, "Ice"),)))
    stored = as_stored(menu_of(D=[item("Coke", modifier_groups=groups)]))
    [dish] = plan(stored, menu_of(D=[item("Coke", modifier_groups=swapped)])).menu.items()
    assert [g.id for g in dish.modifier_groups] == [
        g.id for g in stored.menu.categories[0].items[0].modifier_groups
    ]
    assert dish.modifier_groups[1].modifiers[0].id == 0


def test_a_dish_that_is_kept_for_its_orders_gives_its_number_up() -> None:
    """A new dish may have it, and the menu can be written and read back."""
    old = Item(1, 1, "Ramen", variants=(Variant(1, "Regular", 900),), number="23")
    new = Item(0, 0, "Nachos", variants=(Variant(0, "Regular", 800),), number="23")
    made = plan(as_stored(menu_of(Food=[old]), frozenset({1})), menu_of(Food=[new]))
    assert {(item.name, item.number, item.is_active) for item in made.menu.items()} == {
        ("Nachos", "23", True),
        ("Ramen", "", False),
    }
