"""Some of what was ordered before are changed, exchanged or taken away, and the others stay."""

from functools import cache

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, told, turns


@cache
def _bar(first: str, second: str, third: str, with_it: str) -> MenuIndex:
    """Two drinks and a food, which can be had with something."""
    options = [{"name": with_it, "price_adjustment": 1}]
    groups = [{"name": "X", "options": options}]
    return menu_of(
        {"name": first, "price": 3},
        {"name": second, "price": 2},
        {"name": third, "price": 4, "modifier_groups": groups},
    )


BARS = {
    "en": ("Mocha", "Matcha", "Waffle", "Jam"),
    "fr": ("Café", "Tisane", "Gaufre", "Miel"),
    "it": ("Caffè", "Limoncello", "Panino", "Rucola"),
    "de": ("Kaffee", "Kakao", "Waffel", "Honig"),
    "nl": ("Koffie", "Cassis", "Wafel", "Honing"),
    "es": ("Café", "Zumo", "Tostada", "Miel"),
    "ja": ("コーラ", "ウーロン茶", "ケーキ", "バター"),
    "ko": ("커피", "홍차", "와플", "버터"),
    "zh": ("咖啡", "红茶", "蛋糕", "黄油"),
    "tr": ("Kahve", "Ayran", "Tost", "Kaşar"),
}
"""Two drinks, a food and what it may be had with, by language."""
OF_TWO = [
    ("en", "two {food}s and two {first}s", "one of the two {food}s with {with_it}"),
    ("en", "two {food}s and two {first}s", "one of my {food}s with {with_it}"),
    ("fr", "deux {food}s et deux {first}s", "une des deux {food}s avec {with_it}"),
    ("it", "due {food} e due {first}", "uno dei due {food} con {with_it}"),
    ("nl", "twee {food} en twee {first}", "één van de twee {food} met {with_it}"),
    ("de", "zwei {food} und zwei {first}", "eine von den zwei {food} mit {with_it}"),
    ("es", "dos {food}s y dos {first}s", "una de las dos {food}s con {with_it}"),
]
"""Two dishes of a sort, and what is told of one of the two."""
BECOME = [
    ("en", "three {first}s", "take one off and put a {second}"),
    ("fr", "trois {first}s", "enlevez-en un et mettez une {second}"),
    ("fr", "trois {first}s", "mettez-en un en {second}"),
    ("fr", "trois {first}s", "finalement un seul en {second}"),
    ("it", "tre {first}", "togline uno e metti un {second}"),
    ("it", "tre {first}", "uno toglilo e metti un {second}"),
    ("it", "tre {first}", "uno lo fai {second}"),
    ("de", "drei {first}", "nimm einen weg und mach einen {second}"),
    ("nl", "drie {first}", "doe van één {first} een {second}"),
    ("es", "tres {first}s", "quita uno y pon un {second}"),
    ("es", "tres {first}s", "uno que sea {second}"),
    ("ja", "{first}三つ", "一つを{second}にしてください"),
    ("ja", "{first}三つ", "一つ{second}にして"),
    ("ja", "{first}三つ", "やっぱり一つ{second}で"),
    ("ja", "{first}三つ", "{first}を一つ{second}にして"),
    ("zh", "三杯{first}", "其中一杯换{second}"),
    ("tr", "üç {first}", "birini ç\u0131kar {second} ekle"),
]
"""Three of a drink, and words by which one of them becomes another drink."""


def _said(language: str, *texts: str) -> tuple[MenuIndex, list[str], list[str]]:
    """The menu, its names, and texts in a language with the names in their places."""
    names = BARS[language]
    places = dict(zip(("first", "second", "food", "with_it"), map(str.lower, names), strict=True))
    return _bar(*names), list(names), [text.format(**places) for text in texts]


@pytest.mark.parametrize(("language", "before", "text"), OF_TWO)
def test_one_of_the_two_is_one_of_those_in_the_cart(language: str, before: str, text: str) -> None:
    """Nothing is added, and no other line loses any."""
    index, (first, _second, food, with_it), texts = _said(language, before, text)
    lines = turns(index, *texts).lines
    assert sorted(map(told, lines)) == sorted([f"1 {food}", f"1 {food}; {with_it}", f"2 {first}"])


@pytest.mark.parametrize(("language", "before", "text"), BECOME)
def test_one_of_three_becomes_another(language: str, before: str, text: str) -> None:
    """Two of the three stay, and one of the other is there."""
    index, (first, second, *_food), texts = _said(language, before, text)
    assert ordered(turns(index, *texts)) == sorted([f"2 {first}".casefold(), f"1 {second}".casefold()])


@pytest.mark.parametrize(
    ("language", "before", "text"),
    [
        ("ja", "{first}三つ", "もう一つ{second}"),
        ("ja", "{first}三つ", "一つ{second}ください"),
        ("en", "three {first}s", "and one {second}"),
        ("fr", "trois {first}s", "et une {second}"),
    ],
)
def test_one_more_takes_no_place(language: str, before: str, text: str) -> None:
    """Words that only order add what they name."""
    index, (first, second, *_food), texts = _said(language, before, text)
    assert ordered(turns(index, *texts)) == sorted([f"3 {first}".casefold(), f"1 {second}".casefold()])


SODAS = [
    ("Coke", "Diet Coke", "cokes diet"),
    ("Pepsi", "Pepsi Max", "pepsis max"),
    ("Latte", "Iced Latte", "lattes iced"),
]


@pytest.mark.parametrize(("plain", "other", "said"), SODAS)
def test_a_word_behind_tells_another_dish(plain: str, other: str, said: str) -> None:
    """ "One of the cokes diet please" changes one of them."""
    index = menu_of({"name": plain, "price": 2}, {"name": other, "price": 2}, {"name": "Pie", "price": 5})
    understood = turns(index, f"two {plain.lower()}s and a pie", f"one of the {said} please")
    assert ordered(understood) == sorted(["1 pie", f"1 {plain}".casefold(), f"1 {other}".casefold()])


def test_what_is_taken_off_is_of_the_one_line_that_has_more() -> None:
    """The last line named is not taken away where there is one of it alone."""
    index, (first, _second, food, _with_it), texts = _said(
        "fr", "trois {first}s et une {food}", "enlevez-en un"
    )
    assert ordered(turns(index, *texts)) == sorted([f"2 {first}".casefold(), f"1 {food}".casefold()])
