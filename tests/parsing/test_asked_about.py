"""What a diner asked about is ordered by a word that points to it, in several languages and over several menus."""

import asyncio

import pytest

from server.parsing.cascade import Understanders
from server.parsing.dialog import DialogReader
from tests.parsing.kitchens import kitchen
from tests.parsing.kitchens import menu_of as of_dishes
from tests.parsing.test_answers_in_words import lines, menu_of

ORDERS = (
    ("en", "is the {dish} hot?", ("one of those", "lovely, one of those then", "i'll have that", "i'll have one please"), 1),
    ("en", "what's in the {dish}?", ("two of those please", "sounds good, two please", "go on then, i'll take two"), 2),
    ("en", "what is the {dish} like?", ("sounds good, a bowl of that", "great, a plate of that please"), 1),
    ("en", "how much is the {dish}", ("ok then, one of them", "yes please, that one"), 1),
    ("es", "¿la {dish} lleva leche?", ("vale, una de esas", "vale, entonces una", "pues ponme una"), 1),
    ("fr", "est-ce que la {dish} contient du lait ?", ("d'accord, une de celles-là", "alors une s'il vous plaît", "d'accord, j'en prends une"), 1),
)  # fmt: skip
DISHES = {
    "en": ("Lentil soup", "Pea soup", "Falafel"),
    "es": ("Sopa de lentejas", "Sopa de pescado"),
    "fr": ("Soupe aux lentilles", "Soupe à la tomate"),
}


def _dialog(code: str, *turns: str) -> list[list[str]]:
    reader = DialogReader(menu_of(code), Understanders("grammar"), code)
    return [lines(answer) for answer in asyncio.run(reader.dialog(turns))]


@pytest.mark.parametrize(("code", "asked", "said", "count"), ORDERS)
def test_the_dish_that_was_asked_about_is_ordered(
    code: str, asked: str, said: tuple[str, ...], count: int
) -> None:
    """Words that point to no dish of their own order the one that the question before is about."""
    for dish in DISHES[code]:
        for text in said:
            assert (text, _dialog(code, asked.format(dish=dish), text)[-1]) == (text, [f"{count} {dish}"])


ALONE = (
    ("de", "habt ihr Bier?", "dann nehm ich eins", "1 Bier"),
    ("de", "ist im Hamburger Ei drin?", "okay, dann nehm ich einen", "1 Hamburger"),
    ("it", "l'hamburger contiene uova?", "ok allora ne prendo uno", "1 Hamburger"),
    ("pt", "o hambúrguer leva ovo?", "então quero um", "1 Hambúrguer"),
    ("nl", "zit er ei in de hamburger?", "oké dan neem ik er een", "1 Hamburger"),
    ("pl", "czy w burgerze jest jajko?", "dobrze to poproszę jednego", "1 Hamburger"),
    ("tr", "biraniz var mi?", "o zaman bir tane lütfen", "1 Bira"),
)
"""An article or a number alone, behind a question, in the languages of the parallel menus."""


@pytest.mark.parametrize(("code", "asked", "said", "ordered"), ALONE)
def test_one_alone_orders_what_was_asked_about(code: str, asked: str, said: str, ordered: str) -> None:
    """An article that nothing follows stands for the dish, as a number does."""
    reader = DialogReader(kitchen(code).menu, Understanders("grammar"), code)
    assert lines(asyncio.run(reader.dialog([asked, said]))[-1]) == [ordered]


def test_further_dishes_stand_beside_it() -> None:
    """The rest of the sentence is read as ever."""
    found = _dialog("en", "is the pea soup hot?", "great, one of those and a cola")[-1]
    assert sorted(found) == ["1 Cola", "1 Pea soup"]


@pytest.mark.parametrize("said", ["a cola please", "no thanks, two colas"])
def test_what_names_its_own_dish_orders_nothing_else(said: str) -> None:
    """A question orders nothing by itself."""
    found = _dialog("en", "is the pea soup hot?", said)[-1]
    assert [line.split(" ", 1)[1] for line in found] == ["Cola"]


