"""The size of a dish that is told behind it: "chowder, a bowl", "the fish and chips, just a small one, with peas"."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase, Waiting
from server.parsing.search.pending_phrases import PendingPhrases


def only_says_size(m: Lexicon, phrases: PendingPhrases, draft: Draft, phrase: PendingPhrase) -> bool:
    """Whether the words behind a dish tell its size, and perhaps options of it behind that."""
    if (
        draft.variant_stated
        or draft.quantity > 1
        or draft.choices
        or phrase.joined
        or phrase.more
        or not phrase.waiting
        or phrase.wishes
        or phrase.quantity > 1
        or _is_one_more(m, phrase)
    ):
        return False
    sizes = [bool(phrases.sizes_said(w.at, draft.ids)) for w in phrase.waiting]
    if sizes[0] and _lacks_size(m, draft, phrase):
        return True
    return any(sizes) and all(
        size or w.negation or _is_apart(m, w) for size, w in zip(sizes, phrase.waiting, strict=True)
    )


def _lacks_size(m: Lexicon, draft: Draft, phrase: PendingPhrase) -> bool:
    """Whether the dish right before a pause would have to be asked for its size."""
    is_open = draft.item is not None and not any(size.is_default for size in draft.item.variants)
    is_behind = draft.head is not None and draft.line is None and not draft.quantity_stated
    return is_open and is_behind and phrase.number_at < 0 and bool(m.spans[phrase.first].pause)


def _is_apart(m: Lexicon, waiting: Waiting) -> bool:
    """Whether a pause stands before an option, or before the "with" that leads to it."""
    at = waiting.at - 1 if m.has(waiting.at - 1, "with") else waiting.at
    return bool(m.spans[waiting.at].pause or m.spans[at].pause)


def _is_one_more(m: Lexicon, phrase: PendingPhrase) -> bool:
    """Whether a word for one more stands right behind the size: "bir büyük daha"."""
    behind = phrase.waiting[-1].at + 1
    is_more = m.has(behind, "more", "also", "another")
    return is_more and not (m.spans[behind].names or m.spans[behind].pause)


def changes_size(
    m: Lexicon, phrases: PendingPhrases, h: Hypothesis, draft: Draft, phrase: PendingPhrase
) -> bool:
    """Whether a line of the cart is had in another size instead: "actually a pitcher", "plutôt un pichet", of two glasses."""
    is_instead = h.mode.correcting or m.says("rather")
    if draft.line is None or draft.variant is None or not draft.variant_stated:
        return False
    if not is_instead or h.mode.making:
        return False
    is_alone = bool(phrase.determiner) and len(phrase.waiting) == 1 and not phrase.wishes
    if not is_alone or phrase.joined or phrase.more or phrase.share or phrase.rest:
        return False
    is_counted_once = len(m.places_of("number", "article")) == 1
    sizes = phrases.sizes_said(phrase.waiting[0].at, draft.ids)
    return is_counted_once and bool(sizes) and draft.variant.id not in sizes
