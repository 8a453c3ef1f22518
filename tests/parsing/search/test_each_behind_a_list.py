"""So many each, behind dishes of which only the last has the number: 味噌汁とライス二つずつ is two of both."""

import pytest

from tests.parsing.kitchens import menu_of, turns

LISTS = {
    "ja": (("味噌汁", "ライス", "ビール"), ("{a}と{b}二つずつ", "{a}と{b}を二つずつお願いします", "{a}、{b}を二つずつ"), "{a}一つと{b}二つずつ"),
    "ko": (("콜라", "소주", "맥주"), ("{a}랑 {b} 두 병씩", "{a} {b} 두 병씩 주세요", "{a}하고 {b} 두 개씩"), "{a} 하나랑 {b} 두 병씩"),
}  # fmt: skip
"""By language: dishes, lists with one number for each, and one in which the first dish has its own."""


@pytest.mark.parametrize("language", LISTS)
def test_each_of_them_is_counted_and_nothing_is_open(language: str) -> None:
    """A dish that has its own number keeps it."""
    names, lists, own = LISTS[language]
    index = menu_of(*({"name": name, "price": 5} for name in names))
    for first, second in ((names[0], names[1]), (names[1], names[2])):
        for text in lists:
            understood = turns(index, text.format(a=first, b=second))
            counted = {line.item.name: line.quantity for line in understood.lines}
            assert (counted, understood.complete) == ({first: 2, second: 2}, True), text
        kept = turns(index, own.format(a=first, b=second))
        assert {line.item.name: line.quantity for line in kept.lines} == {first: 1, second: 2}


BEFORE_ANOTHER = {
    "ja": (("味噌汁", "ライス", "ビール"), ("{a}と{b}を二つずつ、{c}一つ", "{a}、{b}を二つずつ、{c}を一つお願いします")),
    "ko": (("콜라", "소주", "맥주"), ("{a}랑 {b} 두 병씩, {c} 하나요", "{a}하고 {b} 두 병씩 주시고 {c} 하나 주세요")),
    "zh": (("辣子鸡", "番茄汤", "可乐"), ("{a}、{b}各两份、{c}一份", "{a}和{b}各两份、再来一份{c}", "{a}、{b}各来两份、{c}要一份")),
    "tr": (("hamburger", "bira", "pilav"), ("{a} ve {b} ikişer tane, bir {c}", "ikişer {a} ve {b}, bir {c}", "{a} ve {b}dan ikişer tane, bir tane {c}")),
    "de": (("Bier", "Cola", "Suppe"), ("{a} und {b}, je zwei, und eine {c}", "{a} und {b}, je zwei Stück, dazu eine {c}")),
}  # fmt: skip
"""By language: three dishes, and orders of two of the first and of the second, and one of the third."""


@pytest.mark.parametrize("language", BEFORE_ANOTHER)
def test_each_of_them_is_counted_before_another_dish(language: str) -> None:
    """The number ends with its clause, and counts nothing behind it."""
    names, orders = BEFORE_ANOTHER[language]
    index = menu_of(*({"name": name, "price": 5} for name in names))
    for text in orders:
        understood = turns(index, text.format(a=names[0], b=names[1], c=names[2]))
        counted = {line.item.name: line.quantity for line in understood.lines}
        assert counted == {names[0]: 2, names[1]: 2, names[2]: 1}, text
