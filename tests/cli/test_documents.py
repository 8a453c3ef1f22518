"""Menu documents merged."""

from cli.documents import merged
from tests.fixtures.api import MENU


def test_merging_keeps_taxes_and_adds_new_ones() -> None:
    """A tax of the addition takes the place of that of its name; an addition without taxes leaves them."""
    menu = {**MENU, "taxes": {"food": {"percent": "7"}, "drinks": {"percent": "19"}}}
    added = merged(menu, {"taxes": {"food": {"percent": "8"}}, "categories": []})
    assert added["taxes"] == {"food": {"percent": "8"}, "drinks": {"percent": "19"}}
    assert merged(menu, {"categories": []})["taxes"] == menu["taxes"]
    assert "taxes" not in merged(MENU, {"categories": []})


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
