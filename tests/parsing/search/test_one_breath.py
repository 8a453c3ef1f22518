"""Later turns that take away and order at once, tell whose a dish is, or leave open which is meant: random menus, English.

The other languages are told in `tests/parsing/families/`, under `in_one_breath`.
"""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen, told
from tests.parsing.random_menus import random_kitchen
from tests.parsing.seeds import seeds

SEEDS = seeds(25)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_taken_away_and_what_is_ordered_in_one_breath(seed: int) -> None:
    """Only what is named goes, only what is named comes, and no other line is touched."""
    kitchen = random_kitchen(seed)
    (flavour, *_), (extra, *_) = kitchen.flavours, kitchen.extras
    dish, _other, plain, third = kitchen.names
    ordered = f"a {flavour} {dish} and a {plain}"
    first, second, new = (
        f"1 {dish.capitalize()}; {flavour}",
        f"1 {plain.capitalize()}",
        f"1 {third.capitalize()}",
    )
    for said, wanted in (
        (f"take the {plain} off and add a {third}", [first, new]),
        (f"drop the {plain} and give us a {third}", [first, new]),
        (f"forget the {dish}, bring me a {third}", [second, new]),
        (f"cancel the {plain}, I'd rather have a {third}", [first, new]),
        (f"we won't need the {plain} after all", [first]),
        (f"not the {plain}, the {third}", [first, new]),
        ("actually scrap that", [first]),
        ("one more of each", [f"2 {first[2:]}", f"2 {second[2:]}"]),
        (f"{extra} on the {dish}", [f"{first}; {extra}", second]),
    ):
        assert kitchen.order(ordered, said)[0] == sorted(wanted), said


@pytest.mark.parametrize("seed", SEEDS)
def test_some_of_a_line_are_told_by_whose_they_are_or_by_their_place(seed: int) -> None:
    """One of several is made otherwise, and the rest stays as it is; what is said is nowhere else."""
    kitchen = random_kitchen(seed)
    (one, two, *_), (extra, *_) = kitchen.flavours, kitchen.extras
    dish, _other, plain, third = kitchen.names
    name, beside = dish.capitalize(), f"1 {plain.capitalize()}"
    for ordered, said, wanted in (
        (f"two {dish}s and a {plain}", f"mine {one}, hers {two}", [f"1 {name}; {one}", f"1 {name}; {two}", beside]),
        (f"a {plain} and two {one} {dish}s", f"for the second one {two}",
         [f"1 {name}; {one}", f"1 {name}; {two}", beside]),
        (f"three {one} {dish}s and a {plain}", f"make 2 of em {third}",
         [f"1 {name}; {one}", f"2 {third.capitalize()}", beside]),
        (f"two {one} {dish}s", f"make one of them large, and add a {plain}",
         [f"1 {name}; {one}", f"1 {name} Large; {one}", beside]),
        (f"three {one} {dish}s and a {plain}", f"make that four {dish}s", [f"4 {name}; {one}", beside]),
        (f"two {one} {dish}s with {extra}", f"on one of them {two} instead of {one}",
         [f"1 {name}; {one}; {extra}", f"1 {name}; {extra}; {two}"]),
    ):  # fmt: skip
        assert kitchen.order(ordered, said)[0] == sorted(wanted), said


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_that_are_made_alike_are_one(seed: int) -> None:
    """Two of the cart that become the same are counted together; nothing is lost."""
    kitchen = random_kitchen(seed)
    dish, (one, two, *_) = kitchen.names[0], kitchen.flavours
    turns = (f"two {dish}s", f"one {one}, one {two}", f"actually both {two}")
    assert kitchen.order(*turns) == ([f"2 {dish.capitalize()}; {two}"], False)


@pytest.mark.parametrize(
    ("ordered", "said"),
    [
        ("two lattes and a chicken burger", "two of those then"),
        ("a latte and a chicken burger", "ok I'll take that too"),
        ("a small latte and a large latte", "mine with oat milk"),
        ("a latte with oat milk and a latte", "no foam in mine"),
        ("two lattes and a chicken burger", "the first one without foam"),
        ("two chicken burgers", "my wife will have the same"),
        ("a latte and a chicken burger", "leave the latte"),
        ("a latte and a chicken burger", "as you were"),
    ],
)
def test_where_it_is_not_told_which_line_is_meant_the_order_is_not_complete(ordered: str, said: str) -> None:
    """What may be about another line, or about an answer that was given before, is never called complete."""
    menu = kitchen("harbour")
    cart = understand(menu, ordered, (), "en").lines
    found = understand(menu, said, cart, "en")
    assert not found.complete, [told(line) for line in found.lines]
