"""A wish in the kitchen's words, the diner's own beside it."""

import pytest

from server.parsing.result.kitchen_words import in_kitchen_words
from server.parsing.text.language import language
from tests.parsing.kitchens import hear


@pytest.mark.parametrize(
    ("wish", "spoken", "kitchen", "told"),
    [
        ("땅콩 빼주세요", "ko", "en", "no peanut (땅콩 빼주세요)"),
        ("よく焼きで", "ja", "en", "well done (よく焼きで)"),
        ("ohne Zwiebeln", "de", "it", "senza cipolla (ohne Zwiebeln)"),
        ("cut in half", "en", "ja", "半分に切って (cut in half)"),
        ("nicht zu scharf", "de", "en", "not too spicy (nicht zu scharf)"),
        ("不要香菜", "zh", "en", "no coriander (不要香菜)"),
        ("extra queso", "es", "fr", "supplément fromage (extra queso)"),
        ("wenig Salz", "de", "es", "poca sal (wenig Salz)"),
    ],
)
def test_a_known_wish_is_told_to_the_kitchen(wish: str, spoken: str, kitchen: str, told: str) -> None:
    """Refusals, amounts and ways of cooking."""
    assert in_kitchen_words(wish, language(spoken), kitchen) == told


@pytest.mark.parametrize(
    ("wish", "spoken", "kitchen"),
    [
        ("con mucho amor", "es", "en"),
        ("no garlic or onion", "en", "it"),
        ("please", "en", "it"),
        ("no onion, extra garlic", "en", "it"),
        ("no onions", "en", "en"),
        ("", "en", "it"),
    ],
)
def test_a_wish_that_is_not_wholly_known_stays_as_it_was_said(wish: str, spoken: str, kitchen: str) -> None:
    """One unknown word may turn the meaning; two amounts may not be mixed up."""
    assert in_kitchen_words(wish, language(spoken), kitchen) == wish


def test_the_line_of_an_order_carries_both() -> None:
    """A cook of an Italian menu reads Italian, and sees what the guest said; an allergy stays in front."""
    (line,) = hear("one pizza margherita, cut in half. I'm allergic to nuts", "it").lines
    assert line.special_requests == "ALLERGY: I'm allergic to nuts; tagliato a metà (cut in half)"


def test_a_later_turn_in_the_same_language_translates_nothing_twice() -> None:
    """The line's wish is carried along as it stands."""
    first = hear("one pizza margherita, cut in half", "it")
    (line,) = hear("make it large", "it", first.lines).lines
    assert line.special_requests == "tagliato a metà (cut in half)"
