"""Sizes of a half, of one and a half and of a whole portion are known by the words for them."""
# ruff: noqa: RUF001  (Turkish has a dotless i)

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, turns

SAID = [
    ("es", "Agua", "1,5 l", "agua de litro y medio"),
    ("es", "Gambas", "500 g", "medio kilo de gambas"),
    ("es", "Callos", "Ración", "una ración entera de callos"),
    ("it", "Acqua", "1,5 l", "acqua da un litro e mezzo"),
    ("it", "Fiorentina", "800 g", "una fiorentina da otto etti"),
    ("it", "Trippa", "Porzione", "una porzione intera di trippa"),
    ("pt", "Água", "1,5L", "uma água de litro e meio"),
    ("pt", "Camarão", "500g", "meio quilo de camarão"),
    ("pt", "Suco natural", "500 ml", "um suco natural de quinhentos"),
    ("pt", "Polvo", "Dose", "uma dose inteira de polvo"),
    ("pl", "Woda", "1,5 l", "woda półtora litra"),
    ("pl", "Krewetki", "500 g", "pół kilo krewetek"),
    ("tr", "Adana", "1,5 Porsiyon", "bir buçuk adana"),
    ("tr", "Adana", "1,5 Porsiyon", "bir buçuk porsiyon adana"),
    ("tr", "Su", "1,5 L", "bir buçuk litre su"),
]


def _menu_with(language: str, dish: str, size: str) -> MenuIndex:
    other = "250 ml" if size.lower().endswith(("l", "ml")) else "100 g" if size.endswith("g") else "1/2"
    fillers = {
        "es": "Tortilla de patatas",
        "it": "Insalata con le olive",
        "pt": "Pão com manteiga",
        "pl": "Żurek z jajkiem",
        "tr": "Mercimek çorbası",
    }
    sizes = [{"label": other, "price": 3}, {"label": size, "price": 6}]
    return menu_of({"name": dish, "variants": sizes}, {"name": fillers[language], "price": 4})


@pytest.mark.parametrize(("language", "dish", "size", "text"), SAID)
def test_the_words_for_a_measure_tell_its_size(language: str, dish: str, size: str, text: str) -> None:
    """ "Bir buçuk adana" is one in the size of *1,5 Porsiyon*, whatever else its number may count."""
    understood = turns(_menu_with(language, dish, size), text)
    found = [
        (line.quantity, line.item.name, line.variant.label if line.variant else "")
        for line in understood.lines
    ]
    assert found == [(1, dish, size)]
    assert not understood.questions
    assert not understood.unmatched


@pytest.mark.parametrize(
    ("heading", "first", "second", "text"),
    [("Döner", "Et döner", "Tavuk döner", "bir döner"), ("Kebap", "Adana kebap", "Urfa kebap", "bir kebap")],
)
def test_a_dish_is_not_told_by_being_one(heading: str, first: str, second: str, text: str) -> None:
    """One of a kind is not the one dish of it that comes as *1 porsiyon*: it is asked which."""
    sizes = [{"label": "1 porsiyon", "price": 5, "default": True}, {"label": "1,5 porsiyon", "price": 7}]
    index = menu_of(
        {"name": first, "price": 3},
        {"name": second, "price": 3},
        {"name": f"Pilav üstü {heading}", "variants": sizes},
    )
    understood = turns(index, text)
    assert not understood.complete
    assert not understood.lines
