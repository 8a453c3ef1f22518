"""Questions whether some kind of people may have a dish: "can a vegan have the soup?", "… for someone with an allergy".

They order nothing. A dish that is counted or has an indefinite article is ordered all the same.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from server.parsing.asides.leave_for_somebody import begins_another
from server.parsing.matching.lexicon import Lexicon

Words = tuple[int, int]
"""The words of a phrase: the first, and that after the last."""
_ORDERS = ("ordering", "number", "add", "another", "remove", "change", "instead")


def find_asked_for_anybody(m: Lexicon, free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The spans (first, after) of each stretch of such a question; only spans that are `free` may be one's."""
    spoken = m.view.language
    people = [place for place in m.phrases_said(spoken.anybody) if not _tells_a_dish(m, place)]
    leave = [*m.phrases_said(spoken.leave_of_anybody)] if people else []
    for begin, after in m.sentences() if leave else ():
        end = next((at for at in range(begin + 1, after) if begins_another(m, at)), after)
        told = {at for place in people for at in range(begin, end) if _stands_in(m, at, place)}
        if told and _asks_leave(m, leave, people, begin, end) and _asks_of_dish(m, begin, end, told):
            yield from _free_stretches(free, begin, end)


def _tells_a_dish(m: Lexicon, words: Words) -> bool:
    """Whether a dish follows right behind, of which it only tells the kind: "a veggie sausage roll"."""
    last = next((at for at in range(len(m)) if m.spans[at].end >= words[1]), len(m) - 1)
    behind = last if m.spans[last].end > words[1] else last + 1
    is_apart = behind < len(m) and bool(m.tokens[words[1]].pause)
    return behind < len(m) and not is_apart and bool(m.spans[behind].names and m.items(behind))


def _stands_in(m: Lexicon, at: int, words: Words) -> bool:
    return m.spans[at].end > words[0] and m.spans[at].start < words[1]


def _asks_leave(m: Lexicon, leave: Sequence[Words], people: Sequence[Words], begin: int, end: int) -> bool:
    """Whether leave is asked for them: before they are named or, in Romance languages, right behind: "un végan peut manger"."""
    words = range(m.spans[begin].start, m.spans[end - 1].end)
    last_dish = max((m.spans[at].start for at in range(begin, end) if m.items(at)), default=0)
    asked = [place for place in leave if place[0] in words and place[1] <= last_dish]
    named = [place for place in people if place[0] in words]
    follows = m.view.language.head_first and any(one[0] == who[1] for one in asked for who in named)
    return follows or any(one[1] <= who[0] for one in asked for who in named)


def _asks_of_dish(m: Lexicon, begin: int, end: int, people: AbstractSet[int]) -> bool:
    """Whether a dish is named that is known to be meant, and nothing is ordered; the words for `people` name none."""
    dishes = [at for at in range(begin, end) if at not in people and m.spans[at].names and m.items(at)]
    is_counted = any(at > begin and m.ends_as(at - 1, "article", "number") for at in dishes)
    orders = any(m.has(at, *_ORDERS) and not m.spans[at].names for at in range(begin, end))
    return bool(dishes) and not (is_counted or orders)


def _free_stretches(free: Sequence[bool], begin: int, end: int) -> Iterator[tuple[int, int]]:
    first = begin
    for at in range(begin, end + 1):
        if at == end or not free[at]:
            if at > first:
                yield first, at
            first = at + 1
