"""Orders with a condition: "if there is any stew left, that, otherwise the soup"; the kitchen knows which one it is."""

from server.parsing.matching.lexicon import Lexicon


def orders_on_condition(m: Lexicon) -> bool:
    """Whether something of the menu is named right behind words that begin a condition, or what holds otherwise."""
    if not m.hints_at("condition"):
        return False
    return any(_names_behind(m, *place) for place in m.phrases_said(m.view.language.of_condition))


def _names_behind(m: Lexicon, begin: int, end: int) -> bool:
    """Whether a name follows from the token `end` on in the same clause; none begins within a known phrase ("if you can")."""
    if any(span.start <= begin and end < span.end and not span.names for span in m.spans):
        return False
    is_polite = any(span.end == end and span.has("filler") for span in m.spans)
    for span in m.spans:
        if span.start < end:
            continue
        if span.pause and (span.start > end or is_polite):
            return False
        if span.names:
            return True
    return False
