"""Menus of other programs: what is carried over, what is reported, what is refused with line and column."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cli.commands.menu.import_ import with_known_options
from cli.documents import merged, to_yaml
from cli.errors import CliError
from cli.formats.draft import NotAnAmountError, amount
from cli.formats.plain import read_plain, write_plain
from cli.formats.schema_org import read_schema_org, write_schema_org
from cli.formats.square import read_square
from server.menu.document.loader import load_menu
from tests.fixtures.api import MENU

SQUARE_COLUMNS = [
    "Reference Handle", "Token", "Item Name", "Customer-facing Name", "Variation Name", "SKU", "Description",
    "Categories", "Reporting Category", "GTIN", "Item Type", "Price", "Online Sale Price", "Archived", "Sellable",
    "Contains Alcohol", "Option Name 1", "Option Value 1", "Current Quantity Main", "Tax - VAT",
    "Modifier Set - Toppings", "Modifier Set - Milk",
]  # fmt: skip


def square_row(**cells: str) -> dict[str, str]:
    return {"Item Type": "Prepared food and beverage", "Sellable": "Y", "Archived": "N", **cells}


SQUARE_ROWS = [
    square_row(**{
        "Item Name": "Margherita", "Variation Name": "Medium", "Price": "£9.50", "Categories": "Food > Pizza",
        "Description": "<p>Tomato &amp; mozzarella</p>", "Modifier Set - Toppings": "Y", "SKU": "123",
    }),
    square_row(**{
        "Item Name": "Margherita", "Variation Name": "Large", "Price": "£1,012.00", "Categories": "Food > Pizza",
        "Modifier Set - Toppings": "Y",
    }),
    square_row(**{
        "Item Name": "House red", "Variation Name": "Regular", "Price": "6", "Categories": "Drinks > Wine",
        "Contains Alcohol": "Y", "Current Quantity Main": "12",
    }),
    square_row(**{"Item Name": "Old dish", "Variation Name": "Regular", "Price": "5", "Archived": "Y"}),
    square_row(**{"Item Name": "Open price", "Variation Name": "Regular", "Price": "variable"}),
    square_row(**{"Item Name": "Yoga class", "Variation Name": "Regular", "Price": "15", "Item Type": "Event"}),
    square_row(**{
        "Item Name": "Bio water", "Customer-facing Name": "Water", "Variation Name": "Regular", "Price": "2.00",
        "Categories": "Drinks > Soft", "Sellable": "N",
    }),
]  # fmt: skip


def square_csv(path: Path, **write: Any) -> Path:
    import csv  # noqa: PLC0415  # only here

    with path.open("w", newline="", **write) as file:
        writer = csv.DictWriter(file, SQUARE_COLUMNS)
        writer.writeheader()
        writer.writerows(SQUARE_ROWS)
    return path


def square_xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    sheet = book.create_sheet("Items")
    sheet.append(["Do not change this row"])
    sheet.append(SQUARE_COLUMNS)
    for row in SQUARE_ROWS:
        sheet.append([row.get(column) for column in SQUARE_COLUMNS])
    book.save(path)
    book.close()
    return path


@pytest.mark.parametrize("kind", ["xlsx", "csv", "utf-16"])
def test_a_square_export_becomes_a_menu(tmp_path: Path, kind: str) -> None:
    """Sheet with its header on row 2, CSV with a byte order mark, CSV in UTF-16: variations, prices, headings, sets."""
    if kind == "xlsx":
        path = square_xlsx(tmp_path / "items.xlsx")
    else:
        path = square_csv(tmp_path / "items.csv", encoding="utf-8-sig" if kind == "csv" else kind)
    document = read_square(path, "GBP").document("Shop", "shop")
    assert document["categories"] == [
        {
            "name": "Pizza",
            "items": [
                {
                    "name": "Margherita",
                    "description": "Tomato & mozzarella",
                    "modifier_groups": ["toppings"],
                    "variants": [
                        {"label": "Medium", "price": "9.50"},
                        {"label": "Large", "price": "1012.00"},
                    ],
                }
            ],
        },
        {"name": "Wine", "items": [{"name": "House red", "tags": ["alcohol"], "price": "6.00"}]},
        {"name": "Soft", "items": [{"name": "Water", "is_active": False, "price": "2.00"}]},
    ]
    assert load_menu(to_yaml(document)).currency == "GBP"


def test_a_square_import_reports_what_it_cannot_carry_over(tmp_path: Path) -> None:
    """Archived and priceless items, things that are no food, stock, taxes, article numbers."""
    report = "\n".join(read_square(square_csv(tmp_path / "items.csv"), "GBP").report.lines())
    for lost in ("archived items", "“Open price”", "type Event", "stock counts", "article numbers"):
        assert lost in report


def test_two_square_categories_that_end_alike_keep_their_paths(tmp_path: Path) -> None:
    """`Lunch > Soups` and `Dinner > Soups` are two headings."""
    rows = "Item Name,Variation Name,Price,Categories\nA,,1,Lunch > Soups\nB,,2,Dinner > Soups\n"
    (tmp_path / "items.csv").write_text(rows)
    document = read_square(tmp_path / "items.csv", "EUR").document("", "")
    assert [c["name"] for c in document["categories"]] == ["Lunch – Soups", "Dinner – Soups"]  # a dash


def test_options_that_the_menu_has_already_are_kept_for_sets_that_come_without(tmp_path: Path) -> None:
    """A second import does not empty the modifier groups that the owner has filled in."""
    imported = read_square(square_csv(tmp_path / "items.csv"), "EUR").document("", "")
    assert imported["modifier_groups"]["toppings"]["options"] == []
    kept = with_known_options(imported, MENU)
    assert [o["name"] for o in kept["modifier_groups"]["toppings"]["options"]] == [
        "Onions",
        "Extra cheese",
        "Olives",
    ]
    assert kept["modifier_groups"]["toppings"]["max"] == 8


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("£4,250.00", "GBP", "4250.00"),
        ("4.250,00 €", "EUR", "4250.00"),
        ("9,5", "EUR", "9.50"),
        ("1,234", "USD", "1234.00"),
        ("1,234,567", "USD", "1234567.00"),
        ("CHF 1'250.00", "CHF", "1250.00"),
        ("1.234", "KWD", "1.234"),
        ("¥1,200", "JPY", "1200"),
        ("0", "EUR", "0.00"),
        ("-1.50", "EUR", "-1.50"),
    ],
)
def test_prices_are_read_as_they_are_written_in_the_world(text: str, currency: str, expected: str) -> None:
    """Symbols, thousands and both decimal marks; exactly, in the currency's decimals."""
    assert amount(text, currency) == expected


