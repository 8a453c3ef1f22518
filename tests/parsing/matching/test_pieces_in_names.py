"""A dish's name may tell how many pieces it is: so many are one dish."""

from itertools import product

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

NAMES = ("Spring Rolls ({n})", "2. Spring Rolls ({n})", "Spring Rolls ({n} pcs)", "Spring Rolls x{n}")
DISH = [(name.format(n=n), n) for name, n in product(NAMES, (4, 8))]


def _menu(name: str) -> MenuIndex:
    return menu_of({"name": name, "price": 4, "aliases": ["veg rolls"]}, {"name": "Naan", "price": 2})


@pytest.mark.parametrize(
    ("name", "n", "wording"),
    [
        (*dish, w)
        for dish, w in product(
            DISH, ("{n} spring rolls", "{n} veg rolls and a naan", "{n} pieces of spring rolls")
        )
    ],
)
def test_as_many_as_the_name_says_are_one_dish(name: str, n: int, wording: str) -> None:
    """The number is that of the name, whatever the dish is called."""
    understood = turns(_menu(name), wording.format(n=n))
    assert understood.complete
    assert told(understood.lines[0]) == f"1 {name}"


@pytest.mark.parametrize(("name", "n"), DISH)
@pytest.mark.parametrize("many", [2, 3])
def test_several_times_as_many_are_left_open(name: str, n: int, many: int) -> None:
    """Nobody knows whether dishes or pieces were counted."""
    assert not turns(_menu(name), f"{n * many} spring rolls").complete


@pytest.mark.parametrize("name", [name.format(n=2) for name in NAMES])
def test_two_of_what_comes_in_twos_are_left_open(name: str) -> None:
    """They are one dish or two."""
    assert not turns(_menu(name), "2 spring rolls").complete
    assert not turns(_menu(name), "two spring rolls and a naan").complete


@pytest.mark.parametrize(("name", "n"), DISH)
def test_portions_count_dishes(name: str, n: int) -> None:
    """So many portions are so many dishes, if they should be as many as there are pieces."""
    understood = turns(_menu(name), f"{n} portions of spring rolls")
    assert [told(line) for line in understood.lines] == [f"{n} {name}"]
    assert understood.complete


@pytest.mark.parametrize("name", ["Weißwürste (2 Stk.)", "Frankfurter (2 Stück)"])
@pytest.mark.parametrize("wording", ["zweimal die {}", "zweimal die {} und eine Breze"])
def test_a_number_before_an_article_counts_dishes(name: str, wording: str) -> None:
    """ "Twice the sausages" are two dishes of two."""
    menu = menu_of({"name": name, "price": 6}, {"name": "Breze", "price": 2})
    understood = turns(menu, wording.format(name.split(maxsplit=1)[0]))
    assert told(understood.lines[0]) == f"2 {name}"
    assert understood.complete


LED = {
    "Chouquettes (les 10)": ("dix chouquettes", "une dizaine de chouquettes"),
    "Huîtres (les 12)": ("douze huîtres", "une douzaine d'huîtres"),
    "Croquetas (las 12)": ("doce croquetas", "una docena de croquetas"),
    "Arancini (i 12)": ("dodici arancini", "una dozzina di arancini"),
    "Brötchen (die 12)": ("zwölf Brötchen", "ein Dutzend Brötchen"),
    "Pastéis (os 6)": ("seis pastéis", "meia dúzia de pastéis"),
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in LED.items() for text in texts])
def test_pieces_with_an_article_are_one_dish(name: str, text: str) -> None:
    """So many of what the menu sells by so many are one; in words for such a number, too."""
    understood = turns(menu_of({"name": name, "price": 4}, {"name": "Café", "price": 2}), text)
    assert [told(line) for line in understood.lines] == [f"1 {name}"]
