"""Names are known whether their words are written as one, with a hyphen or apart, and without the article that leads them."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

NAMES = ["Shrimp Po-Boy", "Flat White", "The All-Nighter", "Hushpuppies", "Cheesecake", "Pan-Fried Gyoza", "Ox-Tail Soup", "The Sun Downer"]  # fmt: skip
SAID = [
    ("Shrimp Po-Boy", ("shrimp {}", ("poboy", "po boy", "po-boy"))),
    ("Flat White", ("{}", ("flatwhite", "flat white", "flat-white"))),
    ("The All-Nighter", ("{}", ("allnighter", "all nighter", "all-nighter"))),
    ("Hushpuppies", ("{}", ("hush puppies", "hushpuppies", "hush-puppies"))),
    ("Cheesecake", ("{}", ("cheese cake", "cheesecake", "cheese-cake"))),
    ("Pan-Fried Gyoza", ("{} gyoza", ("panfried", "pan fried"))),
    ("Ox-Tail Soup", ("{} soup", ("oxtail", "ox tail"))),
    ("The Sun Downer", ("{}", ("sundowner", "sun-downer", "sun downer"))),
]


@pytest.mark.parametrize("led", ["{}", "one {} please", "could I get the {}"])
@pytest.mark.parametrize(
    ("name", "said"), [(name, form.format(way)) for name, (form, ways) in SAID for way in ways]
)
def test_a_dish_is_ordered_however_its_words_are_parted(name: str, said: str, led: str) -> None:
    """The dish alone, with nothing left over."""
    answer = turns(menu_of(*({"name": one, "price": 5} for one in NAMES)), led.format(said))
    assert (ordered(answer), answer.unmatched) == ([f"1 {name}".casefold()], ())


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("Shrimp Po-Boy", "shrimp poboys"),
        ("Flat White", "flatwhites"),
        ("Cheesecake", "cheese cakes"),
        ("The All-Nighter", "all nighters"),
    ],
)
def test_several_are_counted_however_they_are_parted(name: str, several: str) -> None:
    """The ending of several may stand behind either way."""
    answer = turns(menu_of(*({"name": one, "price": 5} for one in NAMES)), f"two {several}")
    assert (ordered(answer), answer.unmatched) == ([f"2 {name}".casefold()], ())


@pytest.mark.parametrize("said", ["the one", "all of it", "more"])
def test_small_words_name_no_dish(said: str) -> None:
    """What is left of a name without its article is no name where it is a small word alone."""
    menu = menu_of({"name": "The One", "price": 5}, {"name": "The More", "price": 5})
    assert "the more" not in " ".join(ordered(turns(menu, said)))
