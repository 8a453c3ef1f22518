"""What a plan says of each field, without a database."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, OptionSource, Variant
from server.domain.translation import Translation
from server.menu.document.diff import plan
from server.menu.document.differences import Difference, differences
from server.menu.row_mapping import StoredMenu
from tests.menu.strategies import menus, stored_menus

REGULAR = Variant(1, "Regular", 500, is_default=True)
SIZES = (Variant(1, "Medium", 950, is_default=True), Variant(2, "Large", 1200))
TOPPINGS = ModifierGroup(3, "Toppings", 0, 8, (Modifier(4, "Onions", 50), Modifier(5, "Olives", 75)))
DISH = Item(7, 1, "Margherita", variants=SIZES, modifier_groups=(TOPPINGS,))


def menu_of(*items: Item, category: str = "Pizza", currency: str = "EUR") -> Menu:
    return Menu(currency, (Category(1, category, items=items),))


def told(before: Item, after: Item, currency: str = "EUR") -> list[tuple[str, str | None, str | None]]:
    """Field, before and after of each difference."""
    made = plan(
        StoredMenu(menu_of(before, currency=currency), frozenset()), menu_of(after, currency=currency)
    )
    assert {d.path for d in made.differences} <= {"Pizza / Margherita"}
    return [(d.field, d.before, d.after) for d in made.differences]


def test_a_price_is_told_with_its_size_and_by_how_much_it_rises() -> None:
    """The dish, the size, both prices as the currency writes them, and whole percents."""
    dearer = replace(DISH, variants=(SIZES[0], replace(SIZES[1], price=1350)))
    made = plan(StoredMenu(menu_of(DISH), frozenset()), menu_of(dearer))
    assert made.differences == (Difference("Pizza / Margherita", "Large price", "12.00", "13.50", 12),)
    only = replace(DISH, variants=(REGULAR,), modifier_groups=())
    cheaper = replace(only, variants=(replace(REGULAR, price=100),))
    [fall] = plan(StoredMenu(menu_of(only), frozenset()), menu_of(cheaper)).differences
    assert (fall.field, fall.before, fall.after, fall.percent) == ("price", "5.00", "1.00", -80)


def test_where_options_come_from_is_told_in_words() -> None:
    """A category with what sizes cost more, or each option of a group; what is written beside it is told by itself."""

    def of(source: OptionSource | None) -> Item:
        return replace(DISH, modifier_groups=(replace(TOPPINGS, source=source),))

    drinks = OptionSource(category="Drinks", sizes=(("Large", 50), ("Small", 0)))
    name = "Toppings options from"
    assert told(of(None), of(drinks)) == [(name, "none", "Drinks, Large 0.50, Small 0.00")]
    assert told(of(drinks), of(OptionSource(for_each="Halves"))) == [
        (name, "Drinks, Large 0.50, Small 0.00", "for each of Halves")
    ]
    assert told(of(OptionSource(category="Drinks")), of(None)) == [(name, "Drinks", "none")]
    written = replace(drinks, written=(Modifier(9, "Water", 10),))
    assert told(of(drinks), of(written)) == []


def test_a_price_from_nothing_has_no_percentage() -> None:
    """What cost nothing rises by no number; what costs nothing from now on falls by 100."""
    free = replace(DISH, variants=(replace(REGULAR, price=0),), modifier_groups=())
    paid = replace(free, variants=(REGULAR,))
    [rise] = plan(StoredMenu(menu_of(free), frozenset()), menu_of(paid)).differences
    [fall] = plan(StoredMenu(menu_of(paid), frozenset()), menu_of(free)).differences
    assert (rise.percent, fall.percent) == (None, -100)


def test_every_kind_of_value_is_written_as_an_owner_reads_it() -> None:
    """Lists with commas, yes and no, texts as they are, no limit as none."""
    assert told(
        replace(DISH, allergens=("gluten",)), replace(DISH, allergens=("gluten", "milk"), station="oven")
    ) == [("allergens", "gluten", "gluten, milk"), ("station", "", "oven")]
    assert told(DISH, replace(DISH, is_active=False)) == [("is_active", "yes", "no")]
    unlimited = replace(DISH, modifier_groups=(replace(TOPPINGS, max_select=None),))
    assert told(DISH, unlimited) == [("Toppings max", "8", "none")]


def test_sizes_groups_and_options_that_come_and_go() -> None:
    """Of a size and an option its price, of a group its options."""
    assert told(DISH, replace(DISH, variants=(SIZES[0], Variant(0, "Family", 2000)))) == [
        ("Family price", None, "20.00"),
        ("Large price", "12.00", None),
    ]
    assert told(DISH, replace(DISH, modifier_groups=())) == [("Toppings", "Onions, Olives", None)]
    fewer = replace(TOPPINGS, modifiers=(replace(TOPPINGS.modifiers[0], price_adjustment=60),))
    assert told(DISH, replace(DISH, modifier_groups=(fewer,))) == [
        ("Toppings / Onions price", "0.50", "0.60"),
        ("Toppings / Olives", "0.75", None),
    ]


def test_another_order_of_the_parts_is_told_once() -> None:
    """Sizes and options in another order are a change of their list."""
    turned = replace(TOPPINGS, modifiers=TOPPINGS.modifiers[::-1])
    assert told(DISH, replace(DISH, variants=SIZES[::-1], modifier_groups=(turned,))) == [
        ("order of the sizes", "Medium, Large", "Large, Medium"),
        ("order of Toppings", "Onions, Olives", "Olives, Onions"),
    ]


def test_a_currency_without_decimals_is_written_without() -> None:
    """Minor units of yen are yen."""
    dish = replace(DISH, variants=(REGULAR,), modifier_groups=())
    assert told(dish, replace(dish, variants=(replace(REGULAR, price=700),)), "JPY") == [
        ("price", "500", "700")
    ]


def test_what_comes_and_goes_is_told_with_its_prices_and_a_move_with_both_categories() -> None:
    """A new dish has no before, a removed one no after, a moved one keeps its identity."""
    soup = Item(8, 1, "Soup", variants=(REGULAR,))
    made = plan(StoredMenu(menu_of(soup), frozenset()), menu_of(DISH))
    assert [(d.path, d.field, d.before, d.after) for d in made.differences] == [
        ("Pizza / Margherita", "Medium price", None, "9.50"),
        ("Pizza / Margherita", "Large price", None, "12.00"),
        ("Pizza / Soup", "price", "5.00", None),
    ]
    moved = plan(StoredMenu(menu_of(DISH), frozenset()), menu_of(DISH, category="Specials"))
    assert moved.differences == (Difference("Specials / Margherita", "category", "Pizza", "Specials"),)


def test_how_much_of_the_menu_diners_lose() -> None:
    """Removed, hidden and switched off dishes count; what was hidden before does not."""
    dishes = [Item(n, 1, f"Dish {n}", variants=(REGULAR,)) for n in range(1, 6)]
    stored = StoredMenu(menu_of(replace(dishes[0], is_active=False), *dishes[1:]), frozenset({2}))
    made = plan(stored, menu_of(dishes[3], replace(dishes[4], is_active=False)))
    assert (made.shown_before, made.taken_away) == (4, 3)


def test_a_translation_is_told_with_its_language() -> None:
    """Each text of each language by itself, empty where there is none; of a size with its label."""
    korean = replace(DISH, translations=(Translation("ko", "마르게리타"), Translation("de", "", "mit Käse")))
    other = replace(DISH, translations=(Translation("ko", "마르게리따"),))
    assert told(DISH, korean) == [
        ("name (ko)", "", "마르게리타"),
        ("description (de)", "", "mit Käse"),
    ]
    assert told(korean, other) == [
        ("name (ko)", "마르게리타", "마르게리따"),
        ("description (de)", "mit Käse", ""),
    ]
    large = replace(SIZES[1], translations=(Translation("ko", "대"),))
    assert told(DISH, replace(DISH, variants=(SIZES[0], large))) == [("Large name (ko)", "", "대")]


def test_a_price_of_certain_hours_is_told_with_its_hours() -> None:
    """Two prices of one size are told apart."""
    happy = Variant(9, "Large", 900, when="mon-fri 16:00-18:00")
    before = replace(DISH, variants=(*SIZES, happy))
    after = replace(DISH, variants=(*SIZES, replace(happy, price=800)))
    assert told(before, after) == [("Large (mon-fri 16:00-18:00) price", "9.00", "8.00")]


@settings(max_examples=15, deadline=None)
@given(stored_menus(), menus)
def test_each_changed_dish_has_a_reason(stored: StoredMenu, wanted: Menu) -> None:
    """Whatever a plan calls changed is told field by field, and a plan of nothing tells nothing."""
    made = plan(stored, wanted)
    told_of = {d.path for d in made.differences}
    reordered = {path for path in made.changed if path.endswith("items)") or path.startswith("(order")}
    assert set(made.changed) - reordered <= told_of
    again = plan(StoredMenu(stored.menu, stored.ordered), stored.menu)
    assert again.differences == ()


def test_every_field_of_a_menu_is_told() -> None:
    """A field that a dish has and that no plan would tell is named here: ids, order and the kitchen's 86."""
    silent = {"id", "category_id", "sort_order", "sold_out", "sold_out_until", "variants", "modifier_groups"}
    silent |= {"is_served", "translations", "photo"}
    plain = {field.name for field in fields(Item)} - silent
    changed: Any = replace
    for name in plain:
        value = getattr(DISH, name)
        other: Any = (not value) if isinstance(value, bool) else (("x",) if isinstance(value, tuple) else "x")
        if name.endswith("_item_id"):
            other = DISH.id
        if name == "goes_with":
            other = (DISH.id,)
        made = plan(StoredMenu(menu_of(DISH), frozenset()), menu_of(changed(DISH, **{name: other})))
        assert made.differences != (), name


