"""Things to eat with that a dish which is spoken of has as a choice: the "ice bucket" of a wine is no wish."""

from collections.abc import Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.names import SHORTENED
from server.parsing.matching.spans import NOTHING, Span


def choose_things(spans: Sequence[Span], index: MenuIndex) -> None:
    """Take such a word for the choice alone, where it is called so in full."""
    if not any(span.has("thing") and span.names for span in spans):
        return
    spoken_of = {item for span in spans for name in span.names for item in index.names[name].items}
    for span in spans:
        if span.has("thing") and _is_choice_of(span, spoken_of, index):
            span.word = NOTHING


def _is_choice_of(span: Span, dishes: set[int], index: MenuIndex) -> bool:
    near = [index.names[name] for name, far in span.names.items() if far < SHORTENED]
    return any(not dishes.isdisjoint(name.modifiers) for name in near)
