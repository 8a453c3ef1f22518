"""Answers in words to what was asked before: "the second one", "yes", "the chicken one".

The questions are those of the text before, which is read again by itself: nothing is kept between two texts.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from server.parsing.asked_about import understand_order_of_it
from server.parsing.asked_options import understand_order_with_it
from server.parsing.grammar import analyse, understand
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Line, OrderState, Question, Understood

_SMALL = ("filler", "that", "stand_in", "of", "preposition", "then", "yes")
"""Kinds of words that may stand beside an answer and say nothing else."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """An option of what was asked, and what the diner said besides."""

    question: Question
    name: str
    id: int
    rest: str


def understand_answer(
    index: MenuIndex, text: str, cart: Sequence[Line], language: str | None, state: OrderState | None
) -> Understood | None:
    """The order after `text`, where it answers a question of the text before; None where it answers none."""
    if state is None or not state.asked_after:
        return None
    asked = understand(index, state.asked_after, (), language)
    chosen = _find_choice(analyse(index, text, cart, language, state).m, asked.questions)
    if chosen is None:
        return understand_order_of_it(index, text, asked, cart, language, state) or understand_order_with_it(
            index, text, asked, cart, language, state
        )
    if not _is_open(index, chosen.question, asked, cart, language, state):
        return None
    if chosen.question.around is None:
        return understand(
            index, ", ".join(filter(None, (chosen.name, chosen.rest))), cart, language, None, state
        )
    return _with_dish(index, chosen, cart, language, state)


def _is_open(
    index: MenuIndex,
    question: Question,
    asked: Understood,
    cart: Sequence[Line],
    language: str | None,
    state: OrderState,
) -> bool:
    """Whether the question is asked with the cart too: about a dish of it, or for a dish that nothing in it answers."""
    if question.line is not None:
        return any(line.item.id == asked.lines[question.line].item.id for line in cart)
    again = understand(index, state.asked_after, cart, language).questions
    return any(other.line is None and other.options == question.options for other in again)


def leaves_unanswered(
    index: MenuIndex,
    understood: Understood,
    cart: Sequence[Line],
    language: str | None,
    state: OrderState | None,
) -> bool:
    """Whether a question of the text before is as open as it was: its line is unchanged, or none of its dishes came."""
    if state is None or not state.asked_after:
        return False
    asked = understand(index, state.asked_after, (), language)
    return any(
        question.options
        and not _is_settled(question, asked, understood, cart)
        and (question.line is not None or _is_open(index, question, asked, cart, language, state))
        for question in asked.questions
    )


def _is_settled(question: Question, asked: Understood, understood: Understood, cart: Sequence[Line]) -> bool:
    """Whether the order answers a question, or the line that it was about is gone."""
    offered = {id_ for id_, _name in question.options}
    if question.line is None:
        had = {_told_of(line) for line in cart}
        return any(line.item.id in offered and _told_of(line) not in had for line in understood.lines)
    item_id = asked.lines[question.line].item.id
    left = [_answered_by(line, offered) for line in understood.lines if line.item.id == item_id]
    return any(_answered_by(line, offered) not in left for line in cart if line.item.id == item_id)


def _told_of(line: Line) -> tuple[object, ...]:
    """All that a line orders."""
    choices = tuple((c.modifier.id, c.amount, c.quantity) for c in line.choices)
    return line.item.id, line.variant, line.quantity, choices, line.special_requests


def _answered_by(line: Line, offered: Collection[int]) -> tuple[object, ...]:
    """What of a line may answer a question that offers sizes or options."""
    size = (line.variant, line.variant_stated) if line.variant and line.variant.id in offered else None
    return size, [(c.modifier.id, c.amount) for c in line.choices if c.modifier.id in offered]


def _with_dish(
    index: MenuIndex, chosen: _Chosen, cart: Sequence[Line], language: str | None, state: OrderState
) -> Understood | None:
    """The text before with the dish's name in the place of what was not clear, read by itself, and added to the cart."""
    assert chosen.question.around is not None  # noqa: S101
    before, behind = chosen.question.around
    told = understand(index, f"{before}{chosen.name}{behind}", (), language, None, state)
    if not any(line.item.id == chosen.id for line in told.lines):
        return None
    after = understand(index, chosen.rest, [*cart, *told.lines], language, None, told.state)
    own = [
        replace(question, line=question.line + len(cart) if question.line is not None else None)
        for question in told.questions
        if question.words
    ]
    own_words = [replace(line, source="") for line in told.lines]
    lines = [told.lines[own_words.index(line)] if line in own_words else line for line in after.lines]
    return replace(
        after,
        lines=tuple(lines),
        questions=(*own, *after.questions),
        unmatched=(*told.unmatched, *after.unmatched),
        unavailable=tuple(dict.fromkeys((*told.unavailable, *after.unavailable))),
        complete=after.complete and told.complete,
        is_open=after.is_open or told.is_open,
    )


