"""Names and wishes as guests word them, over menus drawn at random: each wording comes to the line that is written beside it."""

import random

import pytest

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told
from tests.parsing.seeds import seeds

DISHES = ("Goulash", "Paella", "Moussaka", "Falafel", "Risotto", "Tagine", "Schnitzel")
TOPPINGS = ("Chili", "Parsley", "Walnuts", "Raisins", "Capers")
STRANGE = ("butter", "truffle oil", "watercress", "bean sprouts")
DRINKS = ("Lassi", "Ayran", "Kefir")
ROUNDS = seeds(12)


def _menu(rng: random.Random) -> tuple[MenuIndex, str, str, str]:
    """A menu, and the names of one dish, of one that is not it, and of a drink."""
    dish, other = rng.sample(DISHES, k=2)
    drink, topping = rng.choice(DRINKS), rng.choice(TOPPINGS)
    ice = ModifierGroup(1, "Ice", 0, 1, (Modifier(11, "Less ice", 0), Modifier(12, "No ice", 0)))
    spice = ModifierGroup(2, "Spice level", 0, 1, (Modifier(21, "Mild", 0), Modifier(22, "Medium", 0)))
    toppings = ModifierGroup(3, "Toppings", 0, None, (Modifier(31, topping, 50),))
    whole = (Variant(1, "Regular", 900),)
    bottles = (Variant(2, "Half bottle", 500), Variant(3, "Bottle", 900, is_default=True))
    items = (
        Item(id=1, category_id=1, name=dish, variants=whole, modifier_groups=(spice, toppings)),
        Item(
            id=2, category_id=1, name=f"{other} and Rice", variants=(Variant(4, "Regular", 1050),), modifier_groups=()
        ),
        Item(id=3, category_id=2, name=drink, variants=bottles, modifier_groups=(ice,)),
    )  # fmt: skip
    categories = (Category(1, "Kitchen", items=items[:2]), Category(2, "Bar", items=items[2:]))
    return MenuIndex(Menu("USD", categories)), dish, other, drink


@pytest.mark.parametrize("seed", ROUNDS)
@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("a {drink} without ice", "1 {drink}; No ice"),
        ("a {drink}, zero ice", "1 {drink}; No ice"),
        ("two {drink}s, 0 ice", "2 {drink}; No ice"),
        ("a {drink}, hold the ice please", "1 {drink}; No ice"),
        ("a {drink}, easy on the ice", "1 {drink}; Less ice"),
        ("a {drink} with light ice", "1 {drink}; Less ice"),
        ("half a bottle of {drink}", "1 {drink} Half bottle"),
        ("two half bottles of {drink}", "2 {drink} Half bottle"),
        ("{dish} medium spicy", "1 {dish}; Medium"),
        ("two {dish}, mild heat", "2 {dish}; Mild"),
        ("one {other} with rice", "1 {other} and Rice"),
        ("{other} w rice please", "1 {other} and Rice"),
    ],
)
def test_a_name_is_known_however_it_is_said(seed: int, said: str, wanted: str) -> None:
    """Small words, measures and the group's name may be said otherwise than the menu writes them."""
    index, dish, other, drink = _menu(random.Random(seed))  # noqa: S311
    names = {"dish": dish, "other": other, "drink": drink}
    heard = understand(index, said.format(**{key: name.lower() for key, name in names.items()}))
    assert [told(line) for line in heard.lines] == [wanted.format(**names)]
    assert not heard.unmatched


@pytest.mark.parametrize("seed", ROUNDS)
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("a {dish}, no {thing}", "no {thing}"),
        ("a {dish} without {thing} please", "without {thing}"),
        ("a {dish}, hold the {thing}", "hold the {thing}"),
        ("a {dish} with extra {thing}", "extra {thing}"),
        ("a {dish}, light on the {thing}", "light on the {thing}"),
        ("a {dish}, the {thing} left off", "{thing} left off"),
        ("a {dish}, {thing} on the side", "{thing} on the side"),
        ("a {dish}, light on the {dish}", "light on the {dish}"),
    ],
)
def test_what_a_dish_is_not_offered_with_is_told_to_the_kitchen(seed: int, said: str, kept: str) -> None:
    """A refusal or a wish of which the menu knows nothing stands in the diner's words at its dish, and orders nothing."""
    rng = random.Random(seed)  # noqa: S311
    index, dish, _other, _drink = _menu(rng)
    names = {"dish": dish.lower(), "thing": rng.choice(STRANGE)}
    heard = understand(index, said.format(**names))
    assert [told(line) for line in heard.lines] == [f"1 {dish} «{kept.format(**names)}»"]


@pytest.mark.parametrize("seed", ROUNDS)
@pytest.mark.parametrize("price", ["the nine dollar {word}", "the ten fifty {word}"])
def test_a_price_tells_dishes_of_one_kind_apart(seed: int, price: str) -> None:
    """Of two dishes that the same words name, the price that is said picks one."""
    word, index = _of_one_kind(seed)
    heard = understand(index, price.format(word=word.lower()))
    kind = "Garden" if "nine" in price else "Mountain"
    assert [told(line) for line in heard.lines] == [f"1 {kind} {word}"]


