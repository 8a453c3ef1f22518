"""In what ways the name of a dish, a size or an option is said: whole, by a part, by another word for the same food."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from server.parsing.matching.cut_names import COMMON_ENDING, SHORTEST_HEAD, before_brackets, is_in_one
from server.parsing.matching.name_parts import (
    before_what_comes_with_it,
    kinds_for_all,
    parts,
    talk_without_ending,
)
from server.parsing.matching.names import (
    ALIAS,
    FOLDED,
    IN_LATIN,
    PART,
    RARE,
    SHORTENED,
    SYNONYM,
    WITHOUT_SMALL_WORDS,
    Form,
    Named,
)
from server.parsing.matching.said_otherwise import Called, Others, otherwise
from server.parsing.matching.written_names import without_measure
from server.parsing.text.language import Language, language
from server.parsing.text.tokens import PERCENT, is_unspaced, words
from server.parsing.text.translation import OTHER_KANA, other_kana, translations
from server.parsing.text.transliteration import in_latin

_NUMBERED = re.compile(r"[^\W\d]+(?: \W| no\.?| nr\.?)? ?\d{1,2}", re.IGNORECASE)
"""A name of one word and its number: "Combo #3", "Menu 2"."""
_ZEROS = ("0.0", "0")
_FRACTIONS = {"50": "1/2", "25": "1/4"}
"""What percentages are called by where they tell a share."""
INFLECTED = 0.1
"""How far "piccola" is from the size "piccolo"."""
ONE = ("1",)
"""What is left of "1 portion" without its small words: it counts a dish, and names no size."""
SHORTEST_STEM = 3
PLURAL = ("s", "")
"""The ending that makes several of one by an "s" alone."""
LONGEST_INFLECTED = 3
"""Words of a size or an option of which the last is said in other genders, at most: "poco hecha"."""
"""Letters that an adjective has at least before its ending."""


def common_endings(names: Mapping[str, Named], spoken: Language) -> frozenset[str]:
    """Words that so many names of the menu end in that leaving one out only shortens a name: "syrup"."""
    count: dict[str, set[str]] = {}
    for name, named in names.items():
        phrase = words(name)
        if named.categories:
            for word in phrase:
                count.setdefault(spoken.stem(word), set()).update(str(i) for i in range(COMMON_ENDING))
        elif len(phrase) > 1:
            count.setdefault(spoken.stem(phrase[-1]), set()).update(named.things)
    return frozenset(word for word, by in count.items() if len(by) >= COMMON_ENDING)


def lone_heads(names: Mapping[str, Named], spoken: Language, written: Language) -> frozenset[str]:
    """First words that tell a dish by themselves, where names begin with what they are: "sopa", where one name has the word."""
    if not written.head_first:
        return frozenset()
    count: dict[str, set[str]] = {}
    first: set[str] = set()
    for name, named in names.items():
        stems = [spoken.stem(word) for word in words(name)]
        for stem in stems:
            many = map(str, range(COMMON_ENDING)) if named.categories or not named.items else named.things
            count.setdefault(stem, set()).update(many)
        if named.items and named.is_own and len(stems) > 1:
            first.add(stems[0])
    return frozenset(stem for stem in first if len(count[stem]) == 1)


def heads_of_names(names: Mapping[str, Named]) -> dict[str, str]:
    """Names in one word without what so many others end in too: ビーフ of ビーフカレー; none that names something else.

    Other names that begin so may be meant as well: ビーフシチュー.
    """
    in_one = {name: named for name, named in names.items() if named.items and is_in_one(name)}
    count: dict[str, set[str]] = {}
    ends_in: dict[str, set[int]] = {}
    for name, named in in_one.items():
        for begin in range(SHORTEST_HEAD, len(name)):
            count.setdefault(name[begin:], set()).update(named.things)
            ends_in.setdefault(name[begin:], set()).update(named.items)
    found = {}
    for name, named in in_one.items():
        ends = (i for i in range(SHORTEST_HEAD, len(name)) if len(count[name[i:]]) >= COMMON_ENDING)
        head = name[: next(ends, 0)]
        ending = name[len(head) :]
        if head and named.is_own and (head not in names or _chooses_kind(names[head], ends_in[ending])):
            found[name] = head
    heads = set(found.values())
    for name, named in in_one.items():
        begins = (name[:end] for end in range(SHORTEST_HEAD, len(name)))
        begun = next((begin for begin in begins if begin in heads), "")
        if begun and named.is_own and name not in found:
            found[name] = begun
    return found


def _chooses_kind(head: Named, alike: set[int]) -> bool:
    """Whether only what must be chosen of dishes that end alike is called so: the 후라이드 of *반반치킨* beside *후라이드치킨*."""
    if head.items or head.variants or head.categories:
        return False
    return all(
        item in alike and group.min_select
        for item, found in head.modifiers.items()
        for _modifier, group, _far in found
    )


def forms(
    name: str,
    named: Named,
    spoken: Language,
    written: Language,
    endings: frozenset[str],
    head: str = "",
    lone: frozenset[str] = frozenset(),
    cuts: Sequence[str] = (),
) -> Iterator[Form]:
    """The name as it is said in a language: whole, without endings and small words, with other words for its food, by its parts."""
    phrase = words(name)
    if not phrase:
        return
    yield Form(phrase, 0.0)
    stemmed = tuple(map(spoken.stem, phrase))
    yield Form(stemmed, FOLDED)
    full = tuple(
        spoken.stem(w)
        for i, w in enumerate(phrase)
        if w not in spoken.structural or (i == 0 and is_unspaced(w[0]))
    )
    if full == ONE and _is_counter(phrase[1:], spoken):
        full = ()
    is_size = bool(named.variants) and not _is_larger(phrase, spoken)
    if full and full != stemmed and (len(full) > 1 or is_size or _is_led_by_article(phrase, spoken)):
        yield Form(full, WITHOUT_SMALL_WORDS)
    yield from _with_other_words(phrase, spoken)
    yield from _several_of(phrase, spoken) if named.items else ()
    yield from _of_numbered(name, phrase, spoken) if named.items else ()
    if named.variants or named.modifiers:
        yield from _of_choice(phrase, stemmed, named, spoken)
    is_foreign = spoken.head_final and bool(spoken.script) and name.isascii()
    if (named.items or named.modifiers) and not is_foreign:
        is_lone = bool(named.items) and spoken.stem(phrase[0]) in lone
        yield from _other_heads(stemmed, spoken) if named.items and not written.head_first else ()
        yield from before_what_comes_with_it(name, spoken)
        yield from talk_without_ending(name, spoken)
        own_endings = endings if named.is_own else frozenset()
        for part in parts(name, spoken, written, own_endings, is_lone=is_lone):
            yield from _part_and_other_words(part, spoken) if written.article_prefix else (part,)
    if head:
        yield Form(words(head), SHORTENED)
    yield from _cut(cuts)
    for kind in kinds_for_all(before_brackets(name), spoken) if named.items else ():
        yield Form(kind, PART)
        if len(phrase) == 2 and not is_unspaced(phrase[0][0]):  # noqa: PLR2004 - "rode wijn" for "huiswijn rood"
            yield Form((spoken.stem(kind[1]), spoken.stem(kind[0])), PART)


def _cut(cuts: Sequence[str]) -> Iterator[Form]:
    """Parts of a name in one word, and in other kana: 醤油ラーメン of *琥珀醤油らーめん*."""
    for part in map(words, cuts):
        yield Form(part, PART)
        if (kana := other_kana(part)) != part:
            yield Form(kana, PART + OTHER_KANA)


def _several_of(phrase: tuple[str, ...], spoken: Language) -> Iterator[Form]:
    """A name that ends in a word too short to lose an ending, as several of it are called: "banh mis", "g & ts"."""
    last = phrase[-1]
    is_short = len(phrase) > 1 and len(last) <= SHORTEST_STEM and last.isalpha() and not last.endswith("s")
    if is_short and PLURAL in spoken.endings:
        yield Form((*phrase[:-1], f"{last}s"), FOLDED)


def _part_and_other_words(part: Form, spoken: Language) -> Iterator[Form]:
    """A part of an Arabic name, and with another word for one of its foods: "رز بالشعرية" of *طبق أرز بالشعرية*.

    A word within a name is farther than the first one of another: كباب is *كباب ضاني*, not *مشكل كباب*.
    """
    yield Form(part.phrase, part.distance + (FOLDED if part.distance >= RARE else 0.0))
    yield from (Form(said, part.distance + SYNONYM) for said in _synonyms(part.phrase, spoken))


def _other_heads(stemmed: tuple[str, ...], spoken: Language) -> Iterator[Form]:
    """Other words for the last word of a name, which tells what it is: "shake" for a "hand-spun milkshake"."""
    if len(stemmed) > 1 and not (spoken.head_first or is_unspaced(stemmed[-1][0])):
        yield from (Form(said, PART + SYNONYM) for said in spoken.synonyms.get(stemmed[-1:], ()))


def _is_counter(phrase: tuple[str, ...], spoken: Language) -> bool:
    said = spoken.trie.get(phrase)
    return said is not None and "counter" in said.kinds


def _is_led_by_article(phrase: tuple[str, ...], spoken: Language) -> bool:
    """Whether a name is an article and one word, which names the thing by itself: "The OG"."""
    said = spoken.trie.get(phrase[:1])
    return len(phrase) == 2 and said is not None and not said.kinds.isdisjoint(("article", "that"))  # noqa: PLR2004


def _with_other_words(phrase: tuple[str, ...], spoken: Language) -> Iterator[Form]:
    """The name with its last word without an ending, or with another word for one of its foods."""
    if (bare := spoken.bare(phrase[-1])) and len(phrase) > 1:
        yield Form((*phrase[:-1], bare), INFLECTED)
    for said in chain(
        _synonyms(phrase, spoken), *(_synonyms(form, spoken) for form in _zero_first(phrase, spoken))
    ):
        yield Form(said, SYNONYM)
        yield Form(tuple(map(spoken.stem, said)), SYNONYM + FOLDED)


def _zero_first(phrase: tuple[str, ...], spoken: Language) -> Iterator[tuple[str, ...]]:
    """A name that ends in how little there is in it, with that before: "0.0 Heineken", of which "alcohol free" is another word."""
    at = next(
        (at for at, w in enumerate(phrase) if at and (w in _ZEROS or tells_no_alcohol((w,), spoken))), 0
    )
    if at and all(word == PERCENT for word in phrase[at + 1 :]):
        yield (*phrase[at:], *phrase[:at])


def _of_numbered(name: str, phrase: tuple[str, ...], spoken: Language) -> Iterator[Form]:
    """A name that ends in its number with another sign before it, and by sign and number alone: "menu number 2", "number 2"."""
    if not _NUMBERED.fullmatch(name):
        return
    number = phrase[-1:]
    head = next((phrase[: -1 - len(s)] for s in spoken.signs if phrase[-1 - len(s) : -1] == s), phrase[:-1])
    if head:
        yield from (Form((*head, *sign, *number), ALIAS) for sign in spoken.signs)
        yield from (Form((*sign, *number), SHORTENED) for sign in spoken.signs)


def _of_choice(
    phrase: tuple[str, ...], stemmed: tuple[str, ...], named: Named, spoken: Language
) -> Iterator[Form]:
    """A size or an option in other genders; a size by its measure or by the word that tells it."""
    if len(phrase) == 1:
        yield from (Form((said,), INFLECTED) for said in _inflected(phrase[0], spoken))
    elif len(phrase) <= LONGEST_INFLECTED:
        yield from (Form((*phrase[:-1], said), INFLECTED) for said in _inflected(phrase[-1], spoken))
    yield from _of_percentage(phrase, spoken)
    if not named.variants or len(phrase) == 1:
        return
    if phrase[:2] in spoken.fractions.values():
        yield Form(phrase[:2], SHORTENED)
    if is_one_measure(phrase, spoken):
        yield Form(phrase[1:], SHORTENED)
    for word in _telling_words(stemmed, spoken):
        distance = SHORTENED if _is_half(word, spoken) else PART
        yield Form((word,), distance)
        yield from (Form((said,), distance) for said in _inflected(phrase[stemmed.index(word)], spoken))


def _of_percentage(phrase: tuple[str, ...], spoken: Language) -> Iterator[Form]:
    """A percentage of something as a fraction: "half sugar" for "50% sugar"."""
    parts = words(_FRACTIONS.get(phrase[0], "")) if phrase[1:2] == (PERCENT,) and phrase[2:] else ()
    yield from (Form((said, *phrase[2:]), ALIAS) for said, of in spoken.fractions.items() if of == parts)


def otherwise_said(
    name: str, named: Named, others: Others, spoken: Language, dishes: Mapping[int, str]
) -> Iterator[Form]:
    """The name with another small word, behind a measure or its group; `dishes` are the names of all by their ids."""
    groups = frozenset(group.name for its in named.modifiers.values() for _m, group, _far in its)
    ends = (words(without_measure(dishes.get(item_id, "")))[-1:] for item_id in named.modifiers)
    heads = frozenset(spoken.stem(word) for end in ends for word in end)
    called = Called(bool(named.items), bool(named.variants), bool(named.modifiers), groups, heads)
    return (Form(said, distance) for said, distance in otherwise(name, called, others, spoken))


def _inflected(word: str, spoken: Language) -> Iterator[str]:
    """A size or an option in the other genders and numbers of its adjective: "piccola", "piccoli" for "piccolo"."""
    if word in spoken.same_words:
        yield from spoken.same_words[word]
        return
    ending = next((e for e in spoken.genders if word.endswith(e)), None)
    stem = word[: len(word) - len(ending)] if ending is not None else ""
    if len(stem) >= SHORTEST_STEM and stem.isalpha():
        yield from (stem + other for other in spoken.genders if other != ending)


def is_one_measure(size: tuple[str, ...], spoken: Language) -> bool:
    """Whether a size is called one of a measure, of which several may be had: 一杯, of which two are 两杯."""
    first, behind = spoken.trie.get(size[:1]), spoken.trie.get(size[1:])
    is_one = first is not None and "number" in first.kinds and first.value == 1
    return is_one and behind is not None and "counter" in behind.kinds


def _is_larger(size: tuple[str, ...], spoken: Language) -> bool:
    """Whether a size is called by another one and "extra": "extra large" is never "large"."""
    said = (spoken.trie.get((word,)) for word in size)
    return any(word is not None and word.amount == "extra" for word in said)


def _telling_words(size: tuple[str, ...], spoken: Language) -> list[str]:
    """The words of a size's name that tell it by themselves: "party" of "party size"; none of "extra large"."""
    if _is_larger(size, spoken):
        return []
    small = _stems_of_small_words(spoken.code)
    words_of_size = [
        w
        for w in size
        if len(w) > 3 and (w not in small or _is_half(w, spoken))  # noqa: PLR2004  (a shorter word tells nothing)
    ]
    general = {w for w in words_of_size if (word := spoken.trie.get((w,))) and "class" in word.kinds}
    return [w for w in words_of_size if w not in general] or [w for w in words_of_size if w != size[-1]]


