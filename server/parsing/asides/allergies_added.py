"""Foods that are added to an allergy that was told right before: "I'm allergic to nuts. Eggs too.", in the next text as well.

A bare food with nothing but a word that joins belongs to the allergy; with an article, a number or a word that orders it
is ordered. What the menu calls so may have been meant as an order all the same: it is an allergy then, and told to be unclear.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from server.domain.menu import Item
from server.parsing.asides.allergens_corrected import foods_instead
from server.parsing.asides.allergy_words import AllergyWords
from server.parsing.asides.said_of_allergies import MAX_TEXT, Said
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART, SHORTENED
from server.parsing.model import Allergy
from server.parsing.text.foods import foods, is_drink

LONGEST = 10
"""Spans of a clause that adds something, at most."""
_JOINS = ("and", "or", "also", "has_same")
_SMALL = (
    "filler", "that", "pronoun", "preposition", "of", "allergy_head", "allergy_tail", "yes", "then", "correction",
)  # fmt: skip
_LEADS = ("preposition", "for", "into")
_ORDERS = (
    "please",
    "number",
    "article",
    "ordering",
    "add",
    "make",
    "no",
    "remove",
    "asking",
    "amount",
    "size",
    "with",
)
_COLONS = (":", "\uff1a")


class _Addition(NamedTuple):
    """Where something is added: the spans `first` to `after` of a clause, its foods, and whether it may be an order."""

    first: int
    after: int
    foods: tuple[int, ...]
    is_doubtful: bool


def with_added(
    m: Lexicon, said: Said, before: Sequence[Allergy], text_before: str, ordered: Sequence[Item]
) -> Said:
    """`said` with the foods that are added to its allergies, or to those `before` where this text begins with them.

    `text_before` is the last text, where it told one of those, `ordered` are the dishes so far.
    """
    if said.taken_back or not (said.allergies or before):
        return said
    told = AllergyWords(m)
    if said.allergies:
        added = [*_behind_said(told, said)]
    else:
        added = [] if _chooses(m, ordered) else [*_of_text(told, before[-1], text_before)]
    for one in added:
        first, last = one.foods[0], one.foods[-1]
        codes = told.codes(first, last + 1).union(*map(told.codes_of, one.foods))
        who = [at for at in range(one.first, one.after) if m.has(at, "somebody")]
        text = m.words(min([first, *who]), max([last, *who]))
        said.allergies.append(Allergy(text[:MAX_TEXT], tuple(sorted(codes))))
        said.places.append((one.first, one.after))
        said.doubtful += [(one.first, one.after)] if one.is_doubtful else []
    return said


def _chooses(m: Lexicon, ordered: Sequence[Item]) -> bool:
    """Whether a text is nothing but an option of a dish that is ordered already, which may have been asked for: "oat"."""
    return len(m) == 1 and any(m.modifiers(0, item.id) for item in ordered)


def _behind_said(told: AllergyWords, said: Said) -> Iterator[_Addition]:
    """What is added right behind the words for an allergy, and behind that again."""
    taken = {at for place in said.places for at in range(*place)}
    for first, after in _runs(taken):
        begin, is_listed = after, _announces_list(told.m, first, after)
        for found in _following(told, after, is_recent=True, is_listed=is_listed):
            if not taken.isdisjoint(range(begin, found.after)):
                break
            yield found._replace(is_doubtful=found.is_doubtful and not is_listed)
            begin = found.after


def _runs(taken: Collection[int]) -> Iterator[tuple[int, int]]:
    """The spans (first, after) of each stretch of spans that are taken."""
    for first in sorted(at for at in taken if at - 1 not in taken):
        yield first, next(after for after in count(first) if after not in taken)


def _announces_list(m: Lexicon, first: int, after: int) -> bool:
    """Whether a colon stands in the words for an allergy, or behind them: "allergies: onion, mushrooms"."""
    end = m.place(after)[0] if after < len(m) else len(m.text)
    return any(colon in m.text[m.place(first)[0] : end] for colon in _COLONS)


def _of_text(told: AllergyWords, last: Allergy, text_before: str) -> Iterator[_Addition]:
    """What the clauses at the beginning of a text add to the last allergy that was told before it."""
    is_recent = last.text.casefold() in text_before.casefold()
    yield from _following(told, 0, is_recent=is_recent, is_listed=False)


def _following(told: AllergyWords, begin: int, *, is_recent: bool, is_listed: bool) -> Iterator[_Addition]:
    """What the clauses from a span on add to an allergy, with clauses of small words before: "me too, to eggs"."""
    at = _behind_small(told, begin)
    while at < len(told.m):
        found = _addition(told, at, is_recent=is_recent, is_listed=is_listed)
        found = found or _corrected(told, begin, at) or _of_somebody(told, at) or _instead(told, at)
        if found is None or (begin == 0 and _corrects_order(told, found)):
            return
        yield found._replace(first=begin)
        begin = found.after
        at = _behind_small(told, begin)


def _behind_small(told: AllergyWords, begin: int) -> int:
    """Where the first clause from a span on begins that has anything but small words."""
    at = begin
    while at < len(told.m) and is_small(told, at):
        at += 1
    return max(begin, told.m.begin_of_clause(at)) if at < len(told.m) else at


def _addition(
    told: AllergyWords, first: int, *, is_recent: bool, is_listed: bool = False
) -> _Addition | None:
    """What the clause from span `first` on adds to an allergy; None where it says anything else."""
    m = told.m
    after = m.end_of_clause(first + 1)
    takes_all = is_listed or (is_recent and told.spoken.has_articles)
    named = bare_foods(told, first, after, takes_all=takes_all)
    others = [at for at in range(first, after) if at not in named]
    is_joined = is_listed or any(m.has(at, *_JOINS) or _is_also(told, at) for at in others)
    if not is_listed and _are_known_ones(told, named, others):
        return None
    if not named or not (is_joined or all(_tells_alone(told, at, is_recent=is_recent) for at in named)):
        return None
    return _Addition(first, after, named, any(may_be_ordered(told, at) for at in named))


def _corrected(told: AllergyWords, begin: int, first: int) -> _Addition | None:
    """The allergens of the clause from span `first` on, where it or one before it corrects: "to nuts, sorry, peanuts"."""
    m = told.m
    after = m.end_of_clause(first + 1)
    if not any(m.has(at, "correction") for at in range(max(0, begin - 1), after)):
        return None
    named = bare_foods(told, first, after, takes_all=False)
    return _Addition(first, after, named, any(_is_called_so(told, at) for at in named)) if named else None


def _instead(told: AllergyWords, first: int) -> _Addition | None:
    """What a clause that denies an allergen tells instead of it: "not nuts, sesame"."""
    found = foods_instead(told, told.m.begin_of_clause(first))
    if found is None:
        return None
    after, named = found
    is_doubtful = any(_is_called_so(told, at) for at in named)
    begins = not any(told.codes_of(at) for at in range(first))
    return None if begins and is_doubtful else _Addition(first, after, named, is_doubtful)


def _of_somebody(told: AllergyWords, first: int) -> _Addition | None:
    """What somebody else has an allergy to, or is to have none of: "my son to eggs", "and my brother no fish", "… an egg one"."""
    m = told.m
    after = m.end_of_clause(first + 1)
    said = range(first, after)
    named = tuple(at for at in said if at in told.named or told.codes_of(at))
    is_of_somebody = any(m.has(at, "somebody") for at in said)
    if not (named and is_of_somebody and len(said) <= LONGEST):
        return None
    is_one = m.has(after - 1, "stand_in") and after - 2 in named
    is_told = is_one or all(
        leads(told, at - 1) or _is_refused(told, first, at) for at in named if at - 1 not in named
    )
    known = ("no", "stand_in", "article", "with", "filler") if is_one else ("no",)
    is_bare = all(is_small(told, at) or m.has(at, *known) for at in said if at not in named)
    is_option = any(_is_refused(told, first, at) and m.is_option_somewhere(at) for at in named)
    return _Addition(first, after, named, is_option) if is_told and is_bare else None


def _is_refused(told: AllergyWords, first: int, at: int) -> bool:
    """Whether a clause from span `first` on refuses a food: "no fish", "pas de poisson"."""
    before = at - 1
    while before > first and told.m.has(before, "of", "article", "preposition"):
        before -= 1
    return before >= first and told.m.has(before, "no")


def _corrects_order(told: AllergyWords, found: _Addition) -> bool:
    """Whether a text that begins with a correction may mean a dish or an option: "sorry, milk", but not "sorry, to milk"."""
    is_corrected = any(told.m.has(at, "correction") for at in range(found.after))
    return is_corrected and any(_is_called_so(told, at) for at in found.foods)


def _is_called_so(told: AllergyWords, at: int) -> bool:
    """Whether a dish or an option of the menu is called by a food, and no word leads to what somebody is allergic to."""
    return (_is_dish(told, at) or told.m.is_option_somewhere(at)) and may_be_ordered(told, at)


def _is_dish(told: AllergyWords, at: int) -> bool:
    return any(far < SHORTENED for far, _item in told.m.items(at))


def _are_known_ones(told: AllergyWords, named: Sequence[int], others: Sequence[int]) -> bool:
    """Whether a food that is no allergen has an article, or a dish comes next: "then the risotto", "edamame then" order."""
    if any(told.m.has(at, "then") for at in others) and any(_is_dish(told, at) for at in named):
        return True
    is_known_one = any(told.m.has(at, "that", "then") for at in others)
    return is_known_one and not all(at in told.named or told.codes_of(at) for at in named)


def _tells_alone(told: AllergyWords, at: int, *, is_recent: bool) -> bool:
    """Whether an allergen that nothing joins is none of the menu; right behind an allergy it may be a part of a name."""
    far = min(told.m.spans[at].names.values(), default=None)
    return at in told.named and (far is None or (is_recent and far >= SHORTENED))


def bare_foods(told: AllergyWords, first: int, after: int, *, takes_all: bool) -> tuple[int, ...]:
    """The foods of a clause of spans that says nothing else and orders nothing; none where it does.

    `takes_all`: foods that are no allergens count too, since an allergy is told right beside it.
    """
    said = range(first, after)
    named = tuple(at for at in said if _is_food(told, at, takes_all=takes_all))
    is_bare = len(said) <= LONGEST and all(is_small(told, at) for at in said if at not in named)
    return named if is_bare else ()


def _is_also(told: AllergyWords, at: int) -> bool:
    """Whether a small word behind a food says "too" there: も."""
    return told.m.words(at).casefold() in told.spoken.allergy_added


def is_small(told: AllergyWords, at: int) -> bool:
    """Whether a word is none of the menu's and orders nothing."""
    m = told.m
    if _is_name(told, at) or m.has(at, *_ORDERS):
        return False
    if m.has(at, *_JOINS) or _is_also(told, at) or leads(told, at):
        return True
    return m.has(at, *_SMALL) and not _wants(told, at)


