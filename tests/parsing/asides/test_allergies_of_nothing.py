"""An allergy that does not say what it is to: the allergen is refused beside it, or asked about before."""
# ruff: noqa: RUF001  (the signs of the languages)

import pytest

from server.parsing.grammar import understand
from server.parsing.model import OrderState
from tests.parsing.kitchens import kitchen, menu_of, told, turns

REFUSED_BEHIND = {
    "harbour": ("I'm allergic. no nuts", "my son is allergic. no peanuts", "I'm anaphylactic. no fish"),
    "de": ("ich bin allergisch. keine Nüsse", "mein Sohn ist allergisch. ohne Erdnüsse"),
    "es": ("soy alérgico. sin nueces", "mi hijo es alérgico. sin cacahuetes"),
    "fr": ("je suis allergique. pas de noix", "mon fils est allergique. sans arachides"),
    "it": ("sono allergico. niente noci", "mio figlio è allergico. senza arachidi"),
    "pt": ("sou alérgico. sem nozes", "meu filho é alérgico. sem amendoim"),
    "nl": ("ik ben allergisch. geen noten", "mijn zoon is allergisch. zonder pinda's"),
    "pl": ("mam alergię. bez orzechów", "syn ma alergię. bez orzechów"),
    "tr": ("alerjim var. fındık yok", "oğlumun alerjisi var. fıstıksız"),
    "ko": ("알레르기 있어요. 땅콩 빼주세요", "알레르기가 있어요. 새우 빼고"),
    "ja": ("アレルギーです。卵なしで", "アレルギーがあります。ピーナッツ抜き"),
    "zh": ("我过敏。不要花生", "我过敏。不要虾"),
    "ar": ("عندي حساسية. بدون مكسرات", "عندي حساسية. بدون فول سوداني"),
}  # fmt: skip


@pytest.mark.parametrize("menu", REFUSED_BEHIND)
def test_an_allergen_refused_as_the_last_words_tells_the_allergy_before_it(menu: str) -> None:
    """ "I'm allergic. No nuts" is an allergy to nuts, and orders nothing."""
    for text in REFUSED_BEHIND[menu]:
        heard = turns(kitchen(menu), text)
        assert any(allergy.allergens for allergy in heard.state.allergies), text
        assert not heard.lines, text


ASKED_BEFORE = {
    "harbour": ("a beef burger", "are there nuts in it?", ("cos I'm allergic", "I ask because I'm allergic", "yes, my son is allergic")),
    "de": ("ein Hamburger", "sind da Nüsse drin?", ("weil ich allergisch bin", "ich frage weil ich allergisch bin", "nämlich ich bin allergisch")),
    "es": ("una hamburguesa", "¿lleva nueces?", ("porque soy alérgico", "es que soy alérgica")),
    "fr": ("un hamburger", "il y a des noix ?", ("parce que je suis allergique", "car je suis allergique")),
    "it": ("un hamburger", "ci sono noci?", ("perché sono allergico", "chiedo perché sono allergica")),
    "pt": ("um hambúrguer", "tem nozes?", ("porque sou alérgico", "pois sou alérgica")),
    "nl": ("een hamburger", "zitten er noten in?", ("want ik ben allergisch", "omdat ik allergisch ben")),
    "pl": ("jeden hamburger", "czy są w tym orzechy?", ("bo mam alergię", "ponieważ mam alergię")),
    "tr": ("bir hamburger", "içinde fındık var mı?", ("çünkü alerjim var", "evet alerjim var")),
    "ko": ("햄버거 하나", "견과류 들어가요?", ("알레르기가 있어서요", "네 알레르기 있어요")),
    "ja": ("ハンバーガー一つ", "ナッツ入ってますか？", ("アレルギーなので", "アレルギーがあるんです")),
    "zh": ("一个汉堡", "里面有坚果吗？", ("我过敏", "我对这个过敏")),
    "ar": ("برجر", "هل فيه مكسرات؟", ("عندي حساسية", "لأن عندي حساسية")),
}  # fmt: skip


@pytest.mark.parametrize("menu", ASKED_BEFORE)
def test_an_allergen_asked_about_in_the_text_before_tells_the_allergy(menu: str) -> None:
    """ "Are there nuts in it?" is answered of the dish that was ordered, and "cos I'm allergic" is to nuts."""
    order, question, reasons = ASKED_BEFORE[menu]
    index = kitchen(menu)
    ordered = understand(index, order)
    asked = understand(index, question, ordered.lines)
    assert [item.id for answer in asked.answers for item in answer.items] == [ordered.lines[0].item.id]
    for why in reasons:
        heard = understand(index, why, asked.lines, state=OrderState(asked_after=question))
        assert [a.allergens for a in heard.state.allergies] == [("nuts",)], why
        assert [line.item.id for line in heard.lines] == [ordered.lines[0].item.id], why


DISHES = (
    {"name": "Egg Fried Rice", "price": 3, "allergens": ["eggs"]},
    {"name": "Sesame Toast", "price": 4, "allergens": ["sesame"]},
    {"name": "Beef Noodles", "price": 8, "allergens": ["gluten"]},
    {"name": "Pad Thai", "price": 9, "allergens": ["eggs", "peanuts"]},
)
POINTING = (
    "is there {} in it?",
    "does it have {}",
    "does that have {}",
    "is there {} in the dressing?",
    "is there {}?",
)


