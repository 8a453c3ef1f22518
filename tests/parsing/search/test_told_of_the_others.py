"""What is told of those that are left of a number, in the same text and in later ones."""

import pytest

from tests.parsing.kitchens import dialog, ordered
from tests.parsing.random_menus import random_kitchen
from tests.parsing.seeds import seeds


@pytest.mark.parametrize("seed", seeds(20))
def test_what_is_said_before_the_other_is_had_by_the_other(seed: int) -> None:
    """Behind a pause or "and" it is not of the share before it, wanted or refused, of one or of several."""
    kitchen = random_kitchen(seed)
    dish, (extra, second, third) = kitchen.names[2], kitchen.extras
    name = dish.capitalize()
    one = f"1 {name}; {extra}"
    for text, wanted in (
        (f"two {dish}s, one with {extra}, {second} with the other", [one, f"1 {name}; {second}"]),
        (f"two {dish}s, one with {extra}, no {second} on the other", [one, f"1 {name}; none {second}"]),
        (f"two {dish}s, one with {extra} and {second} on the other", [one, f"1 {name}; {second}"]),
        (f"three {dish}s, one with {extra}, {second} on the other two", [one, f"2 {name}; {second}"]),
        (f"three {dish}s, two with {extra}, {second} on the other", [f"2 {name}; {extra}", f"1 {name}; {second}"]),
        (f"two {dish}s, one large with {extra}, {second} and {third} in the other",
         [f"1 {name} Large; {extra}", f"1 {name}; {second}; {third}"]),
        (f"three {dish}s, one with {extra}, one with {second}, {third} on the plain one",
         [one, f"1 {name}; {second}", f"1 {name}; {third}"]),
        (f"four {dish}s, one with {extra}, one with {second}, no {third} with the normal ones",
         [one, f"1 {name}; {second}", f"2 {name}; none {third}"]),
    ):  # fmt: skip
        assert kitchen.order(text) == (sorted(wanted), False), text


@pytest.mark.parametrize("seed", seeds(20))
def test_what_is_told_of_the_others_of_the_cart(seed: int) -> None:
    """As many others, or another one, are those of which nothing was told yet; "one without" lacks what all have."""
    kitchen = random_kitchen(seed)
    dish, other, (extra, second, _third) = kitchen.names[2], kitchen.names[3], kitchen.extras
    name, last = dish.capitalize(), other.capitalize()
    for turns, wanted in (
        ((f"four {dish}s", f"{extra} on two of them", f"{second} on the other two"),
         [f"2 {name}; {extra}", f"2 {name}; {second}"]),
        ((f"three {dish}s", f"{extra} on one of them", f"{second} on another"),
         [f"1 {name}", f"1 {name}; {extra}", f"1 {name}; {second}"]),
        ((f"three {dish}s", f"{extra} on one of them", f"no {second} on another one"),
         [f"1 {name}", f"1 {name}; {extra}", f"1 {name}; none {second}"]),
        ((f"two {dish}s and a {other}", f"{extra} on another {dish}"),
         [f"1 {name}", f"1 {name}; {extra}", f"1 {last}"]),
        ((f"two {dish}s and a {other}", f"{extra} on the {dish}s", "one without though"),
         [f"1 {name}; none {extra}", f"1 {name}; {extra}", f"1 {last}"]),
    ):  # fmt: skip
        assert kitchen.order(*turns)[0] == sorted(wanted), turns


@pytest.mark.parametrize("seed", seeds(20))
def test_some_that_shall_be_as_all_are_leave_the_order_open(seed: int) -> None:
    """Nobody knows what the others of "only one with honey" are to have, where all have it."""
    kitchen = random_kitchen(seed)
    dish, (extra, second, _third) = kitchen.names[2], kitchen.extras
    assert not kitchen.heard(f"two {dish}s with {extra}", f"only one with {extra}").complete
    assert kitchen.heard(f"two {dish}s with {extra}", f"one of them with {second}").complete


def test_those_that_have_what_comes_with_the_dish_are_told_by_it() -> None:
    """ "The whole milk ones" are those of which no other milk was told; one that was told to have it goes before."""
    for turns, wanted in (
        (("four lattes", "two of them with oat milk", "sugar in the whole milk ones"),
         ["2 Latte; Oat milk", "2 Latte; Sugar"]),
        (("four lattes", "two of them with oat milk", "sugar in the oat ones"),
         ["2 Latte", "2 Latte; Oat milk; Sugar"]),
    ):  # fmt: skip
        assert ordered(dialog(*turns)) == sorted(line.casefold() for line in wanted), turns


@pytest.mark.parametrize("seed", seeds(20))
def test_one_of_another_size_behind_and(seed: int) -> None:
    """ "And one large one with honey" is one dish more, whose second "one" counts nothing."""
    kitchen = random_kitchen(seed)
    dish, (extra, second, _third) = kitchen.names[2], kitchen.extras
    name = dish.capitalize()
    text = f"small {dish} with {extra} x2 and one large one with {second}"
    assert kitchen.order(text) == (sorted([f"2 {name} Small; {extra}", f"1 {name} Large; {second}"]), False)


@pytest.mark.parametrize("seed", seeds(20))
def test_what_no_share_is_left_for_leaves_the_order_open(seed: int) -> None:
    """Where all of a number have another flavour than the one said of it, nobody knows what that was said of."""
    kitchen = random_kitchen(seed)
    dish, one, other = kitchen.names[0], kitchen.flavours[0], kitchen.flavours[1]
    assert not kitchen.heard(f"{dish} two {one} one {other} one {other}").complete
    assert kitchen.heard(f"two {dish}s, one {one}, one {other}").complete
