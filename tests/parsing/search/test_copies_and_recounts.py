"""The same again, other counts and larger servings in later turns: families over random menus."""

import random
from functools import cache

import pytest

from server.domain.menu import Category, Item, Menu, Variant
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered
from tests.parsing.random_menus import NUMBERS, Kitchen, random_kitchen
from tests.parsing.seeds import seeds

SEEDS = seeds(30)
WINES = ("malbec", "prosecco", "rioja", "chardonnay", "merlot", "chablis")


@cache
def _cellar(seed: int) -> Kitchen:
    names = random.Random(seed).sample(WINES, k=3)  # noqa: S311
    items = tuple(
        Item(
            n,
            1,
            name.capitalize(),
            variants=(Variant(n * 10, "Glass", 600, is_default=True), Variant(n * 10 + 1, "Bottle", 2400)),
        )
        for n, name in enumerate(names, 1)
    )
    return Kitchen(MenuIndex(Menu("EUR", (Category(1, "Cellar", items=items),))), names, [], [])


@pytest.mark.parametrize("seed", SEEDS)
def test_servings_of_the_cart_are_counted_and_changed(seed: int) -> None:
    """Several glasses become one bottle, some of them another size or wine, or are counted anew."""
    cellar = _cellar(seed)
    one, other = (name.capitalize() for name in cellar.names[:2])
    number = random.Random(seed).randint(2, 6)  # noqa: S311
    ordered = f"{NUMBERS[number]} glasses of {cellar.names[0]}"
    rest = f"{number - 1} {one} Glass"
    for turns, wanted in (
        ((ordered, "make it a bottle"), [f"1 {one} Bottle"]),
        ((ordered, "one of the glasses a bottle"), [f"1 {one} Bottle", rest]),
        ((ordered, f"make one of the glasses a {cellar.names[1]}"), [f"1 {other} Glass", rest]),
        ((ordered, f"swap one {cellar.names[0]} for a bottle of {cellar.names[1]}"), [f"1 {other} Bottle", rest]),
        ((ordered, "one glass is enough"), [f"1 {one} Glass"]),
        ((f"a glass of {cellar.names[0]} and a bottle of {cellar.names[1]}", f"{NUMBERS[number]} glasses"),
         [f"{number} {one} Glass", f"1 {other} Bottle"]),
        ((f"a glass of {cellar.names[0]}, no, make it a bottle",), [f"1 {one} Bottle"]),
        ((f"a bottle of {cellar.names[0]}", "just a glass, not a bottle"), [f"1 {one} Glass"]),
        ((f"{NUMBERS[number]} {cellar.names[0]}s no {NUMBERS[number + 1]}",), [f"{number + 1} {one}"]),
        ((f"{ordered} and a {cellar.names[1]}", f"cancel the {cellar.names[1]}, {cellar.names[2]} instead"),
         [f"{number} {one} Glass", f"1 {cellar.names[2].capitalize()}"]),
    ):  # fmt: skip
        assert cellar.order(*turns) == (sorted(wanted), False), turns


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_again_keeps_all_that_was_said(seed: int) -> None:
    """A copy has the flavour and the extras of what it repeats, but for what is said to differ."""
    kitchen = random_kitchen(seed)
    dish, (one, other), (extra, more, _) = kitchen.names[0], kitchen.flavours[:2], kitchen.extras
    name = dish.capitalize()
    for text, wanted in (
        (f"a {one} {dish} with {extra} and {more}, and the same for my sister but {other}",
         [f"1 {name}; {one}; {extra}; {more}", f"1 {name}; {extra}; {more}; {other}"]),
        (f"a {one} {dish} for me, same for lucia with {other} instead",
         [f"1 {name}; {one}", f"1 {name}; {other}"]),
        (f"a {one} {dish} with {extra} for me, the same for liam but with {more} instead",
         [f"1 {name}; {one}; {extra}", f"1 {name}; {one}; {more}"]),
    ):  # fmt: skip
        assert kitchen.order(text)[0] == sorted(wanted), text


