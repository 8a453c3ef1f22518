"""How guests say a name of a menu otherwise than it is written: with another small word, refused another way, by its group."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from server.parsing.matching.written_names import SIGN_ABROAD, is_piece
from server.parsing.text.language import Language, language
from server.parsing.text.tokens import PERCENT, is_unspaced, words
from server.parsing.text.translation import is_thing

Phrase = tuple[str, ...]

SMALL_WORD = 0.15
"""How far "yoghurt with granola" is from "yoghurt and granola", and "without ice" from "no ice"."""
WITH_GROUP = 0.1
"""How far "medium spicy" is from the option "medium" of a group for spice."""

WITHOUT_HEAD = 1.0
"""How far "without lactose" is from "milk without lactose"."""
LEAST_OF_MEASURE = 20
LEAST_MEASURE = 100
"""A number from which a size is told by it behind "of" ("una de 50"), and one from which it is no count of pieces."""
LONGEST_CUE = 3
SHORTEST_SENTENCE = 3
"""Words of a group's name that may be a sentence, at least."""
_SAME_EFFECT = {"no": ("no", "remove")}
SIGNS = ("and", "plus")
"""How "&" and "+" are read in every language."""
_TENS = range(20, 100, 10)


class Cue(NamedTuple):
    """Small words that do the same: all that refuse, or ask for one amount."""

    kind: str
    amount: str


class Called(NamedTuple):
    """What goes by a name: dishes, sizes, options of these groups, which dishes have whose names end with these words."""

    is_dish: bool
    is_size: bool
    is_option: bool
    groups: frozenset[str]
    heads: frozenset[str] = frozenset()


class Others(NamedTuple):
    """The names of all dishes and of all options of the menu, in words, and of the groups that name a part of a dish."""

    dishes: frozenset[Phrase]
    options: frozenset[Phrase]
    within_dishes: frozenset[str] = frozenset()


def within_dishes(groups: Iterable[str], names: Iterable[str], spoken: Language) -> frozenset[str]:
    """The groups whose name stands in that of a dish, so that it would be taken for the dish's: "Scone", "Pie"."""
    said = [tuple(map(spoken.stem, words(name))) for name in names]
    stems = frozenset(stem for name in said for stem in name)
    in_one = " ".join("".join(name) for name in said)
    return frozenset(
        group.casefold()
        for group in groups
        if any(spoken.stem(word) in stems and not is_unspaced(word[0]) for word in words(group))
        or (words(group) and "".join(words(group)) in in_one)
    )


def otherwise(name: str, called: Called, others: Others, spoken: Language) -> Iterator[tuple[Phrase, float]]:
    """The name in the other ways of saying it, each with how far it is from the name."""
    phrase = words(name)
    if not phrase:
        return
    yield from _with_number_spelled(phrase, spoken)
    yield from _with_sign_spoken(phrase, spoken)
    yield from _with_sign_abroad(phrase, spoken) if called.is_dish else ()
    yield from _with_link(phrase, spoken)
    if called.is_dish:
        yield from _without_article(phrase, spoken)
        yield from _of_dish(phrase, others.dishes, spoken)
        yield from _of_half(phrase, spoken)
    if called.is_size:
        yield from _of_size(phrase, spoken)
    if called.is_option:
        yield from _of_option(phrase, others, called, spoken)


def _without_article(phrase: Phrase, spoken: Language) -> Iterator[tuple[Phrase, float]]:
    """Give "all nighter" for "the all-nighter", of which one word is small; what is small alone names nothing."""
    is_led = len(phrase) > 1 and not {"article", "that"}.isdisjoint(_kinds(phrase[0], spoken))
    if is_led and any(word not in spoken.structural for word in phrase[1:]):
        yield phrase[1:], SMALL_WORD


def _of_dish(phrase: Phrase, names: frozenset[Phrase], spoken: Language) -> Iterator[tuple[Phrase, float]]:
    """Give "yoghurt with granola" for "yoghurt and granola", unless what stands before "and" is a dish by itself."""
    for at in range(1, len(phrase) - 1):
        kinds = _kinds(phrase[at], spoken)
        if kinds.isdisjoint(("and", "with")) or phrase[:at] in names:
            continue
        for other in (*_alike(Cue("with", ""), spoken.code), *_alike(Cue("and", ""), spoken.code)):
            if len(other) == 1 and other != phrase[at : at + 1]:
                yield (*phrase[:at], *other, *phrase[at + 1 :]), SMALL_WORD


