"""Names of the menu that the words around them make: particles within, ends of names, numbers that are sizes."""

from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import told

BARBECUE = """
name: 숯불집
slug: grill
currency: KRW
modifier_groups:
  hot: {name: 맵기, max: 1, options: [{name: 안 맵게}, {name: 아주 맵게}]}
  mustard: {name: 겨자, max: 1, options: [{name: 겨자 보통, default: true}, {name: 겨자 따로}]}
  stew: {name: 찌개에, options: [{name: 고기 추가, price_adjustment: 2000}]}
  soju: {name: 소주, min: 1, max: 1, options: [{name: 이슬}, {name: 처음처럼}]}
categories:
  - name: 고기
    items:
      - {name: 소갈비, price: 30000}
      - {name: 생삼겹살, price: 16000}
      - {name: 닭갈비, price: 14000, modifier_groups: [hot]}
      - {name: 냉채족발, price: 30000, modifier_groups: [mustard]}
      - {name: 모둠구이, variants: [{label: 2인분, price: 42000}, {label: 4인분, price: 80000}]}
  - name: 식사
    items:
      - {name: 김치찌개, price: 9000, modifier_groups: [hot, stew]}
      - {name: 김치전, price: 9000}
      - {name: 해물파전, price: 13000}
  - name: 술
    items:
      - {name: 맥주, variants: [{label: 한 병, price: 5000, default: true}, {label: 생맥주 500cc, price: 4500}]}
      - {name: 흑생맥주, variants: [{label: 500cc, price: 4500, default: true}, {label: 1700cc, price: 14000}]}
      - {name: 소주, price: 5000, modifier_groups: [soju]}
"""
NOODLES = """
name: 藤庵
slug: noodles
currency: JPY
modifier_groups:
  noodle: {name: 麺, min: 1, max: 1, options: [{name: そば, default: true}, {name: うどん}]}
  warm: {name: 飲み方, min: 1, max: 1, options: [{name: 冷や}, {name: 熱燗}]}
  rice: {name: 量, max: 1, options: [{name: ご飯少なめ}, {name: ご飯大盛り}]}
  side: {name: 汁, max: 1, options: [{name: 味噌汁}]}
categories:
  - name: そば
    items:
      - {name: 天ぷらそば, price: 1500, modifier_groups: [noodle]}
      - {name: 山菜そば, price: 1200, modifier_groups: [noodle]}
      - {name: 天ぷら, price: 900}
  - name: 丼
    items:
      - {name: 親子丼, price: 1000, modifier_groups: [rice, side]}
      - {name: 天丼, price: 1300, modifier_groups: [rice, side]}
  - name: 酒
    items:
      - name: 日本酒
        variants: [{label: グラス, price: 650, default: true}, {label: 徳利, price: 1250}]
        modifier_groups: [warm]
      - name: ポテト
        variants: [{label: 普通, price: 300, default: true}, {label: 山盛り, price: 500}]
"""
ROASTS = """
name: 茶餐厅
slug: roasts
currency: CNY
modifier_groups:
  roast: {name: 烧腊, min: 1, max: 2, options: [{name: 叉烧}, {name: 烧鸭}, {name: 白切鸡}]}
categories:
  - name: 饭
    items:
      - {name: 烧味饭, price: 35, modifier_groups: [roast]}
      - {name: 虾仁饭, price: 39}
      - {name: 菜心, price: 20}
      - {name: 鱼蛋, price: 18}
"""
MENUS = {"ko": BARBECUE, "ja": NOODLES, "zh": ROASTS}


@cache
def index_of(menu: str) -> MenuIndex:
    """The index of one of `MENUS`."""
    return MenuIndex(load_menu(MENUS[menu].encode(), "yaml"))


def heard(menu: str, *turns: str) -> Understood:
    """What several texts come to, the order carried along."""
    understood = Understood()
    for text in turns:
        understood = understand(index_of(menu), text, understood.lines, state=understood.state)
    return understood


def lines(menu: str, *turns: str) -> list[str]:
    """The lines of an order, in words."""
    return sorted(told(line) for line in heard(menu, *turns).lines)


OWN_LANGUAGE = [
    ("ko", ("냉채족발 하나 겨자는 따로 주세요",), ["1 냉채족발; 겨자 따로"]),
    ("ko", ("흑생맥주 500 두 잔이랑 김치전",), ["1 김치전", "2 흑생맥주 500cc"]),
    ("ko", ("흑생맥주 오백 세 잔",), ["3 흑생맥주 500cc"]),
    ("ko", ("김치전 하나랑 처음처럼 두 병",), ["1 김치전", "2 소주; 처음처럼"]),
    ("ja", ("天ぷらうどん一つと山菜うどん二つ",), ["1 天ぷらそば; うどん", "2 山菜そば; うどん"]),
    ("ja", ("熱燗の徳利二つ",), ["2 日本酒 徳利; 熱燗"]),
    ("ja", ("山盛りポテト二つ",), ["2 ポテト 山盛り"]),
    ("ja", ("親子丼に味噌汁", "天丼に変えます、味噌汁はそのままで"), ["1 天丼; 味噌汁"]),
    ("ja", ("天丼一つ、量はご飯大盛りで",), ["1 天丼; ご飯大盛り"]),
    ("ja", ("天丼と、いや天丼やめて親子丼で",), ["1 親子丼"]),
    ("zh", ("白切鸡饭两份",), ["2 烧味饭; 白切鸡"]),
    ("zh", ("叉烧烧鸭双拼饭一个",), ["1 烧味饭; 叉烧; 烧鸭"]),
    ("zh", ("菜心一份,虾仁饭一份", "菜心不要了,换个鱼蛋"), ["1 虾仁饭", "1 鱼蛋"]),
]
ABROAD = [
    ("ko", ("豚バラ二人前と牛カルビ一人前",), ["1 소갈비", "2 생삼겹살"]),
    ("ko", ("三份五花肉,两份牛肋排",), ["2 소갈비", "3 생삼겹살"]),
    ("ko", ("辣炒鸡排两份,要特辣的",), ["2 닭갈비; 아주 맵게"]),
    ("ko", ("キムチチゲ一つ、辛くしないで",), ["1 김치찌개; 안 맵게"]),
    ("ko", ("烤肉拼盘一份", "两人份的"), ["1 모둠구이 2인분"]),
    ("ko", ("un estofado de kimchi con más carne",), ["1 김치찌개; 고기 추가"]),
    ("ko", ("a draft beer please",), ["1 맥주 생맥주 500cc"]),
    ("ko", ("dos cervezas de barril",), ["2 맥주 생맥주 500cc"]),
    ("ko", ("牛カルビ一人前とキムチチヂミ", "チヂミはやめてください"), ["1 소갈비"]),
]


