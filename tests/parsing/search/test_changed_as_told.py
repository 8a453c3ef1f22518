"""A line that is told by what it has is changed, and keeps that: 계란 추가한 건 잡곡밥으로 바꿔주세요."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

TOLD = [
    ("찌개", "계란", "잡곡밥", "찌개 두 개, 하나는 계란 추가", "계란 추가한 건 잡곡밥으로 {v}", ("바꿔주세요", "변경해주세요")),
    ("라떼", "샷", "두유", "라떼 두 잔, 하나는 샷 추가", "샷 추가한 건 두유로 {v}", ("바꿔주세요", "변경해주세요")),
    ("定食", "卵", "玄米", "定食二つ、一つは卵付き", "卵のほうは玄米に{v}", ("変更してください", "変えてください")),
]  # fmt: skip


@pytest.mark.parametrize(("dish", "had", "wanted", "first", "then", "verbs"), TOLD)
def test_what_tells_the_line_is_kept(
    dish: str, had: str, wanted: str, first: str, then: str, verbs: tuple[str, ...]
) -> None:
    """The other one of the two stays as it was."""
    options = [{"name": name} for name in (had, wanted)]
    index = menu_of({"name": dish, "price": 9, "modifier_groups": [{"name": "X", "options": options}]})
    for verb in verbs:
        understood = turns(index, first, then.format(v=verb))
        assert ordered(understood) == [f"1 {dish}", f"1 {dish}; {had}; {wanted}"], verb
