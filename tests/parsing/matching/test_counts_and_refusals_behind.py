"""Lists in which numbers and refusals stand behind what they are about, in Korean, Japanese, Chinese and Arabic."""

import random
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Line
from tests.parsing.kitchens import told

MENU = """
name: {a}
slug: lists
currency: EUR
modifier_groups:
  of: {{name: In, options: [{{name: {p}, default: true}}, {{name: {q}, default: true}}, {{name: {r}}}]}}
categories:
  - name: {a}
    items:
      - name: {a}
        modifier_groups: [of]
        variants: [{{label: {small}, price: 1, default: true}}, {{label: {large}, price: 2}}]
      - {{name: {b}, modifier_groups: [of], price: 1}}
      - {{name: {c}, price: 1}}
"""
WORDS = {
    "ko": {"a": "비빔밥", "b": "쫄면", "c": "콜라", "p": "오이", "q": "당근", "r": "치즈", "small": "보통", "large": "곱빼기"},
    "ja": {"a": "牛丼", "b": "親子丼", "c": "コーラ", "p": "ねぎ", "q": "わさび", "r": "チーズ", "small": "並盛", "large": "大盛"},
    "zh": {"a": "小米粥", "b": "牛肉面", "c": "可乐", "p": "香菜", "q": "葱花", "r": "煎蛋", "small": "小碗", "large": "大碗"},
    "ar": {"a": "كباب", "b": "برجر", "c": "شاي", "p": "بصل", "q": "طماطم", "r": "جبنة", "small": "نصف", "large": "كامل"},
}  # fmt: skip
NUMBERS = {
    "ko": ["두 개", "세 개", "네 개", "5개"],
    "ja": ["二つ", "三つ", "4つ", "五つ"],
    "zh": ["两份", "三份", "4份", "五份"],
    "ar": ["اثنين", "ثلاثة", "4", "خمسة"],
}
LISTS = {
    "ko": ["{a} {m} {c} {n}", "{a} {m}, {c} {n}"],
    "ja": ["{a}{m}、{c}{n}", "{a}{m}と{c}{n}"],
    "zh": ["{a}{m}{c}{n}", "我要{a}{m}{c}要{n}", "{c}{n}{a}{m}"],
    "ar": ["{a} {m} و {c} {n}", "{a} {m} {c} {n}", "{c} {n}، {a} {m}"],
}
"""Two dishes, each with its number behind it."""
BEFORE_AND = {"zh": "{a}{m}和{c}", "ar": "{a} {m} و{c}"}
"""A number behind a dish, and a dish with none behind "and"."""
SOME = {
    "ko": ["{a} 세 그릇, 한 그릇은 {large}로", "{a} 세 개, 하나만 {large}로 해 주세요", "{a} 두 개 아니 세 개, 그중 하나는 {large}로"],
    "ja": ["{a}三つ、一つだけ{large}で", "{a}{small}三つ、一つだけ{large}にしてください", "{a}三つ、そのうち一つは{large}で"],
    "zh": ["{a}三份,其中一份{large}", "{a}三份,一份{large},其他{small}"],
    "ar": ["{a} ثلاثة، واحد فيهم {large}", "ثلاثة {a} واحد منهم {large}"],
}  # fmt: skip
"""Three of a dish, one of them large."""
REFUSED = {
    "ko": ["{p} {q} 빼 주세요", "{p}, {q} 다 빼주세요", "{p}랑 {q}은 빼고요"],
    "ja": ["{p}{q}抜きで", "{p}、{q}抜きで", "{p}と{q}は全部なしで"],
    "zh": ["{p}{q}都不要", "{p}、{q}都别放", "{p}和{q}全部不要"],
    "ar": ["بدون {p} و{q}", "من غير {p} ولا {q}"],
}
"""Two options that are left off."""
OF_ALL = {
    "ko": ["{p}는 둘 다 빼주세요", "{p}는 다 빼 주세요"],
    "ja": ["{p}は両方抜いてください", "{p}は全部なしで"],
    "zh": ["{p}全部不要", "{p}都别放"],
    "ar": ["بدون {p} للاثنين", "كلهم بدون {p}"],
}
"""An option that is left off two dishes."""
BEGIN = {"ko": "{a} 하나 {b} 하나, ", "ja": "{a}と{b}、", "zh": "{a}和{b},", "ar": "{a} و{b}، "}


