"""The words of a language that ordering needs, read from `languages/<code>.toml`."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from server.domain.allergens import allergens, family_of
from server.parsing.text.spelling import Spelling
from server.parsing.text.tokens import is_unspaced, words
from server.parsing.text.trie import Node, Trie

DEFAULT = "en"
CODES = ("en", "es", "fr", "de", "it", "pt", "ko", "zh", "ja", "nl", "pl", "tr", "ar")

_TABLES = {
    "times": "times",
    "units": "unit",
    "servings": "serving",
    "counters": "counter",
    "adding": "adding",
}
_OF_ALLERGIES = {
    "allergy_frame": "frames",
    "beside_allergen": "beside_allergen",
    "allergy_behind": "behind",
    "allergy_head": "heads",
    "allergy_tail": "tails",
    "no_allergy": "none",
}
PERSONS = range(2, 13)
"""So many people for whom something is ordered are known by phrases such as "for all four of us"."""
SHORTEST_DIMINISHED = 3
"""Letters that are left of a small one at least."""
CONTENT = frozenset({
    "class", "plain", "meal", "meals", "meal_behind",
    "request", "size", "allergy", "allergy_frame", "allergy_behind", "allergy_head", "allergy_tail", "beside_allergen", "no_allergy", "whole_order", "take_away", "eat_in", "bill",
    "waiter", "asking", "price", "contents", "sizes", "recommend", "wait", "open", "has", "never",
})  # fmt: skip
"""Kinds of cue words that may be a part of a name too; all others never name a part of a menu by themselves."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a phrase does in an order: its kinds, and for numbers and amounts how much."""

    kinds: frozenset[str]
    value: int = 0
    amount: str = ""


@dataclass(frozen=True)
class Language:
    """One language: its phrases, endings, abbreviations and the texts of its questions.

    `head_final` languages (Korean, Japanese) put "without" and "extra" after the thing, and the number after the dish.
    `behind_sizes` stand behind a size instead of what it is served in (大的 for 大杯).
    `food` are its words for things of `languages/food_words.txt`, by their first English name, where it has no column there.
    `script` are the characters (first, last) of one that is written without spaces, `tells` those that no other has.
    `group_words` are said behind an option, by a word of its group's name: "spicy" by "spice".
    A number right beside a word of `beside_no_count` ("room 12", "7 years") can count no dish.
    Clauses in which somebody only tells something begin with one of `tellers`, are joined by `joins_talk`, and have none
    of `wanting`; `of_person` stand behind a person's name ("Tom wants").
    `signs_behind` stand behind the number of a dish (番).
    `inflections` are endings for number, gender and case, the longest first, that say nothing of what a word for food
    means; in languages with `compounds` such a word may be made of two.
    `counts_first`: numbers and amounts stand before the thing there all the same, as in Turkish.
    `has_articles` is false in languages that name what is known and what is new alike, as Polish, Arabic and Korean do.
    `article_prefix` is an article that is written together with its noun (ال).
    `one_behind`: "one" stands behind the thing, all other numbers before it, as in Arabic.
    `diminutives` are endings of a small one of a thing, with what the ending of the thing is instead.
    `clitics_before` and `clitics_behind` are small words that are written together with another, `dual` endings of two
    of a thing, with what the ending of one is instead.
    In `head_first` languages (Spanish, French, Italian, Portuguese) a dish's name begins with what it is.
    """

    code: str
    head_final: bool
    head_first: bool
    has_articles: bool
    article_prefix: str
    counts_first: bool
    one_behind: bool
    clitics_before: tuple[str, ...]
    clitics_behind: tuple[str, ...]
    dual: tuple[tuple[str, str], ...]
    trie: Trie[Word]
    spelling: Spelling
    structural: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    kept_endings: tuple[str, ...]
    diminutives: tuple[tuple[str, str], ...]
    abbreviations: Mapping[str, tuple[str, ...]]
    elisions: tuple[str, ...]
    hesitations: frozenset[str]
    allergens: Trie[frozenset[str]]
    allergy_words: frozenset[str]
    allergens_and_foods: Trie[frozenset[str]]
    diets: Trie[str]
    free_of: frozenset[str]
    meant: frozenset[str]
    said_of: frozenset[str]
    beside_no_count: frozenset[str]
    tellers: frozenset[str]
    wanting: frozenset[str]
    joins_talk: frozenset[str]
    of_person: frozenset[tuple[str, ...]]
    signs_behind: frozenset[tuple[str, ...]]
    inflections: tuple[str, ...]
    compounds: bool
    number_words: Mapping[str, str]
    synonyms: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
    group_words: Mapping[str, tuple[str, ...]]
    allergy_endings: tuple[str, ...]
    allergy_leads: frozenset[str]
    behind_sizes: tuple[str, ...]
    food: Mapping[str, str]
    script: tuple[tuple[str, str], ...]
    tells: frozenset[str]
    questions: Mapping[str, str]
    other_questions: Mapping[str, Mapping[str, str]]
    answers: Mapping[str, str]

    def other_number(self, word: str) -> str:
        """A number in digits as a word and the other way round: "12" for "twelve"; "" for another word."""
        if word.isdecimal():
            return self.number_words.get(word, "")
        found = self.trie.root.next.get(word)
        known = found.value if found else None
        return str(known.value) if known and known.value and "number" in known.kinds else ""

    def stem(self, word: str) -> str:
        """The word without its ending for number or case: "onions" → "onion"."""
        return _stem(word, self.endings, self.kept_endings)

    def larger(self, word: str) -> Iterator[str]:
        """What a word is a small one of, where it is one: "piwko" → "piwo"; each as its stem too."""
        for form in dict.fromkeys((word, self.stem(word))):
            for ending, instead in self.diminutives:
                rest = form.removesuffix(ending)
                if rest != form and len(rest) >= SHORTEST_DIMINISHED:
                    yield rest + instead
                    yield self.stem(rest + instead)


