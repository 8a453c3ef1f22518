"""Invented dishes and diners for the demo. Every wish stands in the dish's own words."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kds_tui.core.kitchen_menu import Menu, MenuItem, MenuPart
from server.wire.kitchen_day import DayOrder, KitchenDay
from server.wire.orders import KitchenOrder, OrderAllergy, OrderLine, OrderModifier
from server.wire.vocabulary import ENDED, Amount

Wish = tuple[str, Amount, int]


@dataclass(frozen=True, slots=True)
class Dish:
    """A dish of the demo: its sizes, what can be wished of it, and who makes it."""

    name: str
    category: str
    station: str
    sizes: tuple[str, ...] = ("Regular",)
    wishes: tuple[Wish, ...] = ()


DISHES = (
    Dish("Harbour burger", "Grill", "grill", wishes=(("onions", "none", 1), ("cheddar", "extra", 1), ("ranch", "side", 1))),
    Dish("Charred half chicken", "Grill", "grill", wishes=(("lemon butter", "side", 1), ("chilli", "light", 1))),
    Dish("Halloumi skewers", "Grill", "grill", wishes=(("mint yoghurt", "extra", 1),)),
    Dish("Fisherman’s pizza", "Oven", "oven", ("Small", "Large"), (("anchovies", "none", 1), ("olives", "extra", 1))),
    Dish("Green garden pizza", "Oven", "oven", ("Small", "Large"), (("garlic", "light", 1), ("mozzarella", "extra", 1))),
    Dish("Baked feta pot", "Oven", "oven"),
    Dish("Skin-on fries", "Fryer", "fry", ("Bowl", "Bucket"), (("salt", "none", 1), ("aioli", "side", 2))),
    Dish("Squid rings", "Fryer", "fry", wishes=(("tartare", "side", 1),)),
    Dish("Lighthouse salad", "Cold", "cold", wishes=(("dressing", "side", 1), ("croutons", "none", 1))),
    Dish("Smoked trout toast", "Cold", "cold"),
    Dish("Elderflower fizz", "Bar", "bar", wishes=(("ice", "light", 1),)),
    Dish("Flat white", "Bar", "bar", wishes=(("oat milk", "regular", 1), ("shot", "regular", 2))),
)  # fmt: skip
NAMES = ("Ines", "Tomasz", "Priya", "Noah", "Mei", "Oluwaseun", "Signe", "")
REQUESTS = ("cut into small pieces", "well done please", "sauce on a separate plate", "not too hot")
ALLERGIES = {
    "I am allergic to nuts": "nuts",
    "severe shellfish allergy": "crustaceans",
    "my daughter is coeliac": "gluten",
}
STATES = {"gluten": ("pizza", "burger", "toast"), "nuts": ("feta",), "crustaceans": ("squid", "pizza")}
"""Words in the names of the dishes that state an allergen."""
PROMISED = timedelta(minutes=15)


def demo_menu() -> Menu:
    """The dishes of the play, with what can be wished of them."""
    items = (MenuItem(n, dish.name, dish.category, dish.station) for n, dish in enumerate(DISHES, start=1))
    wishes = Counter(name for dish in DISHES for name, _, _ in dish.wishes)
    parts = (MenuPart("option", name, dishes) for name, dishes in sorted(wishes.items()))
    return Menu("The Lighthouse", tuple(items), tuple(parts))


def demo_day(orders: Iterable[KitchenOrder]) -> KitchenDay:
    """The orders of the play, newest first, with the times that it knows."""
    told = [
        DayOrder(
            id=order.id,
            number=order.number,
            status=order.status,
            table_identifier=order.table_identifier,
            customer_name=order.customer_name,
            created_at=order.created_at,
            estimated_ready_at=order.estimated_ready_at,
            preparing_at=None,
            ready_at=None,
            ended_at=order.updated_at if order.status in ENDED else None,
            reason=order.reason,
            dishes=[f"{line.quantity}× {line.name}" for line in order.items],
        )
        for order in orders
    ]
    return KitchenDay(orders=told[::-1], is_whole=True)


def invent_order(dice: random.Random, number: int, placed_at: datetime) -> KitchenOrder:
    """One order of one to five dishes."""
    dishes = dice.sample(DISHES, dice.choice((1, 2, 2, 3, 3, 4, 5)))
    lines = [_line(dice, place, dish) for place, dish in enumerate(dishes, start=1)]
    wish = dice.choice(tuple(ALLERGIES)) if number % 6 == 3 else ""  # noqa: PLR2004  # one diner in six
    said = ", ".join(f"{line.quantity} {line.name.lower()}" for line in lines)
    table = f"{dice.randrange(1, 19)}" if dice.random() < 0.7 else ""  # noqa: PLR2004  # most sit down
    return KitchenOrder(
        id=UUID(int=dice.getrandbits(128), version=4),
        number=number,
        status="confirmed",
        restaurant_slug="demo",
        table_identifier=table,
        customer_name="" if table else dice.choice(NAMES),
        total_price="0.00",
        currency="EUR",
        created_at=placed_at,
        updated_at=placed_at,
        revision=1,
        estimated_ready_at=placed_at + PROMISED,
        reason="",
        items=[_with_conflicts(line, ALLERGIES.get(wish, "")) for line in lines],
        allergies=[OrderAllergy(text=wish, allergens=[ALLERGIES[wish]])] if wish else [],
        order_type="eat_in" if table else "take_away",
        raw_input=f"{said}. {wish}".strip(),
    )


def _with_conflicts(line: OrderLine, allergen: str) -> OrderLine:
    stated = any(word in line.name.lower() for word in STATES.get(allergen, ()))
    return line.model_copy(update={"conflicts": [allergen]}) if stated else line


def _line(dice: random.Random, place: int, dish: Dish) -> OrderLine:
    wishes = [wish for wish in dish.wishes if dice.random() < 0.4]  # noqa: PLR2004  # two in five
    return OrderLine(
        id=place,
        name=dish.name,
        variant_label=dice.choice(dish.sizes),
        quantity=dice.choice((1, 1, 1, 2, 2, 3)),
        modifiers=[OrderModifier(name=name, amount=amount, quantity=count) for name, amount, count in wishes],
        special_requests=dice.choice(REQUESTS) if dice.random() < 0.15 else "",  # noqa: PLR2004  # now and then
        line_total="0.00",
        station=dish.station,
        done=False,
    )
