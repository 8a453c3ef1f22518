"""Answers in words to what was asked before: by its place, by its name, by "yes"; over menus in several languages."""

import asyncio

import pytest

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.menu.document.loader import load_menu
from server.parsing.answers_in_words import understand_answer
from server.parsing.cascade import Understanders
from server.parsing.dialog import DialogReader
from server.parsing.matching.index import MenuIndex
from server.parsing.model import OrderState
from server.parsing.result.wire_mapping import to_answer
from server.wire.parsing import ParseAnswer

BREAD = ModifierGroup(1, "Bread", 1, 1, (Modifier(1, "Rye", 0), Modifier(2, "Sourdough", 0)))
SOUPS = {
    "en": ("Lentil soup", "Tomato soup", "Pea soup"),
    "es": ("Sopa de lentejas", "Sopa de tomate", "Sopa de pescado"),
    "fr": ("Soupe aux lentilles", "Soupe à la tomate", "Soupe de poisson"),
    "it": ("Zuppa di lenticchie", "Zuppa di pomodoro", "Zuppa di pesce"),
    "nl": ("Linzen soep", "Tomaten soep", "Vis soep"),
}
SECOND = (
    ("en", "two soups", "the second one"),
    ("en", "two soups please", "the second one please"),
    ("en", "can i get two soups", "yes, the tomato one"),
    ("en", "two soups", "tomato please"),
    ("en", "two soups", "tomato"),
    ("es", "dos sopas", "la segunda"),
    ("es", "dos sopas", "la de tomate, por favor"),
    ("fr", "deux soupes", "la deuxième"),
    ("fr", "deux soupes", "la tomate"),
    ("it", "due zuppe", "la seconda"),
    ("nl", "twee soep", "de tweede"),
    ("nl", "twee soep", "tomaten graag"),
)
"""What is said of soups, and then of the second of three."""


def menu_of(code: str) -> Menu:
    dishes = [Item(n, 1, name, variants=_price(n)) for n, name in enumerate(SOUPS[code], 1)]
    dishes += [Item(4, 1, "Cola", variants=_price(4)), Item(5, 1, "Falafel", variants=_price(5))]
    dishes.append(Item(6, 1, "Omelette", variants=_price(6), modifier_groups=(BREAD,)))
    return Menu("EUR", (Category(1, "Carta", items=tuple(dishes)),))


def _price(number: int) -> tuple[Variant, ...]:
    return (Variant(number * 10, "Regular", 500, is_default=True),)


def answers(code: str, *turns: str) -> list[ParseAnswer]:
    reader = DialogReader(menu_of(code), Understanders("grammar"), code)
    return asyncio.run(reader.dialog(turns))


def lines(answer: ParseAnswer) -> list[str]:
    return [
        " ".join([str(line.quantity), line.name, *(m.name for m in line.modifiers)]) for line in answer.items
    ]


@pytest.mark.parametrize(("code", "first", "then"), SECOND)
def test_a_dish_that_was_asked_for_is_told_by_place_or_name(code: str, first: str, then: str) -> None:
    """As many as were said come of the one that is chosen, and the order is complete."""
    asked, answered = answers(code, first, then)
    assert [len(q.options) for q in asked.questions] == [3]
    assert lines(answered) == [f"2 {SOUPS[code][1]}"]
    assert answered.complete


