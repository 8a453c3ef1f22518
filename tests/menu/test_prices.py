"""What is chosen of any menu costs the same wherever it is priced: by words, on the page, and as it is confirmed."""

import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.menu import Item, Menu, ModifierGroup
from server.domain.money import to_text
from server.domain.order import OrderLine
from server.domain.pricing import Picked, breaches
from server.menu.row_changes import numbered
from server.orders.check import check_order
from server.pages.diner.cart import Cart
from server.pages.diner.views import show_cart
from server.pages.i18n import READER, choose_reader
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from server.parsing.result.wire_mapping import cart_from_wire, to_answer
from server.wire.orders import ConfirmLine, ConfirmRequest
from server.wire.parsing import CartLine, CartModifier, CartVariant
from tests.menu.strategies import fresh_ids, menus
from tests.orders.test_check import NOW, PLACE


def chosen_of(item: Item, luck: random.Random) -> list[Picked]:
    """Some of its options, each as much as may be."""
    return [
        Picked(m, luck.choice(("none", "light", "regular", "extra", "side")), luck.randint(1, m.max_quantity))
        for group in item.modifier_groups
        for m in group.modifiers
        if luck.random() < 0.4
    ]


def expected_unit(item: Item, picked: list[Picked]) -> int:
    """The rules of the contract once more, written plainly: shares at the dearest or the average, the rest added up."""
    total = item.variants[0].price
    for group in item.modifier_groups:
        costs = [cost for pick in picked for cost in _costs(pick, group)]
        if group.pricing == "dearest":
            total += max(costs, default=0)
        elif group.pricing == "average" and costs:
            total += (2 * sum(costs) + len(costs)) // (2 * len(costs))
        else:
            total += sum(costs)
    return max(0, total)


def _costs(pick: Picked, group: ModifierGroup) -> list[int]:
    modifier, amount, quantity = pick
    if amount == "none" or modifier.id not in {m.id for m in group.modifiers}:
        return []
    times = {"extra": 2}.get(amount, 1) - (1 if modifier.is_default else 0)
    return [times * modifier.price_adjustment] * quantity


def sellable(menu: Menu) -> Menu:
    """The menu as one on which everything is shown and served."""
    ids = numbered(menu, fresh_ids())
    return replace(
        ids,
        categories=tuple(
            replace(c, is_active=True, items=tuple(replace(i, is_active=True) for i in c.items))
            for c in ids.categories
        ),
    )


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(menus, st.integers(0, 1000))
def test_a_choice_costs_the_same_everywhere(menu: Menu, seed: int) -> None:
    """Parsing, the cart on the page and confirming agree with the contract's rules, for parts, halves and extras too."""
    READER.set(choose_reader(None, "en", "en"))
    luck = random.Random(seed)  # noqa: S311  # no secret
    menu = sellable(menu)
    index = MenuIndex(menu)
    for item in menu.items():
        picked = chosen_of(item, luck)
        if breaches(item, picked):
            continue
        expected = to_text(expected_unit(item, picked) * 2, "EUR")
        line = _cart_line(item, picked)
        parsed = to_answer(Understood(tuple(cart_from_wire([line], index))), menu)
        assert parsed.items[0].line_total == expected
        shown = show_cart(Cart(lines=[line]), menu, NOW, "en")
        assert to_text(shown.total, "EUR") == expected
        assert to_text(_confirmed(menu, line).line_total, "EUR") == expected


def _cart_line(item: Item, picked: list[Picked]) -> CartLine:
    return CartLine(
        menu_item_id=item.id,
        variant=CartVariant(id=item.variants[0].id),
        quantity=2,
        modifiers=[CartModifier(modifier_id=m.id, amount=amount, quantity=n) for m, amount, n in picked],
    )


def _confirmed(menu: Menu, line: CartLine) -> OrderLine:
    sent = ConfirmLine.model_validate(
        {
            "menu_item_id": line.menu_item_id,
            "variant_id": line.variant and line.variant.id,
            "quantity": line.quantity,
            "modifiers": [
                {"modifier_id": m.modifier_id, "amount": m.amount, "quantity": m.quantity}
                for m in line.modifiers
            ],
        }
    )
    [checked] = check_order(menu, ConfirmRequest(restaurant_slug="luigis", items=[sent]), PLACE, NOW).lines
    return checked
