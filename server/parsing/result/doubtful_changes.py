"""Changes to the cart that may be about another line, or about more of them, than those that took them."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import SHORTENED
from server.parsing.matching.numbers import number_at
from server.parsing.result.doubtful_corrections import may_be_ordered_besides, was_thought_of
from server.parsing.result.doubtful_persons import changes_for_somebody
from server.parsing.result.doubtful_sums import changes_some_of_dish, is_raised_and_changed
from server.parsing.result.readings import Reading
from server.parsing.search.draft import Draft


def has_doubtful_change(m: Lexicon, reading: Reading) -> bool:
    """Whether a change to what is in the cart may have been meant for other lines than those that took it."""
    there = [draft for draft in reading.drafts if draft.line is not None]
    return bool(there) and (
        (m.says("persons_all", "everybody") and _leaves_some_out(m, there))
        or (m.says("other") and _tells_two_apart(m, reading.drafts))
        or any(_is_resized_and_gone(draft) or _is_as_before(draft, reading.drafts) for draft in there)
        or any(_takes_option_of_other(m, draft, there) for draft in there)
        or any(_takes_size_of_other(m, draft, there) or _takes_size_of_more(m, draft) for draft in there)
        or any(_adds_other_number(m, at, reading.drafts) for at in m.places_of("number"))
        or any(_takes_away_in_vain(m, at, there) for at in m.places_of("remove_after") if at)
        or any(_wants_it_too(m, at, reading.drafts) for at in m.places_of("also") if at)
        or (m.says("only", "just") and any(_adds_only(m, at, reading.drafts) for at in m.places_of("same")))
        or (m.says("ordinal") and (_passes_over_ordinal(m, there) or _takes_all_for_one(m, there)))
        or any(_refuses_of_all(m, at, reading.drafts) for at in m.places_of("somebody"))
        or (m.says("same", "has_same") and _repeats_some(m, reading.drafts, there))
        or _corrects_nothing(m, reading.drafts)
        or (m.says("correction") and may_be_ordered_besides(m, there))
        or (m.hints_at("considered") and m.says("but") and was_thought_of(m))
        or changes_for_somebody(m, there)
        or (len(there) > 1 and changes_some_of_dish(m, reading.drafts))
        or any(_has_dish_on_the_side(m, draft) or is_raised_and_changed(m, draft) for draft in there)
        or (len(there) > 1 and _may_be_about_more(m, reading.drafts, there))
        or (m.says("round") and _is_one_more_for_round(reading.drafts, there))
        or (len(there) > 1 and m.says("same") and m.says("instead") and _copies(reading.drafts))
    )


def _has_dish_on_the_side(m: Lexicon, draft: Draft) -> bool:
    """Whether a line of the cart gets beside it what is a dish of its own by that name: "some hash browns on the side"."""
    assert draft.line is not None  # noqa: S101
    had = {choice.modifier.id for choice in draft.line.choices}
    beside = {c.modifier.id for c in draft.choices.values() if c.amount == "side"} - had
    named = [at for at in draft.spans if beside and m.items(at) and m.items(at)[0][0] < SHORTENED]
    return any(
        modifier.id in beside
        for at in named
        for item_id in draft.ids
        for modifier, _group in m.best_modifiers(at, item_id)
    )


def _is_as_before(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether some of a line are told to have what all of it have already: "only one with ketchup", of two with it."""
    if draft.part_of < 0 or draft.removed or draft.requests or draft.variant_stated or not draft.choices:
        return False
    had = drafts[draft.part_of].choices
    alike = (id_ in had and had[id_].amount == c.amount for id_, c in draft.choices.items())
    return draft.items == drafts[draft.part_of].items and all(alike)


def _passes_over_ordinal(m: Lexicon, there: Sequence[Draft]) -> bool:
    """Whether another line took an option than the one told by its place: "no onions on the first", which has none."""
    for at in m.places_of("ordinal"):
        named, place = at - 2, m.spans[at].word.value - 1
        if named < 0 or not (m.spans[named].names and m.has(at - 1, "preposition", "with", "for")):
            continue
        if (
            0 <= place < len(there)
            and any(named in d.spans for d in there)
            and named not in there[place].spans
        ):
            return True
    return False


def _takes_all_for_one(m: Lexicon, there: Sequence[Draft]) -> bool:
    """Whether all of what was counted is gone where one was told by its number: "not the third beer", of three."""
    gone = {d.line.item.id for d in there if d.line is not None and d.removed and d.line.quantity > 1}
    return any(not gone.isdisjoint(m.all_items(at + 1)) for at in m.places_of("ordinal") if at + 1 < len(m))


