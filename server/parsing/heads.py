"""Which spans begin a line of the order: the dishes that are named, and the places where one is meant but not named.

A word that is both a dish and an option ("guacamole") is decided by what stands near it and what the menu allows there.
"""

from dataclasses import dataclass

from server.parsing.index import PART
from server.parsing.lexicon import NEVER, Lexicon

SMALL = ("filler", "preposition", "pronoun")
CLEARLY = 0.5
"""A dish that is nearer than an option by more than this is meant as a dish."""
MAX_STRANGE = 2
LOOK_AHEAD = 12
"""Spans that are looked at to decide one word."""


@dataclass(slots=True)
class Head:
    """A place where a line begins: span `at`, and the ids of the items it may be (none where it is implied).

    `first` is the span with which its own words begin ("a large thin crust …"), `last` the one with which its name ends
    ("pizza pie"); `named` is false for an implied dish, `unknown` is true for one that is not on the menu.
    """

    at: int
    items: list[int]
    first: int = 0
    named: bool = True
    last: int = -1
    unknown: bool = False

    def __post_init__(self) -> None:
        self.last = self.at if self.last < 0 else self.last


def find_heads(m: Lexicon, cart: list[int]) -> list[Head]:
    """The named dishes, in order; `cart` are the ids of the items in the cart."""
    heads: list[Head] = []
    for at in m.telling:
        before = heads[-1] if heads else _line_spoken_of(m, at, cart)
        if m.items(at) and _is_dish(m, at, before):
            if heads and _repeats(m, heads[-1], at):
                heads[-1].last = at
                continue
            if heads and _only_says_kind(m, heads[-1], at):
                continue
            heads.append(Head(at, m.best_items(at)))
    return heads


def _repeats(m: Lexicon, before: Head, at: int) -> bool:
    """Whether a word only says again what the dish before it is: "pizza pie", "americano coffee"."""
    if before.last != at - 1 or m.spans[at].pause:
        return False
    if m.best_items(at) == before.items:
        return True
    return bool(set(m.category_items(at)) & set(before.items))


def _line_spoken_of(m: Lexicon, at: int, cart: list[int]) -> Head | None:
    """The cart's last line, where a word may be about it: "with a …", "no …" where there is no such dish in the cart."""
    if not cart:
        return None
    said = {kind for i in (at - 1, at - 2) if i >= 0 for kind in m.spans[i].word.kinds}
    refused = bool(said & {"no", "remove", "instead"}) and not set(m.best_items(at)) & set(cart)
    return Head(-1, cart[-1:]) if "with" in said or refused else None


def _only_says_kind(m: Lexicon, before: Head, at: int) -> bool:
    """Whether a word only says the kind of the dish before it: "ham and swiss sandwich", where "ham" is a sandwich."""
    if distance_of(m, at) < PART or not set(m.category_items(at)) & set(before.items):
        return False
    between = range(before.last + 1, at)
    return not any(m.has(i, "article", "number", "with", "also") or m.spans[i].pause for i in between)


def _is_dish(m: Lexicon, at: int, before: Head | None) -> bool:
    distance = m.items(at)[0][0]
    if distance >= PART and m.spans[at].word.kinds:
        return False
    if before is not None and _is_said_of_option(m, at, before):
        return False
    if not m.is_option_somewhere(at) and not m.is_variant_somewhere(at):
        return True
    is_next_ones = any(m.fits(at, item_id) for item_id in _next_dish(m, at))
    if is_next_ones or (distance >= PART and m.nearest_option(at) < PART):
        return False
    if before is None or not any(m.fits(at, item_id) for item_id in before.items):
        return True
    nearer = all(distance + CLEARLY < m.modifier_distance(at, item_id) for item_id in before.items)
    return _stands_alone(m, at) or (nearer and not m.has(at - 1, "add", "with"))


def _is_said_of_option(m: Lexicon, at: int, before: Head) -> bool:
    """Whether the word only says what an option is made of: "an extra shot of espresso"."""
    if not m.has(at - 1, "of") or m.has(at - 2, "serving"):
        return False
    return any(m.modifiers(at - 2, item_id) for item_id in before.items)


def _next_dish(m: Lexicon, at: int) -> list[int]:
    """The dish that the words right after `at` lead to: "steak" and "white rice" lead to "burrito"."""
    for i in range(at + 1, min(at + LOOK_AHEAD, len(m))):
        span = m.spans[i]
        if span.pause or span.has(
            "with", "article", "number", "but", "no", "remove", "preposition", "serving", "filler"
        ):
            return []
        if m.items(i) and not (m.is_option_somewhere(i) or m.is_variant_somewhere(i)):
            return m.best_items(i)
        if not span.names and not span.has("and"):
            return []
    return []


def _stands_alone(m: Lexicon, at: int) -> bool:
    """Whether a word that could be an option is ordered as a dish: "a side of …", "… on the side", "a large …"."""
    before = at - 1
    while before >= 0 and m.is_variant_somewhere(before) and not m.spans[before].word.kinds:
        before -= 1
    if m.has(before, "serving"):
        return True
    if m.has(before, "article", "number"):
        return not (
            m.has(before - 1, "with") or (m.has(before, "number") and before == at - 1 and _is_counted(m, at))
        )
    side = m.has(at + 1, "amount") and m.spans[at + 1].word.amount == "side"
    return side and not m.has(before, "with")