@pytest.mark.parametrize("text", ["", "free", "9.999", "1.5.5", "--3"])
def test_what_is_no_price_is_not_taken_for_one(text: str) -> None:
    """Also what has more decimals than the currency: nothing is rounded silently."""
    with pytest.raises(NotAnAmountError):
        amount(text, "EUR")


def test_a_plain_csv_holds_variants_defaults_and_lists(tmp_path: Path) -> None:
    """Written by us and read again it is the same menu but for its modifier groups, which are reported."""
    text, lost = write_plain(MENU)
    assert lost == ["modifier groups of 2 items"]
    (tmp_path / "menu.csv").write_text(text)
    document = read_plain(tmp_path / "menu.csv", "EUR").document(MENU["name"], "")
    without_groups = [
        {**c, "items": [{k: v for k, v in i.items() if k != "modifier_groups"} for i in c["items"]]}
        for c in MENU["categories"]
    ]
    assert document["categories"] == without_groups


def test_every_mistake_of_a_plain_csv_is_named_with_line_and_column(tmp_path: Path) -> None:
    """A price that is none, a missing name, a variant that stands twice."""
    path = tmp_path / "menu.csv"
    path.write_text(
        "category;item;variant;price\nPizza;Margherita;;cheap\n;;;5\nPizza;Coke;;3\nPizza;Coke;;4\n"
    )
    with pytest.raises(CliError) as failure:
        read_plain(path, "EUR")
    assert failure.value.details == (
        "line 2, column 4: 'cheap' is not a price in EUR",
        "line 3, column 2: the item's name is missing",
        "line 5, column 3: Coke has this variant already",
    )
    assert failure.value.exit_code == 5


def test_a_file_of_another_kind_is_refused_with_what_to_check(tmp_path: Path) -> None:
    """A Square import of a file without Square's columns says that --from may be wrong."""
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CliError) as failure:
        read_square(tmp_path / "other.csv", "EUR")
    assert "--from" in failure.value.todo
    (tmp_path / "broken.xlsx").write_bytes(b"PK broken")
    with pytest.raises(CliError):
        read_square(tmp_path / "broken.xlsx", "EUR")


