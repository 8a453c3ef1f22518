"""What `lint` finds in menus that are allowed."""

from dataclasses import replace

import pytest

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.menu.document.lint import lint
from server.menu.document.loader import load_menu

FINE = """\
currency: EUR
categories:
  - name: Pizza
    items:
      - name: Margherita
        aliases: [cheese pizza]
        allergens: [milk]
        variants: [{label: M, price: 9, default: true}, {label: L, price: 11}]
        modifier_groups:
          - {name: Crust, min: 1, max: 1, options: [{name: Thin, default: true}, {name: Thick}]}
      - {name: Marinara, price: 8, allergens: [gluten]}
"""


def findings(*items: str) -> list[tuple[str, str, str]]:
    lines = "".join(f"      - {item}\n" for item in items)
    menu = load_menu(f"currency: EUR\ncategories:\n  - name: All\n    items:\n{lines}")
    return [(f.kind, f.severity, f"{f.where}: {f.message}") for f in lint(menu) if f.kind != "no_allergens"]


def test_a_good_menu_has_no_findings() -> None:
    """A menu that can be understood and cooked is left in peace."""
    assert lint(load_menu(FINE)) == []


def test_one_name_for_two_dishes() -> None:
    """An alias that names two dishes is reported once, with both."""
    assert findings(
        "{name: Coke, price: 2, aliases: [soda]}", "{name: Fanta, price: 2, aliases: [Soda]}"
    ) == [
        (
            "same_name",
            "warning",
            'All / Coke: "soda" names All / Coke and All / Fanta: who says it is asked which. Take it from all but one.',
        )
    ]


def test_dishes_that_no_sentence_tells_apart() -> None:
    """A dish all of whose names are shared is an error; the other keeps a name of its own."""
    found = findings(
        "{name: Water, price: 2, aliases: [still water]}", "{name: Agua, price: 2, aliases: [water]}"
    )
    assert [kind for kind, *_ in found] == ["same_name"]
    found = findings("{name: Water, price: 2}", "{name: Agua, price: 2, aliases: [water]}")
    assert found[0][:2] == ("indistinguishable", "error")
    assert found[0][2].startswith("All / Water: no sentence can order it")


def test_a_category_or_a_number_tells_dishes_apart() -> None:
    """Namesakes of two categories can be ordered by the category's name, a dish with a number by that."""
    text = (
        "currency: EUR\ncategories:\n- name: {}\n  items: [{{name: Lasagne, price: 9, allergens: [milk]}}]\n"
    )
    other = "- name: Pizza\n  items: [{name: Lasagne, price: 9, allergens: [milk]}]\n"
    assert [(f.kind, f.message) for f in lint(load_menu(text.format("Mains") + other))] == [
        (
            "same_name",
            (
                '"lasagne" names Mains / Lasagne and Pizza / Lasagne: who says it is asked which. '
                'Who says "Mains Lasagne" is understood.'
            ),
        )
    ]
    found = findings("{name: Water, number: 7, price: 2}", "{name: Agua, price: 2, aliases: [water]}")
    assert [kind for kind, *_ in found] == ["same_name"]


@pytest.mark.parametrize(
    ("item", "kind", "part"),
    [
        ("{name: A, price: 0}", "no_price", '"Regular" costs nothing'),
        ("{name: A, variants: [{label: S, price: 1}, {label: L, price: 2}]}", "no_default", "several sizes and no default"),
        ("{name: A, variants: [{label: S, price: 1, default: true, aliases: [big]}, {label: L, price: 2, aliases: [big]}]}", "colliding_options", '"big" names the sizes S and L'),
        ("{name: A, price: 1, modifier_groups: [{name: G, options: [{name: X, aliases: [z]}, {name: Z}]}]}", "colliding_options", '"z" names the options X and Z'),
        ("{name: A, price: 1, modifier_groups: [{name: G, min: 3, options: [{name: X, max_quantity: 2}]}]}", "impossible_group", "wants at least 3 but has only 2"),
        ("{name: A, price: 1, modifier_groups: [{name: G, min: 1, options: [{name: X}]}]}", "no_default", "must be chosen and has no default"),
    ],
)  # fmt: skip
def test_one_dish(item: str, kind: str, part: str) -> None:
    """Each thing that is wrong with a dish alone is found, and nothing else."""
    found = findings(item)
    assert [finding[0] for finding in found] == [kind]
    assert part in found[0][2]


def test_allergens_and_empty_categories() -> None:
    """Allergens that are not stated are listed by category; a category without dishes is named."""
    menu = load_menu(FINE.replace("allergens: [gluten]", "tags: []") + "  - {name: Sweet}\n")
    assert [(f.kind, f.where, f.message) for f in lint(menu)] == [
        ("no_allergens", "Pizza", "allergens are not stated for Marinara."),
        ("empty", "Sweet", "has nothing in it that a diner could see."),
    ]


def test_hidden_dishes_are_not_looked_at() -> None:
    """What diners do not see cannot be misunderstood."""
    assert (
        findings("{name: Coke, price: 2, aliases: [soda]}", "{name: Soda, price: 0, is_active: false}") == []
    )


