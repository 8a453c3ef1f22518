"""The names of a menu by what they mean, for guests who speak another language than the menu's.

"Grilled chicken" and 닭구이 are *Pollo alla griglia*: the same things, in whichever order and with whichever small words
between. A part of a name, a heading beside it, a thing of its description count for less.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from server.parsing.text.foods import EMPTY, Found, Meaning, Things, foods, kin, says_little
from server.parsing.text.language import Language
from server.parsing.text.tokens import words

ONE_THING = 0.6
SEVERAL = 0.7
PART = 2.0
RARE = 2.5
"""How far a name is by its only thing, by several, by a part with what it is, by another part."""
KIN = 0.3
"""How much farther a name is whose thing is only nearly what was said: draft beer for "beer"."""
UNKNOWN_LEFT_OUT = 0.4
"""How much farther a name is of which only words that nobody knows are left out: "octopus" for "Pulpo a la gallega"."""
SAID_AGAIN = 0.05
HEADING_SAID = 0.1
DESCRIBED = 1.4
SIZE_BY_PART = 1.1
MAX_THINGS = 6
"""Things that one name is taken to be made of, and that are read together in a text, at most."""
MAX_FORMS = 4

JOINS = ("with", "of", "preposition", "that", "article")
"""Kinds of small words that may stand between the things of one name."""
PLACES = ("with", "of", "preposition", "and")
"""Kinds of small words that divide what a dish is from what belongs to it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What is known of a name besides its words: whether it is a size's, the things of its heading and description."""

    is_size: bool = False
    heading: Things = EMPTY
    described: Things = EMPTY


class Form(NamedTuple):
    """A name by its things: each with all that it may mean, and which of them is what the dish itself is."""

    name: str
    things: tuple[Things, ...]
    head: int
    joins_with_and: bool


@dataclass(slots=True)
class Said:
    """Things that were said together; `parted` is how many of them stood before a small word such as "with"."""

    things: tuple[Things, ...] = ()
    parted: int = 0
    has_and: bool = False


class Meanings:
    """The names of one menu by their things."""

    def __init__(self, signs: Mapping[str, Sign], written: Language, options: Iterable[str]) -> None:
        self._signs = signs
        self._forms = [form for name in signs for form in forms_of(name, written)]
        optional = set(options)
        self._of_options = things_of((f for f in self._forms if f.name in optional))
        self._naming: dict[str, set[int]] = {}
        for number, form in enumerate(self._forms):
            sign = signs[form.name]
            for thing in {*(t for things in form.things for t in things), *sign.heading, *sign.described}:
                self._naming.setdefault(thing, set()).add(number)

    def naming(self, things: Things) -> set[int]:
        """The numbers of the forms that may have one of `things`, or one that is nearly it."""
        near = {*things, *(other for thing in things for other in kin(thing))}
        return {number for thing in near for number in self._naming.get(thing, ())}

    def distances(self, numbers: Iterable[int], said: Said) -> dict[str, float]:
        """The names of which all that was said is a part, each with how far it is."""
        found: dict[str, float] = {}
        for number in numbers:
            form = self._forms[number]
            distance = self._distance(form, said)
            if distance is not None:
                found[form.name] = min(distance, found.get(form.name, distance))
        return found

    def _distance(self, form: Form, said: Said) -> float | None:
        sign = self._signs[form.name]
        left = dict(enumerate(form.things))
        extra = 0.0
        head_said_at = -1
        for at, things in enumerate(said.things):
            place, more = self._place(things, left, form, sign)
            if more is None:
                return None
            extra += more
            if place == form.head:
                head_said_at = at
            left.pop(place, None)
        if len(left) == len(form.things) or (said.has_and and (left or not form.joins_with_and)):
            return None
        base = _base(form, left, sign, has_head=head_said_at >= 0, is_one=len(said.things) == 1)
        if said.parted and head_said_at >= said.parted:
            base = max(base, PART)
        return base + extra

    def _place(
        self, things: Things, left: Mapping[int, Things], form: Form, sign: Sign
    ) -> tuple[int, float | None]:
        """Which thing of the form is meant, and how much farther that makes the name; (-1, None) for none of them."""
        near = {other for thing in things for other in kin(thing)}
        for place, known in left.items():
            if not known.isdisjoint(things):
                return place, 0.0
        for place, known in left.items():
            if not known.isdisjoint(near):
                return place, KIN
        if any(not known.isdisjoint(things) for known in form.things):
            return -1, SAID_AGAIN
        if not sign.heading.isdisjoint(things) or all(map(says_little, things)):
            return -1, HEADING_SAID
        if not sign.described.isdisjoint(things) and things.isdisjoint(self._of_options):
            return -1, DESCRIBED
        return -1, None


