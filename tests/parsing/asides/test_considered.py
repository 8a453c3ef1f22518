"""A dish that somebody only thought of, before "but" and what is ordered, is not ordered."""

import pytest

from tests.parsing.kitchens import hear, menu_of, ordered, told, turns

SALAD = {"name": "Salad", "options": [{"name": "Onion", "default": True}]}
MENU = menu_of(
    {"name": "Lamb pie", "price": 9, "modifier_groups": [SALAD]},
    {"name": "Fish stew", "price": 8},
    {
        "name": "Lemonade",
        "variants": [{"label": "Small", "price": 3, "default": True}, {"label": "Large", "price": 4}],
    },
)
LEADS = (
    "I was thinking of the",
    "I was thinking about the",
    "I was gonna get the",
    "I was going to order the",
    "I nearly went for the",
    "I was tempted by the",
    "I usually have the",
    "we normally get the",
)


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize(
    "behind",
    [" but I'll have the fish stew", ", but today give me the fish stew", " but no, the fish stew please"],
)
def test_what_was_only_thought_of_is_not_ordered(lead: str, behind: str) -> None:
    """Only the dish behind "but" stands in the order, and the tale in its note."""
    understood = turns(MENU, f"{lead} lamb pie{behind}")
    assert [told(line) for line in understood.lines] == ["1 Fish stew"]
    assert "lamb pie" in understood.state.note


@pytest.mark.parametrize(
    ("behind", "line"),
    [("but without onion", "1 Lamb pie; none Onion"), ("but make it two", "2 Lamb pie")],
)
def test_what_is_only_told_of_that_dish_orders_it(behind: str, line: str) -> None:
    """Where no other dish follows, the one that was thought of is meant."""
    understood = turns(MENU, f"I was gonna get the lamb pie {behind}")
    assert [told(line) for line in understood.lines] == [line]


def test_a_dish_of_the_cart_is_never_passed_over() -> None:
    """Of a dish that was ordered already, such words may be a change."""
    understood = turns(MENU, "the lamb pie", "I was gonna get the lamb pie but I'll have the fish stew")
    assert not understood.complete or [told(line) for line in understood.lines] == ["1 Fish stew"]


@pytest.mark.parametrize(
    ("menu", "text", "line"),
    [
        ("de", "eigentlich wollte ich die Suppe, aber ich nehme ein Bier", "1 Bier"),
        ("fr", "j'allais prendre la soupe mais je prends une bière", "1 Bière"),
        ("it", "stavo pensando alla zuppa ma prendo una birra", "1 Birra"),
        ("es", "iba a pedir la sopa pero ponme una cerveza", "1 Cerveza"),
    ],
)
def test_so_it_is_in_other_languages(menu: str, text: str, line: str) -> None:
    """The beer alone is ordered."""
    assert ordered(hear(text, menu)) == [line.casefold()]
