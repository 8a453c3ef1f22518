"""Sentences of our own, in the form of the benchmark: what each comes to, and whether all of it was understood."""

from typing import Any

import pytest

from server.parsing.grammar import understand
from server.parsing.model import Line, Understood
from tests.parsing.kitchens import HERE, cases, kitchen

FILES = sorted(path.stem for path in (HERE / "cases").glob("*.jsonl"))
SINGLE = [(name, case) for name in FILES for case in cases(name) if "text" in case]
DIALOGS = [(name, case) for name in FILES for case in cases(name) if "turns" in case]


def _lines(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    return [
        {
            "item": line.item.name,
            "quantity": line.quantity,
            "variant": line.variant.label if line.variant and line.variant_stated else None,
            "modifiers": [
                {"name": c.modifier.name, "amount": c.amount, "quantity": c.quantity}
                for c in line.choices
                if c.stated
            ],
            **({"special_requests": line.special_requests} if line.special_requests else {}),
        }
        for line in lines
    ]


def _is_settled(understood: Understood) -> bool:
    """Whether nothing is open; whether the reading is sure enough to be called complete too is learned, not told."""
    return not (understood.questions or understood.unmatched or understood.unavailable)


def _check(understood: Understood, case: dict[str, Any], name: str) -> None:
    assert _lines(understood.lines) == case["expect"], name
    assert _is_settled(understood) or not case["complete"], name
    assert case["complete"] or not understood.complete, name
    assert [question.kind for question in understood.questions] == case.get("questions", []), name
    assert list(understood.unmatched) == case.get("unmatched", []), name


@pytest.mark.parametrize("menu", sorted({name for name, _ in SINGLE}))
def test_a_sentence_comes_to_the_order_that_was_meant(menu: str) -> None:
    """Lines, sizes, options, amounts, wishes, questions and what is left over are as a person would hear them."""
    for case in (case for name, case in SINGLE if name == menu):
        understood = understand(kitchen(menu), case["text"])
        _check(understood, case, case["id"])
        assert understood.language == case["language"], case["id"]


@pytest.mark.parametrize("menu", sorted({name for name, _ in DIALOGS}))
def test_a_cart_follows_what_is_said_turn_by_turn(menu: str) -> None:
    """Each turn changes the cart of the one before in just what it says."""
    for case in (case for name, case in DIALOGS if name == menu):
        cart: tuple[Line, ...] = ()
        for turn in case["turns"]:
            understood = understand(kitchen(menu.removesuffix("-carts")), turn["text"], cart)
            _check(understood, turn, case["id"])
            cart = understood.lines


def test_plain_orders_are_called_complete() -> None:
    """Of the sentences in which nothing is open at least seventeen in twenty are sure enough to be called so."""
    wanted = [(name, case) for name, case in SINGLE if case["complete"]]
    called = sum(understand(kitchen(name), case["text"]).complete for name, case in wanted)
    assert called >= len(wanted) * 17 // 20
