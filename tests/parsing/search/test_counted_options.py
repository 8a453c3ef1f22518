"""A number before an option counts the option, and "only" before the number tells how few of it there shall be."""

from itertools import product

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns


def _menu(dish: str, options: list[dict[str, object]], *others: str) -> MenuIndex:
    group = {"name": "With it", "options": options}
    return menu_of(
        {"name": dish, "price": 6, "modifier_groups": [group]},
        *({"name": name, "price": 4} for name in others),
    )


def _default(name: str) -> dict[str, object]:
    return {"name": name, "default": True}


BREAKFAST = _menu(
    "Full English", [_default("Sausage"), _default("Mushrooms")], "Sausage Roll", "Sausage Bap", "Muffin"
)
ROAST = _menu(
    "Roast Beef", [_default("Yorkshire pudding"), _default("Gravy"), {"name": "Stuffing"}], "Muffin"
)
COUNTED = [
    (BREAKFAST, "Full English", "Sausage", "sausages"),
    (ROAST, "Roast Beef", "Yorkshire pudding", "yorkshire puddings"),
]
WORDINGS = ("{dish} {n} {options}", "{dish}, {n} {options}", "{dish} with {n} {options} and a muffin")


@pytest.mark.parametrize(
    ("index", "dish", "option", "text"),
    [
        (index, dish, option, wording.format(dish=dish.lower(), n=number, options=options))
        for (index, dish, option, options), wording, number in product(COUNTED, WORDINGS, ("two", "3"))
    ],
)
def test_a_number_before_an_option_orders_no_dish_besides(
    index: MenuIndex, dish: str, option: str, text: str
) -> None:
    """One dish is ordered, and it is asked how many of the option there shall be."""
    understood = turns(index, text)
    assert told(understood.lines[0]) == f"1 {dish}; {option}"
    assert len(understood.lines) == 1 + ("muffin" in text)
    assert [question.kind for question in understood.questions] == ["too_many"]


FEW = (
    "only one {food}",
    "just one {food}",
    "only the one {food}",
    "just half the {food}",
    "only half the {food}",
)


@pytest.mark.parametrize(
    ("index", "dish", "food", "few"),
    [
        (index, dish, food, few)
        for (index, dish, food), few in product(
            [(BREAKFAST, "Full English", "sausage"), (ROAST, "Roast Beef", "gravy")], FEW
        )
    ],
)
def test_fewer_of_what_a_dish_comes_with_is_a_wish(index: MenuIndex, dish: str, food: str, few: str) -> None:
    """The kitchen is told, and all else that the dish comes with stays."""
    wish = few.format(food=food)
    (line,) = turns(index, f"{dish.lower()}, {wish}").lines
    assert told(line) == f"1 {dish} «{wish}»"


def test_fewer_of_what_a_dish_is_called_by_is_a_wish() -> None:
    """The egg of the dish's name is on the plate, though no option is called so."""
    index = menu_of({"name": "Ham Egg and Chips", "price": 9}, {"name": "Egg Mayo Roll", "price": 5})
    (line,) = turns(index, "ham egg and chips but just one egg").lines
    assert told(line) == "1 Ham Egg and Chips «just one egg»"


def test_one_of_an_extra_leaves_the_rest_of_the_dish() -> None:
    """What is counted is not all that is wanted."""
    (line,) = turns(ROAST, "roast beef, only one stuffing").lines
    assert told(line) == "1 Roast Beef; Stuffing"


def test_only_what_is_not_counted_is_all_that_is_wanted() -> None:
    """Gravy alone refuses the pudding."""
    (line,) = turns(ROAST, "roast beef with only gravy").lines
    assert told(line) == "1 Roast Beef; Gravy; none Yorkshire pudding"


def _cafe(dish: str, option: str, other: str, cake: str, *, price: float = 0) -> MenuIndex:
    """A drink of which one of each option can be had, and no more than one of a group."""
    groups = [
        {"name": "A", "max": 1, "options": [{"name": option, "price_adjustment": price}]},
        {"name": "B", "max": 1, "options": [{"name": other, "price_adjustment": 0.5}]},
    ]
    return menu_of({"name": dish, "price": 3, "modifier_groups": groups}, {"name": cake, "price": 4})


SUGARED = [
    (_cafe("Mocha", "Sugar", "Soy", "Scone"), "a mocha {n}, a scone", "two sugars", "Mocha; Sugar"),
    (
        _cafe("Mocha", "Sugar", "Soy", "Scone"),
        "a mocha with soy and {n} and a scone",
        "3 sugars",
        "Mocha; Soy; Sugar",
    ),
    (
        _cafe("Latte", "Sugar", "Soy", "Scone"),
        "a latte, {n}, soy, and a scone",
        "2 sugars",
        "Latte; Sugar; Soy",
    ),
    (_cafe("Wrap", "Olive", "Ham", "Soup"), "a wrap with {n} and a soup", "four olives", "Wrap; Olive"),
    (
        _cafe("Kaffee", "Zucker", "Sahne", "Torte"),
        "einen Kaffee mit {n} und eine Torte",
        "zwei Zucker",
        "Kaffee; Zucker",
    ),
    (_cafe("Café", "Sucre", "Lait", "Tarte"), "un café, {n}, et une tarte", "deux sucres", "Café; Sucre"),
    (
        _cafe("Caffè", "Zucchero", "Latte", "Torta"),
        "un caffè con {n} e una torta",
        "due zuccheri",
        "Caffè; Zucchero",
    ),
    (_cafe("咖啡", "糖", "牛奶", "蛋糕"), "一杯咖啡加{n}和一个蛋糕", "两份糖", "咖啡; 糖"),
]


@pytest.mark.parametrize(("index", "text", "wish", "wanted"), SUGARED)
def test_more_of_what_costs_nothing_is_told_to_the_kitchen(
    index: MenuIndex, text: str, wish: str, wanted: str
) -> None:
    """One dish with the option, the number kept in the diner's words, and nothing to ask."""
    understood = turns(index, text.format(n=wish))
    assert told(understood.lines[0]) == f"1 {wanted} «{wish}»"
    assert [line.quantity for line in understood.lines] == [1, 1]
    assert understood.questions == ()


def test_more_of_what_has_a_price_is_asked() -> None:
    """Two tonics are not charged as one without a word."""
    index = _cafe("House Gin", "Tonic", "Lime", "Pie", price=1.8)
    understood = turns(index, "a house gin with two tonics and a pie")
    assert [told(line) for line in understood.lines] == ["1 House Gin; Tonic", "1 Pie"]
    assert [question.kind for question in understood.questions] == ["too_many"]


@pytest.mark.parametrize("text", ["two mochas with two sugars", "two mochas, soy, two sugars"])
def test_as_many_of_an_option_as_there_are_dishes_keep_their_number(text: str) -> None:
    """Whether each has one or two is read by the kitchen."""
    (line,) = turns(SUGARED[0][0], text).lines
    assert (line.quantity, line.special_requests) == (2, "two sugars")
    assert "Sugar" in [choice.modifier.name for choice in line.choices]
