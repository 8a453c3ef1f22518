"""A dish of which "and one" is had otherwise is ordered again, and "one without" is of one alone, though the menu sells it too."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

WORDS = {
    "de": ("Braten", "Beilage", "Knödel", "Spätzle", "Stufe", "Blutig", "Durch"),
    "fr": ("Bavette", "Accompagnement", "Frites", "Haricots", "Cuisson", "Saignante", "Bien cuite"),
    "es": ("Solomillo", "Guarnición", "Patatas", "Arroz", "Punto", "Poco hecho", "Muy hecho"),
    "it": ("Tagliata", "Contorno", "Patatine", "Verdure", "Cottura", "Al sangue", "Ben cotta"),
    "nl": ("Biefstuk", "Bijgerecht", "Friet", "Rijst", "Bakwijze", "Rood", "Doorbakken"),
    "en": ("Steak", "Side", "Chips", "Rice", "Cooking", "Rare", "Well done"),
}


def _menu(dish: str, side: str, first: str, second: str, cooking: str, rare: str, done: str) -> MenuIndex:
    groups = [
        {"name": side, "min": 1, "max": 1, "options": [{"name": first}, {"name": second}]},
        {"name": cooking, "min": 1, "max": 1, "options": [{"name": rare}, {"name": done}]},
    ]
    return menu_of(
        {"name": dish, "price": 15, "modifier_groups": groups[:1]},
        {"name": f"{dish} Royal", "price": 18, "modifier_groups": groups},
        {"name": first, "price": 4},
        {"name": second, "price": 4},
    )


SIDES = {
    "de": "ein Braten mit Knödel und einer mit Spätzle", "fr": "une bavette avec frites et une avec haricots",
    "es": "un solomillo con patatas y uno con arroz", "it": "una tagliata con patatine e una con verdure",
    "nl": "een biefstuk met friet en een met rijst", "en": "a steak with chips and one with rice",
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(SIDES))
def test_and_one_with_another_side_is_the_same_dish_again(language: str) -> None:
    """It is not the side by itself, which is sold too."""
    dish, _side, first, second, *_cooking = WORDS[language]
    lines = ordered(turns(_menu(*WORDS[language]), SIDES[language]))
    assert lines == sorted(f"1 {dish}; {side}".casefold() for side in (first, second))


COOKED = {
    "de": "ein Braten Royal blutig und einer durch, beide mit Knödel",
    "fr": "une bavette royal saignante et une bien cuite, les deux avec frites",
    "es": "un solomillo royal poco hecho y otro muy hecho, los dos con patatas",
    "it": "una tagliata royal al sangue e una ben cotta, tutte e due con patatine",
    "en": "a steak royal rare and one well done, both with chips",
}


@pytest.mark.parametrize("language", sorted(COOKED))
def test_and_one_cooked_otherwise_is_no_wish_for_the_first(language: str) -> None:
    """A dish cannot be had both ways."""
    dish, _side, side, _other, _cooking, *ways = WORDS[language]
    lines = ordered(turns(_menu(*WORDS[language]), COOKED[language]))
    said = [{f"1 {dish} royal".casefold(), side.casefold(), way.casefold()} for way in ways]
    assert sorted(sorted(line.split("; ")) for line in lines) == sorted(map(sorted, said))


WITHOUT = {
    "de": ("zwei Braten, einer ohne Spätzle", "drei Braten, bei einem keine Spätzle"),
    "fr": ("deux bavettes, une sans haricots",),
    "es": ("dos solomillos, uno sin arroz",),
    "it": ("due tagliate, una senza verdure",),
    "nl": ("twee biefstukken, een zonder rijst",),
    "en": ("two steaks, one without rice",),
}


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in WITHOUT.items() for text in texts]
)
def test_one_without_is_not_said_of_all(language: str, text: str) -> None:
    """What is refused may be a dish of its own, and no option of this one."""
    dish, *_side, second = WORDS[language][:4]
    menu = menu_of({"name": dish, "price": 15}, {"name": second, "price": 4})
    lines = turns(menu, text).lines
    assert [(line.quantity, bool(line.special_requests)) for line in lines] in (
        [(1, False), (1, True)],
        [(2, False), (1, True)],
    )
