"""How surely the best reading of a text is right: a logistic model over what it took, and over what else was possible.

Its weights are learned from the corpus (`make train`); an order is called complete only above the threshold.
"""

import math
from collections.abc import Mapping, Sequence

from server.parsing.matching.lexicon import NEVER, Lexicon
from server.parsing.matching.names import PART, RARE, SHORTENED
from server.parsing.matching.spans import OF_MENU
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis, learned
from server.parsing.text.language import Language
from server.parsing.text.tokens import words

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
LONG = 16
"""Spans of a text that says many things."""
TIE = 0.1
"""Two readings that cost this much alike are a tie: the costs hold no more than one decimal."""
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
    found["very_close"] = float(found["margin"] < 0.2)  # noqa: PLR2004 - about what is noise in the costs
    found["far_ahead"] = float(found["margin"] >= 2.0)  # noqa: PLR2004 - about the cost of two unlikely choices
    found["alone"] = float(found["margin"] >= FARTHEST)
    found["cost"] = min(max(best.cost, 0.0), 6.0) / max(1, sum(d.line is None for d in best.drafts))
    found |= _of_lines(m, best)
    found |= _of_words(m, best)
    found |= _of_kinds(m)
    found |= _of_numbers(m, best)
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
        "telling": float(m.says("correction", "make", "change", "same", "remove", "rather")),
        "asks": float(
            m.says("asking")
            and any(m.has(at, "asking") and not m.has(at, "filler", "article", "no") for at in range(len(m)))
        ),
    }


def _of_words(m: Lexicon, best: Hypothesis) -> dict[str, float]:
    """How words were used that say more than they seem to."""
    names = [at for at, span in enumerate(m.spans) if span.names]
    unnamed = [at for at, span in enumerate(m.spans) if not span.names]
    lines = [d for d in best.drafts if not d.removed and d.items]
    numbers = sum(m.has(at, "number", "multiple") for at in unnamed)
    stated = sum(d.quantity_stated and d.line is None for d in lines)
    fillers = [at for at in unnamed if m.has(at, "filler")]
    alone = len(lines) == 1 and len(names) == 1 and not lines[0].requests
    part = any(d.head and m.items(d.head[1]) and m.items(d.head[1])[0][0] >= PART for d in lines)
    return {
        "part_alone": float(alone and part),
        "numbers_unsaid": float(
            max(0, numbers - stated - sum(c.quantity > 1 for d in lines for c in d.choices.values()))
        ),
        "refusals": float(_count_of(m, "no", "remove", "instead")),
        "corrects": float(m.says("correction")),
        "shares_all": float(m.says("all", "each")),
        "speaks_of_other": float(m.says("other", "ordinal", "stand_in")),
        "long": float(len(m) > LONG),
        "names_in_text": min(len(names), 12) / 4,
        "words_per_line": min(len(m) / max(1, len(lines)), 12.0) / 4,
        "refused_in_lines": float(sum(c.amount == "none" for d in lines for c in d.choices.values())),
        "options_per_line": sum(len(d.choices) for d in lines) / max(1, len(lines)) / 2,
        "ambiguous_option": float(sum(_is_torn(m, at) for at in names)),
        "fillers": min(len(fillers), 8) / 4,
        "pauses": min(sum(span.pause == "." for span in m.spans), 4) / 2,
        "whole_from_part": float(sum(d.part_of >= 0 and d.after_and for d in lines)),
        "quantity_of_two_digits": float(any(d.quantity > 12 and d.line is None for d in lines)),  # noqa: PLR2004
        "lines": min(len(lines), 8) / 2,
        "bare_lines": float(
            sum(
                not d.choices and not d.variant_stated and not d.quantity_stated and d.line is None
                for d in lines
            )
        )
        / 2,
        "unsaid_number": float(
            sum(d.line is None and not d.quantity_stated and _is_plural(m, d) for d in lines)
        ),
        "wish_of_menu_words": float(
            sum(_has_menu_word(m, wish) for d in lines if d.line is None for wish in d.requests)
        ),
        "head_among_many": float(sum(_has_siblings(m, d) for d in lines if d.line is None)),
        "option_among_many": float(sum(len(group) > 1 for group in _groups_twice(lines))),
        "by_ear": float(sum(span.names != {} and 0.65 < (span.cost + OF_MENU) % 1 < 0.8 for span in m.spans)),  # noqa: PLR2004
        "words_of_small_talk": min(sum(map(m.length, fillers)), 16) / 8,
        "option_by_part": float(sum(_names_option_by_part(m, d) for d in lines if d.line is None)),
        "not_first_name": float(sum(_is_far(m, at) for at in names)),
    }


