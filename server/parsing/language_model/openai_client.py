"""Asking an OpenAI-compatible model: bounded in time, tries, concurrency and faith."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, NonNegativeInt

from server.parsing.language_model import metrics
from server.parsing.language_model.breaker import Breaker

if TYPE_CHECKING:
    import openai

MAX_ANSWER_TOKENS = 4096
FIRST_PAUSE = 0.25
RETRIED_STATUS = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
Messages = Sequence[Mapping[str, Any]]
"""What a model is asked: of each message the role, and the text or the parts of it."""
OPTIONAL_PARAMETERS = frozenset({"temperature", "seed"})
"""What makes answers steadier, and some models refuse to be told."""


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """Which model is asked, and how patiently.

    `timeout` is in seconds, over all tries; `wait` is how long a text queues for one of the `concurrency` places;
    prices are for a million tokens.
    """

    model: str
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    timeout: float = 8.0
    tries: int = 3
    concurrency: int = 8
    wait: float = 1.0
    max_tokens: int = MAX_ANSWER_TOKENS
    price_in: float = 0.0
    price_out: float = 0.0


class ModelUnavailable(Exception):
    """The model gave no usable answer. `outcome` is one word for the metrics, the message is for the log."""

    def __init__(self, outcome: str, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome


class _Read(BaseModel):
    model_config = ConfigDict(defer_build=True)


class _Message(_Read):
    content: str | None = None
    refusal: str | None = None


class _Choice(_Read):
    message: _Message
    finish_reason: str | None = None


class _PromptDetails(_Read):
    cached_tokens: NonNegativeInt | None = None


class _Usage(_Read):
    prompt_tokens: NonNegativeInt = 0
    completion_tokens: NonNegativeInt = 0
    prompt_tokens_details: _PromptDetails | None = None


class _Completion(_Read):
    """What is read of an answer. The SDK's own type takes whatever was sent, right or wrong."""

    choices: list[_Choice]
    usage: _Usage | None = None


