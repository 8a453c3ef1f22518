"""Words of a text that may be about something else than the line that they were taken for, whatever was ordered."""

from collections.abc import Callable, Sequence

from server.domain.menu import Item
from server.parsing.matching.called_without import refused_by_name
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.matching.numbers import number_at
from server.parsing.result.doubtful_attributes import doubles_in_vain, is_drink_of_two, makes_one_of_several
from server.parsing.result.doubtful_lines import counts_other_size, counts_size_of_another
from server.parsing.result.doubtful_persons import may_be_for_children, may_be_in_size_of_person
from server.parsing.result.doubtful_wishes import may_be_for_something_else
from server.parsing.result.readings import Reading
from server.parsing.search.draft import Draft
from server.parsing.text.language import language
from server.parsing.text.tokens import tokenise, words

Check = Callable[[Lexicon, int, Reading], bool]
"""Whether the cue word at a span may be about something else in a reading."""

_TOLD_APART = (
    "number",
    "that",
    "article",
    "other",
    "ordinal",
    "last",
    "another",
    "same",
    "size",
    "amount",
    "plain",
    "pronoun",
    "filler",
    "each",
    "no",
    "with",
    "of",
    "and",
    "meal",
    "more",
    "mine",
    "theirs",
    "make",
    "serving",
    "unit",
    "class",
    "request",
    "doubling",
    "just",
    "for",
    "preposition",
    "normal",
)
"""Kinds of words before "one" that tell which one is meant, or that say nothing."""


