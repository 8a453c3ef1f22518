"""Orders that point to the dish of which the text before asked: "is the korma hot?", "lovely, one of those then".

The text before is read again by itself: nothing is kept between two texts.
"""

from collections.abc import Sequence

from server.domain.menu import Item
from server.parsing.asides.pointing import pointed
from server.parsing.grammar import analyse, understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Line, OrderState, Understood


def understand_order_of_it(
    index: MenuIndex,
    text: str,
    asked: Understood,
    cart: Sequence[Line],
    language: str | None,
    state: OrderState,
) -> Understood | None:
    """The order after `text`, where it orders the one dish that `asked`, the text before, is about; else None."""
    item = _dish_asked_about(asked)
    if item is None or any(line.item.id == item.id for line in cart):
        return None
    m = analyse(index, text, cart, language, state).m
    place = pointed(m)
    if place is None:
        return None
    told = understand(
        index, f"{text[: place[0]]} {item.name} {text[place[1] :]}", cart, language, None, state
    )
    return told if any(line.item.id == item.id for line in told.lines) else None


def _dish_asked_about(asked: Understood) -> Item | None:
    """The one dish that a text asked about, where it left nothing else open."""
    items = {item.id: item for answer in asked.answers for item in answer.items}
    return next(iter(items.values())) if len(items) == 1 and not asked.questions else None
