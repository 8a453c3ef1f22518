"""Languages that put "without", "more" and the number behind what they are about are brought into the order of English.

"피자 두 개, 양파 빼고" is read as "two pizzas, without onion". The spans keep their places in the text.
"""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.attributes_behind import attributes_behind
from server.parsing.matching.changes_first import changes_first, taken_back_first
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.kinds_of_names import (
    belongs,
    come_together,
    have_a_dish_in_common,
    is_counted,
    is_dish,
    is_only_size,
    is_option,
)
from server.parsing.matching.particles import MAX_BETWEEN, PARTICLES, before_particles, last_before
from server.parsing.matching.refusals_behind import before_joined, before_unknown
from server.parsing.matching.spans import Span
from server.parsing.text.cue_phrases import Word


def in_head_first_order(spans: Sequence[Span], index: MenuIndex, *, counts_first: bool = False) -> list[Span]:
    """The spans with every negation, amount and number moved before the words that they follow.

    `counts_first`: numbers and amounts stand before them already.
    """
    ordered: list[Span] = []
    changed = changes_first(taken_back_first(spans, index, behind_pause=counts_first), index)
    for at, span in enumerate(changed):
        if _counts_beside_size(span, changed, at + 1):
            span = replace(span, names={})  # noqa: PLW2901  (as it is read from here on)
        is_placed = counts_first and span.has("number", "amount", "adding")
        is_placed = is_placed or (span.has("number") and bool(ordered) and ordered[-1].has("times"))
        is_placed = is_placed or (_is_topic(span, changed, at + 1) and _has_topic(ordered))
        is_placed = is_placed or _corrects(span, changed, at, index)
        of_added = _added_before(ordered, span, changed, at, index)
        if _takes_its_place(span, changed, at):
            span = replace(span, pause=span.pause or ",")  # noqa: PLW2901
        if span.has("no") and _of_all(ordered, span, index):
            continue
        if span.word.amount == "side":
            before = _behind_name(ordered)
        else:
            before = len(ordered) if is_placed else of_added or _place(ordered, span, index)
        if before < len(ordered):
            _end_clause(span, changed, at + 1)
            before += _refuse_joined(ordered, before, span, index)
            span.pause, ordered[before].pause = ordered[before].pause, ""
        ordered.insert(before, span)
    return _each_counted(attributes_behind(ordered, index), index)


def _refuse_joined(ordered: list[Span], unknown: int, refusal: Span, index: MenuIndex) -> int:
    """Refuse too what is listed before the unknown words that a refusal belongs to; how many spans that adds."""
    begin = unknown if ordered[unknown].known else before_joined(ordered, unknown, index)
    if begin == unknown or not refusal.has("no"):
        return 0
    ordered.insert(begin, replace(refusal, pause=ordered[begin].pause))
    ordered[begin + 1].pause = ""
    return 1


ALL = Word(frozenset({"all"}))


def _of_all(ordered: list[Span], refusal: Span, index: MenuIndex) -> bool:
    """Bring a refusal and the word for all right before it before the options that both stand behind: わさびは全部なしで."""
    if (
        not (ordered and ordered[-1].has("all", "everything", "persons_want"))
        or ordered[-1].names
        or refusal.pause
    ):
        return False
    every = ordered.pop()
    before = len(ordered) if every.pause else _place(ordered, refusal, index)
    if before == len(ordered):
        ordered.append(every)
        return False
    every.word, every.pause, ordered[before].pause = ALL, ordered[before].pause, ""
    ordered[before:before] = [every, refusal]
    return True


def _added_before(
    ordered: Sequence[Span], number: Span, spans: Sequence[Span], at: int, index: MenuIndex
) -> int:
    """Before the option that is added so many times to the dish of its clause: 짜장면에 계란 하나 추가요; 0 where none is."""
    verb = _behind_counters(spans, at + 1)
    if not number.has("number") or number.names or number.pause or not verb.has("adding") or verb.pause:
        return 0
    option = before_particles(ordered, len(ordered)) - 1
    if option < 2 or ordered[option].pause or is_dish(ordered[option], index):  # noqa: PLR2004
        return 0
    dish, particle = ordered[option - 2 : option]
    is_told = particle.has("topic") and not (particle.names or particle.pause) and is_dish(dish, index)
    return option if is_told and belongs(ordered[option], dish, index) else 0


def _behind_name(ordered: Sequence[Span]) -> int:
    """Where "apart" belongs: right behind the name before it, in front of its particle (겨자는 따로)."""
    name = last_before(ordered, len(ordered), "filler", "topic")
    return name + 1 if name >= 0 and ordered[name].names else len(ordered)


def _end_clause(verb: Span, spans: Sequence[Span], after: int) -> None:
    """A pause behind a verb that takes off what stands before it: nothing behind it is taken off, too."""
    if _only_removes(verb) and after < len(spans):
        spans[after].pause = spans[after].pause or ","


def _only_removes(span: Span) -> bool:
    return span.has("remove") and not span.has("no", "instead")


