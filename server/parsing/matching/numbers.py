"""Numbers of several words, and numbers that are no quantity."""

from server.parsing.matching.lexicon import Lexicon

_HUNDRED = 100
_TEN = 10


def number_at(m: Lexicon, at: int, stop: int) -> tuple[int, int]:
    """The number that begins at span `at` ("twenty five", "two hundred") and the span after it."""
    value, after = m.spans[at].word.value, at + 1
    while after < stop and m.has(after, "number") and not m.spans[after].pause:
        more = m.spans[after].word.value
        if more == _HUNDRED and 0 < value < _TEN:
            value *= _HUNDRED
        elif 0 < more < (_TEN if value < _HUNDRED else _HUNDRED) and value >= 2 * _TEN and value % _TEN == 0:
            value += more
        else:
            break
        after += 1
    return value, after
