"""Where an order points to a dish that was asked about: "is the korma hot?", "lovely, one of those then"."""

from collections.abc import Collection, Iterable
from itertools import takewhile

from server.domain.menu import Item
from server.parsing.asides.asides import Asides
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.model import Answered

_BEFORE = ("filler", "ordering", "yes", "article", "then", "also", "and", "size", "serving", "of")
"""Kinds of words that may stand before the one that points; words that nobody knows may, too."""
POINTS = ("that", "pronoun", "stand_in")
MOST_BEFORE = 12
"""Spans before the word that points, at most."""


def with_dish_asked_about(m: Lexicon, asides: Asides, cart: Collection[int]) -> str:
    """The text with the one dish that it asks about named in what it orders behind that; "" where it names one itself.

    `cart` are the ids of the dishes that are ordered already.
    """
    item = dish_asked_about(asides.answers)
    if item is None or item.id in cart:
        return ""
    asked = m.text.find(asides.answers[-1].source)
    dish = next((at for at in range(len(m)) if _is_dish(m, at)), None)
    place = (
        _counted_before(m, dish, item) if dish is not None else pointed(m, item) or _before_option(m, item)
    )
    if place is None or not 0 <= asked < place[0]:
        return ""
    return named_at(place, item, m.text)


def with_option_asked_about(said: Lexicon, m: Lexicon, asides: Asides) -> str:
    """The text with the one option that it asks about named where "with it" ends what it orders; "" where nothing does.

    `said` is all of the text, `m` what is left of it: "have you got oat milk? A latte with it then".
    """
    option = option_asked_about(said, asides.answers)
    place = next((at for at in range(len(m)) if _takes_it(m, at)), None) if option >= 0 else None
    if place is None or said.place(option)[0] > m.place(place)[0]:
        return ""
    dishes = [at for at in range(place) if _is_dish(m, at)]
    if not dishes or said.modifier_distance(option, m.best_items(dishes[-1])[0]) >= PART:
        return ""
    it = m.tokens[m.spans[place].start + 1]
    return f"{m.text[: it.start]}{said.words(option)}{m.text[it.end :]}"


def option_asked_about(said: Lexicon, answers: Iterable[Answered]) -> int:
    """The span that names the one option which is asked about, and no dish; -1 where there is none."""
    asked = [answer for answer in answers if not answer.items]
    if len(asked) != 1:
        return -1
    begin = said.text.find(asked[0].source)
    inside = [at for at in range(len(said)) if begin <= said.place(at)[0] < begin + len(asked[0].source)]
    named = [at for at in inside if said.spans[at].names]
    is_option = len(named) == 1 and said.is_option_somewhere(named[0]) and not _is_dish(said, named[0])
    return named[0] if is_option else -1


def _takes_it(m: Lexicon, at: int) -> bool:
    """Whether "with it" or "with that please" is said as one phrase: it names nothing by itself."""
    if m.length(at) == 1 or m.spans[at].names or not m.begins_as(at, "with"):
        return False
    return m.view.language.is_cue(m.tokens[m.spans[at].start + 1].text, "it", "that", "pronoun")


def _counted_before(m: Lexicon, dish: int, item: Item) -> tuple[int, int] | None:
    """The place of a number that counts no dish but the one asked about: "can I have one with a coke"."""
    first = next((at for at in range(dish) if m.has(at, "number") and not m.has(at, "article")), dish)
    is_first = all(_is_small(m, at) for at in range(first))
    place = pointed(m, item) if first < dish and is_first else None
    return place if place and place[1] <= m.place(dish)[0] else None


def dish_asked_about(answers: Iterable[Answered]) -> Item | None:
    """The one dish that questions are about; None where they are about none or several."""
    items = {item.id: item for answer in answers for item in answer.items}
    return next(iter(items.values())) if len(items) == 1 else None


def named_at(place: tuple[int, int], item: Item, text: str) -> str:
    """A text with a dish's name in the place of the words that point to it."""
    return f"{text[: place[0]]} {item.name} {text[place[1] :]}"


def _is_dish(m: Lexicon, at: int) -> bool:
    found = m.items(at)
    return bool(found) and found[0][0] < PART and not m.has(at, "number")


def _before_option(m: Lexicon, item: Item) -> tuple[int, int] | None:
    """The place before the first words, where they are a size or an option of the dish: "is it hot? mild then"."""
    first = next((at for at in range(min(len(m), MOST_BEFORE)) if m.spans[at].names), len(m))
    if first == len(m) or any(m.has(at, "no", "with", "remove") for at in range(first)):
        return None
    is_its = bool(m.variants(first, item.id) or m.modifiers(first, item.id))
    return (m.place(first)[0],) * 2 if is_its else None


