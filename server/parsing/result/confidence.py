"""How surely the best reading of a text is right: a logistic model over what it took, and over what else was possible.

Its weights are learned from the corpus (`make train`); an order is called complete only above the threshold.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.menu_phrases import NEVER
from server.parsing.matching.names import PART, RARE, SHORTENED
from server.parsing.matching.spans import OF_MENU, Span
from server.parsing.result import familiar
from server.parsing.result.circumstances import of_circumstances
from server.parsing.result.numbers_aside import may_count, numbers_aside
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import COSTS, Hypothesis, learned
from server.parsing.text.foods import foods
from server.parsing.text.tokens import words

_OF_LENGTH = (
    "head_distance",
    "option_distance",
    "option_fills_required",
    "option_after_pause",
    "required_open",
)
"""Choices that a long order makes more of; of these it tells how often they were made."""
SHORT = 6
"""Spans of a text that says one thing at most."""
LONG = 16
"""Spans of a text that says many things."""
_CHOICES = {name: f"choice.{name}" for name in COSTS if name not in _OF_LENGTH}
_LENGTHS = {name: f"often.{name}" for name in _OF_LENGTH}
TIE = 0.1
"""Two readings that cost this much alike are a tie: the costs hold no more than one decimal."""
SURE_OF_TIE = 0.8
"""The confidence from which a tie is sure: of such ties of the corpus one in forty is wrong, of those below one in three."""
TOLD_BY_WHAT_IT_HAS = "told_by_what_it_has"
"""The feature of a dish that is told in another language by something that it has."""
FARTHEST = 3.0
"""A second reading that costs more than this above the best one says nothing more."""


def features(m: Lexicon, readings: Sequence[Hypothesis]) -> dict[str, float]:
    """What speaks for and against the first of `readings`, by name."""
    best = readings[0]
    found = {
        feature: min(times, 1.0) for name, times in best.choices.items() if (feature := _CHOICES.get(name))
    }
    found |= {
        feature: min(times, 4.0) / 2
        for name, times in best.choices.items()
        if (feature := _LENGTHS.get(name))
    }
    found |= _of_costs(m, best, _margin(readings))
    fresh = [d for d in best.drafts if d.line is None and not d.removed]
    kept = [d for d in best.drafts if d.line is not None]
    if kept:
        found |= _of_cart(m, fresh, kept)
    found |= _of_new_lines(m, best, fresh)
    small = [span for span in m.spans if not span.names]
    found |= _of_said(m.said)
    found |= _of_words(m, small)
    found |= _of_lines(m, best, small)
    if len(small) < len(m):
        found |= _of_names(m)
    found |= _of_numbers(m, fresh)
    found |= of_circumstances(m, best)
    found |= familiar.features_of(familiar.steps_of(m, best))
    return {name: value for name, value in found.items() if value}


def _of_costs(m: Lexicon, best: Hypothesis, margin: float) -> dict[str, float]:
    cost = max(best.cost, 0.0)
    return {
        "bias": 1.0,
        "margin": margin,
        "close": float(margin < 0.5),  # noqa: PLR2004 - about the cost of one unlikely choice
        "very_close": float(margin < 0.2),  # noqa: PLR2004 - about what is noise in the costs
        "far_ahead": float(margin >= 2.0),  # noqa: PLR2004 - about the cost of two unlikely choices
        "alone": float(margin >= FARTHEST),
        "dear": min(cost, 6.0) / 3,
        "dear_words": min(cost / max(1, len(m)), 1.0),
        "dearer_than_half": float(cost > 0.5),  # noqa: PLR2004 - about the cost of one unlikely choice
        "dearer_than_one": float(cost > 1),
        "dearer_than_two": float(cost > 2),  # noqa: PLR2004
        "cost": min(cost, 6.0) / max(1, len([d for d in best.drafts if d.line is None])),
    }


def _of_cart(m: Lexicon, fresh: Sequence[Draft], kept: Sequence[Draft]) -> dict[str, float]:
    """What says something beside a cart alone."""
    named = [d.ids[0] for d in fresh if d.items]
    return {
        "cart": 1.0,
        "short_beside_cart": float(len(m) <= SHORT),
        "comma_in_cart": float(any(span.pause for span in m.spans)),
        "fresh_beside_cart": float(bool(fresh)),
        "dish_of_cart_again": float(len({i for i in named if any(i in d.ids for d in kept)})),
        "wishes_in_cart": float(sum(len(d.requests) for d in kept)),
    }


def _of_new_lines(m: Lexicon, best: Hypothesis, fresh: Sequence[Draft]) -> dict[str, float]:
    by_part = by_rare_part = by_what_it_has = wishes = most = removed = parts = 0
    alike = []
    for d in fresh:
        if d.head is not None and (named := m.items(d.head[1])):
            by_part += PART <= named[0][0] < RARE
            by_rare_part += named[0][0] >= RARE
            by_what_it_has += named[0][0] >= RARE and _is_translated(m, d, named[0][1])
        if d.items:
            told = tuple(sorted(d.choices)) if d.implied else ()
            alike.append((d.items[0].id, d.variant.id if d.variant else 0, d.part_of, told))
        wishes += len(d.requests)
        most = max(most, d.quantity)
    for d in best.drafts:
        removed += d.removed and not d.total
        parts += d.part_of >= 0
    return {
        "short": float(len(m) <= SHORT),
        "removed": float(removed),
        "same_dish_twice": float(
            0 if all(_is_for_somebody(m, d) for d in fresh) else len(alike) - len(set(alike))
        ),
        "head_by_part": float(by_part),
        "head_by_rare_part": float(by_rare_part),
        TOLD_BY_WHAT_IT_HAS: float(by_what_it_has),
        "wishes": float(wishes),
        "large_number": float(most > 5),  # noqa: PLR2004
        "parts": float(parts),
        "targets": float(bool(best.mode.targets)),
    }


def _is_for_somebody(m: Lexicon, draft: Draft) -> bool:
    """Whether it is told right behind a line for which one person it is: "a pie for me", "a pie for the wife"."""
    behind = max([*draft.spans, draft.head[2] if draft.head is not None else -1]) + 1
    is_told = m.has(behind, "filler", "mine", "theirs") and m.begins_as(behind, "for")
    if not is_told or draft.repeated or draft.inherits or draft.quantity > 1:
        return False
    person = m.token(behind)
    return m.view.language.stem(person) == person


def _is_translated(m: Lexicon, draft: Draft, item_id: int) -> bool:
    """Whether a dish is told by words of another language alone: not "gulaschsuppe" by somebody French, nor as one of several."""
    if draft.head is None or draft.part_of >= 0 or m.view.language.code == m.index.language:
        return False
    own = m.stems(draft.head[1]) & m.view.item_words[item_id]
    return not any(not foods(m.view.language.code).knows(word) for word in own)


_TELLING = frozenset({"correction", "make", "change", "same", "remove", "rather"})


@lru_cache(maxsize=1024)
def _of_said(said: frozenset[str]) -> Mapping[str, float]:
    """What the kinds of all words together say."""
    return {
        "telling": float(not said.isdisjoint(_TELLING)),
        "corrects": float("correction" in said),
        "shares_all": float(not said.isdisjoint(("all", "each"))),
        "speaks_of_other": float(not said.isdisjoint(("other", "ordinal", "stand_in"))),
    }


def _of_words(m: Lexicon, small: Sequence[Span]) -> dict[str, float]:
    """How words were said, whatever became of them; `small` are the spans that are no names of the menu."""
    talks = m.says("filler")
    fillers = [span.end - span.start for span in small if "filler" in span.word.kinds] if talks else []
    return {
        "asks": float(
            m.says("asking")
            and any(m.has(at, "asking") and not m.has(at, "filler", "article", "no") for at in range(len(m)))
        ),
        "refusals": float(_count_of(m, "no", "remove", "instead")),
        "long": float(len(m) > LONG),
        "fillers": min(len(fillers), 8) / 4,
        "pauses": min(len([span for span in m.spans if span.pause == "."]), 4) / 2,
        "words_of_small_talk": min(sum(fillers), 16) / 8,
    }


def _of_names(m: Lexicon) -> dict[str, float]:
    """How the menu's names were said."""
    names = misspelt = by_ear = torn = far = 0
    for at, span in enumerate(m.spans):
        if span.names:
            slip = (span.cost + OF_MENU) % 1
            names += 1
            misspelt += slip > 0.45  # noqa: PLR2004
            by_ear += 0.65 < slip < 0.8  # noqa: PLR2004
            torn += _is_torn(m, at)
            far += min(span.names.values()) >= PART
    return {
        "misspelt": float(misspelt),
        "by_ear": float(by_ear),
        "names_in_text": min(names, 12) / 4,
        "ambiguous_option": float(torn),
        "not_first_name": float(far),
    }


