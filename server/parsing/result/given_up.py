"""A dish that is told of first, and given up for another with a reason: "I'd love a pie but it's late, so a soup"."""

from collections.abc import Sequence
from itertools import pairwise

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.text.tokens import words


def may_be_given_up(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether "but", and behind it "so", stand between two new dishes: the reason may be one to have the second alone."""
    if m.view.language.therefore.isdisjoint(m.texts):
        return False
    heads = [d.head for d in drafts if d.line is None and not d.removed and d.head is not None]
    return any(_turns(m, first[2], second[0]) for first, second in pairwise(heads))


def _turns(m: Lexicon, first: int, second: int) -> bool:
    """Whether the words between two spans, with those that are no part of the order, turn from the one to the other."""
    begin, end = m.tokens[m.spans[first].end - 1].end, m.tokens[m.spans[second].start].start
    said, spoken = words(m.text[begin:end]), m.view.language
    turn = next((i for i, word in enumerate(said) if spoken.is_cue(word, "but")), len(said))
    return any(word in spoken.therefore for word in said[turn + 1 :])
