"""What only the restaurant and the cart can tell: a line above its most, and what a cart holds no longer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from server.domain.menu import Item
from server.parsing.model import Question, Understood
from server.parsing.text.language import questions_in
from server.wire.parsing import CartLine

if TYPE_CHECKING:
    from server.parsing.matching.index import MenuIndex


def held_to(understood: Understood, most: int, lost: Sequence[str] = ()) -> Understood:
    """Ask about each line of more than `most`, and count what was `lost` from the cart as not understood.

    An order that is answered as complete can so be confirmed as it stands.
    """
    if not lost and all(line.quantity <= most for line in understood.lines):
        return understood
    text = questions_in(understood.asks_in)["too_many_of_item"]
    asked = tuple(
        Question(at, "too_many", text.format(item=line.item.name, max=most))
        for at, line in enumerate(understood.lines)
        if line.quantity > most
    )
    return replace(
        understood,
        questions=(*understood.questions, *asked),
        unmatched=(*understood.unmatched, *lost),
        complete=understood.complete and not (asked or lost),
    )


def lost_of_cart(cart: Sequence[CartLine], index: "MenuIndex") -> list[str]:
    """Name the dishes, variants and options of a cart that the menu has no longer, as the cart calls them."""
    return [name for line in cart for name in _lost_of_line(line, index.items.get(line.menu_item_id))]


def _lost_of_line(line: CartLine, item: Item | None) -> Iterator[str]:
    if item is None:
        yield line.name or str(line.menu_item_id)
        return
    variant = line.variant.id if line.variant else line.variant_id
    if variant is not None and variant not in {v.id for v in item.variants}:
        label = line.variant.label if line.variant else ""
        yield f"{item.name}: {label or variant}"
    known = {modifier.id for group in item.modifier_groups for modifier in group.modifiers}
    for pick in line.modifiers:
        if pick.modifier_id not in known:
            yield f"{item.name}: {pick.name or pick.modifier_id}"
