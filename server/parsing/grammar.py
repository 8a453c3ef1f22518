"""The built-in understander: a diner's words and a menu into an order, offline, in milliseconds, always the same way.

`server/parsing/README.md` follows one sentence through every stage.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from server.parsing.asides.allergies import comes_with_told, conflicts, marked, unmarked, with_cart
from server.parsing.asides.asides import Asides, left_of, take_out, with_words
from server.parsing.asides.asked_allergens import of_question
from server.parsing.asides.asked_dishes import codes_asked
from server.parsing.asides.asked_leave import may_ask_leave
from server.parsing.asides.kept_for_allergic import keeps_what_was_told
from server.parsing.asides.pointing import option_asked_about, with_dish_asked_about, with_option_asked_about
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.reading_words import read_words
from server.parsing.matching.restarted_lists import behind_restart
from server.parsing.model import Answered, Line, OrderState, Understood
from server.parsing.result.alternatives import with_alternatives
from server.parsing.result.confidence import is_sure
from server.parsing.result.kitchen_words import with_kitchen_words
from server.parsing.result.left_over_talk import find_left_over_talk
from server.parsing.result.meals import with_halves, with_meals
from server.parsing.result.readings import Reading, read
from server.parsing.result.resolve import Resolution
from server.parsing.result.unmatched import find_unmatched
from server.parsing.result.untold import is_untold
from server.parsing.result.wished_free import as_answers, as_conflicts, find_wished_free
from server.parsing.text.detection import detect
from server.parsing.text.language import asking_code, language, questions_in
from server.parsing.text.tokens import QUESTION_MARKS, tokenise
from server.parsing.text.tokens import words as words_of


def understand(
    index: MenuIndex,
    text: str,
    cart: Sequence[Line] = (),
    language: str | None = None,
    now: datetime | None = None,
    state: OrderState | None = None,
) -> Understood:
    """The whole order after `text`, `cart` and `state` being what the diner has so far.

    `language` is the diner's: questions are asked in it, or else in that of the text, and it is a hint where the words
    leave theirs open. `now` (aware, UTC) decides what is sold out. Raises nothing whatever the text: what is not
    understood stands in `unmatched`.
    """
    analysis = analyse(index, text, cart, language, state)
    return conclude(analysis, analysis.readings[0], now)


class Analysis(NamedTuple):
    """A text that was read: what there was, what stands beside its dishes, and its readings, the best first.

    `talk` are words that no reading had use for and that are told to the staff.
    """

    before: tuple[Sequence[Line], OrderState]
    m: Lexicon
    asides: Asides
    readings: list[Reading]
    asks_in: str
    talk: tuple[str, ...] = ()


def analyse(
    index: MenuIndex,
    text: str,
    cart: Sequence[Line] = (),
    language: str | None = None,
    state: OrderState | None = None,
    most: int = 1,
    *,
    is_named: bool = False,
) -> Analysis:
    """Read a text; the best readings are kept, at most so many.

    `is_named`: whether the dish that the text asks about was put into what it orders, already. Where there is a cart,
    or the question was whether somebody may eat it, what is ordered behind it is not sure.
    """
    before = _known_before(state, cart)
    spoken = language or _language_before(index, state, cart)
    had = [(line.item.id, line.variant.id if line.variant else 0) for line in cart]
    said = read_words(index, text, spoken, had)
    text_before = state.asked_after if state else ""
    asides = take_out(said, before, [line.item for line in cart], text_before)
    if asides.untold and state and state.asked_after:
        asides = _with_asked_before(index, asides, state.asked_after, spoken)
    all_left = len(asides.left) == len(said)
    if all_left and (restarted := behind_restart(said, [line.item.id for line in cart])):
        return analyse(index, restarted, cart, language, state, most)
    m = said if all_left else Lexicon(index, said.view, text, said.tokens, asides.left)
    named = with_dish_asked_about(m, asides, [line.item.id for line in cart])
    named = named or with_option_asked_about(said, m, asides)
    if named and not is_named:
        return analyse(index, named, cart, language, state, most, is_named=True)
    if is_named and (cart or asides.state.allergies or _asks_for_allergen(said, asides)):
        asides = asides._replace(may_order=True)
    asks_in = asking_code(language) or said.view.language.code
    analysis = Analysis((cart, before), m, asides, read(m, unmarked(cart), most), asks_in)
    return _without_talk(analysis, most)


def _with_asked_before(index: MenuIndex, asides: Asides, text: str, spoken: str | None) -> Asides:
    """The asides, where an allergy that names nothing is about the allergens that the text before asks for."""
    asked_for = take_out(read_words(index, text, spoken), _NOTHING_KNOWN).asked_for
    allergies = of_question(asides.state.allergies, asides.untold, asked_for)
    return asides._replace(state=replace(asides.state, allergies=tuple(allergies)))


def option_asked_in(index: MenuIndex, text: str, asked: Understood, language: str | None) -> str:
    """The words for the one option that `text`, understood as `asked`, asks about; "" where it asks about none."""
    said = read_words(index, text, language)
    option = option_asked_about(said, asked.answers)
    return said.words(option) if option >= 0 else ""


def _asks_for_allergen(m: Lexicon, asides: Asides) -> bool:
    """Whether it was asked what is in a dish that somebody may not eat: "do the brownies have nuts?"."""
    begun = [(m.text.find(answer.source), len(answer.source)) for answer in asides.answers if answer.items]
    inside = [at for at in range(len(m)) if any(b <= m.place(at)[0] < b + long for b, long in begun)]
    return bool(inside and codes_asked(m, inside[0], inside[-1] + 1))


def _without_talk(analysis: Analysis, most: int) -> Analysis:
    """The text read again without the words that were left over, where they are talk: they make no reading less sure.

    Where other lines come out of it, the words had a part in them after all.
    """
    m = analysis.m
    places = find_left_over_talk(m, analysis.readings[0])
    if not places:
        return analysis
    talk = tuple([m.words(first, after - 1) for first, after in places])
    free = [not any(first <= at < after for first, after in places) for at in range(len(m))]
    m = Lexicon(m.index, m.view, m.text, m.tokens, left_of(m.spans, free))
    readings = read(m, unmarked(analysis.before[0]), most)
    if readings[0].in_words != analysis.readings[0].in_words:
        return analysis
    return analysis._replace(m=m, readings=readings, talk=talk)


def _known_before(state: OrderState | None, cart: Sequence[Line]) -> OrderState:
    """What belongs to the whole order before a text, what its lines say of allergies among it."""
    if state is None and not cart:
        return _NOTHING_KNOWN
    before = state or _NOTHING_KNOWN
    return OrderState(with_cart(before.allergies, cart), before.note, before.order_type)


_NOTHING_KNOWN = OrderState()


def conclude(analysis: Analysis, reading: Reading, now: datetime | None = None) -> Understood:
    """What one reading of a text comes to."""
    index = analysis.m.index
    drafts = with_alternatives(analysis.m, with_meals(with_halves(reading.drafts), index.items))
    untold = is_untold(analysis.m, reading)
    end = Resolution(
        drafts,
        questions_in(analysis.asks_in),
        now or datetime.now(UTC),
        index.names_apart,
        index.outline.find_language(analysis.asks_in),
        index.outline.short_at_times,
    )
    left, guesses = find_unmatched(analysis.m, reading, end)
    questions = (*end.questions, *guesses)
    unmatched = tuple(dict.fromkeys([*end.unmatched, *left, *analysis.asides.unanswered]))
    state, spoken, own = analysis.asides.state, analysis.m.view.language, language(index.language)
    lines = marked(with_kitchen_words(end.lines, spoken, analysis.m.index.language), state.allergies)
    wished = find_wished_free(end.lines, spoken)
    is_open = (
        bool(questions or unmatched or end.unavailable)
        or untold
        or _had_no_effect(analysis, reading, lines, state)
        or (bool(state.allergies) and comes_with_told(lines, state.allergies, spoken))
        or bool(wished)
        or _is_doubtful_for_allergic(analysis, lines)
    )
    return Understood(
        lines=lines,
        questions=questions,
        unmatched=unmatched,
        unavailable=tuple(end.unavailable),
        language=spoken.code,
        asks_in=analysis.asks_in,
        complete=bool(lines) and not is_open and is_sure(reading.features),
        is_open=is_open,
        state=_with_talk(state, analysis.talk),
        conflicts=tuple(dict.fromkeys([*conflicts(lines, state.allergies, own), *as_conflicts(wished)])),
        answers=(*analysis.asides.answers, *as_answers(wished, end.lines, index.names_apart, spoken)),
        calls=analysis.asides.calls,
    )


def _is_doubtful_for_allergic(analysis: Analysis, lines: Sequence[Line]) -> bool:
    """Whether what a new allergy refuses is still ordered, or what is ordered may have been asked about only.

    So with "I'd better not have the egg, I'm allergic", "the cake. Wait, has that got nuts? I'm allergic" and
    "im coeliac can i have the steak".
    """
    cart, before = analysis.before
    m, own = analysis.m, language(analysis.m.index.language)
    new = [allergy for allergy in analysis.asides.state.allergies if allergy not in before.allergies]
    if not new:
        return False
    asks = bool(analysis.asides.answers) or any(mark in a.text for a in new for mark in QUESTION_MARKS)
    return (
        (asks and _thinks_again(m))
        or may_ask_leave(m)
        or keeps_what_was_told(lines, cart, new, m.view.language, own)
    )


def _thinks_again(m: Lexicon) -> bool:
    """Whether a correction stands behind a dish: "the cake. Wait, ..."."""
    return any(any(map(m.items, range(at))) for at in m.places_of("correction"))


def _with_talk(state: OrderState, talk: Sequence[str]) -> OrderState:
    note = state.note
    for words in talk:
        note = with_words(note, words)
    return state if note == state.note else replace(state, note=note)


def _had_no_effect(analysis: Analysis, reading: Reading, lines: Sequence[Line], state: OrderState) -> bool:
    """Whether a text that asks for a change, or names something of the menu, leaves all as it was: it wanted else.

    Neither is an order complete of which it was not told which line is meant.
    """
    if analysis.asides.may_order or not reading.choices.keys().isdisjoint(
        ("nothing_changed", "target_untold")
    ):
        return True
    cart, before = analysis.before
    asides = analysis.asides
    if cart and _points_to_question(analysis):
        return True
    if any(answer.items for answer in asides.answers) and _orders_that(analysis.m):
        return True
    if any(_asks_to_leave_out(analysis.m, answer, lines) for answer in asides.answers):
        return True
    m = analysis.m
    is_told = state != before and not m.says(*_TAKES_AWAY)
    if not cart or asides.answers or asides.calls or is_told:
        return False
    names = any(span.names for span in m.spans)
    orders_it = m.says("ordering", "add") and m.says("that", "pronoun", "stand_in")
    operates = any(m.has(at, *_OPERATES) and not m.has(at, "filler") for at in range(len(m)))
    same = list(map(_ordered, unmarked(lines))) == list(map(_ordered, unmarked(cart)))
    return (names or operates or orders_it) and same


_TAKES_AWAY = ("remove_after", "after_all")
"""Kinds of words that take away what was ordered, also behind something that is told: "I'm allergic. I don't want it"."""
_OPERATES = (
    "after_all",
    "remove_after",
    "with",
    "remove",
    "more",
    "fewer",
    "other",
    "ordinal",
    "same",
    "only",
    "make",
    "change",
    "instead",
    "half",
    "each",
    "number",
    "serving",
)
"""Kinds of words that ask for something to be done, so that an order that stays as it was is not what was meant."""


def _points_to_question(analysis: Analysis) -> bool:
    """Whether a question about a dish was asked, and nothing is named beside it: "how much is the cake? I'll take two"."""
    m, is_about_dish = analysis.m, any(answer.items for answer in analysis.asides.answers)
    counts = any(m.has(at, "number", "stand_in", "pronoun", "remove") for at in range(len(m)))
    return is_about_dish and counts and not any(span.names and not span.has("number") for span in m.spans)


def _orders_that(m: Lexicon) -> bool:
    """Whether a sentence orders what another one is about: "is there a cake? I'd rather have that", "… one of those"."""
    if any(_counts_pointed(m, at) for at in m.places_of("number")):
        return True
    for begin, end in m.sentences():
        said = range(begin, end)
        names = any(m.spans[at].names and not m.has(at, "number") for at in said)
        if not names and m.has(end - 1, "that", "pronoun", "stand_in") and end - begin > 1:
            return True
    return False


def _asks_to_leave_out(m: Lexicon, answer: Answered, lines: Sequence[Line]) -> bool:
    """Whether a dish is ordered as it is that was asked for without something: "can you do it without gluten?"."""
    known = map(m.view.language.trie.get, ((word,) for word in words_of(answer.source)))
    asks = any(word is not None and "no" in word.kinds for word in known)
    asked = {item.id for item in answer.items}
    return asks and any(line.item.id in asked and not line.special_requests for line in lines)


def _counts_pointed(m: Lexicon, at: int) -> bool:
    """Whether a number counts what words behind it point to: "one of those"."""
    behind = at + 1 if m.has(at + 1, "of") else at
    points = m.has(behind + 1, "that", "pronoun") or m.ends_as(behind, "that", "pronoun")
    is_apart = behind + 1 < len(m) and m.spans[behind + 1].pause
    return points and not (m.spans[at].names or is_apart) and _ends_clause(m, behind + 2)


def _ends_clause(m: Lexicon, at: int) -> bool:
    return at >= len(m) or bool(m.spans[at].pause) or m.has(at, "filler", "and")


def _ordered(line: Line) -> tuple[object, ...]:
    """What is ordered with a line, however it was said."""
    choices = [(choice.modifier.id, choice.amount, choice.quantity) for choice in line.choices]
    return line.item.id, line.variant and line.variant.id, line.quantity, choices, line.special_requests


def _language_before(index: MenuIndex, state: OrderState | None, cart: Sequence[Line]) -> str | None:
    """The language of the text before, as far as it is known: an answer of two words is in it, too."""
    said = next((line.source for line in reversed(cart) if line.source), "")
    text = (state.asked_after if state else "") or said
    words = [token.text for token in tokenise(text)] if text else []
    return detect(words, index.vocabulary, (index.language,)) if words else None
