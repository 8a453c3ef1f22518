"""Orders that point to the option of which the text before asked: "do you have oat milk?", "a small latte with that then"."""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.grammar import analyse, option_asked_in, understand
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Line, OrderState, Understood

_IT = ("it", "that", "pronoun")


def understand_order_with_it(
    index: MenuIndex,
    text: str,
    asked: Understood,
    cart: Sequence[Line],
    language: str | None,
    state: OrderState,
) -> Understood | None:
    """The order after `text`, where it has the one option that `asked`, the text before, is about; else None.

    What answers with "yes" alone is never complete, since the option may be wanted.
    """
    option = option_asked_in(index, state.asked_after, asked, language)
    if not option:
        return None
    m = analyse(index, text, cart, language, state).m
    place = next((place for at in range(len(m)) if (place := _it_behind_with(m, at))), None)
    if place is not None:
        return _with_option(index, f"{text[: place[0]]}{option}{text[place[1] :]}", cart, language, state)
    told = understand(index, text, cart, language, None, state) if _agrees(m) else None
    return replace(told, complete=False, is_open=True) if told is not None and told.complete else None


def _with_option(
    index: MenuIndex, text: str, cart: Sequence[Line], language: str | None, state: OrderState
) -> Understood:
    """The order after a text that names the option; never complete where no line has more than before."""
    before = sum(len(line.choices) for line in cart)
    told = understand(index, text, cart, language, None, state)
    is_had = sum(len(line.choices) for line in told.lines) > before
    return told if is_had else replace(told, complete=False, is_open=True)


def _it_behind_with(m: Lexicon, at: int) -> tuple[int, int] | None:
    """The place of the word that points behind "with": in "with that", said as one phrase or as two, at the end of a clause."""
    if not m.begins_as(at, "with") or m.spans[at].names:
        return None
    if m.length(at) > 1:
        it = m.tokens[m.spans[at].start + 1]
        return (it.start, it.end) if m.view.language.is_cue(it.text, *_IT) else None
    it_at, after = at + 1, at + 2
    ends = after >= len(m) or bool(m.spans[after].pause) or m.has(after, "filler", "then", "and")
    points = m.has(it_at, *_IT) and not (m.spans[it_at].names or m.spans[it_at].pause)
    return m.place(it_at) if points and ends else None


def _agrees(m: Lexicon) -> bool:
    """Whether a text says yes and names nothing else of the menu but sizes: "yes please", "yes, in a small one"."""
    return m.has(0, "yes") and not m.spans[0].names