@cache
def language(code: str) -> Language:
    """The language of `code`, one of `CODES`; KeyError for another."""
    if code not in CODES:
        raise KeyError(code)
    return _read(
        code,
        tomllib.loads(resources.files(__package__).joinpath(f"languages/{code}.toml").read_text("utf-8")),
    )


def questions_in(code: str) -> Mapping[str, str]:
    """The texts of all questions, with places to fill, in the language of `code`; KeyError for one not in `CODES`.

    "zh-Hant" are those of "zh" in traditional characters.
    """
    spoken = language(code.split("-", maxsplit=1)[0])
    return spoken.other_questions.get(code, spoken.questions)


@lru_cache(maxsize=16_384)
def _stem(word: str, endings: tuple[tuple[str, str], ...], kept: tuple[str, ...]) -> str:
    if len(word) < 4 or word.endswith(kept):  # noqa: PLR2004 - shorter words have no ending to lose
        return word
    for ending, instead in endings:
        if word == ending:
            return instead or word
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= 3:  # noqa: PLR2004 - a stem has three letters
            return word[: -len(ending)] + instead
    return word


def known_code(hint: str | None) -> str | None:
    """`"pt-BR"` → `"pt"`; None where the language is not one of ours."""
    code = (hint or "").replace("_", "-").split("-")[0].lower()
    return code if code in CODES else None


def asking_code(hint: str | None) -> str | None:
    """What `questions_in` takes for a hint: "zh-Hant" for Chinese in traditional characters, else as `known_code`."""
    code = known_code(hint)
    return hint if code and hint in language(code).other_questions else code


@lru_cache(maxsize=16_384)
def speakers(token: str) -> tuple[str, ...]:
    """The codes of the languages that have a word among their small words, in any number, or are written in its script."""
    known = _speakers()
    if token not in known:
        return _script_of(token)
    return tuple(
        code
        for code in available()
        if code in known[token] or code in known.get(language(code).stem(token), ())
    )


@cache
def _speakers() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code in available():
        for token in (*language(code).spelling.words, *language(code).abbreviations):
            found.setdefault(token, []).append(code)
    return {
        token: tuple(codes) for token, codes in found.items() if token.isalpha() and not is_unspaced(token[0])
    }


