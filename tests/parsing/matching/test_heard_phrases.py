"""Phrases that are looked up where they were heard before are those that are found anew."""

import random

import pytest

from server.domain.menu import Category, Item, Menu, Variant
from server.parsing.matching import heard_phrases
from server.parsing.matching.heard_phrases import Heard, HeardPhrases, as_said
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.spans import Span, find_spans
from server.parsing.text.cue_phrases import Word
from server.parsing.text.tokens import tokenise
from tests.parsing.kitchens import cases, kitchen

NOTHING = Word(frozenset())
LATTE = (Heard(1, {"latte": 0.0}, NOTHING, 1.0),)
NAMES = ("Pepperjack", "Pepper", "Jack potato", "Ham", "Ham and no cheese", "Iced tea", "Iced tea with lemon")


def _index(*names: str) -> MenuIndex:
    items = tuple(Item(n, 1, name, variants=(Variant(n, "Regular", 500),)) for n, name in enumerate(names, 1))
    return MenuIndex(Menu("EUR", (Category(1, "All", items=items),)))


def _spans(index: MenuIndex, text: str) -> list[Span]:
    return find_spans(tokenise(text), index.view(index.language))


def test_every_text_is_cut_as_where_nothing_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was heard before, each of our sentences, and a shuffled one of its words, has the same spans."""
    rng = random.Random(7)  # noqa: S311  an order of words, no secret
    texts = [turn["text"] for case in cases("harbour") for turn in case.get("turns", [case])]
    texts += [" ".join(rng.sample(words, len(words))) for text in texts if (words := text.split())]
    remembering = MenuIndex(kitchen("harbour").menu)
    heard = [_spans(remembering, text) for text in (*texts, *texts)]
    monkeypatch.setattr(heard_phrases, "MAX_REMEMBERED", 0)
    forgetting = MenuIndex(kitchen("harbour").menu)
    assert heard == [_spans(forgetting, text) for text in (*texts, *texts)]


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("pepper", "pepper jack"),
        ("pepper jack", "pepper, jack potato"),
        ("iced tea with lemon", "iced tea"),
        ("iced tea", "iced tea with lemon"),
        ("iced tea with a", "iced tea with lemon"),
        ("ham and no cheese", "ham and, no cheese"),
        ("ham and, no cheese", "ham and no cheese"),
        ("ham, ham", "ham"),
    ],
)
def test_what_was_heard_before_does_not_decide_over_other_words(before: str, then: str) -> None:
    """The words behind, a pause before one of them, or none at all make another phrase of the same beginning."""
    index = _index(*NAMES)
    _spans(index, before)
    assert _spans(index, then) == _spans(_index(*NAMES), then)


def test_a_phrase_is_known_once_all_words_that_decide_it_are_there() -> None:
    """A beginning alone is not known, nor another word behind it, nor the same one behind a pause."""
    phrases = HeardPhrases()
    phrases.remember(as_said(tokenise("hot latte now")), 0, 2, LATTE)
    assert phrases.find(as_said(tokenise("hot latte")), 0) == LATTE
    assert phrases.find(as_said(tokenise("so, hot latte please")), 1) == LATTE
    for other in ("hot", "hot tea", "hot, latte", "latte"):
        assert phrases.find(as_said(tokenise(other)), 0) is None


def test_so_many_beginnings_are_remembered_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the bound what is known stays known, and nothing is added."""
    monkeypatch.setattr(heard_phrases, "MAX_REMEMBERED", 2)
    phrases = HeardPhrases()
    for text in ("latte", "mocha", "cortado"):
        phrases.remember(as_said(tokenise(text)), 0, 1, LATTE)
    found = [phrases.find(as_said(tokenise(text)), 0) for text in ("latte", "mocha", "cortado")]
    assert found == [LATTE, LATTE, None]