def _refuses_of_all(m: Lexicon, at: int, drafts: Sequence[Draft]) -> bool:
    """Whether somebody does not want what several have, and all of them lost it: "my son doesn't want gravy", of two pies."""
    refused = at + 1
    while m.has(refused, "filler", "also") and not m.has(refused, "no", "remove"):
        refused += 1
    if not m.has(refused, "no", "remove") or m.spans[refused].pause:
        return False
    divided = {draft.part_of for draft in drafts}
    return any(_loses_something(draft) and i not in divided for i, draft in enumerate(drafts))


def _loses_something(draft: Draft) -> bool:
    """Whether all of several of the cart are gone, or have something otherwise than before."""
    line = draft.line
    if line is None or line.quantity < 2 or draft.is_unchanged:  # noqa: PLR2004 - one alone is meant
        return False
    return draft.removed or draft.quantity == line.quantity


def _repeats_some(m: Lexicon, drafts: Sequence[Draft], there: Sequence[Draft]) -> bool:
    """Whether one of several dishes of the cart was had again, and none was named: "she'll have the same, with a tea"."""
    kept = [d for d in there if not d.removed]
    ordered = {item_id for d in kept for item_id in d.ids}
    is_told = any(not ordered.isdisjoint(m.all_items(at)) for at in range(len(m)))
    if len(kept) < 2 or is_told or not any(_says_same(m, at) for at in m.places_of("same", "has_same")):  # noqa: PLR2004
        return False
    raised = [d for d in kept if d.line is not None and d.quantity > d.line.quantity]
    fresh = [d for d in drafts if d.line is None and not d.removed]
    return bool(raised or fresh) and len(raised) + len(fresh) < len(kept)


def _says_same(m: Lexicon, at: int) -> bool:
    """Whether a word says that it is the same, not that it is one or of what: not "another one", "same coffee"."""
    behind = at + 1
    if behind < len(m) and m.spans[behind].names and not m.spans[behind].pause:
        return False
    is_one = any(
        m.has_within(at, kind) for kind in ("another", "number", "more", "adding", "also", "article")
    )
    return m.has_within(at, "same") and not is_one


def _leaves_some_out(m: Lexicon, there: Sequence[Draft]) -> bool:
    """Whether what everybody is to have came to some lines only, though others could have it: "ketchup for everyone"."""
    kept = [draft for draft in there if not draft.removed]
    same = [draft for draft in kept if draft.is_unchanged]
    if not 0 < len(same) < len(kept):
        return False
    said = {at for draft in kept if not draft.is_unchanged for at in draft.spans}
    return any(m.fits(at, item_id) for at in said for draft in same for item_id in draft.ids)


def _adds_only(m: Lexicon, at: int, drafts: Sequence[Draft]) -> bool:
    """Whether "only one more" corrects how many were added before, and raised a number all the same: "doch nur noch eins"."""
    corrects = m.has(at - 1, "only", "just") and m.has(at - 2, "correction", "recount", "after_all", "rather")
    is_alone = not any(span.names for span in m.spans[:at])
    return corrects and is_alone and any(d.line is None and d.repeated for d in drafts)


