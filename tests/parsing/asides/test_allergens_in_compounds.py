"""German and Dutch write a dish and what it is made of as one word: its parts say the allergens."""

import pytest

from server.domain.allergens import allergens, compound_parts, family_of
from server.parsing.asides.allergies import codes_of_name
from server.parsing.grammar import understand
from server.parsing.text.language import language
from server.parsing.text.tokens import words
from tests.parsing.kitchens import menu_of

ENDS = {"de": ("suppe", "teller", "platte"), "nl": ("soep", "schotel", "hapje")}
BEGINS = {"de": "hof", "nl": "hof"}
OTHERS = {
    "de": ("Bratkartoffeln", "Gemischter Salat", "Großes Bier"),
    "nl": ("Gebakken aardappelen", "Gemengde salade", "Groot glas bier"),
}
SAID = {
    "de": {"milk": "Käse", "nuts": "Nuss", "crustaceans": "Garnelen", "mustard": "Senf", "eggs": "Eier"},
    "nl": {
        "milk": "kaas",
        "nuts": "noten",
        "crustaceans": "garnalen",
        "mustard": "mosterd",
        "fish": "tonijn",
    },
}
ASKED = {
    "de": "ich bin allergisch gegen {}. eine {} bitte",
    "nl": "ik ben allergisch voor {}. een {} graag",
}


def _single_words(code: str) -> dict[str, frozenset[str]]:
    """The words of five letters and more that are names of allergens by themselves."""
    found: dict[str, frozenset[str]] = {}
    for allergen in allergens().values():
        for word in allergen.words[code]:
            if len(words(word)) == 1 and len(word) >= 5:
                plain = words(word)[0]
                found[plain] = found.get(plain, frozenset()) | {family_of(allergen.code)}
    return found


@pytest.mark.parametrize("code", sorted(ENDS))
def test_each_part_of_a_compound_says_its_allergen(code: str) -> None:
    """Every word for an allergen says it before, behind and between other words, too."""
    spoken = language(code)
    missed = [
        name
        for word, codes in _single_words(code).items()
        for end in ENDS[code]
        for name in (word + end, BEGINS[code] + word, BEGINS[code] + word + end)
        if not codes <= codes_of_name(name, spoken)
    ]
    assert not missed


@pytest.mark.parametrize("code", sorted(ENDS))
def test_a_misleading_name_misleads_nobody_within_a_compound(code: str) -> None:
    """Leberkäse has no milk and coconut soup no nuts; oat milk soup says oats."""
    spoken = language(code)
    wrong = {
        name: codes_of_name(name, spoken)
        for word, means in compound_parts()[code].items()
        for name in (word + ENDS[code][0], word + ENDS[code][1])
        if codes_of_name(name, spoken) != frozenset(map(family_of, means))
    }
    assert not wrong


@pytest.mark.parametrize("code", sorted(ENDS))
def test_a_compound_that_is_free_of_an_allergen_says_none(code: str) -> None:
    """Nobody is warned of gluten-free bread, whatever the ending."""
    ends = {"de": ("frei", "freie", "freies", "freier"), "nl": ("vrij", "vrije")}[code]
    spoken = language(code)
    assert not [w + end for w in _single_words(code) for end in ends if codes_of_name(w + end, spoken)]


@pytest.mark.parametrize("code", sorted(ENDS))
def test_a_dish_that_is_a_compound_goes_against_the_allergy(code: str) -> None:
    """Nobody stated that the cheese soup has milk: its name does; the dish without the word goes against nothing."""
    for allergen, said in SAID[code].items():
        for end in ENDS[code]:
            dish = (said + end).capitalize()
            index = menu_of(*({"name": name, "price": 8} for name in (dish, *OTHERS[code])))
            text = ASKED[code].format(said, dish)
            found = {(c.line, c.allergen) for c in understand(index, text).conflicts}
            assert found == {(0, allergen)}, text
