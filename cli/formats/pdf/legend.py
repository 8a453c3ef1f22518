"""Codes behind the names of dishes (`A, C, G`, `1,2`, `(v)`) and the legend that says what they mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cli.formats.pdf.prices import vocabulary
from cli.formats.pdf.rows import Row
from server.domain.allergens import codes_of
from server.domain.names import folded

FEWEST = 2
"""A line with so many codes and meanings is a legend; one alone where its meaning is an allergen or a diet."""
MOST_WORDS = 12
"""Of a meaning, in which allergens are looked for."""
_PAIR = re.compile(
    r"(?:^|[\s,;|·•/(])(?P<code>[A-Za-z]{1,2}|\d{1,2})(?:\s*[=:]\s*|\s?\)\s*|\s+[-–]\s+)"
    r"(?P<meaning>[^=:;|·•\d]{3,60}?)(?=\s*(?:$|[;|·•]|[,\s(]\s*(?:[A-Za-z]{1,2}|\d{1,2})(?:\s*[=:]|\s?\)|\s+[-–]\s)))"
)
_CODE = r"(?:[A-Za-z]{1,2}|\d{1,2})"
CODES = re.compile(_CODE)
_IN_BRACKETS = re.compile(rf"\s*[(\[]\s*({_CODE}(?:\s*[,/·.+;\s]\s*{_CODE})*)\s*[)\]]")
_AT_END = re.compile(rf"\s+({_CODE}(?:\s*,\s*{_CODE})+|{_CODE})\s*$")
_NOTHING_ELSE = re.compile(rf"[(\[]?\s*{_CODE}(?:\s*[,/·.+;]\s*{_CODE}|\s+{_CODE})*\s*[)\]]?")
_RAISED = re.compile("[¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠᵍ*†‡]+(?:[,\\s]*[¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠᵍ*†‡]+)*\\s*$")
_ORDINARY = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠᵍ", "1234567890abcdefg")
_SAYS = re.compile(
    r"^(?:allerg\w*|contains|enthält|contient|contiene|contém|bevat)\s*:?\s+(?P<what>.+)$", re.IGNORECASE
)


@dataclass
class Legend:
    """What codes mean; a code is compared as it is written, then without case."""

    meanings: dict[str, str] = field(default_factory=dict)

    def meaning(self, code: str) -> str | None:
        """What `code` means; None where the legend does not say."""
        for written in (code, code.upper(), code.lower()):
            if written in self.meanings:
                return self.meanings[written]
        return None

    def taken_off(self, name: str) -> tuple[str, list[str]]:
        """The name without the codes at its end, and the codes: in brackets, raised, or such as the legend knows."""
        codes: list[str] = []
        if raised := _RAISED.search(name):
            codes += _codes(raised[0].translate(_ORDINARY))
            name = name[: raised.start()]
        for found in list(_IN_BRACKETS.finditer(name))[::-1]:
            inner = _codes(found[1])
            known = any(self.meaning(code) for code in inner)
            if known or (not any(code.isdigit() for code in inner) and found.end() == len(name)):
                codes = inner + codes
                name = name[: found.start()] + name[found.end() :]
        at_end = _AT_END.search(name)
        if at_end and self._are_codes(_codes(at_end[1])):
            codes = _codes(at_end[1]) + codes
            name = name[: at_end.start()]
        return name.strip(), codes

    def only_codes(self, text: str) -> list[str]:
        """The codes of a text that is nothing else; [] for another."""
        if not _NOTHING_ELSE.fullmatch(text):
            return []
        codes = _codes(text)
        return codes if len(codes) >= FEWEST or self._are_codes(codes) else []

    def _are_codes(self, codes: list[str]) -> bool:
        return bool(codes) and all(self.meaning(code) for code in codes)


def _codes(text: str) -> list[str]:
    return CODES.findall(text)


def legend_of(rows: Iterable[Row]) -> tuple[Legend, set[int]]:
    """The legend of a menu, and which rows (by their place) are its."""
    legend = Legend()
    used: set[int] = set()
    for place, row in enumerate(rows):
        if row.prices:
            continue
        pairs = [(m["code"], m["meaning"].strip(" ,.()")) for m in _PAIR.finditer(row.text)]
        if len(pairs) >= FEWEST or any(allergens_of(meaning) or diet_of(meaning) for _, meaning in pairs):
            used.add(place)
            for code, meaning in pairs:
                legend.meanings.setdefault(code, meaning)
    return legend, used


def allergens_of(meaning: str) -> tuple[str, ...]:
    """The codes of all allergens that a legend's words mean: `Milch und Milcherzeugnisse`, `fish and nuts`."""
    if found := codes_of(meaning):
        return found
    words = re.split(r"[\s,()/&]+", meaning)[:MOST_WORDS]
    found_words: list[str] = []
    begin = 0
    while begin < len(words):
        spans = ((end, codes_of(" ".join(words[begin:end]))) for end in range(len(words), begin, -1))
        end, codes = next(((end, codes) for end, codes in spans if codes), (begin + 1, ()))
        found_words += codes
        begin = end
    return tuple(dict.fromkeys(found_words))


def diet_of(meaning: str) -> str | None:
    """The tag of a diet that a legend's words mean."""
    diets = vocabulary().diets
    return diets.get(folded(meaning)) or next(
        (diets[word] for word in map(folded, meaning.split()) if word in diets), None
    )


def stated(text: str) -> tuple[str, ...]:
    """The allergens that a line states in words, `Contains: milk, nuts`; () for another line."""
    said = _SAYS.match(text)
    if said is None:
        return ()
    parts = [
        part.strip() for part in re.split(r"[,;/]| and | und | et | y | e ", said["what"]) if part.strip()
    ]
    found = [codes_of(part) for part in parts]
    return tuple(code for codes in found for code in codes) if all(found) else ()
