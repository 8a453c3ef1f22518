"""Foods that are added to an allergy in a sentence or a text of their own."""
# ruff: noqa: RUF001  (the signs of the languages)

from dataclasses import replace

import pytest

from server.parsing.grammar import understand
from server.parsing.model import Understood
from tests.parsing.kitchens import kitchen, menu_of, told

BEHIND = {
    "harbour": ("a latte, I'm allergic to nuts", ("gluten too", "and celery", "oh and gluten as well", "also lupin", "or sesame", "and to eggs too")),
    "de": ("einen Hamburger, ich bin allergisch gegen Nüsse", ("und Sellerie", "Gluten auch", "auch gegen Eier", "und Sesam auch noch")),
    "es": ("una hamburguesa, soy alérgico a los frutos secos", ("y apio", "y también al huevo", "gluten también")),
    "fr": ("un hamburger, je suis allergique aux noix", ("et le céleri", "et aux œufs aussi", "le gluten aussi")),
    "it": ("un hamburger, sono allergico alle noci", ("e anche alle uova", "e il sedano", "anche il glutine")),
    "pt": ("um hambúrguer, sou alérgico a nozes", ("e aipo", "e também a glúten", "glúten também")),
    "nl": ("een hamburger, ik ben allergisch voor noten", ("en selderij", "ook voor melk", "gluten ook")),
    "pl": ("hamburger, mam alergię na orzechy", ("i na jajka też", "gluten też", "i seler")),
    "tr": ("bir hamburger, fındığa alerjim var", ("gluten de", "ve kereviz", "kereviz de")),
    "ar": ("برجر، عندي حساسية من المكسرات", ("والغلوتين كمان", "والكرفس", "والسمسم أيضا")),
    "ja": ("ハンバーガー一つ、ナッツアレルギーです", ("卵も", "小麦もです", "あと、えび")),
    "ko": ("햄버거 하나, 견과류 알레르기 있어요", ("우유도요", "그리고 메밀", "새우도")),
    "zh": ("一个汉堡，我对坚果过敏", ("鸡蛋也是", "还有芹菜", "虾也是")),
}  # fmt: skip


def heard(menu: str, *texts: str) -> Understood:
    """What texts come to, each told of the one before it."""
    understood, before = Understood(), ""
    for text in texts:
        state = replace(understood.state, asked_after=before)
        understood, before = understand(kitchen(menu), text, understood.lines, state=state), text
    return understood


@pytest.mark.parametrize("menu", BEHIND)
def test_a_bare_food_behind_an_allergy_is_one_too(menu: str) -> None:
    """In the next text and in the next sentence: it changes no line, and is told as an allergy."""
    order, added = BEHIND[menu]
    alone = [line.item.id for line in heard(menu, order).lines]
    for food in added:
        for texts in ((order, food), (f"{order}. {food}",)):
            understood = heard(menu, *texts)
            codes = {code for allergy in understood.state.allergies for code in allergy.allergens}
            assert len(codes) > 1, texts
            assert [line.item.id for line in understood.lines] == alone, texts
            assert not understood.unmatched, texts


EGGS = menu_of(
    {"name": "Garden pie", "price": 4},
    {"name": "Egg roll", "price": 3},
    {"name": "Milk", "price": 2},
    {"name": "Mustard greens", "price": 2},
    {"name": "Cola", "price": 2},
)


@pytest.mark.parametrize(
    "food", ["and eggs", "eggs too", "also mustard", "oh and milk as well", "and mustard"]
)
def test_what_the_menu_calls_so_too_is_an_allergy_and_not_clear(food: str) -> None:
    """ "And eggs" beside an *Egg roll* is kept as an allergy, orders nothing, and the order stays open."""
    first = "a garden pie, nut allergy"
    before = understand(EGGS, first)
    for asked_after in (first, ""):
        state = replace(before.state, asked_after=asked_after)
        understood = understand(EGGS, food, before.lines, state=state)
        assert [line.item.name for line in understood.lines] == ["Garden pie"]
        assert len({code for a in understood.state.allergies for code in a.allergens}) == 2
        assert not understood.complete


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("and a milk", "1 Milk"),
        ("and two egg rolls", "2 Egg roll"),
        ("and a cola", "1 Cola"),
        ("egg roll too", "1 Egg roll"),
        ("cola", "1 Cola"),
        ("I'd like milk", "1 Milk"),
    ],
)
def test_what_is_counted_or_named_in_full_is_ordered(text: str, also: str) -> None:
    """An article, a number, a word that orders or the whole name of a dish makes it an order."""
    before = understand(EGGS, "a garden pie, nut allergy")
    understood = understand(
        EGGS, text, before.lines, state=replace(before.state, asked_after="a garden pie, nut allergy")
    )
    assert told(replace(understood.lines[-1], special_requests="")) == also
    assert [a.text for a in understood.state.allergies] == ["nut allergy"]


def test_a_food_that_answers_a_question_is_no_allergy() -> None:
    """ "Oat" behind "which milk?" chooses, though an allergy stands in the order."""
    milk = {"name": "Milk", "min": 1, "max": 1, "options": [{"name": "Whole milk"}, {"name": "Oat milk"}]}
    index = menu_of({"name": "Flat white", "price": 3, "modifier_groups": [milk]})
    first = "a flat white, nut allergy"
    asked = understand(index, first)
    understood = understand(index, "oat", asked.lines, state=replace(asked.state, asked_after=first))
    assert [choice.modifier.name for choice in understood.lines[0].choices] == ["Oat milk"]
    assert len(understood.state.allergies) == 1
