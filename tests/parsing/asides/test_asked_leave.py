"""Questions of an allergic guest whether they may have a dish."""
# ruff: noqa: RUF001  (the signs of the languages)

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen

ASKED = {
    "harbour": ("I'm allergic to nuts, can I have the brownie?", "I'm allergic to milk, may I have the latte?", "can I have the brownie? I've a nut allergy", "I'm coeliac, what about the brownie?"),
    "de": ("Ich bin gegen Eier allergisch, kann ich den Hamburger haben?", "Nussallergie. Darf ich die Pizza essen?"),
    "es": ("Soy alérgico al huevo, ¿puedo tomar la hamburguesa?", "Soy celíaca, ¿me puedo pedir la pizza?"),
    "fr": ("Je suis allergique aux œufs, est-ce que je peux prendre le gâteau au chocolat ?", "Allergique au lait, je peux manger la pizza ?"),
    "it": ("Sono allergico al latte, posso avere la pizza?", "Sono allergico al latte, la pizza va bene per me?"),
    "pt": ("Sou alérgico a leite, posso comer a pizza?", "Sou alérgico a ovo, posso pedir o hambúrguer?"),
    "nl": ("Ik ben allergisch voor ei, kan ik de hamburger hebben?", "Ik ben allergisch voor ei, mag ik de pizza eten?"),
    "pl": ("Mam alergię na mleko, czy mogę zjeść pizzę?", "Mam alergię na jajka, czy mogę dostać hamburgera?"),
    "tr": ("Süte alerjim var, pizza yiyebilir miyim?", "Yumurtaya alerjim var, hamburger alabilir miyim?"),
    "ar": ("عندي حساسية من الحليب، هل يمكنني أكل البيتزا؟", "عندي حساسية من البيض، ممكن آخذ برجر؟"),
    "ja": ("卵アレルギーがあるんですけど、チョコレートケーキは大丈夫ですか", "卵アレルギーです。チョコレートケーキは食べられますか"),
    "ko": ("우유 알레르기 있는데 피자 괜찮아요?", "계란 알레르기 있는데 햄버거 먹어도 돼요?"),
    "zh": ("我对牛奶过敏，披萨可以吗？", "我对鸡蛋过敏，可以吃汉堡吗？"),
}  # fmt: skip
FOR_SOMEBODY = {
    "harbour": "The brownie, is that possible for someone allergic to milk?",
    "de": "Die Pizza, geht das bei Laktoseintoleranz?",
    "fr": "La pizza, c'est bon pour quelqu'un d'intolérant au lactose ?",
    "it": "La torta, è adatta a un celiaco?",
    "ja": "ピザは卵アレルギーでも大丈夫ですか",
    "ko": "피자는 우유 알레르기 있는 사람도 괜찮아요?",
}


@pytest.mark.parametrize("menu", ASKED)
def test_an_allergic_guest_asks_and_orders_nothing(menu: str) -> None:
    """ "Can I have the brownie?" is answered from the menu where the text tells an allergy."""
    for text in ASKED[menu]:
        understood = understand(kitchen(menu), text)
        assert not understood.lines, text
        assert understood.state.allergies, text
        assert [answer for answer in understood.answers if answer.items], text


@pytest.mark.parametrize("menu", FOR_SOMEBODY)
def test_a_dish_that_is_asked_about_for_somebody_allergic_is_not_ordered(menu: str) -> None:
    """The dish stands before the question, behind a pause."""
    understood = understand(kitchen(menu), FOR_SOMEBODY[menu])
    assert not understood.lines
    assert understood.state.allergies


def test_what_is_ordered_beside_the_question_is_not_complete() -> None:
    """The dish that was asked about may be wanted, too."""
    understood = understand(kitchen("harbour"), "a latte. I'm allergic to nuts, can I have the brownie?")
    assert [line.item.name for line in understood.lines] == ["Latte"]
    assert not understood.complete


@pytest.mark.parametrize(
    "text",
    [
        "I'm allergic to nuts. Can I have a latte?",
        "I'm allergic to nuts, can I have two lattes?",
        "can I get the latte please, I'm allergic to nuts",
        "nut allergy, can I get the latte with oat milk?",
    ],
)
def test_what_is_counted_or_asked_for_politely_is_ordered(text: str) -> None:
    """An article, a number, "please" or an option makes the same words an order."""
    understood = understand(kitchen("harbour"), text)
    assert [line.item.name for line in understood.lines] == ["Latte"]
    assert understood.complete
