"""Foods that the menu does not have, though a word of them, its tail or its sound is on it."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns


def _with_option(dish: str, option: str) -> MenuIndex:
    group = {"name": "Extra", "options": [{"name": option}]}
    others = (
        ["Fried eggs with cheese", "Roast beef and onions"] if dish in ("Sesame Chicken", "Fish Pie") else []
    )
    return menu_of(
        {"name": dish, "price": 9, "modifier_groups": [group]},
        *({"name": other, "price": 4} for other in others),
    )


QUALITIES = [
    ("Sesame Chicken", "Brown Rice", "sesame chicken, brown sauce"), ("Sesame Chicken", "White Rice", "sesame chicken in white sauce"),
    ("Fish Pie", "Green Beans", "fish pie with green salad"), ("Fish Pie", "Sour Pickle", "fish pie with sour cream"),
    ("Hähnchen", "Brauner Reis", "Hähnchen mit brauner Soße"), ("Hähnchen", "Grüne Bohnen", "Hähnchen mit grünem Salat"),
    ("Poulet", "Riz blanc", "poulet avec une sauce blanche"), ("Pollo", "Riso bianco", "pollo con salsa bianca"),
    ("Kip", "Witte rijst", "kip met witte saus"), ("Pollo", "Arroz blanco", "pollo con salsa blanca"),
]  # fmt: skip


@pytest.mark.parametrize(("dish", "option", "text"), QUALITIES)
def test_a_colour_or_taste_alone_is_no_match(dish: str, option: str, text: str) -> None:
    """What it is said of is another food; nothing is chosen, and the words are not passed over."""
    answer = turns(_with_option(dish, option), text)
    assert ordered(answer)[0].split(" «")[0] == f"1 {dish}".casefold()
    assert not answer.complete or answer.lines[0].special_requests


@pytest.mark.parametrize(
    ("option", "text"),
    [("Brown Rice", "sesame chicken with brown rice"), ("Green Beans", "sesame chicken, green beans")],
)
def test_the_food_itself_is_a_match(option: str, text: str) -> None:
    """With its colour."""
    assert ordered(turns(_with_option("Sesame Chicken", option), text)) == [
        f"1 sesame chicken; {option}".casefold()
    ]


TAILS = [
    ("Sinaasappelsap", "een appelsap"), ("Rode bessensap", "een appelsap"), ("Schweineschnitzel Wiener Art", "ein Putenschnitzel"),
    ("Kirschstreuselkuchen", "einen Apfelkuchen"),
]  # fmt: skip


@pytest.mark.parametrize(("dish", "text"), TAILS)
def test_the_tail_of_a_compound_is_no_match(dish: str, text: str) -> None:
    """Where what is said is a compound itself, of other things."""
    menu = menu_of({"name": dish, "price": 4}, {"name": "Koffie", "price": 2}, {"name": "Soep", "price": 5})
    assert not turns(menu, text).complete


COUNTED = [
    ("Cannolo", "un tè e un cannolo", "tè"), ("Caffè", "un caffè e un amaro", "amaro"),
    ("Tostada", "un té y una tostada", "té"), ("Tostada", "una tostada y un cortado", "cortado"),
]  # fmt: skip


@pytest.mark.parametrize(("dish", "text", "lost"), COUNTED)
def test_a_food_that_is_counted_is_not_passed_over(dish: str, text: str, lost: str) -> None:
    """It is left over, where the menu does not have it: no small word, and no wish."""
    menu = menu_of({"name": dish, "price": 4}, {"name": "Panino", "price": 5}, {"name": "Paella", "price": 9})
    answer = turns(menu, text)
    assert ordered(answer) == [f"1 {dish}".casefold()]
    assert answer.unmatched == (lost,)
    assert not answer.complete


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("una margherita con doppia mozzarella", "1 margherita «doppia mozzarella»"),
        ("una margherita con poca mozzarella", "1 margherita «poca mozzarella»"),
        ("una margherita con mozzarella di bufala", "1 margherita; mozzarella di bufala"),
        ("una margherita con doppia mozzarella di bufala", "1 margherita; extra mozzarella di bufala"),
    ],
)
def test_more_of_what_is_in_a_dish_is_not_another_option(text: str, line: str) -> None:
    """Double mozzarella is no buffalo's."""
    extras = {"name": "Aggiunte", "options": [{"name": "Mozzarella di bufala"}, {"name": "Funghi"}]}
    menu = menu_of(
        {
            "name": "Margherita",
            "price": 7,
            "description": "Pomodoro, mozzarella",
            "modifier_groups": [extras],
        },
        {"name": "Diavola", "price": 8, "modifier_groups": [extras]},
    )
    assert ordered(turns(menu, text)) == [line]


@pytest.mark.parametrize("kinds", [("Hand tossed", "Thin crust"), ("Classic", "Deep pan", "Gluten free")])
def test_a_plain_dish_keeps_its_kind(kinds: tuple[str, ...]) -> None:
    """What comes on it is left off; the crust is not."""
    crust = {"name": "Crust", "max": 1, "options": [{"name": kind, "default": at == 0} for at, kind in enumerate(kinds)]}  # fmt: skip
    bits = {"name": "On it", "options": [{"name": "Olives", "default": True}, {"name": "Ham"}]}
    menu = menu_of(
        {"name": "Capricciosa", "price": 9, "modifier_groups": [crust, bits]}, {"name": "Cola", "price": 2}
    )
    answer = turns(menu, "a plain capricciosa")
    assert ordered(answer) == ["1 capricciosa; none olives"]


ELIDED = [
    (
        "Pizza Salami",
        "Pizza Margherita",
        "Salami",
        "Klein",
        "Groß",
        "eine große Salami und eine kleine Margherita",
    ),
    ("Pizza Tonno", "Pizza Funghi", "Tonno", "Klein", "Groß", "eine große Tonno und eine kleine Funghi"),
    (
        "Pepperoni Pizza",
        "Hawaiian Pizza",
        "Pepperoni",
        "Small",
        "Large",
        "a large pepperoni and a small hawaiian",
    ),
    (
        "Pizza Salame",
        "Pizza Margherita",
        "Salame",
        "Piccola",
        "Grande",
        "una salame grande e una margherita piccola",
    ),
]


@pytest.mark.parametrize(("one", "other", "extra", "small", "large", "text"), ELIDED)
def test_a_dish_called_as_an_extra_of_the_next_is_itself(
    one: str, other: str, extra: str, small: str, large: str, text: str
) -> None:
    """Each of two dishes of a kind has its own size."""
    sizes = [{"label": small, "price": 8}, {"label": large, "price": 12}]
    group = {"name": "Extra", "options": [{"name": extra}, {"name": "Rucola"}]}
    menu = menu_of(*({"name": name, "variants": sizes, "modifier_groups": [group]} for name in (one, other)))
    assert ordered(turns(menu, text)) == sorted(
        [f"1 {one} {large}".casefold(), f"1 {other} {small}".casefold()]
    )