def compared(before: Item, after: Item) -> list[tuple[str, str | None, str | None]]:
    """Field, before and after of each difference of a dish that keeps its category and id."""
    return [(d.field, d.before, d.after) for d in differences(menu_of(before), menu_of(after))]


def test_what_no_document_says_is_no_difference() -> None:
    """Neither the kitchen's 86 of a dish, a size or an option, nor a photo, a place in the order, or the present hour."""
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    out: Any = {"sold_out": True, "sold_out_until": now}
    options = tuple(replace(option, **out) for option in TOPPINGS.modifiers)
    other = replace(
        DISH,
        category_id=9,
        sort_order=9,
        is_served=False,
        photo="abc",
        variants=tuple(replace(size, **out) for size in SIZES),
        modifier_groups=(replace(TOPPINGS, modifiers=options),),
        **out,
    )
    assert compared(DISH, other) == []


def test_values_are_named_as_a_document_writes_them() -> None:
    """Default, min, max, price, and the dishes that a meal and an option are, by their names."""
    first = replace(TOPPINGS.modifiers[0], is_default=True, price_adjustment=60, menu_item_id=7)
    group = replace(TOPPINGS, min_select=1, max_select=9, modifiers=(first, TOPPINGS.modifiers[1]))
    sizes = (replace(SIZES[0], is_default=False), SIZES[1])
    assert compared(DISH, replace(DISH, meal_item_id=7, variants=sizes, modifier_groups=(group,))) == [
        ("meal", "none", "Margherita"),
        ("Medium default", "yes", "no"),
        ("Toppings min", "0", "1"),
        ("Toppings max", "8", "9"),
        ("Toppings / Onions price", "0.50", "0.60"),
        ("Toppings / Onions default", "no", "yes"),
        ("Toppings / Onions item", "none", "Margherita"),
    ]
    assert compared(replace(DISH, meal_item_id=7), DISH) == [("meal", "Margherita", "none")]
    assert compared(DISH, replace(DISH, goes_with=(7, 7))) == [
        ("goes with", "none", "Margherita, Margherita")
    ]


