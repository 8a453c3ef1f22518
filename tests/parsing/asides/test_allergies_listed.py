"""Allergies to all that has a food, to several foods, and of several people."""
# ruff: noqa: RUF001  (the signs of the languages)

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen

WIDE = {
    "harbour": ("I'm allergic to everything with nuts, a latte", "a latte. allergic to anything containing eggs", "a latte, I can't eat anything with nuts", "a latte, allergic to all kinds of nuts"),
    "de": ("einen Hamburger, allergisch gegen alles mit Nüssen", "einen Hamburger. Allergisch auf alles was Nüsse enthält"),
    "es": ("una hamburguesa, soy alérgico a todo lo que lleve frutos secos", "una hamburguesa. Alérgica a cualquier cosa con huevo"),
    "fr": ("un hamburger, allergique à tout ce qui est noix et noisettes", "un hamburger, allergique à tout ce qui contient des œufs"),
    "it": ("un hamburger. Allergico a tutto ciò che è frutta secca", "un hamburger. Allergico a qualsiasi cosa con uova"),
    "pt": ("um hambúrguer, sou alérgico a tudo o que tenha nozes", "um hambúrguer. Alérgica a qualquer coisa com ovo"),
    "nl": ("een hamburger, ik ben allergisch voor alles met noten", "een hamburger. Allergisch voor alles waar ei in zit"),
    "pl": ("hamburger, mam alergię na wszystko z orzechami", "hamburger. Uczulona na wszystko co zawiera gluten"),
    "tr": ("bir hamburger, fındık içeren her şeye alerjim var", "bir hamburger. Fındıklı her şeye alerjim var"),
    "ar": ("برجر، عندي حساسية من كل شيء فيه مكسرات", "برجر، عندي حساسية من أي شيء فيه بيض"),
    "ja": ("ハンバーガー一つ。ナッツの入ったもの全部アレルギーです", "ハンバーガー一つ。卵が入ったもの全部アレルギーです"),
    "ko": ("햄버거 하나. 견과류 들어간 건 다 알레르기 있어요", "햄버거 하나. 계란 들어간 음식에 알레르기 있어요"),
    "zh": ("一个汉堡。我对所有带坚果的东西过敏", "一个汉堡。我对所有含鸡蛋的东西过敏"),
}  # fmt: skip
SEVERAL = {
    "harbour": ("a latte. I'm allergic to several things: nuts, milk and eggs", "a latte. Allergies: nuts, mushrooms and eggs", "a latte. Onion, mushroom and egg allergy"),
    "de": ("einen Hamburger. Allergisch gegen mehrere Sachen: Nüsse, Milch und Eier", "einen Hamburger. Ich bin gegen Eier, meine Frau gegen Nüsse allergisch"),
    "es": ("una hamburguesa. Soy alérgica a varias cosas: nueces, leche y huevos",),
    "fr": ("un hamburger, je suis allergique à plusieurs choses : noix, lait, œufs",),
    "it": ("un hamburger. Sono allergica a diverse cose: noci, latte e uova",),
    "pt": ("um hambúrguer. Sou alérgica a várias coisas: nozes, leite e ovos",),
    "nl": ("een hamburger. Allergisch voor meerdere dingen: noten, melk en ei",),
    "pl": ("hamburger. Mam alergię na kilka rzeczy: orzechy, mleko i jajka",),
    "tr": ("bir hamburger. Birkaç şeye alerjim var: fındık, süt ve yumurta", "bir hamburger. Ben yumurtaya, eşim fındığa alerjik"),
    "ar": ("برجر. عندي حساسية من عدة أشياء: مكسرات، حليب وبيض",),
    "ja": ("ハンバーガー一つ。アレルギーがいくつかあります：ナッツ、牛乳、卵", "ハンバーガー一つ。私は卵、妻はそばのアレルギーです", "ハンバーガー一つ。玉ねぎ、卵のアレルギーがあります"),
    "ko": ("햄버거 하나. 알레르기가 여러 개 있어요: 견과류, 우유, 계란", "햄버거 하나. 저는 계란, 아내는 메밀 알레르기가 있어요"),
    "zh": ("一个汉堡。我对几样东西过敏：坚果、牛奶、鸡蛋", "一个汉堡。我对洋葱、蘑菇、鸡蛋过敏"),
}  # fmt: skip
NO_ALLERGENS = {
    "harbour": "a latte, onion and chicken allergy",
    "nl": "een pizza, uien en champignons verdraag ik niet",
    "tr": "bir hamburger. Çikolataya ve çileğe alerjim var",
    "ja": "ハンバーガー一つ。チョコレートといちごのアレルギーです",
    "ko": "햄버거랑 콜라. 양파랑 버섯 알레르기 있어요",
    "zh": "一个汉堡。我对洋葱和蘑菇过敏",
}


def _plain(menu: str, text: str) -> tuple[int, bool]:
    """How many lines a text orders, and whether any was changed but for the allergy."""
    lines = understand(kitchen(menu), text).lines
    return len(lines), any(choice.stated for line in lines for choice in line.choices)


@pytest.mark.parametrize("menu", WIDE)
def test_all_that_has_a_food_is_an_allergy_to_it(menu: str) -> None:
    """ "Allergic to everything with nuts" names nuts, and orders nothing."""
    for text in WIDE[menu]:
        understood = understand(kitchen(menu), text)
        (allergy,) = understood.state.allergies
        assert allergy.allergens, text
        assert not understood.unmatched, text
        assert _plain(menu, text) == (1, False), text


@pytest.mark.parametrize("menu", SEVERAL)
def test_each_food_of_a_list_is_an_allergy(menu: str) -> None:
    """Behind a colon, before the word for the allergy, and with the people who have each."""
    for text in SEVERAL[menu]:
        understood = understand(kitchen(menu), text)
        told = " ".join(allergy.text for allergy in understood.state.allergies)
        codes = {code for allergy in understood.state.allergies for code in allergy.allergens}
        assert "eggs" in codes, text
        assert not understood.unmatched, (text, told)
        assert _plain(menu, text) == (1, False), text


@pytest.mark.parametrize("menu", NO_ALLERGENS)
def test_two_foods_of_the_menu_before_an_allergy_are_neither_ordered_nor_added(menu: str) -> None:
    """ "Onion and chicken allergy" is one allergy to both, though a dish and an option are called so."""
    understood = understand(kitchen(menu), NO_ALLERGENS[menu])
    assert len(understood.state.allergies) == 1
    assert not _plain(menu, NO_ALLERGENS[menu])[1]
    assert not understood.unmatched


@pytest.mark.parametrize(
    ("menu", "text"),
    [
        ("ja", "ハンバーガー一つ。妊娠中なので生ものは避けたいです"),
        ("ko", "햄버거 하나. 임신 중이라 날것은 피하고 싶어요"),
        ("zh", "一个汉堡。我怀孕了，不想吃生的"),
        ("ar", "برجر. أنا حامل"),
        ("harbour", "a latte, my wife is pregnant so a latte for her"),
    ],
)
def test_a_pregnancy_goes_to_the_note_of_the_order(menu: str, text: str) -> None:
    """It orders nothing and changes no dish."""
    understood = understand(kitchen(menu), text)
    assert understood.state.note
    assert not understood.unmatched
    assert {line.special_requests for line in understood.lines} == {""}
