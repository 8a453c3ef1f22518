"""What will be ordered another time, or was only thought of, is nothing of this order."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of, order, told

LATER = (
    ("harbour", "a cola for now, we'll order the rest later", "1 Cola"),
    ("harbour", "a cola please, dessert later maybe", "1 Cola"),
    ("harbour", "two colas, and we'll see about food later", "2 Cola"),
    ("de", "ein Bier, den Rest später", "1 Bier"),
    ("fr", "une bière, le dessert plus tard", "1 Bière"),
    ("fr", "une bière, on commandera le reste plus tard", "1 Bière"),
    ("es", "una cerveza, el resto más tarde", "1 Cerveza"),
    ("it", "una birra, il dolce dopo", "1 Birra"),
)
REASONS = {
    "en": "i'd love {} but it's late, so {}",
    "de": "ich hätte gern {} aber es ist spät, deshalb {}",
    "fr": "je voudrais {} mais il est tard, donc {}",
    "es": "quiero {} pero es tarde, entonces {}",
    "it": "vorrei {} ma è tardi, quindi {}",
    "nl": "ik wil graag {} maar het is laat, dus {}",
    "pl": "poproszę {} ale jest późno, więc {}",
}


@pytest.mark.parametrize(("menu", "text", "line"), LATER)
def test_what_is_ordered_later_is_no_wish_of_the_dish_before(menu: str, text: str, line: str) -> None:
    """ "A cola for now, we'll order the rest later": the cola is not to come later."""
    assert order(text, menu) == [line]


def test_a_dish_that_is_to_come_later_is_told_so() -> None:
    """ "A cola later" and the rest of an order of two dishes keep the wish."""
    index = menu_of({"name": "Pie", "price": 5}, {"name": "Cola", "price": 2})
    for text in ("a pie and a cola later", "a cola and a pie later"):
        assert told(understand(index, text).lines[-1]).endswith("«later»"), text


@pytest.mark.parametrize("code", REASONS)
def test_a_dish_that_gives_way_to_another_leaves_the_order_open(code: str) -> None:
    """ "I'd love a pie but it's late, so a soup": nobody is told that both are ordered for sure."""
    index = menu_of({"name": "Moussaka", "price": 9}, {"name": "Gazpacho", "price": 6})
    text = REASONS[code].format("moussaka", "gazpacho")
    assert not understand(index, text, language=code).complete, text
