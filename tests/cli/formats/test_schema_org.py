"""JSON-LD of schema.org, in and out."""

import json
from pathlib import Path

import pytest

from cli.errors import CliError
from cli.formats.schema_org_writer import write_schema_org
from server.menu.document.loader import load_menu
from server.wire.menu_yaml import to_yaml
from tests.cli.formats.reading import dishes, item, read, read_text
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
    draft = read(tmp_path / "page.html", "schema-org", "EUR")
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
                    "options": [{"name": "Olives", "price_adjustment": "1.00"}],
                }
            ],
            "variants": [{"label": "Medium", "price": "9.50"}, {"label": "Large", "price": "12.00"}],
        }
    ]
    assert (drinks["name"], drinks["items"]) == ("Soft drinks", [{"name": "Coke", "price": "3.00"}])
    assert draft.report.lines() == ["nutrition facts", "prices in USD", "no price in EUR: “Calzone”"]
    assert load_menu(to_yaml(document)).currency == "EUR"


def test_a_menu_written_as_json_ld_reads_back(tmp_path: Path) -> None:
    """Names, prices, sizes and options survive; what does not is said."""
    text, lost = write_schema_org(MENU)
    assert any("how many options" in what for what in lost)
    (tmp_path / "menu.jsonld").write_text(text)
    document = read(tmp_path / "menu.jsonld", "schema-org", "EUR").document("", "")
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
            read(tmp_path / "x.json", "schema-org", "EUR")


def page(*blocks: str, head: str = "") -> str:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return f"<!doctype html><html><head>{head}</head><body>{scripts}</body></html>"


def menu(*items: str) -> str:
    section = f'{{"@type":"MenuSection","name":"Mains","hasMenuItem":[{",".join(items)}]}}'
    return f'{{"@context":"https://schema.org","@type":"Menu","name":"Menu","hasMenuSection":{section}}}'


KEBAB = '{"@type":"MenuItem","name":"Kebab","offers":{"@type":"Offer","price":"9.00","priceCurrency":"EUR"}}'


def test_parts_that_stand_elsewhere_under_an_id_are_found(tmp_path: Path) -> None:
    """As plugins for search engines write pages: a graph, or several blocks, whose parts name each other."""
    restaurant = '{"@type":"Restaurant","name":"R","hasMenu":{"@id":"#menu"}}'
    parts = [
        '{"@type":"Menu","@id":"#menu","name":"Menu","hasMenuSection":[{"@id":"#mains"}]}',
        '{"@type":"MenuSection","@id":"#mains","name":"Mains","hasMenuItem":[{"@id":"#kebab"},{"@id":"#gone"}]}',
        f'{KEBAB[:-1]},"@id":"#kebab"}}',
    ]
    graph = f'{{"@context":"https://schema.org","@graph":[{",".join([restaurant, *parts])}]}}'
    for text in (graph, page(graph), page(restaurant, *parts)):
        assert dishes(read_text(tmp_path, text)) == {"Mains": [("Kebab", "9.00")]}


def test_parts_that_name_each_other_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    """Two sections within each other are read as deep as menus go."""
    text = """{"@graph":[{"@type":"Menu","hasMenuSection":{"@id":"#a"}},
        {"@type":"MenuSection","@id":"#a","name":"A","hasMenuSection":{"@id":"#b"},"hasMenuItem":{"name":"X","price":"1"}},
        {"@type":"MenuSection","@id":"#b","name":"B","hasMenuSection":{"@id":"#a"}}]}"""
    assert dishes(read_text(tmp_path, text)) == {"A": [("X", "1.00")]}


