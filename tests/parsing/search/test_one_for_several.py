"""What is told beforehand for several: "and for both of us a pot of tea" is one pot, and nothing more of the dish before."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

CAFES = (
    (("Käsekuchen", "Berliner", "Kakao", "Tee (Kännchen)"), "für uns beide", "ein Kännchen Tee", "je einen Kakao"),
    (("Apfelstrudel", "Nussecke", "Cappuccino", "Flasche Wein"), "für uns beide", "eine Flasche Wein", "je einen Cappuccino"),
)  # fmt: skip


@pytest.mark.parametrize(("dishes", "both", "shared", "each"), CAFES)
def test_what_follows_is_for_both(dishes: tuple[str, ...], both: str, shared: str, each: str) -> None:
    """A vessel is shared, what each has is counted so often, and the dish before stays one."""
    index = menu_of(*[{"name": name, "price": 4} for name in dishes])
    before = f"für mich {dishes[0]}, meine Frau nimmt {dishes[1]} und {both}"
    ordered = [f"1 {dishes[0]}", f"1 {dishes[1]}"]
    understood = turns(index, f"{before} {shared}")
    assert [told(line) for line in understood.lines] == [*ordered, f"1 {dishes[3]}"]
    assert [told(line) for line in turns(index, f"{before} {each}").lines] == [*ordered, f"2 {dishes[2]}"]


@pytest.mark.parametrize(("dishes", "both"), [cafe[:2] for cafe in CAFES])
def test_one_dish_for_both_is_left_open(dishes: tuple[str, ...], both: str) -> None:
    """Where an article counts what both are to have, it is not told whether they share it."""
    index = menu_of(*[{"name": name, "price": 4} for name in dishes])
    assert not turns(index, f"{both} einen {dishes[2]}").complete
    assert turns(index, f"{both} zwei {dishes[2]}").complete
