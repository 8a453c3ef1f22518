"""Parts of a name that stand for it: "brownie" of "Choc brownie", "fruit scone" of "Fruit scone w/ jam"."""

from collections.abc import Iterator, Sequence

from server.parsing.matching.names import PART, RARE, SHORTENED, TURNED, WITHOUT_SMALL_WORDS, Form
from server.parsing.text.foods import foods, is_for_some
from server.parsing.text.language import Language
from server.parsing.text.tokens import is_unspaced, words
from server.parsing.text.translation import kinds_of

LONGEST_NAME_IN_PARTS = 6
_VESSELS = ("serving", "unit", "counter", "measure", "class", "number")

_NAME_NOTHING = ("number", "no")
"""Kinds of small words that are no part by which a thing is called: the 빼고 of *내장 빼고* refuses whatever it stands behind."""
_NO_ALCOHOL = "0.0"


def parts(
    name: str, spoken: Language, written: Language, endings: frozenset[str], *, is_lone: bool
) -> Iterator[Form]:
    """Parts of a name that may stand for it: those with its last word, and those that only lack a common ending.

    Where a name is what it is, and which of its words are small, the language that it is `written` in decides.
    """
    units = [unit for part in name.split() if (unit := words(part))]
    stems = [tuple(map(spoken.stem, unit)) for unit in units]
    yield from _end_of_hyphenated(units, spoken, written)
    last = _last_before_what_comes_with_it(units, written)
    n = len(stems) if len(stems) <= LONGEST_NAME_IN_PARTS else last + 1
    if not 1 < n <= LONGEST_NAME_IN_PARTS:
        yield from _beginnings(stems, spoken, written)
        return
    yield from _without_links(stems[:n], spoken, written)
    core = last + 1
    while core > 1 and stems[core - 1][-1] in endings:
        core -= 1
    is_led_by_kind = _is_led_by_kind(units, written)
    within_head = [keep for keep in _kept_units(last + 1) if len(keep) == last] if last + 1 < n else []
    for keep in (*_kept_units(n), *within_head):
        part = tuple(w for i, unit in enumerate(stems) if i in keep for w in unit)
        left_out = {w for i, unit in enumerate(stems[:n]) if i not in keep for w in unit}
        shortened = (left_out <= endings or is_lone) and 0 in keep
        if _is_counted_within(units, keep, spoken) or _is_number_and_talk(part, spoken):
            yield Form(part, SHORTENED)
            continue
        is_marked = written.head_first and keep == set(range(len(keep)))
        is_marked = is_marked and _is_marked(part, spoken, is_one_word=keep == {0})
        is_known = is_marked or _tells(part, spoken) or _is_in_one(units, keep, spoken)
        if not is_known or _ends_in_number(units[max(keep)], spoken):
            continue
        if keep == {0} and is_led_by_kind:
            yield Form(part, PART)
        elif 0 in keep if written.head_first else not keep.isdisjoint({n - 1, last, core - 1}):
            yield Form(part, SHORTENED if shortened else PART)
        elif part[0] not in endings or len(part) > 1:
            yield Form(part, RARE)
    if n == 2:  # noqa: PLR2004 - "southwest chipotle" for "chipotle southwest"
        yield Form(stems[1] + stems[0], TURNED)


def _end_of_hyphenated(
    units: Sequence[tuple[str, ...]], spoken: Language, written: Language
) -> Iterator[Form]:
    """The last word of a German or Dutch name written in one with a hyphen, which is what it is: "Croissant" of *Butter-Croissant*."""
    if written.compounds and len(units) == 1 and len(units[0]) == 2:  # noqa: PLR2004
        end = (spoken.stem(units[0][1]),)
        if units[0][0].isalpha() and _tells(end, spoken):
            yield Form(end, PART)


def _without_links(stems: Sequence[tuple[str, ...]], spoken: Language, written: Language) -> Iterator[Form]:
    """The beginnings of a name without small words, for which another may be said: "tostada de aguacate"."""
    for end in range(3, len(stems)):
        part = [word for unit in stems[:end] for word in unit]
        bare = tuple(word for word in part if word not in spoken.structural)
        if written.head_first and 1 < len(bare) < len(part) and part[-1] == bare[-1] and part[0] == bare[0]:
            yield Form(bare, PART + WITHOUT_SMALL_WORDS)


def _beginnings(stems: Sequence[tuple[str, ...]], spoken: Language, written: Language) -> Iterator[Form]:
    """What a long name begins with, which is what it is: "ravioli" of *Ravioli ricotta e spinaci burro & salvia*."""
    for end in range(1, min(len(stems), LONGEST_NAME_IN_PARTS)):
        part = tuple(word for unit in stems[:end] for word in unit)
        if written.head_first and _tells(part, spoken):
            yield Form(part, PART)


def before_what_comes_with_it(name: str, spoken: Language) -> Iterator[Form]:
    """The name before what a dish comes with, whatever it ends with: "hot one" of "Hot One w/ Nduja"."""
    units = [unit for part in name.split() if (unit := words(part))]
    last = _last_before_what_comes_with_it(units, spoken)
    if last < len(units) - 1:
        yield Form(tuple(spoken.stem(word) for unit in units[: last + 1] for word in unit), SHORTENED)


def _is_led_by_kind(units: Sequence[tuple[str, ...]], spoken: Language) -> bool:
    """Whether a name begins with what it is, where most end with it: "soup of the day", not "cup of tea"."""
    said = [spoken.trie.get(unit) for unit in units[:2]]
    is_of = said[1] is not None and "of" in said[1].kinds
    return is_of and (said[0] is None or said[0].kinds.isdisjoint(_VESSELS))


