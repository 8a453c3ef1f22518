"""Diners whose language is not the menu's, numbers, refusals and word forms in every language of the pages."""

import pytest

from server.parsing.text.detection import detect
from server.parsing.text.language import available, language
from server.parsing.text.tokens import words
from server.parsing.text.translation import _rows, name_in, things_by_name
from tests.parsing.kitchens import hear, menu_of, order, turns

FURTHER = tuple(code for code in available() if language(code).food)
"""Languages that bring their words for food in their own file."""

ABROAD = [
    ("it", "zwei Hamburger ohne Zwiebeln und eine große Cola mit Eis", ["2 Hamburger; none Cipolla", "1 Cola Grande; Ghiaccio"]),
    ("harbour", "dos hamburguesas de pollo con champiñones", ["2 Chicken burger; Mushrooms"]),
    ("harbour", "una coca cola grande sin hielo", ["1 Cola Large; none Ice"]),
    ("harbour", "un salmón a la parrilla y una ensalada griega", ["1 Grilled salmon", "1 Greek salad"]),
    ("harbour", "연어구이 하나랑 양파링 두 개 주세요", ["1 Grilled salmon", "2 Onion rings"]),
    ("harbour", "deux colas sans glaçons", ["2 Cola; none Ice"]),
    ("fr", "due birre e una pizza margherita con funghi", ["2 Bière", "1 Pizza margherita; Champignons"]),
    ("de", "une bière et des frites", ["1 Bier", "1 Pommes"]),
    ("it", "감자튀김 하나랑 맥주 두 잔 주세요", ["1 Patatine fritte", "2 Birra"]),
    ("it", "one burger with cheese no onion and a sparkling water", ["1 Hamburger; Formaggio; none Cipolla", "1 Acqua frizzante"]),
    ("ja", "two beers and fries please", ["2 ビール", "1 フライドポテト"]),
    ("pt", "ビールを二つください", ["2 Cerveja"]),
    ("es", "dois hambúrgueres sem cebola", ["2 Hamburguesa; none Cebolla"]),
    ("harbour", "twee kipburgers met champignons en een cola zonder ijs", ["2 Chicken burger; Mushrooms", "1 Cola; none Ice"]),
    ("it", "两个汉堡不要洋葱\uff0c一杯大可乐", ["2 Hamburger; none Cipolla", "1 Cola Grande"]),
    ("nl", "zwei Hamburger ohne Zwiebeln und ein Bier", ["2 Hamburger; none Uien", "1 Bier"]),
    ("zh", "two beers and fries please", ["2 啤酒", "1 薯条"]),
    ("ko", "zwei 햄버거 und ein 맥주 bitte", ["2 햄버거", "1 맥주"]),
    ("ko", "来两份햄버거和一杯맥주", ["2 햄버거", "1 맥주"]),
    ("ja", "deux ハンバーガー et une ビール", ["2 ハンバーガー", "1 ビール"]),
    ("ja", "햄버거 말고 ハンバーガー 두 개 주세요", ["2 ハンバーガー"]),
    ("es", "hamburguesa 하나랑 cerveza 하나", ["1 Hamburguesa", "1 Cerveza"]),
    ("pl", "iki hamburger, peynirli", ["2 Hamburger; Ser"]),
    ("tr", "أريد اثنين برجر بدون بصل", ["2 Hamburger; none Soğan"]),
    ("de", "兩個漢堡\uff0c一杯啤酒", ["2 Hamburger", "1 Bier"]),
]  # fmt: skip

SAID = [
    ("de", "siebzehn Bier", ["17 Bier"]),
    ("es", "dieciséis cervezas", ["16 Cerveza"]),
    ("fr", "dix-huit bières", ["18 Bière"]),
    ("it", "quattordici birre", ["14 Birra"]),
    ("pt", "dezenove cervejas", ["19 Cerveja"]),
    ("ko", "맥주 열다섯 잔이요", ["15 맥주"]),
    ("ja", "ビールを十五本ください", ["15 ビール"]),
    ("ja", "びーるを二つください", ["2 ビール"]),
    ("ja", "玉ねぎ抜きのハンバーガー三つ", ["3 ハンバーガー; none 玉ねぎ"]),
    ("ko", "라떼 하나랑 오트밀크 라떼 하나 주세요", ["1 라떼", "1 라떼; 오트밀크"]),
    ("ko", "양파 뺀 햄버거 세 개요", ["3 햄버거; none 양파"]),
    ("de", "ein Hamburger, ich mag keine Zwiebeln", ["1 Hamburger; none Zwiebeln"]),
    ("es", "una hamburguesa, no me gusta la cebolla", ["1 Hamburguesa; none Cebolla"]),
    ("fr", "un hamburger, je déteste les oignons", ["1 Hamburger; none Oignons"]),
    ("it", "un hamburger, non mi piace la cipolla", ["1 Hamburger; none Cipolla"]),
    ("pt", "um hambúrguer, não gosto de cebola", ["1 Hambúrguer; none Cebola"]),
    ("pt", "uma cervejinha", ["1 Cerveja"]),
]