@cache
def available() -> tuple[str, ...]:
    """The codes whose data file is there."""
    folder = resources.files(__package__).joinpath("languages")
    return tuple(code for code in CODES if folder.joinpath(f"{code}.toml").is_file())


@lru_cache(maxsize=4096)
def _script_of(token: str) -> tuple[str, ...]:
    """The languages that are written in a character's script; those alone that have characters of their own, by these."""
    first = token[0]
    if not is_unspaced(first):
        return ()
    spoken = [language(code) for code in available()]
    return tuple(one.code for one in spoken if first in one.tells) or tuple(
        one.code for one in spoken if any(low <= first <= high for low, high in one.script)
    )


def _read(code: str, data: Mapping[str, Any]) -> Language:
    kinds = _kinds_by_phrase(data)
    values: dict[tuple[str, ...], int] = {}
    amounts: dict[tuple[str, ...], str] = {}
    for table, kind in (("numbers", "number"), ("ordinals", "ordinal"), ("multiples", "multiple")):
        for text, value in data.get(table, {}).items():
            kinds.setdefault(words(text), set()).add(kind)
            values[words(text)] = value
    for kind, phrase, value in _persons(data):
        kinds[phrase], values[phrase] = {kind}, value
    for amount, phrases in data["amounts"].items():
        for phrase in _tokenised(phrases):
            kinds.setdefault(phrase, set()).add("amount")
            amounts[phrase] = amount
    endings = tuple((ending, instead) for ending, instead in data.get("plurals", []))
    kept_endings = tuple(data.get("keep", [])) or ("\x00",)

    def stem(word: str) -> str:
        return _stem(word, endings, kept_endings)

    trie: Trie[Word] = Trie()
    for phrase, its in kinds.items():
        trie.add(phrase, _word(frozenset(its), values.get(phrase, 0), amounts.get(phrase, "")))
    return Language(
        code=code,
        head_final=data.get("head_final", False),
        head_first=data.get("head_first", False),
        has_articles=bool(data["words"].get("article")),
        article_prefix=data.get("article_prefix", ""),
        counts_first=data.get("counts_first", False),
        one_behind=data.get("one_behind", False),
        clitics_before=tuple(data.get("clitics_before", ())),
        clitics_behind=tuple(data.get("clitics_behind", ())),
        dual=tuple((ending, instead) for ending, instead in data.get("dual", ())),
        trie=trie,
        spelling=Spelling(token for phrase in kinds for token in phrase),
        structural=frozenset(
            phrase[0] for phrase, its in kinds.items() if len(phrase) == 1 and its - CONTENT
        ),
        endings=endings,
        kept_endings=kept_endings,
        diminutives=tuple((ending, instead) for ending, instead in data.get("diminutives", ())),
        abbreviations={key: words(full) for key, full in data.get("abbreviations", {}).items()},
        elisions=tuple(data.get("elisions", [])),
        hesitations=frozenset(data.get("hesitation", {}).get("words", [])),
        allergens=_allergens(code, stem, ordinary=False),
        allergy_words=frozenset(stem(word) for phrase in _allergen_phrases(code) for word in phrase),
        allergens_and_foods=_allergens(code, stem, ordinary=True),
        diets=_values(data["diets"], stem),
        number_words={
            str(v): p[0] for p, v in reversed(values.items()) if len(p) == 1 and "number" in kinds[p]
        },
        meant=frozenset(data.get("asking", {}).get("meant", ())),
        said_of=frozenset(data.get("number_after_words", {}).get("words", ())),
        beside_no_count=frozenset(data.get("number_after_words", {}).get("count_nothing", ())),
        tellers=frozenset(data.get("talk", {}).get("tellers", ())),
        wanting=frozenset(data.get("talk", {}).get("wanting", ())),
        joins_talk=frozenset(data.get("talk", {}).get("joined_by", ())),
        of_person=frozenset(
            words(said) for said in data.get("company", {}).get("talk", ()) if "{who}" not in said
        ),
        signs_behind=frozenset(_tokenised(data.get("dish_numbers", {}).get("signs_behind", ()))),
        inflections=tuple(sorted(data.get("inflections", ()), key=len, reverse=True)),
        compounds=data.get("compounds", False),
        synonyms=_synonyms(code, stem),
        group_words={stem(word): tuple(said) for word, said in data.get("group_words", {}).items()},
        free_of=frozenset(data["asking"]["free_of"]),
        allergy_endings=tuple(data["allergy"].get("endings", ())) or ("\x00",),
        allergy_leads=frozenset(data["allergy"].get("leads", ())),
        behind_sizes=tuple(data.get("behind_sizes", ())),
        food=data.get("food", {}),
        script=tuple((low, high) for low, high in data.get("script", ())),
        tells=frozenset(data.get("tells", "")),
        questions=data["questions"],
        other_questions=data.get("other_questions", {}),
        answers=data["answers"],
    )


