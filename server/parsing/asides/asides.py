"""What a text says beside its dishes, taken out before they are read: allergies, questions, calls, the whole order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple, get_args

from server.domain.menu import Item
from server.parsing.asides.allergens_alone import with_alone
from server.parsing.asides.allergies import after_text
from server.parsing.asides.allergies_added import with_added
from server.parsing.asides.allergy_talk import find_allergies
from server.parsing.asides.asked_allergens import allergens_asked, questions_before, with_asked
from server.parsing.asides.asked_fitting import find_asked_fitting
from server.parsing.asides.asked_for_anybody import find_asked_for_anybody
from server.parsing.asides.asked_leave import find_leave_asked
from server.parsing.asides.considered import find_considered
from server.parsing.asides.diet_conditions import find_conditions, unmet_conditions
from server.parsing.asides.diets import find_diets
from server.parsing.asides.diner_questions import asked_at, find_questions
from server.parsing.asides.given_names import find_given_names
from server.parsing.asides.leave_for_somebody import without_leave_that_orders
from server.parsing.asides.other_numbers import find_other_numbers
from server.parsing.asides.said_of_allergies import Said
from server.parsing.asides.small_talk import find_talk
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.spans import Span
from server.parsing.model import Allergy, Answered, CallKind, OrderState
from server.wire.vocabulary import OrderType

MAX_NOTE = 500
_CALLS: tuple[CallKind, ...] = get_args(CallKind)
_ORDER_TYPES: tuple[OrderType, ...] = get_args(OrderType)
_OF_WHOLE = ("whole_order", "everything", "all")
_PAUSES = ("", ",", ".")
_AROUND_WHOLE = ("filler", "add", "make", "article", "also", "pronoun", "ordering", "that")


_NOTHING_ASKED = Allergy("")


class Asides(NamedTuple):
    """What stands beside the dishes, and the spans that are left; `unanswered` are questions that the menu leaves open.

    `may_order`: a question may have been meant as an order, "could he have the soup" of somebody who is allergic.
    `untold` are allergies that do not say what they are about, `asked_for` the allergens that the questions are about.
    """

    state: OrderState
    left: list[Span]
    answers: tuple[Answered, ...] = ()
    calls: tuple[CallKind, ...] = ()
    unanswered: tuple[str, ...] = ()
    may_order: bool = False
    untold: tuple[Allergy, ...] = ()
    asked_for: Allergy = _NOTHING_ASKED


def take_out(m: Lexicon, before: OrderState, ordered: Sequence[Item] = (), text_before: str = "") -> Asides:
    """Everything that is said beside the dishes; `before` is the state of the order so far, `ordered` its dishes.

    `text_before` is the last text, where it told an allergy or asked something.
    """
    free = [True] * len(m)
    said = with_alone(m, find_allergies(m), before.allergies, has_ordered=bool(ordered))
    said = with_added(m, said, before.allergies, text_before, ordered)
    _occupy(free, said.places)
    before = _with_diets(m, free, before)
    begun = questions_before(m, said.places) if said.places else []
    _occupy(free, begun)
    conditions = [*find_conditions(m, free)]
    _occupy(free, conditions)
    calls = _calls(m, free) if m.says(*_CALLS) else ()
    is_allergic = bool(before.allergies or said.places)
    told = sorted({code for allergy in (*before.allergies, *said.allergies) for code in allergy.allergens})
    leave = asked_at(m, find_leave_asked(m, free) if said.places else (), ordered, told)
    _occupy(free, [(question.first, question.after) for question in leave])
    anybody = asked_at(m, find_asked_for_anybody(m, free), ordered, told)
    _occupy(free, [(question.first, question.after) for question in anybody])
    may_ask = without_leave_that_orders(m, free, is_allergic=is_allergic)
    asked = [*leave, *anybody, *find_questions(m, may_ask, ordered, told)]
    _occupy(free, [(question.first, question.after) for question in asked])
    fitting = asked_at(m, find_asked_fitting(m, free, is_allergic=is_allergic), ordered, told)
    _occupy(free, [(question.first, question.after) for question in fitting])
    asked += fitting
    said = with_asked(m, said, asked)
    _occupy(free, said.places)
    state = _with_allergies(before, said)
    state = _with_order_type(m, free, state) if m.says(*_ORDER_TYPES) else state
    state = _with_note(m, free, state) if m.says(*_OF_WHOLE) else state
    state = _with_told(m, free, state, ordered)
    return Asides(
        state,
        left_of(m.spans, free),
        tuple([question.answer for question in asked if question.answer]),
        calls,
        (
            *(
                m.words(first, after - 1)
                for first, after in [*begun, *said.doubtful, *unmet_conditions(m, conditions, asked)]
            ),
            *(question.source for question in asked if not question.answer),
        ),
        bool(leave or anybody or fitting)
        or any(m.has(at, "may_have") for question in asked for at in range(question.first, question.after)),
        tuple(a for a in said.untold if a in state.allergies),
        allergens_asked(m, [(question.first, question.after) for question in asked]),
    )


def _with_allergies(before: OrderState, said: Said) -> OrderState:
    if not (before.allergies or said.allergies):
        return before
    return replace(before, allergies=after_text(before.allergies, said))


def _with_diets(m: Lexicon, free: list[bool], state: OrderState) -> OrderState:
    """What somebody never eats goes to the note; it orders nothing where it stands alone."""
    note = state.note
    for first, after, is_alone in find_diets(m):
        if all(free[first:after]):
            note = with_words(note, m.words(first, after - 1))
            _occupy(free, [(first, after)] if is_alone else [])
    return _with_whole_note(state, note)


def _occupy(free: list[bool], places: Sequence[tuple[int, int]]) -> None:
    for first, after in places:
        free[first:after] = [False] * (after - first)


def left_of(spans: Sequence[Span], free: Sequence[bool]) -> list[Span]:
    """The free spans; one behind what was taken out begins after a pause."""
    if all(free):
        return list(spans)
    left: list[Span] = []
    pause = ""
    for span, is_free in zip(spans, free, strict=True):
        if not is_free:
            pause = max(pause, span.pause, ",", key=_PAUSES.index)
            continue
        paused = max(pause, span.pause, key=_PAUSES.index)
        left.append(span if paused == span.pause else replace(span, pause=paused))
        pause = ""
    return left


def _calls(m: Lexicon, free: list[bool]) -> tuple[CallKind, ...]:
    found: dict[CallKind, None] = {}
    for at in range(len(m)):
        for kind in _CALLS:
            if free[at] and m.has(at, kind) and not m.spans[at].names:
                found[kind] = None
                free[at] = False
    return tuple(found)


def _with_order_type(m: Lexicon, free: list[bool], state: OrderState) -> OrderState:
    """Whether the order is taken away; where both are said, each stays a wish about its dish."""
    said: dict[Literal["eat_in", "take_away"], list[int]] = {
        kind: [
            at
            for at in range(len(m))
            if free[at] and m.has(at, kind) and not (m.spans[at].names or _takes_out(m, at))
        ]
        for kind in _ORDER_TYPES
    }
    kinds = [kind for kind, places in said.items() if places]
    if len(kinds) != 1:
        return state
    note = state.note
    for at in said[kinds[0]]:
        free[at] = False
        note = with_words(note, m.words(at))
    return replace(state, order_type=kinds[0], note=note)


def _takes_out(m: Lexicon, at: int) -> bool:
    """Whether the words only take something out of a dish: "take out the mango"."""
    following = at + 1
    return m.has(at, "remove") and m.has(following, "that", "all") and not m.spans[following].pause


def with_words(note: str, words: str) -> str:
    """The note with some words more; what it says already is not said twice."""
    return note if words in note else "; ".join(filter(None, (note, words)))[:MAX_NOTE]


def _with_note(m: Lexicon, free: list[bool], state: OrderState) -> OrderState:
    """Wishes about the whole order, in the diner's words."""
    note = state.note
    for at in range(len(m)) if m.says("whole_order") else ():
        if free[at] and m.has(at, "whole_order") and not m.spans[at].names and not _names_option(m, at):
            first, after = _with_small_words(m, at, free)
            _occupy(free, [(first, after)])
            note = with_words(note, m.words(first, after - 1))
    for first, after in _wishes_about_all(m, free):
        _occupy(free, [(first, after)])
        note = with_words(note, m.words(first, after - 1))
    return _with_whole_note(state, note)