def _of_lines(m: Lexicon, best: Hypothesis, small: Sequence[Span]) -> dict[str, float]:
    """How words were used that say more than they seem to."""
    lines = [d for d in best.drafts if not d.removed and d.items]
    fresh = [d for d in lines if d.line is None]
    choices = [c for d in lines if d.choices for c in d.choices.values()]
    refused = stated = most = from_part = numbers = 0
    for c in choices:
        refused += c.amount == "none"
        stated += c.quantity > 1
    for d in fresh:
        stated += d.quantity_stated
        most = max(most, d.quantity)
    for d in lines:
        from_part += d.part_of >= 0 and d.after_and
    if m.says("number", "multiple"):
        numbers = len([span for span in small if not span.word.kinds.isdisjoint(("number", "multiple"))])
    many = max(1, len(lines))
    return {
        "part_alone": float(len(lines) == 1 and len(m) - len(small) == 1 and _is_part_alone(m, lines[0])),
        "numbers_unsaid": float(max(0, numbers - stated)),
        "words_per_line": min(len(m) / many, 12.0) / 4,
        "refused_in_lines": float(refused),
        "options_per_line": len(choices) / many / 2,
        "whole_from_part": float(from_part),
        "quantity_of_two_digits": float(most > 12),  # noqa: PLR2004
        "lines": min(len(lines), 8) / 2,
        "option_among_many": float(_groups_twice(fresh)) if choices else 0.0,
        **_of_each_line(m, fresh),
    }