def kinds(*items: str) -> list[tuple[str, str]]:
    """Kind and place of what is found, but for allergens."""
    return [(kind, text.split(":")[0]) for kind, _, text in findings(*items)]


def test_an_alias_that_is_heard_in_nearly_every_order() -> None:
    """Digits are amounts, articles and small numbers stand in any sentence, of each language; other short words do not."""
    assert kinds('{name: Lemon chicken, price: 9, aliases: ["23"]}') == [
        ("number_as_alias", "All / Lemon chicken")
    ]
    for word in ("The", "die", "una", "deux", "세", "二つ"):
        assert kinds(f"{{name: Soup, price: 9, aliases: [{word}]}}") == [("common_word", "All / Soup")], word
    assert kinds('{name: Soup, price: 9, aliases: [hot, "7up", thé]}') == []


def test_a_group_without_options() -> None:
    """One that need not be chosen is a warning of its own; one that must is the error that it was."""
    assert kinds("{name: Soup, price: 9, modifier_groups: [{name: Sides}]}") == [
        ("empty_group", "All / Soup")
    ]
    assert kinds("{name: Soup, price: 9, modifier_groups: [{name: Sides, min: 1}]}") == [
        ("impossible_group", "All / Soup")
    ]


def test_a_name_within_another() -> None:
    """Whole words count, at any place; a part of a word and the same name do not."""
    assert kinds("{name: Chicken, price: 9}", "{name: Lemon chicken, price: 9}") == [
        ("name_within", "All / Chicken")
    ]
    assert kinds("{name: Ham, price: 9}", "{name: Hamburger, price: 9}") == []


def test_a_price_that_looks_like_a_slip() -> None:
    """Eight times the usual price of its category or an eighth of it, among at least four prices."""
    dishes = [f"{{name: Dish {n}, price: 8.00}}" for n in range(3)]
    assert kinds(*dishes, "{name: Duck, price: 64.00}") == [("odd_price", "All / Duck")]
    assert kinds(*dishes, "{name: Duck, price: 63.99}") == []
    assert kinds(*dishes, "{name: Rice, price: 1.00}") == [("odd_price", "All / Rice")]
    assert kinds(*dishes, "{name: Rice, price: 1.01}") == []
    assert kinds(*dishes[:2], "{name: Duck, price: 64.00}") == []


def test_dishes_without_a_photo_where_others_have_one() -> None:
    """A menu without any photo is left in peace."""
    assert kinds("{name: Soup, price: 9}", "{name: Salad, price: 9}") == []
    assert kinds("{name: Soup, price: 9, photo: soup.jpg}", "{name: Salad, price: 9}") == [
        ("no_photo", "All")
    ]


def test_a_price_of_certain_hours_is_no_second_size() -> None:
    """Happy hour's price has the label of the size whose place it takes; two usual sizes still collide."""
    happy = "{name: Beer, price: 9, variants: [{label: Large, price: 5}, {label: Large, price: 4, when: 'mon 16:00-18:00'}]}"
    assert kinds(happy.replace(" price: 9,", "")) == []


def test_a_number_at_the_beginning_of_a_name() -> None:
    """It belongs into `number`, where it is understood and shown; a size or an amount is left in peace."""
    assert findings("{name: 23. Lemon chicken, price: 9}", "{name: 7 Up, price: 2}") == [
        (
            "number_in_name",
            "warning",
            'All / 23. Lemon chicken: its name begins with a number. Write name: Lemon chicken and number: "23".',
        )
    ]


def test_halves_that_cost_what_they_are_need_no_price_of_their_own() -> None:
    """A dish of nothing but its halves costs nothing by itself; one whose options may be left out should cost something."""
    group = "{name: Halves, %s, price: dearest, options: [{item: Coke}]}"
    halves = "{name: Half, price: 0, station: bar, modifier_groups: [" + group + "]}"
    coke = "{name: Coke, price: 2, station: bar}"
    assert [kind for kind, _, _ in findings(halves % "min: 1", coke)] == ["no_default"]
    assert [kind for kind, _, _ in findings(halves % "min: 0", coke)] == ["no_price"]


def test_a_meal_of_no_station_whose_drink_has_one() -> None:
    """Every display would have to bump it; halves are made where they are, and a meal that says its station is fine."""
    drink = "modifier_groups: [{name: Drink, options: [{item: Coke}]}]"
    halves = "modifier_groups: [{name: Halves, price: dearest, options: [{item: Coke}]}]"
    assert findings(
        f"{{name: Meal, price: 9, {drink}}}",
        f"{{name: Menu, price: 9, station: grill, {drink}}}",
        f"{{name: Half, price: 9, {halves}}}",
        "{name: Coke, price: 2, station: bar}",
    ) == [
        (
            "no_station",
            "warning",
            (
                "All / Meal: it has no station, and parts of it are made at bar: every display shows it. "
                "Say where it is made: station."
            ),
        )
    ]


