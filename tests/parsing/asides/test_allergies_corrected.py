"""Allergens that correct others or that somebody else has, told behind an allergy: never dishes that are called so."""

from itertools import permutations

import pytest

from server.parsing.grammar import understand
from server.parsing.model import Understood
from tests.parsing.kitchens import menu_of, turns

MENU = menu_of(
    {"name": "Peanut stew", "price": 4, "translations": {
        "de": {"name": "Erdnusseintopf"}, "fr": {"name": "Ragoût aux cacahuètes"}, "es": {"name": "Guiso de cacahuetes"},
        "it": {"name": "Stufato alle arachidi"}, "pt": {"name": "Guisado de amendoins"}, "nl": {"name": "Pindastoofpot"}}},
    {"name": "Sesame toast", "price": 3},
    {"name": "Cola", "price": 2},
    {"name": "Grilled fish", "price": 9, "translations": {
        "de": {"name": "Gegrillter Fisch"}, "fr": {"name": "Poisson grillé"}, "es": {"name": "Pescado a la plancha"},
        "it": {"name": "Pesce alla griglia"}, "pt": {"name": "Peixe grelhado"}, "nl": {"name": "Gegrilde vis"}}},
)  # fmt: skip
CORRECTED = (
    "a cola, I'm allergic to milk, sorry, peanuts",
    "a cola, I'm allergic to milk, I mean peanuts",
    "a cola, I'm allergic to milk, or rather peanuts",
    "eine Cola, ich bin allergisch gegen Milch, nein, gegen Erdnüsse",
    "eine Cola, ich bin allergisch gegen Milch, ich meine Erdnüsse",
    "un cola, je suis allergique au lait, pardon, aux cacahuètes",
    "una cola, soy alérgico a la leche, perdón, a los cacahuetes",
    "una cola, sono allergico al latte, scusi, alle arachidi",
)
DENIED = {
    "en": ("a cola, I'm allergic to {}. {}", ("sorry, not {}, {}", "no, not {} but {}", "not {}, {} I mean")),
    "de": ("eine Cola, ich bin allergisch gegen {}. {}", ("äh, nicht {}, {}", "nein, nicht {} sondern {}")),
    "fr": ("un cola, je suis allergique à {}. {}", ("pardon, pas {}, {}", "enfin pas {} mais {}")),
    "es": ("una cola, soy alérgico a {}. {}", ("perdón, no {}, {}", "no {}, perdón, {}")),
    "it": ("una cola, sono allergico a {}. {}", ("scusi, non {}, {}", "non {} ma {}")),
}
WORDS = {
    "en": {"milk": "milk", "peanuts": "peanuts", "fish": "fish", "celery": "celery"},
    "de": {"milk": "Milch", "peanuts": "Erdnüsse", "fish": "Fisch", "celery": "Sellerie"},
    "fr": {"milk": "lait", "peanuts": "cacahuètes", "fish": "poisson", "celery": "céleri"},
    "es": {"milk": "leche", "peanuts": "cacahuetes", "fish": "pescado", "celery": "apio"},
    "it": {"milk": "latte", "peanuts": "arachidi", "fish": "pesce", "celery": "sedano"},
}
OF_SOMEBODY = (
    "a cola, I've got a milk allergy, my partner's got a fish one",
    "a cola, I have a milk allergy and my son has a fish one",
    "a cola, I'm allergic to milk and my son to fish",
    "a cola, I'm allergic to milk, no fish for my son",
    "eine Cola, ich bin allergisch gegen Milch, mein Mann gegen Fisch",
    "eine Cola, ich vertrage keine Milch und mein Bruder keinen Fisch",
    "un cola, je suis allergique au lait et mon fils au poisson",
    "un cola, je suis allergique au lait, pas de poisson pour mon fils",
    "una cola, soy alérgico a la leche y mi hijo al pescado",
    "una cola, sono allergico al latte e mio figlio al pesce",
)


def _codes(understood: Understood) -> set[str]:
    return {code for allergy in understood.state.allergies for code in allergy.allergens}


def _dishes(understood: Understood) -> list[str]:
    return [line.item.name for line in understood.lines]


@pytest.mark.parametrize("text", CORRECTED)
def test_an_allergen_that_corrects_an_allergy_is_one(text: str) -> None:
    """ "To milk, sorry, peanuts" keeps both, and orders no peanut stew."""
    understood = understand(MENU, text)
    assert {"milk", "peanuts"} <= _codes(understood)
    assert _dishes(understood) == ["Cola"]


@pytest.mark.parametrize("code", sorted(DENIED))
def test_an_allergen_that_stands_instead_of_one_that_is_denied_is_an_allergy(code: str) -> None:
    """ "To milk, sorry, not milk, fish" tells fish too, and orders no fish and no milk."""
    whole, corrections = DENIED[code]
    for (first, a), (second, b) in permutations(WORDS[code].items(), 2):
        for correction in corrections:
            text = whole.format(a, correction.format(a, b))
            understood = understand(MENU, text)
            assert {first, second} <= _codes(understood), text
            assert _dishes(understood) == ["Cola"], text


def test_a_refusal_of_something_else_behind_an_allergy_corrects_nothing() -> None:
    """ "I'm allergic to nuts. No egg, cheese" is about the sandwich."""
    options = {"modifier_groups": [{"name": "In it", "options": [{"name": "Egg"}, {"name": "Cheese"}]}]}
    index = menu_of({"name": "Sandwich", "price": 4, **options})
    understood = understand(index, "a sandwich, I'm allergic to nuts. no egg, cheese")
    assert _codes(understood) == {"nuts"}


@pytest.mark.parametrize("text", OF_SOMEBODY)
def test_an_allergen_that_somebody_else_has_is_an_allergy(text: str) -> None:
    """ "And my son to fish" tells a second allergy, and orders no fish."""
    understood = understand(MENU, text)
    assert {"milk", "fish"} <= _codes(understood)
    assert _dishes(understood) == ["Cola"]


def test_an_allergy_of_somebody_tells_who_has_it() -> None:
    """So that "I have no allergies" leaves it."""
    told = "eine Cola, ich bin allergisch gegen Milch, mein Mann gegen Fisch"
    assert _codes(turns(MENU, told, "ich habe keine Allergien")) == {"fish"}


def test_a_dish_that_corrects_a_dish_is_ordered() -> None:
    """ "Sorry, sesame toast" behind an order with an allergy changes the order."""
    understood = turns(MENU, "a cola, I'm allergic to nuts", "sorry, a sesame toast instead of the cola")
    assert _dishes(understood) == ["Sesame toast"]