def test_a_draft_is_told_as_one() -> None:
    """Of a name and of a description, beside what is said already."""
    said = Translation("ko", "김치", "맵다", "백김치", "하얗다")
    assert compared(DISH, replace(DISH, translations=(said,))) == [
        ("name (ko)", "", "김치"),
        ("description (ko)", "", "맵다"),
        ("draft of the name (ko)", "", "백김치"),
        ("draft of the description (ko)", "", "하얗다"),
    ]


def test_a_category_is_told_by_its_own_fields() -> None:
    """Not by its place or its dishes; a new one is told by its dishes alone, and a dish that was there keeps its prices."""
    before = Menu("EUR", (Category(1, "Pizza", items=(DISH,)),))
    after = Menu("EUR", (Category(1, "Pizze", 5, is_active=False, when="mon 11:00-14:00", items=(DISH,)),))
    assert [(d.path, d.field, d.before, d.after) for d in differences(before, after)] == [
        ("Pizze", "name", "Pizza", "Pizze"),
        ("Pizze", "is_active", "yes", "no"),
        ("Pizze", "when", "", "mon 11:00-14:00"),
    ]
    new = Menu("EUR", (Category(0, "New", items=(replace(DISH, id=0, modifier_groups=()),)),))
    assert [(d.path, d.field, d.before, d.after) for d in differences(Menu("EUR"), new)] == [
        ("New / Margherita", "Medium price", None, "9.50"),
        ("New / Margherita", "Large price", None, "12.00"),
    ]


