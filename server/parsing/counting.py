"""Numbers: how many of a dish, how many of an option, and which size a serving word names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.parsing.draft import Draft
    from server.parsing.lexicon import Lexicon
    from server.parsing.telling import Place
    from server.parsing.zone import ZoneReader

MAX_QUANTITY = 999
"""A larger number is not taken for a quantity."""
_HUNDRED = 100
_TEN = 10


def number_at(m: Lexicon, at: int, stop: int) -> tuple[int, int]:
    """The number that begins at span `at` ("twenty five", "two hundred") and the span after it."""
    value, after = m.spans[at].word.value, at + 1
    while after < stop and m.has(after, "number") and not m.spans[after].pause:
        more = m.spans[after].word.value
        if more == _HUNDRED and 0 < value < _TEN:
            value *= _HUNDRED
        elif 0 < more < (_TEN if value < _HUNDRED else _HUNDRED) and value >= 2 * _TEN and value % _TEN == 0:
            value += more
        else:
            break
        after += 1
    return value, after


def read_number(reader: ZoneReader, p: Place) -> int:
    """Take a number for the count of the option that follows, or for the quantity of the dish."""
    value, after = number_at(reader.m, p.at, p.stop)
    reader.used.update(range(p.at, after))
    if reader.m.has(after, "class") and (p.post or p.draft.quantity_stated):
        reader.used.add(after)
        return after + 1
    if value == 0:
        p.state.refuse("no")
        return after
    if _counts_an_option(reader, after, p):
        p.state.count = value
    elif reader.m.has(after, "more") and p.post:
        reader.used.add(after)
        p.draft.quantity += value
        after += 1
    elif value > MAX_QUANTITY or not _may_be_quantity(reader, after, p):
        reader.used.difference_update(range(p.at, after))
    else:
        after = _take_quantity(reader, value, after, p)
    p.state.positive()
    return after


def _take_quantity(reader: ZoneReader, value: int, after: int, p: Place) -> int:
    ids = [] if p.post or p.draft.variant_stated else _sizes_of_number(reader.m, value, p.draft)
    if ids:
        reader.size(p.draft, ids, p.state)
        return after
    p.draft.quantity, p.draft.quantity_stated = value, True
    p.draft.spans.update(range(p.at, after))
    return _after_more(reader, after)


def _sizes_of_number(m: Lexicon, value: int, draft: Draft) -> list[int]:
    """The sizes that are called by a number: "12 wings" where wings come as "six" or "twelve"."""
    trie = m.view.language.trie
    sizes = [variant for item in draft.items for variant in item.variants]
    called = [(v.id, trie.get(m.view.stems_of(v.label))) for v in sizes]
    return [id_ for id_, word in called if word and "number" in word.kinds and word.value == value]


def _after_more(reader: ZoneReader, at: int) -> int:
    """The span after "more" in "two more …", where it is no amount."""
    if not reader.m.has(at, "more"):
        return at
    reader.used.add(at)
    return at + 1


def _is_corrected(m: Lexicon, at: int) -> bool:
    """Whether a second number holds: it does in "two, no, three pizzas", not in "two or three pizzas"."""
    before = at - 1
    while m.has(before, "filler"):
        before -= 1
    return m.has(before, "no", "correction", "make")


def _counts_an_option(reader: ZoneReader, after: int, p: Place) -> bool:
    following = after
    between = ("unit", "of", "amount", "that", "more")
    while reader.m.has(following, *between) and not reader.fits(following, [p.draft], options=True):
        following += 1
    if not reader.fits(following, [p.draft, *(reader.drafts if p.post else [])], options=True):
        return False
    return p.post or reader.m.has(after, "unit") or p.draft.quantity_stated


def _may_be_quantity(reader: ZoneReader, after: int, p: Place) -> bool:
    """Before a dish a number is its quantity; after it, one that changes the line, or that stands right behind."""
    if not p.post:
        return not p.draft.quantity_stated or _is_corrected(reader.m, p.at)
    if p.state.making or p.state.correcting or p.draft.line is not None:
        return True
    times = reader.m.has(p.at - 1, "times") or reader.m.has(after, "times")
    return not p.draft.quantity_stated and (times or p.at - 1 in p.draft.spans)


def read_unit(reader: ZoneReader, p: Place) -> int:
    """A word for a portion: a size where the dish comes in such, "on the side" where an option follows."""
    s = p.state
    ids = _sizes_within(reader.m, p.at, p.draft)
    if ids and not p.draft.variant_stated:
        reader.size(p.draft, ids, s)
        p.draft.spans.add(p.at)
    elif reader.m.has(p.at, "aside") and reader.fits(p.at + 1, [p.draft], options=True):
        s.amount, s.amount_at = "side", p.at
    return p.at + 1


def _sizes_within(m: Lexicon, at: int, draft: Draft) -> list[int]:
    """The sizes that a serving word names: a "bowl of" soup where the soup comes in bowls."""
    named = [m.index.names[name] for name in m.names_within(at)]
    return [v.id for n in named for item_id in draft.ids for v, _far in n.variants.get(item_id, ())]