PAGE = """<html><head><script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "Restaurant", "name": "Luigi's", "hasMenu": {
  "@type": "Menu", "hasMenuSection": [
    {"@type": "MenuSection", "name": "Pizza", "hasMenuItem": [
      {"@type": "MenuItem", "name": "Margherita", "description": "Tomato", "image": {"url": "https://example.com/m.jpg"},
       "suitableForDiet": "https://schema.org/VegetarianDiet", "nutrition": {"calories": "800"},
       "offers": [{"@type": "Offer", "name": "Medium", "price": 9.5, "priceCurrency": "EUR"},
                  {"@type": "Offer", "name": "Large", "price": "12,00", "priceCurrency": "EUR"}],
       "menuAddOn": {"@type": "MenuSection", "name": "Extras", "hasMenuItem": [
          {"@type": "MenuItem", "name": "Olives", "offers": {"price": "1.00"}}]}},
      {"@type": "MenuItem", "name": "Calzone", "offers": {"price": "10", "priceCurrency": "USD"}}]},
    {"@type": "MenuSection", "name": "Drinks", "hasMenuSection": {"@type": "MenuSection", "name": "Soft drinks",
      "hasMenuItem": {"@type": "MenuItem", "name": "Coke", "offers": {"price": "3.00"}}}}]}}]}
</script></head></html>"""


def test_a_saved_web_page_with_json_ld_becomes_a_menu(tmp_path: Path) -> None:
    """Sections within sections, several offers, diets, add-ons; a price in another currency is reported."""
    (tmp_path / "page.html").write_text(PAGE)
    draft = read_schema_org(tmp_path / "page.html", "EUR")
    document = draft.document("Luigi's", "luigis")
    pizza, drinks = document["categories"]
    assert pizza["items"] == [
        {
            "name": "Margherita",
            "description": "Tomato",
            "image_url": "https://example.com/m.jpg",
            "tags": ["vegetarian"],
            "modifier_groups": [
                {
                    "name": "Extras",
                    "min": 0,
                    "max": None,
                    "options": [{"name": "Olives", "price_adjustment": "1.00"}],
                }
            ],
            "variants": [{"label": "Medium", "price": "9.50"}, {"label": "Large", "price": "12.00"}],
        }
    ]
    assert (drinks["name"], drinks["items"]) == ("Soft drinks", [{"name": "Coke", "price": "3.00"}])
    assert draft.report.lines() == ["nutrition facts", "prices in USD", "“Calzone”: it has no price in EUR"]
    assert load_menu(to_yaml(document)).currency == "EUR"


def test_a_menu_written_as_json_ld_reads_back(tmp_path: Path) -> None:
    """Names, prices, sizes and options survive; what does not is said."""
    text, lost = write_schema_org(MENU)
    assert any("how many options" in what for what in lost)
    (tmp_path / "menu.jsonld").write_text(text)
    document = read_schema_org(tmp_path / "menu.jsonld", "EUR").document("", "")
    assert [i["name"] for c in document["categories"] for i in c["items"]] == [
        "Margherita",
        "Pepperoni pizza",
        "Coke",
        "Water",
    ]
    assert document["categories"][0]["items"][0]["variants"][1] == {"label": "Large", "price": "12.00"}
    assert document["categories"][0]["items"][0]["modifier_groups"][0]["name"] == "Toppings"


def test_json_without_a_menu_is_refused(tmp_path: Path) -> None:
    """Neither other JSON nor text that is no JSON is taken for a menu."""
    for content in (json.dumps({"@type": "Person"}), "{", "[" * 5000):
        (tmp_path / "x.json").write_text(content)
        with pytest.raises(CliError):
            read_schema_org(tmp_path / "x.json", "EUR")


def test_merging_keeps_what_the_addition_does_not_name() -> None:
    """Items of the same name are replaced, others stay, new ones come at the end."""
    addition = {
        "categories": [
            {
                "name": "drinks",
                "items": [{"name": "coke", "price": "4.00"}, {"name": "Beer", "price": "5.00"}],
            }
        ]
    }
    drinks = merged(MENU, addition)["categories"][1]["items"]
    assert [(i["name"], i["price"]) for i in drinks] == [
        ("coke", "4.00"),
        ("Water", "2.00"),
        ("Beer", "5.00"),
    ]
    assert drinks[0]["station"] == "bar"
    assert MENU["categories"][1]["items"][0]["price"] == "3.00"