def _tells_two_apart(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether two lines are told apart and one alone was changed: "mustard on the ham one and mayo on the other"."""
    told = [
        at for at in m.places_of("stand_in") if at > 1 and m.spans[at - 1].names and m.has(at - 2, "that")
    ]
    others = m.places_of("other")
    changed = [d for d in drafts if d.line is None or d.removed or not d.is_unchanged]
    return bool(told) and told[0] < others[-1] and len(changed) == 1


def _may_be_about_more(m: Lexicon, drafts: Sequence[Draft], there: Sequence[Draft]) -> bool:
    """Whether a text that names nothing changed the number of one line, which may be that of several, or of each.

    "no, four" behind three coffees of which one is a decaf; "the same again, one of each".
    """
    if any(span.names and not span.has("number") for span in m.spans):
        return False
    changed = [d for d in there if d.line is not None and d.quantity != d.line.quantity]
    if m.says("each", "apiece") and m.says("same", "more", "another") and not m.says("all", "everything"):
        added = [d for d in drafts if d.line is None and not d.removed]
        return 0 < len(changed) + len(added) < len(there)
    if len(changed) != 1 or changed[0].removed or not m.says("correction", "rather", "recount"):
        return False
    return sum(d.line is not None and d.items == changed[0].items for d in there) > 1


def _is_one_more_for_round(drafts: Sequence[Draft], there: Sequence[Draft]) -> bool:
    """Whether another round of what several are of came to one more: "another round of lagers"."""
    several = [d.line for d in there if d.line is not None and d.line.quantity > 1]
    new = [
        d.item for d in drafts if d.line is None and d.quantity == 1 and (d.repeated or not d.quantity_stated)
    ]
    return any(line.item in new for line in several)


def _takes_size_of_other(m: Lexicon, draft: Draft, there: Sequence[Draft]) -> bool:
    """Whether a line was given the size that told which line is meant: "lime in the doubles", beside singles."""
    line = draft.line
    if (
        line is None
        or draft.removed
        or draft.variant is None
        or m.says("make", "change", "correction", "all")
    ):
        return False
    if line.variant is not None and line.variant.id == draft.variant.id:
        return False
    has_it = (
        d.line for d in there if d is not draft and d.line is not None and d.line.item.id == line.item.id
    )
    return any(other.variant is not None and other.variant.id == draft.variant.id for other in has_it)


def _takes_option_of_other(m: Lexicon, draft: Draft, there: Sequence[Draft]) -> bool:
    """Whether a line was given the option that told which line is meant: "make one of the chickens hot", beside a lamb."""
    line = draft.line
    if line is None or draft.removed:
        return False
    had = {choice.modifier.id for choice in line.choices}
    new = {key for key, choice in draft.choices.items() if key not in had and choice.amount != "none"}
    of_others = {
        choice.modifier.id
        for other in there
        if other is not draft and other.line is not None and other.line.item.id == line.item.id
        for choice in other.line.choices
    }
    named = (at for at in draft.spans if m.spans[at].names and m.has(at - 1, "that", "of", "among"))
    said = (at for at in named if not m.has(at + 1, "stand_in"))
    return not new.isdisjoint(of_others) and any(
        modifier.id in new & of_others
        for at in said
        for modifier, _group in m.best_modifiers(at, line.item.id)
    )


def _is_resized_and_gone(draft: Draft) -> bool:
    """Whether a line was taken away by the size of another one: "take one of the large ones off", where it is small."""
    line = draft.line
    if line is None or not draft.removed or draft.item is None or draft.item.id != line.item.id:
        return False
    return draft.variant is not None and line.variant is not None and draft.variant.id != line.variant.id


def _takes_size_of_more(m: Lexicon, draft: Draft) -> bool:
    """Whether a line was given the size in which one more may be meant: "e mais meio", where there is a whole one."""
    line = draft.line
    if line is None or draft.removed or draft.variant is None or line.variant in (None, draft.variant):
        return False
    item_id = draft.items[0].id
    return any(m.has(at - 1, "more", "also") and m.variants(at, item_id) for at in draft.spans)


def _adds_other_number(m: Lexicon, at: int, drafts: Sequence[Draft]) -> bool:
    """Whether so many more were said, and other than so many were added: "two more pints"."""
    if m.spans[at].names or (at and m.has(at - 1, "number")):
        return False
    value, after = number_at(m, at, len(m))
    if not m.has(after, "more") or m.spans[after].names or after + 1 >= len(m) or m.spans[after + 1].pause:
        return False
    there = [draft for draft in drafts if not draft.removed]
    added = {d.quantity - d.line.quantity for d in there if d.line is not None and d.item == d.line.item}
    added |= {draft.quantity for draft in there if draft.line is None}
    added |= {choice.quantity for draft in there for choice in draft.choices.values() if choice.stated}
    return value not in added


def _takes_away_in_vain(m: Lexicon, at: int, there: Sequence[Draft]) -> bool:
    """Whether a line is gone by a word behind something that names none: "it's too warm out"."""
    is_told = m.has(at - 1, "request", "other", "also") and not m.spans[at - 1].names
    return is_told and not m.spans[at].pause and sum(draft.removed for draft in there) > 1


def _wants_it_too(m: Lexicon, at: int, drafts: Sequence[Draft]) -> bool:
    """Whether somebody wants what was ordered too, and none was added: "Asha will have that too, with papad"."""
    points = m.has(at - 1, "that", "pronoun", "it") and not (m.spans[at].pause or m.spans[at - 1].names)
    if not points or m.spans[at].names:
        return False
    if not m.says("ordering", "for") and any(span.names for span in m.spans):
        return False
    before = sum(d.line.quantity for d in drafts if d.line is not None and d.part_of < 0)
    return sum(d.quantity for d in drafts if not d.removed and d.part_of < 0) <= before


def _copies(drafts: Sequence[Draft]) -> bool:
    """Whether a line is had again, so that an exchange may be in the copy: "the same, with a cider instead of the beer"."""
    return any(draft.line is None and draft.repeated and not draft.removed for draft in drafts)


def _corrects_nothing(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a text that ends in a correction ordered one thing more, and did not count it: "teas with milk, sorry"."""
    last = len(m) - 1
    if last < 1 or not m.has(last, "correction") or m.says("add", "also", "another", "more", "forgot"):
        return False
    fresh = [draft for draft in drafts if draft.line is None]
    kept = all(draft.is_unchanged for draft in drafts if draft.line is not None)
    return kept and len(fresh) == 1 and not fresh[0].quantity_stated