def _of_numbers(m: Lexicon, best: Hypothesis) -> dict[str, float]:
    """Numbers that may be what a size is called, and those that were taken for no part of the order."""
    counted = [d for d in best.drafts if d.line is None and d.quantity_stated and not d.removed]
    spoken = m.view.language
    read = {i for span in m.spans for i in range(span.start, span.end)}
    aside = [i for i in range(len(m.tokens)) if i not in read and _is_number(spoken, m.tokens[i].text)]
    return {
        "number_may_be_size": float(
            sum(
                d.item is not None and not d.variant_stated and bool(m.sizes_of_number(d.quantity, d.item))
                for d in counted
            )
        ),
        "number_aside": float(bool(aside)),
        "number_may_count": float(any(not _counts_nothing(m, i) for i in aside)),
    }


def _is_number(spoken: Language, text: str) -> bool:
    return text.isdecimal() or bool(spoken.other_number(text))


def _counts_nothing(m: Lexicon, at: int) -> bool:
    """Whether a number can count no dish: one is what is ordered anyway, or a word beside it says so, "room 12", "he is 7"."""
    if "1" in (m.tokens[at].text, m.view.language.other_number(m.tokens[at].text)):
        return True
    beside = [token.text for token in m.tokens[max(0, at - 1) : at + 2]]
    return not m.view.language.beside_no_count.isdisjoint(beside)


def _of_kinds(m: Lexicon) -> dict[str, float]:
    """The kinds of cue words that were said."""
    kinds = {kind for span in m.spans if not span.names for kind in span.word.kinds}
    return {f"kind.{kind}": 1.0 for kind in sorted(kinds)}


def _is_plural(m: Lexicon, draft: Draft) -> bool:
    """Whether a dish is named in the plural, with no number."""
    if draft.head is None:
        return False
    said = m.token(draft.head[2])
    return m.view.language.stem(said) != said and said not in words(draft.items[0].name)


def _has_menu_word(m: Lexicon, wish: str) -> bool:
    """Whether a wish in the diner's words has a word of the menu: it may have been an option or a dish."""
    return any(word in m.view.words for word in words(wish))


def _has_siblings(m: Lexicon, draft: Draft) -> bool:
    """Whether the words that name a dish stand in the names of others too, and name this one by a part."""
    if draft.head is None:
        return False
    found = m.items(draft.head[1])
    return len(found) > 1 and found[0][0] >= PART


def _groups_twice(lines: Sequence[Draft]) -> list[list[str]]:
    """The options of each group of which a line has several picked."""
    picked: dict[tuple[int, int], list[str]] = {}
    for i, draft in enumerate(lines):
        for choice in draft.choices.values():
            if choice.amount != "none" and draft.line is None:
                picked.setdefault((i, choice.group.id), []).append(choice.modifier.name)
    return list(picked.values())


def _names_option_by_part(m: Lexicon, draft: Draft) -> int:
    """How many options of a line are named by a part of what they are called."""
    named = [at for at in draft.spans if m.spans[at].names]
    return sum(SHORTENED <= m.modifier_distance(at, draft.ids[0]) < NEVER for at in named)


def _count_of(m: Lexicon, *kinds: str) -> int:
    return sum(m.has(at, *kinds) for at in range(len(m))) if m.says(*kinds) else 0


def _is_torn(m: Lexicon, at: int) -> bool:
    """Whether a word of the menu may be a dish or an option as well."""
    return bool(m.items(at)) and m.is_option_somewhere(at)


def _is_far(m: Lexicon, at: int) -> bool:
    """Whether a word of the menu stands for a part of it that is called otherwise by more than half its name."""
    return min(m.spans[at].names.values()) >= PART


def _margin(readings: Sequence[Hypothesis]) -> float:
    """How much more the best reading costs that comes to another order."""
    best, *others = readings
    outcome = best.outcome() if others else ()
    for other in others:
        if other.cost - best.cost >= FARTHEST:
            break
        if other.outcome() != outcome:
            return other.cost - best.cost
    return FARTHEST


def confidence(found: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that the reading with these features is right."""
    weights = learned()["confidence"]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(weights.get(n, 0.0) * v for n, v in found.items())))))


def is_sure(found: Mapping[str, float]) -> bool:
    """Whether the reading with these features may be called complete: likely right, and no tie with another order.

    A number that was told to the staff may have been meant for a dish after all ("table 14"): the diner is shown it.
    """
    if found.get("margin", 0.0) < TIE or found.get("number_may_count"):
        return False
    return confidence(found) >= learned()["complete"]["threshold"]
