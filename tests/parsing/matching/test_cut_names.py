"""Names in scripts without blanks that are said by their beginning or their end, and words that only hold such a part."""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.compounds import without_parts_of_compounds
from server.parsing.matching.cut_names import cut_names
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.spans import find_spans
from server.parsing.text.language import language
from server.parsing.text.tokens import tokenise
from tests.parsing.kitchens import menu_of, told, turns

WORDS = Path(__file__).parents[3] / "data" / "words"
MENUS = ("ja-famiresu", "ko-gukbap", "zh-shaokao")
MOST = 25
"""So many parts of names of a menu are tried, from the first on."""


@cache
def _menu(name: str) -> MenuIndex:
    return MenuIndex(load_menu((WORDS / name / "menu.yaml").read_bytes(), "yaml"))


def _cuts(name: str) -> Iterator[tuple[str, str]]:
    """The names of dishes of a menu and the parts that stand for them."""
    index = _menu(name)
    return ((dish, cut) for dish, cuts in cut_names(index.names, language(name[:2])).items() for cut in cuts)


@pytest.mark.parametrize("name", MENUS)
def test_a_part_of_one_name_orders_no_other_dish(name: str) -> None:
    """Said alone, a beginning or an end that one name of the menu has is that dish, or a question, and never another one."""
    index = _menu(name)
    wrong = {
        cut: lines
        for dish, cut in islice(_cuts(name), MOST)
        if (lines := understand(index, cut).lines) and lines[0].item.name.casefold() != dish
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "stranger"), [("ja-famiresu", "ゑゐ"), ("ko-gukbap", "뷁"), ("zh-shaokao", "魑魅")]
)
def test_a_part_of_a_name_within_another_word_is_not_known(name: str, stranger: str) -> None:
    """Written together with a word that nobody knows, before or behind, a part of a name is as unknown as that word."""
    index = _menu(name)
    view = index.view(name[:2])
    for _dish, cut in islice(_cuts(name), MOST):
        for text in (stranger + cut, cut + stranger):
            tokens = tokenise(text)
            found = without_parts_of_compounds(find_spans(tokens, view), tokens, index)
            assert not any(span.names and min(span.names.values()) >= 2 for span in found), text


def test_a_count_that_is_the_size_of_another_dish_counts() -> None:
    """Five skewers are five, where a platter of the menu can be had with five; behind the platter they are its size."""
    index = MenuIndex(load_menu(SKEWERS.encode(), "yaml"))
    assert [told(line) for line in understand(index, "ねぎま五本とコーラ").lines] == ["5 ねぎま", "1 コーラ"]
    assert [told(line) for line in understand(index, "もも5本").lines] == ["5 もも"]
    assert [told(line) for line in understand(index, "盛り合わせ五本").lines] == ["1 盛り合わせ 5本"]


SKEWERS = """
name: 串
slug: skewers
currency: JPY
categories:
  - name: 串
    items:
      - {name: ねぎま, price: 180}
      - {name: もも, price: 180}
      - {name: 盛り合わせ, variants: [{label: 5本, price: 850, aliases: [五本]}, {label: 8本, price: 1350}]}
      - {name: コーラ, price: 300}
      - {name: 生ビール, variants: [{label: 中ジョッキ, price: 500}, {label: 大ジョッキ, price: 700}]}
"""


def test_draft_beer_is_ordered_by_its_first_character_alone() -> None:
    """生 is a draft beer by itself and before a size, and none where it begins another word."""
    index = MenuIndex(load_menu(SKEWERS.encode(), "yaml"))
    assert [told(line) for line in understand(index, "生の中ジョッキ二つ").lines] == ["2 生ビール 中ジョッキ"]
    assert [line.item.name for line in understand(index, "とりあえず生二つ").lines] == ["生ビール"]
    assert understand(index, "生卵一つ").lines == ()
    assert [told(line) for line in understand(index, "生もも一つ").lines] in ([], ["1 もも"])


def test_a_size_within_a_small_word_is_a_size() -> None:
    """大盛りで is the size 大盛り where the dish has one, for some of a dish too, and an amount elsewhere."""
    index = MenuIndex(load_menu(BOWLS.encode(), "yaml"))
    assert [told(line) for line in understand(index, "そば三つ、一つは大盛りで").lines] == [
        "2 そば",
        "1 そば 大盛り",
    ]
    assert [told(line) for line in understand(index, "そば大盛りつゆだくで").lines] == [
        "1 そば 大盛り; つゆだく"
    ]
    assert [told(line) for line in understand(index, "丼、ねぎ大盛りで").lines] == ["1 丼; extra ねぎ"]


BOWLS = """
name: 丼
slug: bowls
currency: JPY
modifier_groups:
  on: {name: 上, options: [{name: ねぎ, default: true}, {name: つゆだく}]}
categories:
  - name: 丼
    items:
      - {name: そば, variants: [{label: 並, price: 500, default: true}, {label: 大盛り, price: 600}], modifier_groups: [on]}
      - {name: 丼, price: 600, modifier_groups: [on]}
"""


BEGUN = {
    "唐揚げ": (
        ("唐揚げ弁当", "焼肉弁当", "のり弁当", "唐揚げ単品"),
        "{d}を一つ",
        "{h}にレモンつけて",
        "レモン",
    ),
    "제육": (("제육덮밥", "김치덮밥", "참치덮밥", "제육볶음"), "{d} 하나", "{h}에 치즈 추가", "치즈"),
    "牛肉": (("牛肉面", "鸡丝面", "排骨面", "牛肉汤"), "一份{d}", "{h}加香菜", "香菜"),
}
"""By how two names begin: the dishes of a menu, of which three end alike, and what is told of one."""


@pytest.mark.parametrize("begun", BEGUN)
def test_two_names_that_begin_so_are_asked_for_or_told_by_the_cart(begun: str) -> None:
    """Though only one of them ends in what other names end in, too."""
    dishes, text, told_of_it, option = BEGUN[begun]
    groups = [{"name": "X", "options": [{"name": option}]}]
    index = menu_of(*({"name": dish, "price": 5, "modifier_groups": groups} for dish in dishes))
    assert [question.kind for question in turns(index, text.format(d=begun)).questions] == ["did_you_mean"]
    for dish in (dishes[0], dishes[-1]):
        (line,) = turns(index, text.format(d=dish), told_of_it.format(h=begun)).lines
        assert told(line) == f"1 {dish}; {option}"
