"""A refusal at the end of its clause, behind the option that it is about: "la cebolla no", 葱不要."""

import pytest

from tests.parsing.kitchens import hear, told

SAID = {
    "zh": ("一个汉堡", "洋葱", "1 汉堡; none 洋葱", "一杯啤酒", "1 啤酒", ["{o}不要", "{o}别放", "{o}都不要"]),
    "it": ("un hamburger", "cipolla", "1 Hamburger; none Cipolla", "una birra", "1 Birra", ["{o} no", "la {o} no"]),
    "es": ("una hamburguesa", "cebolla", "1 Hamburguesa; none Cebolla", "una cerveza", "1 Cerveza", ["{o} no", "la {o} no"]),
    "pt": ("um hambúrguer", "cebola", "1 Hambúrguer; none Cebola", "uma cerveja", "1 Cerveja", ["{o} não", "a {o} não"]),
    "fr": ("un hamburger", "oignons", "1 Hamburger; none Oignons", "une bière", "1 Bière", ["les {o} non"]),
    "pl": ("hamburger", "cebula", "1 Hamburger; none Cebula", "jedno piwo", "1 Piwo", ["{o} nie"]),
    "nl": ("een hamburger", "uien", "1 Hamburger; none Uien", "een biertje", "1 Bier", ["{o} niet", "de {o} niet"]),
    "de": ("ein Hamburger", "Zwiebeln", "1 Hamburger; none Zwiebeln", "ein Bier", "1 Bier", ["{o} nicht", "die {o} nicht"]),
}  # fmt: skip
"""By the menu: a dish, its option, what both come to, another dish and its line, and how the option is refused."""


@pytest.mark.parametrize("menu", sorted(SAID))
def test_an_option_refused_behind_its_name_is_left_out(menu: str) -> None:
    """The dish before it stays, and what is ordered behind it is no part of the refusal."""
    dish, option, line, other, second, ways = SAID[menu]
    for way in ways:
        refused = way.format(o=option)
        assert [told(one) for one in hear(f"{dish}, {refused}", menu).lines] == [line], refused
        both = [told(one) for one in hear(f"{dish}, {refused}, {other}", menu).lines]
        assert both == [line, second], refused


def test_what_stands_behind_the_refusal_is_refused_and_not_what_stands_before_it() -> None:
    """In 加洋葱不要… the refusal is about what follows it."""
    (line,) = hear("一个汉堡加芝士不要洋葱", "zh").lines
    assert told(line) == "1 汉堡; 芝士; none 洋葱"
