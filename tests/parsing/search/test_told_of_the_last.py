"""What is told of the last of several, of all of them, and of what was only pointed at: each kind over menus of the corpus."""

from functools import cache
from pathlib import Path

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import ordered, wanted

CORPUS = Path(__file__).parents[3] / "data/words"
WORLDS = {
    "espresso-bar": {"dish": "Latte", "other": "Cappuccino", "one": "Vanilla syrup", "two": "Cinnamon", "own": "Foam"},
    "bubble-tea": {"dish": "Brown Sugar Milk Tea", "other": "Taro Milk Tea", "one": "Egg pudding", "two": "Cheese foam", "own": "Boba"},
    "burger-bar": {"dish": "Fish Burger", "other": "Halloumi Burger", "one": "Bacon", "two": "Avocado", "own": "Tomato"},
}  # fmt: skip
KINDS = (
    (("four {dish}s, {one} on three, {two} on the last",), ["3 {dish}; {one}", "1 {dish}; {two}"]),
    (("four {dish}s, three with {one}, the last with {two}",), ["3 {dish}; {one}", "1 {dish}; {two}"]),
    (("four {dish}s, {one} in two, {two} in all",), ["2 {dish}; {two}", "2 {dish}; {two}; {one}"]),
    (("two {dish}s and a {other}, {one} across the board",), ["2 {dish}; {one}", "1 {other}; {one}"]),
    (("a {dish} with {one}", "Asha will have that too"), ["2 {dish}; {one}"]),
    (("a {dish} with {one}", "my mate wants that as well, plus {two}"), ["1 {dish}; {one}", "1 {dish}; {one}; {two}"]),
    (("a {dish} and a {other}", "nvm the {dish}"), ["1 {other}"]),
    (("a {dish} and a {other}", "the {other} can go"), ["1 {dish}"]),
    (("ready in 15, a {dish} with {one}",), ["1 {dish}; {one}"]),
    (("can i pick up in 20: two {dish}s",), ["2 {dish}"]),
)  # fmt: skip
SIZES = (
    ("espresso-bar", "large oat latte, small soy one", ["1 Latte 16 oz; Oat milk", "1 Latte 8 oz; Soy milk"]),
    ("bubble-tea", "large taro with boba, medium aloe one", ["1 Taro Milk Tea Large; Boba", "1 Taro Milk Tea Medium; Aloe vera"]),
    ("burger-bar", "large fries with ketchup, regular hot sauce one", ["1 Fries Large; Ketchup", "1 Fries Regular; Hot sauce"]),
)  # fmt: skip
DOUBTFUL = (
    (("three {dish}s yeah three {dish}s",), ("three {dish}s and a {other}",)),
    (("three {dish}s, {one} on two, no glitter on the last",), ("three {dish}s, {one} on two, {two} on the last",)),
    (("three {dish}s, {own} in two",), ("three {dish}s, {one} in two",)),
    (("a {dish} with {one}", "Asha would love that too"), ("a {dish} with {one}", "Asha will have that too")),
)  # fmt: skip
"""Turns that leave something open, and what is like them and does not."""


@cache
def _menu(name: str) -> MenuIndex:
    return MenuIndex(load_menu((CORPUS / name / "menu.yaml").read_bytes(), "yaml"))


def _hear(menu: str, turns: tuple[str, ...]) -> Understood:
    understood = Understood()
    for text in turns:
        said = text.format(**WORLDS[menu])
        understood = understand(_menu(menu), said, understood.lines, state=understood.state)
    return understood


@pytest.mark.parametrize("menu", sorted(WORLDS))
def test_each_kind_comes_to_its_order_on_every_menu(menu: str) -> None:
    """The last of several, all of them, what somebody else wants too, what goes, and a time before the order."""
    found = {turns: ordered(_hear(menu, turns)) for turns, _lines in KINDS}
    assert found == {turns: wanted(lines, WORLDS[menu]) for turns, lines in KINDS}


@pytest.mark.parametrize(("menu", "text", "lines"), SIZES)
def test_a_size_with_options_and_one_is_another_of_the_dish(menu: str, text: str, lines: list[str]) -> None:
    """No article is needed: the size and the options behind a pause are of the one that they end with."""
    assert ordered(_hear(menu, (text,))) == sorted(line.casefold() for line in lines)


@pytest.mark.parametrize("menu", sorted(WORLDS))
@pytest.mark.parametrize(("doubtful", "plain"), DOUBTFUL)
def test_what_may_be_meant_otherwise_is_not_complete(
    menu: str, doubtful: tuple[str, ...], plain: tuple[str, ...]
) -> None:
    """A number that is confirmed, what all come with anyway, and what is wanted without words for it."""
    assert not _hear(menu, doubtful).complete
    assert _hear(menu, plain).is_open is False
