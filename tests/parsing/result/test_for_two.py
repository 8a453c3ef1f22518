"""A dish that nobody counted, for two persons."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen


@pytest.mark.parametrize(
    ("code", "one", "two"),
    [
        ("en", "a cola for me and my wife", "two colas for me and my wife"),
        ("en", "grilled salmon for my dad and me", "two grilled salmons for my dad and me"),
        ("de", "einen Hamburger für mich und meine Frau", "zwei Hamburger für mich und meine Frau"),
        ("it", "una birra per me e mia moglie", "due birre per me e mia moglie"),
        ("nl", "een cola voor mij en mijn vrouw", "twee cola voor mij en mijn vrouw"),
    ],
)
def test_a_dish_for_two_is_complete_once_it_is_counted(code: str, one: str, two: str) -> None:
    """One may be meant for both, or one for each: the order stays open until somebody says so."""
    menu = kitchen("harbour" if code == "en" else code)
    assert not understand(menu, one, (), code).complete
    counted = understand(menu, two, (), code)
    assert counted.complete
    assert [line.quantity for line in counted.lines] == [2]
