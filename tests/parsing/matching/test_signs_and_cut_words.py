"""Signs and cut words in what a menu writes, which are no small words: "Ø 26 cm" is no "o.", "& Co." no "con"."""

import pytest

from server.parsing.text.tokens import tokenise, words
from tests.parsing.kitchens import menu_of, told, turns

WITHOUT = {"de": ("ohne", "Zwiebeln"), "it": ("senza", "Cipolla"), "en": ("no", "Onions")}
CONES = ("Cono", "Coppetta", "Cornetto")


@pytest.mark.parametrize("sign", ["Ø", "ø", "\u2300"])
def test_a_diameter_is_no_letter(sign: str) -> None:
    """It is left out of what is said and of what is written, but for a word that begins with it."""
    assert words(f"klein {sign} 26 cm") == words(f"klein {sign}26 cm") == words("klein 26 cm")
    assert [token.text for token in tokenise(f"groß {sign} 32")] == ["gross", "32"]
    assert words("Ørred") == ("orred",)


@pytest.mark.parametrize("code", WITHOUT)
def test_a_size_with_a_diameter_refuses_nothing_and_grants_nothing(code: str) -> None:
    """What is refused behind the size is refused."""
    no, option = WITHOUT[code]
    sizes = [{"label": "klein Ø 26 cm", "price": 7, "default": True}, {"label": "groß Ø 32 cm", "price": 9}]
    group = {"name": "Belag", "options": [{"name": option, "default": True}, {"name": "Olive"}]}
    index = menu_of(
        {"name": "Pizza Tonno", "variants": sizes, "modifier_groups": [group]},
        {"name": "Pizza Salami", "variants": sizes},
        {"name": {"de": "Gemischter Salat", "it": "Insalata mista", "en": "Mixed salad"}[code], "price": 6},
    )
    for size in ("klein", "groß"):
        understood = turns(index, f"tonno {size} {no} {option}")
        assert [[c.amount for c in line.choices] for line in understood.lines] == [["none"]]


@pytest.mark.parametrize("name", CONES)
@pytest.mark.parametrize("heading", ["Panini & co.", "Toast e co."])
def test_a_word_that_begins_like_a_cut_one_is_no_small_word(heading: str, name: str) -> None:
    """ "Co." cuts no word that would be one for "with"."""
    dish = {"name": name, "variants": [{"label": "piccolo", "price": 2}, {"label": "grande", "price": 4}]}
    index = menu_of(
        dish, {"name": "Caffè", "price": 1}, under={heading: [{"name": "Toast farcito", "price": 5}]}
    )
    assert [told(line) for line in turns(index, f"un {name.lower()} grande e un caffè").lines] == [
        f"1 {name} grande",
        "1 Caffè",
    ]
