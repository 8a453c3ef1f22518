"""What differs at a place, put over the menu that it shares with others."""

from copy import deepcopy
from typing import Any

import pytest

from cli.overlay import put_over

MENU: dict[str, Any] = {
    "currency": "EUR",
    "taxes": {"food": {"percent": 7}, "drinks": {"percent": 19}},
    "modifier_groups": {
        "milk": {"name": "Milk", "options": [{"name": "Oat", "price_adjustment": "0.50"}, {"name": "Soy"}]}
    },
    "categories": [
        {
            "name": "Drinks",
            "items": [
                {"name": "Cola", "price": "3.00", "tags": ["cold"]},
                {
                    "name": "Beer",
                    "variants": [{"label": "Small", "price": "3.00"}, {"label": "Large", "price": "5.00"}],
                    "modifier_groups": [
                        "milk",
                        {"name": "Glass", "options": [{"name": "Mug", "price_adjustment": "1.00"}]},
                    ],
                },
            ],
        },
        {"name": "Cakes", "items": [{"name": "Tart", "price": "4.00"}]},
    ],
}


def over(*categories: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The menu with an overlay that has no mistakes; the menu itself stays as it was."""
    before = deepcopy(MENU)
    changed, mistakes = put_over(MENU, {"categories": list(categories), **more})
    assert mistakes == []
    assert before == MENU
    return changed


def test_a_price_takes_the_place_of_the_menus_own() -> None:
    """The dish is found whatever the case of its name; its other fields, and other dishes, stay."""
    drinks = over({"name": "drinks", "items": [{"name": "COLA", "price": "4.50"}]})["categories"][0]
    assert drinks["items"][0] == {"name": "COLA", "price": "4.50", "tags": ["cold"]}
    assert drinks["items"][1] == MENU["categories"][0]["items"][1]


def test_sizes_are_known_by_their_labels() -> None:
    """One of two has another price."""
    large = {"label": "Large", "price": "6.50"}
    beer = over({"name": "Drinks", "items": [{"name": "Beer", "variants": [large]}]})["categories"][0][
        "items"
    ][1]
    assert [(v["label"], v["price"]) for v in beer["variants"]] == [("Small", "3.00"), ("Large", "6.50")]


def test_what_is_not_served_there_goes() -> None:
    """A dish, a size and a category."""
    beer = {"name": "Beer", "variants": [{"label": "Small", "remove": True}]}
    changed = over(
        {"name": "Drinks", "items": [{"name": "Cola", "remove": True}, beer]},
        {"name": "Cakes", "remove": True},
    )
    assert [c["name"] for c in changed["categories"]] == ["Drinks"]
    assert [i["name"] for i in changed["categories"][0]["items"]] == ["Beer"]
    assert [v["label"] for v in changed["categories"][0]["items"][0]["variants"]] == ["Large"]


def test_options_of_shared_groups_and_of_a_dishs_own_have_other_prices() -> None:
    """Shared groups are known by their key, those of a dish by their name."""
    mug = {"name": "Glass", "options": [{"name": "Mug", "price_adjustment": "2.00"}]}
    changed = over(
        {"name": "Drinks", "items": [{"name": "Beer", "modifier_groups": [mug]}]},
        modifier_groups={"milk": {"options": [{"name": "Oat", "price_adjustment": "0.80"}]}},
    )
    assert changed["modifier_groups"]["milk"]["options"] == [
        {"name": "Oat", "price_adjustment": "0.80"},
        {"name": "Soy"},
    ]
    glass = changed["categories"][0]["items"][1]["modifier_groups"]
    assert glass == ["milk", {"name": "Glass", "options": [{"name": "Mug", "price_adjustment": "2.00"}]}]


def test_a_place_has_other_taxes() -> None:
    """A rate that it does not name stays."""
    assert over(taxes={"food": {"percent": 19}})["taxes"] == {
        "food": {"percent": 19},
        "drinks": {"percent": 19},
    }


@pytest.mark.parametrize(
    ("overlay", "mistake"),
    [
        (
            {"categories": [{"name": "Drinks", "items": [{"name": "Colla", "price": "4"}]}]},
            "Drinks / Colla: is not on the menu",
        ),
        ({"categories": [{"name": "Wine"}]}, "Wine: is not on the menu"),
        ({"categories": [{"items": []}]}, "an entry of categories without a name: is not on the menu"),
        ({"modifier_groups": {"oil": {"options": []}}}, "modifier_groups / oil: is not on the menu"),
        ({"price": "3.00"}, "price: an overlay has no such field"),
        (
            {"categories": [{"name": "Drinks", "items": [{"name": "Beer", "price": "4"}]}]},
            "Drinks / Beer: has sizes (Small, Large); give the price of each under variants",
        ),
    ],
)
def test_what_does_not_fit_the_menu_is_named(overlay: dict[str, Any], mistake: str) -> None:
    """A name that the menu does not have is no new dish: it is a slip."""
    assert put_over(MENU, overlay)[1] == [mistake]
