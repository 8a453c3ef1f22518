"""Taxes of a menu document: what may be written, what is wrong with it, what changes, and what lint says."""

from dataclasses import replace

import pytest

from server.domain.menu import Category, Item, Menu, Variant
from server.domain.tax import Tax
from server.menu.document.diff import plan
from server.menu.document.lint import lint
from server.menu.document.loader import load_menu
from server.menu.document.writer import dump_document
from server.menu.row_mapping import StoredMenu
from server.wire.menu_yaml import to_yaml
from tests.menu.document.test_document import mistakes

MENU = """\
currency: EUR
taxes:
  food: {percent: 19, take_away: 7}
  state: {percent: "4 %"}
  city: {percent: 4.875}
categories:
  - name: Mains
    tax: food
    items:
      - {name: Soup, price: 5}
      - {name: Beer, price: 4, tax: [state, city]}
      - {name: Voucher, price: 20, tax: []}
  - name: Gifts
    items: [{name: Mug, price: 9}]
"""
FOOD, STATE, CITY = Tax("food", 19_000, 7_000), Tax("state", 4_000), Tax("city", 4_875)


def test_categories_and_dishes_have_the_taxes_that_they_name() -> None:
    """A dish has its category's where it names none; an empty list means none at all."""
    menu = load_menu(MENU)
    assert menu.taxes == (FOOD, STATE, CITY)
    by_name = {item.name: menu.taxes_by_item[item.id] for item in menu.items()}
    assert by_name == {"Soup": (FOOD,), "Beer": (STATE, CITY), "Voucher": (), "Mug": ()}


def test_a_menu_whose_dishes_have_no_tax_has_none_to_compute() -> None:
    """Naming taxes alone taxes nothing."""
    menu = load_menu(MENU.replace("    tax: food\n", "").replace(", tax: [state, city]", ""))
    assert menu.taxes_by_item == {}


def test_taxes_are_written_as_they_are_read() -> None:
    """As numbers in YAML, with the decimals that they need; one tax by its name alone."""
    document = dump_document(load_menu(MENU))
    assert document["taxes"] == {
        "food": {"percent": "19", "take_away": "7"},
        "state": {"percent": "4"},
        "city": {"percent": "4.875"},
    }
    mains, gifts = document["categories"]
    assert (mains["tax"], "tax" in gifts) == ("food", False)
    assert [item.get("tax") for item in mains["items"]] == [None, ["state", "city"], []]
    text = to_yaml(document)
    assert "percent: 4.875\n" in text
    assert load_menu(text) == load_menu(MENU)


def test_the_same_rate_for_taking_away_is_no_other_one() -> None:
    """So that what is written changes nothing that is stored."""
    assert load_menu(MENU.replace("take_away: 7", "take_away: 19.000")).taxes[0] == Tax("food", 19_000)


@pytest.mark.parametrize(
    ("written", "line", "message"),
    [
        ("{}", 3, "taxes.food.percent is missing"),
        ("7", 3, "taxes.food must be a mapping of names to values"),
        ("{percent: x}", 3, "taxes.food.percent must be a percentage such as 8.875"),
        ("{percent: 1e1}", 3, "taxes.food.percent must be a percentage such as 8.875"),
        ("{percent: [1]}", 3, "taxes.food.percent must be a percentage such as 8.875"),
        ("{percent: -1}", 3, "taxes.food.percent must not be negative"),
        ("{percent: 100.001}", 3, "taxes.food.percent must be at most 100 %"),
        ("{percent: 8.8751}", 3, "taxes.food.percent must have at most 3 decimals"),
        ("{percent: 19, take_away: 101}", 3, "taxes.food.take_away must be at most 100 %"),
        ("{percent: 19, reduced: 7}", 3, "taxes.food.reduced is not a field that stands here"),
    ],
)
def test_a_wrong_rate_is_one_mistake(written: str, line: int, message: str) -> None:
    """With its line; the dishes that name the tax are not blamed for it."""
    (found,) = mistakes(MENU.replace("{percent: 19, take_away: 7}", written))
    place, _, said = found.partition(": ")
    assert (place.split(",")[0], said) == (f"line {line}", message)


@pytest.mark.parametrize("percent", ["0", "100", "8.875", "8.", "0.001"])
def test_a_rate_is_from_nothing_to_all(percent: str) -> None:
    """Both ends are rates, and so are three decimals."""
    menu = load_menu(MENU.replace("percent: 4.875", f"percent: {percent}"))
    assert menu.taxes[2].thousandths == round(float(percent) * 1000)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            "tax: food",
            "tax: fod",
            'line 8, column 10: categories[0].tax names the tax "fod", which is not among taxes',
        ),
        (
            "tax: [state, city]",
            "tax: [state, town]",
            'line 11, column 45: categories[0].items[1].tax[1] names the tax "town", which is not among taxes',
        ),
        (
            "tax: [state, city]",
            "tax: [state, state]",
            'line 11, column 45: categories[0].items[1].tax[1] names the tax "state" twice',
        ),
        (
            "tax: []",
            "tax: {food: 1}",
            "line 12, column 41: categories[0].items[2].tax must be a list",
        ),
        (
            "tax: [state, city]",
            "tax: [a, b, c, d, e, f]",
            "line 11, column 37: categories[0].items[1].tax must have at most 5 entries",
        ),
    ],
)
def test_a_tax_that_is_not_there_is_told_where_it_is_named(before: str, after: str, message: str) -> None:
    """With line and column, of a name alone and within a list."""
    assert mistakes(MENU.replace(before, after)) == [message]


