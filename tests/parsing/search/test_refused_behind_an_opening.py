"""Words that call for attention before a refusal make no order of it: "sorry, no onions", "ay no cebolla"."""

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import menu_of, told, turns

OPENINGS = {
    "en": ("sorry", "oh", "wait", "hmm", "sorry,", "oh,", "oh sorry", "actually", "and", "oops"),
    "es": ("ay", "uy", "perdón", "ay,", "bueno"),
    "fr": ("oh", "ah", "pardon", "oh,"),
    "it": ("ah", "scusa", "scusi,", "ops"),
    "pt": ("ah", "desculpe", "desculpa,", "opa"),
}
NO = {"en": "no", "es": "no", "fr": "non", "it": "no", "pt": "não"}
MENUS = {
    "en": ("Pie", "Crisps", "Gravy", "Peas", "a pie"),
    "es": ("Bocadillo", "Croquetas", "Tomate", "Queso", "un bocadillo"),
    "fr": ("Galette", "Frites", "Oignons", "Fromage", "une galette"),
    "it": ("Panino", "Patatine", "Cipolla", "Funghi", "un panino"),
    "pt": ("Bifana", "Croquetes", "Cebola", "Queijo", "uma bifana"),
}
SAID = [(code, opening) for code, openings in OPENINGS.items() for opening in openings]


def _told(code: str, index: MenuIndex, *texts: str) -> Understood:
    """What several texts in one language come to."""
    understood = Understood()
    for text in texts:
        understood = understand(index, text, understood.lines, code, state=understood.state)
    return understood


@pytest.mark.parametrize(("code", "opening"), SAID)
def test_what_is_refused_so_is_not_had(code: str, opening: str) -> None:
    """It is neither ordered nor added, whether the order is empty, has it, can have it, or has nothing to do with it."""
    dish, side, default, extra, order = MENUS[code]
    of_dish = {"name": "A", "options": [{"name": default, "default": True}, {"name": extra}]}
    index = menu_of({"name": dish, "price": 5, "modifier_groups": [of_dish]}, {"name": side, "price": 3})
    begun = f"{opening} {NO[code]}"
    empty = _told(code, index, f"{begun} {side.lower()}")
    assert not empty.lines
    assert not empty.complete
    for option in (default, extra):
        after = _told(code, index, order, f"{begun} {option.lower()}")
        assert ([told(line) for line in after.lines], after.complete) == ([f"1 {dish}; none {option}"], True)
    both = _told(code, index, f"{order} + {side.lower()}", f"{begun} {side.lower()}")
    assert [line.item.name for line in both.lines] == [dish]
    neither = _told(code, index, order, f"{begun} {side.lower()}")
    assert [line.item.name for line in neither.lines] == [dish]


@pytest.mark.parametrize("opening", ["oh no", "sorry no", "wait no"])
def test_behind_a_dish_an_option_is_refused_of_it(opening: str) -> None:
    """Where the dish has it or may have it; where another of its group was just said, it takes the place of that."""
    group = {"name": "A", "options": [{"name": "Gravy", "default": True}, {"name": "Peas"}, {"name": "Mash"}]}
    index = menu_of({"name": "Pie", "price": 5, "modifier_groups": [group]}, {"name": "Crisps", "price": 3})
    for option in ("Gravy", "Peas"):
        lines = turns(index, f"a pie, {opening} {option.lower()}").lines
        assert [told(line) for line in lines] == [f"1 Pie; none {option}"]
    lines = turns(index, f"a pie with mash, {opening} peas").lines
    assert [told(line) for line in lines] == ["1 Pie; Peas"]
    assert [line.item.name for line in turns(index, f"a pie, {opening}, crisps").lines] == ["Crisps"]
    assert [line.item.name for line in turns(index, f"{opening}, crisps").lines] == ["Crisps"]
