"""Options that a document says once: any dish of a category, a size of a part, extras for each half."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from server.domain.menu import Item, Menu
from server.domain.menu_at import menu_at
from server.domain.pricing import Picked, breaches, unit_price
from server.menu.document.lint import lint
from server.menu.document.loader import load_menu
from server.menu.document.problems import MenuDocumentError
from server.menu.document.writer import dump_document
from server.wire.menu_yaml import to_yaml

BURGERS = """
currency: EUR
modifier_groups:
  drink:
    name: Drink
    min: 1
    max: 1
    options_from: {category: drinks, sizes: {Large: 0.70, Regular: 0.10}}
    options: [{item: Cola, default: true}]
categories:
  - name: Burgers
    items: [{name: Meal, price: 11, modifier_groups: [drink]}]
  - name: Drinks
    items:
      - name: Cola
        aliases: [coke]
        translations: {ko: 콜라}
        variants:
          - {label: Regular, price: 2.50, default: true}
          - {label: Large, price: 3.20, translations: {ko: 큰 것}}
      - {name: Water, price: 2}
      - {name: Old wine, price: 9, is_active: false}
      - {name: Tasting, price: 9, modifier_groups: [{name: Glass, options: [{item: Water}]}]}
"""
HALVES = """
currency: EUR
modifier_groups:
  halves: {name: Halves, min: 2, max: 2, price: dearest, options_from: Pizza}
  extras:
    name: Extras
    for_each: Halves
    options:
      - {name: Olives, price_adjustment: 0.50, aliases: [olive], translations: {it: Olive}}
categories:
  - name: Pizza
    items:
      - {name: Margherita, price: 8.50, translations: {ko: 마르게리타}}
      - {name: Salami, price: 9.50}
      - {name: Half and half, price: 0, modifier_groups: [halves, extras]}
"""
NOON = datetime(2026, 11, 27, 12, tzinfo=ZoneInfo("Europe/Berlin"))


def dish(menu: Menu, name: str) -> Item:
    return next(item for item in menu.items() if item.name == name)


def offered(item: Item) -> list[tuple[str, int]]:
    return [(m.name, m.price_adjustment) for group in item.modifier_groups for m in group.modifiers]


def test_every_dish_of_a_category_is_an_option() -> None:
    """What is written comes first; then each dish that is shown and has no parts, as it comes and in the sizes named."""
    menu = load_menu(BURGERS)
    assert offered(dish(menu, "Meal")) == [("Cola", 0), ("Cola (Large)", 70), ("Water", 10)]
    [cola, large, water] = dish(menu, "Meal").modifier_groups[0].modifiers
    assert (cola.is_default, large.size, water.size) == (True, "Large", "")
    assert [m.id for m in (cola, large, water)] == [1, 2, 3]


def test_halves_out_of_a_category_cost_what_the_dishes_do() -> None:
    """A half costs its dish's price, may be taken twice, and the dish of halves is none itself; extras are for each."""
    menu = load_menu(HALVES)
    half = dish(menu, "Half and half")
    assert offered(half) == [
        ("Margherita", 850), ("Salami", 950), ("Margherita: Olives", 50), ("Salami: Olives", 50),
    ]  # fmt: skip
    assert [m.max_quantity for m in half.modifier_groups[0].modifiers] == [2, 2]


def test_an_extra_is_paid_on_top_and_wants_its_part() -> None:
    """Two halves cost the dearer, the extra its own price; on a half that is not in it, it breaks a rule."""
    half = dish(load_menu(HALVES), "Half and half")
    [margherita, salami] = half.modifier_groups[0].modifiers
    [on_margherita, on_salami] = half.modifier_groups[1].modifiers
    both = [Picked(margherita), Picked(salami), Picked(on_salami)]
    assert unit_price(half, half.variants[0], both) == 950 + 50
    assert breaches(half, both) == []
    twice = [Picked(margherita, "regular", 2), Picked(on_salami)]
    assert [(b.kind, b.modifier) for b in breaches(half, twice)] == [("without_part", on_salami)]
    assert breaches(half, [*twice[:1], Picked(on_salami, "none"), Picked(on_margherita)]) == []


@pytest.mark.parametrize("text", [BURGERS, HALVES])
def test_the_document_says_it_once_again(text: str) -> None:
    """What is written out at loading is not written into the document, which reads back the same."""
    menu = load_menu(text)
    document = dump_document(menu)
    assert load_menu(to_yaml(document)) == menu
    written = str(document)
    assert "Cola (Large)" not in written
    assert "Margherita: Olives" not in written


def test_a_size_of_a_part_runs_out_with_the_size() -> None:
    """86 of the size takes out the part of that size alone, 86 of the dish both."""
    out = BURGERS.replace("options: [{item: Cola, default: true}]", "options: [{item: Cola, size: Large}]")
    menu = load_menu(out)
    cola = dish(menu, "Cola")
    assert offered(dish(menu, "Meal")) == [("Cola (Large)", 0), ("Cola", 10), ("Water", 10)]
    large = next(v for v in cola.variants if v.label == "Large")
    object.__setattr__(large, "sold_out", True)
    options = dish(menu_at(menu, NOON).menu, "Meal").modifier_groups[0].modifiers
    assert [m.is_available(NOON) for m in options] == [False, True, True]
    object.__setattr__(cola, "sold_out", True)
    options = dish(menu_at(menu, NOON).menu, "Meal").modifier_groups[0].modifiers
    assert [m.is_available(NOON) for m in options] == [False, False, True]


