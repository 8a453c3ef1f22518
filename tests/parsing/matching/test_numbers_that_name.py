"""Numbers, "zero" and letters in the names of drinks and dishes as guests say them: "a 333", "two g&ts", "heineken zero"."""

import pytest

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.written_names import before_its_number
from tests.parsing.kitchens import menu_of, turns
from tests.parsing.kitchens import ordered as lines_of

CALLED_BY_NUMBER = {
    "333 Beer": "333",
    "Kronenbourg 1664": "1664",
    "Grolsch 1615 draught": "1615",
    "1516 Pils": "1516",
    "007 Martini": "",
}
ENDS_SHORT = {"Bánh Mì": "banh mi", "G&T": "g&t", "Mai Tai": "mai tai", "7UP": "7up"}
FREE = {
    "en": ("Heineken", ("{} zero", "{} alcohol free", "alcohol free {}", "non alcoholic {}")),
    "de": ("Radler", ("{} alkoholfrei", "alkoholfreies {}")),
    "es": ("Estrella", ("{} sin alcohol", "{} cero cero")),
    "fr": ("Leffe", ("{} sans alcool", "{} zéro")),
    "it": ("Moretti", ("{} analcolica", "{} zero")),
    "nl": ("Amstel", ("{} alcoholvrij", "{} nul nul")),
    "pt": ("Sagres", ("{} sem álcool", "{} zero")),
    "pl": ("Lech", ("{} zero", "{} bezalkoholowe")),
}
BESIDE = {
    "en": "Roast chicken with gravy",
    "de": "Schweinebraten mit Soße",
    "fr": "Poulet rôti aux herbes",
    "es": "Pollo asado con patatas",
    "it": "Pollo arrosto con patate",
    "pt": "Frango assado com batatas",
    "nl": "Gebraden kip met jus",
    "pl": "Kurczak pieczony z ziemniakami",
}


def menu(*names: str) -> MenuIndex:
    """Dishes of one price."""
    return menu_of(*({"name": name, "price": 5} for name in names))


def ordered(index: MenuIndex, text: str) -> dict[str, int]:
    """How many of each dish a text orders; nothing of it may be left over."""
    understood = turns(index, text)
    assert not understood.unmatched, text
    return {line.item.name: line.quantity for line in understood.lines}


@pytest.mark.parametrize("name", [name for name, number in CALLED_BY_NUMBER.items() if number])
@pytest.mark.parametrize("other", ["Roast chicken", "Mushroom burger", "Onion soup"])
def test_a_drink_is_called_by_its_number(name: str, other: str) -> None:
    """Such a number counts nothing, neither itself nor the dish beside it."""
    index, number = menu(*CALLED_BY_NUMBER, other), CALLED_BY_NUMBER[name]
    assert ordered(index, f"a {number}") == {name: 1}
    assert ordered(index, f"two {number}s and a {other}") == {name: 2, other: 1}
    assert ordered(index, f"a {other} and a {number}") == {name: 1, other: 1}
    assert ordered(index, f"{other}, a {number}") == {name: 1, other: 1}


def test_a_number_that_several_have_calls_none() -> None:
    """Two wines of one year are not told apart by it."""
    assert not menu("Rioja 2019", "Barolo 2019").numbers
    assert menu("Rioja 2019", "Barolo 2016").numbers.keys() == {"2019", "2016"}
    assert not menu("Steak 300g", "12 wings", "Cola 330 ml", "Combo 3").numbers


@pytest.mark.parametrize("name", ENDS_SHORT)
def test_several_of_a_name_that_ends_in_a_short_word(name: str) -> None:
    """They are counted as any others."""
    index, said = menu(*ENDS_SHORT, "Roast chicken"), ENDS_SHORT[name]
    assert ordered(index, f"two {said}s and a roast chicken") == {name: 2, "Roast chicken": 1}


def test_letters_before_what_comes_with_them() -> None:
    """ "A g&t" is one that comes with something."""
    index = menu("G&T w/ Fever-Tree", "Roast chicken")
    assert ordered(index, "a g&t and a roast chicken") == {"G&T w/ Fever-Tree": 1, "Roast chicken": 1}


@pytest.mark.parametrize("free", ["0.0", "0,0%"])
@pytest.mark.parametrize("code", FREE)
def test_without_alcohol(code: str, free: str) -> None:
    """It is told in words, and the one with alcohol is not meant."""
    brand, said = FREE[code]
    index = menu(brand, f"{brand} {free}", BESIDE[code])
    for way in said:
        assert ordered(index, way.format(brand)) == {f"{brand} {free}": 1}
    assert ordered(index, brand) == {brand: 1}


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Short stack of 2", "Short stack"),
        ("Family pack for 4", "Family pack"),
        ("6 wings", ""),
        ("Large", ""),
    ],
)
def test_a_size_before_its_number(label: str, said: str) -> None:
    """It is called by what it is."""
    assert before_its_number(label) == said


def test_a_number_without_alcohol_is_in_doubt_where_another_drink_has_none() -> None:
    """ "Een 0.0" is the beer of that name, or is asked about beside a *Cola Zero*."""
    assert ordered(menu("Heineken 0.0", "Heineken v/d tap", "Gebraden kip met jus"), "een 0.0") == {
        "Heineken 0.0": 1
    }
    index = menu("Heineken 0.0", "Cola Zero", "Gebraden kip met jus")
    assert turns(index, "een 0.0").questions


def test_a_size_that_tells_its_pieces_orders_its_dish() -> None:
    """Where it is said alone and with an option."""
    sizes = [{"label": "Short stack of 2", "price": 7}, {"label": "Full stack of 4", "price": 10}]
    groups = [{"name": "Add", "options": [{"name": "Blueberries"}, {"name": "Pecans"}]}]
    index = menu_of(
        {"name": "Buttermilk Pancakes", "variants": sizes, "modifier_groups": groups},
        {"name": "Roast chicken", "price": 5},
    )
    for said, label in (("short stack", "Short stack of 2"), ("full stack", "Full stack of 4")):
        for text in (f"a {said}", f"a {said} with blueberries", f"a {said} and a roast chicken"):
            line = turns(index, text).lines[0]
            assert line.variant is not None, text
            assert line.variant.label == label, text


def _counter() -> MenuIndex:
    """Two numbered meals with a drink, and the drink by itself."""
    options = [{"name": "Dr Pepper"}, {"name": "Iced Tea"}]
    group = {"name": "Drink", "min": 1, "max": 1, "options": options}
    meals = [{"name": f"#{n} {name} Combo", "price": 9, "modifier_groups": [group]} for n, name in ((1, "Burger"), (2, "Chicken"))]  # fmt: skip
    drinks = [{"name": "Fountain Drink", "price": 3, "modifier_groups": [group]}, {"name": "Long Island Iced Tea", "price": 9}]  # fmt: skip
    return menu_of(*meals, {"name": "Soup of the Day", "price": 4}, under={"Drinks": drinks})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("two dr peppers", "2 fountain drink; dr pepper"),
        ("two number ones with dr pepper", "2 #1 burger combo; dr pepper"),
        ("number two with dr pepper", "1 #2 chicken combo; dr pepper"),
        ("an iced tea", "1 fountain drink; iced tea"),
        ("a long island iced tea", "1 long island iced tea"),
    ],
)
def test_a_number_counts_drinks_and_numbered_dishes(text: str, line: str) -> None:
    """ "Two" before several of a drink is no dish's number, "ones" behind "number" is one, and a drink's whole name is no part of another's."""
    assert lines_of(turns(_counter(), text)) == [line]
