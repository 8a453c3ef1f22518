"""A size that is told by its number alone, behind a dish and a preposition: "un tiger roll da 8", where it comes as *8 pz*."""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.spans import Span
from server.parsing.text.cue_phrases import Word
from server.parsing.text.language import Language
from server.parsing.text.tokens import words

_LEADING = ("preposition", "of")
_TALK = Word(frozenset({"filler"}))


def name_sizes_by_number(spans: Sequence[Span], index: MenuIndex, spoken: Language) -> list[Span]:
    """The spans, such a number as the one size of the dish before it that begins with it.

    Only in languages that name what a dish is first, and of a dish of which every size begins with a number.
    """
    found = list(spans)
    for at in range(2, len(found) if spoken.head_first else 0):
        led, number = found[at - 1], found[at]
        is_led = led.has(*_LEADING) and not led.has("for") and not (led.names or led.pause or number.pause)
        if is_led and number.has("number") and (size := _size(found, at, index)):
            found[at - 1] = replace(led, word=_TALK)
            found[at] = replace(number, names={size: 0.0}, word=Word(frozenset()))
    return found


def _size(spans: Sequence[Span], at: int, index: MenuIndex) -> str:
    """What the size is called that the dish before has in this number; "" where there is none."""
    dish = next((spans[i] for i in range(at - 2, max(-1, at - 4), -1) if _dishes(spans[i], index)), None)
    labels = {size.label for item in _dishes(dish, index) for size in index.items[item].variants}
    if any(not words(label)[:1] or not words(label)[0].isdecimal() for label in labels):
        return ""
    meant = [label for label in labels if words(label)[0] == str(spans[at].word.value)]
    name = meant[0].casefold() if len(meant) == 1 else ""
    return name if name in index.names else ""


def _dishes(span: Span | None, index: MenuIndex) -> set[int]:
    """The dishes that are nearest to what a span says."""
    named = [(far, index.names[name].items) for name, far in span.names.items()] if span else []
    nearest = min((far for far, items in named if items), default=0.0)
    return {item for far, items in named if far == nearest for item in items}