def _last_before_what_comes_with_it(units: Sequence[tuple[str, ...]], spoken: Language) -> int:
    """The place of the last of two or more words before what a dish is served with: 1 of "Fruit scone w/ jam"; else of the last."""
    said = (spoken.trie.get(unit) for unit in units)
    places = [
        at
        for at, word in enumerate(said)
        if word is not None and "with" in word.kinds and sum(map(len, units[:at])) > 1
    ]
    return places[0] - 1 if places and places[0] < len(units) - 1 else len(units) - 1


def _is_counted_within(units: Sequence[tuple[str, ...]], keep: set[int], spoken: Language) -> bool:
    """Whether a part is a number within the name and all that follows: the "quatre fromages" of "pizza quatre fromages"."""
    first = min(keep)
    if not first or keep != set(range(first, len(units))) or len(keep) < 2 or is_unspaced(units[first][0][0]):  # noqa: PLR2004
        return False
    number, counted = units[first][0], units[first + 1][0]
    is_number = number.isdecimal() or bool(spoken.other_number(number))
    known = spoken.trie.get((counted,))
    return is_number and len(counted) > 2 and (known is None or known.kinds == {"class"})  # noqa: PLR2004


def _ends_in_number(unit: tuple[str, ...], spoken: Language) -> bool:
    """Whether a part of a name in a script of characters ends in a number, which counts a dish: 짬뽕 하나."""
    said = spoken.trie.get(unit) if unit and is_unspaced(unit[0][0]) else None
    return said is not None and "number" in said.kinds


def _kept_units(n: int) -> list[set[int]]:
    """Every run of words of a name of `n` words, and the whole without some in the middle: "roast beef" of "Roast topside of beef"."""
    runs = [set(range(a, b)) for a in range(n) for b in range(a + 1, n + 1) if b - a < n]
    without = [set(range(n)) - set(range(a, b)) for a in range(1, n - 1) for b in range(a + 1, n)]
    return runs + without


def _tells(part: tuple[str, ...], spoken: Language) -> bool:
    """Whether a part of a name says something: it neither begins nor ends with a small word or a number, but for "1/2" and "0.0"."""
    if part[:2] in spoken.fractions.values():
        return len(part) > 2 and _tells(part[2:], spoken)  # noqa: PLR2004
    if len(part[0]) == 1 and len(part) > 1 and all(len(w) == 1 for w in part):
        said = spoken.trie.get(part)
        is_cue = said is not None and not said.kinds.isdisjoint(_NAME_NOTHING)
        return not is_cue and not _only_counts(part, spoken)
    ends = (part[0], part[-1])
    if len(part[-1]) <= 2 or len(part[0]) < 2 or any(w[0].isdigit() and w != _NO_ALCOHOL for w in ends):  # noqa: PLR2004
        return False
    small = [w for w in ends if w in spoken.structural]
    return not small or (len(part) > 1 and len(small) == 1 and _is_talk(small[0], spoken))


def _is_in_one(units: Sequence[tuple[str, ...]], keep: set[int], spoken: Language) -> bool:
    """Whether a part is written as one word and ends with a small one: the "bone in" of *Bone-in wings*."""
    unit = units[min(keep)]
    return len(keep) == 1 < len(unit) and unit[0].isalpha() and unit[0] not in spoken.structural


def _is_number_and_talk(part: tuple[str, ...], spoken: Language) -> bool:
    """Whether a part is a number and a small word that is talk, which counts nothing: the "7up" of *7UP Free 330ml*."""
    return len(part) == 2 and part[0].isdecimal() and _is_talk(part[1], spoken)  # noqa: PLR2004


def _is_marked(part: tuple[str, ...], spoken: Language, *, is_one_word: bool) -> bool:
    """Whether the beginning of a name ends with all or none: "x-tudo" of *X-Tudo da Casa*, "guaraná zero" of *Guaraná Zero Lata*."""
    begins = len(part) > 1 and (is_one_word or part[0] not in spoken.structural)
    said = spoken.trie.get(part[-1:]) if begins else None
    if said is None or part[-1].isdecimal():
        return False
    return "everything" in said.kinds or ("number" in said.kinds and not said.value)


def _only_counts(part: tuple[str, ...], spoken: Language) -> bool:
    """Whether a part of a name is a number and its measure word, as diners count with: the 2개 of *오징어튀김 (2개)*."""
    if not (is_unspaced(part[-1][0]) and part[0].isdecimal()):
        return False
    behind = spoken.trie.get(part[1:])
    return behind is not None and "counter" in behind.kinds


def _is_talk(word: str, spoken: Language) -> bool:
    """Whether a small word is nothing but talk, so that it may be part of a name: the "yum" of "tom yum"."""
    said = spoken.trie.get((word,))
    return said is not None and said.kinds == {"filler"}


def talk_without_ending(name: str, spoken: Language) -> Iterator[Form]:
    """The words of a name that are talk only without their ending, as they are: the "hells" of *Hells lager*, beside "hell"."""
    said = words(name)
    for word in said if len(said) > 1 else ():
        stem = spoken.stem(word)
        if stem != word and word not in spoken.structural and _is_talk(stem, spoken):
            yield Form((word,), RARE)


def kinds_for_all(phrase: tuple[str, ...], spoken: Language) -> Iterator[tuple[str, ...]]:
    """The foods that a compound ends with, but for what is for children: a "Schnitzel" is no *Kinderschnitzel*."""
    is_for_children = spoken.compounds and any(map(is_for_some, foods(spoken.code).things_in(phrase)))
    return iter(()) if is_for_children else kinds_of(phrase, spoken)
