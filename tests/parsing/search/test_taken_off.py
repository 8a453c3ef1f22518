"""Options that are taken off a dish of the cart: the dish stays, in every language, whichever was spoken of last."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns
from tests.parsing.search.test_meals import hear, lines

OF_THE_FIRST = {
    "en": (
        "remove the {} and the {} from the cheeseburger",
        "lose the {} and the {} from the cheeseburger",
    ),
    "de": ("nimm die {} und den {} vom Cheeseburger", "streichen Sie {} und {} vom Cheeseburger"),
    "fr": ("enlevez les {} et le {} du cheeseburger", "retirez les {} et le {} du cheeseburger"),
    "es": ("quita los {} y el {} de la cheeseburger", "quite los {} y el {} de la cheeseburger"),
    "it": ("togli gli {} e il {} dal cheeseburger", "tolga gli {} e il {} dal cheeseburger"),
    "pt": ("tire os {} e o {} do cheeseburger", "retire os {} e o {} do cheeseburger"),
    "nl": ("haal de {} en de {} van de cheeseburger", "haal de {} en de {} van de cheeseburger af"),
}


@pytest.mark.parametrize("second", ["a hot dog", "two cokes", "a veggie burger with bacon"])
@pytest.mark.parametrize("order", [("onions", "bacon"), ("bacon", "onions")])
@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in OF_THE_FIRST.items() for text in texts]
)
def test_what_is_taken_off_leaves_the_dish(
    language: str, text: str, order: tuple[str, str], second: str
) -> None:
    """Both options go, nothing else changes, and no second dish appears."""
    cart = hear(f"a cheeseburger with bacon and {second}").lines
    others = lines(hear(second))
    heard = hear(text.format(*order), language, cart)
    told = [line.replace("; none Bacon", "") for line in lines(heard)]
    assert told == ["1 Cheeseburger; none Onions", *others]
    assert not heard.unmatched


@pytest.mark.parametrize(
    ("first", "text", "expected"),
    [
        ("four cokes", "lemonades instead", ["4 Lemonade"]),
        ("four cokes", "then lemonade instead", ["4 Lemonade"]),
        ("a hot dog", "make it a cheeseburger, same size", ["1 Cheeseburger"]),
    ],
)
def test_as_many_take_their_place(first: str, text: str, expected: list[str]) -> None:
    """What is had instead is had as often, where no number is said; a size that stays orders nothing."""
    heard = hear(text, "en", hear(first).lines)
    assert lines(heard) == expected


@pytest.mark.parametrize("dish", ["coke", "hot dog", "cheeseburger"])
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("take one of the {}s off", 2),
        ("take two of the {}s off please", 1),
        ("can you take one of those {}s off", 2),
    ],
)
def test_some_of_a_line_are_taken_off_by_a_word_behind_them(dish: str, text: str, left: int) -> None:
    """So many go, and the line is not only divided."""
    cart = hear(f"three {dish}s and a lemonade").lines
    told = lines(hear(text.format(dish), "en", cart))
    assert len(told) == 2
    assert told[0].casefold().startswith(f"{left} {dish}")


@pytest.mark.parametrize("said", [
    "take {n} of the {d}s off", "{n} of the {d}s off please", "take {n} of those {d}s off the order", "take {n} {d} off",
])  # fmt: skip
@pytest.mark.parametrize(("number", "left"), [("one", 3), ("two", 2)])
@pytest.mark.parametrize("dish", ["naan", "roti"])
def test_so_many_of_a_dish_are_taken_off(dish: str, number: str, left: int, said: str) -> None:
    """What is left of them is one line, and the other dish stays."""
    menu = menu_of(*({"name": name, "price": 3} for name in ("Garlic Naan", "Roti", "Dal")))
    understood = turns(
        menu,
        f"four garlic {dish}s and a dal" if dish == "naan" else "four rotis and a dal",
        said.format(n=number, d=dish),
    )
    name = "garlic naan" if dish == "naan" else "roti"
    assert ordered(understood) == ["1 dal", f"{left} {name}"]
    assert understood.complete
