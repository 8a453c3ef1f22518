"""Another of a dish that is made otherwise comes in the size of the one before it, where it would be asked for."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, told, turns

MENUS = {
    "es": ("Tortilla", "Pincho", "Entera", "Con cebolla", "Sin cebolla", "un pincho de tortilla sin cebolla y otro con cebolla"),
    "it": ("Birra", "Piccola", "Media", "Chiara", "Rossa", "una birra media chiara e un'altra rossa"),
    "pt": ("Croquetes", "Meia dose", "Dose", "Vitela", "Camarão", "uma dose de croquetes de vitela e outra de camarão"),
    "pl": ("Kebab", "Mały", "Duży", "Kurczak", "Wołowina", "duży kebab z kurczakiem i drugi z wołowiną"),
    "tr": ("Dürüm", "Küçük", "Büyük", "Tavuk", "Dana", "büyük dürüm tavuk, bir tane de dana"),
}  # fmt: skip


def _menu(language: str, *, default: bool) -> MenuIndex:
    dish, one, two, first, second, _text = MENUS[language]
    sizes = [{"label": one, "price": 3, **({"default": True} if default else {})}, {"label": two, "price": 5}]
    group = {"name": "X", "min": 1, "max": 1, "options": [{"name": first}, {"name": second}]}
    return menu_of({"name": dish, "variants": sizes, "modifier_groups": [group]})


@pytest.mark.parametrize("language", MENUS)
def test_the_size_is_taken_over(language: str) -> None:
    """Both are had in the size that was said once."""
    dish, one, two, first, second, text = MENUS[language]
    size = one if language == "es" else two
    lines = [told(line) for line in turns(_menu(language, default=False), text).lines]
    assert sorted(lines) == sorted([f"1 {dish} {size}; {first}", f"1 {dish} {size}; {second}"])


@pytest.mark.parametrize("said", ["another {d}, half pound, with bacon", "another {d}, 1/2lb, with bacon"])
@pytest.mark.parametrize("dish", ["beefburger", "steak sandwich"])
def test_another_one_is_no_part_of_a_fraction(dish: str, said: str) -> None:
    """Where sizes are *1/4lb* and *1/2lb*, "another" counts one more, and the first stays as it is."""
    sizes = [{"label": "1/4lb", "price": 5}, {"label": "1/2lb", "price": 7}]
    extras = {"name": "Extras", "options": [{"name": "Cheese"}, {"name": "Bacon"}]}
    menu = menu_of({"name": dish.capitalize(), "variants": sizes, "modifier_groups": [extras]})
    understood = turns(menu, f"a quarter pound {dish} with cheese", said.format(d=dish))
    assert ordered(understood) == [f"1 {dish} 1/2lb; bacon", f"1 {dish} 1/4lb; cheese"]
