"""Dishes and sizes that small words of the language hold too, and names that follow their kind, in Spanish and Portuguese."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

SIZES = {"es": ("caña", "doble"), "pt": ("simples", "duplo")}


def _bar(code: str) -> MenuIndex:
    small, large = SIZES[code]
    beer = {"es": "Cerveza Alhambra", "pt": "Cerveja Sagres"}[code]
    variants = [{"label": small, "price": 2, "default": True}, {"label": large, "price": 3}]
    return menu_of(
        {"name": beer, "aliases": [beer.split()[1]], "variants": variants},
        {"name": {"es": "Tortilla", "pt": "Prego"}[code], "price": 4},
        under={
            "Arroces": [
                {"name": "Arroz caldoso", "price": 15},
                {"name": "Arroz meloso", "aliases": ["señorito"], "price": 16},
            ]
        },
    )


@pytest.mark.parametrize("count", ["un", "tres"])
def test_double_is_the_size_of_what_is_called_so(count: str) -> None:
    """ "Doble de" is no amount before a dish that has the size."""
    number = {"un": 1, "tres": 3}[count]
    said = {"un": "un doble", "tres": "tres dobles"}[count]
    understood = turns(_bar("es"), f"una tortilla y {said} de Alhambra")
    assert understood.complete
    assert ordered(understood) == sorted([f"{number} cerveza alhambra doble", "1 tortilla"])


@pytest.mark.parametrize(("size", "many"), [("cañas", "dos"), ("dobles", "tres")])
def test_another_round_of_a_size(size: str, many: str) -> None:
    """It is as many more of the dish that comes in this size, and not of the dish before."""
    number = {"dos": 4, "tres": 6}[many]
    understood = turns(_bar("es"), f"{many} {size}", "una tortilla", f"otra ronda de {size}")
    assert [line.quantity for line in understood.lines] == [number, 1]
    assert understood.complete


def test_a_dish_said_behind_its_kind() -> None:
    """A kind of dishes, "of" and what one of them is called by are this dish, as many as were counted."""
    understood = turns(_bar("es"), "queremos dos de arroz del señorito y una tortilla")
    assert [(line.quantity, line.item.name) for line in understood.lines] == [
        (2, "Arroz meloso"),
        (1, "Tortilla"),
    ]


@pytest.mark.parametrize("verb", ["troque", "troca"])
def test_a_dish_called_like_somebody_is_exchanged(verb: str) -> None:
    """ "O garoto" is a dish where it is exchanged or taken away and the menu has one."""
    index = menu_of(
        {"name": "Garoto", "price": 1}, {"name": "Galão", "price": 2}, {"name": "Nata", "price": 1}
    )
    understood = turns(
        index, "três natas e um garoto", f"afinal são só duas natas, e {verb} o garoto por um galão"
    )
    assert ordered(understood) == ["1 galão", "2 nata"]
    assert not turns(index, "um galão", "tire o garoto").complete


@pytest.mark.parametrize(
    ("here", "other", "change"),
    [
        ("Água com gás", "Água sem gás", "a água é sem gás"),
        ("Agua con gas", "Agua sin gas", "el agua es sin gas"),
        ("Café con leche", "Café cortado", "el café mejor cortado"),
    ],
)
def test_a_wish_that_makes_another_dish_of_it(here: str, other: str, change: str) -> None:
    """What is told of a dish and calls another one of its kind is no wish that the kitchen can read either way."""
    index = menu_of({"name": here, "price": 1}, {"name": other, "price": 1}, {"name": "Tostada", "price": 2})
    understood = turns(index, here.lower(), change)
    assert not understood.complete or [line.item.name for line in understood.lines] == [other]


@pytest.mark.parametrize(
    ("first", "one", "other"),
    [
        ("dois pregos", "um deles sem queijo", "no outro bastante molho"),
        ("dos tortillas", "una sin queso", "a la otra mucha salsa"),
    ],
)
def test_the_other_one_in_a_later_text(first: str, one: str, other: str) -> None:
    """ "In the other one" tells of the one that nothing was told of."""
    words = {"dois": ("Prego", "Queijo", "Molho"), "dos": ("Tortilla", "Queso", "Salsa")}[
        first.split(maxsplit=1)[0]
    ]
    name, cheese, sauce = words
    group = {"name": "Com", "options": [{"name": cheese, "default": True}, {"name": sauce, "default": True}]}
    index = menu_of({"name": name, "price": 4, "modifier_groups": [group]}, {"name": "Sopa", "price": 3})
    lines = turns(index, first, one, other).lines
    told = [[(choice.amount, choice.modifier.name) for choice in line.choices] for line in lines]
    assert sorted(told) == [[("extra", sauce)], [("none", cheese)]]
