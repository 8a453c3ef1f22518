"""An allergy that does not say what it is to: the allergen is refused beside it, or asked about before."""
# ruff: noqa: RUF001  (the signs of the languages)

import pytest

from tests.parsing.kitchens import kitchen, turns

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
