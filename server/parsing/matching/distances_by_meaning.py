"""How far a name of the menu is from things that were said in another language than the menu's.

A part of a name, a heading beside it, a thing of its description count for less than all that the name has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from server.parsing.matching.forms_by_meaning import Form, is_unknown
from server.parsing.matching.names import PART, RARE
from server.parsing.text.foods import (
    EMPTY,
    Things,
    is_drink,
    is_for_some,
    is_manner,
    is_measure,
    is_origin,
    is_share,
    is_told_beside,
    is_vessel,
    kind_of,
    says_little,
)

ONE_THING = 0.6
SEVERAL = 0.7
"""How far a name is by its only thing, by several; by a part with what it is it is `PART` far, by another part `RARE`."""
PIECES_LEFT = 2.7
"""And by a piece of what is known as a whole: "red wine" of *Tinto de verano*."""
KIN = 0.3
KIND = 1.4
"""How much farther a name is whose thing is only nearly what was said, draft beer for "beer", or of its kind, salmon for "fish"."""
KIND_BESIDE = 1.35
"""And an option of which another dish has what was said itself: "no cheese" for Gruyère, where an omelette comes with cheese."""
LITTLE_LEFT_OUT = 0.4
"""How much farther a name is of which only words that nobody knows, or how it is cooked, are left out: "octopus" for
"Pulpo a la gallega", "hake" for "Merluza a la plancha"."""
BRAND_LEFT_OUT = 0.25
"""And a drink of which only its brand is: "beer" for "Cerveza Mahou"."""
VESSEL_LEFT_OUT = 0.2
"""And of which only what it is served in is: "bread" for "Cesta de pan"."""
SAID_AGAIN = 0.05
"""How much farther a name is by a thing of it that is said again."""
HEADING_SAID = 0.1
"""And by its heading."""
GROUP_SAID = 0.11
"""And where the group of an option was said with it: "pan integral" for *Wholemeal* under *Bread*."""
HEADING_OF_OPTION = 0.15
"""And one that is an option as well, where the name itself is said in full: "a blue cheese and pear toastie"."""
DESCRIBED = 1.4
"""And by a thing of its description."""
DESCRIBED_BESIDE = 0.4
"""And by how much where the name itself is said in full: "soup Cullen skink"."""
UNKNOWN_SAID = 0.5
"""How much farther a name is that has a word which nobody knows, for how the dish is made: "fried artichokes" for "Carciofo alla giudia"."""
SIZE_BY_PART = 1.1
"""How far a size is by a part of its name."""
_HOW_MUCH = frozenset({"small", "medium", "large", "extra large", "half", "double"})
FEWEST_JOINED = 3
"""Things of a name without "and" that may be said with it: "galette with salmon and leek" of "Galette saumon-poireaux"."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What is known of a name besides its words: whether it is a size's, an option's alone, only a heading or only a dish's, the things of its heading and description.

    `options` are the names of what its dishes can be had with, `ranks` which of several sizes it is: small, large, `group`
    the things of the group that an option stands in ("bread" of *Wholemeal*), `chosen` those that single options of it are.
    """

    is_size: bool = False
    is_option: bool = False
    is_heading: bool = False
    is_dish: bool = False
    heading: Things = EMPTY
    described: Things = EMPTY
    options: frozenset[str] = EMPTY
    ranks: Things = EMPTY
    group: Things = EMPTY
    chosen: Things = EMPTY


class Said(NamedTuple):
    """Things that were said together.

    `parted` is how many of them stood before a small word such as "with", `own` are words of the menu itself among them.
    """

    things: tuple[Things, ...] = ()
    parted: int = 0
    has_and: bool = False
    own: frozenset[str] = EMPTY


class Meant(NamedTuple):
    """Things that were said, what is nearly one of them, what is of their kind or they of its, and whether they name an option or are what a dish is."""

    things: Things
    near: Things
    of_kind: Things
    members: Things
    is_option: bool
    is_dish: bool
    says_little: bool


@dataclass(slots=True)
class _Match:
    """Which things of a form were not said, how much farther the others make it, and which of those said is what the dish is.

    `described` are things of its description, `is_doubtful`: its heading was said, which is an option as well, `has_group`:
    the group of the option was, `has_first`: a thing of the name stands before a small word such as "with".
    """

    left: dict[int, Things]
    extra: float = 0.0
    head_said_at: int = -1
    described: int = 0
    is_doubtful: bool = False
    has_group: bool = False
    has_first: bool = False


def distance_of(
    form: Form, said: Said, meant: Sequence[Meant], sign: Sign, own: frozenset[str]
) -> float | None:
    """How far a name in one of its forms is from all that was said; None where something of that is none of it.

    `own` is what the words of the name are as words of the menu itself.
    """
    match = _match(form, said, meant, sign)
    if match is None or _means_another(form, match, said, sign):
        return None
    if form.in_pieces and match.left:
        return PIECES_LEFT + match.extra
    far = _by_what_is_left(form, match, said, sign)
    extra = match.extra - (match.described * (DESCRIBED - DESCRIBED_BESIDE) if far < PART else 0.0)
    is_head_behind = match.has_first and match.head_said_at >= said.parted
    if is_head_behind or (said.own and said.own.isdisjoint(own)):
        far = max(far, PART)
    return far + extra


def _means_another(form: Form, match: _Match, said: Said, sign: Sign) -> bool:
    """Whether things of a name that were said do not tell it all the same."""
    left = match.left
    if not _says_enough(form, match, said, sign) or (said.has_and and (left or not _may_join(form))):
        return True
    if match.is_doubtful and (left or len(form.things) == 1):
        return True
    return sign.is_size and bool(left) and _only_measures(said.things, left)


def _by_what_is_left(form: Form, match: _Match, said: Said, sign: Sign) -> float:
    """How far a name is by what of it was not said."""
    has_head = match.has_group or match.head_said_at >= 0
    base = _base(match.left, sign, has_head=has_head, is_one=len(said.things) == 1)
    is_brand_left = base == SEVERAL + LITTLE_LEFT_OUT and _is_drink_of_brand(form, match.left)
    return SEVERAL + BRAND_LEFT_OUT if is_brand_left else base


def _match(form: Form, said: Said, meant: Sequence[Meant], sign: Sign) -> _Match | None:
    """The things that were said as things of a form; None where one of them is none."""
    match = _Match(dict(enumerate(form.things)))
    for at, one in enumerate(meant):
        place, more = _place(one, match.left, form, sign)
        match.described += more == DESCRIBED
        match.is_doubtful |= more == HEADING_OF_OPTION
        match.has_group |= more == GROUP_SAID
        match.has_first |= place >= 0 and at < said.parted
        if more is None and _is_kind_of_one(one.things, said, form):
            more = SAID_AGAIN
        if more is None or (more == GROUP_SAID and at < said.parted):
            return None
        match.extra += more
        match.head_said_at = at if place in form.heads else match.head_said_at
        match.left.pop(place, None)
    return match


def _place(one: Meant, left: Mapping[int, Things], form: Form, sign: Sign) -> tuple[int, float | None]:
    """Which thing of the form is meant, and how much farther that makes the name; (-1, None) for none of them."""
    itself_only = sign.is_heading or (sign.is_size and one.is_dish) or not one.things.isdisjoint(sign.chosen)
    near = () if itself_only else ((one.near, KIN), (one.of_kind, KIND))
    members = ((one.members, KIND_BESIDE),) if sign.is_option else ()
    for meant, more in ((one.things, 0.0), *near, *members):
        for place, known in left.items() if meant else ():
            if not known.isdisjoint(meant):
                return place, more
    beside = _beside(one, form, sign)
    is_dishs = not sign.is_size and one.things.isdisjoint(sign.chosen)
    if beside is None and is_dishs and any(map(is_manner, one.things)):
        unknown = [place for place, known in left.items() if place not in form.heads and is_unknown(known)]
        return (unknown[0], UNKNOWN_SAID) if unknown else (-1, None)
    return -1, beside


def _beside(one: Meant, form: Form, sign: Sign) -> float | None:
    """How much farther a thing makes a name that does not have it; None where it is nothing of it."""
    things = one.things
    if any(not known.isdisjoint(things) for known in form.things):
        return SAID_AGAIN
    if not sign.group.isdisjoint(things):
        return GROUP_SAID
    is_aside = one.says_little and things.isdisjoint(sign.chosen)
    if (not one.is_option and not sign.heading.isdisjoint(things)) or is_aside:
        return HEADING_SAID
    if not sign.heading.isdisjoint(things):
        return HEADING_OF_OPTION
    if not one.is_option and not sign.described.isdisjoint(things):
        return DESCRIBED
    is_told = sign.is_option and len(form.things) > 1 and any(map(is_told_beside, things))
    return HEADING_SAID if is_told else None


def _is_kind_of_one(things: Things, said: Said, form: Form) -> bool:
    """Whether things are the kind of another that was said and is one of the name: the "cheese" of "cheddar cheese"."""
    of_kind = {other for thing in things for other in kind_of(thing)}
    return any(
        not of_kind.isdisjoint(known) and not known.isdisjoint(other)
        for known in form.things
        for other in said.things
        if other != things
    )


def _may_join(form: Form) -> bool:
    """Whether "and" may stand between the things of a name: it does there, or they are more than two."""
    return form.joins_with_and or len(form.things) >= FEWEST_JOINED


def _says_enough(form: Form, match: _Match, all_said: Said, sign: Sign) -> bool:
    """Whether one of the things that were said tells the name: not "mixed" alone, of a mixed salad, "whole" of a fish, nor "piece".

    How it is cooked tells an option, but no dish: "fried" is none of the fried ones.
    """
    spoken = frozenset(thing for things in all_said.things for thing in things)
    said = [
        _known(things & spoken or things)
        for place, things in enumerate(form.things)
        if place not in match.left
    ]
    if not (said and match.left):
        return bool(said)
    if not sign.is_size and all(all(is_share(t) or is_measure(t) for t in things) for things in said):
        return False
    if sign.is_dish and all(all(map(is_manner, things)) for things in said):
        return False
    return not all(all(map(says_little, things)) for things in said)


def _only_measures(said: Sequence[Things], left: Mapping[int, Things]) -> bool:
    """Whether only a number was said of a size, or in what it is served without how much: "portion" of "2 portions", "large portion"."""
    counted = [any(thing.startswith("#") for thing in things) for things in said]
    measured = [any(map(is_measure, things)) for things in said]
    needs_more = any(
        thing.startswith("#") or thing in _HOW_MUCH for things in left.values() for thing in things
    )
    return all(counted) or (needs_more and all(map(any, zip(counted, measured, strict=True))))


def _known(things: Things) -> Things:
    return frozenset(thing for thing in things if not thing.startswith("=")) or things


def _base(left: Mapping[int, Things], sign: Sign, *, has_head: bool, is_one: bool) -> float:
    if not left:
        return ONE_THING if is_one else SEVERAL
    if sign.is_size:
        return SIZE_BY_PART
    if has_head and all(any(map(is_vessel, things)) for things in left.values()):
        return SEVERAL + VESSEL_LEFT_OUT
    if has_head and all(_tells_nothing(things) for things in left.values()):
        return SEVERAL + LITTLE_LEFT_OUT
    is_for_others = any(any(map(is_for_some, things)) for things in left.values())
    return PART if has_head and not is_for_others else RARE


def _is_drink_of_brand(form: Form, left: Mapping[int, Things]) -> bool:
    """Whether a name is a drink's, and only words that nobody knows are left out of it."""
    is_drinks = any(any(map(is_drink, form.things[at])) for at in form.heads)
    return is_drinks and all(map(is_unknown, left.values()))


def _tells_nothing(things: Things) -> bool:
    return all(
        thing.startswith("=")
        or says_little(thing)
        or is_manner(thing)
        or is_origin(thing)
        or is_vessel(thing)
        for thing in things
    )