def _base(form: Form, left: Mapping[int, Things], sign: Sign, *, has_head: bool, is_one: bool) -> float:
    if not left:
        return ONE_THING if is_one else SEVERAL
    if sign.is_size:
        return SIZE_BY_PART
    if has_head and all(_tells_nothing(things) for things in left.values()):
        return SEVERAL + UNKNOWN_LEFT_OUT
    return PART if has_head else RARE


def _tells_nothing(things: Things) -> bool:
    return all(thing.startswith("=") or says_little(thing) for thing in things)


def things_of(forms: Iterable[Form]) -> Things:
    """All that the names of `forms` may mean."""
    return frozenset(thing for form in forms for things in form.things for thing in things)


def itself(word: str, written: Language) -> Things:
    """The thing that a word of the menu is, whether or not anybody knows it."""
    return frozenset({f"={word}", f"={written.stem(word)}"})


def forms_of(name: str, written: Language) -> list[Form]:
    """How a name of the menu may be read; none for one of too many things."""
    said = words(name)
    read: list[list[tuple[Meaning, int]]] = [[]]
    at = 0
    place = 0
    joins = False
    while at < len(said):
        found = list(foods(written.code).at(said, at)) or _without_elision(said, at, written)
        end = max((one.end for one in found), default=0)
        if end:
            choices = [one.meaning for one in found if one.end == end]
            if end == at + 1:
                choices = [_with_word(meaning, said[at], written) for meaning in choices]
            read = [[*form, (meaning, place)] for form in read for meaning in choices][:MAX_FORMS]
        elif _divides(said[at], written):
            place += 1
            joins = joins or _is(said[at], written, ("and",))
        elif not _is(said[at], written, JOINS):
            read = [[*form, ((itself(said[at], written),), place)] for form in read]
        at = max(end, at + 1)
    return [form for one in read if (form := _form(name, one, written, joins=joins))]


def _form(name: str, read: Sequence[tuple[Meaning, int]], written: Language, *, joins: bool) -> Form | None:
    things = [(thing, place) for meaning, place in read for thing in meaning]
    if not 0 < len(things) <= MAX_THINGS:
        return None
    first = [i for i, (_thing, place) in enumerate(things) if place == things[0][1]]
    head = 0 if written.head_first else first[-1]
    return Form(name, tuple(thing for thing, _place in things), head, joins)


def _with_word(meaning: Meaning, word: str, written: Language) -> Meaning:
    return (meaning[0] | itself(word, written),) if len(meaning) == 1 else meaning


def _without_elision(said: Sequence[str], at: int, written: Language) -> list[Found]:
    for short in written.elisions:
        if said[at].startswith(short):
            rest = (*said[:at], said[at].removeprefix(short), *said[at + 1 :])
            if rest[at] and (found := list(foods(written.code).at(rest, at))):
                return found
    return []


def _divides(word: str, spoken: Language) -> bool:
    return _is(word, spoken, PLACES)


def _is(word: str, spoken: Language, kinds: Sequence[str]) -> bool:
    known = spoken.trie.get((word,))
    return known is not None and not known.kinds.isdisjoint(kinds)
