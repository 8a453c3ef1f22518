"""A choice that stands alone and is followed by "no" and another one of its kind is corrected."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

COOKING = {
    "name": "Cooking",
    "min": 1,
    "max": 1,
    "options": [{"name": name} for name in ("Rare", "Medium rare", "Medium", "Medium well", "Well done")],
}
SIDE = {"name": "Side", "min": 1, "max": 1, "options": [{"name": name} for name in ("Chips", "Mash")]}
MENU = menu_of({"name": "Sirloin", "price": 20, "modifier_groups": [COOKING, SIDE]})
PAIRS = [("medium", "medium rare"), ("medium rare", "medium"), ("medium well", "medium rare")]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_choice_behind_no_is_meant(before: str, after: str) -> None:
    """The second of two choices that share a word is ordered."""
    understood = turns(MENU, f"a sirloin, {before}, no {after}, with chips")
    assert [told(line) for line in understood.lines] == [f"1 Sirloin; {after.capitalize()}; Chips"]
    assert understood.complete


@pytest.mark.parametrize(("before", "after"), [("rare", "medium"), ("well done", "rare")])
def test_two_that_share_no_word_are_not_sure(before: str, after: str) -> None:
    """It may be refused as well, so that the order is not complete."""
    assert not turns(MENU, f"a sirloin, {before}, no {after}, with chips").complete


def test_what_is_refused_beside_a_choice_is_no_correction() -> None:
    """Behind "with chips" no mash is wanted."""
    understood = turns(MENU, "a sirloin, medium, with chips, no mash")
    assert [told(line) for line in understood.lines] == ["1 Sirloin; Medium; Chips"]
