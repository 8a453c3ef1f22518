"""What the pages say about menus and understanding is so."""

import re
from pathlib import Path

from prometheus_client import REGISTRY
from ruamel.yaml import YAML

from cli.overlay import put_over
from server.domain.allergens import allergens
from server.menu.document.loader import load_menu
from server.parsing.evaluation import read_cases
from server.parsing.language_model import metrics
from server.settings import Settings

DOCS = Path(__file__).parents[3] / "docs"


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)


def test_the_documented_menu_is_one() -> None:
    """The page's example is a menu without a mistake."""
    example, *_ = blocks("menu-documents.md", "yaml")
    assert [item.name for item in load_menu(example).items()] == ["Margherita", "Tiramisu"]


def example_with(words: str) -> str:
    """The one example of the page that has these words."""
    (found,) = (block for block in blocks("menu-documents.md", "yaml") if words in block)
    return found


DRINKS_AND_PIZZA = """\
currency: EUR
categories:
- name: Meals
  items:
  - {name: Meal, price: 9, modifier_groups: [drink]}
  - {name: Half and half, price: 0, modifier_groups: [halves, on_a_half]}
- name: Drinks
  items:
  - {name: Coke, variants: [{label: Small, price: 2, default: true}, {label: Large, price: 3}]}
  - {name: Shake, price: 4}
- name: Pizza
  items: [{name: Margherita, price: 8}, {name: Salami, price: 9}]
"""


def test_the_documented_options_that_are_written_once_are_some() -> None:
    """The page's example offers the drinks, the halves, and olives on each."""
    _, _, groups, *_ = blocks("menu-documents.md", "yaml")
    meal, half, *_ = load_menu(groups + DRINKS_AND_PIZZA).items()
    assert [m.name for group in meal.modifier_groups for m in group.modifiers] == [
        "Coke",
        "Shake",
        "Coke (Large)",
    ]
    assert [m.name for group in half.modifier_groups for m in group.modifiers] == [
        *("Margherita", "Salami"),
        *("Margherita: Olives", "Salami: Olives"),
    ]


def test_the_documented_taxes_are_those_of_their_dishes() -> None:
    """The page's example has a dish of its category's tax, one of its own, and one of none."""
    menu = load_menu(example_with("taxes:"))
    assert [[tax.name for tax in menu.taxes_by_item[item.id]] for item in menu.items()] == [
        ["food"],
        ["drinks"],
        [],
    ]


COFFEES = """\
currency: EUR
categories:
- name: Coffee
  items:
  - {name: Latte, variants: [{label: Large, price: 4}], modifier_groups: [{name: Milk, options: [{name: Oat milk}]}]}
  - {name: Espresso, price: 2}
- name: Tea
  items: [{name: Mocha, price: 2}]
"""


def test_the_documented_translations_are_some() -> None:
    """The page's example says what things of such a menu are called, a draft too."""
    korean = example_with("language: ko")
    latte, espresso, mocha = load_menu(f"{COFFEES}---\n{korean}").items()
    assert (latte.translations[0].name, mocha.translations[0].name) == ("라떼", "모카차")
    assert (espresso.translations[0].name, espresso.translations[0].draft_name) == ("", "에스프레소")


def test_the_documented_overlay_fits_such_a_menu() -> None:
    """Everything that the page's example names is found in a menu that has it."""
    overlay = example_with("remove: true")
    cola = {"name": "Cola", "price": "3.00"}
    beer = {"name": "Beer", "variants": [{"label": "Large", "price": "5.00"}]}
    menu = {
        "modifier_groups": {"milk": {"name": "Milk", "options": [{"name": "Oat milk"}]}},
        "categories": [{"name": "Drinks", "items": [cola, beer, {"name": "Draught cider", "price": "4.00"}]}],
    }
    changed, mistakes = put_over(menu, YAML(typ="safe").load(overlay))
    assert mistakes == []
    assert [item["name"] for item in changed["categories"][0]["items"]] == ["Cola", "Beer"]


def test_the_documented_allergens_are_all_that_are_known() -> None:
    """Every code of the table, and no other."""
    page = (DOCS / "menu-documents.md").read_text("utf-8")
    rows = page.partition("## Allergens")[2].partition("You may write")[0]
    assert set(re.findall(r"`([a-z_]+)`", rows)) == set(allergens())


def test_the_documented_case_is_one() -> None:
    """The page's example of a case is read."""
    (example,) = blocks("understanding.md", "json")
    assert [case.id for case in read_cases(example.splitlines())] == ["1"]


def test_the_documented_metrics_and_settings_exist() -> None:
    """Every metric and setting that the page names is there."""
    page = (DOCS / "understanding.md").read_text("utf-8")
    assert metrics.ANSWERS
    known = {metric.name for metric in REGISTRY.collect()}
    named = set(re.findall(r"aiqr_[a-z_]+", page))
    assert {name.removesuffix("_total") for name in named} <= known
    settings = {str(field.validation_alias) for field in Settings.model_fields.values()}
    assert set(re.findall(r"\b(?:AIQR|OPENAI)_[A-Z_]+", page)) <= settings
