"""The example menus are what they say: without warnings, taken by a server, ordered from in words, cooked at stations."""

from pathlib import Path
from typing import Any

import pytest

from server.menu.document.lint import lint
from server.menu.document.loader import load_menu
from server.wire.menu_yaml import to_yaml
from tests.fixtures.api import MakeRestaurant, Place

pytestmark = pytest.mark.shared_server

FOLDER = Path(__file__).parents[2] / "examples" / "menus"
MENUS = {
    "burger-chain": ("USD", "en", 17),
    "pizzeria": ("EUR", "de", 13),
    "chinese-takeaway": ("GBP", "en", 14),
    "brunch": ("EUR", "en", 13),
}
"""Currency, language and number of dishes of each."""
YAML = {"Content-Type": "application/yaml"}


def test_every_example_is_tried_here() -> None:
    """A menu that is added without a test fails."""
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(MENUS)


@pytest.mark.parametrize("name", MENUS)
def test_an_example_has_no_warnings(name: str) -> None:
    """Lint has notes at most."""
    menu = load_menu((FOLDER / f"{name}.yaml").read_bytes(), "yaml")
    assert [str(finding) for finding in lint(menu) if finding.severity != "note"] == []
    assert len(list(menu.items())) == MENUS[name][2]


async def opened(make_restaurant: MakeRestaurant, name: str) -> Place:
    currency, locale, _ = MENUS[name]
    place = await make_restaurant(currency=currency, locale=locale)
    text = (FOLDER / f"{name}.yaml").read_bytes()
    path = f"/api/restaurants/{place.id}/menu/"
    async with place.owner.session.put(
        place.owner.base + path, data=text, headers={**YAML, "Authorization": f"Bearer {place.owner.token}"}
    ) as answer:
        assert answer.status == 200, await answer.text()
    await place.reload()
    return place


@pytest.mark.parametrize("name", MENUS)
async def test_an_example_round_trips(make_restaurant: MakeRestaurant, name: str) -> None:
    """What the server answers changes nothing when it is put back, and neither does the file itself."""
    place = await opened(make_restaurant, name)
    path = f"/api/restaurants/{place.id}/menu/"
    document = (await place.owner.get(path)).body
    assert (await place.owner.put(path, document)).body["differences"] == []
    assert load_menu(to_yaml(document), "yaml").categories != ()
    assert (await place.public.get(f"/r/{place.slug}/")).status == 200


ORDERS: list[tuple[str, str, list[tuple[int, str, str]], str, set[str]]] = [
    (
        "burger-chain",
        "a double classic burger without onions and two large fries",
        [(1, "Classic burger", "Double"), (2, "Fries", "Large")],
        "17.20",
        {"grill", "fryer"},
    ),
    (
        "pizzeria",
        "zwei große Margherita und ein Tiramisu bitte",
        [(2, "Margherita", "Groß"), (1, "Tiramisu", "Regular")],
        "27.50",
        {"ofen", "küche"},
    ),
    (
        "chinese-takeaway",
        "a number 23 with egg fried rice and two spring rolls",
        [(1, "Lemon chicken", "Regular"), (2, "Spring rolls", "Regular")],
        "16.20",
        {"wok", "fryer"},
    ),
    (
        "brunch",
        "a flat white with oat milk and two croissants",
        [(1, "Flat white", "Regular"), (2, "Croissant", "Regular")],
        "10.00",
        {"bar", "cold"},
    ),
]


@pytest.mark.parametrize(("name", "words", "lines", "total", "stations"), ORDERS, ids=[o[0] for o in ORDERS])
async def test_an_example_is_ordered_from_in_words(  # the case has that many parts
    make_restaurant: MakeRestaurant,
    name: str,
    words: str,
    lines: list[tuple[int, str, str]],
    total: str,
    stations: set[str],
) -> None:
    """The words are understood whole, at the menu's prices, and each dish goes to its own station."""
    place = await opened(make_restaurant, name)
    parsed = (
        await place.public.post(
            "/api/public/orders/parse/", {"restaurant_slug": place.slug, "raw_input": words}
        )
    ).body
    understood = [(line["quantity"], line["name"], line["variant"]["label"]) for line in parsed["items"]]
    assert (understood, parsed["total_price"], parsed["questions"]) == (lines, total, [])
    placed = await place.order(*map(sent, parsed["items"]))
    assert placed.status == 201, placed
    assert placed.body["total_price"] == total
    assert {line["station"] for line in placed.body["items"]} == stations


def sent(line: dict[str, Any]) -> dict[str, Any]:
    """A line of the answer as it is confirmed."""
    return {
        "menu_item_id": line["menu_item_id"],
        "variant_id": line["variant"]["id"],
        "quantity": line["quantity"],
        "modifiers": [
            {"modifier_id": m["modifier_id"], "amount": m["amount"], "quantity": m["quantity"]}
            for m in line["modifiers"]
        ],
    }
