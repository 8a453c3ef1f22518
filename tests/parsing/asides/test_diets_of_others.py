"""Who is with a guest, by the diet that they keep: it is handed on, and no dish that is called so is ordered."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of

MENU = menu_of(
    {"name": "Vegan burger", "price": 9},
    {"name": "Vegetarian lasagne", "price": 9},
    {"name": "Chai", "price": 3},
)
TOLD = {
    "en": ("we have a {}", "we've got one {} at the table", "there's a {} with us", "my friend's a {}", "one of us is {}"),
    "de": ("wir haben einen {} dabei", "meine Freundin ist {}"),
    "fr": ("on a un {} à table", "ma fille est {}"),
    "es": ("tenemos un {}", "mi hija es {}"),
    "it": ("abbiamo un {} al tavolo", "mia figlia è {}"),
}  # fmt: skip
DIETS = {
    "en": ("vegan", "vegetarian"),
    "de": ("vegan", "vegetarisch"),
    "fr": ("végan", "végétarien"),
    "es": ("vegano", "vegetariano"),
    "it": ("vegano", "vegetariano"),
}
ORDER = {"en": "two chais", "de": "zwei Chai", "fr": "deux chai", "es": "dos chais", "it": "due chai"}


@pytest.mark.parametrize("code", sorted(TOLD))
def test_somebody_with_a_diet_is_no_order_of_a_dish_that_is_called_so(code: str) -> None:
    """ "We have a vegan at the table, two chais" orders two chais."""
    for diet in DIETS[code]:
        for sentence in TOLD[code]:
            text = f"{sentence.format(diet)}, {ORDER[code]}"
            understood = understand(MENU, text, language=code)
            assert [(line.item.name, line.quantity) for line in understood.lines] == [("Chai", 2)], text
            assert diet.casefold() in understood.state.note.casefold(), text


def test_several_with_their_diets_are_told_together() -> None:
    """Two vegetarians and a vegan are three people and no burger; a vegan burger is one."""
    understood = understand(MENU, "we've got two vegetarians and a vegan, two chais")
    assert [line.item.name for line in understood.lines] == ["Chai"]
    understood = understand(MENU, "my friend's a vegan and a vegan burger for me")
    assert [line.item.name for line in understood.lines] == ["Vegan burger"]
