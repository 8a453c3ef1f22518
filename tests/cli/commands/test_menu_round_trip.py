"""A menu that is exported to a format and imported back loses nothing that the format cannot say."""

import copy
from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.fixtures.api import MENU

RICH: dict[str, Any] = copy.deepcopy(MENU)
RICH["categories"][0]["items"][0] |= {"tags": ["vegetarian", "house speciality"], "description": "Tomato"}
RICH["categories"][0]["items"][0]["variants"][1]["aliases"] = ["big"]
RICH["categories"][0]["items"][0] |= {"number": "23", "translations": {"ko": {"name": "마르게리타"}}}
RICH["categories"][0]["items"][0]["variants"].append(
    {"label": "Large", "price": "10.00", "when": "mon-fri 16:00-18:00"}
)
RICH["categories"][0]["items"][1] |= {"when": "mon-sun 11:00-23:00", "portions": 12}
RICH["categories"][0]["items"].append({"name": "Calzone", "price": "11.00", "is_active": False})
RICH["categories"].append(
    {
        "name": "Winter",
        "is_active": False,
        "items": [{"name": "Grog", "price": "4.00", "allergens": ["milk"]}],
    }
)
RICH["taxes"] = {"food": {"percent": "19", "take_away": "7"}, "drinks": {"percent": "8.875"}}
RICH["categories"][0]["tax"] = "food"
RICH["categories"][1]["items"][0]["tax"] = ["food", "drinks"]
RICH["categories"][1]["items"][1]["tax"] = []


@pytest.fixture
def rich(owner: Shell) -> Shell:
    """The owner of a menu that says more than a table can."""
    owner.run("menu", "apply", owner.menu_file(RICH), "--yes")
    return owner


@pytest.mark.parametrize(("kind", "name"), [("csv", "menu.csv"), ("schema-org", "menu.jsonld")])
def test_an_export_that_is_imported_again_changes_nothing(rich: Shell, kind: str, name: str) -> None:
    """Option groups, allergens, stations, aliases, tags and what is hidden are as they were."""
    before = rich.out("menu", "export")
    file = rich.folder / name
    rich.run("menu", "export", "--to", kind, "-o", file)
    said = rich.run("menu", "import", file, "--yes").stderr
    assert "is that already" in said
    assert rich.out("menu", "export") == before


def test_a_price_list_changes_prices_alone_and_names_what_it_leaves(rich: Shell) -> None:
    """Dishes keep all that the table has no column for; each kind is named with its dishes."""
    prices = rich.file(
        "prices.csv",
        "category,item,variant,price\nPizza,Margherita,Medium,9.90\nPizza,Margherita,Large,12.00\n"
        "Pizza,Pepperoni pizza,Medium,11.00\nPizza,Pepperoni pizza,Large,14.00\nDrinks,Coke,,3.00\nDrinks,Water,,2.00\n",
    )
    plan = rich.json("menu", "import", prices, "--dry-run")
    assert plan["changed"] == ["Pizza / Margherita"]
    assert [(d["field"], d["before"], d["after"]) for d in plan["differences"]] == [
        ("Medium price", "9.50", "9.90")
    ]
    assert set(plan["kept"]) == {
        "numbers: “Margherita”",
        "descriptions: “Margherita”",
        "aliases: “Margherita”",
        "stations (4×): “Margherita”, “Pepperoni pizza”, “Coke”, “Water”",
        "tags: “Margherita”",
        "allergens: “Margherita”",
        "option groups (2×): “Margherita”, “Pepperoni pizza”",
        "translations: “Margherita”",
        "times of day: “Pepperoni pizza”",
        "portions: “Pepperoni pizza”",
        "taxes (2×): “Coke”, “Water”",
        "hidden dishes (2×): “Calzone”, “Grog”",
    }
    said = rich.run("menu", "import", prices, "--yes").stderr
    assert "Left as it is, because the file does not say it:" in said
    margherita = rich.json("item", "show", "Margherita")
    assert (margherita["station"], margherita["allergens"]) == ("oven", ["gluten", "milk"])
    assert [m["is_default"] for m in margherita["modifier_groups"][0]["modifiers"]] == [True, False, False]
    assert [(v["price"], v["aliases"], v["is_default"]) for v in margherita["variants"]] == [
        ("9.90", [], True),
        ("12.00", ["big"], False),
        ("10.00", [], False),
    ]


def test_a_column_that_is_empty_says_that_there_is_nothing(rich: Shell) -> None:
    """What the file has a column for is taken from it, the empty cell too."""
    file = rich.file(
        "allergens.csv",
        "category,item,variant,price,allergens,active\nPizza,Margherita,Medium,9.50,,\nPizza,Margherita,Large,12.00,,\n",
    )
    rich.run("menu", "import", file, "--yes", "--allow-removals")
    margherita = rich.json("item", "show", "Margherita")
    assert (margherita["allergens"], margherita["station"]) == ([], "oven")
    assert [item["name"] for item in rich.json("item", "list")] == ["Margherita"]


def test_options_of_a_web_page_keep_the_rules_of_their_group(rich: Shell) -> None:
    """A page says the options' prices; how many may be picked, defaults and the most of each stay."""
    page = """{"@context": "https://schema.org", "@type": "Menu", "hasMenuSection": {"@type": "MenuSection",
      "name": "Pizza", "hasMenuItem": {"@type": "MenuItem", "name": "Margherita",
      "suitableForDiet": "https://schema.org/VeganDiet",
      "offers": [{"name": "Medium", "price": "9.50"}, {"name": "Large", "price": "12.00"}],
      "menuAddOn": {"@type": "MenuSection", "name": "Toppings", "hasMenuItem": [
        {"@type": "MenuItem", "name": "Onions", "offers": {"price": "0.50"}},
        {"@type": "MenuItem", "name": "Extra cheese", "offers": {"price": "1.20"}}]}}}}"""
    rich.run("menu", "import", rich.file("page.jsonld", page), "--yes", "--allow-removals")
    margherita = rich.json("item", "show", "Margherita")
    [group] = margherita["modifier_groups"]
    assert (group["min_select"], group["max_select"]) == (0, 8)
    assert [
        (m["name"], m["price_adjustment"], m["is_default"], m["max_quantity"]) for m in group["modifiers"]
    ] == [("Onions", "0.50", True, 1), ("Extra cheese", "1.20", False, 2)]
    assert margherita["tags"] == ["house speciality", "vegan"]


def test_a_dish_of_two_categories_keeps_its_own(owner: Shell) -> None:
    """Of two dishes of one name each keeps what stands in its own category."""
    menu = copy.deepcopy(MENU)
    menu["categories"][0]["items"].append({"name": "House special", "price": "9.00", "station": "oven"})
    menu["categories"][1]["items"].append({"name": "House special", "price": "6.00", "station": "bar"})
    owner.run("menu", "apply", owner.menu_file(menu), "--yes")
    file = owner.file("two.csv", "category,item,price\nDrinks,House special,6.50\nPizza,House special,9.50\n")
    owner.run("menu", "import", file, "--keep", "--yes")
    stations = {
        (item["category"], item["station"], item["variants"][0]["price"])
        for item in owner.json("item", "list")
        if item["name"] == "House special"
    }
    assert stations == {("Pizza", "oven", "9.50"), ("Drinks", "bar", "6.50")}
