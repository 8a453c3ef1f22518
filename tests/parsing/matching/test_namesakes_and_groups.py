"""What dishes and options are called by their namesakes, their measures, the heading and the question of their group."""

from typing import Any

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told

OTHERS = ({"name": "Plum Tart", "price": 4}, {"name": "House Salad", "price": 6})


def read(index: MenuIndex, text: str) -> tuple[list[str], bool]:
    """What is ordered, and whether nothing is open."""
    understood = understand(index, text)
    return [told(line) for line in understood.lines], not (understood.is_open or understood.unmatched)


def choice(name: str, *options: dict[str, Any] | str, least: int = 0) -> dict[str, Any]:
    """A group of which at most so many as are required are had, or any number."""
    named = [{"name": option} if isinstance(option, str) else option for option in options]
    return {"name": name, "min": least, "options": named, **({"max": least} if least else {})}


HALVES = choice("Your two halves", "Margherita Half", "Bianca Half", "Diavola Half", least=2)
PIZZAS = menu_of(
    {"name": "Margherita", "price": 8, "aliases": ["marg"]},
    {"name": "Diavola", "price": 9},
    {"name": "Half & Half", "price": 10, "modifier_groups": [HALVES]},
)


@pytest.mark.parametrize("said", ["marg and bianca", "half marg half bianca", "marg half and bianca half"])
def test_an_option_is_called_as_the_dish_that_its_name_begins_with(said: str) -> None:
    """The owner wrote what a dish is called besides with the dish alone."""
    assert read(PIZZAS, f"a half and half, {said}")[0] == ["1 Half & Half; Margherita Half; Bianca Half"]


@pytest.mark.parametrize(("other", "found"), [("Lobster & Chips", ["1 Skin-on Chips"]), ("Curly Chips", [])])
def test_a_dish_is_called_as_its_namesake_among_the_options(other: str, found: list[str]) -> None:
    """Not where another dish is that, too: it is asked then."""
    side = choice("Side", {"name": "Skin-on chips", "aliases": ["chips"]}, "Salad", least=1)
    dishes = ({"name": "Haddock", "price": 9, "modifier_groups": [side]}, {"name": other, "price": 20})
    index = menu_of({"name": "Skin-on Chips", "price": 4}, *dishes)
    assert read(index, "some chips please")[0] == found


COLAS = menu_of({"name": "Pepsi 330ml", "price": 2}, {"name": "Pepsi 1.5L bottle", "price": 4}, *OTHERS)


@pytest.mark.parametrize(
    ("said", "dish"),
    [
        ("a large pepsi", "Pepsi 1.5L bottle"),
        ("a big bottle of pepsi", "Pepsi 1.5L bottle"),
        ("a bottle of pepsi", "Pepsi 1.5L bottle"),
        ("a small pepsi", "Pepsi 330ml"),
        ("a 330ml pepsi", "Pepsi 330ml"),
    ],
)
def test_dishes_that_differ_in_their_measure_are_told_by_size(said: str, dish: str) -> None:
    """The large one is no wish for the small one."""
    assert read(COLAS, said) == ([f"1 {dish}"], True)


ASKED = ["How would you like your eggs?", "Choose your eggs", "Style of the eggs"]


@pytest.mark.parametrize("group", ASKED)
@pytest.mark.parametrize("said", ["poached eggs", "a poached egg", "poached"])
def test_an_option_is_said_with_what_its_group_asks_about(group: str, said: str) -> None:
    """Also where other dishes are called so."""
    eggs = choice(group, "Poached", "Scrambled", "Fried", least=1)
    index = menu_of(
        {"name": "Full Breakfast", "price": 9, "modifier_groups": [eggs]},
        {"name": "Eggs Royale", "price": 9},
        *OTHERS,
    )
    assert read(index, f"a full breakfast with {said}") == (["1 Full Breakfast; Poached"], True)


