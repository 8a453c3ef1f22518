"""JSON-LD of schema.org, in and out."""

import json
from pathlib import Path

import pytest

from cli.errors import CliError
from cli.formats import schema_org
from cli.formats.schema_org import write_schema_org
from server.menu.document.loader import load_menu
from server.wire.menu_yaml import to_yaml
from tests.fixtures.api import MENU

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
    draft = schema_org.read(tmp_path / "page.html", "EUR")
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
    document = schema_org.read(tmp_path / "menu.jsonld", "EUR").document("", "")
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
            schema_org.read(tmp_path / "x.json", "EUR")
