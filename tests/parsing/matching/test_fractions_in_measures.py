"""Measures that a menu writes as fractions, and litres without their unit."""

import pytest

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.written_names import measure_written_in, volume_written_in
from tests.parsing.kitchens import menu_of, turns


@pytest.mark.parametrize(
    ("written", "measure", "millilitres"),
    [
        ("1/2 l", "1/2 l", 500),
        ("Jarro 1/2 L", "1/2 L", 500),
        ("Krug 1/4 l", "1/4 l", 250),
        ("3/4 l", "3/4 l", 750),
        ("2 l", "2 l", 2000),
    ],
)
def test_a_fraction_is_a_part_of_its_unit(written: str, measure: str, millilitres: float) -> None:
    """Half a litre is no two litres."""
    assert measure_written_in(written) == measure
    assert volume_written_in(written) == millilitres


def wine(*labels: str) -> MenuIndex:
    """A menu of a house wine in these sizes, and a dish."""
    sizes = [{"label": label, "price": 3 + i} for i, label in enumerate(labels)]
    return menu_of({"name": "Vino della casa", "variants": sizes}, {"name": "Ribollita", "price": 9})


@pytest.mark.parametrize(
    ("text", "quantity", "label"),
    [
        ("due litri di vino", 2, "1 l"),
        ("quattro litri di vino", 4, "1 l"),
        ("mezzo litro di vino", 1, "1/2 l"),
        ("un quarto di vino", 1, "1/4 l"),
        ("un litro di vino", 1, "1 l"),
    ],
)
def test_two_litres_are_never_half_a_litre(text: str, quantity: int, label: str) -> None:
    """A number before litres counts litres, where the menu has quarters and halves of them too."""
    [line] = turns(wine("1/4 l", "1/2 l", "1 l"), text).lines
    assert (line.quantity, line.variant and line.variant.label) == (quantity, label)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("um jarro de meio litro de vinho", "Jarro 1/2 L"),
        ("meio litro de vinho", "Jarro 1/2 L"),
        ("meio jarro de vinho", "Jarro 1/2 L"),
        ("um jarro de litro de vinho", "Jarro 1 L"),
    ],
)
def test_a_jug_of_half_a_litre_is_that_jug(text: str, label: str) -> None:
    """A vessel and its measure are one size."""
    sizes = [{"label": label, "price": 3} for label in ("Copo", "Jarro 1/2 L", "Jarro 1 L")]
    index = menu_of({"name": "Vinho da casa", "variants": sizes}, {"name": "Caldo verde", "price": 3})
    [line] = turns(index, text).lines
    assert line.variant is not None
    assert (line.quantity, line.variant.label) == (1, label)


@pytest.mark.parametrize(
    ("text", "label"), [("una birra piccola", "Piccola 0,2"), ("due medie", "Media 0,4")]
)
def test_litres_may_stand_without_their_unit(text: str, label: str) -> None:
    """*Media 0,4* is called "media"."""
    sizes = [{"label": label, "price": 3} for label in ("Piccola 0,2", "Media 0,4")]
    index = menu_of({"name": "Birra alla spina", "variants": sizes}, {"name": "Ribollita", "price": 9})
    [line] = turns(index, text).lines
    assert line.variant is not None
    assert line.variant.label == label


@pytest.mark.parametrize("text", ["twee glazen huiswijn", "twee glaasjes huiswijn", "huiswijn, twee glazen"])
def test_glasses_are_the_size_that_is_called_a_glass(text: str) -> None:
    """ "Glazen" and "glaasjes" are several of *Glas*."""
    sizes = [{"label": label, "price": 4} for label in ("Glas", "Fles")]
    index = menu_of({"name": "Huiswijn", "variants": sizes}, {"name": "Tosti met kaas", "price": 5})
    [line] = turns(index, text).lines
    assert line.variant is not None
    assert (line.quantity, line.variant.label) == (2, "Glas")


def test_a_light_beer_is_no_wish() -> None:
    """ "Helles" names the beer, and a size with it."""
    sizes = [{"label": label, "price": 4} for label in ("Halbe 0,5 l", "Maß 1,0 l")]
    index = menu_of(
        {"name": "Helles vom Fass", "variants": sizes},
        {"name": "Radler", "variants": sizes},
        {"name": "Weißbier hell", "price": 4},
    )
    for text in ("eine Maß Helles", "a Maß Helles"):
        [line] = turns(index, text).lines
        assert line.variant is not None
        assert (line.item.name, line.quantity, line.variant.label) == ("Helles vom Fass", 1, "Maß 1,0 l")


def test_the_size_said_twice_counts_nothing() -> None:
    """A number behind a dish that is the size which was said is no quantity."""
    sizes = [{"label": "32 cm", "price": 30}, {"label": "42 cm", "price": 44}]
    index = menu_of({"name": "Capricciosa", "variants": sizes}, {"name": "Żurek z jajkiem", "price": 9})
    for text, quantity in (("dużą capricciosę 42", 1), ("capricciosę 42", 1)):
        [line] = turns(index, text).lines
        assert line.variant is not None
        assert (line.quantity, line.variant.label) == (quantity, "42 cm")