def _of_half(phrase: Phrase, spoken: Language) -> Iterator[tuple[Phrase, float]]:
    """Give "half a chicken" for "1/2 chicken" and for "half chicken"."""
    parts = {word: parts for word, parts in spoken.fractions.items() if phrase[: len(parts)] == parts}
    said = parts or {word: (word,) for word in phrase[:1] if word in spoken.fractions}
    for word, begin in said.items():
        for article in _alike(Cue("article", ""), spoken.code) if len(phrase) > len(begin) else ():
            if len(article) == 1:
                yield (word, *article, *map(spoken.stem, phrase[len(begin) :])), SMALL_WORD


def _of_option(
    phrase: Phrase, others: Others, called: Called, spoken: Language
) -> Iterator[tuple[Phrase, float]]:
    """Give "without ice" for "no ice", "0 sugar" for "0% sugar", "easy on the ice" for "less ice", "medium spicy" for "medium", "25%" for "25% sugar".

    Where another option is called "with syrup", "syrup" is called so too.

    What there is an option for by itself ("mayo" beside "light mayo") is refused or wanted less as such.
    """
    cue, rest = _opening(phrase, spoken)
    if cue is not None and rest and not rest[0].isdecimal() and rest not in others.options:
        for other in _alike(cue, spoken.code):
            yield (*other, *rest), SMALL_WORD
            yield (*other, *map(spoken.stem, rest)), SMALL_WORD
    if phrase[1:] and "with" in _kinds(phrase[0], spoken) and phrase[1:] not in others.dishes:
        yield phrase[1:], SMALL_WORD
    for small in _alike(Cue("with", ""), spoken.code):
        if (*small, *phrase) in others.options:
            yield (*small, *phrase), SMALL_WORD
    yield from (
        (tail, WITHOUT_HEAD) for tail in _refusing_tail(phrase, spoken) if tail[1:] not in others.options
    )
    yield from ((part, WITHOUT_HEAD) for part in _percentage(phrase))
    yield from _with_group(phrase, others, called, spoken)


def _with_group(
    phrase: Phrase, others: Others, called: Called, spoken: Language
) -> Iterator[tuple[Phrase, float]]:
    """An option with the word of its group behind or before it, or with what the group asks about."""
    for group in sorted(called.groups):
        for said in _said_of_group(group, spoken):
            if said not in phrase:
                yield (*phrase, said), WITH_GROUP
        for asked in _asked_of(words(group), spoken):
            forms = ((asked,), (*phrase, asked))
            is_another = any(form in others.options for form in forms) or forms[1] in others.dishes
            if not is_another and spoken.stem(asked) not in called.heads:
                yield (*map(spoken.stem, phrase), spoken.stem(asked)), WITH_GROUP
        if group.casefold() not in others.within_dishes:
            yield from ((said, WITH_GROUP) for said in _beside_group(phrase, words(group), spoken))


def _refusing_tail(phrase: Phrase, spoken: Language) -> Iterator[Phrase]:
    """What an option lacks, by which it is told: "sin lactosa" of "leche sin lactosa"; no refusal alone, as 빼고 is."""
    tails = (phrase[at:] for at in range(1, len(phrase) - 1) if "no" in _kinds(phrase[at], spoken))
    yield from (tail for tail in tails if "no" not in _kinds_of(tail, spoken))


def _percentage(phrase: Phrase) -> Iterator[Phrase]:
    """The "25%" of "25% sugar"."""
    if phrase[0].isdecimal() and phrase[1:2] == (PERCENT,) and phrase[2:]:
        yield phrase[:2]


def _is_small(group: Phrase, spoken: Language) -> bool:
    """Whether the name of a group is, or has, a small word of the language: "Extras", "Con"."""
    if is_unspaced(group[0][0]):
        return spoken.trie.get(group) is not None
    return any(_kinds(word, spoken) for word in group)


def _asked_of(group: Phrase, spoken: Language) -> Iterator[str]:
    """What a group asks about that is called by a sentence: "eggs" of "How would you like your eggs?"."""
    if len(group) >= SHORTEST_SENTENCE and not is_unspaced(group[0][0]) and _is_small(group[:-1], spoken):
        yield from (word for word in group[-1:] if not _kinds(word, spoken))


