"""What is for children by its name is not what a guest means who says the dish alone."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

KITCHENS = (
    ('Schnitzel "Wiener Art"', "Kinderschnitzel m. Pommes", "Pommes", "ein Schnitzel mit Pommes", "ein Kinderschnitzel", "für die Kinder zwei Schnitzel mit Pommes"),
    ("Spekpannenkoek", "Kinderpannenkoek", "Stroop", "een pannenkoek met stroop", "een kinderpannenkoek", "voor de kinderen twee pannenkoeken met stroop"),
)  # fmt: skip


@pytest.mark.parametrize(("dish", "childs", "side", "said", "called", "unsure"), KITCHENS)
def test_a_dish_for_children_is_called_so(
    dish: str, childs: str, side: str, said: str, called: str, unsure: str
) -> None:
    """The dish alone is the grown-ups' one; where children are spoken of, the order stays open."""
    group = {"name": "Beilage", "options": [{"name": side}]}
    index = menu_of(
        {"name": dish, "price": 15, "modifier_groups": [group]},
        {"name": childs, "price": 8},
        {"name": "Tomatensuppe" if "ein " in called else "Tomatensoep", "price": 5},
    )
    assert [told(line) for line in turns(index, said).lines] == [f"1 {dish}; {side}"]
    assert [told(line) for line in turns(index, called).lines] == [f"1 {childs}"]
    assert not turns(index, unsure).complete