def _before_count(ordered: Sequence[Span], end: int) -> int:
    """Before the number of those that are taken off, where nothing else is said of them: 하나는 취소하고."""
    at = last_before(ordered, end, *PARTICLES, "topic")
    is_told = at >= 0 and ordered[at].has("number") and not ordered[at].names
    return at if is_told and any(span.has("topic") for span in ordered[at + 1 : end]) else end


def _each_counted(spans: list[Span], index: MenuIndex) -> list[Span]:
    """A number of each of several options or sizes before each: "a lemon and a plum one" for レモンと巨峰を一つずつ."""
    at = next((i for i, span in enumerate(spans) if span.has("each") and not span.names), 0)
    if not at or spans[at].pause:
        return spans
    begin = at
    while begin and not spans[begin].pause and at - begin < MAX_BETWEEN:
        begin -= 1
    clause = spans[begin:at]
    named = [span for span in clause if span.names]
    numbers = [span for span in clause if span.has("number") and not is_dish(span, index)]
    options = [span for span in named if span not in numbers]
    if len(numbers) != 1 or len(options) < 2 or any(is_dish(span, index) for span in options):  # noqa: PLR2004
        return spans
    number = replace(numbers[0], names={}, pause="")
    counted: list[Span] = []
    for span in clause:
        if span in options:
            counted.append(number)
        if span is not numbers[0]:
            counted.append(span)
    counted[0].pause, options[0].pause = options[0].pause, ""
    return [*spans[:begin], *counted, *spans[at + 1 :]]


NOTHING_BEHIND = Span(0, 0)


def _behind_counters(spans: Sequence[Span], at: int) -> Span:
    """The span behind the measure words that stand at `at`."""
    end = min(len(spans), at + MAX_BETWEEN)
    while at < end and spans[at].has("counter") and not (spans[at].names or spans[at].pause):
        at += 1
    return spans[at] if at < len(spans) else NOTHING_BEHIND


def _counts_beside_size(span: Span, spans: Sequence[Span], after: int) -> bool:
    """Whether a number is none of the sizes that are called so, as another measure word follows: 2本 where there is 2個."""
    counts = (
        after < len(spans) and spans[after].has("counter") and not (spans[after].names or spans[after].pause)
    )
    return counts and span.has("number") and bool(span.names) and min(span.names.values()) > 0


def _is_topic(span: Span, spans: Sequence[Span], after: int) -> bool:
    """Whether something is told of so many, behind whom `after` is: the second "하나는" of "하나는 순한맛 하나는 매운맛"."""
    if not span.has("number"):
        return False
    behind = _behind_counters(spans, after)
    return behind.has("topic") and not behind.pause


def _corrects(span: Span, spans: Sequence[Span], at: int, index: MenuIndex) -> bool:
    """Whether a "no" between two dishes takes the first back: "bir latte yok patates olsun"."""
    is_no = span.has("correction") and span.has("no") and not span.has("instead")
    if not is_no or not 0 < at < len(spans) - 1:
        return False
    before, behind = spans[at - 1], spans[at + 1]
    return not (span.pause or behind.pause) and is_dish(before, index) and is_dish(behind, index)


def _takes_its_place(span: Span, spans: Sequence[Span], at: int) -> bool:
    """Whether "instead" stands behind a verb that takes something off, and is of what follows: "iptal edip yerine ayran"."""
    return at > 0 and span.has("instead") and _only_removes(spans[at - 1])


def _has_topic(ordered: Sequence[Span]) -> bool:
    """Whether something was told of some already, since the last pause."""
    for at in range(len(ordered) - 1, -1, -1):
        if _is_topic(ordered[at], ordered, at + 1):
            return True
        if ordered[at].pause:
            return False
    return False


def _place(ordered: Sequence[Span], span: Span, index: MenuIndex) -> int:
    end = len(ordered)
    if span.names or span.pause or span.has("stands_before"):
        return end
    if span.has("number"):
        if _is_corrected(ordered):
            return end
        thing = _thing_before(ordered)
        return thing if thing >= 0 else _before_dish(ordered, end, index)
    if span.has("no", "remove", "only", "instead"):
        return _place_of_refusal(ordered, span, index)
    return _before_name(ordered, end, index, through_numbers=True) if span.has("amount", "adding") else end


def _place_of_refusal(ordered: Sequence[Span], span: Span, index: MenuIndex) -> int:
    """Where a refusal, "only" or "instead" behind what it is about belongs."""
    end = len(ordered)
    before = _before_list(ordered, end, index)
    if span.has("only") and any(one.has("number") for one in ordered[before + 1 : end]):
        return end
    if before == end and span.has("no"):
        return before_unknown(ordered, end)
    return _before_count(ordered, end) if before == end and _only_removes(span) else before


def _is_corrected(ordered: Sequence[Span]) -> bool:
    """Whether a number takes the place of the one before it: 두 개 아니 세 개."""
    at = len(ordered) - 1
    return at > 0 and ordered[at].has("correction") and not (ordered[at].names or ordered[at].pause)


