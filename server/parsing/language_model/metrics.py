"""What operators see of understanding: who answered, how long it took, what the model cost."""

from functools import cache

from prometheus_client import Counter, Histogram

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

ANSWERS = Counter(
    "aiqr_parse_answers",
    "Texts answered, by who understood them and whether completely.",
    ["parser", "complete"],
)
SECONDS = Histogram(
    "aiqr_parse_seconds", "Seconds from text to answer, by who understood it.", ["parser"], buckets=_SECONDS
)
MODEL_CALLS = Counter("aiqr_model_calls", "Texts that a model was asked about, by how it ended.", ["outcome"])
MODEL_SECONDS = Histogram("aiqr_model_seconds", "Seconds that a model was waited for.", buckets=_SECONDS)
MODEL_TOKENS = Counter(
    "aiqr_model_tokens", "Tokens, by kind: prompt, cached (part of prompt), completion.", ["kind"]
)
MODEL_COST = Counter(
    "aiqr_model_cost", "Cost by AIQR_MODEL_PRICE_IN and AIQR_MODEL_PRICE_OUT, in their currency."
)


def note_answer(parser: str, *, is_complete: bool, seconds: float) -> None:
    """Count a text that was answered, and how long it took."""
    answers, took = _figures_of(parser, is_complete)
    answers.inc()
    took.observe(seconds)


@cache
def _figures_of(parser: str, is_complete: bool) -> tuple[Counter, Histogram]:  # noqa: FBT001  # a cache's key
    return ANSWERS.labels(parser, str(is_complete).lower()), SECONDS.labels(parser)
