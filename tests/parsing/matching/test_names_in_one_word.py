"""Names in one word of a script without spaces: other spellings, their heads, measures written into them."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

OKURIGANA = [
    ("天丼", "大盛", "大盛り"),
    ("天丼", "大盛り", "大盛"),
    ("牛皿", "特盛", "特盛り"),
    ("そば", "中盛り", "中盛"),
    ("うどん", "並盛", "並"),
]


@pytest.mark.parametrize(("dish", "written", "said"), OKURIGANA)
def test_a_size_is_known_with_and_without_its_okurigana(dish: str, written: str, said: str) -> None:
    """大盛り is 大盛, whichever of the two the menu writes."""
    sizes = [{"label": "小", "price": 5, "default": True}, {"label": written, "price": 7}]
    index = menu_of({"name": dish, "variants": sizes}, {"name": "緑茶", "price": 2})
    for text in (f"{dish}{said}", f"{dish}の{said}を二つ", f"{dish}{said}と緑茶"):
        line = turns(index, text).lines[0]
        assert told(line).endswith(f"{dish} {written}"), text


@pytest.mark.parametrize(("written", "said"), [
    ("焼き鳥盛り合わせ", "焼き鳥の盛り合わせ"), ("自家製ポテトサラダ", "自家製のポテトサラダ"), ("きのこ味噌汁", "きのこの味噌汁"),
])  # fmt: skip
def test_a_link_stands_before_what_a_dish_is(written: str, said: str) -> None:
    """焼き鳥の盛り合わせ is 焼き鳥盛り合わせ."""
    understood = turns(menu_of({"name": written, "price": 9}, {"name": "緑茶", "price": 2}), f"{said}を二つ")
    assert [told(line) for line in understood.lines] == [f"2 {written}"]
    assert understood.complete


@pytest.mark.parametrize("option", ["ミニカレーセット", "半チャーハンセット"])
def test_a_link_stands_before_a_meal(option: str) -> None:
    """ミニカレーのセット is the option ミニカレーセット."""
    options = [{"name": name} for name in ("ミニカレーセット", "半チャーハンセット")]
    index = menu_of(
        {"name": "ラーメン", "price": 9, "modifier_groups": [{"name": "セット", "options": options}]}
    )
    understood = turns(index, f"ラーメン一つ、{option.removesuffix('セット')}のセットで")
    assert [told(line) for line in understood.lines] == [f"1 ラーメン; {option}"]


@pytest.mark.parametrize(("written", "other", "said"), [
    ("若鶏の唐揚げ", "鶏の唐揚げ定食(5個)", "唐揚げ"), ("鶏の唐揚げ定食(5個)", "若鶏の唐揚げ", "唐揚げ定食"),
    ("옛날통닭 1마리", "양념치킨", "통닭"), ("모둠튀김(6개)", "김밥", "튀김"), ("牛肉锅贴(8只)", "炒饭", "锅贴"),
    ("صفيحة لحم 4 قطع", "فلافل", "صفيحة لحم"),
])  # fmt: skip
def test_a_dish_is_known_by_its_head(written: str, other: str, said: str) -> None:
    """What stands behind a link, and what is left without a number of pieces, names the dish."""
    understood = turns(menu_of({"name": written, "price": 9}, {"name": other, "price": 8}), said)
    assert [line.item.name for line in understood.lines] == [written]


@pytest.mark.parametrize(("dish", "count"), [("국밥", "두 개"), ("칼국수", "세 개"), ("파전", "두 개")])
def test_pieces_written_into_a_name_count_no_other_dish(dish: str, count: str) -> None:
    """Two of a dish are no further dish of which two are a portion."""
    fried = {"name": "오징어튀김 (2개)", "price": 3}
    index = menu_of({"name": dish, "price": 9}, fried, {"name": "어묵 꼬치 3개", "price": 4})
    (line,) = turns(index, f"{dish} 매운 걸로 {count}요").lines
    assert line.item.name == dish


@pytest.mark.parametrize("kind", ["후라이드", "양념", "간장"])
def test_a_dish_is_told_by_what_is_a_choice_of_another(kind: str) -> None:
    """후라이드 is fried chicken, and behind half-and-half one of its halves."""
    bone = {"name": "뼈", "min": 1, "max": 1, "options": [{"name": "뼈"}, {"name": "순살"}]}
    kinds = [{"name": name} for name in ("후라이드", "양념", "간장")]
    halves = {"name": "반반", "min": 2, "max": 2, "options": kinds}
    whole = [{"name": f"{one['name']}치킨", "price": 9, "modifier_groups": [bone]} for one in kinds]
    index = menu_of(*whole, {"name": "반반치킨", "price": 9, "modifier_groups": [halves, bone]})
    assert [told(line) for line in turns(index, f"{kind} 순살로 하나요").lines] == [f"1 {kind}치킨; 순살"]
    other = "양념" if kind != "양념" else "간장"
    (line,) = turns(index, f"반반치킨 {kind}랑 {other} 뼈로").lines
    assert {choice.modifier.name for choice in line.choices} == {kind, other, "뼈"}


@pytest.mark.parametrize(
    ("said", "option"), [("味噌汁を豚汁に変えてください", "豚汁"), ("味噌汁は豚汁で", "豚汁")]
)
@pytest.mark.parametrize("dish", ["生姜焼き定食", "さば定食"])
def test_what_a_dish_is_served_with_is_exchanged(dish: str, said: str, option: str) -> None:
    """The soup of a set meal is no option, but the menu tells that the meal comes with it."""
    group = {"name": "汁物", "options": [{"name": f"{option}に変更", "aliases": [option]}]}
    index = menu_of({"name": dish, "price": 9, "description": "ご飯・味噌汁付き", "modifier_groups": [group]})
    understood = turns(index, f"{dish}一つ、{said}")
    assert [told(line) for line in understood.lines] == [f"1 {dish}; {option}に変更"]
    assert understood.complete
