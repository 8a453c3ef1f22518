"""Orders that point to the dish of which the text before asked: "is the korma hot?", "lovely, one of those then".

The text before is read again by itself: nothing is kept between two texts.
"""

from collections.abc import Sequence
from dataclasses import replace

from server.domain.menu import Item
from server.parsing.asides.pointing import MOST_BEFORE, POINTS, dish_asked_about, named_at, pointed
from server.parsing.grammar import analyse, understand
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Line, OrderState, Understood

_BEFORE_CHANGE = ("filler", "then", "and", "also", "ordering", "yes", "correction")


def understand_order_of_it(
    index: MenuIndex,
    text: str,
    asked: Understood,
    cart: Sequence[Line],
    language: str | None,
    state: OrderState,
) -> Understood | None:
    """The order after `text`, where it orders or takes back the one dish that `asked`, the text before, is about; else None."""
    item = dish_asked_about(asked.answers)
    if item is None or asked.questions:
        return None
    m = analyse(index, text, cart, language, state).m
    kept = [line for line in cart if line.item.id != item.id]
    if len(kept) < len(cart):
        return _with_another(index, m, item, cart, language, state) or _without_it(
            index, m, kept, language, state
        )
    place = pointed(m, item)
    if place is None:
        return _after_yes(index, m, item, cart, language, state)
    told = understand(index, named_at(place, item, text), cart, language, None, state)
    return told if any(line.item.id == item.id for line in told.lines) else None


def _after_yes(
    index: MenuIndex, m: Lexicon, item: Item, cart: Sequence[Line], language: str | None, state: OrderState
) -> Understood | None:
    """What "yes please, and a coke" orders, or "the soup and that"; never complete, since the dish asked about may be wanted, too."""
    agrees = m.has(0, "yes") and not m.spans[0].names
    if not (agrees or _ends_pointing(m)):
        return None
    told = understand(index, m.text, cart, language, None, state)
    is_ordered = any(line.item.id == item.id for line in told.lines)
    return replace(told, complete=False, is_open=True) if told.complete and not is_ordered else None


def _ends_pointing(m: Lexicon) -> bool:
    """Whether a text ends with a word that points, behind "and" or a number: "the soup and that", "… and one of those"."""
    last = len(m) - 1
    while last > 0 and m.has(last, "filler", "then", "please") and not m.has(last, *POINTS):
        last -= 1
    return last > 0 and m.has(last, *POINTS) and not m.spans[last].names and m.has(last - 1, "and", "number")


def _with_another(
    index: MenuIndex, m: Lexicon, item: Item, cart: Sequence[Line], language: str | None, state: OrderState
) -> Understood | None:
    """The order with another dish for the one asked about: "does the pie have egg? swap it for a scone then"."""
    verb = next((at for at in range(len(m)) if not m.has(at, *_BEFORE_CHANGE)), len(m))
    it = verb + 1
    if not (m.has(verb, "change") and m.has(it, "it", *POINTS)) or m.spans[it].names:
        return None
    told = understand(index, named_at(m.place(it), item, m.text), cart, language, None, state)
    return None if any(line.item.id == item.id for line in told.lines) else told


def _without_it(
    index: MenuIndex, m: Lexicon, kept: Sequence[Line], language: str | None, state: OrderState
) -> Understood | None:
    """The order without a dish of the cart that was asked about: "does the pie have egg? leave it out then".

    It is never complete: what is to be left out may be the egg.
    """
    rest = _behind_taking_back(m)
    if rest < 0:
        return None
    told = understand(index, m.text[rest:], kept, language, None, state)
    return replace(told, complete=False, is_open=True)


def _behind_taking_back(m: Lexicon) -> int:
    """Where the text goes on behind words that take back what nothing but a pronoun names; -1 where it has none."""
    points = removes = refuses = False
    for at in range(min(len(m), MOST_BEFORE)):
        is_told = removes or (refuses and points)
        if is_told and (m.spans[at].pause or m.has(at, "and", "ordering")):
            return m.place(at)[0]
        if not _may_take_back(m, at):
            return -1
        removes |= m.has(at, "remove", "remove_after")
        refuses |= m.has(at, "no")
        points |= m.has(at, "it", *POINTS)
    return len(m.text) if len(m) <= MOST_BEFORE and (removes or (refuses and points)) else -1


def _may_take_back(m: Lexicon, at: int) -> bool:
    """Whether a span is no name, no number, no part of an allergy and nothing unknown."""
    span = m.spans[at]
    counts = span.has("number") and not span.has("it", *POINTS)
    return span.known and not (span.names or counts or span.has("allergy", "allergy_frame"))