def _is_counted(m: Lexicon, at: int) -> bool:
    names = m.index.names
    return any(
        modifier.max_quantity > 1
        for name in m.spans[at].names
        for found in names[name].modifiers.values()
        for modifier, _group, _far in found
    )


def share_words(m: Lexicon, heads: list[Head], start: int, last_of_cart: list[int]) -> None:
    """Set where each head's own words begin, so that the words between two dishes are shared out between them.

    The words before the first dish are all its own, unless there is a cart whose last line they may be about.
    """
    floor, before = start, last_of_cart
    for n, head in enumerate(heads):
        head.first = max(floor, head.at)
        if head.named and n == 0 and not last_of_cart:
            head.first = floor
        elif head.named:
            head.first = _with_ruling(m, _first_word(m, head, floor, before), floor)
        floor, before = head.last + 1, head.items or before


@dataclass(slots=True)
class _Reach:
    """How far back the words of a dish may reach: over its options, to its size, to the last "and" or comma.

    `strange` counts words in between that nobody knows: "a medium sweet tea".
    """

    run: int
    strange: int = 0
    sized: int | None = None
    joined: int | None = None

    def take(self, m: Lexicon, at: int, head: Head) -> bool:
        """Take span `at` too; False where the dish's words cannot reach over it."""
        span = m.spans[at]
        if any(m.variants(at, i) for i in head.items):
            self.sized = self.run = at
        elif span.has("serving", "class", "aside", "size"):
            self.sized = at
        elif span.has("and"):
            self.joined = self.joined if self.joined is not None else at + 1
        elif not span.known and self.strange < MAX_STRANGE:
            self.strange += 1
        elif not self.strange and (
            any(m.modifiers(at, i) for i in head.items) or span.has("amount", "request", "unit")
        ):
            self.run = at
        elif not span.has("of") and not (span.has("filler") and m.has(at + 1, "filler", "serving")):
            return False
        if span.pause and span.pause != "." and self.joined is None:
            self.joined = at
        return span.pause != "."


def _first_word(m: Lexicon, head: Head, floor: int, before: list[int]) -> int:
    """The determiner ("a", "two") that opens the head's words; without one, its size; else the options only it has."""
    reach = _Reach(head.at)
    for at in range(head.at - 1, floor - 1, -1):
        is_determiner = m.has(at, "article", "number", "that", "other", "all")
        if is_determiner and not _counts_option(m, at, head, before):
            return at
        if not reach.take(m, at, head):
            break
    return _without_determiner(m, head, before, reach)


def _with_ruling(m: Lexicon, first: int, floor: int) -> int:
    """Back over the verb that rules the dish ("remove the …"), and over what goes "on the …" or "to that …"."""
    before = first - 1
    while before >= floor and m.has(before, "filler", "pronoun"):
        before -= 1
    if before >= floor and m.has(before, "remove", "change", "make", "instead", "correction"):
        return before
    if before >= floor and m.has(before, "preposition") and m.has(first, "that", "all"):
        while before > floor and not m.spans[before].pause and not m.has(before, "also", "but"):
            before -= 1
        return before
    return first


def _without_determiner(m: Lexicon, head: Head, before: list[int], reach: _Reach) -> int:
    if reach.sized is not None:
        return reach.sized
    joined = reach.joined
    if joined is not None and reach.run <= joined <= head.at:
        while joined - 2 >= reach.run and _only_its(m, joined - 2, head, before):
            joined -= 2
        return joined
    at = head.at
    while at > reach.run and not any(m.modifiers(at - 1, i) for i in before):
        at -= 1
    return at


def _only_its(m: Lexicon, at: int, head: Head, before: list[int]) -> bool:
    """Whether a word is an option of the dish, and not of the dish before it."""
    return any(m.modifiers(at, i) for i in head.items) and not any(m.fits(at, i) for i in before)


def _counts_option(m: Lexicon, at: int, head: Head, before: list[int]) -> bool:
    """Whether a number or article counts an option rather than the dish: "two pumps of …", "two sugars and a …"."""
    if m.has(at + 1, "unit", "amount") and not any(m.variants(at + 1, i) for i in head.items):
        return True
    if m.has(at + 1, "class") and not m.has(at + 1, "aside"):
        return True
    following = at + 1
    while following < head.at and m.has(following, "amount", "unit"):
        following += 1
    options = [o for i in before for o in m.best_modifiers(following, i)] if following < head.at else []
    counted = any(modifier.max_quantity > 1 for modifier, _group in options)
    return counted and m.has(at, "number") and _is_closed(m, following, head)


def _is_closed(m: Lexicon, option: int, head: Head) -> bool:
    """Whether "and" stands between a counted option and the dish, so that the option is not the dish's own."""
    return any(m.has(i, "and") for i in range(option + 1, head.at))


def distance_of(m: Lexicon, at: int) -> float:
    """How far the nearest item of span `at` is; `NEVER` where it names none."""
    found = m.items(at)
    return found[0][0] if found else NEVER
