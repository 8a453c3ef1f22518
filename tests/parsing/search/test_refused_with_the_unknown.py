"""What is refused behind a list of which the menu knows only some, and how many are ordered so: 오이랑 당근 빼고 두 줄."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

DISHES = {
    "ko": ("우동", ("쑥갓", "유부"), ("당근", "고추"), ("{d} {o}랑 {u} 빼주세요", "{d} {o} {u} 빼고요", "{d}, {o}하고 {u}는 빼주세요")),
    "ja": ("冷やし中華", ("きゅうり", "錦糸卵"), ("紅生姜", "ごま"), ("{d}、{o}と{u}抜きで", "{d}{o}と{u}なしで", "{d}、{o}、{u}抜きでお願いします")),
}  # fmt: skip
"""By language: a dish, what it comes with, what the menu does not list, and wordings that refuse one of each."""
COUNTED = {
    "ko": ("{d} {u} 빼고 두 개", "{d} {u}는 빼고 두 개요", "{d} {u} 빼고 두 개랑 녹차 하나"),
    "ja": ("{d}{u}抜き二つ", "{d}{u}抜きで二つ", "{d}{u}抜き二つと緑茶一つ"),
    "zh": ("{d}不要{u}两份", "{d},{u}不要,两份"),
}
DRINKS = {"ko": "녹차", "ja": "緑茶", "zh": "绿茶"}


@pytest.mark.parametrize("language", DISHES)
def test_all_of_a_list_is_refused(language: str) -> None:
    """What the dish comes with is left off, and what the menu does not know is told to the kitchen."""
    dish, comes_with, unknown, wordings = DISHES[language]
    options = [{"name": name, "default": True} for name in comes_with]
    index = menu_of({"name": dish, "price": 9, "modifier_groups": [{"name": "A", "options": options}]})
    for wording in wordings:
        for option, other in zip(comes_with, unknown, strict=True):
            (line,) = turns(index, wording.format(d=dish, o=option, u=other)).lines
            assert told(line).startswith(f"1 {dish}; none {option} «{other}"), told(line)


@pytest.mark.parametrize("language", COUNTED)
def test_a_number_behind_the_refusal_counts_the_dish(language: str) -> None:
    """Two are ordered without something that the menu does not know."""
    dishes = {"ko": "우동", "ja": "冷やし中華", "zh": "炒河粉"}
    unknown = {"ko": "당근", "ja": "紅生姜", "zh": "胡萝卜"}
    index = menu_of({"name": dishes[language], "price": 9}, {"name": DRINKS[language], "price": 2})
    for wording in COUNTED[language]:
        text = wording.format(d=dishes[language], u=unknown[language])
        found = {line.item.name: (line.quantity, line.special_requests) for line in turns(index, text).lines}
        assert found[dishes[language]][0] == 2, text
        assert unknown[language] in found[dishes[language]][1], text
        assert found.get(DRINKS[language], (1, "")) == (1, "")
