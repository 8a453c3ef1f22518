"""Exports of tills and shops: sizes, options, what is hidden, what is lost; and which program a file is of."""

import json
from pathlib import Path

import pytest

from cli.errors import CliError
from cli.formats.readers import READERS
from server.menu.document.loader import load_menu
from server.wire.menu_yaml import to_yaml
from tests.cli.formats.reading import dishes, guessed, item, read_text

EXPORTS = Path(__file__).with_name("exports")


def export(name: str) -> str:
    """A file as a program exports it."""
    return (EXPORTS / name).read_text("utf-8")


LOYVERSE_EN = export("loyverse-en.csv")
LOYVERSE_ES = export("loyverse-es.csv")
SHOPIFY = export("shopify.csv")
WOO = export("woocommerce.csv")
CLOVER = export("clover.csv")
ODOO = export("odoo.csv")
ODOO_LABELS = export("odoo-labels.csv")
TOAST_CSV = export("toast.csv")
TOAST_API = json.dumps(
    {
        "menus": [
            {
                "name": "Dinner",
                "menuGroups": [
                    {
                        "name": "Pizza",
                        "menuItems": [
                            {
                                "name": "Margherita",
                                "description": "Tomato",
                                "price": 9.5,
                                "pricingStrategy": "BASE_PRICE",
                                "modifierGroupReferences": [1],
                                "itemTags": [{"name": "vegetarian"}],
                                "visibility": ["POS", "TOAST_ONLINE_ORDERING"],
                            },
                            {
                                "name": "Calzone",
                                "price": None,
                                "modifierGroupReferences": [2],
                                "visibility": [],
                            },
                            {"name": "Special", "price": None, "modifierGroupReferences": []},
                        ],
                    }
                ],
            }
        ],
        "modifierGroupReferences": {
            "1": {
                "name": "Toppings",
                "minSelections": 0,
                "maxSelections": 3,
                "modifierOptionReferences": [5, 6],
            },
            "2": {"name": "Size", "pricingMode": "REPLACES_PRICE", "modifierOptionReferences": [7, 8]},
        },
        "modifierOptionReferences": {
            "5": {"name": "Olives", "price": 1.5},
            "6": {"name": "Basil", "price": None},
            "7": {"name": "Small", "price": 8},
            "8": {"name": "Large", "price": 11},
        },
    }
)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (LOYVERSE_EN, "loyverse", {"Coffee": [("Latte", "Small / House 3.00, Large / House 4.00")],
                                   "Cakes": [("Cake", "2.50 hidden")]}),
        (LOYVERSE_ES, "loyverse", {"Bebidas": [("Café", "Chico 1.50, Grande 2.00")]}),
        (SHOPIFY, "shopify", {"Pizza": [("Margherita", "Small 9.50, Large 12.00")],
                              "Drinks": [("Coke", "3.00"), ("Old dish", "3.00 hidden")]}),
        (WOO, "woocommerce", {"Pizza": [("Margherita", "Small 9.50, Large 12.00")],
                              "Drinks": [("Coke", "3.00"), ("Draft", "4.00 hidden")]}),
        (CLOVER, "clover", {"Pizza": [("Margherita", "9.50"), ("Secret", "7.00 hidden")]}),
        (ODOO, "odoo", {"Pizza": [("Margherita", "9.50"), ("Hidden", "7.00 hidden")]}),
        (ODOO_LABELS, "odoo", {"Menu": [("Margherita", "9.50")]}),
        (TOAST_CSV, "toast", {"Pizza": [("Margherita", "9.50")]}),
        (TOAST_API, "toast", {"Pizza": [("Margherita", "9.50"), ("Calzone", "Small 8.00, Large 11.00 hidden")]}),
    ],
)  # fmt: skip
def test_an_export_is_known_by_its_columns_and_becomes_a_menu(
    tmp_path: Path, text: str, kind: str, expected: dict[str, list[tuple[str, str]]]
) -> None:
    """Sizes are of one item, hidden things hidden, headings without their path; the result is a menu document."""
    assert guessed(tmp_path, text) == kind
    draft = read_text(tmp_path, text)
    assert dishes(draft) == expected
    assert load_menu(to_yaml(draft.document("Shop", "shop"))).currency == "EUR"


@pytest.mark.parametrize(
    ("text", "losses"),
    [
        (LOYVERSE_EN, ["items sold by weight: “Ham” (row 5)", "no fixed price: “Tip” (row 6): 'variable'",
                       "taxes (3×)"]),
        (SHOPIFY, ["article numbers (4×)", "vendors (3×)"]),
        (WOO, ["further categories of an item that stands in several: “Coke”",
               "products of the type external: “Voucher” (row 7)", "sizes without their product: “Lost - Small” (row 8)",
               "sale prices", "article numbers (4×)"]),
        (CLOVER, ["further labels of an item that has several: “Margherita”",
                  "items without revenue: “Gift card” (row 5)",
                  "no fixed price: “Catch” (row 3): '30.00 (Per Unit)'", "taxes (3×)"]),
        (ODOO, ["internal references (2×)"]),
        (TOAST_API, ["no fixed price: “Special”"]),
    ],
)  # fmt: skip
def test_what_an_export_has_and_a_menu_has_not_is_named(tmp_path: Path, text: str, losses: list[str]) -> None:
    """Each kind with how often, and of what where that is a dish."""
    assert read_text(tmp_path, text).report.lines() == losses  # times


