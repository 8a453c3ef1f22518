"""What a denial takes back: "I have no allergies" leaves that of the speaker's wife, "no other allergies" leaves all.

When in doubt an allergy stays: nothing is more dangerous than one that is lost.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from server.parsing.model import Allergy
from server.parsing.text.denial_words import phrases_in
from server.parsing.text.language import Language, available, language
from server.parsing.text.tokens import words

ALL = frozenset({"*"})
"""Stands for every allergy, where all are taken back."""

People = frozenset[str]


class Denial(NamedTuple):
    """Who has no allergy to what: codes (`ALL`: to anything), the people it is told of, and how it is said.

    `about` are words, without their endings, for what no code stands for: "I'm not allergic to lemons".
    `is_plain`: "after all", "forget"; `is_elsewhere`: of other things or nobody else; `is_of_self`: "I have none".
    """

    codes: frozenset[str]
    about: frozenset[str] = frozenset()
    people: People = frozenset()
    is_plain: bool = False
    is_elsewhere: bool = False
    is_of_self: bool = False


def denial_in(
    codes: frozenset[str], about: Sequence[str], said: Sequence[str], beside: Sequence[str], spoken: Language
) -> Denial:
    """The denial of the allergies to some codes, or `about` other foods, in a clause of these folded words; else of all.

    `beside` are those that stand beside the words for no allergy: who has none is told there.
    """
    denials = spoken.denials
    return Denial(
        codes or (frozenset() if about else ALL),
        frozenset(map(spoken.stem, about)),
        _people_in(beside, spoken),
        any(phrases_in(said, denials.plainly)),
        any(phrases_in(said, denials.elsewhere)),
        any(phrases_in(said, denials.of_self)),
    )


def without_denied(allergy: Allergy, denials: Sequence[Denial]) -> Allergy | None:
    """What is left of an allergy: with the codes that nobody takes back; None where that is nothing."""
    left = frozenset(allergy.allergens)
    for denial in denials:
        if not (_is_met(denial, allergy, left) and _takes_back(denial, allergy)):
            continue
        left = frozenset() if denial.codes == ALL else left - denial.codes
        if not left:
            return None
    return replace(allergy, allergens=tuple(code for code in allergy.allergens if code in left))


def _is_met(denial: Denial, allergy: Allergy, left: frozenset[str]) -> bool:
    """Whether a denial is about an allergy of which some codes are left; of one without codes by its words."""
    if denial.codes == ALL or denial.codes & left:
        return True
    said = words(allergy.text)
    stems = {language(code).stem(word) for code in available() for word in said} if denial.about else set()
    return not left and bool(denial.about) and denial.about <= stems


def _takes_back(denial: Denial, allergy: Allergy) -> bool:
    if denial.is_elsewhere:
        return False
    told_of = _people_of(allergy)
    if denial.people:
        return bool(denial.people & told_of)
    return not told_of or (denial.is_plain and not denial.is_of_self)


def _people_of(allergy: Allergy) -> People:
    """The people of whom the words of an allergy tell it, in any of our languages."""
    said = words(allergy.text)
    return frozenset().union(*(_people_in(said, language(code)) for code in available()))


def _people_in(said: Sequence[str], spoken: Language) -> People:
    """The people that folded words name, also with the end of a verb: "my wife's allergic"."""
    people = spoken.denials.people
    found = [*phrases_in(said, people), *phrases_in([word.removesuffix("s") for word in said], people)]
    return frozenset(" ".join(phrase) for phrase in found)
