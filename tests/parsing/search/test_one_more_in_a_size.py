"""One more in another size is a further dish, though the size of the first was left open: 再来一份小份的."""

import pytest

from tests.parsing.kitchens import menu_of, turns

ONE_MORE = {
    "zh": ("蛋炒饭", "大份", "小份", "一份{d}", ("再来一份小份的", "再要一份小份的", "再来一份小的")),
    "tr": ("Ayran", "Küçük", "Büyük", "bir {d}", ("bir büyük daha", "bir tane daha, büyük olsun")),
    "ja": ("焼きそば", "並", "大盛り", "{d}一つ", ("大盛りをもう一つ", "もう一つ、大盛りで")),
    "ko": ("군만두", "5개", "10개", "{d} 하나", ("10개짜리 하나 더요",)),
}
"""By language: a dish, its default size and another one, how one is ordered, and how one more is."""


@pytest.mark.parametrize("language", ONE_MORE)
def test_the_first_stays_as_it_was(language: str) -> None:
    """There are two of them then, each in its size."""
    dish, usual, other, first, more = ONE_MORE[language]
    sizes = [{"label": usual, "price": 5, "default": True}, {"label": other, "price": 7}]
    index = menu_of({"name": dish, "variants": sizes})
    for then in more:
        understood = turns(index, first.format(d=dish), then)
        found = [(line.quantity, line.variant.label if line.variant else "") for line in understood.lines]
        assert found == [(1, usual), (1, other)], then
    same = turns(index, first.format(d=dish) + ", " + other)
    assert [line.quantity for line in same.lines] == [1]


@pytest.mark.parametrize("text", ["再加个{o}", "再加一个{o}", "再来个{o}"])
@pytest.mark.parametrize("option", ["煎蛋", "火腿", "辣油"])
def test_an_extra_that_is_counted_is_of_the_dish_before(text: str, option: str) -> None:
    """It is no further dish that has it."""
    options = [{"name": name, "price_adjustment": 1} for name in ("煎蛋", "火腿", "辣油")]
    noodles = {"name": "大排面", "price": 9, "modifier_groups": [{"name": "加料", "options": options}]}
    index = menu_of(noodles, {"name": "米饭", "price": 2})
    (line,) = turns(index, "一碗大排面", text.format(o=option)).lines
    assert (line.quantity, [choice.modifier.name for choice in line.choices]) == (1, [option])


MORE_OF_A_SIZE = [
    ("生ビール", "ジョッキ", "{d}{s}三つ", "{d}{s}二つ追加で"),
    ("焼きそば", "大盛り", "{d}{s}三つ", "{d}{s}を二つ追加で"),
    ("맥주", "500cc", "{d} 500 세 잔", "{d} 500 두 잔 더요"),
    ("떡볶이", "대", "{d} 대자 세 개", "{d} 대자 두 개 더 주세요"),
]


@pytest.mark.parametrize(("dish", "size", "first", "then"), MORE_OF_A_SIZE)
def test_more_of_the_same_size_are_added_up(dish: str, size: str, first: str, then: str) -> None:
    """They are no share of those that are there, though their size stands before "more"."""
    sizes = [{"label": "小", "price": 5, "default": True}, {"label": size, "price": 7}]
    index = menu_of({"name": dish, "variants": sizes})
    (line,) = turns(index, first.format(d=dish, s=size), then.format(d=dish, s=size)).lines
    assert (line.quantity, line.variant and line.variant.label) == (5, size)
