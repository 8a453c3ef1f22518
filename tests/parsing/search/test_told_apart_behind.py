"""A dish that is told more exactly right behind it is one dish: "a burger, the veggie one"."""

from itertools import permutations

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told

KINDS = (("burger", "Beef", "Veggie"), ("panini", "Tomato", "Salami"), ("soup", "Lentil", "Pumpkin"))
SHAPES = ("a {kind}, the {word} one", "a {kind} please, the {word} one", "one {kind}, {word}")
MORE = (("Garlic bread", "Cheesy"), ("Iced tea", "Peach"), ("Lamb curry", "Spinach"))


def _of_kind(kind: str, *words: str) -> MenuIndex:
    dishes = ({"name": f"{word} {kind}", "price": 7} for word in words)
    return menu_of(*dishes, {"name": "Lemonade", "price": 2})


def _lines(index: MenuIndex, text: str) -> list[str]:
    return [told(line) for line in understand(index, text).lines]


@pytest.mark.parametrize("behind", ["", ", and a lemonade"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_word_behind_tells_which_of_several_is_meant(
    kind: tuple[str, str, str], shape: str, behind: str
) -> None:
    """ "A burger, the veggie one, and a lemonade": the veggie burger is ordered once, and nothing is asked."""
    name, *words = kind
    index = _of_kind(name, *words)
    for word, _other in permutations(words):
        text = shape.format(kind=name, word=word.lower()) + behind
        understood = understand(index, text)
        expected = [f"1 {word} {name}", *(["1 Lemonade"] if behind else [])]
        assert [told(line) for line in understood.lines] == expected, text
        assert not understood.questions, text


@pytest.mark.parametrize("pair", MORE)
def test_a_word_behind_makes_a_dish_the_one_that_is_called_more(pair: tuple[str, str]) -> None:
    """ "Garlic bread, the cheesy one" where there is garlic bread without cheese too is one bread, with cheese."""
    plain, word = pair
    index = menu_of({"name": plain, "price": 4}, {"name": f"{word} {plain.lower()}", "price": 5})
    assert _lines(index, f"{plain.lower()}, the {word.lower()} one") == [f"1 {word} {plain.lower()}"]
    assert _lines(index, f"{plain.lower()} please") == [f"1 {plain}"]


@pytest.mark.parametrize("kind", KINDS)
def test_one_of_two_of_a_kind_is_not_what_both_are(kind: tuple[str, str, str]) -> None:
    """ "Two burgers, the veggie one without salt" leaves open which the other is."""
    name, first, second = kind
    text = f"two {name}s, the {second.lower()} one without salt"
    assert not understand(_of_kind(name, first, second), text).complete, text


@pytest.mark.parametrize("text", ["the same for my wife: a {0}", "the same for both of us, one {0}"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_of_what_comes_behind_leaves_the_number_open(kind: tuple[str, str, str], text: str) -> None:
    """ "The same for my wife: a burger" may be one or two."""
    name, word, _other = kind
    said = text.format(f"{word.lower()} {name}")
    understood = understand(_of_kind(name, word), said)
    assert understood.lines, said
    assert not understood.complete, said
