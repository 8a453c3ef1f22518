"""What the menu does not offer with a dish, wished for a part of it, and one choice that is said behind the refusal of another."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

KITCHENS = {
    "en": ("Roast Lamb", "Roasties", "Gravy", "Bangers & Mash", "mash", "Chips"),
    "de": ("Schweinsbraten", "Knödel", "Soße", "Würstel mit Püree", "Püree", "Pommes"),
    "nl": ("Stoofvlees", "Frieten", "Jus", "Worst met puree", "puree", "Kroketten"),
    "fr": ("Rôti de porc", "Frites", "Jus", "Saucisse purée", "purée", "Gratin"),
}  # fmt: skip
EXCHANGES = {
    "en": ("{0}, {4} instead of the {1}", "{0} with {4} instead of {1}"), "de": ("{0}, {4} statt {1}",),
    "nl": ("{0}, {4} in plaats van {1}",), "fr": ("{0}, {4} à la place des {1}",),
}  # fmt: skip
INSTEAD = {"en": "{0}, no {1}, {4} instead"}
TEXTS = [
    (code, text)
    for texts in (EXCHANGES, {"en": (INSTEAD["en"],)})
    for code, its in texts.items()
    for text in its
]


@cache
def _kitchen(code: str) -> MenuIndex:
    roast, side, sauce, other, _said, chips = KITCHENS[code]
    with_it = {"name": "With", "options": [{"name": side, "default": True}, {"name": sauce, "default": True}]}
    choice = {
        "name": "Side",
        "min": 1,
        "max": 1,
        "options": [{"name": "Salat"}, {"name": chips}, {"name": side}],
    }
    document = {
        "name": "A", "currency": "EUR", "modifier_groups": {"with": with_it, "choice": choice},
        "categories": [
            {"name": "Mains", "items": [
                {"name": roast, "price": 15, "modifier_groups": ["with"]}, {"name": other, "price": 12},
                {"name": "Gulasch", "price": 12, "modifier_groups": ["choice"]},
            ]},
            {"name": "Sides", "items": [{"name": chips, "price": 4}]},
        ],
    }  # fmt: skip
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_what_is_not_offered_for_a_part_is_a_wish(code: str, text: str) -> None:
    """The dish stays without its part, and no dish comes of whose name only a word was said."""
    words = KITCHENS[code]
    answer = turns(_kitchen(code), text.format(*(word.lower() for word in words)))
    assert [line.item.name for line in answer.lines] == [words[0]]
    (line,) = answer.lines
    assert {(c.modifier.name, c.amount) for c in line.choices if c.amount == "none"} == {(words[1], "none")}
    assert words[4].lower() in line.special_requests.lower()


def test_a_dish_for_a_word_of_the_name_of_another_is_a_wish() -> None:
    """The dish is not exchanged for its part; a dish of its own kind is."""
    answer = turns(_kitchen("en"), "bangers and mash, chips instead of mash")
    assert ordered(answer) == ["1 bangers & mash «chips instead of mash»"]
    exchanged = turns(_kitchen("en"), "bangers and mash, roast lamb instead of the bangers and mash")
    assert ordered(exchanged) == ["1 roast lamb"]


CHOICES = {"en": "no {0}, {1}", "de": "keine {0}, {1}", "nl": "geen {0}, {1}", "fr": "pas de {0}, {1}"}


@pytest.mark.parametrize("code", CHOICES)
def test_a_choice_behind_the_refusal_of_another_is_made(code: str) -> None:
    """Only one of them can be had, so that the comma refuses no second one."""
    chips, side = KITCHENS[code][5], KITCHENS[code][1]
    answer = turns(_kitchen(code), f"Gulasch {chips}", CHOICES[code].format(chips.lower(), side.lower()))
    assert ordered(answer) == [f"1 gulasch; {side}".casefold()]


HAD_WITH = [
    ("en", "{0} with {5} and a beer"),
    ("de", "{0} mit {5} und ein Bier"),
    ("nl", "{0} met {5} en een bier"),
    ("fr", "{0} avec {5} et une bière"),
]


@pytest.mark.parametrize(("code", "text"), HAD_WITH)
def test_what_a_dish_does_not_have_orders_no_other_dish(code: str, text: str) -> None:
    """A side that only another dish offers, said behind "with"."""
    roast, side, _sauce, other, said, chips = KITCHENS[code]
    choice = {"name": "Side", "min": 1, "max": 1, "options": [{"name": "Salat"}, {"name": chips}]}
    menu = menu_of(
        {"name": roast, "price": 15}, {"name": "Gulasch", "price": 9, "modifier_groups": [choice]},
        {"name": {"en": "Beer", "de": "Bier", "nl": "Bier", "fr": "Bière"}[code], "price": 4},
    )  # fmt: skip
    answer = turns(menu, text.format(roast, side, "", other, said, chips.lower()))
    assert "Gulasch" not in [line.item.name for line in answer.lines]
    assert answer.unmatched
