"""A number before the name of a numbered dish counts it, even where it is the number of that very dish."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

NUMBERS = {
    "en": ("two", "three", "twelve"),
    "it": ("due", "tre", "dodici"),
    "fr": ("deux", "trois", "douze"),
    "de": ("zwei", "drei", "zwölf"),
    "nl": ("twee", "drie", "twaalf"),
}
VALUES = (2, 3, 12)
NAMES = ("Napoli", "Bufalina", "Vesuvio")


@pytest.mark.parametrize("language", NUMBERS)
@pytest.mark.parametrize("mark", [".", ")", " -"])
def test_its_own_number_counts_a_dish(language: str, mark: str) -> None:
    """As many are ordered as were said, in words or in digits."""
    dishes = [
        {"name": f"{value}{mark} {name}", "price": 8} for value, name in zip(VALUES, NAMES, strict=True)
    ]
    index = menu_of(*dishes, {"name": "Cola", "price": 2})
    for number, value, name, dish in zip(NUMBERS[language], VALUES, NAMES, dishes, strict=True):
        for said in (f"{number} {name}", f"{value} {name}", f"cola, {number} {name}"):
            assert f"{value} {dish['name']}" in [told(line) for line in turns(index, said).lines], said


@pytest.mark.parametrize("said", ["2. Napoli", "no. 2 Napoli", "cola, 2. Napoli"])
def test_a_number_that_is_marked_as_one_counts_nothing(said: str) -> None:
    """One dish is ordered where its number is written as on the menu, or has a sign."""
    index = menu_of(
        {"name": "2. Napoli", "price": 8}, {"name": "4. Salami", "price": 9}, {"name": "Cola", "price": 2}
    )
    lines = [told(line) for line in turns(index, said).lines]
    assert "1 2. Napoli" in lines
    assert not any(line.startswith("2 ") for line in lines)


@pytest.mark.parametrize(("said", "quantity"), [("13 Napoli", 1), ("due Napoli", 2)])
def test_a_large_number_is_the_number_of_its_dish(said: str, quantity: int) -> None:
    """A number above twelve, of the dish that is named behind it, is that number."""
    value = 13 if quantity == 1 else 2
    index = menu_of({"name": f"{value}. Napoli", "price": 8}, {"name": "4. Salami", "price": 9})
    assert [told(line) for line in turns(index, said).lines] == [f"{quantity} {value}. Napoli"]