def pointed(m: Lexicon, item: Item) -> tuple[int, int] | None:
    """The place in the text that the name of `item` belongs in: of the words that point, or behind those that count."""
    first = next((at for at in range(min(len(m), MOST_BEFORE)) if not _is_small(m, at)), len(m))
    if (it := _it_ordered(m, item, first)) >= 0:
        return m.place(it)
    if (one := _article_alone(m, first)) >= 0:
        return (m.place(one)[1],) * 2
    if first == len(m) or _is_article_of_another(m, first, item):
        return None
    return _place_of_number(m, _counted_behind(m, first))


def _is_article_of_another(m: Lexicon, at: int, item: Item) -> bool:
    """Whether a word that may point is only the article of another dish: "I'll have the steak", "le grand thé"."""
    if m.has(at, "number") or not m.has(at, "that"):
        return False
    names = takewhile(lambda i: not m.spans[i].pause and _may_describe(m, i), range(at + 1, len(m)))
    return any(m.items(i) and not m.fits(i, item.id) for i in names)


def _may_describe(m: Lexicon, at: int) -> bool:
    return bool(m.spans[at].names) or not m.spans[at].known


def _place_of_number(m: Lexicon, first: int) -> tuple[int, int] | None:
    """The place of the word that points at span `first`, or behind the number there."""
    stands_in = m.has(first, "stand_in") and first > 0 and m.has(first - 1, "size", "article")
    if stands_in or not m.has(first, "number"):
        return (m.place(first)[0], m.place(_last(m, first))[1]) if m.has(first, *POINTS) else None
    last = first
    while last + 1 < len(m) and m.has(last + 1, "size") and not m.spans[last + 1].pause:
        last += 1
    last += m.has(last + 1, "counter") and not m.spans[last + 1].pause
    behind = last + 1
    if behind < len(m) and not m.spans[behind].pause:
        if m.has(behind, *POINTS) and not m.has(behind, "number"):
            return m.place(behind)
        if m.spans[behind].names or not (m.has(behind, "filler", "and", "with", "then", "no", "also", "but")):
            return None
    return (m.place(last)[1],) * 2


def _it_ordered(m: Lexicon, item: Item, end: int) -> int:
    """The "it" of "ok, I'll take it" or "I'll have it with chips" up to span `end`, behind a word that orders; -1 for none."""
    for at in range(1, min(end + 1, len(m))):
        is_ordered = not m.spans[at].names and (_has_it(m, at) or _is_it_taken(m, at))
        if is_ordered and (_closes(m, at + 1) or _tells_how(m, at + 1, item)):
            return at
    return -1


def _closes(m: Lexicon, after: int) -> bool:
    return after >= len(m) or bool(m.spans[after].pause) or m.has(after, "and", "then", "please")


def _tells_how(m: Lexicon, after: int, item: Item) -> bool:
    """Whether a size or an option of the dish follows: "with chips", "medium"."""
    named = after + m.has(after, "with", "no")
    return bool(m.variants(named, item.id) or m.modifiers(named, item.id))


def _has_it(m: Lexicon, at: int) -> bool:
    """Whether "have it" is said as one phrase: nothing behind it tells how it is to be."""
    return m.has(at, "make") and m.length(at) > 1 and m.ends_as(at, "it")


def _is_it_taken(m: Lexicon, at: int) -> bool:
    return m.has(at, "it") and m.has(at - 1, "ordering")


def _article_alone(m: Lexicon, end: int) -> int:
    """An article before span `end` that stands for the dish: "dann nehm ich einen", "une s'il vous plaît"; -1 where none does."""
    for at in range(min(end, len(m))):
        after = at + 1
        closes = after >= len(m) or bool(m.spans[after].pause) or m.has(after, "filler", "with", "no", "and")
        is_one = m.has(at, "article") and not (m.spans[at].names or m.has(at, "among", "that", "of"))
        if is_one and closes and not (after < len(m) and m.spans[after].names):
            return at
    return -1


def _counted_behind(m: Lexicon, first: int) -> int:
    """The number behind a small word that only seems to point: the "to" of "to poproszę jednego"."""
    at = first + 1
    while at < len(m) and m.has(at, "filler", "ordering", "then") and not m.spans[at].names:
        at += 1
    counts = m.has(first, "that") and not m.has(first, "number") and m.has(at, "number")
    ends = at + 1 >= len(m) or bool(m.spans[at + 1].pause) or m.has(at + 1, "filler")
    return at if counts and ends else first


def _last(m: Lexicon, first: int) -> int:
    """The last of the words that point together: "that one"."""
    pointing = takewhile(lambda at: m.has(at, *POINTS) and not m.spans[at].pause, range(first + 1, len(m)))
    return max(pointing, default=first)


def _is_small(m: Lexicon, at: int) -> bool:
    span = m.spans[at]
    if span.has("number", *POINTS) or (span.names and not span.has("size")):
        return False
    return not span.known or span.has(*_BEFORE)
