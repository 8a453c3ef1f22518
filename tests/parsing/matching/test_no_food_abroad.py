"""Small words and diets of one's own language are no food of the menu, however like it they are."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of, told

MILKS = {"name": "Milch", "options": [{"name": "Sojamilch", "aliases": ["leche de soja"]}]}


@pytest.mark.parametrize(
    "text",
    [
        "un café con leche, soy intolerante a la lactosa",
        "soy celíaco, un café con leche",
        "un café con leche, soy alérgico al gluten",
        "soy vegana, un café con leche",
    ],
)
def test_who_somebody_is_in_spanish_is_no_soy(text: str) -> None:
    """ "Soy" is "I am": no soy milk comes into the coffee on a menu of another language."""
    index = menu_of(
        {"name": "Milchkaffee", "aliases": ["café con leche"], "price": 3, "modifier_groups": [MILKS]},
        {"name": "Gemüsecurry", "price": 9},
    )
    lines = [told(line) for line in understand(index, text, language="es").lines]
    assert [line.split(" «")[0] for line in lines] == ["1 Milchkaffee"]


@pytest.mark.parametrize(
    "text", ["halal bitte, ein Curry", "wir essen halal, ein Curry", "koscher bitte, ein Curry"]
)
def test_a_diet_is_no_misspelt_dish(text: str) -> None:
    """ "Halal" is no *salmone alla griglia* and "koscher" no *Kotelett*."""
    index = menu_of(
        {"name": "Gegrillter Lachs", "aliases": ["salmone alla griglia"], "price": 15},
        {"name": "Curry", "price": 9},
        {"name": "Kotelett", "price": 12},
    )
    lines = understand(index, text, language="de").lines
    assert [line.item.name for line in lines] == ["Curry"]
