"""What words for food mean, whatever the language."""

import pytest

from server.parsing.text.foods import _kinds, foods, is_manner, kin, kind_of, parts_of, says_little
from server.parsing.text.language import available
from server.parsing.text.tokens import words
from server.parsing.text.translation import name_in, things_by_name


def _read(code: str, text: str) -> set[tuple[frozenset[str], ...]]:
    said = words(text)
    return {found.meaning for found in foods(code).at(said, 0) if found.end == len(said)}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "grilled chicken"),
        ("es", "pollo a la plancha"),
        ("it", "pollo alla griglia"),
        ("de", "gegrilltes Hähnchen"),
        ("fr", "poulet grillé"),
        ("pt", "frango grelhado"),
    ],
)
def test_a_thing_of_two_is_both_in_every_language(code: str, text: str) -> None:
    """So that it is the same in another order and with words between."""
    assert (frozenset({"grilled"}), frozenset({"chicken"})) in _read(code, text)


@pytest.mark.parametrize(
    ("code", "text", "one", "other"),
    [
        ("de", "Knoblauchgarnelen", "garlic", "prawn"),
        ("de", "Spinatravioli", "spinach", "ravioli"),
        ("nl", "tomatensoep", "tomato", "soup"),
    ],
)
def test_a_compound_is_its_two_parts(code: str, text: str, one: str, other: str) -> None:
    """With or without the letters between them."""
    assert any(
        one in first and other in second for first, second in (m for m in _read(code, text) if len(m) == 2)
    )


@pytest.mark.parametrize("text", ["xy", "unbekannt", "k" * 30, "Tomatenxyz"])
def test_what_is_no_compound_means_nothing(text: str) -> None:
    """A word with one unknown part is unknown, and one too long is not tried."""
    assert _read("de", text) == set()


@pytest.mark.parametrize(
    ("code", "text", "thing"),
    [
        ("it", "pesce", "fish"),
        ("it", "pesca", "peach"),
        ("es", "cebollas", "onion"),
        ("de", "gegrilltem", "grilled"),
        ("it", "grigliate", "grilled"),
        ("ko", "양파", "onion"),
        ("ja", "玉ねぎ", "onion"),
        ("zh", "洋葱", "onion"),
    ],
)
def test_an_ending_tells_only_where_it_must(code: str, text: str, thing: str) -> None:
    """The word as it stands goes before one with another ending."""
    assert {things for meaning in _read(code, text) for one in meaning for things in one} == {thing}


def test_what_a_thing_is_made_of_and_near_to() -> None:
    """An ice cream is no cream; draft beer is nearly beer; salmon is one kind of fish."""
    assert parts_of("garlic bread") == ("garlic", "bread")
    assert parts_of("ice cream") == ("ice cream",)
    assert "draft beer" in kin("beer")
    assert "beer" in kin("draft beer")
    assert "beer" not in kin("beer")
    assert "salmon" in kind_of("fish")
    assert "fish" in kind_of("salmon")
    assert "salmon" not in kin("fish")
    assert is_manner("grilled")
    assert not is_manner("chicken")
    assert says_little("home-made")
    assert not says_little("garlic")


def test_every_kind_names_things_of_the_lists() -> None:
    """A thing spelled otherwise than the lists would be lost without a word."""
    known = {thing for thing, _phrases in things_by_name("en")}
    kinds = _kinds()
    told = {
        *kinds.said_aside,
        *kinds.manners,
        *kinds.kinds,
        *(t for others in kinds.kinds.values() for t in others),
    }
    told |= {thing for group in kinds.alike for thing in group} | kinds.whole
    assert told - known == set()


FAMILIES = (
    "soy milk",
    "oat milk",
    "sourdough",
    "white bread",
    "rye bread",
    "fried egg",
    "porridge",
    "green pepper",
    "strawberry jam",
)


@pytest.mark.parametrize("thing", FAMILIES)
def test_what_things_are_called_is_read_as_these_in_every_language(thing: str) -> None:
    """Milks, breads, eggs and others are the same thing by their name in each language."""
    wanted = set(parts_of(thing))
    for code in available():
        name = words(name_in(code, thing))
        whole = [found for found in foods(code).at(name, 0) if found.end == len(name)]
        assert any(wanted <= {one for things in f.meaning for one in things} for f in whole), (code, name)
