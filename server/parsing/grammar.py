"""The built-in understander: a diner's words and a menu into an order, offline, in milliseconds, always the same way.

`server/parsing/README.md` follows one sentence through every stage.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from server.parsing.index import MenuIndex
from server.parsing.language import detect, known_code, questions_in
from server.parsing.lexicon import Lexicon
from server.parsing.model import Line, Understood
from server.parsing.reading import Reading
from server.parsing.requests import find_allergies
from server.parsing.resolve import Resolution
from server.parsing.spans import find_spans
from server.parsing.tokens import tokenise
from server.parsing.unmatched import leftovers
from server.parsing.word_order import in_head_first_order


def understand(
    index: MenuIndex,
    text: str,
    cart: Sequence[Line] = (),
    language: str | None = None,
    now: datetime | None = None,
) -> Understood:
    """The whole order after `text`, `cart` being what the diner has so far.

    `language` is the diner's: questions are asked in it, or else in that of the text, and it is a hint where the words
    leave theirs open. `now` (aware, UTC) decides what is sold out. Raises nothing whatever the text: what is not
    understood stands in `unmatched`.
    """
    tokens = tokenise(text)
    code = detect((token.text for token in tokens), index.vocabulary, (language, index.language))
    view = index.view(code)
    tokens = [
        token for token in tokens if token.text not in view.language.hesitations or token.text in view.words
    ]
    spans = find_spans(tokens, view)
    if view.language.head_final:
        spans = in_head_first_order(spans, index)
    m = Lexicon(index, view, text, tokens, spans)
    reading = Reading(m, cart)
    reading.run()
    asks_in = known_code(language) or code
    end = Resolution(reading.drafts, questions_in(asks_in), now or datetime.now(UTC))
    left, guesses = leftovers(m, reading, end)
    questions = (*end.questions, *guesses)
    unmatched = tuple(dict.fromkeys([*end.unmatched, *left]))
    return Understood(
        lines=tuple(end.lines),
        questions=questions,
        unmatched=unmatched,
        unavailable=tuple(end.unavailable),
        language=code,
        asks_in=asks_in,
        complete=bool(end.lines) and not (questions or unmatched or end.unavailable),
    )


def allergies_in(index: MenuIndex, text: str, code: str) -> list[str]:
    """Every part of `text`, in the language `code`, that speaks of an allergy, in the diner's own words."""
    tokens = tokenise(text)
    view = index.view(code)
    tokens = [
        token for token in tokens if token.text not in view.language.hesitations or token.text in view.words
    ]
    spans = find_spans(tokens, view)
    if view.language.head_final:
        spans = in_head_first_order(spans, index)
    m = Lexicon(index, view, text, tokens, spans)
    return [m.words(first, after - 1) for first, after in find_allergies(m)]
