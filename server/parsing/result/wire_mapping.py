"""From what was understood to what goes over the network, and from a cart on the network back to lines."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from server.domain.menu import Item, Menu, Modifier, ModifierGroup, Variant
from server.domain.money import to_text
from server.domain.pricing import price_of, unit_price
from server.parsing.asides.allergies import codes_of
from server.parsing.model import (
    Allergy,
    Answered,
    Choice,
    Line,
    OrderState,
    Question,
    Understood,
)
from server.wire.orders import OrderAllergy
from server.wire.parsing import CartLine, CartModifier, ParseAnswer
from server.wire.vocabulary import OrderType

if TYPE_CHECKING:
    from server.parsing.matching.index import MenuIndex


Fields = dict[str, Any]
"""A message of the wire as JSON has it, its fields in their order."""


def to_answer(understood: Understood, menu: Menu) -> ParseAnswer:
    """The answer of `parse`; every price is taken from `menu`, in its currency."""
    return ParseAnswer.model_validate(_fields(understood, menu, _question))


def fields_sent(understood: Understood, menu: Menu) -> Fields:
    """The same as it is sent: what `to_answer` says without what only our own pages read, and without checking it again."""
    return _fields(understood, menu, _question_sent)


def _fields(understood: Understood, menu: Menu, question: Callable[[Question], Fields]) -> Fields:
    lines = [_line(line, menu.currency) for line in understood.lines]
    return {
        "items": lines,
        "questions": [question(asked) for asked in understood.questions],
        "unmatched": list(understood.unmatched),
        "unavailable": [{"menu_item_id": item.id, "name": item.name} for item in understood.unavailable],
        "allergies": [{"text": a.text, "allergens": list(a.allergens)} for a in understood.state.allergies],
        "conflicts": [{"line": c.line, "allergen": c.allergen} for c in understood.conflicts],
        "note": understood.state.note,
        "order_type": understood.state.order_type,
        "answers": [_answered(answer) for answer in understood.answers],
        "calls": list(understood.calls),
        "total_price": to_text(sum(_line_price(o) * o.quantity for o in understood.lines), menu.currency),
        "currency": menu.currency,
        "language": understood.language,
        "complete": understood.complete,
        "parser": understood.parser,
    }


def remembered(text: str, answer: ParseAnswer) -> str:
    """`text`, where it was answered with questions or answers or told an allergy, which the next text may go on with; else ""."""
    told = any(allergy.text.casefold() in text.casefold() for allergy in answer.allergies)
    return text if answer.questions or answer.answers or told else ""


def state_from_wire(
    allergies: Sequence[OrderAllergy] | None,
    note: str | None,
    order_type: OrderType | None,
    asked_after: str | None = None,
    doubted: Sequence[int] = (),
) -> OrderState:
    """What a diner has said of the whole order so far; codes that were not sent are read from the words."""
    if not (allergies or note or order_type or asked_after or doubted):
        return _NOTHING_SAID
    said = tuple(Allergy(a.text, tuple(a.allergens or codes_of(a.text))) for a in allergies or ())
    return OrderState(said, note or "", order_type, asked_after or "", frozenset(doubted))


_NOTHING_SAID = OrderState()


def _answered(answer: Answered) -> Fields:
    items = [{"menu_item_id": item.id, "number": item.number, "name": item.name} for item in answer.items]
    return {"source": answer.source, "text": answer.text, "items": items}


def cart_from_wire(cart: Sequence[CartLine], index: "MenuIndex") -> list[Line]:
    """The lines that a diner has so far; what is no longer on the menu is left out."""
    return [line for sent in cart if (line := _cart_line(sent, index)) is not None]


def _line_price(line: Line) -> int:
    return unit_price(line.item, line.variant, (c.picked for c in line.choices)) if line.variant else 0


def _line(line: Line, currency: str) -> Fields:
    price = _line_price(line)
    return {
        "menu_item_id": line.item.id,
        "number": line.item.number,
        "name": line.item.name,
        "variant": _variant(line.variant, currency) if line.variant else None,
        "variant_stated": line.variant_stated,
        "quantity": line.quantity,
        "modifiers": [_modifier(choice, currency) for choice in line.choices],
        "special_requests": line.special_requests,
        "unit_price": to_text(price, currency),
        "line_total": to_text(price * line.quantity, currency),
        "source": line.source,
    }


def _variant(variant: Variant, currency: str) -> Fields:
    return {"id": variant.id, "label": variant.label, "price": to_text(variant.price, currency)}


def _modifier(choice: Choice, currency: str) -> Fields:
    return {
        "modifier_id": choice.modifier.id,
        "name": choice.modifier.name,
        "group": choice.group.name,
        "amount": choice.amount,
        "quantity": choice.quantity,
        "price_adjustment": to_text(price_of(choice.modifier, choice.amount), currency),
        "stated": choice.stated,
    }


def _question(question: Question) -> Fields:
    before, after = question.around or ("", "")
    options = [
        {
            "id": id_,
            "name": name,
            "say": f"{before}{name}{after}" if question.around else "",
            "amount": question.amount,
            "quantity": question.quantity,
        }
        for id_, name in question.options
    ]
    return {**_question_sent(question), "words": question.words, "options": options}


def _question_sent(question: Question) -> Fields:
    options = [{"id": id_, "name": name} for id_, name in question.options]
    return {"line": question.line, "kind": question.kind, "text": question.text, "options": options}


def _cart_line(sent: CartLine, index: "MenuIndex") -> Line | None:
    item = index.items.get(sent.menu_item_id)
    if item is None:
        return None
    wanted = sent.variant.id if sent.variant else sent.variant_id
    variant = next((v for v in item.variants if v.id == wanted), None)
    return Line(
        item=item,
        variant=variant or item.default_variant,
        variant_stated=sent.variant_stated and variant is not None,
        quantity=sent.quantity,
        choices=_cart_choices(sent.modifiers, item),
        special_requests=sent.special_requests,
    )


def _cart_choices(sent: Sequence[CartModifier], item: Item) -> tuple[Choice, ...]:
    known: dict[int, tuple[Modifier, ModifierGroup]] = {
        modifier.id: (modifier, group) for group in item.modifier_groups for modifier in group.modifiers
    }
    chosen: dict[int, Choice] = {}
    for pick in sent:
        if pick.modifier_id in known:
            modifier, group = known[pick.modifier_id]
            chosen[modifier.id] = Choice(modifier, group, pick.amount, pick.quantity, pick.stated)
    return tuple(chosen.values())
