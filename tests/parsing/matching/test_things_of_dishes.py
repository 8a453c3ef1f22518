"""Things to eat with that the menu offers as choices are these, and wishes where it does not."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

THINGS = ("Chopsticks", "Cutlery", "Ice bucket", "Straw", "Cold bag")


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("said", ["a ramen with {}", "a ramen and {}", "ramen please, {}"])
def test_choices_are_chosen(thing: str, said: str) -> None:
    """And the order is complete, nothing being wished besides."""
    extras = {"name": "Extras", "options": [{"name": name} for name in THINGS]}
    understood = turns(
        menu_of({"name": "Ramen", "price": 5, "modifier_groups": [extras]}), said.format(thing.lower())
    )
    assert [told(line) for line in understood.lines] == [f"1 Ramen; {thing}"]
    assert not understood.lines[0].special_requests


@pytest.mark.parametrize("thing", THINGS)
def test_other_things_are_told_to_the_kitchen(thing: str) -> None:
    """With the dish or with the whole order."""
    understood = turns(menu_of({"name": "Ramen", "price": 5}), f"a ramen with {thing.lower()}")
    told_of = [understood.state.note, *(line.special_requests for line in understood.lines)]
    assert any(thing.lower() in words for words in told_of)
