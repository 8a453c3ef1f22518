"""Who says "don't forget the allergy" has one: the words that take an allergy back are turned round by a "not"."""

import pytest

from server.parsing.grammar import understand
from server.parsing.model import Understood
from tests.parsing.kitchens import menu_of

MENU = menu_of({"name": "Chai", "price": 3}, {"name": "Halloumi", "price": 6})
TOLD = {
    "en": "nut allergy. a chai",
    "de": "Nussallergie. ein Chai",
    "fr": "allergie aux noix. un chai",
    "es": "alergia a las nueces. un chai",
    "it": "allergia alle noci. un chai",
    "pt": "alergia a ovos. um chai",
    "nl": "notenallergie. een chai",
}
REMINDERS = {
    "en": ("don't forget the allergy", "please do not forget my allergy", "never forget the allergy", "don't ignore the allergy"),
    "de": ("vergessen Sie die Allergie nicht", "bitte vergessen Sie nicht die Allergie", "und nicht die Allergie vergessen"),
    "fr": ("n'oubliez pas l'allergie", "et n'oubliez surtout pas l'allergie"),
    "es": ("no olviden la alergia", "no se olvide de la alergia"),
    "it": ("non dimenticate l'allergia", "non si dimentichi l'allergia"),
    "pt": ("não esqueçam a alergia", "não se esqueça da alergia"),
    "nl": ("vergeet de allergie niet", "vergeet niet de allergie"),
}  # fmt: skip
TAKEN_BACK = {
    "en": "forget the allergy",
    "de": "vergessen Sie die Allergie",
    "fr": "oubliez l'allergie",
    "es": "olvide la alergia",
    "it": "dimentichi l'allergia",
    "pt": "esqueça a alergia",
    "nl": "vergeet de allergie",
}


def _after(code: str, text: str) -> tuple[Understood, Understood]:
    before = understand(MENU, TOLD[code], language=code)
    return before, understand(MENU, text, before.lines, code, state=before.state)


@pytest.mark.parametrize(("code", "text"), [(c, text) for c, texts in REMINDERS.items() for text in texts])
def test_a_reminder_of_an_allergy_takes_nothing_back(code: str, text: str) -> None:
    """The allergy that was told stays, and so does the order."""
    before, after = _after(code, text)
    assert before.state.allergies[0] in after.state.allergies
    assert [line.item.name for line in after.lines] == ["Chai"]


@pytest.mark.parametrize("code", sorted(TAKEN_BACK))
def test_an_allergy_that_is_to_be_forgotten_is_taken_back(code: str) -> None:
    """Without a "not" the same words take it back; the order stays."""
    _before, after = _after(code, TAKEN_BACK[code])
    assert not after.state.allergies
    assert [line.item.name for line in after.lines] == ["Chai"]
