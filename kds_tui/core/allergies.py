"""Words by which diners say that food can harm them, as they wrote them. Pure.

The contract has no field for allergies, so the words themselves are the sign. A banner too many costs a
look; one too few costs more. That is why a denial ("no allergies") is shown too, in the diner's own words.
"""

import re

from kds_tui.core.terminal_text import plain
from server.wire.orders import KitchenOrder

_STEMS = (
    r"all?[eé]rg\w*",  # English, German, Italian, French, Dutch, Spanish, Portuguese, Polish
    r"alerji\w*",
    r"anaphyl\w*|anafil\w*|anafyl\w*",
    r"c(?:o)?eliac\w*|z[öo]liakie|cel[ií]ac\w*|c[œo]e?liaque",
    r"epi-?pen",
    r"intoleran\w*|intol[ée]ran\w*|unverträglich\w*",
    r"аллерг\w*|алерг\w*",
    r"アレルギー|过敏|過敏|알레르기|แพ้อาหาร|حساسية|אלרגי\w*|αλλεργ\w*",
)
_ALLERGY = re.compile("|".join(_STEMS), re.IGNORECASE)
_CLAUSE = re.compile(r"[^.;!?\n,]+")


def allergy_words(order: KitchenOrder) -> tuple[str, ...]:
    """Each clause of the order's words that speaks of an allergy, without repetition."""
    texts = [order.raw_input, *(line.special_requests for line in order.items)]
    found = (unlabelled(clause) for text in texts for clause in _clauses(text))
    return tuple({words.casefold(): words for words in reversed(list(found))}.values())[::-1]


def unlabelled(words: str) -> str:
    """`words` in one line, without a label such as `ALLERGY:` in front of what says it anyway."""
    words = plain(words)
    label, colon, rest = words.partition(":")
    return rest.strip() if colon and _ALLERGY.fullmatch(label.strip()) and _ALLERGY.search(rest) else words


def _clauses(text: str) -> list[str]:
    """The clauses that speak of it; one with nothing else in it takes the next along ("allergy: nuts, soy")."""
    clauses = _CLAUSE.findall(text)
    found = []
    for place, clause in enumerate(clauses):
        if _ALLERGY.search(clause):
            bare = len(_ALLERGY.sub("", clause).strip(" :-")) < 3  # noqa: PLR2004  # no word is that short
            found.append(", ".join(c.strip() for c in clauses[place : place + 1 + bare]))
    return found
