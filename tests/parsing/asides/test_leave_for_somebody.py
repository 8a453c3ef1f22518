"""Leave that is asked for somebody allergic: with choices it orders, for a dish alone it is a question."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

ALLERGIES = (
    ("my daughter can't have nuts, she's allergic.", "she"),
    ("my son is allergic to nuts,", "he"),
    ("my wife can't eat eggs, she's allergic.", "she"),
    ("he has a nut allergy so", "he"),
)
CHOICES = [{"name": "A", "options": [{"name": "Rice"}, {"name": "Onion", "default": True}, {"name": "Naan"}]}]
CURRY = {"name": "Lamb Korma", "price": 9, "modifier_groups": CHOICES}
CAN = {"name": "Soft Drink", "aliases": ["can"], "price": 2}
INDEX = menu_of(CURRY, CAN, {"name": "Lentil Soup", "price": 5})


@pytest.mark.parametrize(("allergy", "who"), ALLERGIES)
@pytest.mark.parametrize("leave", ["can {} get", "can {} have", "could {} get", "could {} have"])
def test_leave_with_choices_orders(allergy: str, who: str, leave: str) -> None:
    """The dish is ordered once with what was chosen, beside it nothing, and the allergy is noted once."""
    for choices, line in (
        ("with rice, no onion", "1 Lamb Korma; Rice; none Onion"),
        ("with naan", "1 Lamb Korma; Naan"),
        ("no onion", "1 Lamb Korma; none Onion"),
    ):
        heard = turns(INDEX, f"{allergy} {leave.format(who)} the lamb korma {choices}")
        assert [told(line).split(" «")[0] for line in heard.lines] == [line], choices
        assert [a.text for a in heard.state.allergies] == [allergy.strip(".,").removesuffix(" so")]
        assert not heard.answers


@pytest.mark.parametrize(("allergy", "who"), ALLERGIES)
@pytest.mark.parametrize("leave", ["can {} get", "could {} have"])
def test_leave_for_a_dish_alone_asks(allergy: str, who: str, leave: str) -> None:
    """Nothing is ordered with it, and neither with choices where a question mark ends it."""
    for rest in ("", "?", " with rice?"):
        heard = turns(INDEX, f"{allergy} {leave.format(who)} the lamb korma{rest}")
        assert not heard.lines, rest
        assert heard.answers, rest


@pytest.mark.parametrize("who", ["she", "he", "they", "my son", "my little one", "my mum"])
def test_get_for_somebody_names_no_can(who: str) -> None:
    """Where a drink is called *can*, "can she get" is still no drink."""
    heard = turns(INDEX, f"can {who} get the lentil soup")
    assert ([told(line) for line in heard.lines], heard.complete) == (["1 Lentil Soup"], True)


@pytest.mark.parametrize("told_before", ["I can't have nuts, I'm allergic", "no nuts for me, I'm allergic", "my son can't eat nuts or eggs, he's allergic"])  # fmt: skip
def test_what_is_said_twice_of_one_allergy_is_one(told_before: str) -> None:
    """What cannot be had and the reason for it are one allergy; another one behind it is its own."""
    heard = turns(INDEX, told_before)
    assert [a.text for a in heard.state.allergies] == [told_before]
    both = turns(INDEX, f"{told_before}. my sister is allergic to milk")
    assert [a.text for a in both.state.allergies] == [told_before, "my sister is allergic to milk"]


@pytest.mark.parametrize("joined", [", and i'll have", " and i'll have", ", but i want"])
def test_what_somebody_else_has_makes_no_order_of_leave(joined: str) -> None:
    """The dish alone is still asked for; with a choice it is ordered, and so is the other dish."""
    asked = turns(INDEX, f"he has a nut allergy, can he have the lamb korma{joined} the lentil soup")
    assert ([line.item.name for line in asked.lines], asked.complete) == (["Lentil Soup"], False)
    both = turns(INDEX, f"he has a nut allergy, can he have the lamb korma with rice{joined} the lentil soup")
    assert [line.item.name for line in both.lines] == ["Lamb Korma", "Lentil Soup"]