@pytest.mark.parametrize(("menu", "turns", "wanted"), OWN_LANGUAGE)
def test_names_are_known_by_what_stands_around_them(
    menu: str, turns: tuple[str, ...], wanted: list[str]
) -> None:
    """Particles within a name, an option with a dish's end, a number that is a size: all are what they mean."""
    assert lines(menu, *turns) == wanted


@pytest.mark.parametrize(("menu", "turns", "wanted"), ABROAD)
def test_guests_count_portions_and_name_sizes_in_their_language(
    menu: str, turns: tuple[str, ...], wanted: list[str]
) -> None:
    """Portions count a dish unless it comes in so many; a draft beer is the beer's size, more meat the option."""
    assert lines(menu, *turns) == wanted


@pytest.mark.parametrize(
    ("menu", "text", "unknown"),
    [
        ("ja", "にしんそばありますか、なかったら天丼で", "にしんそば"),
        ("ja", "カツ丼ありますか。なければ天丼で", "カツ丼"),
        ("ko", "치즈떡볶이는 없죠? 그럼 김치전 하나요", "떡볶이"),
        ("zh", "有没有肠粉,没有的话来一份虾仁饭", "肠粉"),
    ],
)
def test_an_unknown_dish_that_was_asked_for_is_told(menu: str, text: str, unknown: str) -> None:
    """What the menu does not have is never passed over, and what is wanted instead is ordered."""
    understood = heard(menu, text)
    assert unknown in " ".join(understood.unmatched)
    assert len(understood.lines) == 1
    assert not understood.complete


@pytest.mark.parametrize(
    ("menu", "text"),
    [("ja", "天ぷらそばありますか、なければ天丼で"), ("ko", "김치전 있나요? 없으면 해물파전 하나요")],
)
def test_what_is_wanted_only_if_there_is_nothing_else_is_not_complete(menu: str, text: str) -> None:
    """The first dish is there, so that the second one is perhaps not wanted."""
    assert not heard(menu, text).complete


DINERS = """
name: かつ政
slug: katsu
currency: JPY
modifier_groups:
  rice: {name: ご飯, min: 1, max: 1, options: [{name: 普通, default: true}, {name: 大盛り}]}
  soup: {name: 汁, min: 1, max: 1, options: [{name: 赤だし, default: true}, {name: 豚汁}]}
categories:
  - name: 定食
    items:
      - {name: とんかつ定食, price: 950, modifier_groups: [rice, soup]}
      - {name: 焼き魚定食, price: 900, modifier_groups: [rice, soup]}
  - name: 一品
    items: [{name: ライス, price: 200}, {name: 単品豚汁, price: 330}]
"""


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (
            "とんかつ定食と焼き魚定食、ご飯は両方大盛りで",
            ["1 とんかつ定食; 大盛り", "1 焼き魚定食; 大盛り"],
        ),
        ("とんかつ定食、汁を豚汁に変えてください", ["1 とんかつ定食; 豚汁"]),
        ("とんかつ定食とライス", ["1 とんかつ定食", "1 ライス"]),
    ],
)
def test_the_name_of_a_group_is_no_dish_where_an_option_of_it_is_told(said: str, lines: list[str]) -> None:
    """Rice and soup are ordered besides only where nothing of the dish before is chosen with their word."""
    understood = understand(MenuIndex(load_menu(DINERS.encode(), "yaml")), said)
    assert sorted(map(told, understood.lines)) == sorted(lines)


SHARED = """
name: 饺子馆
slug: jiaozi
currency: CNY
categories:
  - name: 热菜
    items:
      - {name: 饺子, variants: [{label: 半份, price: 13}, {label: 一份, price: 24, default: true}]}
      - {name: 锅包肉, price: 42}
      - {name: 鱼香肉丝, price: 32}
  - name: 饮料
    items: [{name: 可乐, price: 5}, {name: 雪碧, price: 5}]
"""


@pytest.mark.parametrize(
    ("said", "complete"),
    [("锅包肉和鱼香肉丝各一份", True), ("可乐两瓶雪碧一瓶", True), ("可乐两瓶雪碧", False)],
)
def test_a_number_between_two_dishes_is_not_complete(said: str, *, complete: bool) -> None:
    """A number that may count either of two drinks is sure where each has one; "one each" always counts."""
    assert understand(MenuIndex(load_menu(SHARED.encode(), "yaml")), said).complete == complete
