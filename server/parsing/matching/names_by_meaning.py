"""The names of a menu by what they mean, for guests who speak another language than the menu's.

"Grilled chicken" and 닭구이 are *Pollo alla griglia*: the same things, in whichever order and with whichever small words
between. A part of a name, a heading beside it, a thing of its description count for less.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from server.parsing.matching.distances_by_meaning import Meant, Said, Sign, distance_of
from server.parsing.matching.forms_by_meaning import MAX_THINGS, Form, forms_of, itself, things_of
from server.parsing.text.foods import EMPTY, Things, kin, kind_of, members_of, says_little
from server.parsing.text.language import Language
from server.parsing.text.sounds import (
    FEWEST_CONSONANTS,
    are_alike,
    consonants,
    heard,
    is_hangul,
    said_in_latin,
)
from server.parsing.text.tokens import words

RANKED = 0.1
"""How much farther a size is that is only the small or the large one of several."""
MAX_REMEMBERED = 8192
"""Names that are remembered with what was said for them, and with single things, of one menu and language, at most."""
MOST_CHANGED = 2
"""Consonants of a run of kana that may sound otherwise before others, at most."""


class Meanings:
    """The names of one menu by their things."""

    def __init__(self, signs: Mapping[str, Sign], written: Language, options: Iterable[str]) -> None:
        self._forms = list(
            _without_options([form for name in signs for form in forms_of(name, written)], signs)
        )
        self._forms += [form for name, sign in signs.items() for form in _by_rank(name, sign)]
        optional = set(options)
        self._of_options = things_of(f for f in self._forms if f.name in optional)
        self._of_dishes = frozenset(
            t for f in self._forms if signs[f.name].is_dish for at in f.heads for t in f.things[at]
        )
        self._own_words = {
            name: frozenset(t for word in words(name) for t in itself(word, written)) for name in signs
        }
        self._signs = _with_choices(self._forms, signs)
        self._known: dict[Said, dict[str, float]] = {}
        self._named_by: dict[Things, frozenset[int]] = {}
        self._room = self._room_for_things = MAX_REMEMBERED
        self._naming: dict[str, set[int]] = {}
        for number, form in enumerate(self._forms):
            sign = signs[form.name]
            for thing in {
                *(t for things in form.things for t in things),
                *sign.heading,
                *sign.described,
                *sign.group,
            }:
                self._naming.setdefault(thing, set()).add(number)

    @cached_property
    def _by_sound(self) -> Mapping[str, list[tuple[str, str]]]:
        """By its consonants, each word of the names with how it sounds; of a menu in Latin letters."""
        found: dict[str, list[tuple[str, str]]] = {}
        for word in sorted({word for name in self._signs for word in words(name)}):
            for sounds in said_in_latin(word):
                found.setdefault(consonants(sounds), []).append((sounds, word))
        return found

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """What the consonants of words of the names begin with."""
        return frozenset(said[:end] for said in self._by_sound for end in range(len(said) + 1))

    def may_sound_on(self, text: str) -> bool:
        """Whether a word of the menu may sound like a run that begins with `text`.

        What follows kana may change how the last ones of them sound.
        """
        end = None if is_hangul(text) else -MOST_CHANGED
        return any(consonants(sounds)[:end] in self._beginnings for sounds in heard(text))

    def sounding_like(self, text: str) -> set[str]:
        """The words of the menu that a run of Hangul or katakana sounds like."""
        return {
            word
            for sounds in heard(text)
            if len(said := consonants(sounds)) >= FEWEST_CONSONANTS
            for known, word in self._by_sound.get(said, ())
            if are_alike(sounds, known)
        }

    def naming(self, things: Things) -> frozenset[int]:
        """The numbers of the forms that may have one of `things`, or one that is nearly it."""
        known = self._named_by.get(things)
        if known is None:
            near = {*things, *(other for thing in things for other in (*kin(thing), *kind_of(thing)))}
            known = frozenset({number for thing in near for number in self._naming.get(thing, ())})
            if len(known) < self._room_for_things:
                self._room_for_things -= len(known) + 1
                self._named_by[things] = known
        return known

    def distances(self, numbers: Iterable[int], said: Said) -> dict[str, float]:
        """The names of which all that was said is a part, each with how far it is."""
        known = self._known.get(said)
        if known is not None:
            return known
        found: dict[str, float] = {}
        meant = [self._meant(things) for things in said.things]
        for number in numbers:
            form = self._forms[number]
            own = self._own_words[form.name]
            distance = distance_of(form, said, meant, self._signs[form.name], own)
            if distance is not None:
                distance += form.farther
                found[form.name] = min(distance, found.get(form.name, distance))
        self._remember(said, found)
        return found

    def _remember(self, said: Said, found: dict[str, float]) -> None:
        """Remember what was found, as long as there is room for so many names."""
        if len(found) < self._room:
            self._room -= len(found) + 1
            self._known[said] = found

    def _meant(self, things: Things) -> Meant:
        """What is asked of some things for every name that they may be a part of."""
        return Meant(
            things,
            frozenset(other for thing in things for other in kin(thing)),
            frozenset(other for thing in things if thing not in self._naming for other in kind_of(thing)),
            frozenset(other for thing in things for other in members_of(thing)),
            not things.isdisjoint(self._of_options),
            not things.isdisjoint(self._of_dishes),
            all(map(says_little, things)),
        )

    def sizes(self, names: Mapping[str, float]) -> dict[str, float]:
        """Those of `names` that are sizes'."""
        return {name: distance for name, distance in names.items() if self._signs[name].is_size}


def _without_options(forms: Sequence[Form], signs: Mapping[str, Sign]) -> Iterator[Form]:
    """The forms without those that hold a choice of the dish, where it has one of fewer things: "Mineralwasser", sparkling."""
    alone = _alone(forms, signs)
    plain: dict[str, int] = {}
    held = {form for form in forms if _holds_option(form, signs[form.name], alone)}
    for form in forms:
        if form not in held:
            plain[form.name] = min(len(form.things), plain.get(form.name, MAX_THINGS))
    for form in forms:
        if form not in held or len(form.things) <= plain.get(form.name, MAX_THINGS):
            yield form


def _alone(forms: Sequence[Form], signs: Mapping[str, Sign]) -> Mapping[str, Things]:
    """What names of one thing mean that are no dish's."""
    return {
        form.name: form.things[0] for form in forms if len(form.things) == 1 and not signs[form.name].options
    }


def _with_choices(forms: Sequence[Form], signs: Mapping[str, Sign]) -> Mapping[str, Sign]:
    """The signs, each with what single things its dishes can be had as: "cola" of soft drinks."""
    alone = _alone(forms, signs)
    chosen = {
        options: frozenset(t for own in options for t in alone.get(own, EMPTY))
        for options in {sign.options for sign in signs.values()}
    }
    return {name: replace(sign, chosen=chosen[sign.options]) for name, sign in signs.items()}


def _holds_option(form: Form, sign: Sign, alone: Mapping[str, Things]) -> bool:
    chosen = [alone[name] for name in sign.options if name in alone] if len(form.things) > 1 else []
    return any(not things.isdisjoint(option) for option in chosen for things in form.things)


def _by_rank(name: str, sign: Sign) -> Iterator[Form]:
    """A size as the small or the large one of a dish's: "a small beer" where it comes as *Caña* and *Jarra*."""
    yield from (
        Form(name, (frozenset({rank}),), frozenset({0}), joins_with_and=False, farther=RANKED)
        for rank in sorted(sign.ranks)
    )
