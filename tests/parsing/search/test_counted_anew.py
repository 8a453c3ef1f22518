"""A number that is said again with a word that corrects replaces the one before, in every language."""

import pytest

from server.parsing.grammar import understand
from server.parsing.model import Understood
from tests.parsing.kitchens import kitchen, told

BOTH_AGAIN = [
    ("harbour", "two colas and a lemonade, no, wait, a cola and two lemonades", ["1 Cola", "2 Lemonade"]),
    ("es", "dos cervezas y una hamburguesa, no, espera, una cerveza y dos hamburguesas", ["1 Cerveza", "2 Hamburguesa"]),
    ("fr", "deux bières et un hamburger, non, attendez, une bière et deux hamburgers", ["1 Bière", "2 Hamburger"]),
    ("de", "zwei Bier und ein Hamburger, nein, warte, ein Bier und zwei Hamburger", ["1 Bier", "2 Hamburger"]),
    ("it", "due birre e un hamburger, no, aspetta, una birra e due hamburger", ["1 Birra", "2 Hamburger"]),
    ("pt", "duas cervejas e um hambúrguer, não, espere, uma cerveja e dois hambúrgueres", ["1 Cerveja", "2 Hambúrguer"]),
    ("nl", "twee biertjes en een hamburger, nee, wacht, een biertje en twee hamburgers", ["1 Bier", "2 Hamburger"]),
]  # fmt: skip

LATER = [
    ("es", "dos cervezas", "una hamburguesa y al final son tres cervezas", ["3 Cerveza", "1 Hamburguesa"]),
    ("es", "dos cervezas", "una hamburguesa y al final tres cervezas", ["3 Cerveza", "1 Hamburguesa"]),
    ("fr", "deux bières", "un hamburger et finalement trois bières", ["3 Bière", "1 Hamburger"]),
    ("it", "due birre", "un hamburger e in realtà sono tre birre", ["3 Birra", "1 Hamburger"]),
    ("pt", "duas cervejas", "um hambúrguer e afinal são três cervejas", ["3 Cerveja", "1 Hambúrguer"]),
    ("tr", "iki bira", "bir hamburger ve asl\u0131nda üç bira", ["3 Bira", "1 Hamburger"]),
    ("pl", "dwa piwa", "hamburger i jednak trzy piwa", ["3 Piwo", "1 Hamburger"]),
    ("ja", "ビールを二つ", "ハンバーガー一つとやっぱりビール三つ", ["3 ビール", "1 ハンバーガー"]),
    ("ko", "맥주 두 잔", "햄버거 하나랑 아니 맥주 세 잔", ["3 맥주", "1 햄버거"]),
]


@pytest.mark.parametrize(("menu", "text", "lines"), BOTH_AGAIN)
def test_two_dishes_said_again_are_counted_anew(menu: str, text: str, lines: list[str]) -> None:
    """An article counts one where a correction names both dishes again."""
    assert [told(line) for line in understand(kitchen(menu), text).lines] == lines


@pytest.mark.parametrize(("menu", "first", "then", "lines"), LATER)
def test_a_number_after_all_replaces_that_of_the_cart(
    menu: str, first: str, then: str, lines: list[str]
) -> None:
    """Behind another dish too: "a burger, and three beers after all"."""
    before: Understood = understand(kitchen(menu), first)
    after = understand(kitchen(menu), then, before.lines, state=before.state)
    assert [told(line) for line in after.lines] == lines


SAME_FOR_ANOTHER = [
    ("es", "dos hamburguesas con queso, y para mi novia lo mismo pero sin queso", "Hamburguesa", "Queso"),
    ("fr", "deux hamburgers avec fromage, et pour ma femme la même chose mais sans fromage", "Hamburger", "Fromage"),
    ("de", "zwei Hamburger mit Käse, und für meine Frau das gleiche aber ohne Käse", "Hamburger", "Käse"),
    ("it", "due hamburger con formaggio, e per mia moglie lo stesso ma senza formaggio", "Hamburger", "Formaggio"),
    ("pt", "dois hambúrgueres com queijo, e para a minha mulher o mesmo mas sem queijo", "Hambúrguer", "Queijo"),
    ("nl", "twee hamburgers met kaas, en voor mijn vrouw hetzelfde maar zonder kaas", "Hamburger", "Kaas"),
    ("pl", "dwa hamburgery z serem, a dla żony to samo ale bez sera", "Hamburger", "Ser"),
    ("ja", "チーズ入りハンバーガー二つ、彼女にも同じものをチーズ抜きで", "ハンバーガー", "チーズ"),
    ("ko", "치즈 추가한 햄버거 두 개, 여자친구도 같은 걸로 치즈 빼고요", "햄버거", "치즈"),
    ("ar", "اثنين برجر مع جبن، ولزوجتي نفس الشيء بدون جبن", "برجر", "جبن"),
]  # fmt: skip


@pytest.mark.parametrize(("menu", "text", "dish", "option"), SAME_FOR_ANOTHER)
def test_the_same_for_another_person_is_as_many(menu: str, text: str, dish: str, option: str) -> None:
    """Of two dishes with one difference there are two again."""
    lines = [told(line) for line in understand(kitchen(menu), text).lines]
    assert lines == [f"2 {dish}; {option}", f"2 {dish}; none {option}"]


def test_one_more_of_the_same_for_another_person_is_one() -> None:
    """A number that is said goes before as many again."""
    lines = understand(kitchen("harbour"), "two lattes, and one more of the same for my wife").lines
    assert sum(line.quantity for line in lines) == 3
