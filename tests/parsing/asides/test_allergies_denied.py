"""Allergies that nobody has, and those that somebody has after all."""
# ruff: noqa: RUF001  (the signs of the languages)

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen

DENIED = {
    "harbour": ("I'm not coeliac, a latte", "I'm not lactose intolerant, a latte", "nobody's allergic to nuts, a latte", "I don't have a nut allergy, a latte", "no one here is coeliac, a latte"),
    "de": ("einen Hamburger. Ich habe keine Laktoseintoleranz", "einen Hamburger. Ich bin nicht laktoseintolerant", "einen Hamburger. Keiner hat Zöliakie", "einen Hamburger. Niemand ist gegen Nüsse allergisch"),
    "es": ("una hamburguesa. No soy celíaco", "una hamburguesa. No soy intolerante a la lactosa"),
    "fr": ("un hamburger. Je ne suis pas cœliaque", "un hamburger. Je ne suis pas intolérant au lactose"),
    "it": ("un hamburger. Non sono celiaca ma prendo una birra", "un hamburger. Nessuno di noi è celiaco"),
    "pt": ("um hambúrguer. Não sou celíaco", "um hambúrguer. Ninguém é celíaco"),
    "nl": ("een hamburger. Ik heb geen coeliakie", "een hamburger. Ik ben niet lactose-intolerant"),
    "pl": ("hamburger. Nie mam celiakii", "hamburger. Nikt nie ma celiakii"),
    "tr": ("bir hamburger. Çölyak değilim", "bir hamburger. Fındığa alerjim yok"),
    "ar": ("برجر. ليس عندي حساسية من المكسرات", "برجر. ما عندي سيلياك"),
    "ja": ("ハンバーガー一つ。小麦粉アレルギーの人はいません", "ハンバーガー一つ。卵アレルギーじゃないです"),
    "ko": ("햄버거 하나. 유당불내증은 아니에요", "햄버거 하나. 계란 알레르기 아니에요"),
    "zh": ("一个汉堡。我没有乳糖不耐", "一个汉堡。我们没有人对坚果过敏"),
}  # fmt: skip
EXCEPTED = {
    "harbour": ("a latte. No allergies except nuts", "a latte. no allergies apart from nuts", "a latte, not allergic to anything but my friend is, to nuts", "a latte. I'm not allergic to eggs but to nuts", "a latte. is there egg in it or not? allergic to nuts"),
    "de": ("einen Hamburger, keine Allergien, nur gegen Nüsse", "einen Hamburger, keine Allergien außer gegen Nüsse"),
    "es": ("una hamburguesa. sin alergias excepto nueces",),
    "fr": ("un hamburger. aucune allergie sauf les noix",),
    "it": ("un hamburger. nessuna allergia tranne le noci",),
    "pt": ("um hambúrguer. sem alergias exceto nozes",),
    "nl": ("een hamburger. geen allergieën behalve noten",),
    "pl": ("hamburger. nie mam alergii oprócz orzechów",),
    "ar": ("برجر. ليس لدي حساسية إلا المكسرات",),
    "ja": ("ハンバーガー一つ。ナッツ以外アレルギーはありません", "ハンバーガー一つ。アレルギーはありませんがナッツだけ"),
    "zh": ("一个汉堡。没有过敏，除了坚果", "一个汉堡。除了坚果没有过敏"),
}  # fmt: skip


@pytest.mark.parametrize("menu", DENIED)
def test_an_allergy_that_nobody_has_is_none(menu: str) -> None:
    """ "I'm not coeliac" marks no dish, and leaves no word over."""
    for text in DENIED[menu]:
        understood = understand(kitchen(menu), text)
        assert not understood.state.allergies, text
        assert understood.complete, text


@pytest.mark.parametrize("menu", EXCEPTED)
def test_what_a_denial_excepts_is_an_allergy(menu: str) -> None:
    """ "No allergies except nuts" tells one to nuts and to nothing else."""
    for text in EXCEPTED[menu]:
        understood = understand(kitchen(menu), text)
        assert [allergy.allergens for allergy in understood.state.allergies] == [("nuts",)], text
        assert len(understood.lines) == 1, text


@pytest.mark.parametrize(
    "text",
    ["a latte, no nuts nut allergy", "a latte no nuts allergic to nuts", "a latte. no lactose, intolerant"],
)
def test_a_refusal_beside_an_allergy_denies_nothing(text: str) -> None:
    """ "No nuts, nut allergy" tells an allergy twice."""
    assert understand(kitchen("harbour"), text).state.allergies