@pytest.mark.parametrize("seed", ROUNDS)
def test_a_price_is_not_said_of_a_dish_of_the_cart_that_costs_something_else(seed: int) -> None:
    """The dish of another price stays in the cart as it is, and the price says nothing of what is ordered behind."""
    word, index = _of_one_kind(seed)
    before = understand(index, f"a garden {word.lower()}")
    heard = understand(index, f"the ten fifty {word.lower()} and a lemonade", before.lines)
    assert [told(line) for line in heard.lines] == [f"1 Garden {word}", f"1 Mountain {word}", "1 Lemonade"]


def _of_one_kind(seed: int) -> tuple[str, MenuIndex]:
    """A word that names two dishes, of nine and of ten fifty, and their menu with a lemonade."""
    word = random.Random(seed).choice(DISHES)  # noqa: S311
    named = ((f"Garden {word}", 900), (f"Mountain {word}", 1050), ("Lemonade", 400))
    items = tuple(
        Item(id=n, category_id=1, name=name, variants=(Variant(n, "Regular", cents),))
        for n, (name, cents) in enumerate(named, 1)
    )
    return word, MenuIndex(Menu("USD", (Category(1, "All", items=items),)))


@pytest.mark.parametrize("seed", ROUNDS)
def test_a_number_that_ends_a_clause_counts_the_dish_before_it(seed: int) -> None:
    """ "Goulash 2, paella 3" is two and three, whichever way the dishes stand."""
    rng = random.Random(seed)  # noqa: S311
    first, second = rng.sample(DISHES, k=2)
    items = tuple(
        Item(id=n, category_id=1, name=name, variants=(Variant(n, "Regular", 900),))
        for n, name in enumerate(DISHES, 1)
    )
    heard = understand(
        MenuIndex(Menu("USD", (Category(1, "All", items=items),))), f"{first.lower()} 2, {second.lower()} 3"
    )
    assert [told(line) for line in heard.lines] == [f"2 {first}", f"3 {second}"]


@pytest.mark.parametrize("seed", ROUNDS)
@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("everything in one box please, {order}", "everything in one box please"),
        ("{order}, everything wrapped separately", "everything wrapped separately"),
        ("all packed separately: {order}", "all packed separately"),
        ("I'll be there at eight thirty, {order}", "at eight thirty"),
        ("collecting at half six, {order}", "collecting at half six"),
    ],
)
def test_what_is_said_of_the_whole_order_is_its_note(seed: int, said: str, note: str) -> None:
    """How everything is to be packed, and when it is fetched, is told to the staff and counts no dish."""
    index, dish, _other, _drink = _menu(random.Random(seed))  # noqa: S311
    heard = understand(index, said.format(order=f"two {dish.lower()}"))
    assert [told(line) for line in heard.lines] == [f"2 {dish}"]
    assert note in heard.state.note


@pytest.mark.parametrize("seed", ROUNDS)
def test_a_size_before_each_dish_is_the_size_of_that_dish(seed: int) -> None:
    """The same size said again is of the dish that follows, in a list without pauses."""
    rng = random.Random(seed)  # noqa: S311
    names = rng.sample(DISHES, k=3)
    items = tuple(
        Item(
            id=n, category_id=1, name=name, variants=(Variant(n * 10, "Small", 5, is_default=True), Variant(n * 10 + 1, "Large", 9))
        )
        for n, name in enumerate(names, 1)
    )  # fmt: skip
    said = " ".join(f"large {name.lower()}" for name in names)
    heard = understand(MenuIndex(Menu("USD", (Category(1, "All", items=items),))), said)
    assert [told(line) for line in heard.lines] == [f"1 {name} Large" for name in names]


@pytest.mark.parametrize("seed", ROUNDS)
@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("a scoop of {dish}", "1 {dish} One scoop"),
        ("a scoop of {other} and two scoops of {dish}", "1 {other} One scoop | 1 {dish} Two scoops"),
    ],
)
def test_one_of_what_a_size_counts_is_said_with_an_article(seed: int, said: str, wanted: str) -> None:
    """ "A scoop of" is the size called "One scoop"."""
    dish, other = random.Random(seed).sample(DISHES, k=2)  # noqa: S311
    items = tuple(
        Item(
            id=n, category_id=1, name=name, variants=(Variant(n * 10, "One scoop", 5), Variant(n * 10 + 1, "Two scoops", 9, is_default=True))
        )
        for n, name in enumerate((dish, other), 1)
    )  # fmt: skip
    heard = understand(
        MenuIndex(Menu("USD", (Category(1, "All", items=items),))),
        said.format(dish=dish.lower(), other=other.lower()),
    )
    assert " | ".join(told(line) for line in heard.lines) == wanted.format(dish=dish, other=other)