@pytest.mark.parametrize("allergen", ["egg", "sesame", "peanut"])
@pytest.mark.parametrize("question", POINTING)
def test_an_allergen_names_no_dish_where_the_question_is_about_one_ordered(
    question: str, allergen: str
) -> None:
    """ "Is there egg in it?" is answered of the noodles just ordered, not of *Egg Fried Rice*."""
    index = menu_of(*DISHES)
    for dish in ("beef noodles", "pad thai"):
        ordered = understand(index, f"two {dish}")
        heard = understand(index, question.format(allergen), ordered.lines)
        assert [i.id for a in heard.answers for i in a.items] == [ordered.lines[0].item.id], dish
        assert list(map(told, heard.lines)) == list(map(told, ordered.lines))


def test_an_allergen_asked_about_in_a_dish_named_is_answered_of_that() -> None:
    """ "Is there egg in the sesame toast?" is about the toast, whatever is in the cart."""
    index = menu_of(*DISHES)
    ordered = understand(index, "pad thai").lines
    for question in ("is there egg in the sesame toast?", "does the sesame toast have egg"):
        heard = understand(index, question, ordered)
        assert [i.name for a in heard.answers for i in a.items] == ["Sesame Toast"], question


def test_what_there_is_without_an_allergen_is_asked_of_the_whole_menu() -> None:
    """All dishes that state it are told, not the one that has its word in the name."""
    (answer,) = understand(menu_of(*DISHES), "what do you have without eggs?").answers
    assert "Egg Fried Rice" in answer.text
    assert "Pad Thai" in answer.text


@pytest.mark.parametrize("question", ["is the rice made with beef?", "are the noodles made with egg"])
def test_what_is_ordered_behind_a_question_makes_nobody_ill(question: str) -> None:
    """ "Made with beef? And I'll have …" tells no allergy, though "made … ill" would."""
    for order in ("I'll have the pad thai", "I'll have a pad thai", "I'll take one pad thai"):
        heard = understand(menu_of(*DISHES), f"{question} and {order}")
        assert heard.state.allergies == (), order
        assert [line.item.name for line in heard.lines] == ["Pad Thai"], order


@pytest.mark.parametrize("order", ["can I have the pad thai", "could we get two pad thai"])
def test_a_dish_ordered_without_an_allergen_in_a_question_is_ordered(order: str) -> None:
    """ "Can I have it without peanuts? I'm allergic" orders it, and tells the allergy."""
    heard = understand(menu_of(*DISHES), f"{order} without peanuts? I'm allergic")
    assert [a.allergens for a in heard.state.allergies] == [("peanuts",)]
    assert [line.item.name for line in heard.lines] == ["Pad Thai"]


@pytest.mark.parametrize("dash", [" - ", " – ", ", "])
def test_a_number_of_the_menu_before_an_allergy_is_ordered(dash: str) -> None:
    """ "32 and 41 - gluten intolerance" has two dishes."""
    index = menu_of({"name": "32. Beef", "price": 8}, {"name": "41. Rice", "price": 3})
    heard = understand(index, f"32 and 41{dash}gluten intolerance")
    assert [line.item.name for line in heard.lines] == ["32. Beef", "41. Rice"]
    assert [a.allergens for a in heard.state.allergies] == [("gluten",)]


OF_ALL = {
    "harbour": ("nut free please", "a beef burger", "and", "nachos"),
    "de": ("bitte ohne Nüsse", "ein Hamburger", "und", "Pommes"),
    "es": ("sin gluten por favor", "una hamburguesa", "y", "patatas fritas"),
    "fr": ("sans gluten s'il vous plaît", "un hamburger", "et", "des frites"),
    "it": ("senza glutine per favore", "un hamburger", "e", "patatine fritte"),
    "pt": ("sem glúten por favor", "um hambúrguer", "e", "uma cerveja"),
    "nl": ("zonder noten graag", "een hamburger", "en", "een bier"),
    "pl": ("bez glutenu proszę", "hamburger", "i", "frytki"),
    "tr": ("glutensiz lütfen", "bir hamburger", "ve", "bir bira"),
}


@pytest.mark.parametrize("menu", OF_ALL)
def test_an_allergen_refused_in_a_clause_of_its_own_is_refused_of_every_dish(menu: str) -> None:
    """ "Nut free please, a burger and nachos" is no wish of the burger alone, nor behind them of the nachos."""
    free, first, also, second = OF_ALL[menu]
    for text in (f"{free}, {first} {also} {second}", f"{first} {also} {second}, {free}"):
        heard = understand(kitchen(menu), text)
        assert len(heard.lines) == 2, text
        assert {line.special_requests for line in heard.lines} == {f"ALLERGY: {free}"}, text


@pytest.mark.parametrize("text", ["a beef burger, nut free please", "a beef burger and nachos with no nuts"])
def test_an_allergen_refused_of_one_dish_is_its_wish(text: str) -> None:
    """Where one dish is named, or no clause of its own refuses it, no allergy is told."""
    heard = understand(kitchen("harbour"), text)
    assert heard.state.allergies == ()
    assert heard.lines[-1].special_requests


@pytest.mark.parametrize(
    ("part", "name"), [("batter", "House Bitter"), ("broth", "Brath"), ("glaze", "Gloze")]
)
def test_a_food_that_resembles_a_dish_is_not_that(part: str, name: str) -> None:
    """ "Is there milk in the batter?" is about the fish just ordered, not about a *House Bitter*."""
    index = menu_of({"name": "Fried Fish", "price": 9, "allergens": ["fish"]}, {"name": name, "price": 4})
    ordered = understand(index, "two fried fish")
    heard = understand(index, f"is there milk in the {part}?", ordered.lines)
    assert [i.name for a in heard.answers for i in a.items] == ["Fried Fish"]
