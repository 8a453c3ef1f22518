"""A diner's words against a restaurant's menu, for the API and for the pages alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from server.domain.menu import Menu
from server.menu.snapshot import MenuSnapshot
from server.orders.language_reading import LanguageReading
from server.orders.restaurant_facts import FactsReader
from server.parsing.cascade import Understanders
from server.parsing.model import OrderState, Understood
from server.parsing.result.order_limits import held_to, lost_of_cart
from server.parsing.result.order_types import held_to_order_types
from server.parsing.result.restaurant_facts import topics_of, with_facts
from server.parsing.result.wire_mapping import cart_from_wire, fields_sent, to_answer
from server.reports.unmatched_words import UnmatchedWords
from server.wire.parsing import CartLine, ParseAnswer


@dataclass(frozen=True, slots=True)
class Understanding:
    """Understands, and notes for the owner what was not understood."""

    understanders: Understanders
    words: UnmatchedWords
    facts: FactsReader
    languages: LanguageReading

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
