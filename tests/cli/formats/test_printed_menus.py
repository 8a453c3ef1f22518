"""Known menus printed in many designs are found again: the least share of dishes and prices of each design."""

import pytest

from tests.cli.formats.printed_designs import DESIGNS, KEPT_APART
from tests.cli.formats.printed_menus import MENUS, Score, menu_of, printer, read_back, score
from tests.fixtures.browser import find_chromium

LEAST = {
    "plain": 0.97,
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
    "poster": 0.82,
}
"""Of the dishes, so many have their name and all of their prices; the figures themselves are in docs/menu-documents.md."""


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.timeout(600)
def test_printed_menus_are_found_again() -> None:
    """Every twelfth menu of the project, by every design."""
    if find_chromium() is None:
        pytest.skip("There is no Chromium on this machine.")
    menus = [menu for path in MENUS[::12] if (menu := menu_of(path)).sections]
    shares = {}
    with printer() as to_pdf:
        for name, design in {**DESIGNS, **KEPT_APART}.items():
            total = Score(*[0] * 8)
            for menu in menus:
                total += score(menu, read_back(menu, to_pdf(design(menu)))[0])
            shares[name] = total.prices / total.dishes
    assert shares.keys() == LEAST.keys()
    assert {name: share for name, share in shares.items() if share < LEAST[name]} == {}
