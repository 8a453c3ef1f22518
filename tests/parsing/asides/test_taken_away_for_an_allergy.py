"""Who tells an allergy and does not want the dish any more has it taken away, or is asked: it is never complete with it."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of

SAID = {
    "en": ("one {}", "oh, nut allergy, cancel", "I'm allergic to nuts, I don't want it"),
    "de": ("ein {}", "ich bin allergisch gegen Nüsse, streichen", "Nussallergie, doch nicht"),
    "zh": ("一份{}", "我花生过敏，不要了", "啊我对牛奶过敏，不要了", "我花生过敏，取消吧"),  # noqa: RUF001
    "ja": ("{}ひとつ", "卵アレルギーなのでやめます", "卵アレルギーなのでキャンセルで"),
    "ko": ("{} 하나", "땅콩 알레르기가 있어요, 취소해 주세요"),
    "tr": ("bir {}", "fındık alerjim var, iptal"),  # noqa: RUF001
}


@pytest.mark.parametrize("code", sorted(SAID))
@pytest.mark.parametrize("dish", ["Ramen", "Tiramisu"])
def test_a_dish_that_an_allergy_takes_away_is_not_complete(code: str, dish: str) -> None:
    """The allergy is noted, and the order with the dish in it is not taken as it is."""
    index = menu_of({"name": dish, "price": 7}, {"name": "Chai 7", "price": 2})
    ordered, *later = SAID[code]
    before = understand(index, ordered.format(dish), language=code)
    assert before.lines
    for text in later:
        after = understand(index, text, before.lines, code, state=before.state)
        assert after.state.allergies, text
        assert not (after.lines and after.complete), text
