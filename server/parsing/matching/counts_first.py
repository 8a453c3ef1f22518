"""Words that are brought before their clause or their dish: one that says that no more is wanted, and "one" behind its dish."""

from collections.abc import Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.spans import Span
from server.parsing.text.cue_phrases import Word

MAKE = Word(frozenset({"make"}))


def enough_first(spans: Sequence[Span], *, counts_first: bool = False) -> list[Span]:
    """A word that says that no more is wanted, before its clause: "make it two" for "two are enough".

    `counts_first`: such a word says it right behind a number alone, as "iki olsun" does and "büyük olsun" does not.
    """
    if not any("enough" in span.word.kinds for span in spans):
        return list(spans)
    ordered: list[Span] = []
    begin = 0
    for span in spans:
        if span.pause or (span.has("and", "also") and not span.names):
            begin = len(ordered) + (0 if span.pause else 1)
        said = ordered[-1:] if counts_first else ordered[begin:]
        if span.has("enough") and any(s.has("number", "article", "half") for s in said):
            span.word = MAKE
            span.pause, ordered[begin].pause = ordered[begin].pause, ""
            ordered.insert(begin, span)
        else:
            ordered.append(span)
    return ordered


def one_first(spans: Sequence[Span], index: MenuIndex) -> list[Span]:
    """A "one" behind a dish and its sizes before it, where the dish has no number yet: "one burger" for "برجر واحد"."""
    ordered: list[Span] = []
    for span in spans:
        at = len(ordered)
        if span.has("number") and span.word.value == 1 and not span.names and not span.pause:
            while at and ordered[at - 1].names and not _is_dish(ordered[at - 1], index):
                at -= 1
            at -= 1
            is_dish = at >= 0 and _is_dish(ordered[at], index)
            at = at if is_dish and not (at and ordered[at - 1].has("number")) else len(ordered)
        if at < len(ordered):
            span.pause, ordered[at].pause = ordered[at].pause, ""
        ordered.insert(at, span)
    return ordered


def _is_dish(span: Span, index: MenuIndex) -> bool:
    return any(index.names[name].items for name in span.names)