@pytest.mark.parametrize(
    ("turns", "ordered", "is_complete"),
    [
        (
            ("two soups and a cola", "the first, and a falafel"),
            ["1 Cola", "2 Lentil soup", "1 Falafel"],
            True,
        ),
        (("two soups", "a tomato soup"), ["1 Tomato soup"], True),
        (("an omelette", "the second one"), ["1 Omelette Sourdough"], True),
        (("an omelette", "the last one, and a cola"), ["1 Omelette Sourdough", "1 Cola"], True),
        (("a cola", "two soups", "the last one"), ["1 Cola", "2 Pea soup"], True),
        (("two soups", "a cola"), ["1 Cola"], False),
        (("two soups", "one tomato soup"), ["1 Tomato soup"], True),
        (("two soups", "the fourth one"), [], False),
        (("two soups", "yes"), [], False),
        (("an omelette and a soup", "the second one"), ["1 Omelette"], False),
        (("an omelette and a soup", "the pea one"), ["1 Omelette", "1 Pea soup"], False),
    ],
)
def test_what_is_said_besides_is_read_as_well(
    turns: tuple[str, ...],
    ordered: list[str],
    is_complete: bool,  # noqa: FBT001  (pytest passes it)
) -> None:
    """What follows an answer is ordered too; what may answer two questions, or none, chooses nothing, and they stay open."""
    last = answers("en", *turns)[-1]
    assert (lines(last), last.complete) == (ordered, is_complete)


@pytest.mark.parametrize(
    ("code", "said", "yes"),
    [
        ("en", "two falaffer", "yes please"),
        ("es", "dos falaffer", "sí"),
        ("fr", "deux falaffer", "oui"),
        ("it", "due falaffer", "sì"),
        ("nl", "twee falaffer", "ja graag"),
    ],
)
def test_the_only_thing_that_may_have_been_meant_is_agreed_to(code: str, said: str, yes: str) -> None:
    """Where one dish was offered, "yes" takes it in the number that was said; "a cola" does not."""
    asked, answered = answers(code, said, yes)
    assert [option.name for q in asked.questions for option in q.options] == ["Falafel"]
    assert (lines(answered), answered.complete) == (["2 Falafel"], True)
    assert lines(answers(code, said, "cola")[1]) == ["1 Cola"]


def test_an_order_of_which_a_choice_is_open_is_not_complete_by_an_answer() -> None:
    """Another line of the cart that is still open keeps the order from being complete."""
    index = MenuIndex(menu_of("en"))
    open_line = understand_answer(index, "x", (), "en", None)
    assert open_line is None
    first, then = answers("en", "an omelette and two soups", "the lentil one")
    assert len(first.questions) == 2
    assert (lines(then), then.complete) == (["1 Omelette", "2 Lentil soup"], False)
    assert [q.kind for q in then.questions] == ["choose_modifier"]


def test_nothing_is_an_answer_where_nothing_was_asked() -> None:
    """Without a text before, and after one that asked nothing, words are read as they are."""
    index = MenuIndex(menu_of("en"))
    assert understand_answer(index, "the second one", (), "en", OrderState()) is None
    assert understand_answer(index, "the second one", (), "en", OrderState(asked_after="a cola")) is None
    found = understand_answer(index, "the second one", (), "en", OrderState(asked_after="a soup"))
    assert found is not None
    assert lines(to_answer(found, index.menu)) == ["1 Tomato soup"]


@pytest.mark.parametrize("asks", ["a pie for my wife", "one pie for him"])
@pytest.mark.parametrize("passes", ["and chips", "chips too please"])
@pytest.mark.parametrize("had", ["a chicken pie", "a beef pie"])
async def test_a_question_is_open_though_a_dish_that_it_offers_was_there_before(
    had: str, passes: str, asks: str
) -> None:
    """Which pie the second one is stays open where the next text says nothing of it, though one was ordered before."""
    menu = load_menu(
        b"name: Pub\nslug: pub\ncurrency: GBP\ncategories:\n  - name: Food\n    items:\n"
        b"      - {name: Chicken Pie, price: 9}\n      - {name: Beef Pie, price: 9}\n      - {name: Chips, price: 3}\n"
    )
    reader = DialogReader(menu, Understanders("grammar", None))
    *_before, asked, passed = await reader.dialog([had, asks, passes])
    assert asked.questions
    assert not passed.complete
    other = "the beef one" if "chicken" in had else "the chicken one"
    *_before, answered = await reader.dialog([had, asks, other, passes])
    assert answered.complete
