"""Dishes that are ordered by their number, in every language, on menus whose numbers are 1 to 91 and 24a."""

from functools import cache
from pathlib import Path

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import told

EXAMPLES = Path(__file__).parents[3] / "examples" / "menus"
LEMON, SOUR, KUNG_PO, CHILLI = (
    "Lemon chicken",
    "Sweet and sour chicken",
    "Kung po chicken",
    "Crispy chilli beef",
)
ROLLS, TOAST, DUCK, SOUP, CRACKERS = (
    "Spring rolls", "Prawn toast", "Crispy duck", "Hot and sour soup", "Prawn crackers",
)  # fmt: skip


@cache
def index(name: str) -> MenuIndex:
    return MenuIndex(load_menu((EXAMPLES / f"{name}.yaml").read_bytes(), "yaml"))


def hear(text: str, menu: str = "chinese-takeaway", language: str | None = None) -> Understood:
    return understand(index(menu), text, (), language)


TAKEAWAY = [
    ("number 23", [f"1 {LEMON}"]),
    ("#23", [f"1 {LEMON}"]),
    ("no. 24a", [f"1 {KUNG_PO}"]),
    ("n° 24a", [f"1 {KUNG_PO}"]),
    ("24 a please", [f"1 {KUNG_PO}"]),
    ("2 x 23", [f"2 {LEMON}"]),
    ("23 x 2", [f"2 {LEMON}"]),
    ("two 23s and a 31", [f"2 {LEMON}", f"1 {CHILLI}"]),
    ("two 24as", [f"2 {KUNG_PO}"]),
    ("I want 3 number 1s", [f"3 {ROLLS}"]),
    ("two number ones and a number two", [f"2 {ROLLS}", f"1 {TOAST}"]),
    ("23 and 24", [f"1 {LEMON}", f"1 {SOUR}"]),
    ("23, 31 and 90", [f"1 {LEMON}", f"1 {CHILLI}", f"1 {CRACKERS}"]),
    ("1, 2 and 10", [f"1 {ROLLS}", f"1 {TOAST}", f"1 {SOUP}"]),
    ("the 2 and the 3", [f"1 {TOAST}", f"1 {DUCK}"]),
    ("number twenty three", [f"1 {LEMON}"]),
    ("a number 24a with noodles", [f"1 {KUNG_PO}; Chow mein noodles"]),
    ("#31 very hot", [f"1 {CHILLI}; Very hot"]),
    ("a 23, extra hot 24a", [f"1 {LEMON}", f"1 {KUNG_PO}; Very hot"]),
    ("23 lemon chicken", [f"1 {LEMON}"]),
    ("lemon chicken (23)", [f"1 {LEMON}"]),
    ("number 2 prawn toast", [f"1 {TOAST}"]),
    ("2 prawn toast", [f"2 {TOAST}"]),
    ("lemon chicken x2", [f"2 {LEMON}"]),
    ("spring rolls, 2", [f"2 {ROLLS}"]),
    ("10 spring rolls and 12 prawn toast", [f"10 {ROLLS}", f"12 {TOAST}"]),
    ("20 prawn crackers", [f"20 {CRACKERS}"]),
]


@pytest.mark.parametrize(("text", "lines"), TAKEAWAY, ids=[text for text, _ in TAKEAWAY])
def test_numbers_in_english(text: str, lines: list[str]) -> None:
    """A number is the dish that has it, unless it counts what follows; nothing is open."""
    heard = hear(text)
    assert [told(line) for line in heard.lines] == lines
    assert heard.complete


ABROAD = [
    ("fr", "le 23", [f"1 {LEMON}"]),
    ("fr", "deux fois le 23", [f"2 {LEMON}"]),
    ("fr", "je prends le 23 et le 31", [f"1 {LEMON}", f"1 {CHILLI}"]),
    ("fr", "le 1 et le 2", [f"1 {ROLLS}", f"1 {TOAST}"]),
    ("fr", "le numéro 24a", [f"1 {KUNG_PO}"]),
    ("es", "el 23", [f"1 {LEMON}"]),
    ("es", "uno del 23 y dos del 24a", [f"1 {LEMON}", f"2 {KUNG_PO}"]),
    ("es", "nº 23", [f"1 {LEMON}"]),
    ("it", "la numero 23", [f"1 {LEMON}"]),
    ("it", "due volte il 23", [f"2 {LEMON}"]),
    ("it", "una 23 e una 24", [f"1 {LEMON}", f"1 {SOUR}"]),
    ("pt", "o 23", [f"1 {LEMON}"]),
    ("pt", "quero o 23 e o 31", [f"1 {LEMON}", f"1 {CHILLI}"]),
    ("pt", "duas vezes o 23", [f"2 {LEMON}"]),
    ("ja", "23番", [f"1 {LEMON}"]),
    ("ja", "23番を二つ", [f"2 {LEMON}"]),
    ("ja", "23番を2つと31番を1つ", [f"2 {LEMON}", f"1 {CHILLI}"]),
    ("ja", "二十三番", [f"1 {LEMON}"]),
    ("ja", "24a番", [f"1 {KUNG_PO}"]),
    ("ko", "23번 두 개", [f"2 {LEMON}"]),
    ("ko", "23번이랑 31번", [f"1 {LEMON}", f"1 {CHILLI}"]),
    ("ko", "1번 하나 2번 두 개", [f"1 {ROLLS}", f"2 {TOAST}"]),
    ("ko", "이십삼 번 주세요", [f"1 {LEMON}"]),
]


