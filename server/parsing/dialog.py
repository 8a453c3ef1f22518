"""Understanding texts against a menu alone: no server, no database."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from itertools import islice

from server.domain.menu import Menu
from server.parsing.cascade import Understanders
from server.parsing.matching.index import MenuIndex
from server.parsing.model import OrderState
from server.parsing.result.doubt import doubted_after
from server.parsing.result.wire_mapping import cart_from_wire, remembered, state_from_wire, to_answer
from server.wire.orders import OrderAllergy
from server.wire.parsing import CartLine, ParseAnswer


class DialogReader:
    """Reads texts against one menu, as the API would answer them."""

    def __init__(self, menu: Menu, understanders: Understanders, language: str | None = None) -> None:
        self._index = MenuIndex(menu)
        self._understanders = understanders
        self._language = language

    async def dialog(self, turns: Iterable[str]) -> list[ParseAnswer]:
        """An answer for each turn.

        The first has an empty cart, every later one the lines, allergies, note and order type before it, what was asked
        and what is doubtful.
        """
        answers: list[ParseAnswer] = []
        before, doubted = "", list[int]()
        for text in turns:
            cart = _as_cart(answers[-1]) if answers else []
            understood = await self._understanders.understand(
                self._index,
                text,
                cart_from_wire(cart, self._index),
                self._language,
                _as_state(answers, before, doubted),
            )
            answers.append(to_answer(understood, self._index.menu))
            before, doubted = text, doubted_after(answers[-1], doubted)
        return answers

    async def dialogs(
        self, dialogs: Iterable[Sequence[str]], at_once: int = 1
    ) -> AsyncIterator[list[ParseAnswer]]:
        """The answers to each dialog in order, `at_once` of them under way together."""
        waiting = iter(dialogs)
        while batch := list(islice(waiting, at_once)):
            for answers in await asyncio.gather(*map(self.dialog, batch)):
                yield answers


def _as_cart(answer: ParseAnswer) -> list[CartLine]:
    return [CartLine.model_validate(line.model_dump()) for line in answer.items]


def _as_state(answers: Sequence[ParseAnswer], before: str, doubted: Sequence[int]) -> OrderState:
    if not answers:
        return OrderState()
    last = answers[-1]
    sent = [OrderAllergy(text=a.text, allergens=a.allergens) for a in last.allergies]
    return state_from_wire(sent, last.note, last.order_type, remembered(before, last), doubted)
