"""What is told of one dish behind its name: its size, one portion more, all but one thing, and where something is left out."""

import pytest

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import hear, order
from tests.parsing.random_menus import Kitchen, random_kitchen
from tests.parsing.seeds import seeds

PRICE = (Variant(1, "Regular", 300, is_default=True),)
SIZES = (Variant(2, "Pint", 600, is_default=True), Variant(3, "Half", 350))
SIDE = ModifierGroup(1, "Side", 1, 1, (Modifier(1, "Chips", 0), Modifier(2, "Mash", 0)))
IN_IT = ModifierGroup(
    2,
    "In the burger",
    0,
    None,
    (
        Modifier(3, "Lettuce", 0, is_default=True),
        Modifier(4, "Red onion", 0, is_default=True),
        Modifier(5, "Burger sauce", 0, is_default=True),
        Modifier(6, "Bacon", 100),
    ),
)


def _pub() -> Kitchen:
    items = (
        Item(1, 1, "Sirloin Steak", variants=PRICE, modifier_groups=(SIDE,)),
        Item(2, 1, "Halloumi Burger", variants=PRICE, modifier_groups=(IN_IT,)),
        Item(3, 1, "Chips", variants=PRICE),
        Item(4, 1, "Best Bitter", variants=SIZES),
    )
    return Kitchen(MenuIndex(Menu("GBP", (Category(1, "Pub", items=items),))), [], [], [])


@pytest.mark.parametrize("seed", seeds(20))
def test_its_size_is_told_behind_a_pause(seed: int) -> None:
    """ "A large one" behind one dish of no size tells its size, also where what it is had with follows behind a pause."""
    kitchen = random_kitchen(seed)
    dish, other, extra = kitchen.names[2], kitchen.names[3], kitchen.extras[0]
    name, last = dish.capitalize(), other.capitalize()
    for text, wanted in (
        (f"a {dish}, a large one, with {extra}", [f"1 {name} Large; {extra}"]),
        (f"a {dish}, a large one, with {extra}, and a {other}", [f"1 {name} Large; {extra}", f"1 {last}"]),
        (f"a small {dish}, a large one, with {extra}", [f"1 {name} Large; {extra}", f"1 {name} Small"]),
    ):
        assert kitchen.order(text) == (sorted(wanted), False), text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a sirloin steak with chips and an extra portion of chips", ["1 Chips", "1 Sirloin Steak; Chips"]),
        ("a halloumi burger and an extra portion of chips", ["1 Chips", "1 Halloumi Burger"]),
        ("a halloumi burger with an extra portion of bacon", ["1 Halloumi Burger; extra Bacon"]),
    ],
)
def test_an_extra_portion_of_a_dish_is_one_more_of_it(text: str, wanted: list[str]) -> None:
    """It is ordered, whatever the dish before is had with; of an option alone it is more of that option."""
    assert _pub().order(text) == (wanted, False)


def test_all_but_one_thing_is_left_off_of_what_stands_with_it() -> None:
    """The side that has to be chosen stays, and so does what is of another group."""
    lines = order("a chicken burger, hold everything but the tomato")
    assert lines == ["1 Chicken burger; none Lettuce; none Red onion"]


def test_a_word_of_the_dish_behind_a_preposition_is_the_dish() -> None:
    """ "In the burger" is no option that is called so too; what was refused right before is not refused of nothing."""
    for text in (
        "a halloumi burger and chips, no red onion in the burger",
        "chips and a halloumi burger, no red onion in the burger",
    ):
        assert _pub().order(text) == (["1 Chips", "1 Halloumi Burger; none Red onion"], False), text
    refused = "a halloumi burger, i'm not a fan of red onion so none of that"
    assert _pub().order(refused) == (["1 Halloumi Burger; none Red onion"], False)


def test_just_another_size_for_somebody_else_is_not_sure() -> None:
    """It may be one more; where the size is corrected there is no doubt."""
    assert not _pub().heard("a pint of best bitter for him and i'd better have just the half").complete
    assert not hear("a large latte for him and i'll have just the small").complete
    assert _pub().order("a pint of best bitter, no, just the half") == (["1 Best Bitter Half"], False)
