"""What "and" and a bare verb of change lead to is another dish, which takes no dish's place."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

SAID = {
    "fr": ("une pièce de boeuf saignante", ("à point la pièce de boeuf, et mettez {}", "plutôt à point la pièce de boeuf en fait et mettez {}"), "un flan"),
    "de": ("ein Rumpsteak blutig", ("das Rumpsteak doch lieber durch, und macht {}", "das Rumpsteak durch und macht noch {}"), "einen Flan"),
}  # fmt: skip
DISHES = {"fr": "Pièce de boeuf", "de": "Rumpsteak"}
COOKED = {"fr": ("Saignant", "À point"), "de": ("Blutig", "Durch")}


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("more", [False, True])
def test_the_changed_dish_stays_beside_what_is_ordered_behind(language: str, *, more: bool) -> None:
    """The dish is cooked otherwise, and the other one is a line of its own."""
    first, texts, flan = SAID[language]
    options = [{"name": name} for name in COOKED[language]]
    dish = {
        "name": DISHES[language],
        "price": 20,
        "modifier_groups": [{"name": "Temp", "max": 1, "options": options}],
    }
    index = menu_of(dish, {"name": "Flan", "price": 3}, {"name": "Cola", "price": 3})
    for text in texts:
        said = (f"{first}, Cola" if more else first, text.format(flan))
        lines = [told(line) for line in turns(index, *said).lines]
        assert sum("Flan" in line for line in lines) == 1, (text, lines)
        assert any(DISHES[language] in line and COOKED[language][1] in line for line in lines), (text, lines)
