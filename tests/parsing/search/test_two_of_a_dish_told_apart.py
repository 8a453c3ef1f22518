"""Two of a dish that differ by a choice: what is said "on the beef", "for the pork one" comes to the one that has it."""

from collections.abc import Sequence
from itertools import permutations

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, turns

DISHES = {
    "Bap": (("Beef", "Pork", "Turkey"), ("Pickle", "Mustard", "Gravy")),
    "Noodle Bowl": (("Tofu", "Duck", "Prawn"), ("Peanuts", "Coriander", "Chilli")),
    "Wrap": (("Falafel", "Lamb", "Halloumi"), ("Tahini", "Slaw", "Hummus")),
}


def _menu(dish: str) -> MenuIndex:
    kinds, extras = DISHES[dish]
    kind = {"name": "A", "min": 1, "max": 1, "options": [{"name": name} for name in kinds]}
    more = {"name": "B", "options": [{"name": name} for name in extras]}
    return menu_of({"name": dish, "price": 7, "modifier_groups": [kind, more]}, {"name": "Latte", "price": 3})


def _had(dish: str, order: str, *texts: str) -> dict[str, set[str]]:
    kinds, _extras = DISHES[dish]
    found: dict[str, set[str]] = {}
    for line in turns(_menu(dish), order, *texts).lines:
        said = [f"{'no ' * (c.amount == 'none')}{c.modifier.name}" for c in line.choices]
        for kind in kinds:
            if kind in said:
                found[kind] = {*said} - {kind}
    return found


def _order(dish: str, pair: Sequence[str]) -> str:
    first, second = (f"a {kind} {dish}".lower() for kind in pair)
    return f"{first} and {second}"


@pytest.mark.parametrize("dish", DISHES)
@pytest.mark.parametrize("said", ["{} on the {}", "add {} to the {}", "{} on the {} one", "{} for the {} one please", "and can i have {} for the {} one"])  # fmt: skip
@pytest.mark.parametrize("refused", [False, True])
def test_it_comes_to_the_one_that_has_the_choice(dish: str, said: str, refused: bool) -> None:  # noqa: FBT001
    """Whichever was ordered last, and no choice is added to the other one."""
    if refused and said.startswith("add"):
        return
    kinds, (extra, *_rest) = DISHES[dish]
    for pair in permutations(kinds, 2):
        for kind in pair:
            thing = f"no {extra}" if refused else extra
            had = _had(dish, _order(dish, pair), said.format(thing, kind).lower())
            assert had == {one: ({thing} if one == kind else set()) for one in pair}


@pytest.mark.parametrize("dish", DISHES)
@pytest.mark.parametrize("one", ["", " one"])
def test_two_told_in_a_breath_have_their_own(dish: str, one: str) -> None:
    """What was said of the first stays there when the second is told."""
    kinds, (extra, other, _last) = DISHES[dish]
    for first, second in permutations(kinds[:2]):
        text = f"{extra} on the {first}{one} and {other} on the {second}{one}".lower()
        assert _had(dish, _order(dish, kinds[:2]), text) == {first: {extra}, second: {other}}
        text = f"add {extra} to the {first}{one} and no {other} on the {second}{one}".lower()
        assert _had(dish, _order(dish, kinds[:2]), text) == {first: {extra}, second: {f"no {other}"}}
