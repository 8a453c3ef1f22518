"""What each kind of telling word ("no", "extra", "make it", …) does to the dish that is being read.

A handler gets the reader and the place in the text, whose span counts as understood; it returns the span to go on with.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from server.parsing.counting import read_number, read_unit
from server.parsing.requests import request_end
from server.parsing.state import State, as_amount

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from server.parsing.draft import Draft
    from server.parsing.zone import ZoneReader


@dataclass(slots=True)
class Place:
    """Where the reader is: span `at` of a zone that ends before `stop`, after the dish (`post`) or before it."""

    at: int
    stop: int
    draft: Draft
    state: State
    post: bool


def _skip(_reader: ZoneReader, p: Place) -> int:
    return p.at + 1


def _no(reader: ZoneReader, p: Place) -> int:
    p.state.refuse("no", _end_of_or_list(reader, p))
    return p.at + 1


def _remove(reader: ZoneReader, p: Place) -> int:
    p.state.refuse("remove", _end_of_or_list(reader, p))
    return p.at + 1


def _instead(_reader: ZoneReader, p: Place) -> int:
    p.state.refuse("instead")
    return p.at + 1


def _end_of_or_list(reader: ZoneReader, p: Place) -> int:
    """The last option of "… mayo, lettuce or tomato"; -1 where no "or" closes a list."""
    last, i = -1, p.at + 1
    while i < len(reader.m) and (reader.fits(i, [p.draft]) or reader.m.has(i, "or", "that", "article")):
        if reader.m.has(i, "or") and reader.fits(i + 1, [p.draft]):
            last = i + 1
        i += 1
    return last


def _and(reader: ZoneReader, p: Place) -> int:
    carries_on = p.state.negation == "remove" and reader.fits(p.at + 1, [p.draft])
    p.state.loosen("" if carries_on else "and", p.at)
    return p.at + 1


def _or(_reader: ZoneReader, p: Place) -> int:
    p.state.loosen("", p.at)
    return p.at + 1


def _positive(_reader: ZoneReader, p: Place) -> int:
    p.state.positive()
    return p.at + 1


def _add(_reader: ZoneReader, p: Place) -> int:
    p.state.positive()
    p.state.adding = True
    return p.at + 1


def _adding(_reader: ZoneReader, p: Place) -> int:
    """Where "add" stands behind the thing that is added: more of what comes with the dish, else just that."""
    p.state.positive()
    p.state.wanted = True
    return p.at + 1


def _filler(_reader: ZoneReader, p: Place) -> int:
    if p.state.loosely:
        p.state.loosen("next", p.at)
    return p.at + 1


def _amount(reader: ZoneReader, p: Place) -> int:
    amount, s = reader.m.spans[p.at].word.amount, p.state
    if amount != "side" and reader.amount_goes_on(p):
        if s.amount != "extra" or amount != "regular":
            s.amount, s.amount_at = amount, p.at
        return p.at + 1
    if reader.m.has(p.at, "more") and (s.count or s.more):
        s.more = True
        return p.at + 1
    if s.last and s.last[0] == p.at - 1:
        _at, owner, modifier, group = s.last
        had = owner.choices.get(modifier.id)
        owner.choose(modifier, group, as_amount(amount), had.quantity if had else 1)
        return p.at + 1
    return _amount_of_nothing(reader, p, amount)


def _amount_of_nothing(reader: ZoneReader, p: Place, amount: str) -> int:
    """An amount of something that is not on the menu: less of it is a wish, more of it cannot be had."""
    if amount in ("side", "regular") or reader.m.has(p.at, "more"):
        return p.at + 1
    end = reader.end_of_unknown(p.at, p.stop)
    if amount == "light" and end > p.at + 1:
        reader.request(p.at, end, p.draft)
        return end
    reader.used.discard(p.at)
    return p.at + 1


def _only(_reader: ZoneReader, p: Place) -> int:
    p.state.positive()
    p.draft.only = True
    return p.at + 1


def _plain(_reader: ZoneReader, p: Place) -> int:
    p.draft.plain = True
    return p.at + 1


def _everything(reader: ZoneReader, p: Place) -> int:
    """All toppings: the menu's own option of that name where it has one."""
    named = reader.m.index.names
    names = [
        name for name in reader.m.view.everything if any(i in named[name].modifiers for i in p.draft.ids)
    ]
    if names:
        reader.m.rename(p.at, dict.fromkeys(names, 0.0))
        reader.name(p.at, p.draft, p.state)
    else:
        p.draft.everything = reader.m.words(p.at)
    if reader.m.has(p.at, "everything_but"):
        p.state.refuse("remove")
    return p.at + 1


