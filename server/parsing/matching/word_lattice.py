"""The word lattice of a text: at each place the words that may be read there, and what each reading costs.

A word may be read without its ending, in full where it is written short, as one of the menu that it is a slip of or
sounds like, or together with the next word.
"""

import re
from collections.abc import Iterator, Sequence

from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import PART
from server.parsing.matching.word_readings import MAX_REMEMBERED, Reading, WordReadings
from server.parsing.matching.written_names import LONGEST_ABBREVIATION, abbreviated
from server.parsing.text.foods import foods
from server.parsing.text.language import Language
from server.parsing.text.spelling import LONGEST
from server.parsing.text.tokens import Token, is_unspaced
from server.parsing.text.translation import eaters, is_other_food

SPELLED_AS_STEM = 0.05
ABBREVIATED = 0.1
DIMINISHED = 0.1
RUN_TOGETHER = 0.3
MISSPELT = 0.5
SHORTENED_WORD = 0.6
BY_EAR = 0.7
"""Costs of reading a word as another one."""

SHORTEST_APART, SHORTEST_BESIDE = 3, 2
"""Letters of either of two words that are written as one, at least, and where they stand side by side in a name."""
MAX_UNKNOWN = 40
"""Unknown words of one text whose spelling is looked at."""

END = Token("", 0, 0, ".")
"""Stands behind the last word."""
_LINKS = ("with", "no", "and", "or", "for", "of", "preposition")
"""Kinds of small words that menus write with one letter."""


def word_lattice(tokens: Sequence[Token], menu: MenuWords) -> list[list[Reading]]:
    """The ways of reading the text at each place."""
    left = MAX_UNKNOWN
    edges: list[list[Reading]] = []
    for token, following in zip(tokens, [*tokens[1:], END], strict=False):
        said = readings_of(token.text, menu)
        found = said.plain
        if (
            said.may_join
            and not following.pause
            and (second := _end_of_one(token.text, following.text, menu))
        ):
            joined = _joined(token.text, second)
            found = [*said.as_it_is, *joined, *said.elided]
        if left and not (said.is_known or said.elided):
            left -= 1
            if said.corrected is None:
                said.corrected = list(_corrections(token.text, menu))
            found = [*found, *said.corrected]
        edges.append(found)
    return edges


def may_look_at_all(tokens: Sequence[Token], menu: MenuWords) -> bool:
    """Whether the spelling of every unknown word of a text is looked at, so that a word is read as it is anywhere."""
    if len(tokens) <= MAX_UNKNOWN:
        return True
    said = (readings_of(token.text, menu) for token in tokens)
    return sum(not (one.is_known or one.elided) for one in said) <= MAX_UNKNOWN


def readings_of(word: str, menu: MenuWords) -> WordReadings:
    """What one word may be read as, remembered with the menu's words."""
    found = menu.readings.get(word)
    if found is None:
        found = _find_readings(word, menu)
        found.may_join = menu.begins_longer_word(word)
        if len(menu.readings) < MAX_REMEMBERED:
            menu.readings[word] = found
    return found


def _find_readings(word: str, menu: MenuWords) -> WordReadings:
    spoken = menu.language
    stem = spoken.stem(word)
    found: list[Reading] = [((word,), 1, 0.0)]
    found += [((other,), 1, SPELLED_AS_STEM) for other in sorted({stem, menu.written.stem(word)} - {word})]
    if other_number := spoken.other_number(word):
        spelled = [said for said in spoken.number_words.get(word, ()) if said in menu.words]
        forms = dict.fromkeys(
            form for said in spelled or [other_number] for form in (said, spoken.stem(said))
        )
        found += [((form,), 1, SPELLED_AS_STEM) for form in forms]
    full = spoken.abbreviations.get(word) or spoken.abbreviations.get(stem)
    if full and not (len(word) == 1 and _is_name(word, menu)):
        found.append((full, 1, ABBREVIATED))
    found += _written_shorter(word, menu)
    is_known = _is_known(word, stem, menu)
    if not is_known and (drawn := _drawn_out(word, menu)):
        return WordReadings([*found, (drawn, 1, DIMINISHED)], is_known=True, elided=[])
    if not is_known and (
        larger := [((one,), 1, DIMINISHED) for one in spoken.larger(word) if one in menu.words]
    ):
        return WordReadings([*found, *dict.fromkeys(larger)], is_known=True, elided=[])
    elided = [] if is_known and not _is_name_elided(word, stem, menu) else list(_elided(word, menu))
    return WordReadings(found, is_known, elided)


def _is_name_elided(word: str, stem: str, menu: MenuWords) -> bool:
    """Whether a word that only stands within names is a name behind an elided one: "d'oignons", beside "rondelles d'oignon"."""
    if word in menu.language.spelling.words or _is_name(word, menu):
        return False
    rests = {w.removeprefix(short) for short in menu.language.elisions for w in (word, stem)} - {word, stem}
    return any(_is_name(rest, menu) for rest in rests)


def _is_name(word: str, menu: MenuWords) -> bool:
    """Whether one word is a name of the menu in full."""
    names = menu.trie.get((word,))
    return names is not None and min(names.values()) < PART


