"""A size that is called by who has it is told behind the dish: "a pot of tea for one", "the antipasto to share"."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

KITCHENS = {
    "en": ("Seafood board", "Mezze", ("For 1", "For 2 to share"), ("a {} for one", "one {} for 2", "the {} to share")),
    "de": ("Käseteller", "Fischplatte", ("Für eine Person", "Für zwei"), ("{} für eine Person", "eine {} für zwei", "")),
    "fr": ("Planche mixte", "Fondue", ("Pour 1", "Pour 2"), ("une {} pour un", "une {} pour deux", "")),
    "it": ("Grigliata mista", "Frittura", ("Per 1", "Per 2"), ("una {} per 1", "una {} per due", "")),
    "es": ("Parrillada", "Tabla de quesos", ("Para 1", "Para 2"), ("una {} para uno", "una {} para dos", "")),
}  # fmt: skip
ASKED = [
    (code, form, size)
    for code, (_one, _other, _sizes, forms) in KITCHENS.items()
    for form, size in zip(forms, (0, 1, 1), strict=True)
    if form
]


def _kitchen(code: str) -> MenuIndex:
    one, other, labels, _forms = KITCHENS[code]
    sizes = [{"label": label, "price": price} for price, label in enumerate(labels, 9)]
    return menu_of({"name": one, "variants": sizes}, {"name": other, "variants": sizes})


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(("code", "form", "size"), ASKED)
def test_who_has_a_dish_is_its_size(code: str, form: str, size: int, which: int) -> None:
    """And it counts none of it."""
    dish, label = KITCHENS[code][:2][which], KITCHENS[code][2][size]
    answer = turns(_kitchen(code), form.format(dish.lower()))
    assert ordered(answer) == [f"1 {dish} {label}".casefold()]
    assert answer.complete


@pytest.mark.parametrize(("many", "label"), [("one", "Pot for One"), ("two", "Pot for Two")])
def test_what_it_comes_in_may_leave_open_which(many: str, label: str) -> None:
    """ "A pot of tea" may be of two sizes, and what stands behind it tells which."""
    sizes = [
        {"label": "Mug", "price": 2, "default": True},
        {"label": "Pot for One", "price": 3},
        {"label": "Pot for Two", "price": 5},
    ]
    answer = turns(menu_of({"name": "Mint tea", "variants": sizes}), f"a pot of mint tea for {many} please")
    assert ordered(answer) == [f"1 mint tea {label}".casefold()]
    assert answer.complete
