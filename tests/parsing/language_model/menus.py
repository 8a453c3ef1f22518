"""A small menu of our own, and one that is too large for a prompt."""

from server.domain.menu import Menu
from server.menu.document.loader import load_menu

CAFE = """\
currency: EUR
modifier_groups:
  milk:
    name: Milk
    min: 0
    max: 1
    options:
      - {name: Whole milk, default: true}
      - {name: Oat milk, price_adjustment: 0.50, aliases: [oat]}
  syrups:
    name: Syrups
    max: 2
    options:
      - {name: Vanilla, price_adjustment: 0.40, max_quantity: 2}
      - {name: Hazelnut, price_adjustment: 0.40}
categories:
  - name: Coffee
    items:
      - name: Latte
        modifier_groups: [milk, syrups]
        variants: [{label: Small, price: 3.00, default: true}, {label: Large, price: 4.00}]
      - name: Flat white
        price: 3.50
        modifier_groups: [milk]
      - name: Filter coffee
        modifier_groups: [{name: Roast, min: 1, max: 1, options: [{name: Dark}, {name: Blonde}]}]
        variants: [{label: Cup, price: 2}, {label: Pot, price: 5}]
  - name: Cakes
    items:
      - {name: Carrot cake, price: 4.20}
      - {name: Secret cake, price: 9, is_active: false}
"""
LATTE, FLAT_WHITE, FILTER, CARROT_CAKE, SECRET_CAKE = range(1, 6)
SMALL, LARGE = 1, 2
WHOLE, OAT, VANILLA, HAZELNUT = range(1, 5)
OAT_OF_FLAT_WHITE = 6


def cafe() -> Menu:
    """The small menu; ids are those above."""
    return load_menu(CAFE)


def large_menu(items: int = 1200) -> Menu:
    """A menu of many dishes, one of them named like no other."""
    lines = [f"      - {{name: Dish number {n}, price: 5}}" for n in range(items)]
    lines.append("      - {name: Zarzuela, aliases: [fish stew], price: 19}")
    return load_menu("currency: EUR\ncategories:\n  - name: All\n    items:\n" + "\n".join(lines))