def _written_shorter(word: str, menu: MenuWords) -> Iterator[Reading]:
    """What a menu may write for a word: "gem." for "gemischter", "c/" for "con", "1/2" for "halbes"."""
    spoken = menu.language
    if parts := spoken.fractions.get(word):
        yield parts, 1, SPELLED_AS_STEM
    for length in range(1, min(len(word), LONGEST_ABBREVIATION + 1)):
        short = word[:length]
        if abbreviated(short) in menu.words and _may_stand_for(word, short, spoken):
            yield from (((form,), 1, ABBREVIATED) for form in dict.fromkeys((short, spoken.stem(short))))
            ends = (word[at:] for at in range(length + 1, len(word)) if spoken.compounds)
            yield from (((short, end), 1, ABBREVIATED) for end in ends if end in menu.words)


def _may_stand_for(word: str, short: str, spoken: Language) -> bool:
    """Whether a menu may write a word so: no "cono" with the "co" of "Panini & co.", which is "with" in Italian."""
    small = spoken.trie.get((short,))
    is_plain = small is None or small.kinds.isdisjoint(_LINKS)
    return (len(short) > 1 and is_plain) or _is_link(word, short, spoken)


def _is_link(word: str, letter: str, spoken: Language) -> bool:
    """Whether a word joins or refuses, which menus write with one letter: "m." for "mit", "s/" for "sin".

    A letter that is a word of the language is that word alone: the "w/" of English is "with", never "without".
    """
    said, short = spoken.trie.get((word,)), spoken.trie.get((letter,))
    if said is None or said.kinds.isdisjoint(_LINKS):
        return False
    return short is None or not short.kinds.isdisjoint(said.kinds & set(_LINKS))


_DRAWN = re.compile(r"([^\W\d])\1{2,}")
"""A letter that is typed as it is drawn out: "heeey", "pleaseee", "nooo"."""


def _drawn_out(word: str, menu: MenuWords) -> tuple[str, ...]:
    """The known word that is written with drawn out letters: each is one of it, or all are two; empty where none is."""
    if _DRAWN.search(word) is None:
        return ()
    shorter = (_DRAWN.sub(r"\1", word), _DRAWN.sub(r"\1\1", word))
    return next(((one,) for one in shorter if _is_known(one, menu.language.stem(one), menu)), ())


def _is_known(word: str, stem: str, menu: MenuWords) -> bool:
    if menu.meanings and foods(menu.language.code).knows(word):
        return True
    return any(
        w in known
        for w in (word, stem)
        for known in (menu.words, menu.spelling.words, menu.language.spelling.words)
    )


def _end_of_one(first: str, second: str, menu: MenuWords) -> str:
    """The second of two words, or that without its ending, with which the first is one of the menu: "smash burgers"; "" where it is none."""
    return next((one for one in (second, menu.language.stem(second)) if first + one in menu.words), "")


def _joined(first: str, second: str) -> Iterator[Reading]:
    """Read "pepper jack" as "pepperjack", as the menu writes it."""
    joined = first + second
    if len(joined) >= 4 and not is_unspaced(joined[0]):  # noqa: PLR2004
        yield (joined,), 2, RUN_TOGETHER


def _elided(word: str, menu: MenuWords) -> Iterator[Reading]:
    """Take the short word before an apostrophe off: "l'oignon", "dell'acqua"."""
    for short in menu.language.elisions:
        rest = word.removeprefix(short)
        if rest != word and _is_known(rest, menu.language.stem(rest), menu):
            yield from _with_stem(rest, SPELLED_AS_STEM, menu)
        elif rest != word:
            yield from _written_shorter(rest, menu)


def _corrections(word: str, menu: MenuWords) -> Iterator[Reading]:
    if _is_diet(word, menu.language):
        return
    yield from ((parts, 1, RUN_TOGETHER) for parts in _apart(word, menu))
    code, small = menu.language.code, menu.language.spelling
    is_food = code in eaters(word)
    near = [known for known in menu.spelling.near(word) if not is_other_food(word, known, code)]
    near = [known for known in near if not (is_food and known in small.words)]
    for known in near:
        yield from _with_stem(known, MISSPELT, menu)
    for known in () if near else menu.spelling.alike(word):
        if not is_other_food(word, known, code):
            yield from _with_stem(known, BY_EAR, menu)
    for known in () if is_food or menu.spelling.resembles(word) else small.near(word):
        yield (known,), 1, MISSPELT
    for known in menu.spelling.completions(word):
        yield from _with_stem(known, SHORTENED_WORD, menu)


def _apart(word: str, menu: MenuWords) -> Iterator[tuple[str, str]]:
    """Two words of the menu that are written as one: "icetea"; shorter ones, or several, where a name has both side by side: "poboys"."""
    stem = menu.language.stem
    for cut in range(SHORTEST_BESIDE, min(len(word), LONGEST) - SHORTEST_BESIDE + 1):
        first, second = word[:cut], word[cut:]
        if min(cut, len(second)) >= SHORTEST_APART and first in menu.words and second in menu.words:
            yield from dict.fromkeys([(first, second), (stem(first), stem(second))])
            continue
        behind = menu.trie.root.next.get(first)
        for one in dict.fromkeys((second, stem(second))) if behind else ():
            if behind and one in behind.next:
                yield first, one


def _is_diet(word: str, spoken: Language) -> bool:
    """Whether a word names a diet or an allergen, and so is no misspelt dish: "halal" no *salmone alla griglia*."""
    stem = spoken.stem(word)
    return stem in spoken.diets.root.next or stem in spoken.allergens.root.next


def _with_stem(known: str, cost: float, menu: MenuWords) -> Iterator[Reading]:
    """Read a word as a known one, and as that without its ending."""
    yield (known,), 1, cost
    yield (menu.language.stem(known),), 1, cost
