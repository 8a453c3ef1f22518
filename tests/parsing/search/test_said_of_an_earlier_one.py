"""What a text says of a dish that it ordered before the last one: "a tea and a coffee, no milk in the tea"."""

import pytest

from tests.parsing.kitchens import order
from tests.parsing.random_menus import random_kitchen
from tests.parsing.seeds import seeds


@pytest.mark.parametrize("seed", seeds(20))
def test_it_is_had_where_it_is_told_to_be(seed: int) -> None:
    """Wanted or refused, one or more, of all of a dish or of some: the dish behind the preposition has it, not the last."""
    kitchen = random_kitchen(seed)
    (one, other), (extra, second, _third) = kitchen.names[2:], kitchen.extras
    first, last = one.capitalize(), other.capitalize()
    for text, wanted in (
        (f"a {one} and a {other}, {extra} on the {one}", [f"1 {first}; {extra}", f"1 {last}"]),
        (f"a {one} and a {other}, no {extra} on the {one}", [f"1 {first}; none {extra}", f"1 {last}"]),
        (f"a {one} and a {other}, no {extra} in the {other}", [f"1 {first}", f"1 {last}; none {extra}"]),
        (
            f"a {one} and a {other}, no {extra} or {second} on the {one}",
            [f"1 {first}; none {extra}; none {second}", f"1 {last}"],
        ),
        (
            f"two {one}s and a {other}, {extra} on one of the {one}s",
            [f"1 {first}", f"1 {first}; {extra}", f"1 {last}"],
        ),
        (
            f"two {one}s and a {other}, no {extra} in one of the {one}s",
            [f"1 {first}", f"1 {first}; none {extra}", f"1 {last}"],
        ),
        (
            f"a {other} with {second} and a {one}, no {extra} in the {other}",
            [f"1 {first}", f"1 {last}; {second}; none {extra}"],
        ),
    ):
        assert kitchen.order(text) == (sorted(wanted), False), text


def test_what_is_refused_of_two_joined_by_or() -> None:
    """Both dishes behind the preposition go without it, and the last one, which is not named again, does not."""
    assert order("a cola, a lemonade and a sparkling water, no ice in the cola or the lemonade") == [
        "1 Cola; none Ice",
        "1 Lemonade; none Ice",
        "1 Sparkling water",
    ]