@pytest.mark.parametrize(("language", "text", "lines"), ABROAD, ids=[f"{c}:{t}" for c, t, _ in ABROAD])
def test_numbers_in_other_languages(language: str, text: str, lines: list[str]) -> None:
    """With the signs and the word order of each."""
    heard = hear(text, language=language)
    assert [told(line) for line in heard.lines] == lines
    assert heard.complete


GERMAN = [
    ("die 20", ["1 Margherita"]),
    ("zweimal die 20", ["2 Margherita"]),
    ("eine große 20", ["1 Margherita Groß"]),
    ("einmal die 21 und zweimal die 22a", ["1 Salami", "2 Marinara"]),
    ("die 20 ohne Oliven, die 21 mit Zwiebeln", ["1 Margherita; none Oliven", "1 Salami; Zwiebeln"]),
    ("Zweimal 21 groß, eine 22a und zweimal Apfelschorle", ["2 Salami Groß", "1 Marinara", "2 Apfelschorle"]),
    ("zwei 20er", ["2 Margherita"]),
    ("die einundzwanzig bitte", ["1 Salami"]),
]  # fmt: skip


def test_a_number_of_times_behind_the_number_of_a_dish() -> None:
    """It counts the dish."""
    assert [told(line) for line in hear("die 20 zweimal", "pizzeria").lines] == ["2 Margherita"]


@pytest.mark.parametrize(("text", "lines"), GERMAN, ids=[text for text, _ in GERMAN])
def test_numbers_in_german(text: str, lines: list[str]) -> None:
    """Sizes and wishes belong to a number as they do to a name."""
    heard = hear(text, "pizzeria")
    assert [told(line) for line in heard.lines] == lines
    assert heard.complete


@pytest.mark.parametrize(
    "text", ["24b", "2 x 24b", "number 99", "#99", "table 23", "we are 23 people", "23 pounds"]
)
def test_what_is_no_number_of_the_menu_orders_nothing(text: str) -> None:
    """Neither the dish of a number that is nearly it, nor that of a table, of people or of a price."""
    heard = hear(text)
    assert heard.lines == ()
    assert not heard.complete


def test_a_number_says_a_line_of_the_cart() -> None:
    """It is taken away, counted anew and described as by the dish's name."""
    cart = hear("two 23s and a 31").lines
    for text, lines in {
        "cancel 31": [f"2 {LEMON}"],
        "remove the 23": [f"1 {CHILLI}"],
        "make it 3 23s": [f"3 {LEMON}", f"1 {CHILLI}"],
        "make the 23 with noodles": [f"2 {LEMON}; Chow mein noodles", f"1 {CHILLI}"],
        "one more 31": [f"2 {LEMON}", f"2 {CHILLI}"],
    }.items():
        assert [told(line) for line in understand(index("chinese-takeaway"), text, cart).lines] == lines, text


def test_leading_zeros_say_nothing() -> None:
    """Neither the menu's nor the diner's."""
    menu = load_menu(
        "currency: EUR\ncategories: [{name: All, items: [{name: Soup, number: '07', price: 4}]}]"
    )
    assert [told(line) for line in understand(MenuIndex(menu), "number 7").lines] == ["1 Soup"]
    assert [told(line) for line in understand(MenuIndex(menu), "#07 please").lines] == ["1 Soup"]
    assert [told(line) for line in hear("#023").lines] == [f"1 {LEMON}"]


def test_many_numbers_are_read_in_time() -> None:
    """Hundreds of numbers are no deeper recursion than one."""
    assert hear("1 " * 600).lines is not None
    assert hear("one " * 600).lines is not None