def _beside_group(phrase: Phrase, group: Phrase, spoken: Language) -> Iterator[Phrase]:
    """An option with the name of its group: "salsa brava", ライスは400g, "Kräutersoße" of "Kräuter"; by its first part, too."""
    if not group or _is_small(group, spoken) or set(group) & set(phrase):
        return
    links = [at for at in range(1, len(group)) if group[at] in spoken.links and is_unspaced(group[0][0])]
    for named in (group, *(group[:at] for at in links[:1] if not _is_small(group[:at], spoken))):
        yield from ((*named, *phrase), (*phrase, *named))
        yield from ((*named, *topic, *phrase) for topic in _alike(Cue("topic", ""), spoken.code))
    if spoken.compounds and len(group) == len(phrase) == 1:
        yield from ((one + group[0],) for one in dict.fromkeys((*phrase, spoken.stem(phrase[0]))))


def _of_size(phrase: Phrase, spoken: Language) -> Iterator[tuple[Phrase, float]]:
    """Give "half a bottle" and "half bottle of" for "half bottle", "a scoop" and "a scoop of" for "one scoop", "6 pack of" for "6 pack".

    What is measured in hundreds, parts or pieces is told by its number ("de 500" for "500 ml", "0.5", "de 6" for "6 uds."), a large cup by "large" where no spaces
    part the two (大的 for 大杯).
    """
    articles = _alike(Cue("article", ""), spoken.code)
    if len(phrase) < 2:  # noqa: PLR2004
        return
    is_large = phrase[0].isdecimal() and int(phrase[0]) >= LEAST_MEASURE
    if len(phrase) == 2 and (is_large or _is_fraction(phrase[0])):  # noqa: PLR2004
        yield phrase[:1], SMALL_WORD
    is_told = phrase[0].isdecimal() and (int(phrase[0]) >= LEAST_OF_MEASURE or is_piece(phrase[-1]))
    if len(phrase) == 2 and is_told:  # noqa: PLR2004
        yield from (
            ((*of, phrase[0]), SMALL_WORD) for of in _alike(Cue("of", ""), spoken.code) if len(of) == 1
        )
    if is_unspaced(phrase[0][0]) and not _kinds(phrase[-1], spoken).isdisjoint(
        ("serving", "counter", "unit")
    ):
        yield phrase[:-1], SMALL_WORD
        yield from (((*phrase[:-1], said), SMALL_WORD) for said in spoken.behind_sizes)
    said: list[Phrase] = []
    if "half" in _kinds(phrase[0], spoken):
        said = [phrase, *((phrase[0], *article, *phrase[1:]) for article in articles)]
    elif _value(phrase[0], spoken) == 1 or phrase[0] == "1":
        said = [phrase, *((*article, *phrase[1:]) for article in articles)]
    elif phrase[0].isdecimal() and not _kinds(phrase[-1], spoken).isdisjoint(("serving", "unit")):
        yield from (((*phrase, *of), SMALL_WORD) for of in _alike(Cue("of", ""), spoken.code) if len(of) == 1)
    for form in said:
        yield form, SMALL_WORD
        yield from (((*form, *of), SMALL_WORD) for of in _alike(Cue("of", ""), spoken.code) if len(of) == 1)


def _is_fraction(word: str) -> bool:
    """Whether a word is a number with a point in it, which counts nothing: "0.5" of "0.5 l"."""
    whole, point, rest = word.partition(".")
    return bool(point) and whole.isdecimal() and rest.isdecimal()


def _with_number_spelled(phrase: Phrase, spoken: Language) -> Iterator[tuple[Phrase, float]]:
    """Give "chicken sixty five" for "chicken 65"."""
    for at, word in enumerate(phrase):
        value = int(word) if word.isdecimal() and len(word) == 2 else 0  # noqa: PLR2004 - two digits are said as two words
        tens, ones = value - value % 10, value % 10
        if len(phrase) > 1 and tens in _TENS and ones:
            spelled = [spoken.other_number(str(n)) for n in (tens, ones)]
            if all(spelled):
                yield (*phrase[:at], *spelled, *phrase[at + 1 :]), SMALL_WORD