def test_a_hidden_category_is_not_looked_at() -> None:
    """Neither are its dishes; one of whose dishes none is shown is empty."""
    hidden = "  - {name: Old, is_active: false, items: [{name: Margherita, price: 0}]}\n"
    assert lint(load_menu(FINE + hidden)) == []
    unseen = "  - {name: Soon, items: [{name: Calzone, price: 9, is_active: false}]}\n"
    assert [(f.kind, f.where) for f in lint(load_menu(FINE + unseen))] == [("empty", "Soon")]


def test_the_usual_price_is_that_of_what_is_shown_and_costs_something() -> None:
    """A hidden dish and a free one are not among the four prices that it takes; a hidden one is not odd."""
    two = ["{name: Dish 1, price: 8.00}", "{name: Dish 2, price: 8.00}"]
    duck, hidden = "{name: Duck, price: 64.00", "{name: Rice, price: 8.00, is_active: false}"
    assert kinds(*two, hidden, f"{duck}}}") == []
    assert kinds(*two, "{name: Water, price: 0}", f"{duck}}}") == [("no_price", "All / Water")]
    assert kinds(*two, "{name: A, price: 8}", "{name: B, price: 8}", f"{duck}, is_active: false}}") == []


def test_an_option_that_is_no_dish_has_no_station() -> None:
    """Also where the first dish of the menu has one."""
    plain = ModifierGroup(1, "Extras", modifiers=(Modifier(1, "Ice"),))
    first = Item(1, 1, "Cola", station="bar", allergens=("milk",), variants=(Variant(1, "Regular", 300),))
    second = replace(first, id=2, name="Soup", station="", modifier_groups=(plain,))
    assert lint(Menu("EUR", (Category(1, "All", items=(first, second)),))) == []


def test_only_what_is_shown_lacks_a_photo() -> None:
    """Dishes without one are listed; those with one, and hidden ones, are not, nor does a hidden photo count."""
    soup, salad = "{name: Soup, price: 9, photo: soup.jpg", "{name: Salad, price: 9}"
    hidden = "{name: Rice, price: 9, is_active: false}"
    assert findings(f"{soup}}}", salad, hidden) == [("no_photo", "note", "All: there is no photo of Salad.")]
    assert findings(f"{soup}, is_active: false}}", salad) == []


def test_a_size_of_certain_hours_is_a_size_where_there_is_no_usual_one() -> None:
    """Beside another it wants a default."""
    egg = "{name: Egg, variants: [{label: Small, price: 5}, {label: Morning, price: 4, when: 'mon 08:00-10:00'}]}"
    assert kinds(egg) == [("no_default", "All / Egg")]


def test_an_allergen_that_nobody_knows() -> None:
    """What was likely meant is offered where something is like it."""
    told = "is no allergen that is known: pages show it as it is written, and no diner's allergy is held against it."
    assert findings("{name: Soup, price: 9, allergens: [glutin, xyzzy, milk]}") == [
        ("unknown_allergen", "warning", f'All / Soup: "glutin" {told} Is "gluten" meant?'),
        ("unknown_allergen", "warning", f'All / Soup: "xyzzy" {told}'),
    ]


def test_the_languages_of_a_hidden_category_are_not_looked_at() -> None:
    """What is translated there alone asks for no translation of what is shown."""
    hidden = "  - {name: Old, is_active: false, translations: {ko: 옛날}, items: []}\n"
    assert lint(load_menu(FINE + hidden)) == []


def test_every_dish_that_no_sentence_can_order_is_named() -> None:
    """Also one behind a dish that its number tells apart."""
    found = kinds(
        '{name: Pho, price: 9, number: "12"}',
        "{name: Soup, price: 9, aliases: [pho, water, agua]}",
        "{name: Water, price: 2}",
        "{name: Agua, price: 2}",
    )
    assert [where for kind, where in found if kind == "indistinguishable"] == ["All / Water", "All / Agua"]


def test_an_alias_of_two_categories_is_taken_from_one() -> None:
    """The category tells dishes of one name apart, not those that share an alias; and not two of one category."""
    text = (
        "currency: EUR\ncategories:\n"
        "- {name: A, items: [{name: Coke, price: 2, aliases: [soda]}]}\n"
        "- {name: B, items: [{name: Fanta, price: 2, aliases: [soda]}]}\n"
    )
    [shared] = [one.message for one in lint(load_menu(text)) if one.kind == "same_name"]
    assert shared.endswith("who says it is asked which. Take it from all but one.")
    same = Item(1, 1, "Lasagne", variants=(Variant(1, "Regular", 900),))
    twice = Menu("EUR", (Category(1, "Mains", items=(same, replace(same, id=2))),))
    assert "indistinguishable" in [one.kind for one in lint(twice)]


def test_a_choice_that_adds_to_the_price_is_no_price() -> None:
    """A dish that costs nothing by itself lacks its price, whatever has to be chosen with it."""
    group = "{name: Base, min: 1, max: 1, options: [{name: Rice, default: true}, {name: Salad}]}"
    assert kinds(f"{{name: Bowl, price: 0, modifier_groups: [{group}]}}") == [("no_price", "All / Bowl")]
