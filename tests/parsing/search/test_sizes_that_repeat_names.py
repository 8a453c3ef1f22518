"""Sizes that only say again what their dish is called by, and Portuguese articles of several behind a size."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns


@pytest.mark.parametrize("many", ["duas", "três"])
@pytest.mark.parametrize(("dish", "own"), [("Água de Coco", "no coco"), ("Sopa de Pão", "no pão")])
def test_the_name_of_a_dish_is_no_size(dish: str, own: str, many: str) -> None:
    """ "Duas águas de coco no copo" are two by the glass, not one in the coconut and one by the glass."""
    sizes = [{"label": "copo 300 ml", "price": 8, "aliases": ["copo"]}, {"label": own, "price": 10}]
    index = menu_of({"name": dish, "variants": sizes}, {"name": "Mate", "price": 7})
    plural = dish.lower().replace("água", "águas").replace("sopa", "sopas")
    count = {"duas": 2, "três": 3}[many]
    for label, said in (("copo 300 ml", "no copo"), (own, own)):
        lines = turns(index, f"{many} {plural} {said} e um mate").lines
        assert sorted(map(told, lines)) == sorted(["1 Mate", f"{count} {dish} {label}"])


@pytest.mark.parametrize("some", ["uns", "umas"])
@pytest.mark.parametrize("dish", ["Amêijoas à Bulhão Pato", "Caracóis da casa"])
def test_some_of_a_dish_behind_a_drink_are_one_of_it(dish: str, some: str) -> None:
    """A drink told by its size keeps its number before "umas"."""
    sizes = [{"label": "imperial", "price": 2}, {"label": "caneca", "price": 4}]
    index = menu_of({"name": dish, "price": 12}, {"name": "Sagres à pressão", "variants": sizes})
    lines = turns(index, f"duas imperiais e {some} {dish.split(maxsplit=1)[0].lower()}").lines
    assert sorted(map(told, lines)) == sorted([f"1 {dish}", "2 Sagres à pressão imperial"])
