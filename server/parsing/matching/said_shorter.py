"""How guests say the name of a dish that has several things: with one word for each, the other way round, by its first letters."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise, product

from server.parsing.matching.names import SHORTENED, SYNONYM, Form, Named
from server.parsing.matching.said_otherwise import single_words
from server.parsing.text.language import Language
from server.parsing.text.tokens import is_unspaced, words

Phrase = tuple[str, ...]

BY_EACH = 0.6
"""How far "scone with jam and cream" is from "Fruit scone w/ jam & clotted cream"."""
THE_OTHER_WAY_ROUND = 0.15
"""How far "cheese and ham toastie" is from "Ham & cheese toastie"."""
LONGEST = 9
"""Words of a name that is said so, at most."""
MOST_BESIDE = 2
"""Things that a dish comes with, each of which is told by its last word, at most."""
_SIGNS = frozenset({"and", "plus"})
"""Words for the signs "&" and "+" in names of any language."""
INITIALS = range(3, 5)
"""Words of a name that is called by its initials."""


def said_shorter(phrase: Phrase, dishes: AbstractSet[Phrase], spoken: Language) -> Iterator[Form]:
    """The name of a dish as it is said for short; `dishes` are the names of all."""
    if not 2 < len(phrase) <= LONGEST or is_unspaced(phrase[0][0]):  # noqa: PLR2004 - two words are said as they are
        return
    if not spoken.head_first:
        yield from _with_each(phrase, dishes, spoken)
    yield from _the_other_way_round(phrase, dishes, spoken)


def _with_each(phrase: Phrase, dishes: AbstractSet[Phrase], spoken: Language) -> Iterator[Form]:
    """What a dish is, and what it comes with, each by its last word: "soup and roll" of "Soup of the day w/ crusty roll"."""
    at = next((i for i in range(1, len(phrase) - 1) if spoken.is_cue(phrase[i], "with")), 0)
    if not at:
        return
    core, beside = phrase[:at], _things(phrase[at + 1 :], spoken)
    if not beside or len(beside) > MOST_BESIDE or any(thing in dishes for thing in beside):
        return
    yield from (Form(said, BY_EACH + SYNONYM) for said in spoken.synonyms.get(_stems(core, spoken), ()))
    joint = next(iter(single_words("and", spoken.code)), "and")
    others = _contents_of_others(phrase, dishes, spoken)
    for things in product(*((thing, thing[-1:]) for thing in beside)):
        listed = [word for thing in things for word in (joint, *thing)][1:]
        for what, link in product((core, (_kind_of(core, spoken),)), (phrase[at], joint)):
            said = _stems((*what, link, *listed), spoken)
            if not any(_content_of(said, spoken) <= other for other in others):
                yield Form(said, BY_EACH)


def _contents_of_others(phrase: Phrase, dishes: AbstractSet[Phrase], spoken: Language) -> list[set[str]]:
    """What the names of other dishes consist of: "biscuits and gravy" may be *Biscuits & sausage gravy* as well."""
    whole = _content_of(phrase, spoken)
    return [content for dish in dishes if not whole <= (content := _content_of(dish, spoken))]


def _content_of(phrase: Phrase, spoken: Language) -> set[str]:
    """The words of a name without endings and small ones; the same for all ways in which it is written."""
    small = spoken.structural | _SIGNS
    return {spoken.stem(word) for word in phrase if word not in small and word.isalnum()}


def _things(said: Phrase, spoken: Language) -> list[Phrase]:
    """What is joined by "and"; nothing where a small word stands in one of them."""
    joints = [-1, *(i for i, word in enumerate(said) if spoken.is_cue(word, "and")), len(said)]
    things = [said[first + 1 : after] for first, after in pairwise(joints)]
    is_plain = all(thing and not any(word in spoken.structural for word in thing) for thing in things)
    return things if is_plain else []


def _kind_of(core: Phrase, spoken: Language) -> str:
    """The word that says what a dish is: the last one, or that before "of", but for what it is served in."""
    at = next((i for i in range(1, len(core) - 1) if spoken.is_cue(core[i], "of")), 0)
    served = spoken.trie.get(core[at - 1 : at + 1]) if at else None
    return core[at - 1] if at and (served is None or "serving" not in served.kinds) else core[-1]


def _the_other_way_round(phrase: Phrase, dishes: AbstractSet[Phrase], spoken: Language) -> Iterator[Form]:
    """Two things that "and" joins, the second first: "cheese and ham toastie" of "Ham & cheese toastie"."""
    joints = [i for i, word in enumerate(phrase) if spoken.is_cue(word, "and")]
    if len(joints) != 1 or not 0 < joints[0] < len(phrase) - 2:
        return
    at = joints[0]
    first, second, rest = phrase[at - 1 : at], phrase[at + 1 : at + 2], phrase[at + 2 :]
    said = (*phrase[: at - 1], *second, phrase[at], *first, *rest)
    if said not in dishes and not any(word in spoken.structural for word in (*first, *second)):
        yield Form(_stems(said, spoken), THE_OTHER_WAY_ROUND)


def _stems(said: Sequence[str], spoken: Language) -> Phrase:
    return tuple(map(spoken.stem, said))


def initials_of_names(names: Mapping[str, Named], spoken: Language) -> dict[str, Form]:
    """The first letters of dishes' names that call one dish alone, and are no word: "ctm" of *Chicken Tikka Masala*."""
    if spoken.script:
        return {}
    known = {word for name in names for word in words(name)} | spoken.spelling.words
    found: dict[str, set[str]] = {}
    for name, named in names.items():
        letters = _initials(name, spoken) if named.items and named.is_own else ""
        if letters and letters not in known and spoken.trie.get((letters,)) is None:
            found.setdefault(letters, set()).add(name)
    return {min(its): Form((letters,), SHORTENED) for letters, its in found.items() if len(its) == 1}


def _initials(name: str, spoken: Language) -> str:
    said = [word for word in words(name) if word not in spoken.structural]
    is_short = len(said) in INITIALS and all(word.isalpha() for word in said)
    return "".join(word[0] for word in said) if is_short else ""