def _with_whole_note(state: OrderState, note: str) -> OrderState:
    return state if note == state.note else replace(state, note=note)


def _names_option(m: Lexicon, at: int) -> bool:
    """Whether a wish for the whole order is what a dish of this menu can be had with: "with cutlery"."""
    return any(
        menu_name in m.index.names and m.index.names[menu_name].modifiers for menu_name in m.names_within(at)
    )


def _wishes_about_all(m: Lexicon, free: Sequence[bool]) -> list[tuple[int, int]]:
    """Clauses that say of everything how it is to be made or packed: "everything in one box", "all wrapped separately:"."""
    if not m.says("everything", "all"):
        return []
    found = []
    begin = 0
    for end in range(1, len(m) + 1):
        if end < len(m) and not m.spans[end].pause:
            continue
        if all(free[begin:end]) and _is_about_all(m, begin, end):
            found.append((begin, end))
        begin = end
    return found


def _is_about_all(m: Lexicon, begin: int, end: int) -> bool:
    first = begin
    while first < end and m.has(first, *_AROUND_WHOLE) and not m.spans[first].names:
        first += 1
    is_first_clause = begin == 0 and end < len(m)
    is_packed = m.has(first, "all") and (is_first_clause or m.has(first + 1, "preposition"))
    if not (m.has(first, "everything") or is_packed):
        return False
    said = m.spans[first + 1 : end]
    tells = any(span.has("request", "serving") or not span.known for span in said)
    orders = any(span.names or span.has("no", "remove", "number") for span in said if not _is_one(span))
    return tells and not orders


def _is_one(span: Span) -> bool:
    """Whether it is "one", as in "in one box"."""
    return span.word.value == 1


def _with_told(m: Lexicon, free: list[bool], state: OrderState, ordered: Sequence[Item] = ()) -> OrderState:
    """Tables, times, ages, numbers of people and what diners tell of themselves are handed on as they were said."""
    note = state.note
    considered = find_considered(m, free, ordered)
    _occupy(free, considered)
    places = [*considered, *find_other_numbers(m, free)]
    _occupy(free, places)
    names = find_given_names(m, free)
    _occupy(free, names)
    places = sorted([*places, *names, *find_talk(m, free)])
    if not places:
        return state
    _occupy(free, places)
    for first, after in places:
        note = with_words(note, m.words(first, after - 1))
    return _with_whole_note(state, note)


def _with_small_words(m: Lexicon, at: int, free: Sequence[bool]) -> tuple[int, int]:
    first = at
    while (
        first > 0
        and free[first - 1]
        and not m.spans[first].pause
        and m.has(first - 1, *_AROUND_WHOLE)
        and not m.spans[first - 1].names
    ):
        first -= 1
    return first, at + 1
