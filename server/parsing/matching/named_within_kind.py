"""A word for several dishes and what one of them is called by, with "of" between: "arroz del señoret" of *Arroz senyoret*."""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.names import ALIAS
from server.parsing.matching.spans import NOTHING, Span
from server.parsing.text.language import Language


def name_within_kind(spans: Sequence[Span], index: MenuIndex, spoken: Language) -> Sequence[Span]:
    """The spans, a kind of dishes, "of" and the only one of these dishes that is called so as one name of this dish."""
    if not spoken.head_first or not any(span.has("of") for span in spans):
        return spans
    found: list[Span] = []
    for span in spans:
        if len(found) > 1 and _is_one_of(found[-2], found[-1], span, index):
            kind = found[-2]
            del found[-2:]
            found.append(replace(span, start=kind.start, pause=kind.pause, word=NOTHING))
        else:
            found.append(span)
    return found


def _is_one_of(kind: Span, of: Span, span: Span, index: MenuIndex) -> bool:
    """Whether a span calls one dish alone, which is one of several that the word before "of" may mean."""
    is_apart = of.pause or span.pause or of.names or not of.has("of")
    if is_apart or not kind.names or not span.names or kind.word.kinds or span.word.kinds:
        return False
    called = index.phrases.of(span.names)
    meant = index.phrases.of(kind.names)
    if called.having or meant.having or not called.items or called.items[0][0] > ALIAS:
        return False
    return (
        len(called.best_items) == 1 and len(meant.best_items) > 1 and called.best_items[0] in meant.best_items
    )
