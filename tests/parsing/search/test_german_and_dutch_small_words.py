"""Small words and names of German and Dutch evenings, over two menus in each language."""

from itertools import product
from typing import Any

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns


def _group(name: str, *options: str, least: int = 0) -> dict[str, Any]:
    most = {"min": 1, "max": 1} if least else {}
    return {"name": name, "options": [{"name": option} for option in options], **most}


def _dish(name: str, *groups: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "price": 4, "modifier_groups": [*groups]} if groups else {"name": name, "price": 4}


GERMAN = (
    menu_of(
        _dish("Bratwurst", _group("Dazu", "Senf", "Meerrettich")),
        _dish("Suppe", _group("Dazu", "Croûtons")),
        _dish("Espresso"),
        _dish("Espresso doppio"),
        _dish("Orangensaft frisch gepresst"),
        _dish("Teinacher Mineralwasser"),
        _dish("Weißbier hell"),
        _dish("Weißbier alkoholfrei"),
        _dish("Nuss-Hörnchen"),
        _dish("Glas Tee", _group("Sorte", "Kamille", "Pfefferminz", "Schwarztee", least=1)),
    ),
    menu_of(
        _dish("Frikadelle", _group("Dazu", "Senf", "Gurke")),
        _dish("Eintopf", _group("Dazu", "Brot")),
        _dish("Espresso"),
        _dish("Espresso doppio"),
        _dish("Orangensaft, frisch"),
        _dish("Selters Mineralwasser"),
        _dish("Hefeweizen 0,5 l"),
        _dish("Hefeweizen alkoholfrei 0,5 l"),
        _dish("Mandel-Hörnchen"),
        _dish("Becher Tee", _group("Tee", "Fenchel", "Hagebutte", "Schwarztee", least=1)),
    ),
)
NAMED = (
    ("{one} doppelten Espresso", ("Espresso doppio", "Espresso doppio")),
    ("{two} doppelte Espresso", ("Espresso doppio", "Espresso doppio")),
    ("{one} O-Saft", ("Orangensaft frisch gepresst", "Orangensaft, frisch")),
    ("{two} osaft", ("Orangensaft frisch gepresst", "Orangensaft, frisch")),
    ("{one} Wasser", ("Teinacher Mineralwasser", "Selters Mineralwasser")),
    ("{one} alkoholfreies Weizen", ("Weißbier alkoholfrei", "Hefeweizen alkoholfrei 0,5 l")),
    ("{two} alkoholfreie Weizen", ("Weißbier alkoholfrei", "Hefeweizen alkoholfrei 0,5 l")),
    ("{two} Hörnchen", ("Nuss-Hörnchen", "Mandel-Hörnchen")),
    ("{one} schwarzen Tee", ("Glas Tee; Schwarztee", "Becher Tee; Schwarztee")),
    ("{one} Kamillentee", ("Glas Tee; Kamille", "")),
    ("{two} Pfefferminztee", ("Glas Tee; Pfefferminz", "")),
    ("{one} Hagebuttentee", ("", "Becher Tee; Hagebutte")),
)


@pytest.mark.parametrize(
    ("index", "text", "line"),
    [(index, text, lines[at]) for text, lines in NAMED for at, index in enumerate(GERMAN) if lines[at]],
)
def test_a_dish_as_german_guests_call_it_is_this_dish(index: MenuIndex, text: str, line: str) -> None:
    """One dish, counted, with the choice that its name told, and nothing is open."""
    heard = understand(index, text.format(one="einen", two="zwei") + ", bitte")
    assert [told(one) for one in heard.lines] == [f"{2 if '{two}' in text else 1} {line}"]
    assert heard.complete


@pytest.mark.parametrize(
    ("at", "then"), [*product((0, 1), ("beim {} bitte Senf dazu", "und beim {} mit Senf bitte"))]
)
def test_beim_tells_which_dish_of_the_order_is_meant(at: int, then: str) -> None:
    """No second dish comes, whether a dish stands behind it in the cart or not."""
    first, other = (("Bratwurst", "Suppe"), ("Frikadelle", "Eintopf"))[at]
    heard = turns(GERMAN[at], f"{other} und {first}", then.format(first))
    assert [told(line) for line in heard.lines] == [f"1 {other}", f"1 {first}; Senf"]
    assert heard.complete


@pytest.mark.parametrize(
    "dishes", [("Espresso", "Lager alkoholfrei", "Weizenbier"), ("Mokka", "Radler alkoholfrei", "Weißbier")]
)
def test_what_the_menu_does_not_have_so_is_never_complete(dishes: tuple[str, str, str]) -> None:
    """Neither a double of what comes once, nor a beer without alcohol that is another one."""
    index = menu_of(*map(_dish, dishes))
    assert not understand(index, f"zwei doppelte {dishes[0]}").complete
    assert not understand(index, "ein alkoholfreies Weizen").complete


DUTCH = (
    menu_of(_dish("Broodje kroket", _group("Saus", "Mosterd", "Sambal")), _dish("Pils"), _dish("Bron mineraalwater")),
    menu_of(_dish("Bami", _group("Erbij", "Kroepoek", "Sambal")), _dish("Rosé"), _dish("Sourcy mineraalwater")),
)  # fmt: skip
FOOD, DRINK, WATER = (
    ("Broodje kroket", "Bami"),
    ("Pils", "Rosé"),
    ("Bron mineraalwater", "Sourcy mineraalwater"),
)


@pytest.mark.parametrize(
    ("at", "then"), [*product((0, 1), ("doe nog maar een {}", "doe er nog maar een {} bij", "nog maar een {} graag"))]
)  # fmt: skip
def test_nog_maar_een_is_one_more(at: int, then: str) -> None:
    """The line of the dish has two."""
    heard = turns(DUTCH[at], f"een {FOOD[at]} en een {DRINK[at]}", then.format(DRINK[at].lower()))
    assert [told(line) for line in heard.lines] == [f"1 {FOOD[at]}", f"2 {DRINK[at]}"]
    assert heard.complete


@pytest.mark.parametrize(
    ("at", "said"), [*product((0, 1), ("een {} met sambal apart", "doe maar een {} met de sambal apart"))]
)
def test_sambal_apart_is_the_option_on_the_side(at: int, said: str) -> None:
    """It is no wish where the dish may be had with it."""
    heard = understand(DUTCH[at], said.format(FOOD[at].lower()))
    assert [told(line) for line in heard.lines] == [f"1 {FOOD[at]}; side Sambal"]
    assert heard.complete


@pytest.mark.parametrize("at", [0, 1])
def test_water_is_the_one_mineral_water(at: int) -> None:
    """Whatever its brand."""
    assert [told(line) for line in understand(DUTCH[at], "twee water").lines] == [f"2 {WATER[at]}"]