def _all(reader: ZoneReader, p: Place) -> int:
    """Both, all, each: what follows is about every line that is being spoken of."""
    fresh = [d for d in reader.drafts if d.line is None or p.draft.line is not None]
    p.state.targets = [d for d in fresh if not d.removed]
    p.state.positive()
    return p.at + 1


def _make(_reader: ZoneReader, p: Place) -> int:
    p.state.positive()
    p.state.making = True
    return p.at + 1


def _correction(_reader: ZoneReader, p: Place) -> int:
    p.state.positive()
    p.state.correcting = True
    return p.at + 1


def _change(_reader: ZoneReader, p: Place) -> int:
    p.state.refuse("instead")
    p.state.changing = True
    return p.at + 1


def _into(_reader: ZoneReader, p: Place) -> int:
    if p.state.changing:
        p.state.changing, p.state.making = False, True
    p.state.positive()
    return p.at + 1


def _off(reader: ZoneReader, p: Place) -> int:
    """Where "off" stands behind the thing that is left off."""
    last = p.state.last
    if last and last[0] == p.at - 1:
        _at, owner, modifier, group = last
        owner.forget(modifier)
        reader.refuse(owner, [(modifier, group)], State(negation="no"))
    return p.at + 1


def _size(reader: ZoneReader, p: Place) -> int:
    """A size that the dish does not come in: asked where there is a choice, else told to the kitchen."""
    item = p.draft.item
    if item is None or reader.fits(p.at, reader.drafts):
        reader.used.discard(p.at)
        reader.name_elsewhere(p)
    elif len(item.variants) > 1:
        p.draft.variant_unclear = True
    else:
        reader.request(p.at, p.at + 1, p.draft)
    return p.at + 1


def _wish(reader: ZoneReader, p: Place) -> int:
    end = request_end(reader.m, p.at, p.stop, p.draft.ids)
    begin = p.at
    while (
        begin > 0 and reader.m.has(begin - 1, "no", "amount", "article") and not reader.m.spans[begin].pause
    ):
        begin -= 1
    begin = p.at if begin == p.at - 1 and reader.m.has(begin, "article") else begin
    p.state.take_amount()
    p.state.positive()
    reader.request(begin, end, p.draft)
    if end > p.at + 1 and reader.fits(end - 1, [p.draft]):
        reader.used.discard(end - 1)
        return end - 1
    return end


HANDLERS: Mapping[str, Callable[[ZoneReader, Place], int]] = {
    "everything_but": _everything,
    "everything": _everything,
    "plain": _plain,
    "only": _only,
    "amount": _amount,
    "number": read_number,
    "no": _no,
    "remove": _remove,
    "remove_after": _off,
    "instead": _instead,
    "change": _change,
    "make": _make,
    "correction": _correction,
    "all": _all,
    "add": _add,
    "adding": _adding,
    "or": _or,
    "and": _and,
    "also": _positive,
    "but": _positive,
    "with": _into,
    "into": _into,
    "size": _size,
    "request": _wish,
    "unit": read_unit,
    "serving": read_unit,
    "aside": read_unit,
    "filler": _filler,
    **dict.fromkeys(
        ("article", "other", "that", "last", "class", "pronoun", "preposition", "of", "times", "counter"),
        _skip,
    ),
    **dict.fromkeys(("rather", "after_all", "same", "more", "ordinal"), _skip),
}
"""By kind of word, in the order in which a word of several kinds is tried."""


@cache
def handler_of(kinds: frozenset[str]) -> Callable[[ZoneReader, Place], int] | None:
    """What a word of these kinds does; None where it does nothing."""
    return next((handle for kind, handle in HANDLERS.items() if kind in kinds), None)
