"""Names as guests shorten them: without what many names end in, with the name of a group, by what an option lacks."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

CURRY = ["ビーフカレー", "ポークカレー", "チキンカツカレー", "コーヒー"]
RICE = {"name": "ライスの量", "max": 1, "options": [{"name": "300g", "default": True}, {"name": "400g"}]}
MILK = {"name": "Leche", "max": 1, "options": [{"name": "Leche de avena"}, {"name": "Leche sin lactosa"}]}
SAUCE = {"name": "Soße", "max": 1, "options": [{"name": "Kräuter"}, {"name": "Knoblauch"}]}
SIZES = [{"label": "25 cl", "price": 3, "default": True}, {"label": "50 cl", "price": 6}]
DECIMALS = [{"label": "0.33 l", "price": 3, "default": True}, {"label": "0.5 l", "price": 6}]


def menu(dishes: Sequence[str], group: Mapping[str, Any] | None, sizes: Sequence[Any]) -> MenuIndex:
    told_of = {"modifier_groups": [group] if group else []} | ({"variants": sizes} if sizes else {"price": 5})
    items = [{"name": name, **told_of} for name in dishes]
    document = {
        "name": "A",
        "currency": "EUR",
        "categories": [{"name": "B", "items": items}],
    }
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize(
    ("language", "dishes", "group", "sizes", "text", "lines"),
    [
        ("ja", CURRY, None, (), "ビーフ二つとポーク一つ", ["2 ビーフカレー", "1 ポークカレー"]),
        ("ja", CURRY, RICE, (), "ビーフカレー、ライスは400gで", ["1 ビーフカレー; 400g"]),
        ("es", ["Café"], MILK, (), "dos cafés sin lactosa", ["2 Café; Leche sin lactosa"]),
        ("de", ["Döner"], SAUCE, (), "ein Döner mit Kräutersoße", ["1 Döner; Kräuter"]),
        ("de", ["Döner"], SAUCE, (), "ein Döner, Soße Knoblauch", ["1 Döner; Knoblauch"]),
        ("fr", ["Bière"], None, SIZES, "une bière de 50", ["1 Bière 50 cl"]),
        ("pl", ["Cola"], None, DECIMALS, "cola 0,5", ["1 Cola 0.5 l"]),
        ("zh", ["生煎", "酸梅汤"], None, (), "生煎两份 酸梅汤三杯", ["2 生煎", "3 酸梅汤"]),
    ],
)
def test_a_name_is_known_shortened(
    language: str,
    dishes: Sequence[str],
    group: Mapping[str, Any] | None,
    sizes: Sequence[Any],
    text: str,
    lines: Sequence[str],
) -> None:
    """Each shortened name is the thing that it stands for, and nothing is left open."""
    heard = understand(menu(dishes, group, sizes), text, (), language)
    assert ([told(line) for line in heard.lines], heard.complete) == (list(lines), True)


def test_what_is_left_of_a_name_is_not_another_thing() -> None:
    """チーズ is the dish of that name, though three dishes end in ケーキ and one of them begins with it."""
    cakes = ["チーズケーキ", "ロールケーキ", "抹茶ケーキ", "チーズ"]
    heard = understand(menu(cakes, None, ()), "チーズ一つ", (), "ja")
    assert [told(line) for line in heard.lines] == ["1 チーズ"]