def _find_choice(m: Lexicon, asked: Sequence[Question]) -> _Chosen | None:
    """What a text chooses that begins with an answer: an option by its place or its name, or the only one by "yes"."""
    agreed, at = False, 0
    while at < len(m):
        end = _end_of_clause(m, at)
        found = _choice_of_clause(m, range(at, end), asked)
        if found is not None:
            question, (id_, name) = found
            return _Chosen(question, name, id_, _rest(m, end))
        if not all(m.has(i, *_SMALL) and not m.spans[i].names for i in range(at, end)):
            break
        agreed = agreed or any(m.has(i, "yes") for i in range(at, end))
        at = end
    single = [question for question in asked if len(question.options) == 1]
    if agreed and len(asked) == len(single) == 1:
        id_, name = single[0].options[0]
        return _Chosen(single[0], name, id_, _rest(m, at))
    return None


def _end_of_clause(m: Lexicon, at: int) -> int:
    end = at + 1
    while end < len(m) and not (m.spans[end].pause or m.has(end, "and", "also")):
        end += 1
    return end


def _rest(m: Lexicon, at: int) -> str:
    return m.text[m.place(at)[0] :] if at < len(m) else ""


def _choice_of_clause(
    m: Lexicon, clause: range, asked: Sequence[Question]
) -> tuple[Question, tuple[int, str]] | None:
    """The option that a clause is about and nothing else, with its question."""
    places = [at for at in clause if m.has(at, "ordinal", "last") and not m.spans[at].names]
    names = [at for at in clause if m.spans[at].names]
    others = [at for at in clause if at not in places and at not in names]
    counts = any(m.has(at, "number") and at < max(names, default=0) for at in others)
    if counts or any(not m.has(at, *_SMALL) for at in others) or bool(places) == bool(names):
        return None
    if places:
        return _by_place(m, places, asked)
    return _by_name(m, names, asked)


def _by_place(
    m: Lexicon, places: Sequence[int], asked: Sequence[Question]
) -> tuple[Question, tuple[int, str]] | None:
    """The option at the place that is said, of the one question that is open."""
    if len(places) != 1 or len(asked) != 1:
        return None
    options = asked[0].options
    place = len(options) if m.has(places[0], "last") else m.spans[places[0]].word.value
    return (asked[0], options[place - 1]) if 1 <= place <= len(options) and len(options) > 1 else None


def _by_name(
    m: Lexicon, names: Sequence[int], asked: Sequence[Question]
) -> tuple[Question, tuple[int, str]] | None:
    """The one dish of those that were asked for which the words name or are a part of."""
    found = []
    for question in asked:
        if question.around is not None:
            fitting = [o for o in question.options if all(o[0] in m.all_items(at) for at in names)]
            found += [(question, option) for option in fitting] if len(fitting) == 1 else []
    return found[0] if len(found) == 1 else None