def has_doubtful_lines(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a wish, an option or the number of a line may be about something else."""
    return (
        (m.says("instead") and _exchanges_in_one(m, drafts))
        or any(_counts_within_wish(m, draft) for draft in drafts if draft.requests)
        or may_be_for_something_else(m, drafts)
        or any(_pays_for_everything(draft) for draft in drafts if draft.everything)
        or (m.says("correction", "recount") and any(counts_other_size(m, draft) for draft in drafts))
        or counts_size_of_another(m, drafts)
        or may_be_in_size_of_person(m, drafts)
        or may_be_for_children(m, drafts)
        or is_drink_of_two(m, drafts)
    )


def _pays_for_everything(draft: Draft) -> bool:
    """Whether "everything" adds to a dish what costs extra and was not named; what is excepted tells that all is meant."""
    if draft.item is None or any(choice.amount == "none" for choice in draft.choices.values()):
        return False
    options = [m for g in draft.item.modifier_groups if g.max_select is None for m in g.modifiers]
    if any(m.is_default for g in draft.item.modifier_groups for m in g.modifiers):
        return False
    return any(m.price_adjustment > 0 and m.id not in draft.choices for m in options)


def _tells_which_in_vain(m: Lexicon, at: int, _reading: Reading) -> bool:
    """Whether a small word tells which one is meant and names nothing of the menu: "couscous, the sharing one"."""
    told = at - 1
    if (
        at
        and m.has(told, "filler")
        and m.length(told) > 1
        and m.begins_as(told, "that")
        and not m.spans[at].pause
    ):
        return not m.spans[at].names
    if at <= 1 or m.spans[at].names or m.spans[at].pause or m.spans[told].names:
        return False
    return m.has(told - 1, "that") and m.spans[told].known and not m.has(told, *_TOLD_APART)


def _is_age(m: Lexicon, at: int, _reading: Reading) -> bool:
    """Whether somebody is so old, and nothing is counted: "i'm seven and i want …"."""
    if not at or m.spans[at].names or m.spans[at].pause:
        return False
    if m.token(at - 1) not in m.view.language.tellers or m.spans[at - 1].end != m.spans[at].start:
        return False
    if m.has(at - 1, "make", "change") or m.has(at - 2, "make", "change") or m.says("each", "apiece"):
        return False
    _value, after = number_at(m, at, len(m))
    return after < len(m) and (bool(m.spans[after].pause) or m.has(after, "and"))


def _is_all_of_one(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether all of a dish are wanted that was ordered once: "both rices", where there are several."""
    named = at + 1
    while m.has(named, "that", "of", "pronoun") and not m.spans[named].names:
        named += 1
    if named < len(m) and m.spans[named].pause:
        return False
    heads = [d for d in reading.drafts if d.head is not None and d.head[2] == named and d.line is None]
    return any(d.quantity == 1 and not (d.quantity_stated or d.removed or d.part_of >= 0) for d in heads)


def _is_of_those_left(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether something is told of the last of a number, of which some are left without it: "mango on three, foam on the last"."""
    is_told = m.has(at - 1, "preposition", "for", "with") and not m.spans[at].pause
    is_told = is_told and not (m.spans[at].names or m.begins_as(at, "another"))
    return is_told and "share_left_over" in reading.choices


def _is_as_much_as_can_be(m: Lexicon, at: int, _reading: Reading) -> bool:
    """Whether an option stands between two words for "as", so that more of it may be meant: "as hot as it comes"."""
    if m.spans[at].names or at + 2 >= len(m) or not m.spans[at + 1].names:
        return False
    behind = m.spans[at + 2]
    is_between = not (m.spans[at + 1].pause or behind.pause or behind.names)
    return is_between and m.token(at) == m.tokens[behind.start].text


def _takes_off_some(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether an option is taken off some of a dish by a word behind it: "custard off one of the puddings"."""
    is_behind = at > 0 and bool(m.spans[at - 1].names) and not (m.spans[at].names or m.spans[at].pause)
    is_told = is_behind and m.has(at + 1, "number") and not m.spans[at + 1].pause
    shares = [draft for draft in reading.drafts if draft.part_of >= 0 and not draft.removed]
    return is_told and not any(c.amount == "none" for d in shares for c in d.choices.values())


def _may_be_wanted_too(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether what follows what something is had instead of may be wanted or not: "rice instead of chips and peas"."""
    if m.spans[at].names:
        return False
    first = at + 1
    while m.has(first, "that", "article", "filler") and not m.spans[first].names:
        first += 1
    if first + 2 >= len(m) or not (m.spans[first].names and m.has(first + 1, "and")):
        return False
    second = first + 2
    is_option = bool(m.spans[second].names) and m.is_option_somewhere(second) and not m.items(second)
    told = {spot for draft in reading.drafts for spot in draft.spans}
    return is_option and second not in told


def _counts_within_wish(m: Lexicon, draft: Draft) -> bool:
    """Whether a wish behind a dish that was not counted is a number of helpings: "lime pie, two slices"."""
    if draft.line is not None or draft.removed or draft.quantity_stated or not draft.requests:
        return False
    return any(_counts_helpings(m, wish) for wish in draft.requests)


def _counts_helpings(m: Lexicon, wish: str) -> bool:
    said = [token.text for token in tokenise(wish)][:2]
    if len(said) < 2:  # noqa: PLR2004 - a number and what it counts
        return False
    spoken = m.view.language
    counted = spoken.trie.get((said[1],))
    is_number = said[0].isdecimal() or bool(spoken.other_number(said[0]))
    return is_number and counted is not None and "helping" in counted.kinds


def _refuses_in_vain(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether an option that is refused is had by a line and refused for none: "one without sugar, the others with three"."""
    named = at + 1
    if named >= len(m) or m.spans[at].names or m.spans[named].pause:
        return False
    counts = m.has(at - 1, "number") and not m.has(at - 2, "that")
    is_apart = bool(m.spans[at].pause or counts or m.spans[at - 1].names)
    is_told = m.has(at - 1, "that", "stand_in") and not is_apart
    if not m.spans[named].names:
        lines = [draft for draft in reading.drafts if draft.line is not None]
        return is_told and not m.spans[named].known and len(lines) > 1
    if is_told or (at and m.has(at, "recount") and not m.stems(at - 1).isdisjoint(m.stems(named))):
        return False
    there = [draft for draft in reading.drafts if draft.item is not None]
    ids = {modifier.id for d in there for modifier, _group in m.best_modifiers(named, d.ids[0])}
    had = [c for d in there for c in d.choices.values() if c.modifier.id in ids and c.stated]
    is_left_off = any(c.amount == "none" or refused_by_name(m, c.modifier) for c in had)
    return bool(had) and not is_left_off and not any(d.requests for d in there)


def _takes_away_what_it_adds(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether a clause takes away what the one before named, and it was added: "there are nuts on it, leave those off"."""
    begin, end = at, at + 1
    while begin > 0 and not m.spans[begin].pause:
        begin -= 1
    while end < len(m) and not m.spans[end].pause:
        end += 1
    clause = m.spans[begin:end]
    named = next((i for i in range(begin - 1, -1, -1) if m.spans[i].names), -1)
    if named < 0 or any(span.names or not span.known for span in clause):
        return False
    there = [draft for draft in reading.drafts if draft.item is not None]
    ids = {modifier.id for d in there for modifier, _group in m.best_modifiers(named, d.ids[0])}
    return any(
        c.modifier.id in ids and c.stated and c.amount != "none" for d in there for c in d.choices.values()
    )


def _exchanges_in_one(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether an exchange for all lines was made in one of them: "rice instead of chips on both"."""
    there = [draft for draft in drafts if not draft.removed and draft.item is not None]
    if len(there) < 2 or not m.says("each", "all"):  # noqa: PLR2004 - what holds for all of one line holds for it
        return False
    without = [{c.modifier.name for c in d.choices.values() if c.amount == "none"} for d in there]
    with_all = [{c.modifier.name for c in d.choices.values() if c.amount != "none"} for d in there]
    shared = set.intersection(*without)
    return bool(shared) and not set.intersection(*with_all)


def _may_join_dish(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether a part of an option's name stands behind "and", and is one of dishes' names too: 칼국수랑 만두."""
    named, before = at + 1, at - 1
    if m.spans[at].names or named >= len(m) or m.spans[named].pause or not m.items(named):
        return False
    while before > 0 and not m.spans[before].names:
        before -= 1
    if not m.view.language.script or before < 0 or not m.items(before):
        return False
    taking = (d for d in reading.drafts if named in d.spans and d.item is not None and d.ids)
    found = [
        m.modifiers(named, draft.ids[0]) for draft in taking if draft.head is None or draft.head[1] != named
    ]
    return any(options and options[0][0] >= PART for options in found)


def _copies_nothing(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether "the same for" stands before all that is ordered: the dish behind it, or one more: "the same for Ann: a pie"."""
    led = at + 1 + m.has(at + 1, "also")
    is_for_somebody = m.length(at) > 1 or m.has(led, "for")
    if not is_for_somebody or m.spans[at].names or m.has(at, "round"):
        return False
    new = [d for d in reading.drafts if d.line is None and d.spans]
    return 0 < len(new) == len(reading.drafts) and all(min(d.spans) >= at for d in new)


def _changes_what_it_comes_with(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether a dish gives way that is told by what it comes with: "swap the chips for peas", of *Cod and Chips*."""
    named = at + 1
    while m.has(named, "that", "article", "filler", "pronoun") and not m.spans[named].names:
        named += 1
    is_gone = "replaces" in reading.choices or "removes" in reading.choices
    if not is_gone or named >= len(m) or not m.spans[named].names:
        return False
    dishes = [m.item(i) for _far, i in m.items(named)]
    return any(m.stems(named) <= _stems_of_company(m, item) for item in dishes)


def _stems_of_company(m: Lexicon, item: Item) -> set[str]:
    """The words of a dish's name behind "and" or "with"."""
    said, spoken = words(item.name), language(m.index.language)
    begin = next(
        (i for i, word in enumerate(said) if spoken.is_cue(word, "and", "with")),
        len(said),
    )
    return {spoken.stem(word) for word in said[begin + 1 :]}


def _halves_in_vain(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether half of something is to be what no line has: the second of "wings, half hot half plain"."""
    behind = at + 1
    if m.spans[at].names or behind >= len(m) or m.spans[behind].pause or not m.is_option_somewhere(behind):
        return False
    return not any(behind in d.spans for d in reading.drafts if not d.removed)


CHECKS_OF_DOUBTFUL_WORDS: Sequence[tuple[Sequence[str], Check]] = (
    (("half",), _halves_in_vain),
    (("doubling",), doubles_in_vain),
    (("make",), makes_one_of_several),
    (("stand_in",), _tells_which_in_vain),
    (("number",), _is_age),
    (("last", "other"), _is_of_those_left),
    (("preposition",), _is_as_much_as_can_be),
    (("remove_after",), _takes_off_some),
    (("remove_after", "remove"), _takes_away_what_it_adds),
    (("instead",), _may_be_wanted_too),
    (("no",), _refuses_in_vain),
    (("all",), _is_all_of_one),
    (("and",), _may_join_dish),
    (("change",), _changes_what_it_comes_with),
    (("same",), _copies_nothing),
)
"""Kinds of cue words, and what is asked of each word of them."""