@cache
def borrowing(code: str, other: str) -> Trie[Word]:
    """The phrases of a language, and those small words of two others that it does not have: English and `other`."""
    spoken = language(code)
    trie: Trie[Word] = Trie()
    for phrase, word in _all_phrases(spoken.trie.root, ()):
        trie.add(phrase, word)
    for lender in dict.fromkeys((other, DEFAULT)):
        if lender != code:
            for phrase, word in _all_phrases(language(lender).trie.root, ()):
                kinds = word.kinds & LENT
                is_own = (
                    len(phrase[0]) == 1 or phrase[0] in spoken.abbreviations or spoken.trie.get(phrase[:1])
                )
                if kinds and not is_own and not trie.get(phrase):
                    before = (
                        {"stands_before"} if spoken.head_final and not language(lender).head_final else set()
                    )
                    trie.add(phrase, replace(word, kinds=kinds | before))
    return trie


LENT = frozenset(
    {
        "number",
        "no",
        "with",
        "and",
        "filler",
        "article",
        "another",
        "more",
        "that",
        "of",
        "amount",
        "ordering",
    }
)
"""Kinds of small words that are understood inside a sentence of another language: "dos cervezas bitte"."""


def phrases_in(spoken: Language) -> Iterator[tuple[tuple[str, ...], Word]]:
    """Every cue phrase of a language with what it does."""
    return _all_phrases(spoken.trie.root, ())


def _all_phrases(node: Node[Word], said: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Word]]:
    if node.value:
        yield said, node.value
    for word, following in node.next.items():
        yield from _all_phrases(following, (*said, word))


def _synonyms(code: str, stem: Callable[[str], str]) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """For the words of each food, without their endings, the other words for it; a word of one set knows no other's."""
    found: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for one_thing in _food().get(code, ()):
        phrases = [*_tokenised(one_thing)]
        for phrase in phrases:
            others = {other: None for other in phrases if other != phrase}
            found.setdefault(tuple(map(stem, phrase)), {}).update(others)
    return {phrase: tuple(others) for phrase, others in found.items()}