@cache
def _stems_of_small_words(code: str) -> frozenset[str]:
    """The small words of a language, as they are and without their endings."""
    spoken = language(code)
    return spoken.structural | frozenset(map(spoken.stem, spoken.structural))


def _is_half(word: str, spoken: Language) -> bool:
    """Whether a word is "half", which tells a half pint, a half bottle or a half portion by itself."""
    said = spoken.trie.get((word,))
    return said is not None and "half" in said.kinds


def foreign_forms(name: str, written: Language, spoken: Language) -> Iterator[Form]:
    """The name in other kana, in Latin letters, and by another word of its own language."""
    phrase = words(name)
    if (kana := other_kana(phrase)) != phrase:
        yield Form(kana, OTHER_KANA)
    for typed in in_latin(name):
        yield Form(typed, IN_LATIN)
    if written.code != spoken.code:
        yield Form(tuple(map(written.stem, phrase)), FOLDED)
    elif spoken.head_final:
        for said, distance in translations(phrase, written, spoken):
            if not _is_within("".join(said), "".join(phrase)):
                yield Form(said, distance)
                yield Form(tuple(map(spoken.stem, said)), distance + FOLDED)


def _is_within(one: str, other: str) -> bool:
    """Whether one of two words is a part of the other: "버거" of "햄버거", which may be another dish."""
    return one in other or other in one


def tells_no_alcohol(phrase: tuple[str, ...], spoken: Language) -> bool:
    """Whether words only tell that there is no alcohol in a drink: "alkoholfrei", "0.0"."""
    stemmed = tuple(map(spoken.stem, phrase))
    return ("0.0",) in (stemmed, *spoken.synonyms.get(stemmed, ()))


def _synonyms(phrase: tuple[str, ...], spoken: Language) -> Iterator[tuple[str, ...]]:
    """The name with one of its words said another way: "diet coke" for "diet cola"."""
    for first in range(len(phrase)):
        for after in range(first + 1, len(phrase) + 1):
            part = tuple(map(spoken.stem, phrase[first:after]))
            for other in spoken.synonyms.get(part, ()):
                yield (*phrase[:first], *other, *phrase[after:])
