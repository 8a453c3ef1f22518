"""How guests name what a menu writes long: by number, by measure, by kind, by the words that count."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of, ordered, told, turns

OTHERS = ({"name": "Plum Tart", "price": 4}, {"name": "House Salad", "price": 6})
NAMED = [
    ("Fruit Scone w/ Jam & Clotted Cream", "two fruit scones", "2 {}"),
    ("Hickory BBQ Stack w/ Onion Ring", "a hickory stack", "1 {}"),
    ("Hickory BBQ Stack w/ Onion Ring", "one hickory barbecue stack", "1 {}"),
    ('COMBO #3 - 10" Pizza & Soda', "combo number three", "1 {}"),
    ('COMBO #3 - 10" Pizza & Soda', "two of the number 3", "2 {}"),
    ("Menu 2: Soup and Pie", "menu 2 please", "1 {}"),
    ("#2 The Early Bird", "number 2", "1 {}"),
    ("Traditional Wings (Bone-In)", "the bone-in wings", "1 {}"),
    ("Brie, Bacon & Cranberry Toastie", "a brie and bacon toastie", "1 {}"),
    ("Brie, Bacon & Cranberry Toastie", "a brie and cranberry toastie", "1 {}"),
    ("10. Tom Yum Soup", "a tom yum", "1 {}"),
    ("Al Pastor Taco w/ Pineapple", "an al pastor", "1 {}"),
    ("Soup of the Day", "soup please", "1 {}"),
    ("Hand-Spun Milkshake", "a shake", "1 {}"),
    ("Choc Brownie (GF)", "two chocolate brownies", "2 {}"),
    ("The OG", "an OG please", "1 {}"),
    ("Sweet Potato Fries", "sweet potatoe fries", "1 {}"),
]


@pytest.mark.parametrize(("name", "text", "line"), NAMED)
def test_a_dish_is_named_by_what_counts_of_its_name(name: str, text: str, line: str) -> None:
    """Without what it comes with, by its number with any sign, by its kind, by words that the menu writes short."""
    understood = understand(menu_of({"name": name, "price": 5}, *OTHERS), text)
    assert ([told(one) for one in understood.lines], understood.unmatched) == ([line.format(name)], ())


@pytest.mark.parametrize(("text", "count"), [("two pots of tea", 2), ("a tea", 1)])
def test_what_a_drink_comes_in_does_not_name_it(text: str, count: int) -> None:
    """*Pot of Tea* is a tea, however it comes."""
    understood = understand(menu_of({"name": "Pot of Tea", "price": 3}, *OTHERS), text)
    assert sum(line.quantity for line in understood.lines) == count


LETTERS = [
    (("S", "M", "L"), "a medium lemonade", "M"),
    (("S", "M", "L"), "one large lemonade", "L"),
    (("S", "M", "L", "XL"), "a small lemonade", "S"),
    (("Reg", "Lg"), "a regular lemonade", "Reg"),
    (("Reg", "Lg"), "large lemonade please", "Lg"),
    (("Sm (12oz)", "Lg (20oz)"), "a large lemonade", "Lg (20oz)"),
    (("P", "M", "G"), "a large lemonade", "G"),
    (("6 pc", "12 pc"), "12 piece lemonade", "12 pc"),
]


@pytest.mark.parametrize(("labels", "text", "size"), LETTERS)
def test_sizes_that_a_menu_writes_short_are_said_in_full(
    labels: tuple[str, ...], text: str, size: str
) -> None:
    """By letters, abbreviated, with a measure behind; the first letters of another language by their prices."""
    variants = [{"label": label, "price": 2 + n} for n, label in enumerate(labels)]
    understood = understand(menu_of({"name": "Lemonade", "variants": variants}, *OTHERS), text)
    assert ([told(line) for line in understood.lines], understood.questions) == ([f"1 Lemonade {size}"], ())


FLAVOURS = [{"name": "Flavour", "min": 1, "max": 1, "options": [{"name": "Coke"}, {"name": "Root Beer"}]}]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a 2 liter coke", ["1 2-liter soda; coke"]),
        ("a two liter of root beer", ["1 2-liter soda; root beer"]),
        ("20 oz root beer and a 2 liter of coke", ["1 2-liter soda; coke", "1 20oz soda; root beer"]),
    ],
)
def test_a_drink_whose_kind_is_chosen_is_called_by_its_measure(text: str, lines: list[str]) -> None:
    """The kind is said in the place of the name."""
    sodas = [
        {"name": name, "price": 3, "modifier_groups": FLAVOURS} for name in ("2-Liter Soda", "20oz Soda")
    ]
    assert ordered(understand(menu_of(*sodas, *OTHERS), text)) == lines


@pytest.mark.parametrize("name", ["Banana Split w/ Cherry", "Banana Split w. Cherry", "Banana Split"])
@pytest.mark.parametrize(
    ("says", "amount"), [("without the", "none Cherry"), ("with no", "none Cherry"), ("no", "none Cherry")]
)
def test_what_a_dish_is_written_with_can_be_refused(name: str, says: str, amount: str) -> None:
    """The letter for "with" in a name is never read as "without"."""
    toppings = [{"name": "Toppings", "options": [{"name": "Cherry", "default": True}, {"name": "Nuts"}]}]
    index = menu_of({"name": name, "price": 7, "modifier_groups": toppings}, *OTHERS)
    assert [told(line) for line in understand(index, f"a banana split {says} cherry").lines] == [
        f"1 {name}; {amount}"
    ]


@pytest.mark.parametrize("join", ["and", "n", "&"])
@pytest.mark.parametrize("number", ["2", "two"])
def test_a_short_word_for_and_is_no_sign_of_a_number(join: str, number: str) -> None:
    """Where what follows the number can be counted: "a coke n 2 beers"."""
    index = menu_of(
        {"name": "2. Chicken Satay", "price": 6}, {"name": "Coke", "price": 2}, {"name": "Beer", "price": 4}
    )
    assert ordered(understand(index, f"a coke {join} {number} beers")) == ["1 coke", "2 beer"]


QUESTIONS = ["how long will that be?", "how long does it take?", "what do you recommend with it?"]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    "order", ["a plum tart and house salad", "plum tart, house salad please", "house salad and plum tart"]
)
def test_a_dish_before_a_question_to_the_restaurant_is_ordered(order: str, question: str) -> None:
    """What the restaurant is asked is asked about no dish: all that stands before it is wanted."""
    understood = understand(menu_of(*OTHERS), f"{order}, {question}")
    assert (ordered(understood), len(understood.answers)) == (["1 house salad", "1 plum tart"], 1)


POLITE = [
    ("en", "house salad please, is it vegan?"),
    ("de", "house salad bitte, ist der vegan?"),
    ("fr", "house salad s'il vous plaît, c'est végétalien ?"),
    ("es", "house salad por favor, ¿es vegano?"),
    ("it", "house salad per favore, è vegano?"),
    ("nl", "house salad alsjeblieft, is die vegan?"),
]


@pytest.mark.parametrize(("language", "text"), POLITE)
def test_a_dish_that_is_asked_for_politely_is_ordered_whatever_is_asked_of_it(
    language: str, text: str
) -> None:
    """In each language; without the word the dish is only asked about."""
    understood = understand(menu_of(*OTHERS), text, (), language)
    assert (ordered(understood), len(understood.answers)) == (["1 house salad"], 1)


AGAIN = [
    (["two plum tarts"], "same again", ["4 plum tart"]),
    (["two plum tarts"], "same again please", ["4 plum tart"]),
    (["two plum tarts"], "one more of the same", ["3 plum tart"]),
    (["a plum tart and two house salads"], "same again, these are so good", ["2 plum tart", "4 house salad"]),
]


@pytest.mark.parametrize(("before", "text", "lines"), AGAIN)
def test_the_same_again_is_as_many_again_of_all(before: list[str], text: str, lines: list[str]) -> None:
    """Of one dish and of several, whatever is chatted behind it."""
    assert ordered(turns(menu_of(*OTHERS), *before, text)) == lines


LEAVES = [
    ("leave the plum tart actually", True),
    ("actually leave the plum tart", True),
    ("leave the plum tart, I'll have a house salad instead", True),
    ("leave the plum tart", False),
]


@pytest.mark.parametrize(("text", "sure"), LEAVES)
def test_leave_takes_a_dish_off_where_something_else_is_wanted(text: str, *, sure: bool) -> None:
    """Alone it may let the dish be as it is: the dish goes, and the diner is asked to look."""
    understood = turns(menu_of(*OTHERS), "a plum tart and two house salads", text)
    assert "1 plum tart" not in ordered(understood)
    assert sure or not understood.complete


PLUS = [
    ("it", "due {a}, più un {b}", ["1 {b}", "2 {a}"]),
    ("it", "un {a} con ghiaccio, più una bottiglietta d'{b}", ["1 {a}; ghiaccio", "1 {b}"]),
    ("es", "un {a}, más dos {b}", ["1 {a}", "2 {b}"]),
    ("fr", "un {a}, plus un {b}", ["1 {a}", "1 {b}"]),
]


@pytest.mark.parametrize(("language", "text", "lines"), PLUS)
def test_a_word_for_more_before_a_count_joins_one_more_dish(
    language: str, text: str, lines: list[str]
) -> None:
    """It is neither more of the option before nor a wish."""
    ice = {"it": "Ghiaccio", "es": "Hielo", "fr": "Glaçons"}[language]
    extras = [{"name": "Extra", "options": [{"name": ice}]}]
    names = {"a": "Macchiato", "b": "Acqua" if language == "it" else "Croissant"}
    index = menu_of(
        {"name": names["a"], "price": 2, "modifier_groups": extras}, {"name": names["b"], "price": 2}
    )
    wanted = sorted(line.format(**names).casefold() for line in lines)
    assert ordered(understand(index, text.format(**names), (), language)) == wanted


def test_what_takes_the_place_of_an_option_leaves_no_refusal() -> None:
    """Unless the dish comes with it: then the kitchen is told that it goes."""
    syrups = [
        {
            "name": "Syrup",
            "options": [{"name": "Vanilla"}, {"name": "Hazelnut"}, {"name": "Cream", "default": True}],
        }
    ]
    index = menu_of({"name": "Latte", "price": 3, "modifier_groups": syrups}, *OTHERS)
    understood = turns(index, "a latte with vanilla", "another one of those but with hazelnut instead")
    assert ordered(understood) == ["1 latte; hazelnut", "1 latte; vanilla"]