def test_of_two_dishes_none_is_pointed_to() -> None:
    """Which of them is meant nobody can know."""
    assert _dialog("en", "is the pea soup or the lentil soup hotter?", "one of those")[-1] == []


def test_what_is_ordered_already_is_spoken_of_in_the_cart() -> None:
    """A dish of the cart is not ordered anew by a word that may point to its line."""
    assert _dialog("en", "a pea soup", "is the pea soup hot?", "ok then, two of those")[-1] != ["3 Pea soup"]


COUNTED = (
    ("is the {dish} served warm and can I have one with {other}", 1),
    ("do you do {dish} and could we have two with {other}", 2),
    ("is the {dish} good? three and {other} please", 3),
    ("what's in the {dish}? ok, one and {other}", 1),
)


@pytest.mark.parametrize("dish", DISHES["en"])
@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_a_number_behind_a_question_orders_its_dish_beside_another_one(
    text: str, count: int, dish: str
) -> None:
    """ "Can I have one with a cola" is one of what was asked about; "two colas" behind a question are colas."""
    other = next(name for name in DISHES["en"] if name != dish)
    (told,) = _dialog("en", text.format(dish=dish, other=f"a {other.lower()}"))
    assert sorted(told) == sorted([f"{count} {dish}", f"1 {other}"])
    (told,) = _dialog("en", f"is the {dish} warm? two {other.lower()}")
    assert told == [f"2 {other}"]


@pytest.mark.parametrize("said", ["ok I'll take it", "great, I'll take them", "I'll have it"])
@pytest.mark.parametrize("behind", [" and a cola", ", and a cola please"])
def test_it_behind_a_word_that_orders_is_what_was_asked_about(said: str, behind: str) -> None:
    """The dish is ordered beside the other one; it was lost, and the order complete."""
    assert sorted(_dialog("en", "is the pea soup hot?", said + behind)[-1]) == ["1 Cola", "1 Pea soup"]


@pytest.mark.parametrize("said", ["yes please, and a cola", "yeah, and a cola"])
def test_a_yes_behind_a_question_keeps_the_order_open(said: str) -> None:
    """The dish that was asked about may be wanted, too."""
    reader = DialogReader(menu_of("en"), Understanders("grammar"), "en")
    assert not asyncio.run(reader.dialog(["is the pea soup hot?", said]))[-1].complete


@pytest.mark.parametrize(
    "said", ["great, a small {d} with that", "small {d} with it please", "ok a small {d} with that then"]
)
@pytest.mark.parametrize("option", ["oat milk", "whipped cream"])
@pytest.mark.parametrize("dish", ["latte", "mocha"])
def test_the_option_that_was_asked_about_is_had(dish: str, option: str, said: str) -> None:
    """ "With that" has the option that the question before is about."""
    assert _with_option(option, f"do you have {option}?", said.format(d=dish)) == (
        [f"1 {dish} {option}"],
        True,
    )


@pytest.mark.parametrize("said", ["yes please", "yes", "yes please, and a small mocha"])
def test_yes_to_an_option_is_not_complete_without_it(said: str) -> None:
    """It may be wanted in what is there."""
    assert not _with_option("oat milk", "a small latte", "do you have oat milk?", said)[1]


def _with_option(option: str, *texts: str) -> tuple[list[str], bool]:
    sizes = [{"label": "Small", "price": 3}, {"label": "Large", "price": 4}]
    extras = {"name": "Extras", "max": 2, "options": [{"name": option.capitalize()}, {"name": "Cinnamon"}]}
    dishes = ({"name": name, "variants": sizes, "modifier_groups": [extras]} for name in ("Latte", "Mocha"))
    reader = DialogReader(of_dishes(*dishes).menu, Understanders("grammar"), "en")
    answer = asyncio.run(reader.dialog(texts))[-1]
    return [line.casefold() for line in lines(answer)], answer.complete
