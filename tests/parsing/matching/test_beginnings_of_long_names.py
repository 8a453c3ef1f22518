"""Dishes whose names go on and on, by what they are, and parts of names with "de" for another small word."""

import pytest

from tests.parsing.kitchens import menu_of, turns

LONG = {
    "Ravioli ricotta e spinaci burro & salvia": ("i ravioli", "due ravioli", "un Caffè e i ravioli"),
    "Tagliere salumi formaggi miele e noci x 2 pers.": ("un tagliere", "il tagliere e un Caffè"),
    "Orecchiette alle cime di rapa, acciughe e pangrattato": ("le orecchiette", "delle orecchiette"),
}
OF = {
    "Tostada con aguacate y huevo": "una tostada de aguacate",
    "Bocadillo con lomo y queso": "un bocadillo de lomo",
    "Ensalada con atún y cebolla": "una ensalada de atún",
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_name_is_called_by_what_it_begins_with(name: str) -> None:
    """Where no other dish begins so."""
    index = menu_of(*({"name": other, "price": 9} for other in (*LONG, "Zuppa del giorno", "Caffè")))
    for text in LONG[name]:
        understood = turns(index, text)
        assert name in [line.item.name for line in understood.lines], text
        assert not understood.unmatched, text


@pytest.mark.parametrize("name", OF)
def test_a_part_of_a_name_goes_on_behind_of(name: str) -> None:
    """ "Tostada de aguacate" is the one with avocado, and none of the others that begin so."""
    beside = (f"{name.split(maxsplit=1)[0]} con tomate y jamón", "Café con leche", "Agua mineral")
    index = menu_of(*({"name": other, "price": 5} for other in (name, *beside)))
    understood = turns(index, OF[name])
    assert [line.item.name for line in understood.lines] == [name]
    assert not understood.unmatched
