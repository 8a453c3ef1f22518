"""An order that is to be eaten in or taken away where the restaurant does not offer that: it is said, not taken."""

from collections.abc import Collection
from dataclasses import replace

from server.parsing.model import Answered, Understood
from server.parsing.text.language import language
from server.wire.vocabulary import OrderType


def held_to_order_types(understood: Understood, offered: Collection[OrderType]) -> Understood:
    """The same without an order type that is not offered; the diner is told which one is, and it is not complete."""
    if understood.state.order_type is None or understood.state.order_type in offered:
        return understood
    [only] = offered
    told = Answered("", language(understood.language).answers[f"{only}_only"])
    return replace(
        understood,
        state=replace(understood.state, order_type=None),
        answers=(*understood.answers, told),
        complete=False,
    )
