"""Numbers behind a word that only says how many, of the dish before it: عدد ٢, 数量2, 수량 2, x2."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

WORDS = {
    "ar": ("كبة", "عيران", "{a} عدد 2 {b} عدد 3", "{a} عدد ٢، {b} عدد ٣", "{a} عدد اثنين و{b} عدد ثلاثة"),
    "ja": ("カツ丼", "コーラ", "{a} 数量2 {b} 数量3", "{a}x2、{b}x3", "{a} x2 {b} x3"),
    "ko": ("라면", "콜라", "{a} 수량 2, {b} 수량 3", "{a} x2 {b} x3", "{a} 수량 2 {b} 수량 3"),
    "zh": ("炒饭", "可乐", "{a} 数量2,{b} 数量3", "{a}x2 {b}x3"),
}


@pytest.mark.parametrize("language", WORDS)
def test_each_number_counts_the_dish_before_it(language: str) -> None:
    """Two of the one and three of the other."""
    one, other, *wordings = WORDS[language]
    index = menu_of({"name": one, "price": 9}, {"name": other, "price": 2})
    for wording in wordings:
        lines = turns(index, wording.format(a=one, b=other)).lines
        assert [told(line) for line in lines] == [f"2 {one}", f"3 {other}"], wording


def test_such_a_word_may_stand_before_its_dish() -> None:
    """At the head of a clause its number is of what follows."""
    index = menu_of({"name": "كبة", "price": 9}, {"name": "عيران", "price": 2})
    lines = turns(index, "عدد 2 كبة وعدد 3 عيران").lines
    assert [told(line) for line in lines] == ["2 كبة", "3 عيران"]


@pytest.mark.parametrize("sugar", ["سكر خفيف", "بدون سكر"])
def test_an_option_behind_it_is_of_all(sugar: str) -> None:
    """Two lemonades with little sugar are no third one."""
    group = {"name": "السكر", "options": [{"name": name} for name in ("سكر خفيف", "بدون سكر")]}
    index = menu_of({"name": "ليمون ونعناع", "price": 2, "modifier_groups": [group]})
    assert [told(line) for line in turns(index, f"ليمون ونعناع عدد 2 {sugar}").lines] == [
        f"2 ليمون ونعناع; {sugar}"
    ]


@pytest.mark.parametrize(("dish", "said"), [
    ("صحن كباب", "صحون كباب"), ("ساندويش فلافل", "سندويشات فلافل"), ("علبة ثومية", "علب ثومية"), ("وجبة شاورما", "وجبات شاورما"),
])  # fmt: skip
def test_a_broken_plural_is_the_dish(dish: str, said: str) -> None:
    """It is not the dish that is called by the second word alone."""
    index = menu_of({"name": dish, "price": 3}, {"name": dish.split()[1], "price": 9})
    assert [told(line) for line in turns(index, f"ثلاث {said}").lines] == [f"3 {dish}"]


@pytest.mark.parametrize("usual", ["عادي", "صغير"])
def test_one_more_in_the_usual_size_is_no_share(usual: str) -> None:
    """The size is called as what needs no word elsewhere."""
    sizes = [{"label": usual, "price": 1, "default": True}, {"label": "سوبر", "price": 2}]
    cheese = {"name": "داخل", "options": [{"name": "جبنة"}]}
    index = menu_of({"name": "شاورما", "variants": sizes, "modifier_groups": [cheese]})
    lines = turns(index, f"تنتين شاورما سوبر مع جبنة ووحدة {usual}").lines
    assert [told(line) for line in lines] == ["2 شاورما سوبر; جبنة", f"1 شاورما {usual}"]


@pytest.mark.parametrize("asked", ["{d} فيها جوز؟", "ال{d} فيها خيار؟", "{d} فيها ثومية؟"])
def test_what_is_in_a_dish_is_asked(asked: str) -> None:
    """The dish is not ordered, and neither is what may be in it."""
    index = menu_of({"name": "كبة", "price": 9}, {"name": "ثومية", "price": 2}, {"name": "شاي", "price": 1})
    assert turns(index, asked.format(d="كبة")).lines == ()
    lines = turns(index, asked.format(d="كبة") + " وبدي شاي").lines
    assert [told(line) for line in lines] == ["1 شاي"]
