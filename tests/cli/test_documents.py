"""Menu documents merged."""

from cli.documents import merged
from tests.fixtures.api import MENU


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
