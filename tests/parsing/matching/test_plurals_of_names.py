"""Plurals that are no words of their own: of a name that ends in a number, and of a word that is talk without its ending."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

ENDING = {"99 Cone": "99", "Bundaberg 66": "Bundaberg 66", "Number 7": "Number 7"}


@pytest.mark.parametrize("form", ["two {}s please", "two {}'s", "can we get two {}s and a scone"])
@pytest.mark.parametrize("name", ENDING)
def test_a_name_that_ends_in_a_number_has_a_plural(name: str, form: str) -> None:
    """Its ending is no word that is left over."""
    said = ENDING[name]
    menu = menu_of({"name": name, "price": 3, "aliases": [said]}, {"name": "Scone", "price": 2})
    answer = turns(menu, form.format(said))
    assert f"2 {name}".casefold() in ordered(answer)
    assert answer.complete


@pytest.mark.parametrize("name", ["Camden Hells Lager", "Augustiner Hells Bier"])
def test_a_word_of_a_name_is_no_talk_without_its_ending(name: str) -> None:
    """ "Hells" is a beer, "hell" is none."""
    sizes = [{"label": "Pint", "price": 6}, {"label": "Half", "price": 3}]
    menu = menu_of({"name": name, "variants": sizes}, {"name": "Cider", "variants": sizes})
    answer = turns(menu, "three pints of hells please")
    assert ordered(answer) == [f"3 {name} pint".casefold()]
    assert answer.complete
    assert ordered(turns(menu, "what the hell, a pint of cider")) == ["1 cider pint"]
