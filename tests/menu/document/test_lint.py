"""What `lint` finds in menus that are allowed."""

import pytest

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
