"""Who says what they may not have, and asks what they can, is told what the menu states, in every language."""

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import menu_of, turns

ASKED = {
    "en": ("i'm allergic to nuts", "what can i eat?"),
    "de": ("ich bin gegen Nüsse allergisch", "was kann ich essen?"),
    "fr": ("je suis allergique aux noix", "qu'est-ce que je peux manger ?"),
    "es": ("soy alérgico a los frutos secos", "¿qué puedo comer?"),
    "it": ("sono allergico alle noci", "cosa posso mangiare?"),
    "pt": ("sou alérgico a nozes", "o que posso comer?"),
    "nl": ("ik ben allergisch voor noten", "wat kan ik eten?"),
    "pl": ("mam alergię na orzechy", "co mogę zjeść?"),
    "tr": ("cevize alerjim var", "ne yiyebilirim?"),
    "ja": ("ナッツアレルギーです", "何が食べられますか"),
    "ko": ("견과류 알레르기가 있어요", "뭐 먹을 수 있어요?"),
    "zh": ("我对坚果过敏", "能吃什么"),
    "ar": ("عندي حساسية من المكسرات", "ماذا يمكنني أن آكل؟"),
}
WAYS = (
    "what can i have if i'm allergic to nuts",
    "i have a nut allergy. which dishes are safe?",
    "what do you have for someone with a nut allergy",
    "my son can't have nuts, what could he eat?",
    "i'm allergic to nuts, what do you recommend?",
    "what do you recommend for a nut allergy",
)


def _menu() -> MenuIndex:
    return menu_of(
        {"name": "Brownie", "price": 4, "allergens": ["nuts"], "tags": ["popular"]},
        {"name": "Walnut bread", "price": 3},
        {"name": "Fruit bowl", "price": 5, "tags": ["vegan"]},
    )


def _is_told_of_nuts(understood: Understood) -> bool:
    """Whether the dishes that have nuts, by what they state or are called, are named, and nothing is recommended."""
    (answer,) = understood.answers
    return "Brownie" in answer.text and answer.topic is None and not understood.unmatched


@pytest.mark.parametrize("code", ASKED)
def test_what_can_be_had_is_answered_by_the_allergy(code: str) -> None:
    """ "I'm allergic to nuts, what can I eat?", in one message and in two, names what has them and sends to the staff."""
    allergy, question = ASKED[code]
    together = understand(_menu(), f"{allergy}, {question}", language=code)
    apart = turns(_menu(), allergy, question)
    for understood in (together, apart):
        assert not understood.lines
        assert [a.allergens for a in understood.state.allergies] == [("nuts",)]
        assert _is_told_of_nuts(understood), understood.answers


@pytest.mark.parametrize("text", WAYS)
def test_the_question_is_no_part_of_the_allergy(text: str) -> None:
    """The allergy is noted without the question about it, and no popular dish with nuts is recommended."""
    understood = understand(_menu(), text)
    assert _is_told_of_nuts(understood)
    assert "Walnut bread" in understood.answers[0].text
    (allergy,) = understood.state.allergies
    assert "what" not in allergy.text
    assert "which" not in allergy.text


def test_who_keeps_a_diet_is_told_what_is_marked() -> None:
    """ "I'm vegan, what can I have?" names the vegan dish."""
    (answer,) = understand(_menu(), "i'm vegan, what can i have?").answers
    assert "Fruit bowl" in answer.text
    assert "Brownie" not in answer.text


def test_who_told_nothing_is_recommended_what_is_popular() -> None:
    """ "What can I have?" alone asks what is good here."""
    (answer,) = understand(_menu(), "what can i have?").answers
    assert "Brownie" in answer.text