@cache
def _menu(language: str) -> MenuIndex:
    return MenuIndex(load_menu(MENU.format(**WORDS[language]).encode(), "yaml"))


def _order(language: str, text: str, cart: tuple[Line, ...] = ()) -> list[str]:
    return sorted(map(told, understand(_menu(language), text, cart).lines))


@pytest.mark.parametrize("language", LISTS)
def test_each_dish_of_a_list_has_the_number_behind_it(language: str) -> None:
    """Where every dish has a number behind it, none counts the dish that follows it."""
    chosen = random.Random(language)  # noqa: S311
    said, numbers = WORDS[language], NUMBERS[language]
    for text in LISTS[language]:
        m, n = chosen.sample(range(4), 2)
        order = _order(language, text.format(**said, m=numbers[m], n=numbers[n]))
        assert order == sorted([f"{m + 2} {said['a']}", f"{n + 2} {said['c']}"]), text


@pytest.mark.parametrize("language", BEFORE_AND)
def test_a_number_before_and_is_of_the_dish_before_it(language: str) -> None:
    """A number between a dish and "and" counts this dish, and the next one is one."""
    said = WORDS[language]
    for number, text in enumerate(NUMBERS[language], 2):
        order = _order(language, BEFORE_AND[language].format(**said, m=text))
        assert order == sorted([f"{number} {said['a']}", f"1 {said['c']}"]), text


@pytest.mark.parametrize("language", SOME)
def test_one_of_several_is_large(language: str) -> None:
    """One that is told of by a measure word, by "only", or behind a corrected number is one of those that were counted."""
    said = WORDS[language]
    for text in SOME[language]:
        order = _order(language, text.format(**said))
        large = f"1 {said['a']} {said['large']}"
        assert large in order, text
        assert [line.split()[0] for line in order if line != large] == ["2"], text


@pytest.mark.parametrize("language", REFUSED)
def test_options_side_by_side_are_refused_together(language: str) -> None:
    """What a dish comes with is never added by being named before a refusal, whatever joins the two."""
    said = WORDS[language]
    for text in REFUSED[language]:
        order = _order(language, "{b}, ".format(**said) + text.format(**said))
        assert order == [f"1 {said['b']}; none {said['p']}; none {said['q']}"], text


@pytest.mark.parametrize("language", OF_ALL)
def test_a_refusal_for_all_is_of_every_dish(language: str) -> None:
    """ "Both" and "all" before a refusal, or behind it, are all dishes that have the option."""
    said = WORDS[language]
    for text in OF_ALL[language]:
        order = _order(language, (BEGIN[language] + text).format(**said))
        assert order == sorted(f"1 {said[dish]}; none {said['p']}" for dish in "ab"), text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("可乐也来一瓶", ["1 可乐", "2 牛肉面"]), ("牛肉面再来一份", ["3 牛肉面"]), ("再来一份", ["3 牛肉面"])],
)
def test_one_as_well_counts_the_dish_that_it_stands_behind(text: str, wanted: list[str]) -> None:
    """One of a dish that is not ordered yet is one, and one more of a dish that is."""
    cart = understand(_menu("zh"), "牛肉面两份").lines
    assert _order("zh", text, tuple(cart)) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wish"),
    [
        ("ko", "{b} 하나 양파 빼고요", "양파 빼고요"),
        ("ko", "{b} 하나 시금치 빼 주세요", "시금치 빼 주세요"),
        ("ja", "{b}一つ、玉ねぎ抜きで", "玉ねぎ抜きで"),
        ("ja", "玉ねぎ抜きの{b}ください", "玉ねぎ抜きの"),
        ("zh", "一份{b}不要洋葱", "不要洋葱"),
    ],
)
def test_a_food_that_no_dish_lists_is_refused_whole(language: str, text: str, wish: str) -> None:
    """A refusal of what the menu does not have is a wish in all its words, and takes nothing like it off."""
    said = WORDS[language]
    assert _order(language, text.format(**said)) == [f"1 {said['b']} «{wish}»"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("아이가 유제품에 예민해요", "ko"),
        ("ピーナッツ食べると息できなくなるので", "ja"),
        ("عنده مشكلة مع الفول السوداني", "ar"),
        ("3andi 7asasiya men el peanut", "ar"),
    ],
)
def test_four_more_ways_to_tell_of_an_allergy(text: str, language: str) -> None:
    """An allergy told by being sensitive, by what happens, as a problem or in Latin letters is kept."""
    assert understand(_menu(language), text).state.allergies
