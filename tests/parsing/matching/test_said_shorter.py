"""Names of several things as guests say them for short: a word for each, the other way round, their first letters."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

OTHERS = ("Cheese Pasty", "House Salad", "Onion Rings")
SAID = [
    ("Berry Scone w/ Jam & Clotted Cream", "a scone with jam and cream"),
    ("Berry Scone w/ Jam & Clotted Cream", "a berry scone with jam and clotted cream"),
    ("Homemade Soup of the Day w/ Crusty Roll", "the soup and roll"),
    ("Homemade Soup of the Day w/ Crusty Roll", "soup with a roll"),
    ("Hot Chocolate w/ Whipped Cream", "a hot cocoa"),
    ("Soft Pretzel with Beer Cheese", "a pretzel with cheese"),
    ("Ham & Cheese Toastie", "a cheese and ham toastie"),
    ("Brie & Bacon Panini", "one bacon & brie panini"),
    ("Chicken Tikka Masala", "a CTM please"),
    ("Lox, Eggs & Onions (L.E.O.)", "one LEO"),
    ("B.L.T. Roll", "a blt roll"),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_the_dish_is_known_by_what_is_said_of_it(name: str, text: str) -> None:
    """Nothing else is ordered, and nothing left over."""
    answer = turns(menu_of(*({"name": one, "price": 5} for one in (name, *OTHERS))), text)
    assert (ordered(answer), answer.unmatched) == ([f"1 {name}".casefold()], ())


def test_what_is_a_dish_by_itself_is_ordered_besides() -> None:
    """ "Soup and roll" is two dishes where a *Roll* is one."""
    menu = menu_of({"name": "Soup w/ Roll", "price": 5}, {"name": "Roll", "price": 1})
    assert ordered(turns(menu, "a soup and a roll")) == ["1 roll", "1 soup w/ roll"]


def test_words_of_two_dishes_call_the_nearer_one() -> None:
    """ "Biscuits and gravy" is no chicken biscuit that comes with gravy."""
    names = ("Chicken Biscuit w/ Sausage Gravy", "Biscuits & Sausage Gravy")
    menu = menu_of(*({"name": name, "price": 5} for name in names))
    assert ordered(turns(menu, "biscuits and gravy")) == ["1 biscuits & sausage gravy"]


@pytest.mark.parametrize("names", [("Chicken Tikka Masala", "Chilli Tuna Melt"), ("Thai Egg Noodles",)])
def test_letters_of_several_names_and_words_name_nothing(names: tuple[str, ...]) -> None:
    """ "CTM" may be either of two, and "ten" is a number."""
    menu = menu_of(*({"name": name, "price": 5} for name in names))
    assert not turns(menu, "one ctm" if len(names) > 1 else "ten").lines


@pytest.mark.parametrize(
    ("said", "meant"), [("BEC", "bacon egg and cheese"), ("becs", "bacon egg and cheese")]
)
def test_letters_that_stand_for_a_sandwich_are_its_dish_and_choice(said: str, meant: str) -> None:
    """In full and for short it is the same order."""
    options = [{"name": "Bacon"}, {"name": "Sausage"}]
    group = {"name": "Choice of meat", "min": 1, "max": 1, "options": options}
    menu = menu_of(
        {"name": "Meat, Egg & Cheese", "price": 7, "modifier_groups": [group]},
        {"name": "Egg & Cheese", "price": 5},
    )
    assert ordered(turns(menu, f"two {said}")) == ordered(turns(menu, f"two {meant}")) == ["2 meat, egg & cheese; bacon"]  # fmt: skip
