"""What a cook must know of a diner's allergies: those that the server names, and what the words say besides. Pure.

The words are a second net: a banner too many costs a look, one too few costs more. That is why a denial
("no allergies") is shown too, and why nothing that follows an allergy in the diner's words is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext
from server.wire.allergy_marks import without_marks
from server.wire.orders import KitchenOrder, OrderLine

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
_SENTENCE = re.compile(r".*?(?:[!?。！？]+|\.+(?=\s|$)|\n|$)", re.DOTALL)  # noqa: RUF001  # as they are written
_EDGES = " \t\n.,;:!?、。！？-–"  # noqa: RUF001
_WORD = 3
"""Letters that a sentence has at least where it says something besides "allergic"."""


NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AllergyBanner:
    """`allergens` are the names of what is known to be meant; `words` what the diner wrote."""

    allergens: tuple[str, ...]
    words: tuple[str, ...]


def allergy_banner(order: KitchenOrder, names: Mapping[str, str] = NO_NAMES) -> AllergyBanner | None:
    """All allergies of an order, each once; None where neither server nor words speak of one.

    `names` are those of allergens by their codes, in the kitchen's language.
    """
    codes = dict.fromkeys(code for allergy in order.allergies for code in allergy.allergens)
    named = [unlabelled(allergy.text) for allergy in order.allergies if allergy.text.strip()]
    texts = [order.raw_input, order.note, *(own_wish(line, order) for line in order.items)]
    found = [unlabelled(_told(text)) for text in texts if _is_untold(text, named)]
    words = tuple({one.casefold(): one for one in reversed([*named, *found]) if one}.values())[::-1]
    allergens = tuple(allergen_words(code, names) for code in codes)
    return AllergyBanner(allergens, words) if allergens or words else None


def own_wish(line: OrderLine, order: KitchenOrder) -> str:
    """What is wished at a line besides the order's allergies, which the server marks at each line."""
    return without_marks(line.special_requests, (allergy.text for allergy in order.allergies))


def wishes(line: OrderLine, order: KitchenOrder, banner: AllergyBanner | None) -> Iterator[str]:
    """What stands at a line: that there is an allergy, where it only repeats the banner, and its own wish."""
    own = own_wish(line, order)
    is_told = banner is not None and unlabelled(own) in banner.words
    if own != line.special_requests or is_told:
        yield gettext("ALLERGY, see above")
    if own and not is_told:
        yield plain(own)


def allergen_words(code: str, names: Mapping[str, str]) -> str:
    """`ERDNÜSSE (peanuts)`: the name in the kitchen's language, and the code where it is another word."""
    said = plain(code.replace("_", " "))
    name = plain(names.get(code.casefold(), ""))
    return f"{name.upper()} ({said})" if name and name.casefold() != said.casefold() else said.upper()


def unlabelled(words: str) -> str:
    """`words` in one line, without a label such as `ALLERGY:` in front of what says it anyway."""
    words = plain(words)
    label, colon, rest = words.partition(":")
    return rest.strip() if colon and _ALLERGY.fullmatch(label.strip()) and _ALLERGY.search(rest) else words


def _is_untold(text: str, named: list[str]) -> bool:
    """Whether `text` has an allergy that the named ones do not say to the end of its sentence."""
    for start, end in _sentences(text):
        for match in _ALLERGY.finditer(text, start, end):
            rest = plain(text[match.start() : end]).strip(_EDGES).casefold()
            if not any(rest in words.casefold() for words in named):
                return True
    return False


def _told(text: str) -> str:
    """From the sentence that first speaks of an allergy to the end; from the one before where it says nothing else."""
    sentences = _sentences(text)
    place = next(n for n, (start, end) in enumerate(sentences) if _ALLERGY.search(text, start, end))
    start, end = sentences[place]
    is_bare = len(_ALLERGY.sub("", text[start:end]).strip(_EDGES)) < _WORD
    return text[sentences[max(0, place - is_bare)][0] :].strip(_EDGES)


def _sentences(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _SENTENCE.finditer(text) if match.group().strip()]
