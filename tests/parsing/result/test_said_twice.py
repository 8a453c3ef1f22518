"""A dish that is said again right behind itself, with more."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of


@pytest.mark.parametrize(
    ("code", "dishes", "joint"),
    [
        ("en", ("Lamb chops", "Soup"), ", "),
        ("de", ("Schnitzel", "Suppe"), ", "),
    ],
)
def test_a_dish_said_again_with_more_stays_open(code: str, dishes: tuple[str, ...], joint: str) -> None:
    """ "Lamb chops, two lamb chops" may be two or three: it is no complete order."""
    index = menu_of(*({"name": name, "price": 3} for name in dishes))
    two = {"en": "two ", "de": "zwei "}[code]
    for dish in dishes:
        assert understand(index, f"{two}{dish}", language=code).complete
        assert not understand(index, f"{dish}{joint}{two}{dish}", language=code).complete