def test_options_are_carried_over_where_the_file_has_them(tmp_path: Path) -> None:
    """Toast's API has their prices; tables have the names of groups alone."""
    groups = read_text(tmp_path, TOAST_API).document("", "")["modifier_groups"]
    assert groups["toppings"] == {
        "name": "Toppings",
        "min": 0,
        "max": 3,
        "options": [
            {"name": "Olives", "price_adjustment": "1.50"},
            {"name": "Basil", "price_adjustment": "0"},
        ],
    }
    for text, names in ((LOYVERSE_EN, ["milk"]), (CLOVER, ["toppings", "crust"]), (TOAST_CSV, ["toppings"])):
        assert list(read_text(tmp_path, text).document("", "")["modifier_groups"]) == names


def test_descriptions_tags_and_pictures_come_along(tmp_path: Path) -> None:
    """HTML becomes text."""
    dish = item(read_text(tmp_path, SHOPIFY), "Margherita")
    assert dish["description"] == "Tomato & basil"
    assert dish["tags"] == ["vegan", "hot"]
    assert dish["image_url"] == "https://e.x/m.jpg"
    assert item(read_text(tmp_path, WOO), "Margherita")["description"] == "Tomato"
    assert item(read_text(tmp_path, TOAST_API), "Margherita")["tags"] == ["vegetarian"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"category":"Starters","title":"Warm","items":[{"title":"Prawns 4 pcs","price":33}]}]',
         {"Starters – Warm": [("Prawns 4 pcs", "33.00")]}),
        ('[{"name":"Coke","price":"3,50 €","category":"Drinks"}]', {"Drinks": [("Coke", "3.50")]}),
        ('{"menu":{"pizza":[{"name":"Margherita","price":9}],"drinks":[{"name":"Coke","price":3}]}}',
         {"Pizza": [("Margherita", "9.00")], "Drinks": [("Coke", "3.00")]}),
        ('{"sections":[{"name":"Pizza","dishes":[{"nombre":"M","sizes":[{"size":"S","precio":8},{"size":"L","precio":11}]}]}]}',
         {"Pizza": [("M", "S 8.00, L 11.00")]}),
    ],
)  # fmt: skip
def test_plain_json_is_read_whatever_its_lists_are_called(
    tmp_path: Path, text: str, expected: dict[str, list[tuple[str, str]]]
) -> None:
    """Sections with dishes, dishes with their section, objects of lists, sizes."""
    assert guessed(tmp_path, text) == "json"
    assert dishes(read_text(tmp_path, text)) == expected


def test_json_names_the_fields_and_dishes_that_it_cannot_carry(tmp_path: Path) -> None:
    """And a file without dishes is refused."""
    draft = read_text(
        tmp_path, '[{"name":"Coke","price":3,"kcal":120},{"name":"Fish"},{"name":"Coke","price":4}]'
    )
    assert draft.report.lines() == [
        "the field “kcal”",
        "no fixed price: “Fish”",
        "a second item of a name that its category has already: “Coke”",
    ]
    for text in ("[1, 2]", "{}", "[" * 5000):
        with pytest.raises(CliError):
            read_text(tmp_path, text, "json")


@pytest.mark.parametrize(
    ("text", "todo"),
    [
        ("Margherita,9.50\nCoke,3\n", "--columns"),
        ("", "--columns"),
        ("currency: EUR\ncategories:\n- name: A\n", "aiqr menu apply"),
        ('{"currency": "EUR", "categories": []}', "aiqr menu apply"),
    ],
)
def test_a_file_of_no_known_kind_is_refused_with_what_to_do(tmp_path: Path, text: str, todo: str) -> None:
    """A table without headings wants --columns; our own menu file is applied, not imported."""
    with pytest.raises(CliError) as failure:
        guessed(tmp_path, text)
    assert todo in failure.value.todo
    assert failure.value.exit_code == 5


@pytest.mark.parametrize("kind", sorted(READERS))
@pytest.mark.parametrize(
    "text", ["", "\x00\x01", "a,b\n1,2\n", "<html></html>", "[[]]", "{", '"' * 9, "PK\x03\x04"]
)
def test_no_reader_stumbles_over_a_file_of_another_kind(tmp_path: Path, kind: str, text: str) -> None:
    """Each refuses it in words."""
    with pytest.raises(CliError) as failure:
        read_text(tmp_path, text, kind)
    assert failure.value.todo


def test_control_characters_and_things_without_a_name_are_no_part_of_a_menu(tmp_path: Path) -> None:
    """What an import makes is always a document that the server takes."""
    text = "item,price\nCo\x00ke,3\n" + "Wa\x07ter,2\n"
    assert dishes(read_text(tmp_path, text)) == {"Menu": [("Coke", "3.00"), ("Water", "2.00")]}
    nameless = "Handle,Title,Variant Price,Type\na,,3.00,Drinks\nb,Coke,3.00,Drinks\n"
    draft = read_text(tmp_path, nameless)
    assert dishes(draft) == {"Drinks": [("Coke", "3.00")]}
    assert draft.report.lines() == ["items without a name: row 2"]
    json_text = '[{"name": "Co\\u0000ke\\nCola", "price": 3}]'
    assert dishes(read_text(tmp_path, json_text)) == {"Menu": [("Co ke Cola", "3.00")]}
