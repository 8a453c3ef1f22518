"""What a dish itself is, for guests of another language: without what it is served in, by a cut, a brand, a sauce that calls it."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

MENUS = {
    "es": """
name: La Barraca
currency: EUR
categories:
  - name: Para picar
    items:
      - {name: Cesta de pan, price: 2}
      - {name: Boquerones fritos, price: 9}
      - {name: Alcachofas con jamón, price: 9}
  - name: Del mar
    items:
      - {name: Lomo de merluza a la plancha, price: 17}
      - {name: Arroz con bogavante, price: 22}
  - name: Para beber
    items:
      - {name: Ambar especial tirada, price: 3}
      - {name: Copa de verdejo DO, price: 4}
""",
    "fr": """
name: Le Quai
currency: EUR
categories:
  - name: Plats
    items:
      - {name: Corbeille de pain, price: 2}
      - {name: Pavé de cabillaud rôti, price: 19}
      - {name: Linguine à la carbonara, price: 14}
      - {name: Gratin aux noix, price: 12}
  - name: Boissons
    items:
      - {name: Meteor pression, price: 4}
      - {name: Verre de muscat AOC, price: 5}
""",
    "de": """
name: Zum Ochsen
currency: EUR
categories:
  - name: Speisen
    items:
      - {name: Körbchen Brot, price: 2}
      - {name: Flammkuchen vegetarisch, price: 11}
      - {name: Krautsalat m. Speck, price: 5}
      - {name: Kassler i. Brotteig, price: 14}
  - name: Getränke
    items:
      - {name: "Fritz-Cola 0,33 l Fl.", price: 3}
      - {name: "Glas Silvaner", price: 5}
""",
}


def _order(menu: str, text: str) -> tuple[list[str], bool]:
    index = MenuIndex(load_menu(MENUS[menu].encode(), "yaml"))
    understood = understand(index, text)
    return [told(line) for line in understood.lines], understood.complete


@pytest.mark.parametrize(
    ("menu", "text", "dish"),
    [
        ("es", "bread please", "1 Cesta de pan"),
        ("es", "einmal Brot bitte", "1 Cesta de pan"),
        ("es", "due cestini di pane per favore", "2 Cesta de pan"),
        ("es", "un merlu s'il vous plaît", "1 Lomo de merluza a la plancha"),
        ("es", "the grilled hake please", "1 Lomo de merluza a la plancha"),
        ("es", "two boquerones please", "2 Boquerones fritos"),
        ("es", "twee verdejo graag", "2 Copa de verdejo DO"),
        ("fr", "nog wat brood graag", "1 Corbeille de pain"),
        ("fr", "due carbonara per favore", "2 Linguine à la carbonara"),
        ("fr", "zwei Bier bitte", "2 Meteor pression"),
        ("fr", "dwa piwa poproszę", "2 Meteor pression"),
        ("fr", "two muscat please", "2 Verre de muscat AOC"),
        ("de", "bread please", "1 Körbchen Brot"),
        ("de", "due flammkuchen per favore", "2 Flammkuchen vegetarisch"),
        ("de", "due cole per favore", "2 Fritz-Cola 0,33 l Fl."),
        ("de", "one kassler please", "1 Kassler i. Brotteig"),
        ("de", "two silvaner please", "2 Glas Silvaner"),
    ],
)
def test_a_dish_is_told_by_what_it_is(menu: str, text: str, dish: str) -> None:
    """What the dish itself is, or a word of its own name that is none of the guest's language, orders it."""
    assert _order(menu, text) == ([dish], True)


@pytest.mark.parametrize(
    ("menu", "text"),
    [
        ("es", "ham please"),
        ("es", "ein Hummer bitte"),
        ("fr", "nuts please"),
        ("fr", "walnüsse bitte"),
        ("de", "pancetta per favore"),
    ],
)
def test_what_a_dish_merely_has_orders_nothing_surely(menu: str, text: str) -> None:
    """Told in another language by something that a dish has, an order of it stays open."""
    assert not _order(menu, text)[1]