@pytest.mark.parametrize("count", [20, 21])
def test_a_menu_has_at_most_twenty_taxes(count: int) -> None:
    """Twenty are taken, one more is a mistake."""
    many = "".join(f"  t{number}: {{percent: 1}}\n" for number in range(count))
    text = f"currency: EUR\ntaxes:\n{many}categories: []\n"
    if count == 20:
        assert len(load_menu(text).taxes) == 20
        return
    assert mistakes(text) == ["line 3, column 3: taxes must have at most 20 entries"]


SOUP = Item(7, 1, "Soup", variants=(Variant(1, "Regular", 500, is_default=True),))


def menu_of(*items: Item, taxes: tuple[Tax, ...] = (FOOD,), category: tuple[str, ...] = ()) -> Menu:
    return Menu("EUR", (Category(1, "Mains", items=items, taxes=category),), taxes=taxes)


def told(before: Menu, after: Menu) -> list[tuple[str, str, str | None, str | None]]:
    made = plan(StoredMenu(before, frozenset()), after)
    assert not made.changes_nothing
    return [(d.path, d.field, d.before, d.after) for d in made.differences]


def test_another_rate_is_told_with_both() -> None:
    """A tax that comes has no before, one that goes no after."""
    cheaper = (replace(FOOD, thousandths=8_100, take_away=None),)
    assert told(menu_of(SOUP), menu_of(SOUP, taxes=cheaper)) == [
        ("(taxes)", "tax food", "19 %, take away 7 %", "8.1 %")
    ]
    assert told(menu_of(SOUP, taxes=(STATE,)), menu_of(SOUP, taxes=(CITY,))) == [
        ("(taxes)", "tax city", None, "4.875 %"),
        ("(taxes)", "tax state", "4 %", None),
    ]
    assert told(menu_of(SOUP, taxes=(STATE, CITY)), menu_of(SOUP, taxes=(CITY, STATE))) == [
        ("(taxes)", "order of the taxes", "state, city", "city, state")
    ]
    assert plan(StoredMenu(menu_of(SOUP), frozenset()), menu_of(SOUP, taxes=())).changed == ("(taxes)",)


def test_another_tax_of_a_dish_or_category_is_told_by_its_name() -> None:
    """None of its own is told as its category's."""
    own, none = replace(SOUP, taxes=("food",)), replace(SOUP, taxes=())
    assert told(menu_of(SOUP), menu_of(own)) == [("Mains / Soup", "tax", "as its category", "food")]
    assert told(menu_of(own), menu_of(none)) == [("Mains / Soup", "tax", "food", "none")]
    assert told(menu_of(SOUP), menu_of(SOUP, category=("food",))) == [("Mains", "tax", "none", "food")]


def test_what_orders_keep_on_the_menu_loses_taxes_that_it_names_no_more() -> None:
    """A hidden dish goes on naming the taxes that are left, so that the menu as written can be put in place again."""
    both = replace(SOUP, taxes=("food", "city"))
    stored = StoredMenu(menu_of(both, taxes=(FOOD, CITY), category=("food",)), frozenset([7]))
    made = plan(stored, Menu("EUR", (), taxes=(CITY,))).menu
    (category,) = made.categories
    assert (category.taxes, [item.taxes for item in category.items]) == ((), [("city",)])


def test_lint_names_dishes_without_a_tax_where_others_have_one() -> None:
    """What is said to have none, costs nothing or is hidden is left in peace; a tax that nothing has is told too."""
    text = MENU.replace(
        "[{name: Mug, price: 9}]",
        "[{name: Mug, price: 9}, {name: Tap water, price: 0}, {name: Old, price: 3, is_active: false}]",
    )
    found = [(f.kind, f.where, f.severity) for f in lint(load_menu(text)) if "tax" in f.kind]
    assert found == [("no_tax", "Gifts", "warning")]
    unused = MENU.replace(", tax: [state, city]", "")
    messages = [f.message for f in lint(load_menu(unused)) if f.kind == "unused_tax"]
    assert messages == [
        'no dish has the tax "state". Name it, or take it out.',
        'no dish has the tax "city". Name it, or take it out.',
    ]
    untaxed = "currency: EUR\ncategories: [{name: All, items: [{name: Soup, price: 9}]}]"
    assert [f.kind for f in lint(load_menu(untaxed)) if "tax" in f.kind] == []
