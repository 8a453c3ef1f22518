"""Questions that name their dish first: "i gnocchi, sono fatti in casa?", "votre tarte, elle est servie tiède ?"."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART

_BEFORE = ("filler", "that", "and", "also", "but", "correction", "asking")
_ORDERS = (
    "ordering", "number", "article", "please", "with", "no", "add", "another", "more", "remove", "change", "instead", "size",
)  # fmt: skip


def asks_of_topic(m: Lexicon, first: int, end: int) -> bool:
    """Whether a sentence that has a mark names one dish that is known, and says something of it behind a comma."""
    dishes = [at for at in range(first, end) if _names_dish(m, at)]
    if len(dishes) != 1 or dishes[0] + 1 >= end or m.spans[dishes[0] + 1].pause != ",":
        return False
    before, behind = range(first, dishes[0]), range(dishes[0] + 1, end)
    is_topic = len(before) > 0 and all(m.has(at, *_BEFORE) and not m.has(at, *_ORDERS) for at in before)
    orders = any(m.has(at, *_ORDERS) and not _is_verb_in_talk(m, at) for at in behind)
    return is_topic and not orders and _tells_of_it(m, behind)


def _names_dish(m: Lexicon, at: int) -> bool:
    return bool(m.spans[at].names) and any(far < PART for far, _item in m.items(at))


def _is_verb_in_talk(m: Lexicon, at: int) -> bool:
    """Whether a word that may order only helps to say how something is: the "sont" of "elles sont faites"."""
    return m.has(at, "filler") and not m.has(at, "number", "article", "please", "no")


def _tells_of_it(m: Lexicon, behind: range) -> bool:
    """Whether some words begin with what points to a dish, or with a verb that tells how it is or who makes it."""
    at = behind[0]
    said = m.words(at).casefold()
    is_verb = any(said == word or said.startswith(f"{word} ") for word in m.view.language.copulas)
    is_made = m.has(at, "make") and any(m.has(i, "that", "pronoun") for i in behind)
    points = m.has(at, "somebody", "pronoun", "brings") and len(behind) > 1
    return points or is_verb or is_made
