"""A guest repeats what was offered and turns it down for an allergy: "milk? No, I'm allergic"."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of, turns

ANSWERS = {
    "en": (
        "No, I'm allergic",
        "No thanks, I have an allergy",
        {"eggs": "eggs", "milk": "milk", "crustaceans": "prawns"},
    ),
    "de": (
        "Nein, ich bin allergisch",
        "Nein danke, Allergie",
        {"eggs": "Eier", "milk": "Milch", "crustaceans": "Garnelen"},
    ),
    "fr": (
        "Non, je suis allergique",
        "Non merci, allergique",
        {"eggs": "des œufs", "milk": "du lait", "crustaceans": "des crevettes"},
    ),
    "es": (
        "No, soy alérgico",
        "No gracias, tengo alergia",
        {"eggs": "huevos", "milk": "leche", "crustaceans": "gambas"},
    ),
    "it": (
        "No, sono allergica",
        "No grazie, ho un'allergia",
        {"eggs": "uova", "milk": "latte", "crustaceans": "gamberi"},
    ),
    "pt": (
        "Não, sou alérgico",
        "Não, tenho alergia",
        {"eggs": "ovos", "milk": "leite", "crustaceans": "camarão"},
    ),
    "nl": (
        "Nee, ik ben allergisch",
        "Nee dank je, allergie",
        {"eggs": "eieren", "milk": "melk", "crustaceans": "garnalen"},
    ),
    "pl": (
        "Nie, jestem uczulony",
        "Nie, mam alergię",
        {"eggs": "jajka", "milk": "mleko", "crustaceans": "krewetki"},
    ),
    "tr": (
        "Hayır, alerjim var",  # noqa: RUF001
        "Hayır, alerjim var",  # noqa: RUF001
        {"eggs": "yumurta", "milk": "süt", "crustaceans": "karides"},
    ),
}
DENIED = {
    "es": "no soy alérgico",
    "it": "non sono allergica",
    "pt": "não sou alérgico",
    "pl": "nie jestem uczulony",
}


@pytest.mark.parametrize("code", sorted(ANSWERS))
def test_what_is_turned_down_for_an_allergy_is_what_the_allergy_is_about(code: str) -> None:
    """The food is noted as the allergy and not ordered, though a dish is called so; the tea behind it is."""
    *answers, foods = ANSWERS[code]
    for allergen, food in foods.items():
        index = menu_of({"name": food.split()[-1].capitalize(), "price": 3}, {"name": "Chai 7", "price": 2})
        for answer in answers:
            for text, dishes in ((f"{food}? {answer}", []), (f"{food}? {answer}. Chai 7", ["Chai 7"])):
                found = understand(index, text, language=code)
                codes = [code for allergy in found.state.allergies for code in allergy.allergens]
                assert codes == [allergen], text
                assert [line.item.name for line in found.lines] == dishes, text


@pytest.mark.parametrize("code", sorted(DENIED))
def test_a_no_before_a_comma_denies_no_allergy(code: str) -> None:
    """ "No, soy alérgico" says the opposite of "no soy alérgico": what was told before stays."""
    index = menu_of({"name": "Salami", "price": 3})
    answer, _other, foods = ANSWERS[code]
    before = understand(index, f"{foods['eggs']}? {answer}", language=code)
    assert turns(index, f"{foods['eggs']}? {answer}", answer).state.allergies[0] == before.state.allergies[0]
    assert not understand(index, DENIED[code], state=before.state, language=code).state.allergies


@pytest.mark.parametrize("code", ["en", "de", "it", "nl", "es"])
def test_what_is_turned_down_for_another_allergen_is_not_ordered(code: str) -> None:
    """ "Eggs? No, I'm allergic to milk": the milk is the allergy, and the dish of eggs is not ordered."""
    answer, _other, foods = ANSWERS[code]
    lead = {"en": " to", "de": " gegen", "it": " a", "nl": " voor", "es": " a"}[code]
    index = menu_of({"name": foods["eggs"].capitalize(), "price": 3}, {"name": "Chai 7", "price": 2})
    found = understand(index, f"{foods['eggs']}? {answer}{lead} {foods['milk']}. Chai 7", language=code)
    assert "milk" in [c for allergy in found.state.allergies for c in allergy.allergens]
    assert [line.item.name for line in found.lines] == ["Chai 7"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("wir haben eine Erdnuss- und Sesamallergie", {"peanuts", "sesame"}),
        ("Milch- und Eiallergie am Tisch", {"milk", "eggs"}),
        ("een pinda- en sesamallergie", {"peanuts", "sesame"}),
        ("ich vertrage keine Kuhmilch", {"milk"}),
        ("Chai 7, weil ich Kuhmilch nicht vertrage", {"milk"}),
    ],
)
def test_each_part_of_a_shortened_compound_is_an_allergy(text: str, codes: set[str]) -> None:
    """The word for the allergy stands behind the last of its allergens alone."""
    index = menu_of({"name": "Chai 7", "price": 3}, {"name": "Bratkartoffeln", "price": 3})
    found = understand(index, text, language="nl" if text.startswith("een") else "de")
    assert {code for allergy in found.state.allergies for code in allergy.allergens} == codes