@cache
def _food() -> Mapping[str, Sequence[Sequence[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath("languages/food.toml").read_text("utf-8"))


def _allergens(code: str, stem: Callable[[str], str], *, ordinary: bool) -> Trie[frozenset[str]]:
    """The codes that each word for an allergen may mean, the widest: "shellfish" is crustaceans and molluscs.

    `ordinary`: those too that are ordered as food, such as beef.
    """
    codes: dict[tuple[str, ...], set[str]] = {}
    for allergen in allergens().values():
        if allergen.ordinary and not ordinary:
            continue
        for phrase in _tokenised(allergen.words[code]):
            codes.setdefault(tuple(map(stem, phrase)), set()).add(family_of(allergen.code))
    found: Trie[frozenset[str]] = Trie()
    for phrase, its in codes.items():
        found.add(phrase, frozenset(its))
    return found


def _allergen_phrases(code: str) -> Iterator[tuple[str, ...]]:
    return (phrase for allergen in allergens().values() for phrase in _tokenised(allergen.words[code]))


def _values(table: Mapping[str, Sequence[str]], stem: Callable[[str], str]) -> Trie[str]:
    found: Trie[str] = Trie()
    for value, phrases in table.items():
        for phrase in _tokenised(phrases):
            found.add(tuple(map(stem, phrase)), value)
    return found


def _phrases(data: Mapping[str, Any]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """(kind, phrase) for every list of phrases: `[words]` by its keys, the other tables by their own names."""
    for kind, phrases in data["words"].items():
        yield from ((kind, phrase) for phrase in _tokenised(phrases))
    yield from (("filler", phrase) for phrase in _tokenised(_company(data, "talk")))
    yield from (("has_same", phrase) for phrase in _tokenised(_company(data, "has_same")))
    for table, kind in _TABLES.items():
        yield from ((kind, phrase) for phrase in _tokenised(data.get(table, {}).get("words", [])))
    yield from (("aside", phrase) for phrase in _tokenised(data.get("servings", {}).get("side", [])))
    yield from _of_requests(data["request"])
    for table in ("request", "allergy", "whole_order"):
        yield from ((table, phrase) for phrase in _tokenised(data[table]["phrases"]))
    for kind, key in _OF_ALLERGIES.items():
        yield from ((kind, phrase) for phrase in _tokenised(data["allergy"].get(key, ())))
    for table in ("order_type", "calls", "asking"):
        for key, phrases in data[table].items():
            for phrase in _tokenised(phrases) if key not in ("free_of", "meant") else ():
                yield key, phrase
                if table == "asking" and key != "never":
                    yield "asking", phrase


def _of_requests(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Things that are wished besides the dishes, and words for how a dish is handled: all are requests."""
    for key, kind in (("things", "thing"), ("handling", "handling"), ("first", "first")):
        for phrase in _tokenised(data.get(key, [])):
            yield from (("request", phrase), (kind, phrase))


@cache
def _word(kinds: frozenset[str], value: int, amount: str) -> Word:
    """One object for all phrases that do the same: there are thousands of them."""
    return Word(kinds, value, amount)


def _company(data: Mapping[str, Any], key: str) -> Iterator[str]:
    """What is told of who sits at the table: each `{who}` of a list in `[company]` stands for each of the people."""
    company = data.get("company", {})
    whose = [f"{word} " for word in company.get("whose", ())] or [""]
    people = [f"{word}{person}" for word in whose for person in company.get("people", ())]
    for template in company.get(key, ()):
        everybody = [*people, *company.get("others", ())] if "{who}" in template else [""]
        yield from (template.replace("{who}", who) for who in everybody)


def _persons(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """For how many a dish is ordered, as (kind, phrase, number): each `{n}` of `[persons]` stands for two to twelve.

    `[persons_numbers]` are words of people alone: "zu dritt", "troje".
    """
    numbers = [(text, n) for text, n in data["numbers"].items() if n in PERSONS and len(words(text)) == 1]
    numbers += [(str(n), n) for n in PERSONS]
    numbers += [*data.get("persons_numbers", {}).items()]
    for kind, said in data.get("persons", {}).items():
        for template in said:
            for text, n in numbers if "{n}" in template else [("", 2)]:
                yield f"persons_{kind}", words(template.replace("{n}", text)), n


def _kinds_by_phrase(data: Mapping[str, Any]) -> dict[tuple[str, ...], set[str]]:
    elisions = frozenset(data.get("elisions", ()))
    kinds: dict[tuple[str, ...], set[str]] = {}
    for kind, phrase in _phrases(data):
        for written in dict.fromkeys((phrase, _with_elisions_joined(phrase, elisions))):
            kinds.setdefault(written, set()).add(kind)
    for its in kinds.values():
        its.update({"filler"} if its == {"apiece"} else ())
    return kinds


def _with_elisions_joined(phrase: tuple[str, ...], elisions: frozenset[str]) -> tuple[str, ...]:
    """The phrase with its elided words as they are typed with an apostrophe: "est ce qu il y a", "est-ce qu'il y a"."""
    joined: list[str] = []
    for word in phrase:
        if joined and joined[-1] in elisions:
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


def _tokenised(phrases: Iterable[str]) -> Iterable[tuple[str, ...]]:
    return (phrase for text in phrases if (phrase := words(text)))
