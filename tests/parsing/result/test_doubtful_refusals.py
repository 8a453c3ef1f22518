"""What is to be without something where the words may mean otherwise: right, or not complete."""

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

MILKS = {"name": "Milk", "max": 1, "options": [{"name": "Whole milk", "default": True}, {"name": "Oat milk"}]}
SAUCES = {"name": "Sauce", "max": 1, "options": [{"name": "House mayo", "default": True}, {"name": "Pesto"}]}
KINDS = {"name": "Choose", "min": 1, "max": 1, "options": [{"name": "Chicken"}, {"name": "Beef"}]}


def _menu() -> MenuIndex:
    return menu_of(
        {"name": "Latte", "price": 3, "modifier_groups": [MILKS]},
        {"name": "Fish sandwich", "price": 6, "modifier_groups": [SAUCES]},
        {"name": "Egg mayo sandwich", "price": 5, "aliases": ["egg mayo"], "allergens": ["eggs"]},
        {"name": "Green curry", "price": 9, "modifier_groups": [KINDS]},
        {"name": "Beef pie", "price": 9, "allergens": ["gluten", "celery"]},
    )


@pytest.mark.parametrize("ask", ["have you got", "do you have", "do you do"])
@pytest.mark.parametrize(
    ("option", "dish", "line"),
    [
        ("oat milk", "a latte", "1 Latte; Oat milk"),
        ("pesto", "two fish sandwiches", "2 Fish sandwich; Pesto"),
    ],
)
def test_an_option_asked_about_is_what_it_is_had_with(ask: str, option: str, dish: str, line: str) -> None:
    """ "Have you got oat milk? A latte with it" has it."""
    for text in (f"{ask} {option}? {dish} with it", f"{ask} {option} and can I get {dish} with that please"):
        heard = understand(_menu(), text)
        assert [told(one) for one in heard.lines] == [line], text
        assert heard.complete, text


@pytest.mark.parametrize("said", ["dairy free milk", "lactose free milk", "dairy-free milk"])
def test_what_is_free_of_an_allergen_is_not_what_has_it(said: str) -> None:
    """ "Dairy free milk" is a wish; as *Whole milk* is stated beside it, somebody has to look."""
    heard = understand(_menu(), f"a latte with {said}")
    assert [line.item.name for line in heard.lines] == ["Latte"]
    assert not heard.complete


@pytest.mark.parametrize("order", ["fish sandwich with {}", "fish sandwich, {}", "fish sandwich {}"])
def test_what_is_free_of_an_allergen_is_no_dish_called_by_it(order: str) -> None:
    """ "Egg free mayo" may not order an *Egg mayo sandwich* unnoticed."""
    heard = understand(_menu(), order.format("egg free mayo"))
    assert not (heard.complete and any("Egg" in line.item.name for line in heard.lines))


@pytest.mark.parametrize("ask", ["can the kitchen do", "do you do", "is it possible to do", "can you do"])
@pytest.mark.parametrize("without", ["gluten", "celery", "pastry"])
def test_a_dish_asked_for_without_something_and_ordered_behind_that_is_not_complete(
    ask: str, without: str
) -> None:
    """Nobody said whether it is to be without it."""
    heard = understand(_menu(), f"{ask} the beef pie without {without}? one beef pie please")
    assert not heard.complete


def test_a_line_told_by_its_option_is_not_refused_it() -> None:
    """ "No peas in the chicken one" is no curry without chicken."""
    heard = understand(
        _menu(), "chicken green curry and beef green curry, no peas in the chicken green curry"
    )
    assert not heard.complete or [told(line) for line in heard.lines] == [
        "1 Green curry; Chicken «no peas»",
        "1 Green curry; Beef",
    ]


@pytest.mark.parametrize(("dish", "text"), [("رز بلبن", "خلاص بلاش الرز"), ("كنافة بالقشطة", "بلاش الكنافة")])
def test_a_dish_without_what_it_is_may_be_refused_itself(dish: str, text: str) -> None:
    """Whether the dish goes or something in it, nobody said: it goes, or the order is not complete."""
    menu = menu_of({"name": dish, "price": 4}, {"name": "شاي", "price": 2})
    heard = turns(menu, f"{dish} و شاي", text)
    assert [told(line) for line in heard.lines] == ["1 شاي"] or not heard.complete
