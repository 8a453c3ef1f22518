"""Every word is understood, kept for the kitchen, small talk, or told as not understood."""

import pytest

from server.parsing.result.wire_mapping import cart_from_wire, to_answer
from server.wire.allergy_marks import ALLERGY_PREFIX
from server.wire.parsing import CartLine
from tests.parsing.kitchens import hear, kitchen, order


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a flying carpet and a large cola", ["flying carpet"]),
        ("a chicken burger with truffle oil", ["truffle oil"]),
        ("three or four cokes", ["four"]),
        ("remove the salmon", ["salmon"]),
        ("a coke and something blue", ["something blue"]),
        ("1000000 cokes", ["1000000"]),
    ],
)
def test_what_is_not_understood_is_told(text: str, left: list[str]) -> None:
    """The words stand in `unmatched` as they were written, and the order is not complete."""
    understood = hear(text)
    assert list(understood.unmatched) == left
    assert not understood.complete


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a Chicken burger, Cut in Four please", "1 Chicken burger «Cut in Four»"),
        ("chicken burger without the bun", "1 Chicken burger «without the bun»"),
        ("chicken burger no cilantro", "1 Chicken burger «no cilantro»"),
        ("a chicken burger with grilled mushrooms", "1 Chicken burger; Mushrooms «grilled mushrooms»"),
        ("a small flat white", "1 Flat white «small»"),
        ("greek salad no dressing", "1 Greek salad «no dressing»"),
    ],
)
def test_a_wish_is_kept_word_for_word(text: str, line: str) -> None:
    """How a dish is made goes to its requests as it was written, and leaves nothing open."""
    assert order(text) == [line]
    understood = hear(text)
    assert (understood.questions, understood.unmatched) == ((), ())


@pytest.mark.parametrize(
    ("menu", "text", "words"),
    [
        ("harbour", "a brownie, I am allergic to peanuts", "I am allergic to peanuts"),
        ("harbour", "one brownie. severe nut allergy!", "severe nut allergy"),
        ("es", "una hamburguesa, soy alérgico a los cacahuetes", "soy alérgico a los cacahuetes"),
        ("fr", "un hamburger, je suis allergique aux noix", "je suis allergique aux noix"),
        ("de", "ein Hamburger, ich habe eine Nussallergie", "ich habe eine Nussallergie"),
        ("it", "un hamburger, sono allergica alle arachidi", "sono allergica alle arachidi"),
        ("pt", "um hambúrguer, sou alérgica a amendoim", "sou alérgica a amendoim"),
        ("ko", "햄버거 하나 주세요. 견과류 알레르기가 있어요", "견과류 알레르기가 있어요"),
        ("ja", "ハンバーガーを一つ。ナッツアレルギーがあります", "ナッツアレルギーがあります"),
    ],
)
def test_an_allergy_is_marked_for_the_kitchen(menu: str, text: str, words: str) -> None:
    """In every language it stands first in the request, after the one mark that displays look for."""
    understood = hear(text, menu)
    assert [line.special_requests for line in understood.lines] == [ALLERGY_PREFIX + words]
    assert understood.complete


def test_an_allergy_is_told_on_every_line() -> None:
    """Each station sees it, whichever dishes are theirs."""
    lines = hear("a brownie and two chicken burgers, i am allergic to nuts").lines
    assert all(line.special_requests.startswith(ALLERGY_PREFIX) for line in lines)
    assert len(lines) == 2


def test_saying_that_there_are_none_is_no_allergy() -> None:
    """A kitchen is not alarmed by a denial."""
    assert order("no allergies. one brownie") == ["1 Chocolate brownie"]


def test_small_talk_alone_orders_nothing() -> None:
    """A greeting is understood, but no order."""
    understood = hear("hello there, good evening!")
    assert (understood.lines, understood.unmatched, understood.complete) == ((), (), False)


def test_a_line_tells_its_source() -> None:
    """The diner's own words stand with the line that came of them."""
    assert [line.source for line in hear("two large colas and a brownie").lines] == [
        "two large colas",
        "brownie",
    ]


def test_the_answer_has_prices_from_the_menu() -> None:
    """Unit prices, line totals and the total follow the menu, in its currency."""
    index = kitchen("harbour")
    answer = to_answer(hear("two large lattes with oat milk and an extra shot"), index.menu)
    assert [(line.unit_price, line.line_total) for line in answer.items] == [("5.30", "10.60")]
    assert (answer.total_price, answer.currency, answer.parser) == ("10.60", "EUR", "grammar")
    assert [m.price_adjustment for m in answer.items[0].modifiers] == ["0.50", "0.80"]


def test_a_cart_comes_back_as_it_was_answered() -> None:
    """The lines of an answer, sent as a cart, are the same lines."""
    index = kitchen("harbour")
    lines = hear("two large lattes with oat milk, very hot, and a chicken burger no tomato").lines
    answer = to_answer(
        hear("two large lattes with oat milk, very hot, and a chicken burger no tomato"), index.menu
    )
    sent = [CartLine.model_validate_json(item.model_dump_json()) for item in answer.items]
    back = cart_from_wire(sent, index)
    assert [(b.item, b.variant, b.quantity, b.choices, b.special_requests) for b in back] == [
        (b.item, b.variant, b.quantity, b.choices, b.special_requests) for b in lines
    ]


def test_a_cart_forgets_what_is_no_longer_on_the_menu() -> None:
    """An unknown dish or option in a cart is left out, not an error."""
    sent = [CartLine(menu_item_id=10**9), CartLine(menu_item_id=hear("a coke").lines[0].item.id)]
    assert [line.item.name for line in cart_from_wire(sent, kitchen("harbour"))] == ["Cola"]
