"""Allergens by their codes: what they are called, what belongs to what, and which codes an owner's own words mean.

The table is `allergens.toml`: the fourteen of EU Regulation 1169/2011, Japan's eight and twenty, Korea's twenty-two.
`allergen_names.toml` has the names in which the word for one means something else: "oat milk", "noix de coco";
`allergen_compounds.toml` the same for the parts of German and Dutch compounds.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib import resources

LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "ko", "ja", "zh", "zh-Hant", "nl", "pl", "tr", "ar")
_DOTLESS_I = "\u0131"
_LAST_LATIN = "\u024f"
_BETWEEN = re.compile(r"[(),/;&+、・]+")


@dataclass(frozen=True, slots=True)
class Allergen:
    """One allergen: `family` is the code of the wider one that it belongs to, `words` its names by language.

    What is `ordinary` is ordered as food too: its name alone tells of no allergy.
    """

    code: str
    family: str
    ordinary: bool
    lists: frozenset[str]
    words: Mapping[str, tuple[str, ...]]


@cache
def allergens() -> Mapping[str, Allergen]:
    """The table, by code."""
    text = resources.files(__package__).joinpath("allergens.toml").read_text("utf-8")
    return {
        code: Allergen(
            code,
            row.get("family", ""),
            row.get("ordinary", False),
            frozenset(row["lists"]),
            {language: tuple(row[language]) for language in LANGUAGES},
        )
        for code, row in tomllib.loads(text).items()
    }


@cache
def misleading_names() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """By language, names that have the word for an allergen and mean something else; the codes of what they mean."""
    return tomllib.loads(resources.files(__package__).joinpath("allergen_names.toml").read_text("utf-8"))


@cache
def compound_parts() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """By language, parts of compounds that say other allergens than the words in them, or that are no words by themselves."""
    return tomllib.loads(resources.files(__package__).joinpath("allergen_compounds.toml").read_text("utf-8"))


def family_of(code: str) -> str:
    """The widest allergen that `code` belongs to; itself where it belongs to none."""
    known = allergens().get(code)
    return known.family if known and known.family else code


def name_of(code: str, language: str) -> str:
    """The name of an allergen in one of `LANGUAGES`; what is no code stays as it is."""
    known = allergens().get(code)
    return known.words[language][0] if known else code


@lru_cache(maxsize=4096)
def codes_of(text: str) -> tuple[str, ...]:
    """The codes that an owner's own words mean, in any language: `"Haselnüsse"`, `"nuts (walnut)"`; () for none.

    Of a family and one of its own only the narrower is meant.
    """
    found = _codes_by_word().get(_plain(text))
    if found:
        return found
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    said = [_codes_by_word().get(_plain(part), ()) for part in parts]
    if len(parts) < 2 or not all(said):  # noqa: PLR2004  one part was looked up as a whole
        return ()
    codes = dict.fromkeys(code for part in said for code in part)
    wider = {family_of(code) for code in codes if family_of(code) != code}
    return tuple(code for code in codes if code not in wider)


def normalised(texts: Iterable[str]) -> tuple[str, ...]:
    """What a menu states as codes, each once; a word that is none that is known stays as it was written."""
    return tuple(dict.fromkeys(code for text in texts for code in codes_of(text) or (text,)))


def goes_against(allergy: str, stated: Iterable[str]) -> bool:
    """Whether something that states allergens is nothing for an allergy: to the same, or to what is wider or narrower."""
    codes = {code for text in stated for code in codes_of(text) or (text.casefold(),)}
    return allergy in codes | set(map(family_of, codes)) or family_of(allergy) in codes


def closest(text: str) -> str:
    """The code of the word that is most like `text`; "" where none is like it."""
    found = get_close_matches(_plain(text), _codes_by_word(), n=1, cutoff=0.75)
    return _codes_by_word()[found[0]][0] if found else ""


@cache
def _codes_by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for allergen in allergens().values():
        words = (word for words in allergen.words.values() for word in words)
        for word in (allergen.code, *words):
            found.setdefault(_plain(word), {})[allergen.code] = None
    return {word: tuple(codes) for word, codes in found.items()}


def _plain(text: str) -> str:
    """A word without case, accents, and signs between its parts."""
    letters = (
        unicodedata.normalize("NFD", c)[0] if c <= _LAST_LATIN else c
        for c in unicodedata.normalize("NFKC", text).casefold().replace(_DOTLESS_I, "i")
    )
    return " ".join(re.sub(r"[_\W]+", " ", "".join(letters)).split())
