"""The work that one text makes is bounded, whatever a stranger writes: a worker answers nobody else meanwhile."""

import sys
from typing import Any

import pytest

from server.domain.menu import Category, Item, Menu, Variant
from server.parsing.grammar import understand
from server.parsing.matching import meaning_reader
from server.parsing.matching.distances_by_meaning import distance_of
from server.parsing.matching.index import MenuIndex
from server.parsing.search.beam_search import BUDGET, BeamSearch
from server.parsing.text.language import language
from server.parsing.text.tokens import MAX_TOKENS

DISHES = (
    "Margherita",
    "Green tea",
    "Fried rice",
    "Rice",
    "Tea",
    "Ice tea with lemon",
    "Lemon ice",
    "Two plum wines",
)
LONGEST = 2_000
"""Characters of a text that are taken."""
NARROWEST = 2
"""Readings that are kept of the longest texts."""
HOSTILE = {
    "numbers": "two 2 zwei " * 200,
    "letters": "a " * 1_000,
    "commas": ",".join("1" * 1_000),
    "names": " and ".join(DISHES * 40),
    "one name": "tea " * 500,
    "without": "no rice without tea and not " * 100,
    "changes": "change the tea to rice and the rice to tea " * 60,
    "selections": "one of them with lemon, the other " * 80,
    "allergies": "allergic to nuts and " * 100,
    "questions": "what is in the tea? " * 110,
    "one word": "é" * 2_000,
    "nothing": "- . , ; ! " * 250,
}

WITHOUT_WORDS_OF_THE_MENU = {"nothing", "allergies"}
"""They are read before the search, or not at all."""


@pytest.fixture(scope="module")
def index() -> MenuIndex:
    items = tuple(
        Item(n, 1, name, variants=(Variant(n, "Regular", 500),)) for n, name in enumerate(DISHES, 1)
    )
    return MenuIndex(Menu("EUR", (Category(1, "All", items=items),)))


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_text_takes_so_many_steps_and_no_more(
    index: MenuIndex, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The search goes on from a reading at a word so often: as the budget says, or twice a word of the longest texts."""
    steps = 0
    expand = BeamSearch._expand

    def counted(search: BeamSearch, *arguments: object) -> object:
        nonlocal steps
        steps += 1
        return expand(search, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(BeamSearch, "_expand", counted)
    understand(index, HOSTILE[name][:LONGEST])
    assert steps <= max(BUDGET, NARROWEST * MAX_TOKENS)
    assert steps or name in WITHOUT_WORDS_OF_THE_MENU


def test_the_bounds_are_those_that_were_measured() -> None:
    """At them the longest text takes a tenth of a second; who makes one of them larger measures anew."""
    assert (BUDGET, MAX_TOKENS) == (130, 600)


MOST_CALLS = 200_000
"""Functions that are called for one text; where each word is asked about all others there are up to a million."""


def _words_of(kind: str, code: str) -> str:
    """The small words of one kind in a language, said again and again."""
    said = [" ".join(phrase) for phrase, word in language(code).trie.items() if kind in word.kinds]
    return (" ".join(said) + " ") * LONGEST


@pytest.fixture(scope="module")
def large() -> MenuIndex:
    """A menu on which half of all dishes have a word in common, as "everything" has with all of them."""
    items = tuple(
        Item(n, 1, f"{('Chicken', 'Beef')[n % 2]} with everything {n}", variants=(Variant(n, "Large", 500),))
        for n in range(1, 120)
    )
    return MenuIndex(Menu("EUR", (Category(1, "All", items=items),)))


@pytest.mark.parametrize(
    ("kind", "code"),
    [("or", "pt"), ("more", "es"), ("mine", "en"), ("change", "zh")],
)
def test_small_words_alone_take_no_longer_the_more_of_them_there_are(
    large: MenuIndex, kind: str, code: str
) -> None:
    """Each word is asked about those beside it, never about all others."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    text = _words_of(kind, code)[:LONGEST]
    understand(large, text, language=code)
    sys.setprofile(count)
    try:
        understand(large, text, language=code)
    finally:
        sys.setprofile(None)
    assert calls <= MOST_CALLS


def test_so_many_names_are_compared_with_a_text_and_no_more(
    large: MenuIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word that all dishes have in their names is compared with so many of them in one text, parts of it included."""
    compared = 0

    def counted(*arguments: Any) -> float | None:
        nonlocal compared
        compared += 1
        return distance_of(*arguments)

    monkeypatch.setattr("server.parsing.matching.names_by_meaning.distance_of", counted)
    monkeypatch.setattr(meaning_reader, "MAX_WEIGHED", 1_000)
    understand(large, _words_of("everything", "nl")[:LONGEST], language="nl")
    assert 0 < compared <= 1_000