def test_parts_are_translated_with_their_dish_and_size() -> None:
    """What is called otherwise in a language is, the rest stays; extras are called after their half."""
    meal = dish(menu_at(load_menu(BURGERS), NOON).menu, "Meal")
    said = [[(t.language, t.name) for t in m.translations] for m in meal.modifier_groups[0].modifiers]
    assert said == [[("ko", "콜라")], [("ko", "콜라 (큰 것)")], []]
    half = dish(menu_at(load_menu(HALVES), NOON).menu, "Half and half")
    said = [[(t.language, t.name) for t in m.translations] for m in half.modifier_groups[1].modifiers]
    assert said == [
        [("it", "Margherita: Olive"), ("ko", "마르게리타: Olives")],
        [("it", "Salami: Olive")],
    ]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("category: drinks", "category: Soups", 'names the category "Soups", which is not on this menu'),
        ("{item: Cola,", "{item: Cola, size: Huge,", 'is "Huge", which is no size of Cola'),
        ("{item: Cola,", "{name: Ice, size: Large,", "is of a dish; name it: item"),
        ("{item: Cola,", "{item: Cola, name: Water,", "the name of another modifier here"),
        ("    options: [", "    for_each: Drink\n    options: [", "stands beside options_from"),
    ],
)
def test_what_cannot_be_meant_is_refused(before: str, after: str, message: str) -> None:
    """A category or a size that is not there, a size of nothing, a name that stands twice, two sources at once."""
    with pytest.raises(MenuDocumentError) as refused:
        load_menu(BURGERS.replace(before, after))
    assert any(message in problem.message for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("for_each: Halves", "for_each: Sides", 'names "Sides", which is no group of this dish'),
        ("for_each: Halves", "for_each: Extras", 'names "Extras", which is no group of this dish'),
        ("for_each: Halves", "min: 1\n    for_each: Halves", "can have neither a minimum nor a default"),
        ("{name: Olives,", "{name: Olives, default: true,", "can have neither a minimum nor a default"),
    ],
)
def test_extras_are_for_a_group_of_the_dish(before: str, after: str, message: str) -> None:
    """The group is of the same dish and no group of extras, and nobody must take an extra."""
    with pytest.raises(MenuDocumentError) as refused:
        load_menu(HALVES.replace(before, after))
    assert any(message in problem.message for problem in refused.value.problems)


def test_a_group_stands_for_two_hundred_options_at_most() -> None:
    """Exactly as many are taken, one more is refused."""
    dishes = "\n".join(f"      - {{name: D{n}, price: 1}}" for n in range(200))
    text = "currency: EUR\ncategories:\n  - name: A\n    items:\n      - {name: M, price: 1, modifier_groups: [{name: G, options_from: B}]}\n  - name: B\n    items:\n"
    assert len(dish(load_menu(text + dishes), "M").modifier_groups[0].modifiers) == 200
    with pytest.raises(MenuDocumentError, match="mistake") as refused:
        load_menu(f"{text}{dishes}\n      - {{name: One, price: 1}}")
    assert "stands for 201 options" in refused.value.problems[0].message


@pytest.mark.slow
def test_what_a_huge_document_stands_for_is_counted_first() -> None:
    """Ten thousand dishes that each offer all of a category are refused before anything is written out."""
    meals = "\n".join(
        f"      - {{name: M{n}, price: 1, modifier_groups: [{{name: G, options_from: B}}]}}"
        for n in range(1001)
    )
    drinks = "\n".join(f"      - {{name: D{n}, price: 1}}" for n in range(200))
    text = (
        f"currency: EUR\ncategories:\n  - name: A\n    items:\n{meals}\n  - name: B\n    items:\n{drinks}\n"
    )
    with pytest.raises(MenuDocumentError) as refused:
        load_menu(text)
    assert "1201 items with 200200 options" in refused.value.problems[0].message


def test_lint_names_parts_that_leave_something_open() -> None:
    """A part of no usual size, and one whose dish asks for something; a name of its own says what it is."""
    wine = "      - {name: Wine, price: 5, modifier_groups: [{name: Colour, min: 1, max: 1, options: [{name: Red}]}]}\n"
    beer = "      - {name: Beer, variants: [{label: Small, price: 3}, {label: Big, price: 4}]}\n"
    found = [f.message for f in lint(load_menu(BURGERS + wine + beer)) if f.kind == "part_asks"]
    assert found == [
        (
            '"Drink" offers "Wine", which asks for "Colour", and of a part nobody is asked. Write an option for each: '
            '{item: Wine, name: "Wine, Red"}.'
        ),
        (
            '"Drink" offers "Beer", which comes in several sizes, none of them usual. Write which: '
            "{item: Beer, size: Small}."
        ),
    ]
    said = BURGERS.replace("default: true}]", "default: true}, {item: Wine, name: Red wine}]")
    assert [f for f in lint(load_menu(said + wine)) if f.kind == "part_asks"] == []
