"""Dishes that are told by what they are served in: "a can of cola", where cans and bottles have the same choice."""

from collections.abc import Iterable, Sequence

from server.domain.menu import Item
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.hypothesis import PendingPhrase
from server.parsing.search.pending_phrases import PendingPhrases


def is_served_in(m: Lexicon, phrases: PendingPhrases, at: int, item: Item) -> bool:
    """Whether a dish comes in what is said, or is called so: "a glass of red", "pot of earl grey", of a "Pot of Tea"."""
    told = {word for word in m.stems(at) if not m.view.language.is_cue(word, "of")}
    return not told.isdisjoint(m.view.item_words[item.id]) or bool(phrases.sizes_within(at, [item.id]))


def served_in(
    m: Lexicon, phrases: PendingPhrases, servings: Sequence[int], items: Iterable[Item]
) -> list[Item]:
    """Of several dishes those that come in all that is said."""
    return [item for item in items if all(is_served_in(m, phrases, at, item) for at in servings)]


def comes_in_another(
    m: Lexicon, phrases: PendingPhrases, phrase: PendingPhrase, options: Sequence[int], items: Sequence[Item]
) -> bool:
    """Whether options come in the vessel of a phrase with another dish than these: "a bottle of tonic and a can of cola"."""
    if not phrase.servings or not options or served_in(m, phrases, phrase.servings, items):
        return False
    having = [m.item(i) for i in m.items_fitting(options)]
    return bool(served_in(m, phrases, phrase.servings, having))