@pytest.mark.parametrize(("menu", "text", "lines"), ABROAD)
def test_a_dish_is_understood_by_its_name_in_another_language(menu: str, text: str, lines: list[str]) -> None:
    """Dishes, options and refusals are read in the diner's language, and the lines are the menu's."""
    assert order(text, menu) == lines


@pytest.mark.parametrize(("menu", "text", "lines"), SAID)
def test_numbers_refusals_and_forms_of_each_language(menu: str, text: str, lines: list[str]) -> None:
    """Numbers over ten, dislike, attributes, diminutives and other kana are read in the menu's own language."""
    assert order(text, menu) == lines


@pytest.mark.parametrize(
    ("menu", "text", "line", "kept"),
    [
        ("fr", "une bière chocolat", "1 Bière", "chocolat"),
        ("it", "una birra cioccolato", "1 Birra", "cioccolato"),
    ],
)
def test_a_last_word_behind_a_dish_orders_no_other_dish(menu: str, text: str, line: str, kept: str) -> None:
    """What only describes is not the end of another dish's name; it is told, and the order is not complete."""
    understood = hear(text, menu)
    assert order(text, menu) == [line]
    assert any(kept in words for words in understood.unmatched)
    assert not understood.complete


@pytest.mark.parametrize(
    ("text", "hints", "code"),
    [
        ("una birra", ("ja",), "it"),
        ("una birra", ("es",), "es"),
        ("patatas fritas", ("ko",), "es"),
        ("salami xyz", ("en",), "en"),
        ("", ("pt",), "pt"),
        ("zwei salami", ("en",), "de"),
    ],
)
def test_words_for_food_decide_where_small_words_do_not(text: str, hints: tuple[str, ...], code: str) -> None:
    """Small words come first, then the hint that is as likely, then the words for food."""
    assert detect(text.split(), frozenset(), hints) == code


def test_every_thing_has_a_word_in_most_languages() -> None:
    """A line of the words for food that lost its places would translate one thing into another."""
    assert len(_rows()) > 600
    written = [{code: said for code, said in row.items() if code not in FURTHER} for row in _rows()]
    assert all(len(row) == 8 and sum(map(bool, row.values())) >= 7 for row in written)


def test_every_thing_has_a_name_in_every_language() -> None:
    """What one language lacks, its guests could not name on any menu."""
    things = {thing for thing, _phrases in things_by_name("en")}
    assert len(things) > 900
    assert {code: [thing for thing in things if not name_in(code, thing)] for code in available()} == {
        code: [] for code in available()
    }


@pytest.mark.parametrize(
    ("text", "hint", "code"),
    [
        ("un thé vert", "fr", "fr"),
        ("um ostra", "pt", "pt"),
        ("two teas please", "fr", "en"),
        ("the soup", "fr", "en"),
    ],
)
def test_words_for_food_speak_for_the_language_of_the_pages(text: str, hint: str, code: str) -> None:
    """A small word of another language decides nothing where food of the diner's own language stands beside it."""
    assert detect(words(text), frozenset(), [hint]) == code


@pytest.mark.parametrize("code", FURTHER)
def test_a_further_language_names_things_that_are_in_the_list(code: str) -> None:
    """A thing that its file spells otherwise than the list would be lost without a word."""
    assert set(language(code).food) <= {thing for thing, _phrases in things_by_name(code)}


@pytest.mark.parametrize("said", ["two chow meins and a tea", "chow meins", "a tea and three meins"])
def test_another_number_of_a_word_of_the_menu_tells_no_language(said: str) -> None:
    """The German "meins" is the English menu's "mein" here."""
    assert detect(said.split(), {"chow", "mein", "tea"}, (None, "en")) == "en"


@pytest.mark.parametrize("said", ["no l extra b", "on white no l", "with b no t", "one no x please"])
def test_short_forms_of_one_letter_tell_no_language(said: str) -> None:
    """ "No L, extra B" is not Dutch on an English menu, whatever is short for what there."""
    assert detect(said.split(), {"white", "extra"}, (None, "en")) == "en"


@pytest.mark.parametrize("rest", ["et un café crème", "et une tarte", "s'il vous plaît"])
def test_what_an_article_counts_as_food_is_no_word_of_another_language(rest: str) -> None:
    """ "Un thé" is French on a menu that has none, and is not overlooked as an English "the"."""
    index = menu_of({"name": "Café crème", "price": 4}, {"name": "Tarte aux pommes", "price": 6})
    understood = turns(index, f"un thé {rest}")
    assert "thé" in understood.unmatched
    assert detect(["the", "coffee", "please"], index.vocabulary, (None, "fr")) == "en"
