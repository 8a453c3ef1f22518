"""The only drink that begins so is called without what it comes in; a coffee that is told no further is the plain one."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns


@pytest.mark.parametrize("brand", ["Chinotto Neri", "Coca-Cola", "Cedrata Tassoni"])
@pytest.mark.parametrize("vessel", ["lattina 33 cl", "bottiglia 25 cl"])
def test_a_drink_is_called_without_its_vessel(brand: str, vessel: str) -> None:
    """So are several of it."""
    drinks = [{"name": f"{brand} {vessel}", "price": 3}, {"name": "Succo di pera", "price": 3}]
    index = menu_of({"name": "Toast al prosciutto", "price": 5}, under={"Bibite": drinks})
    found = ordered(turns(index, f"un toast e due {brand.casefold()}"))
    assert found == sorted(["1 toast al prosciutto", f"2 {brand} {vessel}".casefold()])


@pytest.mark.parametrize("other", ["shakerato", "marocchino", "corretto", "d'orzo"])
@pytest.mark.parametrize("plain", ["Caffè espresso", "Caffè della casa"])
def test_a_coffee_is_the_plain_one(plain: str, other: str) -> None:
    """The other one is called by its kind."""
    drinks = [{"name": plain, "price": 1}, {"name": f"Caffè {other}", "price": 3}]
    dishes = [
        {"name": name, "price": 5}
        for name in ("Panino con prosciutto", "Insalata di mare", "Torta della nonna")
    ]
    index = menu_of(*dishes, under={"Bar": drinks, "Bibite": []})
    assert ordered(turns(index, "due caffè")) == [f"2 {plain}".casefold()]
    assert ordered(turns(index, f"due caffè {other}")) == [f"2 caffè {other}"]
