"""A question within what is asked of the staff: "could you check if the brownie has nuts, and a latte"."""

from itertools import product

import pytest

from tests.parsing.kitchens import hear, told

ASK = (
    "can you tell me if",
    "could you tell us whether",
    "please check if",
    "could you ask the chef whether",
    "can you find out if",
    "i'd like to know if",
    "let me know whether",
)
ABOUT = ("has nuts in it", "has any gluten", "is vegan")
BEHIND = (
    ", and a latte",
    ", and i'll have a latte",
    ", meanwhile a latte",
    ", and in the meantime just a latte",
)


@pytest.mark.parametrize("ask", ASK)
def test_what_is_asked_about_is_not_ordered(ask: str) -> None:
    """The dish is answered for, and what is ordered behind or before the question alone is ordered."""
    for about, behind in product(ABOUT, BEHIND):
        for text in (
            f"{ask} the caesar salad {about}{behind}",
            f"a latte and {ask} the caesar salad {about}",
        ):
            understood = hear(text)
            assert [told(line) for line in understood.lines] == ["1 Latte"], text
            assert understood.complete, text
            assert [item.name for answer in understood.answers for item in answer.items] == ["Caesar salad"]


def test_an_allergen_told_before_is_what_is_asked_for() -> None:
    """ "Any" behind an allergy asks for that allergen, and the dish is not ordered."""
    understood = hear("I have a nut allergy so could you check if the chocolate brownie has any, and a latte")
    assert [line.item.name for line in understood.lines] == ["Latte"]
    assert [allergy.text for allergy in understood.state.allergies] == ["I have a nut allergy"]
    assert understood.answers