class ModelClient:
    """One model behind one address. Close it when done."""

    def __init__(self, config: ModelConfig, breaker: Breaker | None = None) -> None:
        self.config = config
        self.breaker = breaker or Breaker()
        self._places = asyncio.Semaphore(config.concurrency)
        self._refused_parameters: set[str] = set()
        # Half of a server's start would go into this import; without a model nobody needs it.
        from openai import AsyncOpenAI  # noqa: PLC0415

        from server.parsing.language_model.bounded_answer import bounded_client  # noqa: PLC0415

        self._sdk = AsyncOpenAI(
            api_key=config.api_key or "none-needed",
            base_url=config.base_url or None,
            max_retries=0,
            http_client=bounded_client(),
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._sdk.close()

    async def ask(self, messages: Messages, response_format: dict[str, Any]) -> str:
        """The text that the model answers. Raises ModelUnavailable."""
        started = time.perf_counter()
        try:
            async with self._place():
                answer = _content(await self._within_time(messages, response_format))
        except ModelUnavailable as error:
            metrics.MODEL_CALLS.labels(error.outcome).inc()
            raise
        finally:
            metrics.MODEL_SECONDS.observe(time.perf_counter() - started)
        return answer

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """One of the places for concurrent calls, while the breaker lets calls through."""
        if self.breaker.is_open:
            raise ModelUnavailable("resting", "the model failed repeatedly and is left alone for a while")
        try:
            async with asyncio.timeout(self.config.wait):
                await self._places.acquire()
        except TimeoutError:
            raise ModelUnavailable("busy", "too many texts are with the model already") from None
        try:
            yield
        finally:
            self._places.release()

    async def _within_time(self, messages: Messages, response_format: dict[str, Any]) -> _Completion:
        if not self.breaker.enter():
            raise ModelUnavailable("resting", "the model failed repeatedly and is left alone for a while")
        try:
            async with asyncio.timeout(self.config.timeout):
                completion = await self._with_retries(messages, response_format)
        except TimeoutError:
            self.breaker.fail()
            raise ModelUnavailable("timeout", f"no answer within {self.config.timeout:g} s") from None
        except ModelUnavailable as error:
            self._tell_breaker(error)
            raise
        except BaseException:
            self.breaker.leave()
            raise
        self.breaker.succeed()
        self._count(completion)
        return completion

    def _tell_breaker(self, error: ModelUnavailable) -> None:
        """A request that the service refused says that it is there; anything else counts against it."""
        if error.outcome == "rejected":
            self.breaker.succeed()
        else:
            self.breaker.fail()

    async def _with_retries(self, messages: Messages, response_format: dict[str, Any]) -> _Completion:
        import openai  # noqa: PLC0415  # as in `__init__`

        deadline = time.monotonic() + self.config.timeout
        for left in range(self.config.tries - 1, -1, -1):
            try:
                return await self._once(messages, response_format)
            except (openai.OpenAIError, ValueError) as error:
                pause = self._pause_after(error, self.config.tries - left)
                if pause is None or not left or time.monotonic() + pause > deadline:
                    raise _unavailable(error) from error
            await asyncio.sleep(pause)
        raise ModelUnavailable("error", "no try was allowed")

    async def _once(self, messages: Messages, response_format: dict[str, Any]) -> _Completion:
        limit = "max_tokens" if self.config.base_url else "max_completion_tokens"
        options = {"temperature": 0, "seed": 0, limit: self.config.max_tokens}
        kept = {name: value for name, value in options.items() if name not in self._refused_parameters}
        response = await self._sdk.chat.completions.with_raw_response.create(  # type: ignore[call-overload]  # plain dicts are taken
            model=self.config.model,
            messages=messages,
            response_format=response_format,
            timeout=self.config.timeout,
            **kept,
        )
        return _Completion.model_validate_json(response.content)

    def _pause_after(self, error: Exception, tried: int) -> float | None:
        """Seconds until the next try; None where another try would fail as well."""
        import openai  # noqa: PLC0415  # as in `__init__`

        if (
            isinstance(error, openai.BadRequestError)
            and error.param in OPTIONAL_PARAMETERS - self._refused_parameters
        ):
            self._refused_parameters.add(error.param)
            return 0.0
        backoff = FIRST_PAUSE * 2 ** (tried - 1) * random.uniform(0.5, 1.5)  # noqa: S311  (jitter, no secret)
        if isinstance(error, openai.APIStatusError):
            return max(backoff, _retry_after(error)) if error.status_code in RETRIED_STATUS else None
        if isinstance(error, openai.APITimeoutError) or _is_too_large(error):
            return None
        return backoff if isinstance(error, openai.APIConnectionError) else None

    def _count(self, completion: _Completion) -> None:
        usage = completion.usage
        if usage is None:
            return
        cached = usage.prompt_tokens_details.cached_tokens if usage.prompt_tokens_details else 0
        metrics.MODEL_TOKENS.labels("prompt").inc(usage.prompt_tokens)
        metrics.MODEL_TOKENS.labels("cached").inc(cached or 0)
        metrics.MODEL_TOKENS.labels("completion").inc(usage.completion_tokens)
        config = self.config
        cost = usage.prompt_tokens * config.price_in + usage.completion_tokens * config.price_out
        metrics.MODEL_COST.inc(cost / 1_000_000)


def _retry_after(error: "openai.APIStatusError") -> float:
    try:
        return max(0.0, float(error.response.headers.get("Retry-After", "0")))
    except ValueError:
        return 0.0


def _is_too_large(error: Exception) -> bool:
    """Whether the answer went over its bound; the SDK calls that a broken connection."""
    from server.parsing.language_model.bounded_answer import AnswerTooLarge  # noqa: PLC0415  # as in `ModelClient.__init__`

    return isinstance(error, AnswerTooLarge) or isinstance(error.__cause__, AnswerTooLarge)


def _unavailable(error: Exception) -> ModelUnavailable:
    import openai  # noqa: PLC0415  # as in `ModelClient.__init__`

    if _is_too_large(error):
        return ModelUnavailable("too_large", "the model's service sent more than an answer can be")
    if isinstance(error, openai.APITimeoutError):
        return ModelUnavailable("timeout", "the model took too long")
    if isinstance(error, openai.RateLimitError):
        return ModelUnavailable("rate_limited", "the model's service allows no more calls now")
    if isinstance(error, openai.APIStatusError):
        outcome = "error" if error.status_code in RETRIED_STATUS or error.status_code >= 500 else "rejected"  # noqa: PLR2004
        return ModelUnavailable(outcome, f"the model's service answered {error.status_code}")
    if isinstance(error, openai.APIConnectionError):
        return ModelUnavailable("unreachable", "the model's service cannot be reached")
    return ModelUnavailable("invalid", f"what came back is no completion ({type(error).__name__})")


def _content(completion: _Completion) -> str:
    """The answer's text. Raises ModelUnavailable where it was refused, cut off or left out."""
    choice = completion.choices[0] if completion.choices else None
    if choice is None:
        raise ModelUnavailable("invalid", "the model answered nothing")
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise ModelUnavailable("refused", "the model refused to answer")
    if choice.finish_reason != "stop":
        raise ModelUnavailable("truncated", f"the model's answer ended with {choice.finish_reason}")
    if not choice.message.content:
        raise ModelUnavailable("invalid", "the model answered nothing")
    return choice.message.content
