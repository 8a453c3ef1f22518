"""The form in which a diner chooses how a dish is made: what it asks, and what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from server.domain.menu import Item, Modifier, ModifierGroup
from server.domain.pricing import wanted_modifiers
from server.parsing.model import MAX_REQUEST
from server.wire.allergy_marks import ALLERGY_PREFIX
from server.wire.parsing import CartLine, CartModifier, CartVariant
from server.wire.vocabulary import Amount

MAX_DIGITS = 18
"""Any number of so many digits fits an id."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a posted form: each name with all its values, in the order sent."""

    values: Mapping[str, Sequence[str]]

    def text(self, name: str) -> str:
        """The first value of a field; empty where it was not sent."""
        return (self.values.get(name) or [""])[0]

    def ids(self, name: str) -> frozenset[int]:
        """Every value of a field that is an id."""
        return frozenset(
            int(v) for v in self.values.get(name, ()) if v.isascii() and v.isdigit() and len(v) <= MAX_DIGITS
        )

    def number(self, name: str, least: int, most: int) -> int:
        """A whole number within bounds; the nearest bound where it is outside, `least` where it is none."""
        text = self.text(name).strip()
        return (
            min(max(int(text), least), most)
            if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS
            else least
        )


def picks_one(group: ModifierGroup) -> bool:
    """Whether the options of a group exclude each other."""
    return group.max_select == 1


def read_line(item: Item, form: Form, most: int) -> CartLine:
    """Read how `item` was chosen to be made; at most `most` of it."""
    variant = next((v for v in item.variants if v.id in form.ids("variant")), item.default_variant)
    note = form.text("note").replace("\x00", "").strip()[: MAX_REQUEST - len(ALLERGY_PREFIX)]
    return CartLine(
        menu_item_id=item.id,
        name=item.name,
        variant=CartVariant(id=variant.id) if variant else None,
        variant_stated=True,
        quantity=form.number("quantity", 1, most),
        modifiers=_with_their_parts(
            item, [pick for group in item.modifier_groups for pick in _picks(group, form)]
        ),
        special_requests=ALLERGY_PREFIX + note if note and form.text("allergy") else note,
    )


def _with_their_parts(item: Item, picks: list[CartModifier]) -> list[CartModifier]:
    """Leave out extras on a part that was not taken: the form hides them with it."""
    known = {m.id: m for group in item.modifier_groups for m in group.modifiers}
    parts = {
        m.name
        for m in wanted_modifiers(
            item, [(known[pick.modifier_id], pick.amount, pick.quantity) for pick in picks]
        )
    }
    return [
        pick
        for pick in picks
        if not known[pick.modifier_id].on_part or known[pick.modifier_id].on_part in parts
    ]


def _picks(group: ModifierGroup, form: Form) -> list[CartModifier]:
    """What of a group was chosen; what comes with the dish is refused, but where the diner's own pick displaces it."""
    chosen = form.ids(f"g{group.id}")
    if picks_one(group):
        chosen_here = [m for m in group.modifiers if m.id in chosen]
        return [pick for m in chosen_here or group.modifiers if (pick := _pick(m, bool(chosen_here), form))]
    return [pick for m in group.modifiers if (pick := _pick(m, m.id in chosen, form))]


def _pick(modifier: Modifier, chosen: bool, form: Form) -> CartModifier | None:  # noqa: FBT001  one of two answers
    if not chosen:
        return CartModifier(modifier_id=modifier.id, amount="none") if modifier.is_default else None
    wanted = form.text(f"a{modifier.id}")
    amount: Amount = next((a for a in get_args(Amount) if a == wanted and a != "none"), "regular")
    quantity = form.number(f"n{modifier.id}", 1, modifier.max_quantity)
    if modifier.is_default and amount == "regular" and quantity == 1:
        return None
    return CartModifier(modifier_id=modifier.id, amount=amount, quantity=quantity)


@dataclass(frozen=True, slots=True)
class OptionState:
    """One option as the form shows it."""

    modifier: Modifier
    chosen: bool
    amount: Amount
    quantity: int


def states(group: ModifierGroup, line: CartLine | None) -> list[OptionState]:
    """How each option of a group stands: as the dish comes, or as `line` has it."""
    picks = {m.modifier_id: m for m in line.modifiers} if line else {}
    own = {m.id for m in group.modifiers if m.id in picks and picks[m.id].amount != "none"}
    gives_way = picks_one(group) and bool(own)
    return [_state(m, picks.get(m.id), m.is_default and not gives_way) for m in group.modifiers]


def _state(modifier: Modifier, pick: CartModifier | None, comes_with_it: bool) -> OptionState:  # noqa: FBT001
    if pick is None:
        return OptionState(modifier, comes_with_it, "regular", 1)
    amount: Amount = "regular" if pick.amount == "none" else pick.amount
    return OptionState(modifier, pick.amount != "none", amount, pick.quantity)