def _of_each_line(m: Lexicon, fresh: Sequence[Draft]) -> dict[str, float]:
    """How each of the new lines is said."""
    bare = unsaid = wishes = siblings = by_part = 0
    for draft in fresh:
        if not draft.quantity_stated:
            bare += not (draft.choices or draft.variant_stated)
            unsaid += _is_plural(m, draft)
        if draft.requests:
            wishes += len([wish for wish in draft.requests if _has_menu_word(m, wish)])
        siblings += _has_siblings(m, draft)
        by_part += _names_option_by_part(m, draft)
    return {
        "bare_lines": bare / 2,
        "unsaid_number": float(unsaid),
        "wish_of_menu_words": float(wishes),
        "head_among_many": float(siblings),
        "option_by_part": float(by_part),
    }


def _is_part_alone(m: Lexicon, line: Draft) -> bool:
    """Whether the one name of the menu that is said is but a part of that of the one dish that is ordered."""
    found = m.items(line.head[1]) if line.head and not line.requests else []
    return bool(found) and found[0][0] >= PART


def _of_numbers(m: Lexicon, fresh: Sequence[Draft]) -> dict[str, float]:
    """Numbers that may be what a size is called, and those that were taken for no part of the order."""
    may_be_sizes = [_may_be_size(m, d) for d in fresh if d.quantity_stated]
    found = {"number_may_be_size": float(sum(may_be_sizes))}
    if aside := numbers_aside(m):
        found["number_aside"] = 1.0
        found["number_may_count"] = float(may_count(m, aside, fresh))
    return found


def _may_be_size(m: Lexicon, draft: Draft) -> bool:
    """Whether the number of a dish of which no size was said is what one of its sizes is called."""
    item = draft.item
    return item is not None and not draft.variant_stated and bool(m.sizes_of_number(draft.quantity, item))


def _is_plural(m: Lexicon, draft: Draft) -> bool:
    """Whether a dish is named in the plural, with no number."""
    if draft.head is None:
        return False
    said = m.token(draft.head[2])
    return m.view.language.stem(said) != said and said not in words(draft.items[0].name)


def _has_menu_word(m: Lexicon, wish: str) -> bool:
    """Whether a wish in the diner's words has a word of the menu: it may have been an option or a dish."""
    return not m.view.words.isdisjoint(words(wish))


def _has_siblings(m: Lexicon, draft: Draft) -> bool:
    """Whether the words that name a dish stand in the names of others too, and name this one by a part."""
    if draft.head is None:
        return False
    found = m.items(draft.head[1])
    return len(found) > 1 and found[0][0] >= PART


def _groups_twice(lines: Sequence[Draft]) -> int:
    """The groups of which a line has several options picked, of all lines."""
    picked = [
        (i, choice.group.id)
        for i, draft in enumerate(lines)
        for choice in draft.choices.values()
        if choice.amount != "none"
    ]
    return len({group for group in picked if picked.count(group) > 1}) if len(picked) > 1 else 0


def _names_option_by_part(m: Lexicon, draft: Draft) -> int:
    """How many options of a line are named by a part of what they are called."""
    item_id = draft.items[0].id
    options = [at for at in draft.spans if item_id in m.items_with_option(at)]
    return len([at for at in options if SHORTENED <= m.modifier_distance(at, item_id) < NEVER])


def _count_of(m: Lexicon, *kinds: str) -> int:
    return sum(m.has(at, *kinds) for at in range(len(m))) if m.says(*kinds) else 0


def _is_torn(m: Lexicon, at: int) -> bool:
    """Whether a word of the menu may be a dish or an option as well."""
    return m.is_option_somewhere(at) and bool(m.items(at))


def _margin(readings: Sequence[Hypothesis]) -> float:
    """How much more the best reading costs that comes to another order."""
    best, *others = readings
    outcome = best.outcome() if others else {}
    for other in others:
        if other.cost - best.cost >= FARTHEST:
            break
        if other.outcome() != outcome:
            return other.cost - best.cost
    return FARTHEST


def confidence(found: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that the reading with these features is right."""
    weights = learned()["confidence"]
    told = sum([weights.get(name, 0.0) * value for name, value in found.items()])
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, told))))


def is_sure(found: Mapping[str, float]) -> bool:
    """Whether the reading with these features may be called complete: likely right, and no tie with another order.

    A number that was told to the staff may have been meant for a dish after all ("soup for four people"): the diner is
    shown it. So is a dish that is told in another language by something that it has, and not by what it is.
    """
    if found.get("number_may_count") or found.get(TOLD_BY_WHAT_IT_HAS):
        return False
    is_tie = found.get("margin", 0.0) < TIE
    return confidence(found) >= (SURE_OF_TIE if is_tie else learned()["complete"]["threshold"])