@pytest.mark.parametrize("seed", SEEDS)
def test_somebody_else_has_all_that_was_ordered(seed: int) -> None:
    """ "My friend will have the same" doubles every line of the cart."""
    kitchen = random_kitchen(seed)
    first, second = kitchen.names[2:]
    for said in (
        "my friend will have the same",
        "same again for my friend",
        "the same for my husband please",
    ):
        lines, is_open = kitchen.order(f"a {first} and two large {second}s", said)
        assert (lines, is_open) == (
            sorted([f"2 {first.capitalize()}", f"4 {second.capitalize()} Large"]),
            False,
        ), said


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_had_instead_displaces_the_one_other_option(seed: int) -> None:
    """ "One of those with honey instead": the one extra that was said gives way on that share."""
    kitchen = random_kitchen(seed)
    dish, (extra, other, _) = kitchen.names[2], kitchen.extras
    lines, is_open = kitchen.order(f"four {dish}s with {extra}", f"one of those with {other} instead")
    name = dish.capitalize()
    assert (lines, is_open) == (sorted([f"3 {name}; {extra}", f"1 {name}; none {extra}; {other}"]), False)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_of_several_is_told_by_its_place(seed: int) -> None:
    """ "The second with honey" of three is one of them; the others stay as they are."""
    kitchen = random_kitchen(seed)
    dish, extra = kitchen.names[2], kitchen.extras[0]
    name = dish.capitalize()
    for said in (
        f"the second with {extra}",
        f"second one with {extra}",
        f"the second one with {extra} please",
    ):
        lines, _open = kitchen.order(f"three {dish}s", said)
        assert lines == sorted([f"2 {name}", f"1 {name}; {extra}"]), said


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_said_goes_to_another_dish(seed: int) -> None:
    """ "The same of …" keeps size and extras, and what is said to differ holds."""
    kitchen = random_kitchen(seed)
    first, second, (extra, other, _) = kitchen.names[2], kitchen.names[3], kitchen.extras
    lines, _open = kitchen.order(f"a large {first} with {extra}", f"and the same of {second}, with {other}")
    wanted = [f"1 {first.capitalize()} Large; {extra}", f"1 {second.capitalize()} Large; {extra}; {other}"]
    assert lines == sorted(wanted)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_line_that_is_not_told_is_not_taken_away(seed: int) -> None:
    """ "Cancel mine, I'll have …" names no line of two: the new dish is ordered, and the order is not called complete."""
    kitchen = random_kitchen(seed)
    first, second = kitchen.names[2], kitchen.names[3]
    understood = kitchen.heard(f"a {first} and a small {first}", f"cancel mine, i'll just have a {second}")
    assert sorted(line.item.name for line in understood.lines) == sorted(
        [first.capitalize()] * 2 + [second.capitalize()]
    )
    assert not understood.complete
    assert kitchen.order(f"a {first}", f"cancel mine, i'll just have a {second}")[0] == [
        f"1 {second.capitalize()}"
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_dish_said_twice_is_ordered_twice(seed: int) -> None:
    """The same dish said again in one text is more of one line; with an extra it is a line of its own."""
    kitchen = random_kitchen(seed)
    dish, extra = kitchen.names[2], kitchen.extras[0]
    name = dish.capitalize()
    assert kitchen.order(f"a {dish}, and another {dish}") == ([f"2 {name}"], False)
    assert kitchen.order(f"a {dish} and a {dish} with {extra}")[0] == sorted(
        [f"1 {name}", f"1 {name}; {extra}"]
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_that_follow_the_dish(seed: int) -> None:
    """A bare dish is counted behind it, once or in a size; a count that only adds one more adds it."""
    cellar = _cellar(seed)
    wine = cellar.names[0]
    name, number = wine.capitalize(), random.Random(seed).randint(2, 6)  # noqa: S311
    for text, wanted in (
        (f"{wine}, {NUMBERS[number]} bottles", [f"{number} {name} Bottle"]),
        (f"{wine}, and one for my brother too", [f"2 {name}"]),
        (f"a glass of {wine}, twice, a bottle once", [f"2 {name} Glass", f"1 {name} Bottle"]),
        (f"{NUMBERS[number]} {wine}s, hold on, {NUMBERS[number + 1]}", [f"{number + 1} {name}"]),
    ):
        assert cellar.order(text)[0] == sorted(wanted), text


@pytest.mark.parametrize("seed", SEEDS)
def test_shares_by_times_and_plain_ones(seed: int) -> None:
    """ "Twice, once with honey once with ginger" are two; "and a plain one" is another one with nothing on it."""
    kitchen = random_kitchen(seed)
    dish, (extra, other, _) = kitchen.names[2], kitchen.extras
    name = dish.capitalize()
    for text, wanted in (
        (f"{dish} twice, once with {extra} once with {other}", [f"1 {name}; {extra}", f"1 {name}; {other}"]),
        (
            f"{dish} twice, once with {extra} and once with {other}",
            [f"1 {name}; {extra}", f"1 {name}; {other}"],
        ),
        (f"a {dish} with {extra}, and a plain one", [f"1 {name}; {extra}", f"1 {name}"]),
        (f"{dish}s, three, one with {extra}", [f"2 {name}", f"1 {name}; {extra}"]),
    ):
        assert kitchen.order(text)[0] == sorted(wanted), text


@pytest.mark.parametrize("seed", SEEDS)
def test_somebody_else_has_it_too(seed: int) -> None:
    """Another of what was ordered last, which may differ; a dish or a number of their own is theirs alone."""
    kitchen = random_kitchen(seed)
    dish, other, extra = kitchen.names[0], kitchen.names[1], kitchen.extras[0]
    name, second = dish.capitalize(), other.capitalize()
    for text, wanted in (
        (f"a {dish} for me and my wife too", [f"2 {name}"]),
        (f"a {dish} for me, my husband too but with {extra}", [f"1 {name}", f"1 {name}; {extra}"]),
        (f"he will have a {dish}, she wants a {other}, and my son too", [f"1 {name}", f"2 {second}"]),
        (f"a {dish} for me, for my son too a {other}", [f"1 {name}", f"1 {second}"]),
        (f"two {dish}s and as many {other}s", [f"2 {name}", f"2 {second}"]),
        (f"a {dish} with {extra} and a {dish} without", [f"1 {name}; none {extra}", f"1 {name}; {extra}"]),
    ):
        assert kitchen.order(text)[0] == sorted(wanted), text
    assert kitchen.order(f"a {dish} and a {other}, my wife too")[1], "which of them is not told"


@pytest.mark.parametrize("heading", ["Extras", "Add extra", "Extra"])
@pytest.mark.parametrize(
    "text",
    ["a caramel latte, the same for my friend but decaf", "a caramel latte and the same again but decaf"],
)
def test_a_copy_keeps_what_it_can_have_beside_what_it_differs_in(heading: str, text: str) -> None:
    """A group that is called for being extra holds things of many kinds, also where one is an *Extra shot*."""
    options = [{"name": name} for name in ("Extra shot", "Decaf", "Caramel syrup")]
    latte = {"name": "Latte", "price": 3, "modifier_groups": [{"name": heading, "options": options}]}
    lines = ordered(understand(menu_of(latte, {"name": "Scone", "price": 2}), text))
    assert lines == ["1 latte; caramel syrup", "1 latte; caramel syrup; decaf"]