def _is_name(told: AllergyWords, at: int) -> bool:
    """Whether the menu calls something by a word; not where it only stands in a name: "au" of *Glace au chocolat*."""
    span = told.m.spans[at]
    is_preposition = span.has("preposition", "of") and min(span.names.values(), default=0) >= PART
    return bool(span.names) and not is_preposition


def leads(told: AllergyWords, at: int) -> bool:
    """Whether a word leads to what somebody is allergic to: "to", "voor"."""
    is_lead = told.m.has(at, *_LEADS) and not _is_name(told, at)
    return is_lead and told.m.token(at) in told.spoken.allergy_leads


def _wants(told: AllergyWords, at: int) -> bool:
    """Whether a word orders, as "having" does."""
    said = (token.text for token in told.m.tokens[told.m.spans[at].start : told.m.spans[at].end])
    return not told.spoken.wanting.isdisjoint(said)


def _is_food(told: AllergyWords, at: int, *, takes_all: bool) -> bool:
    """Whether a span names an allergen; with `takes_all` any food that is no dish of the menu, too."""
    is_dish = told.is_dish_in_full(at)
    if at in told.named or (told.codes_of(at) and not is_dish):
        return True
    if not takes_all or is_dish or told.m.spans[at].word.kinds:
        return False
    return told.m.is_option_somewhere(at) or _is_known_food(told, at)


def _is_known_food(told: AllergyWords, at: int) -> bool:
    """Whether a span is a word for something to eat."""
    said = [token.text for token in told.m.tokens[told.m.spans[at].start : told.m.spans[at].end]]
    things = foods(told.spoken.code).things_in(said)
    return bool(things) and not any(map(is_drink, things))


def may_be_ordered(told: AllergyWords, at: int) -> bool:
    """Whether the menu calls something by a food, and no word leads to what somebody is allergic to."""
    m = told.m
    if leads(told, at - 1) or (at - 1 >= 0 and m.has(at - 1, "that") and leads(told, at - 2)):
        return False
    return bool(m.items(at)) or m.is_option_somewhere(at)
