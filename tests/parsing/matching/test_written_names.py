"""What is called how, where a menu writes more into a name than anybody says."""

import json

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

GROUP = [
    {
        "name": "Extras",
        "options": ["Oat milk (+0.50)", "Sauce: BBQ", "+ Cheese", "Without ice", "Pickles / gherkins"],
    }
]
SIZES = ["Small (8oz)", 'Large 12"', "Pint 568ml"]
WRITTEN = [
    ("Coca-Cola 330ml", "two cokes", "2 {}"),
    ("Coca-Cola Zero 0,33 l", "a coke zero please", "1 {}"),
    ("Falafel Wrap (V)", "the falafel wrap", "1 {}"),
    ("Green Curry [vg, gf]", "a green curry", "1 {}"),
    ("Burger + Fries", "two burger and fries", "2 {}"),
    ("Tagliatelle al ragù / with meat sauce", "tagliatelle with meat sauce", "1 {} «Tagliatelle al ragù»"),
    ("Bibimbap (비빔밥)", "비빔밥 하나 주세요", "1 {}"),
    ("Bibimbap (비빔밥)", "one bibimbap", "1 {}"),
    ("Heineken - pint", "a pint of heineken", "1 {}"),
    ("Wings (6 pcs)", "6 wings", "1 {}"),
    ("Wings (12 pieces)", "twelve wings", "1 {}"),
    ("Steak 400g", "the 400g steak", "1 {}"),
    ("Steak 400g", "a 400 gram steak", "1 {}"),
    ("Dumplings 8 Stück", "8 dumplings", "1 {}"),
    ("Still Water 50cl", "three still waters", "3 {}"),
    ("Chef's Special: Lamb Shank", "the lamb shank", "1 {}"),
]
CHOSEN = [
    ("a small latte with oat milk", "1 Latte Small (8oz); Oat milk (+0.50)"),
    ("an 8oz latte", "1 Latte Small (8oz)"),
    ("a 12 inch latte, with cheese", '1 Latte Large 12"; + Cheese'),
    ("a large latte with bbq", '1 Latte Large 12"; Sauce: BBQ'),
    ("one pint latte no ice", "1 Latte Pint 568ml; Without ice"),
    ("two large lattes with gherkins", '2 Latte Large 12"; Pickles / gherkins'),
]


def menu(*items: dict[str, object]) -> MenuIndex:
    document = {"name": "Shapes", "currency": "GBP", "categories": [{"name": "All", "items": items}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize(("name", "text", "line"), WRITTEN)
def test_a_dish_is_called_without_what_is_written_beside_its_name(name: str, text: str, line: str) -> None:
    """Measures, brackets, a second name, and what stands behind a dash."""
    index = menu({"name": name, "price": 5}, {"name": "Plum Tart", "price": 4})
    assert [told(one) for one in understand(index, text).lines] == [line.format(name)]


@pytest.mark.parametrize(("text", "line"), CHOSEN)
def test_sizes_and_options_are_called_so_too(text: str, line: str) -> None:
    """A size by its word or its measure, an option without its price."""
    options = [{"name": GROUP[0]["name"], "options": [{"name": name} for name in GROUP[0]["options"]]}]
    index = menu(
        {
            "name": "Latte",
            "variants": [{"label": label, "price": 3} for label in SIZES],
            "modifier_groups": options,
        }
    )
    understood = understand(index, text)
    assert ([told(one) for one in understood.lines], understood.unmatched) == ([line], ())


@pytest.mark.parametrize("text", ["a steak", "two steaks please"])
def test_two_that_differ_by_their_measure_are_asked_about(text: str) -> None:
    """The name alone is as good for each."""
    understood = understand(
        menu({"name": "Steak 250g", "price": 19}, {"name": "Steak 400g", "price": 28}), text
    )
    assert (understood.complete, len(understood.questions)) == (False, 1)


@pytest.mark.parametrize(
    ("name", "text", "complete"),
    [
        ("Onion rings x6", "six onion rings", False),
        ("Wings (6 pcs)", "twelve wings", False),
        ("Wings (6 pcs)", "two wings", True),
        ("Nuggets 9 Stk.", "18 nuggets", False),
        ("Onion rings x6", "onion rings please", True),
    ],
)
def test_as_many_as_the_pieces_of_a_dish_are_not_as_many_dishes(
    name: str, text: str, *, complete: bool
) -> None:
    """The order stays open: they may be the pieces."""
    index = menu({"name": name, "price": 5}, {"name": "Plum Tart", "price": 4})
    assert understand(index, text).complete == complete


def test_of_alternatives_in_a_name_the_one_that_was_said_is_told_the_kitchen() -> None:
    """Two of them are two lines; the whole name tells none."""
    index = menu({"name": "Limoncello / Mirto / Grappa", "price": 5}, {"name": "Plum Tart", "price": 4})
    lines = understand(index, "un mirto e due grappe", (), "it").lines
    assert [line.quantity for line in lines] == [1, 2]
    assert all(said in line.special_requests for said, line in zip(("Mirto", "Grappa"), lines, strict=True))