def _with_sign_spoken(phrase: Phrase, spoken: Language) -> Iterator[tuple[Phrase, float]]:
    """Give "tonno e cipolla" for "tonno & cipolla" and for "tonno + cipolla"."""
    signs = [at for at, word in enumerate(phrase) if at and word in SIGNS and not _kinds(word, spoken)]
    for said in _alike(Cue("and", ""), spoken.code) if signs else ():
        if len(said) == 1:
            yield tuple(said[0] if at in signs else word for at, word in enumerate(phrase)), SMALL_WORD


def _with_sign_abroad(phrase: Phrase, spoken: Language) -> Iterator[tuple[Phrase, float]]:
    """Give "prosciutto e funghi" for "prosciutto & funghi" on a menu in English, where "e" is no word."""
    signs = [at for at, word in enumerate(phrase) if 0 < at < len(phrase) - 1 and word in SIGNS]
    for said in SIGN_ABROAD if signs else ():
        if not _kinds(said, spoken):
            yield tuple(said if at in signs else word for at, word in enumerate(phrase)), SMALL_WORD


def _with_link(phrase: Phrase, spoken: Language) -> Iterator[tuple[Phrase, float]]:
    """Give 焼き鳥の盛り合わせ for 焼き鳥盛り合わせ, and ミニカレーのセット for ミニカレーセット: before what the thing is."""
    if not spoken.links or not all(is_unspaced(word[0]) for word in phrase):
        return
    for at in range(1, len(phrase) - 1):
        is_head = is_thing(phrase[at:], spoken.code) or "meal_behind" in _kinds_of(phrase[at:], spoken)
        if is_head and phrase[at - 1] not in spoken.links:
            yield from (((*phrase[:at], link, *phrase[at:]), SMALL_WORD) for link in spoken.links)


def _kinds_of(phrase: Phrase, spoken: Language) -> frozenset[str]:
    word = spoken.trie.get(phrase)
    return word.kinds if word is not None else frozenset()


def _opening(phrase: Phrase, spoken: Language) -> tuple[Cue | None, Phrase]:
    """The refusal or amount with which an option's name begins, and what is refused or wanted.

    In a script without blanks the "no" of a correction refuses too, within a name: 不辣.
    """
    if phrase[0] == "0" or _value(phrase[0], spoken) == 0:
        return Cue("no", ""), phrase[2:] if phrase[1:2] == (PERCENT,) else phrase[1:]
    word = spoken.trie.get(phrase[:1])
    if word is None:
        return None, ()
    refuses = "correction" in word.kinds and is_unspaced(phrase[0][0])
    if "no" in word.kinds or refuses:
        return Cue("no", ""), phrase[1:]
    if "amount" in word.kinds and word.amount and "doubling" not in word.kinds:
        return Cue("amount", word.amount), phrase[1:]
    return None, ()


def _value(text: str, spoken: Language) -> int:
    word = spoken.trie.get((text,))
    return word.value if word is not None and "number" in word.kinds else -1


def _kinds(text: str, spoken: Language) -> frozenset[str]:
    word = spoken.trie.get((text,))
    return word.kinds if word is not None else frozenset()


def single_words(kind: str, code: str) -> list[str]:
    """The single words of a language that are of a kind, as "with" and "and" are."""
    return [phrase[0] for phrase in _alike(Cue(kind, ""), code) if len(phrase) == 1]


@cache
def _alike(cue: Cue, code: str) -> tuple[Phrase, ...]:
    """The phrases of a language that do what the cue does, none longer than `LONGEST_CUE`."""
    spoken = language(code)
    found = [
        phrase
        for phrase, word in spoken.trie.items(LONGEST_CUE)
        if not word.kinds.isdisjoint(_SAME_EFFECT.get(cue.kind, (cue.kind,)))
        and word.amount == (cue.amount or word.amount)
        and "doubling" not in word.kinds
        and (cue.kind == "article" or "article" not in _kinds(phrase[0], spoken))
    ]
    if cue.kind == "no":
        found += [
            ("0",),
            *((text,) for (text, *more), word in spoken.trie.items(1) if not more and _is_zero(word)),
        ]
    return tuple(found)


def _is_zero(word: object) -> bool:
    return getattr(word, "value", 1) == 0 and "number" in getattr(word, "kinds", ())


def _said_of_group(group: str, spoken: Language) -> list[str]:
    """The words that stand behind an option of a group: "spicy" behind those of "Spice level", "bread" of "Bread"."""
    named = [spoken.stem(word) for word in words(group)]
    return [other for word in named for other in spoken.group_words.get(word, ())]