def test_option_groups_in_another_order_are_told_once() -> None:
    """A group that comes at the same time does not count among them."""
    sides = ModifierGroup(6, "Sides", modifiers=(Modifier(7, "Chips", 200),))
    new = ModifierGroup(0, "Dips", modifiers=(Modifier(0, "Mayo", 50),))
    before = replace(DISH, modifier_groups=(TOPPINGS, sides))
    assert compared(before, replace(DISH, modifier_groups=(new, sides, TOPPINGS))) == [
        ("Dips", None, "Mayo"),
        ("order of the option groups", "Toppings, Sides", "Sides, Toppings"),
    ]


def test_percents_are_whole_and_of_the_price_before() -> None:
    """Also of one that is negative, which rises where it takes less away; other fields have none."""
    cut = replace(TOPPINGS.modifiers[0], price_adjustment=-300)
    told_of = [
        (before, [d.percent for d in differences(menu_of(_with(cut, before)), menu_of(_with(cut, after)))])
        for before, after in ((-300, -200), (-300, -400), (300, 301), (300, 305), (300, 0))
    ]
    assert told_of == [(-300, [33]), (-300, [-33]), (300, [0]), (300, [2]), (300, [-100])]
    [renamed] = differences(menu_of(DISH), menu_of(replace(DISH, station="oven")))
    assert renamed.percent is None


def _with(option: Modifier, price: int) -> Item:
    modifiers = (replace(option, price_adjustment=price), TOPPINGS.modifiers[1])
    return replace(DISH, modifier_groups=(replace(TOPPINGS, modifiers=modifiers),))


def test_a_meal_and_a_part_that_are_new_are_named() -> None:
    """A dish that comes with the same plan has no id yet, and is named all the same."""
    meal = replace(DISH, id=99, name="Pizza meal")
    drink = ModifierGroup(0, "With it", modifiers=(Modifier(0, "Slice", menu_item_id=99),))
    wanted = replace(DISH, meal_item_id=99, modifier_groups=(*DISH.modifier_groups, drink))
    made = plan(StoredMenu(menu_of(DISH), frozenset()), menu_of(wanted, meal))
    told_of_meal = [(d.before, d.after) for d in made.differences if d.field == "meal"]
    assert told_of_meal == [("none", "Pizza meal")]


def test_a_translation_that_was_made_anew_of_another_text_is_told() -> None:
    """Where the words come out the same, the mark of what they were made from is what changed."""
    before, after = (
        replace(DISH, translations=(Translation("ko", "김치", of=mark),)) for mark in ("a1", "b2")
    )
    assert told(before, after) == [("mark of the text that the translation was made from (ko)", "a1", "b2")]