ROASTS = MenuIndex(
    load_menu("""\
currency: GBP
categories:
- name: Sunday roasts from the oven
  items:
  - {name: Leg of Lamb, price: 18}
  - {name: Topside of Beef, price: 19}
  - {name: Nut Roast, price: 15}
- name: Stone-baked pizzas
  items:
  - {name: Margherita, price: 9}
  - {name: Diavola, price: 11}
  - {name: Pizza Bianca, price: 10}
""")
)


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("a roast lamb please", ["1 Leg of Lamb"]),
        ("two roast beefs and a nut roast", ["2 Topside of Beef", "1 Nut Roast"]),
        ("a lamb roast", ["1 Leg of Lamb"]),
        ("two pizza margherita", ["2 Margherita"]),
        ("a diavola pizza and a pizza bianca", ["1 Diavola", "1 Pizza Bianca"]),
    ],
)
def test_the_kind_that_a_heading_tells_orders_no_other_dish(said: str, lines: list[str]) -> None:
    """Though the name of one dish has the kind in it."""
    understood = understand(ROASTS, said)
    assert ([told(line) for line in understood.lines], understood.unmatched) == (lines, ())


@pytest.mark.parametrize("behind", ["w/ Nduja & Jalapenos", "with honey", "w/ a dip"])
def test_the_name_before_what_a_dish_comes_with_is_its_name(behind: str) -> None:
    """Whatever small word it ends with."""
    sizes = [{"label": "Small", "price": 8}, {"label": "Large", "price": 12}]
    index = menu_of({"name": f"Hot One {behind}", "variants": sizes}, *OTHERS)
    assert read(index, "a large hot one") == ([f"1 Hot One {behind} Large"], True)


@pytest.mark.parametrize("grade", ["No. 2", "no 3", "Nr. 1", "n°2"])
def test_a_grade_behind_a_name_need_not_be_said(grade: str) -> None:
    """*Mersea Natives No. 2* are natives."""
    index = menu_of({"name": f"Mersea Natives {grade}", "price": 20}, *OTHERS)
    assert read(index, "two mersea natives") == ([f"2 Mersea Natives {grade}"], True)


@pytest.mark.parametrize("verb", ["hold the", "skip the", "leave out the"])
@pytest.mark.parametrize("name", ["Potato Bowl w/ Queso", "Potato Bowl with Queso"])
def test_what_a_dish_comes_with_is_held_and_not_the_dish(name: str, verb: str) -> None:
    """The kitchen is told; the dish stays ordered."""
    [line] = understand(menu_of({"name": name, "price": 9}, *OTHERS), f"a potato bowl, {verb} queso").lines
    assert (line.item.name, "queso" in line.special_requests) == (name, True)


@pytest.mark.parametrize(
    ("sauce", "said"), [("Curry", "met curry"), ("Mayonaise", "met"), ("Ketchup", "met ketchup")]
)
def test_a_word_that_leads_a_name_is_no_name_itself(sauce: str, said: str) -> None:
    """In Dutch "met" by itself is mayonnaise, as owners write it down."""
    sauces = choice("Saus", {"name": "Mayonaise", "aliases": ["met"]}, "Ketchup", "Curry")
    index = menu_of(
        {"name": "Friet", "price": 3, "modifier_groups": [sauces]},
        {"name": "Appelgebak met slagroom", "price": 4},
    )
    assert [told(line) for line in understand(index, f"een friet {said}").lines] == [f"1 Friet; {sauce}"]


@pytest.mark.parametrize("count", [("dwa", 2), ("trzy", 3)])
def test_a_small_word_that_begins_like_a_sign_makes_no_dish_number(count: tuple[str, int]) -> None:
    """The Polish "no i" is no "no." before the number of a dish."""
    word, quantity = count
    index = menu_of(
        {"name": "2. Capricciosa", "price": 30},
        {"name": "3. Hawajska", "price": 30},
        {"name": "Piwo", "price": 9},
    )
    assert [told(line) for line in understand(index, f"no i {word} piwa").lines] == [f"{quantity} Piwo"]
