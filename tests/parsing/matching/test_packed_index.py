"""An index that was packed and opened again reads every text as the one that was built."""

from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.menu.packed import pack
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.opening import Opening
from server.parsing.matching.packed_index import INDEX
from server.parsing.text.language import available, language
from tests.parsing.kitchens import LANGUAGES, cases, kitchen

MENUS = ("harbour", "vento", *LANGUAGES)
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@cache
def _built(menu: str) -> MenuIndex:
    return INDEX(kitchen(menu).menu)


def _opened(menu: str, *spoken: str) -> MenuIndex:
    """The index packed with the views of these languages too, and opened."""
    index = INDEX(kitchen(menu).menu)
    for code in spoken:
        index.view(code)
    return INDEX.open(INDEX.pack(index), pack(index.menu))


@pytest.mark.parametrize("menu", MENUS)
def test_an_opened_index_has_all_that_was_packed(menu: str) -> None:
    """Every name with its sizes and options, every word, heading and number is the same, in the menu's language and another."""
    built, opened = _built(menu), _opened(menu, "en", "de")
    assert opened.items == dict(built.items)
    assert opened.names == dict(built.names)
    assert list(opened.names) == list(built.names)
    assert opened.headings == built.headings
    assert opened.group_names == built.group_names
    assert opened.names_apart == built.names_apart
    assert opened.folded_names == built.folded_names
    assert opened.numbers == built.numbers
    assert opened.vocabulary == built.vocabulary
    assert opened.numbers_of_sizes == built.numbers_of_sizes
    assert opened.has_lettered_numbers is built.has_lettered_numbers
    assert opened.language == built.language
    assert opened.menu == built.menu
    for code in (built.language, "en", "de"):
        one, other = opened.view(code), built.view(code)
        assert list(one.trie.items()) == list(other.trie.items())
        assert (one.words, one.item_words, one.everything) == (
            other.words,
            other.item_words,
            other.everything,
        )
        assert (one.language, one.written) == (other.language, other.written)


@cache
def _opened_once(menu: str) -> MenuIndex:
    return _opened(menu, "fr")


def _sentences(menu: str) -> st.SearchStrategy[str]:
    cues = [w for code in ("en", menu) if code in available() for w in sorted(language(code).spelling.words)]
    known = st.sampled_from([*_built(menu).names, *cues])
    word = st.one_of(known, known, known, st.text(max_size=8), st.integers(0, 200).map(str))
    return st.lists(word, max_size=15).map(" ".join)


@settings(deadline=None, max_examples=12)
@given(st.sampled_from(MENUS).flatmap(lambda menu: st.tuples(st.just(menu), _sentences(menu))), st.data())
def test_any_text_is_understood_alike(said: tuple[str, str], data: st.DataObject) -> None:
    """Lines, questions, what is left: the same by either index, in any language, and for a second text over the cart."""
    menu, text = said
    spoken = data.draw(st.sampled_from((None, "en", "fr", "ja")))
    built, opened = _built(menu), _opened_once(menu)
    understood = understand(built, text, language=spoken, now=NOW)
    assert understand(opened, text, language=spoken, now=NOW) == understood
    second = data.draw(_sentences(menu))
    assert understand(opened, second, understood.lines, spoken, NOW) == understand(
        built, second, understood.lines, spoken, NOW
    )


def test_real_orders_are_understood_alike_by_an_index_that_was_just_opened() -> None:
    """Where nothing was looked up before, each order finds what it needs."""
    packed, menu = INDEX.pack(_built("harbour")), pack(_built("harbour").menu)
    for case in cases("harbour")[::7]:
        text = case["text"]
        assert understand(INDEX.open(packed, menu), text, now=NOW) == understand(
            _built("harbour"), text, now=NOW
        )


def test_a_language_that_was_spoken_later_is_packed_too() -> None:
    """What is packed again has every language; where none is new it is the same object as before."""
    opened = _opened("harbour")
    first = INDEX.pack(opened)
    assert first is INDEX.pack(opened)
    view = opened.view("de")
    again = INDEX.pack(opened)
    assert again.weight > first.weight
    assert set(again.views) == {*first.views, "de"}
    reopened = INDEX.open(again, pack(opened.menu))
    assert list(reopened.view("de").trie.items()) == list(view.trie.items())
    assert reopened.view("de").meanings is not None


def test_names_without_a_word_do_no_harm() -> None:
    """A menu may call a dish by signs alone, and things alike several times."""
    option = Modifier(7, "?!")
    group = ModifierGroup(5, "…", modifiers=(option, option))
    dishes = (
        Item(1, 1, "!!!", variants=(Variant(2, "??", 100),), modifier_groups=(group, group)),
        Item(3, 1, "!!!", number="24a"),
    )
    index = INDEX(Menu("EUR", (Category(1, "***", items=dishes),), 1))
    index.view("de")
    opened = INDEX.open(INDEX.pack(index), pack(index.menu))
    assert opened.names == dict(index.names)
    assert opened.has_lettered_numbers
    for text in ("!!!", "two 24a", "?"):
        assert understand(opened, text, now=NOW) == understand(index, text, now=NOW)


def test_values_are_made_once_and_only_when_they_are_looked_up() -> None:
    """Keys, length and membership make nothing."""
    made: list[str] = []

    def make(key: str, value: int) -> int:
        made.append(key)
        return value * 2

    opening = Opening({"a": 1, "b": 2}, make)
    assert (len(opening), "a" in opening, "c" in opening, list(opening)) == (2, True, False, ["a", "b"])
    assert opening.keys() == {"a", "b"}
    assert opening.get("c") is None
    assert opening.get("c", 5) == 5
    assert made == []
    assert (opening["a"], opening.get("a"), made) == (2, 2, ["a"])
    opening["c"] = 9
    del opening["b"]
    assert dict(opening) == {"a": 2, "c": 9}
    with pytest.raises(KeyError):
        opening["b"]
