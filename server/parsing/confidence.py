"""How surely the best reading of a text is right: a logistic model over what it took, and over what else was possible.

Its weights are learned from the corpus (`make train`); an order is called complete only above the threshold.
"""

import math
from collections.abc import Mapping, Sequence

from server.parsing.hypothesis import Hypothesis, learned
from server.parsing.index import PART, RARE
from server.parsing.lexicon import Lexicon
from server.parsing.spans import OF_MENU

_OF_LENGTH = (
    "head_distance",
    "option_distance",
    "option_fills_required",
    "option_after_pause",
    "required_open",
)
"""Choices that a long order makes more of, and that say nothing of how sure it is."""
SHORT = 6
"""Spans of a text that says one thing at most."""
FARTHEST = 3.0
"""A second reading that costs more than this above the best one says nothing more."""


def features(m: Lexicon, readings: Sequence[Hypothesis]) -> dict[str, float]:
    """What speaks for and against the first of `readings`, by name."""
    best = readings[0]
    found = {
        f"choice.{name}": min(times, 1.0) for name, times in best.choices.items() if name not in _OF_LENGTH
    }
    found["bias"] = 1.0
    found["margin"] = _margin(readings)
    found["close"] = float(found["margin"] < 0.5)  # noqa: PLR2004 - about the cost of one unlikely choice
    found["cost"] = min(max(best.cost, 0.0), 6.0) / max(1, sum(d.line is None for d in best.drafts))
    found |= _of_lines(m, best)
    return {name: value for name, value in found.items() if value}


def _of_lines(m: Lexicon, best: Hypothesis) -> dict[str, float]:
    fresh = [d for d in best.drafts if d.line is None and not d.removed]
    kept = [d for d in best.drafts if d.line is not None]
    heads = [m.items(d.head[1])[0][0] for d in fresh if d.head is not None and m.items(d.head[1])]
    named = [d.ids[0] for d in fresh if d.items]
    alike = [(d.ids[0], d.variant.id if d.variant else 0, d.part_of) for d in fresh if d.items]
    return {
        "cart": float(bool(kept)),
        "short": float(len(m) <= SHORT),
        "short_beside_cart": float(bool(kept) and len(m) <= SHORT),
        "comma_in_cart": float(bool(kept) and any(span.pause for span in m.spans)),
        "fresh_beside_cart": float(bool(kept) and bool(fresh)),
        "removed": float(sum(d.removed and not d.total for d in best.drafts)),
        "same_dish_twice": float(len(alike) - len(set(alike))),
        "dish_of_cart_again": float(len({i for i in named if any(i in d.ids for d in kept)})),
        "head_by_part": float(sum(PART <= far < RARE for far in heads)),
        "head_by_rare_part": float(sum(far >= RARE for far in heads)),
        "wishes": float(sum(len(d.requests) for d in fresh)),
        "wishes_in_cart": float(sum(len(d.requests) for d in kept)),
        "misspelt": float(sum(1 for span in m.spans if span.names and (span.cost + OF_MENU) % 1 > 0.45)),  # noqa: PLR2004
        "large_number": float(any(d.quantity > 5 for d in fresh)),  # noqa: PLR2004
        "parts": float(sum(d.part_of >= 0 for d in best.drafts)),
        "targets": float(bool(best.mode.targets)),
        "telling": float(
            any(m.has(at, "correction", "make", "change", "same", "remove", "rather") for at in range(len(m)))
        ),
        "asks": float(
            any(m.has(at, "asking") and not m.has(at, "filler", "article", "no") for at in range(len(m)))
        ),
    }


def _margin(readings: Sequence[Hypothesis]) -> float:
    """How much more the best reading costs that comes to another order."""
    best = readings[0]
    outcome = best.outcome()
    others = [h.cost - best.cost for h in readings[1:] if h.outcome() != outcome]
    return min([*others, FARTHEST])


def confidence(found: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that the reading with these features is right."""
    weights = learned()["confidence"]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(weights.get(n, 0.0) * v for n, v in found.items())))))


def is_sure(found: Mapping[str, float]) -> bool:
    """Whether the reading with these features may be called complete."""
    return confidence(found) >= learned()["complete"]["threshold"]
