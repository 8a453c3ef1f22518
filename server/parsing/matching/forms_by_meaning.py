"""What the names of a menu are made of: their things, as their words may be read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from server.parsing.matching.said_otherwise import SIGNS
from server.parsing.matching.written_names import written_out
from server.parsing.text.foods import (
    Found,
    Meaning,
    Things,
    calls_alone,
    foods,
    is_cooked,
    is_cut,
    is_drink,
    is_number,
    is_origin,
    is_quality,
    is_vessel,
    number_thing,
    says_little,
)
from server.parsing.text.language import Language
from server.parsing.text.tokens import is_unspaced, words

MAX_THINGS = 6
"""Things that one name is taken to be made of, and that are read together in a text, at most."""
MAX_FORMS = 4
MAX_READINGS = 12
"""Readings of one name that are kept, and that are looked at, at most."""
SHORTEST_UNKNOWN = 3
"""Letters and the sign before them of a word that nobody knows and that is but an abbreviation: "ca", "fl"."""
JOINS = ("with", "of", "preposition", "that", "article")
"""Kinds of small words that may stand between the things of one name."""
PLACES = ("with", "of", "preposition", "and")
"""Kinds of small words that divide what a dish is from what belongs to it."""


class Form(NamedTuple):
    """A name by its things: each with all that it may mean, and which of them are what the dish itself is.

    `in_pieces`: it is known as a whole, and this reading leaves a word of it unknown: *Tinto de verano*.
    """

    name: str
    things: tuple[Things, ...]
    heads: frozenset[int]
    joins_with_and: bool
    farther: float = 0.0
    in_pieces: bool = False


def is_unknown(things: Things) -> bool:
    """Whether nobody knows what a word of a name is: it is itself alone."""
    return all(thing.startswith("=") for thing in things)


def things_of(forms: Iterable[Form]) -> Things:
    """All that the names of `forms` may mean."""
    return frozenset(thing for form in forms for things in form.things for thing in things)


def itself(word: str, written: Language) -> Things:
    """The thing that a word of the menu is, whether or not anybody knows it."""
    return frozenset({f"={word}", f"={written.stem(word)}"})


def forms_of(name: str, written: Language) -> list[Form]:
    """How a name of the menu may be read, the fewest things first; none for one of too many."""
    said = words(written_out(name, written))
    readings = list(islice(_readings(said, 0, written), MAX_READINGS))
    if any(is_unspaced(word[0]) for word in said):
        readings = _clearest(readings)
    forms = [form for one in readings if (form := _form(name, one, written))]
    if forms and len(readings[0]) == 1 and not _is_unknown_part(readings[0][0]):
        forms = [form._replace(in_pieces=any(map(is_unknown, form.things))) for form in forms]
    return forms[:MAX_FORMS]


def _clearest(readings: Sequence[tuple["_Part", ...]]) -> list[tuple["_Part", ...]]:
    """The readings without those that take a single character out of a longer word: 玉ねぎ is no egg, but 半熟卵 is one."""
    costs = [(sum(map(_is_unknown_part, one)), len(one)) for one in readings]
    least = min(costs, default=(0, 0))
    meant = frozenset(
        thing for one, cost in zip(readings, costs, strict=True) if cost == least for thing in _things_in(one)
    )
    return [
        one
        for one, cost in zip(readings, costs, strict=True)
        if cost == least or not _things_in(one).isdisjoint(meant) or all(part.length != 1 for part in one)
    ]


def _things_in(read: tuple["_Part", ...]) -> Things:
    return frozenset(thing for part in read for things in part.meaning for thing in things if thing[0] != "=")


def _is_unknown_part(part: "_Part") -> bool:
    return len(part.meaning) == 1 and is_unknown(part.meaning[0])


class _Part(NamedTuple):
    """Words of a name: what they mean together, whether they divide it ("with", "and"), and how many known ones they are."""

    meaning: Meaning
    divides: frozenset[str] = frozenset()
    length: int = 0


def _readings(said: Sequence[str], at: int, written: Language) -> Iterator[tuple[_Part, ...]]:
    """The ways to cut a name into what is known, the longest phrases first."""
    if at >= len(said):
        yield ()
        return
    for end, part in _parts_at(said, at, written):
        for rest in _readings(said, end, written):
            yield (part, *rest)


def _parts_at(said: Sequence[str], at: int, written: Language) -> list[tuple[int, _Part]]:
    if value := number_thing(said[at], written):
        measures = [one for one in foods(written.code).at(said, at) if one.end > at + 1]
        longer = [(one.end, _Part(one.meaning)) for one in sorted(measures, key=lambda one: -one.end)]
        return [*longer, (at + 1, _Part((frozenset({value}) | itself(said[at], written),)))]
    found = list(foods(written.code).at(said, at, compounds=True)) or without_elision(said, at, written)
    parts = [
        (one.end, _Part(one.meaning, length=one.end - at)) for one in sorted(found, key=lambda one: -one.end)
    ]
    if any(end == at + 1 for end, _part in parts):
        return [(end, _with_word(part, said[at], written) if end == at + 1 else part) for end, part in parts]
    word = written.trie.get((said[at],))
    kinds = word.kinds if word else frozenset()
    if at and said[at] in SIGNS:
        return [*parts, (at + 1, _Part((), frozenset({"and"})))]
    is_unit = at > 0 and said[at - 1].isdecimal()
    if kinds & {*PLACES, *JOINS} and not is_unit:
        return [*parts, (at + 1, _Part((), kinds & frozenset(PLACES)))]
    return [*parts, (at + 1, _Part((itself(said[at], written),)))]


def _form(name: str, read: Sequence[_Part], written: Language) -> Form | None:
    things = tuple(thing for part in read for thing in part.meaning)
    if not 0 < len(things) <= MAX_THINGS:
        return None
    joins = any("and" in part.divides for part in read)
    return Form(name, things, _heads(read, written), joins)


def _heads(read: Sequence[_Part], written: Language) -> frozenset[int]:
    """The places of what the dish itself is: what a phrase is made of is told as in English, the thing itself last.

    What it is served in is not: the "basket" of *Cesta de pan*. A cut is, and so is what it is of: *Filet de saumon*.
    """
    sections = _sections(read)
    telling = [kept for section in sections if (kept := [*filter(_is_telling, section)])]
    if not telling:
        return frozenset({_head(sections[0], written).at})
    head = _head(telling[0], written)
    heads = [head]
    if head.has(is_cut):
        heads += [_head(section, written) for section in telling[1:2]]
    elif is_unknown(head.things):
        heads += [place for place in telling[0] if place.has(is_drink)]
    heads += [place for section in telling for place in section if place.has(calls_alone)]
    return frozenset(place.at for place in heads)


class _Place(NamedTuple):
    """A thing of a name: which one it is, in which part of it, and what it may mean."""

    at: int
    part: int
    things: Things

    def has(self, is_so: Callable[[str], bool]) -> bool:
        return any(map(is_so, self.things))


def _sections(read: Sequence[_Part]) -> list[list[_Place]]:
    """The things of a name between the small words that divide it."""
    sections: list[list[_Place]] = [[]]
    at = 0
    for number, part in enumerate(read):
        if part.divides and sections[-1]:
            sections.append([])
        for things in part.meaning:
            sections[-1].append(_Place(at, number, things))
            at += 1
    return sections


def _head(places: Sequence[_Place], written: Language) -> _Place:
    if written.head_first:
        return [place for place in places if place.part == places[0].part][-1]
    return places[-1]


def _is_telling(place: _Place) -> bool:
    """Whether a thing may be what a dish is, and not how it is cooked or served, where it is from, or how much there is."""
    known = [thing for thing in place.things if not thing.startswith("=")]
    if not known:
        return any(len(thing) > SHORTEST_UNKNOWN or is_unspaced(thing[-1]) for thing in place.things)
    return not (place.has(is_vessel) or all(map(_is_aside, known)))


def _is_aside(thing: str) -> bool:
    tells_how = is_cooked(thing) or is_quality(thing) or says_little(thing)
    return tells_how or is_origin(thing) or is_number(thing)


def _with_word(part: _Part, word: str, written: Language) -> _Part:
    if len(part.meaning) != 1:
        return part
    return part._replace(meaning=(part.meaning[0] | itself(word, written),))


def without_elision(said: Sequence[str], at: int, written: Language) -> list[Found]:
    """What a word means without the short one before its apostrophe: "d'anatra"."""
    for short in written.elisions:
        if said[at].startswith(short):
            rest = (*said[:at], said[at].removeprefix(short), *said[at + 1 :])
            if rest[at] and (found := list(foods(written.code).at(rest, at))):
                return found
    return []
