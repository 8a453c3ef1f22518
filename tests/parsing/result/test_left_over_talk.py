"""Words that nobody understood: talk is handed on to the staff and keeps no order open; what may matter does."""

from importlib import resources

import pytest

from server.parsing.grammar import analyse
from server.parsing.text.foods import foods
from server.parsing.text.language import CODES, language
from server.parsing.text.talk_words import is_of_talk
from tests.parsing.kitchens import dialog, hear, kitchen, order

TALK = (
    ("harbour", "two lattes", "two lattes, Matthew arrived", "Matthew arrived"),
    ("harbour", "two lattes", "two lattes, traffic was terrible", "traffic; terrible"),
    ("harbour", "two lattes", "Howzit, two lattes", "Howzit"),
    ("harbour", "two lattes", "namaste, two lattes, grazie", "namaste; grazie"),
    ("harbour", "two lattes", "Josh has just walked in, two lattes", "Josh; walked"),
    ("harbour", "two lattes", "oh and Sanjeev's just turned up, two lattes", "Sanjeev's"),
    ("harbour", "a latte with no sugar", "a latte, he's just learned no sugar", "he's; learned"),
    ("es", "dos hamburguesas", "dos hamburguesas, aniversario de boda", "aniversario; boda"),
    ("it", "due hamburger", "due hamburger, treno in ritardo", "treno; ritardo"),
    ("de", "zwei Burger", "verspäteter Zug, zwei Burger", "verspäteter Zug"),
)
"""A menu, a plain order, the same with talk that no phrase has, and what of it the staff is told."""
MATTERS = (
    "two lattes, Matthew and a bratwurst",
    "two lattes, anniversary kransekake",
    "two lattes, football 47",
    "two lattes, is the football on?",
    "two lattes, not terrible traffic",
    "two lattes, dinosaur",
    "two lattes football",
    "me and Lily and Maya all want a latte",
    "two lattes, Josh's with oat milk",
    "two lattes, oat milk in Josh's",
    "two lattes, strictly no dairy",
)


@pytest.mark.parametrize(("menu", "plain", "text", "note"), TALK)
def test_talk_keeps_no_order_open_and_is_told_to_the_staff(
    menu: str, plain: str, text: str, note: str
) -> None:
    """The order is the plain one and complete; nothing that was said is lost."""
    heard = hear(text, menu)
    assert order(text, menu) == order(plain, menu)
    assert heard.complete
    assert (heard.unmatched, heard.state.note) == ((), note)


@pytest.mark.parametrize("text", MATTERS)
def test_what_may_matter_is_no_talk(text: str) -> None:
    """A food, a word that nobody knows, a number, a question and a refusal stay with the order."""
    assert not analyse(kitchen("harbour"), text).talk


def test_talk_that_orders_nothing_is_left_over() -> None:
    """Where nothing is ordered beside them, such words may have been meant as an order: they are told as before."""
    heard = dialog("a latte", "football")
    assert heard.unmatched == ("football",)
    assert not heard.complete


@pytest.mark.parametrize(
    ("text", "left"),
    [("cancel the chowder, he has fallen asleep", "latte"), ("no latte, traffic was terrible", "chowder")],
)
def test_talk_beside_a_change_keeps_it_open_no_more(text: str, left: str) -> None:
    """Beside what takes a line away, such words are talk as beside one that is ordered."""
    heard = dialog("a latte and a clam chowder cup", text)
    assert [left in line.item.name.lower() for line in heard.lines] == [True]
    assert heard.complete


def test_guests_of_another_language_have_no_talk() -> None:
    """What they leave over may be a dish that no list knows in their language."""
    assert analyse(kitchen("harbour"), "two lattes, football").talk
    assert not analyse(kitchen("de"), "two hamburgers please, football").talk


@pytest.mark.parametrize("code", sorted({*CODES} - {"ja", "ko", "zh"}))
def test_no_word_of_talk_is_a_food_or_a_number(code: str) -> None:
    """No word that the lists of foods, diets and numbers of a language have stands among those of talk."""
    spoken, known = language(code), foods(code)
    told = [word for word in _words_of(code) if is_of_talk(word, spoken)]
    assert len(told) > 500
    wrong = [
        w for w in told if known.knows(w) or spoken.other_number(w) or spoken.diets.get((spoken.stem(w),))
    ]
    assert wrong == []


def _words_of(code: str) -> list[str]:
    text = resources.files("server.parsing.text").joinpath("languages/talk_words.txt").read_text("utf-8")
    return text.partition(f"[{code}]")[2].partition("[")[0].split()
