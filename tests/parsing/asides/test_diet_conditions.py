"""Dishes that are wanted if they are vegan, or without an allergen."""
# ruff: noqa: RUF001  (the signs of the languages)

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen, menu_of

CONDITIONS = {
    "harbour": ("one brownie if it's veggie", "a latte if it's gluten free", "only if it's vegan, the brownie", "Is the brownie vegetarian? If it is I'll have one", "is the latte vegan? if so, two please", "a brownie as long as it's nut free"),
    "de": ("eine Pizza, falls sie vegan ist", "einen Hamburger wenn er glutenfrei ist", "Ist die Pizza vegetarisch? Wenn ja, nehm ich eine"),
    "es": ("una pizza si es vegetariana", "¿la pizza es vegana? si lo es, una por favor"),
    "fr": ("une pizza si elle est sans gluten", "la pizza est végétarienne ? si oui, j'en prends une"),
    "it": ("una pizza se è senza glutine", "la pizza è vegetariana? se sì, ne prendo una"),
    "pt": ("uma pizza se for sem glúten", "a pizza é vegetariana? se for, quero uma"),
    "nl": ("een pizza als die glutenvrij is", "is de pizza vegetarisch? zo ja, dan neem ik er een"),
    "pl": ("jedną pizzę, jeśli jest bezglutenowa", "czy pizza jest wegetariańska? jeśli tak, to poproszę jedną"),
    "tr": ("glutensizse bir pizza", "pizza vejetaryen mi? öyleyse bir tane alayım"),
    "ar": ("بيتزا إذا كانت بدون غلوتين", "هل البيتزا نباتية؟ إذا نعم، أريد واحدة"),
    "ja": ("グルテンフリーならピザを一つ",),
    "ko": ("피자 채식이에요? 맞으면 하나 주세요",),
    "zh": ("披萨是素的吗？是的话来一个",),
}  # fmt: skip


@pytest.mark.parametrize("menu", CONDITIONS)
def test_a_condition_keeps_the_order_open(menu: str) -> None:
    """One dish is ordered at most, none by the words of the condition, and they are no wish of it."""
    for text in CONDITIONS[menu]:
        understood = understand(kitchen(menu), text)
        assert not understood.complete, text
        assert len(understood.lines) <= 1, text
        assert understood.unmatched, text
        assert {line.special_requests for line in understood.lines} <= {""}, text


@pytest.mark.parametrize(
    "text", ["a latte with oat milk if possible", "a latte if that's ok", "a latte with oat milk if you can"]
)
def test_a_polite_condition_leaves_the_order_complete(text: str) -> None:
    """ "If possible" is no condition of the dish."""
    assert understand(kitchen("harbour"), text).complete


def test_a_condition_that_the_menu_answers_with_yes_is_met() -> None:
    """ "Is the soup vegan? If it is, one please" orders it where the soup is marked vegan, and stays open where it is not."""
    index = menu_of({"name": "Leek soup", "price": 5, "tags": ["vegan"]}, {"name": "Broth", "price": 4})
    met = understand(index, "Is the leek soup vegan? If it is I'll have one")
    assert [line.item.name for line in met.lines] == ["Leek soup"]
    assert not met.unmatched
    assert understand(index, "Is the broth vegan? If it is I'll have one").unmatched
