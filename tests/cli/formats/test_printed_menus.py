"""Known menus printed in many designs are found again: the least share of dishes and prices of each design."""

import pytest

from tests.cli.formats.printed_designs import DESIGNS, KEPT_APART
from tests.cli.formats.printed_menus import ROOT, Score, menu_of, printer, read_back, score
from tests.fixtures.browser import find_chromium

LEAST = {
    "plain": 0.98,
    "dotted": 0.97,
    "narrow": 0.92,
    "by-size": 0.89,
    "centred": 0.98,
    "small-capitals": 0.87,
    "bistro": 0.96,
    "board": 0.83,
    "letter": 0.97,
    "tasting": 0.97,
    "folder": 0.78,
    "poster": 0.88,
}
"""Of the dishes, so many have their name and all of their prices; the figures themselves are in docs/menu-documents.md."""

SAMPLE = (
    "data/words/airport-grab/menu.yaml",
    "data/words/cajun-kitchen/menu.yaml",
    "data/words/dessert-cafe/menu.yaml",
    "data/words/fondue-house/menu.yaml",
    "data/words/irish-pub/menu.yaml",
    "data/words/ko-bunsik/menu.yaml",
    "data/words/nl-surinaams/menu.yaml",
    "data/words/poke-bowls/menu.yaml",
    "data/words/set-lunch/menu.yaml",
    "data/words/thai-street/menu.yaml",
    "data/words/zh-huoguo/menu.yaml",
    "data/words_abroad/fr-provence/menu.yaml",
    "examples/menus/burger-chain.yaml",
)
"""The menus that the shares are of: they stay the same when others join the corpus."""


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.timeout(600)
def test_printed_menus_are_found_again() -> None:
    """The menus of the sample, by every design."""
    if find_chromium() is None:
        pytest.skip("There is no Chromium on this machine.")
    menus = [menu for path in SAMPLE if (menu := menu_of(ROOT / path)).sections]
    shares = {}
    with printer() as to_pdf:
        for name, design in {**DESIGNS, **KEPT_APART}.items():
            total = Score(*[0] * 8)
            for menu in menus:
                total += score(menu, read_back(menu, to_pdf(design(menu)))[0])
            shares[name] = total.prices / total.dishes
    assert shares.keys() == LEAST.keys()
    assert {name: share for name, share in shares.items() if share < LEAST[name]} == {}
