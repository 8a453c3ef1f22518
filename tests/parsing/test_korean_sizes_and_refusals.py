"""Korean and Japanese: sizes that a menu writes by a letter, options called by a refusal or by a verb, and one more of the same."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

LETTERS = {
    "ko": (
        ("페퍼로니 피자", "포테이토 피자"),
        ("{0} {1} 하나 주세요", "{0} {1}로 하나요"),
        {"R": "레귤러", "L": "라지"},
    ),
    "ja": (
        ("マルゲリータ", "照り焼きチキン"),
        ("{0}の{1}一つ", "{0}を{1}で"),
        {"M": "ミディアム", "L": "ラージ"},
    ),
}
SIZES = [
    (dish, letter, text.format(dish, said))
    for dishes, texts, letters in LETTERS.values()
    for dish in dishes
    for text in texts
    for letter, said in letters.items()
]


def soup(dish: str, comes_with: str, without: str) -> MenuIndex:
    """A soup that comes with something, and has an option which is called by a refusal of something else."""
    options = [{"name": comes_with, "default": True}, {"name": "파", "default": True}]
    groups = [
        {"name": "양념", "min": 0, "max": 2, "options": options},
        {"name": "건더기", "min": 0, "max": 1, "options": [{"name": f"{without} 빼고"}, {"name": "섞어"}]},
    ]
    return menu_of({"name": dish, "price": 9, "modifier_groups": groups}, {"name": "소주", "price": 5})


@pytest.mark.parametrize(("dish", "letter", "text"), SIZES)
def test_a_letter_is_the_size_that_it_stands_for(dish: str, letter: str, text: str) -> None:
    """So the order needs no question."""
    sizes = [
        {"label": label, "price": price}
        for price, label in enumerate(("R" if letter == "R" else "M", "L"), 5)
    ]
    menu = menu_of(
        {"name": dish, "variants": sizes}, {"name": "コーラ" if dish[0] in "マ照" else "콜라", "price": 3}
    )
    understood = turns(menu, text)
    assert [told(line) for line in understood.lines] == [f"1 {dish} {letter}"]
    assert understood.complete


@pytest.mark.parametrize("dish", ["순대국", "감자탕"])
@pytest.mark.parametrize("refused", ["들깨가루", "다대기"])
@pytest.mark.parametrize(
    "text", ["{0} 하나 {1} 빼고 주세요", "{1} 알레르기가 있어서요 {0} 하나 {1} 빼고 주세요"]
)
def test_a_refusal_is_none_of_the_options_that_end_in_one(dish: str, refused: str, text: str) -> None:
    """What is refused is refused, most of all what somebody is allergic to."""
    understood = turns(soup(dish, refused, "내장"), text.format(dish, refused))
    (line,) = understood.lines
    assert [(choice.amount, choice.modifier.name) for choice in line.choices if choice.stated] == [
        ("none", refused)
    ]
    assert bool(understood.state.allergies) == ("알레르기" in text)


@pytest.mark.parametrize("dish", ["순대국", "감자탕"])
@pytest.mark.parametrize("text", ["{0} 하나 내장 빼고 주세요", "{0} 하나 내장빼고요"])
def test_an_option_that_refuses_is_called_by_its_whole_name(dish: str, text: str) -> None:
    """By no part of it."""
    (line,) = turns(soup(dish, "다대기", "내장"), text.format(dish)).lines
    assert [choice.modifier.name for choice in line.choices if choice.stated] == ["내장 빼고"]


@pytest.mark.parametrize("dish", ["페퍼로니", "라면"])
@pytest.mark.parametrize("added", ["할라피뇨", "치즈"])
def test_an_option_called_by_a_verb_is_not_refused_with_the_next(dish: str, added: str) -> None:
    """The 하고 of 추가하고 goes on and joins nothing."""
    group = {
        "name": "토핑",
        "min": 0,
        "max": 3,
        "options": [{"name": f"{added} 추가"}, {"name": "올리브", "default": True}],
    }
    menu = menu_of({"name": dish, "price": 9, "modifier_groups": [group]}, {"name": "콜라", "price": 3})
    (line,) = turns(menu, f"{dish} 하나에 {added} 추가하고 올리브는 빼주세요").lines
    assert sorted(choice.amount for choice in line.choices if choice.stated) == ["none", "regular"]
    assert next(choice for choice in line.choices if choice.amount == "none").modifier.name == "올리브"


@pytest.mark.parametrize(
    ("order", "more"),
    [
        ("맥주 하나 만두 하나", "같은 걸로 한 병 더 주세요"),
        ("소주 하나 파전 하나", "같은 거 한 병 더요"),
        ("ビール一つと餃子一つ", "同じのもう一杯"),
        ("ハイボール一つと枝豆一つ", "同じのもう一杯"),
    ],
)
def test_one_more_of_the_same_is_never_all_of_the_order(order: str, more: str) -> None:
    """Which of them is meant is asked, or told by what it comes in."""
    names = [
        word
        for word in ("맥주", "만두", "소주", "파전", "ビール", "餃子", "ハイボール", "枝豆")
        if word in order
    ]
    understood = turns(menu_of(*({"name": name, "price": 5} for name in names)), order, more)
    assert not understood.complete or sum(line.quantity for line in understood.lines) == 3


@pytest.mark.parametrize(("dish", "other"), [("콜라", "사이다"), ("짜장면", "짬뽕")])
@pytest.mark.parametrize("count", ["세 개", "네 개"])
def test_one_beside_only_so_many_leaves_the_order_open(dish: str, other: str, count: str) -> None:
    """It may be one of them or one besides; without it the order is complete."""
    menu = menu_of({"name": dish, "price": 3}, {"name": other, "price": 3})
    assert not turns(menu, f"{dish} {count} 주세요", f"두 개만 주시고 하나는 {other}로 주세요").complete
    assert turns(menu, f"{dish} {count} 주세요", f"{dish}는 두 개만 주세요").complete
