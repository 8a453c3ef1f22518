"""The account of effects for an order that was not read by the grammar: every word that matters had one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.numbers import number_at
from server.parsing.matching.written_names import number_of
from server.parsing.result.clarify import matters
from server.parsing.search.draft import Draft

REFUSING = ("no", "remove", "instead")


def has_effects(m: Lexicon, drafts: Sequence[Draft], quotes: Iterable[str]) -> bool:
    """Whether each word that matters is quoted, each refusal left a trace, and each number stands somewhere.

    `drafts` quote the diner in their `source`; `quotes` are the words that stand for something besides lines.
    """
    beside = _covered(m, quotes)
    of_lines = [(draft, _covered(m, [draft.source])) for draft in drafts if draft.source]
    covered = beside.union(*(spans for _draft, spans in of_lines))
    wanted = {at for at in range(len(m)) if matters(m, at) or m.has(at, *REFUSING)}
    return wanted <= covered and all(
        _shows(m, draft, _ordered_of(drafts, draft), spans - beside) for draft, spans in of_lines
    )


def with_company(m: Lexicon, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those marked that are to come with the dish before: the fries of "a burger with fries and a coke"."""
    found = list(drafts)
    places = {i: spans for i, draft in enumerate(drafts) if (spans := _covered(m, [draft.source]))}
    in_order = sorted(places, key=lambda i: min(places[i]))
    for before, at in pairwise(in_order):
        with_it = found[before].accompanies
        joint = _between(m, places[before], places[at])
        is_with, is_and = (any(m.has(span, kind) for span in joint) for kind in ("with", "and"))
        if is_with or (is_and and with_it >= 0):
            found[at] = replace(found[at], accompanies=with_it if with_it >= 0 else before)
    return found


def _between(m: Lexicon, before: set[int], own: set[int]) -> range:
    """From the words of one dish to the name of the next; nothing where there is a pause, or both say the same words."""
    head = next((at for at in sorted(own) if m.spans[at].names), min(own))
    joint = range(max(before) + 1, head)
    return range(0) if before & own or any(m.spans[at].pause for at in (*joint, head)) else joint


def _covered(m: Lexicon, quotes: Iterable[str]) -> set[int]:
    """The spans that stand within one of the quotes."""
    text, found = m.text.casefold(), set[int]()
    for quote in quotes:
        begin = text.find(quote.casefold())
        end = begin + len(quote)
        while begin >= 0:
            found |= {at for at in range(len(m)) if begin <= m.place(at)[0] and m.place(at)[1] <= end}
            begin = text.find(quote.casefold(), begin + 1)
            end = begin + len(quote)
    return found


def _ordered_of(drafts: Sequence[Draft], draft: Draft) -> int:
    """How many of a dish are ordered in all: "two lattes, one decaf" are two lines."""
    return sum(other.quantity for other in drafts if other.items == draft.items)


def _shows(m: Lexicon, draft: Draft, in_all: int, spans: set[int]) -> bool:
    """Whether the refusals and the numbers among the line's own words changed the line."""
    refused = any(m.has(at, *REFUSING) and not m.spans[at].names for at in spans)
    has_trace = bool(draft.requests) or any(choice.amount == "none" for choice in draft.choices.values())
    numbers = [number_at(m, at, len(m))[0] for at in spans if m.has(at, "number") and not m.spans[at].names]
    return (has_trace or not refused) and all(_stands(m, draft, in_all, number) for number in numbers)


def _stands(m: Lexicon, draft: Draft, in_all: int, number: int) -> bool:
    item, variant = draft.item, draft.variant
    sizes = m.sizes_of_number(number, item) if item is not None else []
    counts = {draft.quantity, in_all, *(choice.quantity for choice in draft.choices.values())}
    is_named = item is not None and (str(number) in item.name or str(number) == number_of(item))
    return number in counts or is_named or (variant is not None and variant.id in sizes)