def _thing_before(ordered: Sequence[Span]) -> int:
    """Where a thing that is no dish ends the words so far, which a number behind it counts: グラス3つ; -1 where none does."""
    at = len(ordered) - 1
    while at > 0 and ordered[at].has(*PARTICLES) and not (ordered[at].names or ordered[at].has("thing")):
        at -= 1
    return at if at >= 0 and ordered[at].has("thing") and not ordered[at].names else -1


def _before_name(
    ordered: Sequence[Span], end: int, index: MenuIndex, *, through_numbers: bool = False
) -> int:
    """Before the name that ends here, particles and (for "more") its number left out of account."""
    at = before_particles(ordered, end)
    if not at or not ordered[at - 1].names:
        return end
    at -= 1
    if is_only_size(ordered[at], index):
        at = _dish_before(ordered, at, index)
    if through_numbers and at and ordered[at - 1].has("number"):
        at -= 1
    return at


def _before_dish(ordered: Sequence[Span], end: int, index: MenuIndex) -> int:
    """Before the dish that a number counts, past the options that are said between them."""
    before = _before_name(ordered, end, index)
    if (
        before < end
        and before
        and ordered[before - 1].has("number")
        and _is_counted_dish(ordered, before, index)
    ):
        return end
    while 0 < before < end and ordered[before - 1].has("no") and not ordered[before - 1].names:
        before -= 1
    if before < end and (is_dish(named := _named(ordered, before, end), index) or is_counted(named, index)):
        return _before_attributes(ordered, before, index)
    at = end - 1
    while at >= max(0, end - MAX_BETWEEN) and not ordered[at].has("number"):
        if ordered[at].names and is_dish(ordered[at], index):
            if at < before < end and at and ordered[at - 1].has("number"):
                return before
            if before < end and not belongs(_named(ordered, before, end), ordered[at], index):
                return before
            found = at if before == end or at < before else before
            return _before_attributes(ordered, found, index)
        if (
            ordered[at].pause
            or ordered[at].has("pronoun")
            or not (ordered[at].known or _is_refused(ordered, at))
        ):
            break
        at -= 1
    return _before_described(ordered, before, index)


def _is_refused(ordered: Sequence[Span], unknown: int) -> bool:
    """Whether a refusal was brought before unknown words."""
    at = unknown
    while at and not (ordered[at].known or ordered[at].pause):
        at -= 1
    return at < unknown and ordered[at].has("no") and not ordered[at].names


def _before_attributes(ordered: Sequence[Span], dish: int, index: MenuIndex) -> int:
    """Before the size that stands right before its dish, and behind no other: 山盛りポテトひとつ."""
    size = dish - 1
    if size < 0 or ordered[dish].pause or not is_only_size(ordered[size], index):
        return dish
    before = ordered[size - 1] if size else None
    is_behind_other = before is not None and bool(before.names) and not ordered[size].pause
    return dish if is_behind_other or not belongs(ordered[size], ordered[dish], index) else size


def _before_described(ordered: Sequence[Span], size: int, index: MenuIndex) -> int:
    """Before the options of a dish that is not named, joined by particles to its size: 赤のデカンタ一つ."""
    if size >= len(ordered) or not is_only_size(ordered[size], index) or ordered[size].pause:
        return size
    option = last_before(ordered, size, "filler")
    is_told = option >= 0 and is_option(ordered[option], index) and not is_dish(ordered[option], index)
    return option if is_told and have_a_dish_in_common(ordered[option], ordered[size], index) else size


def _is_counted_dish(ordered: Sequence[Span], before: int, index: MenuIndex) -> bool:
    """Whether the dish has its number already: a further one is of some of them ("버거 두 개, 하나는 …")."""
    return is_dish(ordered[before], index) and not is_counted(ordered[before], index)


def _named(ordered: Sequence[Span], at: int, end: int) -> Span:
    return next(span for span in ordered[at:end] if span.names)


def _dish_before(ordered: Sequence[Span], size: int, index: MenuIndex) -> int:
    """The dish that a size stands behind, or the size itself."""
    at = before_particles(ordered, size)
    return at - 1 if at and is_dish(ordered[at - 1], index) else size


def _before_list(ordered: Sequence[Span], end: int, index: MenuIndex) -> int:
    """Before the options that are joined by "and" and end here."""
    at = _before_name(ordered, end, index)
    if any(span.pause for span in ordered[at + 1 : end]):
        return end
    if at and at < end and ordered[at - 1].has("number") and is_dish(_named(ordered, at, end), index):
        at -= 1
    while 1 < at < end and ordered[at - 1].has("and") and is_option(ordered[at - 2], index):
        if at > 2 and ordered[at - 3].has("no"):  # noqa: PLR2004 - it is refused already: "zeytinsiz ve sossuz"
            break
        at -= 2
    while 1 < at < end and come_together(ordered[at - 1], ordered[at], index):
        at -= 1
    return at
