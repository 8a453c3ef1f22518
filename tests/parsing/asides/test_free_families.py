"""Who is free of an allergen, and what is left out for good, in other words than those for an allergy."""

from collections.abc import Sequence
from itertools import product

import pytest

from server.parsing.grammar import understand
from server.parsing.model import Understood
from tests.parsing.kitchens import hear, menu_of, told

ALLERGENS = (("nut", "nuts"), ("egg", "eggs"), ("dairy", "milk"), ("gluten", "gluten"), ("sesame", "sesame"))
HOUSES = ("we're {n} free", "we're a {n} free family", "we are a {n}-free household", "we're a no {n} family", "there's a {n} problem at our table", "it's got to be {n} free")  # fmt: skip
ORDER = "a beef burger and a large latte"
PLACES = ("{said}, {order}", "{order}, {said}", "{said}. {order} please")


def _lines(understood: Understood) -> Sequence[str]:
    return [told(line).split(" «")[0] for line in understood.lines]


@pytest.mark.parametrize("said", HOUSES)
def test_a_family_free_of_an_allergen_has_an_allergy(said: str) -> None:
    """The allergen stands among the order's allergies, and what is ordered beside it is what it is alone."""
    alone = _lines(hear(ORDER))
    for place, (allergen, code) in product(PLACES, ALLERGENS):
        heard = hear(place.format(said=said.format(n=allergen), order=ORDER))
        kept = [allergy.allergens for allergy in heard.state.allergies]
        assert (place, kept, _lines(heard)) == (place, [(code,)], alone)


@pytest.mark.parametrize("reason", ["for medical reasons", "in anything", "on doctor's orders"])
@pytest.mark.parametrize("option", ["Cheese", "Walnuts", "Prawns"])
def test_an_option_left_out_for_medical_reasons_is_left_out_of_the_dish_too(reason: str, option: str) -> None:
    """The option that is called like the allergen is refused, not ordered."""
    group = {"name": "With", "options": [{"name": option}, {"name": "Pickles"}]}
    menu = menu_of({"name": "House Salad", "price": 9, "modifier_groups": [group]})
    heard = understand(menu, f"a house salad, no {option.casefold()} {reason}")
    assert [(c.modifier.name, c.amount) for c in heard.lines[0].choices] == [(option, "none")]
    assert heard.state.allergies
