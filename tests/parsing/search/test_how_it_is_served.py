"""How a dish is to be served or to taste is one wish, whatever the vessel or the taste; "half" of each of two options is no rest."""

import pytest

from tests.parsing.kitchens import hear, order

SERVED = (
    "in a paper cup",
    "in a tall glass",
    "in my own mug",
    "individually wrapped",
    "right away",
    "charred",
)
TASTES = ("not too sweet", "not very strong", "less bitter")
OF_NO_ORDER = (
    "two lattes instead of the usual ones",
    "two lattes for the young ones",
    "Sunday brunch for the gang: two lattes",
    "two lattes if you've got any left",
)


@pytest.mark.parametrize("wish", [*SERVED, *TASTES])
def test_how_it_is_served_is_a_wish(wish: str) -> None:
    """The wish stands with the dish in the diner's words, and the order is complete."""
    heard = hear(f"a latte, {wish} please", "harbour")
    assert [line.special_requests for line in heard.lines] == [wish]
    assert heard.complete


@pytest.mark.parametrize("text", OF_NO_ORDER)
def test_what_it_is_instead_of_and_for_whom_changes_nothing(text: str) -> None:
    """The order is two lattes, and nothing is open."""
    assert order(text, "harbour") == order("two lattes", "harbour")
    assert hear(text, "harbour").complete


def test_half_of_each_of_two_options_is_both() -> None:
    """Both are picked and neither "half" is left over; a single one is."""
    heard = hear("a latte half vanilla half caramel", "harbour")
    assert [choice.modifier.name for choice in heard.lines[0].choices] == ["Vanilla syrup", "Caramel syrup"]
    assert heard.unmatched == ()
    assert hear("half vanilla in a latte please", "harbour").unmatched == ("half",)


@pytest.mark.parametrize("reason", ["for medical reasons", "for health reasons"])
def test_a_diet_for_medical_reasons_is_told_as_an_allergy(reason: str) -> None:
    """It is no wish of taste: the kitchen is told as of an allergy."""
    (allergy,) = hear(f"two lattes, dairy-free {reason}", "harbour").state.allergies
    assert "milk" in allergy.allergens
