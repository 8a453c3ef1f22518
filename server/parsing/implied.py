"""Lines whose dish is not named: "a large with olives", "one with ham and the other with olives", "and a small one"."""

from server.domain.menu import Item
from server.parsing.heads import Head
from server.parsing.lexicon import Lexicon

CLOSING = (
    "with",
    "only",
    "no",
    "remove",
    "and",
    "but",
    "filler",
    "preposition",
    "plain",
    "request",
    "pronoun",
)
PATCHING = ("make", "into", "correction", "preposition", "change")
LOOK_AHEAD = 8
MAX_IMPLIED = 40
"""Dishes that are meant but not named in one text at most."""


def find_implied(m: Lexicon, heads: list[Head], *, empty_cart: bool) -> list[Head]:
    """Heads for the dishes that are meant but not named, in order; `heads` are the named ones."""
    named = {head.at for head in heads}
    shares = {at for n, head in enumerate(heads) for at in _shares_of(m, head, heads[n + 1 : n + 2])}
    found: list[Head] = []
    for at in range(len(m)):
        if len(found) >= MAX_IMPLIED:
            break
        if at in named or not m.has(at, "number", "article", "other"):
            continue
        if _names_unknown_dish(m, at, named, heads):
            found.append(Head(at, [], named=False, unknown=True))
        elif at in shares or _opens_dish(m, at, named, heads) or (found and _is_next_share(m, at, named)):
            found.append(Head(at, [], named=False))
    if not heads and not found and empty_cart and m.telling:
        found.append(Head(_first_determiner(m), [], named=False))
    return found


def _first_determiner(m: Lexicon) -> int:
    first = m.telling[0]
    while first > 0 and m.has(first - 1, "number", "article", "amount", "unit"):
        first -= 1
    return first


def _opens_dish(m: Lexicon, at: int, named: set[int], heads: list[Head]) -> bool:
    more = m.has(at + 1, "more") and not (heads and m.has(at, "number") and m.has(at + 2, "with"))
    if more or m.has(at + 1, "unit", "times") or _is_determined(m, at):
        return False
    if _leads_to_dish(m, at, named) or _patches(m, at):
        return False
    before = [item for head in heads if head.at < at for item in head.items]
    after, sized = _after_sizes(m, at + 1 if m.has(at + 1, "more") else at)
    if m.has(at, "other"):
        return bool(before)
    if sized:
        return not m.has(after, "class") or not before
    counted = m.has(at, "number") and (before or not heads) and _shares_out(m, at, after)
    if counted or (m.has(at, "article") and before and m.has(after, "with") and _other_follows(m, after)):
        return True
    return _option_of_none(m, after, before) and not any(head.at > at for head in heads)


def _is_determined(m: Lexicon, at: int) -> bool:
    """Whether another determiner stands before: "the other two", "a small one"."""
    if not m.has(at, "article", "number"):
        return False
    before = at - 1
    while before >= 0 and m.has(at, "number") and m.spans[before].names and m.is_variant_somewhere(before):
        before -= 1
    return m.has(before, "number", "other", "article")


def _after_sizes(m: Lexicon, at: int) -> tuple[int, bool]:
    """The span after the sizes that follow a determiner, and whether there are any."""
    after = at + 1
    while after < len(m) and m.spans[after].names and m.is_variant_somewhere(after):
        after += 1
    sized = after > at + 1
    while m.has(after, "class") or (sized and m.has(after, "number") and m.spans[after].word.value == 1):
        after += 1
    while m.has(after, "pronoun", "of"):
        after += 1
    return after, sized


def _shares_out(m: Lexicon, at: int, after: int) -> bool:
    """Whether a number stands for some of the dishes before it: "one with …", "one iced and the other …"."""
    if m.has(after, "with", "only", "no", "plain", "everything", "everything_but") and not m.has(
        at - 1, "with"
    ):
        return True
    return m.spans[at].word.value == 1 and _other_follows(m, after)


def _other_follows(m: Lexicon, after: int) -> bool:
    return any(m.has(i, "other") for i in range(after, min(after + LOOK_AHEAD, len(m))))


