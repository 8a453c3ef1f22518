"""What diners tell of themselves, in ten languages, before and behind an order, with and without a pause."""

import pytest

from server.parsing.grammar import understand
from server.parsing.model import Understood
from tests.parsing.families import family_of
from tests.parsing.kitchens import kitchen, told

TOLD = {
    "de": ["ich muss noch fahren", "weil wir gleich zum Zug müssen", "meine Frau ist schon satt", "Kevin muss noch fahren"],
    "fr": ["je conduis", "on doit filer", "ma femme arrive bientôt", "parce que mon mari conduit"],
    "es": ["que tengo que conducir", "estamos de celebración", "mi mujer conduce", "porque estoy a régimen"],
    "it": ["devo guidare", "che siamo di corsa", "sono a dieta"],
    "pt": ["que estou de dieta", "vou dirigir", "minha esposa já vem", "estamos comemorando"],
    "nl": ["ik moet rijden", "Kees moet rijden", "want we zijn laat", "mijn vrouw komt zo"],
    "pl": ["muszę prowadzić", "bo jestem kierowcą", "spieszymy się"],
    "tr": ["ben araba süreceğim", "bugün rejimdeyim"],
    "ar": ["لازم أسوق", "زوجي يصل قريبا"],
}  # fmt: skip
WANTED = {
    "de": ["ich hätte gern eine Schawarma", "meine Frau möchte eine Schawarma", "Kevin nimmt eine Schawarma"],
    "fr": ["je voudrais un chawarma", "ma femme prend un chawarma", "on veut aussi un chawarma"],
    "es": ["yo quiero un shawarma", "mi mujer quiere un shawarma", "que me pongas un shawarma"],
    "it": ["io vorrei uno shawarma", "mia moglie prende uno shawarma"],
    "pt": ["eu quero um shawarma", "minha esposa quer um shawarma", "vou querer um shawarma"],
    "nl": ["ik wil graag een shoarma", "mijn vrouw neemt een shoarma", "Kees wil een shoarma"],
    "pl": ["ja poproszę szawarmę", "mój mąż chce szawarmę"],
    "tr": ["ben şavurma istiyorum", "bugün bir şavurma da olsun"],
    "ar": ["أنا أريد شاورما", "زوجي بدي شاورما"],
}


def _hear(language: str, text: str) -> Understood:
    return understand(kitchen(family_of(language)["menu"]), text, language=language)


@pytest.mark.parametrize("language", TOLD)
def test_what_is_told_of_people_leaves_an_order_as_it_is(language: str) -> None:
    """It orders nothing and leaves nothing open, wherever it stands."""
    dish = family_of(language)["dishes"][0]
    wrong = {
        text: (understood.lines, understood.unmatched)
        for talk in TOLD[language]
        for text in (f"{dish['one']}, {talk}", f"{talk}, {dish['one']}", f"{dish['one']} {talk}")
        if not (understood := _hear(language, text)).complete
        or [told(line) for line in understood.lines] != [f"1 {dish['line']}"]
    }
    assert wrong == {}


@pytest.mark.parametrize("language", WANTED)
def test_what_people_want_and_nobody_has_is_no_talk(language: str) -> None:
    """A dish that is not on the menu is told to the diner, whoever wants it."""
    dish = family_of(language)["dishes"][0]["one"]
    assert [text for text in WANTED[language] if _hear(language, f"{dish}, {text}").complete] == []


@pytest.mark.parametrize("talk", ["ooh okay we're up soon", "well, my bus leaves soon", "um I'm driving"])
def test_small_talk_may_come_before_it(talk: str) -> None:
    """What is passed over anyway does not hide who tells something."""
    understood = understand(kitchen("harbour"), f"{talk}, one latte")
    assert [told(line) for line in understood.lines] == ["1 Latte"]
    assert understood.complete
