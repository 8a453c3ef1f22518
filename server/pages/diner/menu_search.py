"""What a search asks for: words, diets, and what must not be in a dish. The page's script reads searches by the same pattern."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from server.domain.allergens import LANGUAGES as ALLERGEN_LANGUAGES
from server.domain.allergens import allergens, codes_of, goes_against
from server.domain.menu import Item
from server.pages.allergen_labels import DIETS, say_diet
from server.pages.i18n import READER, gettext
from server.parsing.text.language import available, language

LONGEST_WORDS = 5
"""Names of allergens of more words are left out of the pattern."""
ENDINGS = "(?:es|en|s|n|e)?"
AND = (
    "and",
    "or",
    "und",
    "oder",
    "et",
    "ou",
    "y",
    "o",
    "u",
    "e",
    "en",
    "of",
    "および",
    "と",
    "와",
    "과",
    "和",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a search wants: every one of `words`, every one of `diets`, and none of the allergens `without`."""

    words: Sequence[str]
    diets: frozenset[str]
    without: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`pattern` finds what must not be in a dish in a plain text, `codes` says what the words of it mean, `diets` the diets."""

    pattern: str
    codes: Mapping[str, Sequence[str]]
    diets: Mapping[str, str]

    def read(self, query: str) -> Wish:
        """Read a search."""
        text, without, diets = plain(query), set[str](), set[str]()
        for found in re.finditer(self.pattern, text):
            without |= {code for word in found.groups() if word for code in self.codes[word]}
        rest = f" {' '.join(re.sub(self.pattern, ' ', text).split())} "
        for name, diet in sorted(self.diets.items(), key=lambda one: -len(one[0])):
            if f" {name} " in rest:
                diets.add(diet)
                rest = rest.replace(f" {name} ", " ")
        words = [word for word in rest.split() if not (without and word in AND)]
        return Wish(words, frozenset(diets), frozenset(without))


def plain(text: str) -> str:
    """A text in small letters without accents, with one space between its words."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return re.sub(r"[_\W]+", " ", letters).strip()


def toggled(query: str, phrase: str) -> str:
    """A search with `phrase` added, or taken off where it is there already."""
    if phrase and phrase in query:
        return " ".join(query.replace(phrase, " ").split())
    return f"{query} {phrase}".strip()


def vocabulary(menu_language: str) -> Vocabulary:
    """The words of the reader's language, of the menu's, and of English."""
    return _vocabulary(
        tuple(dict.fromkeys((READER.get().language, menu_language.split("-", maxsplit=1)[0], "en"))),
        gettext("without %(name)s"),
        tuple((diet, say_diet(diet)) for diet in DIETS),
    )


@lru_cache(maxsize=256)
def _vocabulary(
    languages: tuple[str, ...], own_way: str, own_diets: tuple[tuple[str, str], ...]
) -> Vocabulary:
    codes: dict[str, list[str]] = {}
    for allergen in allergens().values():
        for spoken in languages:
            for word in allergen.words[spoken] if spoken in ALLERGEN_LANGUAGES else ():
                if (said := plain(word)) and len(said.split()) <= LONGEST_WORDS:
                    codes.setdefault(said, []).append(allergen.code)
    free = {plain(part) for part in own_way.split("%(name)s")}
    for spoken in languages:
        free |= {plain(word) for word in language(spoken).free_of} if spoken in available() else set()
    diets = {plain(said): diet for diet, said in own_diets}
    return Vocabulary(_pattern(codes, free - {""}), codes, {**{diet: diet for diet in DIETS}, **diets})


def _pattern(words: Iterable[str], free: Iterable[str]) -> str:
    """Finds `no gluten`, `gluten free`, `ohne Nüsse und Eier`, `卵なし` in a plain text; a word stands in a group each."""
    word, frees, joined = _any(words), _any(free), _any(plain(one) for one in AND)
    name = f"({word}){ENDINGS}"
    more = f"(?: ?{joined} ?{name})?"
    return f"(?<![a-z0-9])(?:{frees} ?{name}{more}|{name} ?{frees}{ENDINGS})(?![a-z0-9])"


def _any(texts: Iterable[str]) -> str:
    """One of some plain texts: letters, digits and spaces, which mean themselves in a pattern."""
    return "(?:" + "|".join(sorted(set(texts), key=lambda t: (-len(t), t))) + ")"


@lru_cache(maxsize=8192)
def avoided_by(stated: tuple[str, ...]) -> tuple[str, ...]:
    """The allergies for which a dish that states these allergens is nothing."""
    return tuple(code for code in allergens() if goes_against(code, stated)) if stated else ()


def free_by_tags(item: Item, words: Vocabulary) -> frozenset[str]:
    """What a dish is marked to be free of, such as by the tag `gluten-free`."""
    return frozenset(code for tag in item.tags for code in words.read(tag).without)


def is_stated(item: Item) -> bool:
    """Whether a dish states its allergens."""
    return any(codes_of(text) for text in item.allergens)


def diets_of(item: Item) -> frozenset[str]:
    """The diets that a dish is marked for; what is vegan is vegetarian too."""
    marked = {plain(tag) for tag in item.tags} & set(DIETS)
    return frozenset(marked | ({"vegetarian"} if "vegan" in marked else set()))


def suits(item: Item, wish: Wish) -> bool:
    """Whether a dish may be shown: it states nothing of what must not be in it, and is marked for every diet."""
    return not wish.without & set(avoided_by(item.allergens)) and wish.diets <= diets_of(item)


def is_unknown(item: Item, wish: Wish, words: Vocabulary) -> bool:
    """Whether it is not stated that a dish is without what must not be in it."""
    return bool(wish.without - free_by_tags(item, words)) and not is_stated(item)
