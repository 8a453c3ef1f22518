"""What an allergic guest refuses, asks about on second thoughts or asks leave for is never ordered as though it were sure."""

import pytest

from tests.parsing.kitchens import menu_of, turns

WITH = {"name": "With", "options": [{"name": "Prawns"}, {"name": "Fried egg"}, {"name": "Walnuts"}]}
MENU = menu_of(
    {"name": "Rice Bowl", "price": 9, "modifier_groups": [WITH]},
    {"name": "Spiced Nuts", "price": 4},
    {"name": "Lemon Tart", "price": 5},
)


@pytest.mark.parametrize("option", ["prawns", "walnuts", "egg"])
@pytest.mark.parametrize("told", ["I'd better not have the {}", "leave the {} off", "hold the {}"])
def test_an_option_that_is_refused_with_an_allergy_is_gone_or_asked(option: str, told: str) -> None:
    """It was chosen in the text before and stands in the order still, or not."""
    after = turns(MENU, f"a rice bowl with {option}", f"{told.format(option)}, I'm allergic")
    assert after.state.allergies
    kept = [c.amount for line in after.lines for c in line.choices if c.amount != "none"]
    assert not (kept and after.complete)


def test_a_dish_that_is_refused_with_an_allergy_is_gone_or_asked() -> None:
    """The bowl of nuts is called by what is refused, and it is not all of its name."""
    after = turns(MENU, "a lemon tart and the nuts", "hold on, no nuts, she's allergic")
    assert after.state.allergies
    assert not (after.complete and any(line.item.name == "Spiced Nuts" for line in after.lines))


@pytest.mark.parametrize("told", ["I'm allergic to prawns", "oh no, my son is allergic to prawns"])
def test_an_allergy_alone_refuses_nothing(told: str) -> None:
    """What goes against it is told as a conflict, and the order stays as it is."""
    after = turns(MENU, "a rice bowl with prawns", told)
    assert after.complete
    assert [c.allergen for c in after.conflicts] == ["crustaceans"]


@pytest.mark.parametrize("dish", ["lemon tart", "spiced nuts"])
@pytest.mark.parametrize("thinks", ["wait", "hang on", "actually"])
def test_a_dish_that_is_asked_about_on_second_thoughts_is_not_sure(dish: str, thinks: str) -> None:
    """The answer decides whether they have it."""
    assert not turns(MENU, f"the {dish} – {thinks}, has that got milk? I'm allergic").complete


@pytest.mark.parametrize("dish", ["lemon tart", "rice bowl"])
@pytest.mark.parametrize("asks", ["can i have", "could i have", "can i eat"])
def test_leave_that_is_asked_without_any_mark_is_not_sure(dish: str, asks: str) -> None:
    """A text without marks has no question mark either; with a "please" it orders."""
    assert not turns(MENU, f"im a coeliac {asks} the {dish}").complete


def test_what_is_asked_for_politely_is_ordered() -> None:
    """A please orders, with an allergy as without one."""
    assert turns(MENU, "im a coeliac can i have the lemon tart please").complete