def _names_unknown_dish(m: Lexicon, at: int, named: set[int], heads: list[Head]) -> bool:
    """Whether a determiner leads to words that nobody knows: "and a large order of onion rings" where there are none."""
    if m.has(at - 1, "with", "no", "remove", "preposition", "of") or m.has(at + 1, "unit", "amount"):
        return False
    after, _sized = _after_sizes(m, at)
    served = m.has(after, "serving")
    while m.has(after, "serving", "of"):
        after += 1
    if after >= len(m) or _leads_to_dish(m, at, named):
        return False
    before = (item for head in heads if head.at < at for item in head.items)
    return not m.spans[after].known or (
        served and m.is_option_somewhere(after) and not any(m.fits(after, i) for i in before)
    )


def _shares_of(m: Lexicon, head: Head, following: list[Head]) -> list[int]:
    """The numbers in "three burgers, two rare and one well done": together they are as many as the dish."""
    counts = [i for i in range(max(0, head.at - LOOK_AHEAD), head.at) if m.has(i, "number")]
    end = min(following[0].at if following else len(m), head.at + 4 * LOOK_AHEAD)
    shares = [i for i in range(head.last + 1, end) if m.has(i, "number") and _is_share(m, i, head)]
    total = sum(m.spans[i].word.value for i in shares)
    return shares if counts and len(shares) > 1 and total == m.spans[counts[-1]].word.value else []


def _is_share(m: Lexicon, at: int, head: Head) -> bool:
    after = at + 1
    return after < len(m) and (
        m.has(after, "with", "no", "plain", "request") or any(m.fits(after, i) for i in head.items)
    )


def _is_next_share(m: Lexicon, at: int, named: set[int]) -> bool:
    """Whether the next number is a share too, once dishes are shared out: "one with cream and one black"."""
    if not m.has(at, "number") or not (m.has(at - 1, "and", "or") or m.spans[at].pause):
        return False
    follows = m.has(at + 1, "request", "plain", "size") or (at + 1 < len(m) and m.is_option_somewhere(at + 1))
    return follows and not _leads_to_dish(m, at, named) and not m.has(at + 1, "unit")


def _option_of_none(m: Lexicon, after: int, before: list[int]) -> bool:
    """Whether an option follows that none of the dishes before it can have: "a coke and a pepperoni"."""
    if not before or after >= len(m) or not m.spans[after].names or m.items(after):
        return False
    return m.is_option_somewhere(after) and not any(m.modifiers(after, item) for item in before)


def _leads_to_dish(m: Lexicon, at: int, named: set[int]) -> bool:
    for i in range(at + 1, min(at + LOOK_AHEAD + 4, len(m))):
        if i in named:
            return True
        span = m.spans[i]
        stops = span.has(
            "with", "but", "no", "remove", "article", "that", "other", "only", "make", "preposition"
        )
        if (
            stops
            or span.pause == "."
            or (span.has("number") and not span.names and not m.has(i + 1, "unit", "class"))
        ):
            return False
    return False


def _patches(m: Lexicon, at: int) -> bool:
    """Whether the words before change a line that is there: "make it a large", "change that to a tall"."""
    before = at - 1
    while m.has(before, "filler", "pronoun", "that") and not m.has(before, *PATCHING):
        before -= 1
    if m.has(before, *PATCHING):
        return True
    earliest = max(0, at - LOOK_AHEAD)
    while (
        before >= earliest
        and not m.spans[before + 1].pause
        and not m.has(before, "and", "also", "but", "with")
    ):
        if m.has(before, "make", "change"):
            return True
        before -= 1
    return False


def items_with(m: Lexicon, said: list[int]) -> list[Item]:
    """The dishes that may be meant by their options alone, the spans `said`: "something with olives"."""
    options = [i for i in said if m.is_option_somewhere(i)] or said
    found = [m.item(i) for i in m.items_fitting(said) or m.items_fitting(options)]
    return [item for item in found if _is_general(m, item)] or found


def _is_general(m: Lexicon, item: Item) -> bool:
    """Whether a dish is called as its heading is: "Pizza" under "Pizza"."""
    return item.category_id in m.index.names[item.name.casefold()].categories