def test_offers_that_differ_by_their_description_are_sizes(tmp_path: Path) -> None:
    """Glass and bottle; what nothing tells apart is named; an item may carry its price itself."""
    wine = """{"@type":"MenuItem","name":"Wine","offers":[{"price":6,"description":"glass"},
        {"price":24,"description":"Wine – bottle"}]}"""
    twice = '{"@type":"MenuItem","name":"Soup","offers":[{"price":"€ 5,50"},{"price":7}]}'
    bare = '{"@type":"MenuItem","name":"Latte","price":"4.50"}'
    draft = read_text(tmp_path, menu(wine, twice, bare))
    assert dishes(draft) == {
        "Mains": [("Wine", "glass 6.00, bottle 24.00"), ("Soup", "5.50"), ("Latte", "4.50")]
    }
    assert draft.report.lines() == ["further prices that nothing tells apart: “Soup”: 7.00"]


def test_a_range_of_prices_is_not_sold_at_the_lower_one(tmp_path: Path) -> None:
    """The dish is carried over hidden, and named; a range of one price is a price."""
    steak = (
        '{"@type":"MenuItem","name":"Steak","offers":{"@type":"AggregateOffer","lowPrice":20,"highPrice":35}}'
    )
    fish = '{"@type":"MenuItem","name":"Fish","offers":{"@type":"AggregateOffer","lowPrice":18,"highPrice":"18.00"}}'
    draft = read_text(tmp_path, menu(steak, fish))
    assert dishes(draft) == {"Mains": [("Steak", "20.00 hidden"), ("Fish", "18.00")]}
    assert [line.endswith("“Steak”") for line in draft.report.lines()] == [True]


def test_a_broken_block_does_not_refuse_the_page(tmp_path: Path) -> None:
    """The others are read, the broken one is named; CDATA around a block is no mistake."""
    wrapped = f"\n//<![CDATA[\n{menu(KEBAB)}\n//]]>\n"
    draft = read_text(tmp_path, page('{"@type":"BreadcrumbList", bad json,}', wrapped))
    assert dishes(draft) == {"Mains": [("Kebab", "9.00")]}
    assert [line.split(":")[0] for line in draft.report.lines()] == ["blocks of the page that are no JSON"]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (page(KEBAB), "Menu"),
        (f'{{"@type":"Restaurant","hasMenu":"/m.pdf","hasMenuSection":[{{"name":"Mains","hasMenuItem":{KEBAB}}}]}}', "Mains"),
        (f'{{"@type":"MenuSection","name":"Mains","hasMenuItem":[{KEBAB}]}}', "Mains"),
        (f'[{{"@type":["Thing","https://schema.org/Menu"],"hasMenuItem":{KEBAB}}}]', "Menu"),
    ],
)  # fmt: skip
def test_a_menu_is_found_without_all_of_its_parts(tmp_path: Path, text: str, heading: str) -> None:
    """Dishes alone, sections of a restaurant, a section alone, a menu without sections."""
    assert dishes(read_text(tmp_path, text)) == {heading: [("Kebab", "9.00")]}


def test_a_section_of_two_menus_is_read_once(tmp_path: Path) -> None:
    """A page that has its menu at the top and again within its restaurant has each dish once, without a complaint."""
    named = menu(KEBAB).replace('"name":"Menu"', '"name":"Menu","@id":"#m"')
    draft = read_text(tmp_path, page(named, f'{{"@type":"Restaurant","hasMenu":{named}}}'))
    assert dishes(draft) == {"Mains": [("Kebab", "9.00")]}
    assert draft.report.lines() == []


def test_relative_pictures_are_taken_from_the_pages_address(tmp_path: Path) -> None:
    """From <base> or the canonical link; without one, and where browsers would not show them, they are named."""
    dish = KEBAB.replace('"name"', '"image":"/img/k.jpg","name"')
    head = '<link rel="canonical" href="https://example.com/menu/">'
    assert (
        item(read_text(tmp_path, page(menu(dish), head=head)), "Kebab")["image_url"]
        == "https://example.com/img/k.jpg"
    )
    lost = read_text(tmp_path, page(menu(dish)))
    assert "image_url" not in item(lost, "Kebab")
    assert "/img/k.jpg" in lost.report.lines()[0]
    insecure = read_text(tmp_path, page(menu(dish), head=head.replace("https", "http")))
    assert "http://" in insecure.report.lines()[0]
