"""The words of a language that ordering needs, read from `languages/<code>.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from server.parsing.text.cue_phrases import Word, cue_phrases
from server.parsing.text.denial_words import DenialWords
from server.parsing.text.diet_words import DietWords
from server.parsing.text.kept import kept
from server.parsing.text.language_fields import food_fields, talk_fields, word_form_fields, word_order_fields
from server.parsing.text.tokens import words
from server.parsing.text.trie import Trie

if TYPE_CHECKING:
    from server.parsing.text.spelling import Spelling

DEFAULT = "en"
CODES = ("en", "es", "fr", "de", "it", "pt", "ko", "zh", "ja", "nl", "pl", "tr", "ar")

SHORTEST_DIMINISHED = 3
"""Letters that are left of a small one at least."""
CONTENT = frozenset({
    "class", "plain", "everything", "meal", "meals", "meal_behind",
    "request", "size", "allergy", "allergy_frame", "allergy_behind", "allergy_head", "allergy_tail", "beside_allergen", "no_allergy", "whole_order", "take_away", "eat_in", "bill",
    "waiter", "asking", "price", "contents", "sizes", "recommend", "safe", "wait", "open", "has", "never", "may_have", "unchanged",
})  # fmt: skip
"""Kinds of cue words that may be a part of a name too; all others never name a part of a menu by themselves."""


@dataclass(frozen=True)
class Language:
    """One language: its phrases, endings, abbreviations and the texts of its questions.

    `head_final` languages (Korean, Japanese) put "without" and "extra" after the thing, and the number after the dish.
    `behind_sizes` stand behind a size instead of what it is served in (大的 for 大杯).
    `links` stand between what a dish has and the dish itself (の).
    `tells_nothing` are words of a region or of hurried typing that are another language's in the first place.
    `food` are its words for things of `languages/food_words.txt`, by their first English name, where it has no column there.
    `script` are the characters (first, last) of one that is written without spaces, `tells` those that no other has.
    `group_words` are said behind an option, by a word of its group's name: "spicy" by "spice".
    A number right beside a word of `beside_no_count` ("room 12", "7 years") can count no dish, nor can one right behind a
    word of `no_count_behind` ("at 7").
    Clauses in which somebody only tells something begin with one of `tellers`, are joined by `joins_talk`, and have none
    of `wanting`; behind a name one of `telling` makes such a clause ("Kees moet rijden"); `therefore` leads from a reason to what is ordered, one of `reasons` begins one; `of_person` stand behind a person's name ("Tom wants").
    `considered`, by their first word, lead to a dish that was only thought of, if "but" and another one follow.
    `of_no_order`, by their first word, tell of what is not ordered now: what was had before, or what others have;
    `of_condition` begin a condition, or what holds otherwise; `if_it_is` one of how the dish is to be. `vessels` are what is drunk from or eaten off.
    `reminders`, in a clause that would deny an allergy, only remind of it.
    `leave_of_anybody` and `anybody` stand in a question whether some kind of people may have a dish ("can a vegan have").
    `fits` stand behind a dish that somebody asks about ("croissant ok?").
    `intensifiers` belong to the wish that they stand before ("really hot"); `lacks` are wishes that tell what is left out.
    `denials` are the words with which somebody says who has no allergy, `keeps` those with which somebody says what they never eat.
    A verb with one of `participles` behind it tells that it was done ("toast", "toasted").
    `ranks` are the words for the small, the medium and the large size of a dish whose sizes are called otherwise.
    `signs` stand before the number of a dish ("number", "nr"), `signs_behind` behind it (番).
    `inflections` are endings for number, gender and case, the longest first, that say nothing of what a word for food
    means; in languages with `compounds` such a word may be made of two.
    `genders` are the endings of one adjective by gender and number, `same_words` those that change otherwise: a size or an
    option is called by each ("due panini piccoli", where the size is "piccola").
    `counts_first`: numbers and amounts stand before the thing there all the same, as in Turkish.
    `has_articles` is false in languages that name what is known and what is new alike, as Polish, Arabic and Korean do.
    `article_prefix` is an article that is written together with its noun (ال).
    `refuses_behind` are refusals that may end a clause behind what they are about ("onions no").
    `stands_for` are phrases for several things with these in full ("rot-weiß"), `stands_for_at_end` those that stand for
    them where they end what is said of a dish (Dutch "patat met", with mayonnaise).
    `ends_clause` are verbs that end their clause without a sign (주시고, 할게요).
    `one_behind`: "one" stands behind the thing, all other numbers before it, as in Arabic.
    `diminutives` are endings of a small one of a thing, with what the ending of the thing is instead.
    `clitics_before` and `clitics_behind` are small words that are written together with another, `dual` endings of two
    of a thing, with what the ending of one is instead; `contractions` are verbs behind an apostrophe ("mum'll").
    `had_with` are endings of a thing that a dish is had with ("peynirli").
    `possessives` end the last word of a name that refusals leave them off ("hardal sosu", "hardal sossuz").
    In `head_first` languages (Spanish, French, Italian, Portuguese) a dish's name begins with what it is.
    """

    code: str
    head_final: bool
    head_first: bool
    has_articles: bool
    article_prefix: str
    counts_first: bool
    one_behind: bool
    ends_clause: frozenset[tuple[str, ...]]
    refuses_behind: frozenset[tuple[str, ...]]
    clitics_before: tuple[str, ...]
    clitics_behind: tuple[str, ...]
    had_with: tuple[str, ...]
    dual: tuple[tuple[str, str], ...]
    possessives: tuple[tuple[str, str], ...]
    contractions: tuple[str, ...]
    trie: Trie[Word]
    spelling: "Spelling"
    structural: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    kept_endings: tuple[str, ...]
    diminutives: tuple[tuple[str, str], ...]
    stands_for: Mapping[tuple[str, ...], tuple[str, ...]]
    stands_for_at_end: Mapping[tuple[str, ...], tuple[str, ...]]
    abbreviations: Mapping[str, tuple[str, ...]]
    size_abbreviations: Mapping[str, tuple[str, ...]]
    fractions: Mapping[str, tuple[str, ...]]
    elisions: tuple[str, ...]
    hesitations: frozenset[str]
    allergens: Trie[frozenset[str]]
    allergy_words: frozenset[str]
    allergens_and_foods: Trie[frozenset[str]]
    diets: Trie[str]
    keeps: DietWords
    free_of: frozenset[str]
    asks_framed: re.Pattern[str] | None
    meant: frozenset[str]
    copulas: tuple[str, ...]
    leave: Mapping[str, tuple[tuple[str, ...], ...]]
    reminders: Mapping[str, tuple[tuple[str, ...], ...]]
    leave_of_anybody: Mapping[str, tuple[tuple[str, ...], ...]]
    anybody: Mapping[str, tuple[tuple[str, ...], ...]]
    fits: Mapping[str, tuple[tuple[str, ...], ...]]
    said_of: frozenset[str]
    beside_no_count: frozenset[str]
    no_count_behind: frozenset[str]
    tellers: frozenset[str]
    therefore: frozenset[str]
    reasons: frozenset[str]
    wanting: frozenset[str]
    joins_talk: frozenset[str]
    telling: frozenset[str]
    of_person: frozenset[tuple[str, ...]]
    of_no_order: Mapping[str, tuple[tuple[str, ...], ...]]
    considered: Mapping[str, tuple[tuple[str, ...], ...]]
    if_it_is: Mapping[str, tuple[tuple[str, ...], ...]]
    of_condition: Mapping[str, tuple[tuple[str, ...], ...]]
    vessels: frozenset[str]
    intensifiers: frozenset[str]
    lacks: Mapping[tuple[str, ...], str]
    ranks: Mapping[tuple[str, ...], str]
    participles: tuple[str, ...]
    signs: tuple[tuple[str, ...], ...]
    signs_behind: frozenset[tuple[str, ...]]
    inflections: tuple[str, ...]
    compounds: bool
    genders: tuple[str, ...]
    same_words: Mapping[str, tuple[str, ...]]
    number_words: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
    group_words: Mapping[str, tuple[str, ...]]
    allergy_endings: tuple[str, ...]
    allergy_leads: frozenset[str]
    allergy_added: frozenset[str]
    denied: frozenset[tuple[str, ...]]
    denials: DenialWords
    pairs: re.Pattern[str] | None
    reactions: re.Pattern[str]
    words_of_reactions: re.Pattern[str]
    links: frozenset[str]
    behind_sizes: tuple[str, ...]
    food: Mapping[str, str]
    script: tuple[tuple[str, str], ...]
    tells: frozenset[str]
    tells_nothing: frozenset[str]
    questions: Mapping[str, str]
    other_questions: Mapping[str, Mapping[str, str]]
    answers: Mapping[str, str]

    def other_number(self, word: str) -> str:
        """A number in digits as a word and the other way round: "12" for "twelve"; "" for another word."""
        if word.isdecimal():
            return next(iter(self.number_words.get(word, ())), "")
        found = self.trie.root.next.get(word)
        known = found.value if found else None
        return str(known.value) if known and known.value and "number" in known.kinds else ""

    def numbers_in(self, label: str) -> tuple[int, ...]:
        """The numbers in what a size is called, in words or digits: 12 and 2 of "12 pieces or two"."""
        return _numbers_in(words(label), self.code)

    def is_cue(self, word: str, *kinds: str) -> bool:
        """Whether a word is by itself a cue word of one of `kinds`."""
        known = self.trie.get((word,))
        return known is not None and not known.kinds.isdisjoint(kinds)

    def stem(self, word: str) -> str:
        """The word without its ending for number or case: "onions" → "onion"."""
        return _stem(word, self.endings, self.kept_endings)

    def bare(self, word: str) -> str:
        """The word without its possessive ending, the last one of a name: "sos" for "sosu"; "" for another word."""
        found = next(((end, instead) for end, instead in self.possessives if word.endswith(end)), None)
        return word.removesuffix(found[0]) + found[1] if found else ""

    def larger(self, word: str) -> Iterator[str]:
        """What a word is a small one of, where it is one: "piwko" → "piwo"; each as its stem too."""
        for form in dict.fromkeys((word, self.stem(word))):
            for ending, instead in self.diminutives:
                rest = form.removesuffix(ending)
                if rest != form and len(rest) >= SHORTEST_DIMINISHED:
                    yield rest + instead
                    yield self.stem(rest + instead)


class Writing(NamedTuple):
    """How a language is written: what is asked of each of them for a word of any. See `Language`."""

    endings: tuple[tuple[str, str], ...]
    kept_endings: tuple[str, ...]
    compounds: bool
    script: tuple[tuple[str, str], ...]
    tells: frozenset[str]
    clitics_before: tuple[str, ...] = ()

    def stem(self, word: str) -> str:
        """The word without its ending for number or case."""
        return _stem(word, self.endings, self.kept_endings)


def language(code: str) -> Language:
    """The language of `code`, one of `CODES`; KeyError for another."""
    return _language(code) if code in CODES else _unknown(code)


def _unknown(code: str) -> Language:
    raise KeyError(code)


@kept
def _language(code: str) -> Language:
    text = resources.files(__package__).joinpath(f"languages/{code}.toml").read_text("utf-8")
    return _read(code, tomllib.loads(text))


@kept
def writings() -> Mapping[str, Writing]:
    """How each of `available` is written, by its code; the languages need not be read for it, once it is kept."""
    return {code: _writing(language(code)) for code in available()}


def _writing(one: Language) -> Writing:
    return Writing(one.endings, one.kept_endings, one.compounds, one.script, one.tells, one.clitics_before)


def questions_in(code: str) -> Mapping[str, str]:
    """The texts of all questions, with places to fill, in the language of `code`; KeyError for one not in `CODES`.

    "zh-Hant" are those of "zh" in traditional characters.
    """
    spoken = language(code.split("-", maxsplit=1)[0])
    return spoken.other_questions.get(code, spoken.questions)


@lru_cache(maxsize=4096)
def _numbers_in(said: tuple[str, ...], code: str) -> tuple[int, ...]:
    found: list[int] = []
    at, phrases = 0, language(code).trie
    while at < len(said):
        spelled = [
            (n, word.value)
            for n in range(len(said), at, -1)
            if (word := phrases.get(said[at:n])) and "number" in word.kinds
        ]
        if said[at].isdecimal():
            found.append(int(said[at][:4]))
        elif spelled:
            found.append(spelled[0][1])
        at = spelled[0][0] if spelled else at + 1
    return tuple(found)


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


@lru_cache(maxsize=256)
def known_code(hint: str | None) -> str | None:
    """`"pt-BR"` → `"pt"`; None where the language is not one of ours."""
    code = (hint or "").replace("_", "-").split("-")[0].lower()
    return code if code in CODES else None


def asking_code(hint: str | None) -> str | None:
    """What `questions_in` takes for a hint: "zh-Hant" for Chinese in traditional characters, else as `known_code`."""
    code = known_code(hint)
    return hint if code and hint in language(code).other_questions else code


@cache
def available() -> tuple[str, ...]:
    """The codes whose data file is there."""
    folder = resources.files(__package__).joinpath("languages")
    return tuple(code for code in CODES if folder.joinpath(f"{code}.toml").is_file())


def _read(code: str, data: Mapping[str, Any]) -> Language:
    from server.parsing.text.spelling import Spelling  # noqa: PLC0415  it is large, and no start needs it

    cues = cue_phrases(data)
    endings = tuple((ending, instead) for ending, instead in data.get("plurals", []))
    kept_endings = tuple(data.get("keep", [])) or ("\x00",)

    def stem(word: str) -> str:
        return _stem(word, endings, kept_endings)

    trie: Trie[Word] = Trie()
    for phrase, word in cues.words.items():
        trie.add(phrase, word)
    return Language(
        code=code,
        trie=trie.compact(),
        spelling=Spelling(token for phrase in cues.words for token in phrase),
        structural=frozenset(
            phrase[0] for phrase, word in cues.words.items() if len(phrase) == 1 and word.kinds - CONTENT
        ),
        number_words=cues.number_words,
        endings=endings,
        kept_endings=kept_endings,
        group_words={stem(word): tuple(said) for word, said in data.get("group_words", {}).items()},
        food=data.get("food", {}),
        script=tuple((low, high) for low, high in data.get("script", ())),
        tells=frozenset(data.get("tells", "")),
        tells_nothing=frozenset(data.get("tells_nothing", ())),
        questions=data["questions"],
        other_questions=data.get("other_questions", {}),
        answers=data["answers"],
        **word_order_fields(data),
        **word_form_fields(data),
        **talk_fields(data),
        **food_fields(code, data, stem),
    )
