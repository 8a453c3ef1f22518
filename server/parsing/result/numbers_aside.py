"""Numbers that were told to the staff, and whether they may have been meant for a dish after all."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.text.language import Language
from server.parsing.text.tokens import QUESTION_MARKS

FARTHEST = 3
"""Words between a dish and the number behind it that may count it, at most: "soup for us four"."""


def numbers_aside(m: Lexicon) -> list[int]:
    """The tokens that are numbers and in no span: they were handed on to the staff."""
    if sum([span.end - span.start for span in m.spans]) == len(m.tokens):
        return []
    spoken = m.view.language
    read = {i for span in m.spans for i in range(span.start, span.end)}
    return [i for i in range(len(m.tokens)) if i not in read and _is_number(spoken, m.tokens[i].text)]


def may_count(m: Lexicon, aside: Sequence[int], fresh: Sequence[Draft]) -> bool:
    """Whether one of the numbers at these tokens may count one of the new lines, or tell its size.

    Whoever asks something may ask it of a number that stands for a dish. Else a dish may be meant that nobody counted
    and that stands right before the number or among others that nobody counted, or one with a size of that number.
    """
    open_ones = [at for at in aside if not _counts_nothing(m, at)]
    if not open_ones:
        return False
    uncounted = [draft for draft in fresh if not _is_counted(m, draft)]
    return (
        any(mark in m.text for mark in QUESTION_MARKS)
        or (bool(fresh) and len(uncounted) == len(fresh))
        or any(_stands_before(m, draft, at) for draft in uncounted for at in open_ones)
        or any(_is_size_of(m, draft, at) for draft in fresh for at in open_ones)
    )


def _is_number(spoken: Language, text: str) -> bool:
    return text.isdecimal() or bool(spoken.other_number(text))


def _counts_nothing(m: Lexicon, at: int) -> bool:
    """Whether a number can count no dish: one is what is ordered anyway, or a word beside it says so, "room 12", "at 7"."""
    if "1" in (m.tokens[at].text, m.view.language.other_number(m.tokens[at].text)):
        return True
    if at and m.tokens[at - 1].text in m.view.language.no_count_behind:
        return True
    beside = [token.text for token in m.tokens[max(0, at - 1) : at + 2]]
    return not m.view.language.beside_no_count.isdisjoint(beside)


def _is_counted(m: Lexicon, draft: Draft) -> bool:
    """Whether a number or an article says how many of a new line are wanted."""
    if draft.quantity_stated or draft.head is None:
        return True
    first, at, _last = draft.head
    return any(m.has(i, "article", "that") for i in range(max(0, first - 1), max(first + 1, at)))


def _stands_before(m: Lexicon, draft: Draft, at: int) -> bool:
    """Whether a dish, or what was last said of it, ends right before the number at a token, with no pause between."""
    last = max([*draft.spans, draft.head[2] if draft.head is not None else -1])
    if last < 0:
        return False
    between = range(m.spans[last].end, at)
    return (
        len(between) <= FARTHEST and at > m.spans[last].start and not any(m.tokens[i].pause for i in between)
    )


def _is_size_of(m: Lexicon, draft: Draft, at: int) -> bool:
    """Whether a dish of which no size was said comes in one that is called by the number at a token."""
    said = m.tokens[at].text
    value = said if said.isdecimal() else m.view.language.other_number(said)
    if draft.item is None or draft.variant_stated or not value.isdecimal():
        return False
    return bool(m.sizes_of_number(int(value), draft.item))
