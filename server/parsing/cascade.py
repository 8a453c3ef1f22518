"""Who understands a text: the built-in grammar first, and a model where that is not enough."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol

import structlog

from server.parsing.language_model import metrics
from server.parsing.language_model.openai_client import ModelClient, ModelConfig, ModelUnavailable
from server.parsing.model import LanguageNotReady, Line, OrderState, Understood
from server.parsing.result.doubt import held_to_doubt
from server.settings import Settings

if TYPE_CHECKING:
    from server.parsing.matching.index import MenuIndex

Mode = Literal["auto", "grammar", "openai"]

PAID_MODEL = "gpt-4.1-mini"
ONLY_MODEL = "default"
"""Asked for where OPENAI_MODEL is not set: of the paid service, and of a server of one's own that has one model."""

log = structlog.get_logger()


def model_of(settings: Settings) -> ModelConfig | None:
    """The model that the settings name; None where they name none."""
    if not settings.names_a_model:
        return None
    return ModelConfig(
        model=settings.openai_model or (ONLY_MODEL if settings.openai_base_url else PAID_MODEL),
        base_url=settings.openai_base_url,
        api_key=settings.openai_api_key.get_secret_value(),
        timeout=settings.openai_timeout,
        concurrency=settings.openai_concurrency,
        price_in=settings.openai_price_in,
        price_out=settings.openai_price_out,
    )


class Understander(Protocol):
    """Who is asked where the grammar's reading of a text is not complete."""

    async def understand(
        self, index: "MenuIndex", text: str, cart: Sequence[Line], by_grammar: Understood
    ) -> Understood:
        """The whole order after `text`, of which the grammar made `by_grammar`.

        Raises ModelUnavailable where there is no answer, or none that holds against the menu.
        """
        ...


class Understanders:
    """One interface to all understanders. `mode` is AIQR_PARSER; without a `model`, the grammar answers alone."""

    def __init__(self, mode: Mode = "auto", model: ModelConfig | None = None) -> None:
        if mode == "openai" and model is None:
            raise ValueError("AIQR_PARSER=openai needs a model: set OPENAI_API_KEY or OPENAI_BASE_URL.")
        self._mode = mode
        self._getting_ready = asyncio.Lock()
        self._client = ModelClient(model) if model and mode != "grammar" else None
        self._model = _understander(self._client) if self._client else None

    async def close(self) -> None:
        """Close the connections to the model."""
        if self._client:
            await self._client.close()

    async def understand(
        self,
        index: "MenuIndex",
        text: str,
        cart: Sequence[Line] = (),
        language: str | None = None,
        state: OrderState | None = None,
    ) -> Understood:
        """The whole order after `text`, the `cart` and `state` included; `language` is a hint. It never fails."""
        understand_answer, understand_by_grammar, leaves_unanswered = _grammar()
        started = time.perf_counter()
        index.waits_for_languages = True  # while it is made ready in one, others are answered
        try:
            understood = understand_answer(index, text, cart, language, state) or understand_by_grammar(
                index, text, cart, language, state=state
            )
            if understood.complete and leaves_unanswered(index, understood, cart, language, state):
                understood = replace(understood, complete=False, is_open=True)
            if self._model and (self._mode == "openai" or not understood.complete):
                understood = await self._by_model(self._model, index, text, cart, understood)
        except LanguageNotReady as missing:
            await self._get_ready(index, missing.code)
            return await self.understand(index, text, cart, language, state)
        understood = held_to_doubt(understood, state.doubted if state else (), cart, text)
        metrics.note_answer(
            understood.parser, is_complete=understood.complete, seconds=time.perf_counter() - started
        )
        return understood

    async def _get_ready(self, index: "MenuIndex", code: str) -> None:
        """Make a menu known in a language, in a thread, that other texts are understood meanwhile; one at a time."""
        async with self._getting_ready:
            if code not in index.views:
                await asyncio.to_thread(index.get_ready, code)

    async def _by_model(
        self,
        model: Understander,
        index: "MenuIndex",
        text: str,
        cart: Sequence[Line],
        by_grammar: Understood,
    ) -> Understood:
        try:
            return await model.understand(index, text, cart, by_grammar)
        except ModelUnavailable as error:
            log.warning("model_unavailable", outcome=error.outcome, reason=error)
            return by_grammar


@cache
def _grammar() -> tuple[Callable[..., Understood | None], Callable[..., Understood], Callable[..., bool]]:
    """What understands answers in words, what all else, and what tells open questions; read with the languages."""
    from server.parsing.answers_in_words import leaves_unanswered, understand_answer  # noqa: PLC0415
    from server.parsing.grammar import understand  # noqa: PLC0415

    return understand_answer, understand, leaves_unanswered


def _understander(client: ModelClient) -> Understander:
    from server.parsing.language_model.openai_understander import (  # noqa: PLC0415  few servers have a model
        OpenAIUnderstander,
    )

    return OpenAIUnderstander(client)


def get_ready() -> None:
    """Read the languages and the grammar; it takes most of a second, so do it in a thread, before the first words come."""
    import server.parsing.answers_in_words  # noqa: PLC0415  as above
    import server.parsing.matching.packed_index  # noqa: F401, PLC0415  as above
    from server.parsing.result.familiar import learned_counts  # noqa: PLC0415  as above
    from server.parsing.text.detection import read_languages  # noqa: PLC0415  as above

    read_languages()
    learned_counts()
