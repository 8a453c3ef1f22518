"""A diner's words against a restaurant's menu, for the API and for the pages alike."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from server.domain.menu import Menu
from server.menu.snapshot import MenuSnapshot
from server.orders.restaurant_facts import FactsReader
from server.parsing.cascade import Understanders, get_ready
from server.parsing.model import OrderState, Understood
from server.parsing.result.order_limits import held_to, lost_of_cart
from server.parsing.result.order_types import held_to_order_types
from server.parsing.result.restaurant_facts import topics_of, with_facts
from server.parsing.result.wire_mapping import cart_from_wire, fields_sent, to_answer
from server.parsing.text import kept
from server.reports.unmatched_words import UnmatchedWords
from server.wire.parsing import CartLine, ParseAnswer

SOON = 0.3
"""Seconds after the start; the first answers are not to wait for it."""


class LanguageReading:
    """The parser's languages, read in a thread once words are to be expected: not by servers that nobody talks to.

    Where a start before this one has kept them in a folder they are read soon after the start: that costs little.
    """

    def __init__(self) -> None:
        self._reading: asyncio.Task[None] | None = None
        self._soon: asyncio.TimerHandle | None = None

    def keep_in(self, folder: Path) -> None:
        """Keep what is made of them in `folder`."""
        kept.keep_in(folder)
        self._soon = asyncio.get_running_loop().call_later(SOON, self._begin_where_kept)

    def _begin_where_kept(self) -> None:
        if self._reading is None and kept.keeps_something():
            self.begin()

    def begin(self) -> None:
        """Begin, where it has not begun."""
        if self._reading is None:
            self._reading = asyncio.create_task(asyncio.to_thread(get_ready))

    def close(self) -> None:
        """Wait for it no longer."""
        if self._soon is not None:
            self._soon.cancel()
        if self._reading is not None:
            self._reading.cancel()


@dataclass(frozen=True, slots=True)
class Understanding:
    """Understands, and notes for the owner what was not understood."""

    understanders: Understanders
    words: UnmatchedWords
    facts: FactsReader
    languages: LanguageReading = field(default_factory=LanguageReading)

    async def answer(
        self,
        snapshot: MenuSnapshot,
        text: str,
        cart: Sequence[CartLine] = (),
        language: str | None = None,
        state: OrderState | None = None,
    ) -> ParseAnswer:
        """Answer what `text` makes of the `cart` and of the `state` of the whole order.

        Never more than the restaurant takes, and nothing dropped unsaid.
        """
        return to_answer(*await self._understand(snapshot, text, cart, language, state))

    async def answer_as_json(
        self,
        snapshot: MenuSnapshot,
        text: str,
        cart: Sequence[CartLine] = (),
        language: str | None = None,
        state: OrderState | None = None,
    ) -> bytes:
        """The same answer as it is sent."""
        return orjson.dumps(fields_sent(*await self._understand(snapshot, text, cart, language, state)))

    async def _understand(
        self,
        snapshot: MenuSnapshot,
        text: str,
        cart: Sequence[CartLine],
        language: str | None,
        state: OrderState | None,
    ) -> tuple[Understood, Menu]:
        from server.parsing.matching.packed_index import INDEX  # noqa: PLC0415  read with the languages

        index = await snapshot.derived(INDEX)
        lines = cart_from_wire(cart, index)
        understood = await self.understanders.understand(index, text, lines, language, state)
        topics = topics_of(understood)
        if topics:
            understood = with_facts(understood, await self.facts.read(snapshot, topics))
        understood = held_to_order_types(understood, snapshot.restaurant.rules.order_types)
        self.words.note(snapshot.restaurant, understood.unmatched)
        most = snapshot.restaurant.max_quantity_per_line
        return held_to(understood, most, lost_of_cart(cart, index)), index.outline
