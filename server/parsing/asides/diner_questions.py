"""A diner's questions: where a text asks something. A question orders nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.domain.menu import Item
from server.parsing.asides.asked_dishes import codes_asked, diets_asked
from server.parsing.asides.asked_topics import asks_of_topic
from server.parsing.asides.menu_answers import OF_THE_RESTAURANT, answer_to
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.model import Answered
from server.parsing.text.tokens import QUESTION_MARKS

MAX_QUESTIONS = 10
_DOES = (
    "ordering",
    "number",
    "article",
    "also",
    "no",
    "with",
    "another",
    "more",
    "add",
    "make",
    "change",
    "remove",
    "instead",
)
"""Kinds of words with which a sentence orders or changes something, whatever its mark."""
LONGEST_OPENING, LONGEST_QUESTION = 10, 40
"""Spans before the words that ask, and spans of a question, at most."""
_TELL_NOTHING = ("filler", "that", "it", "pronoun", "preposition")
"""Kinds of words that do not tell how something is."""
_OPENERS = ("filler", "also", "correction", "and", "but", "that", "preposition", "never", "ordering", "or")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its spans `first` to `after` (exclusive), and its answer, None where the menu says nothing to it."""

    first: int
    after: int
    source: str
    answer: Answered | None


def find_questions(
    m: Lexicon,
    free: Sequence[bool],
    about: Sequence[Item] = (),
    told: Sequence[str] = (),
) -> list[Asked]:
    """The questions of a text in order; only spans that are `free` may be a part of one.

    `about` are the dishes that a question is about which names none: those spoken of before. `told` are the allergens
    of the order's allergies.
    """
    found: list[Asked] = []
    framed = _framed(m)
    if not (framed or _may_ask(m)):
        return found
    at = 0
    while at < len(m) and len(found) < MAX_QUESTIONS:
        begins = _begins_clause(m, at) or not free[at - 1]
        extent = _question_at(m, at, free, framed) if free[at] and begins else None
        if extent is None:
            at += 1
            continue
        first, after = extent
        source = m.words(first, after - 1)
        answer = (
            None if _asks_of_unknown(m, first, after) else answer_to(m, (first, after), source, about, told)
        )
        found.append(Asked(first, after, source, answer))
        at = after
    return found


def asked_at(
    m: Lexicon, places: Iterable[tuple[int, int]], about: Sequence[Item], told: Sequence[str]
) -> list[Asked]:
    """The questions at places that are known to ask, with what the menu states; see `find_questions`."""
    return [
        Asked(first, after, source, answer_to(m, (first, after), source, about, told))
        for first, after in places
        for source in (m.words(first, after - 1),)
    ]


def _asks_of_unknown(m: Lexicon, first: int, after: int) -> bool:
    """Whether a name of the menu only ends a word that nobody knows, in scripts without blanks: にしんそばありますか."""
    if not m.view.language.script:
        return False
    within = range(first, after)
    if any(m.has(at, *OF_THE_RESTAURANT) for at in within):
        return False
    if not any(m.items(at) for at in within) and any(not m.spans[at].known for at in within):
        return not codes_asked(m, first, after)
    return any(
        m.spans[at].names and not m.spans[at - 1].known and m.place(at - 1)[1] == m.place(at)[0]
        for at in within[1:]
        if not m.spans[at].pause
    )


def _may_ask(m: Lexicon) -> bool:
    """Whether a word asks, or a mark stands anywhere: without one of them nothing is asked."""
    return m.says("asking") or any(mark in m.text for mark in QUESTION_MARKS)


def _begins_clause(m: Lexicon, at: int) -> bool:
    return at == 0 or bool(m.spans[at].pause) or m.has(at - 1, "and", "but", "also")


def _question_at(
    m: Lexicon, at: int, free: Sequence[bool], framed: Mapping[int, int]
) -> tuple[int, int] | None:
    if m.view.language.head_final:
        return _unspaced_question(m, at, free)
    if at in framed:
        return at, _end(m, framed[at] - 1, free)
    i = at
    while (
        i < min(len(m), at + LONGEST_OPENING)
        and free[i]
        and m.has(i, *_OPENERS)
        and not _is_asking(m, i)
        and not m.spans[i].names
    ):
        if i > at and m.spans[i].pause == ".":
            return None
        i += 1
    if i < len(m) and free[i] and _is_asking(m, i):
        end = _end(m, i, free)
        return (i, end) if _is_sure(m, i, end) else None
    return _question_by_mark(m, at, free) or _question_without_mark(m, at, free)


def _question_without_mark(m: Lexicon, at: int, free: Sequence[bool]) -> tuple[int, int] | None:
    """A clause of Chinese that names a dish and then asks: marks are often left out there."""
    return _unspaced_question(m, at, free) if m.view.language.script else None


def _framed(m: Lexicon) -> dict[int, int]:
    """The first spans of all words that ask with others between them, and the spans after them: "has the pasta got"."""
    pattern = m.view.language.asks_framed
    places = m.places_matching(pattern) if pattern is not None else []
    return {
        first: after for first, after in places if not any(m.spans[i].pause for i in range(first + 1, after))
    }


def _is_asking(m: Lexicon, at: int) -> bool:
    span = m.spans[at]
    return span.has("asking") and not span.has("never")


def _is_sure(m: Lexicon, at: int, end: int) -> bool:
    """A phrase that asks and does nothing else, a mark at the end, or a verb that opens a sentence and names a dish."""
    span = m.spans[at]
    if span.has("make", "has") and not has_mark(m, end) and m.has(end - 1, "rather"):
        return False
    if span.has("may_have") or not span.has("filler", "article", "number", "no", "also", "preposition"):
        return True
    if not (at == 0 or span.pause or m.has(at - 1, "and", "also", "but")):
        return False
    names_more = any(m.spans[i].names or m.has(i, "asking") for i in range(at + 1, end))
    return has_mark(m, end) or (names_more and _tells_topic(m, at, end))


def _tells_topic(m: Lexicon, first: int, end: int) -> bool:
    return bool(diets_asked(m, first, end) or codes_asked(m, first, end))


def _question_by_mark(m: Lexicon, at: int, free: Sequence[bool]) -> tuple[int, int] | None:
    """A sentence that ends with a question mark and holds a phrase that asks, or says of a dish that it is vegan."""
    end = at + 1
    while end < min(len(m), at + LONGEST_QUESTION) and free[end] and m.spans[end].pause != ".":
        end += 1
    inside = range(at, end)
    strong = [i for i in inside if _is_asking(m, i) and not m.has(i, "filler", "no", "number", "article")]
    if strong and (has_mark(m, end) or _says_diet(m, at, strong[0], end)):
        ordered = any(m.has(i, "ordering", "number", "article", "and") for i in range(at, strong[0]))
        return None if ordered else (_clause_of(m, at, strong[0]), end)
    asks = _asks_of_dish(m, at, end) or _asks_what_comes_with(m, at, end) or _asks_how_it_is(m, at, end)
    is_topic = has_mark(m, end) and asks_of_topic(m, at, end)
    return (at, end) if asks or is_topic else None


def _asks_what_comes_with(m: Lexicon, first: int, end: int) -> bool:
    """Whether a sentence with a mark asks what a dish comes with: "a alheira traz salada?", "kommt der Braten mit Pommes?"."""
    dish = next((i for i in range(first, end) if m.spans[i].names and m.items(i)), end)
    if dish == end or not has_mark(m, end):
        return False
    is_led = m.has(dish - 1, "that", "brings") or m.begins_as(dish, "that") or _is_elided(m, dish)
    is_led = is_led or (dish == first and m.has(end - 1, "brings"))
    if not is_led and m.view.language.has_articles:
        return False
    if any(m.has(i, "ordering", "number", "article", "no", "add") for i in range(first, dish)):
        return False
    is_before = dish - 2 >= first and m.has(dish - 2, "brings") and not m.has(dish - 2, "filler")
    is_behind = m.has(dish + 1, "brings", "has") and not m.spans[dish + 1].pause
    return is_before or is_behind or m.has(dish - 1, "brings") or m.has(end - 1, "brings")


def _is_elided(m: Lexicon, at: int) -> bool:
    """Whether a short word is tied to a name by an apostrophe: "l'hamburger"."""
    said = m.words(at).casefold().replace("\u2019", "'")
    return any(said.startswith(f"{short}'") for short in m.view.language.elisions)


def _asks_how_it_is(m: Lexicon, first: int, end: int) -> bool:
    """Whether a sentence with a mark begins with "is" and names no new dish: "uma bifana, é muito forte?"; "e" is "and"."""
    verb = next((i for i in range(first, end) if _is_copula(m, i) or not m.has(i, "filler")), end)
    if verb == end or not has_mark(m, end) or not _is_copula(m, verb):
        return False
    behind = range(verb + 1, end)
    does = any(m.has(i, *_DOES) and not m.spans[i].names for i in behind)
    tells = not m.spans[verb].known or any(m.spans[i].names or not m.has(i, *_TELL_NOTHING) for i in behind)
    return tells and not does


def _asks_of_dish(m: Lexicon, first: int, end: int) -> bool:
    """Whether a sentence with a mark says how a dish is, or what the menu has no word for, and orders nothing: "o polvo é fresco?"."""
    if not has_mark(m, end) or any(_does(m, i) for i in range(first, end)):
        return False
    dish = next((i for i in range(first, end) if m.spans[i].names and m.items(i)), end)
    is_told = m.has(dish - 1, "that") or not m.view.language.has_articles
    behind = range(dish + 1, end)
    return (
        is_told
        and not any(m.items(i) and not _only_describes(m, i) for i in behind)
        and any(not m.spans[i].known or m.has(i, "request", "asking") or _is_copula(m, i) for i in behind)
    )


def _does(m: Lexicon, at: int) -> bool:
    """Whether a word orders or changes something; "without" behind "is" tells how a dish is: "a sopa é sem glúten?"."""
    is_told = m.has(at, "no") and at > 0 and _is_copula(m, at - 1)
    return m.has(at, *_DOES) and not m.spans[at].names and not is_told


def _is_copula(m: Lexicon, at: int) -> bool:
    said = m.words(at).casefold()
    return any(said == word or said.startswith(f"{word} ") for word in m.view.language.copulas)


def _only_describes(m: Lexicon, at: int) -> bool:
    """Whether a word tells how a dish is, and is only a part of another's name: the "épicé" of "le boudin, il est épicé ?"."""
    return m.has(at, "request") and m.items(at)[0][0] >= PART


def _clause_of(m: Lexicon, first: int, asks: int) -> int:
    """Where the clause that asks begins; what stands before it belongs to it where it names a dish that is only asked about."""
    begin = max((i for i in range(first, asks + 1) if m.spans[i].pause), default=first)
    before = range(first, begin)
    is_asked_about = any(m.spans[i].names for i in before) and not _is_ordered(m, first, begin, asks)
    return first if is_asked_about else begin


def _is_ordered(m: Lexicon, first: int, begin: int, asks: int) -> bool:
    """Whether the dish before a question is ordered: politely, as one of several, or the restaurant is asked: "a coke and fries, how long is that?"."""
    is_polite = any(m.has(i, "please") for i in range(first, begin))
    is_one_of_several = m.has(first - 1, "and", "also") and any(m.items(i) for i in range(first))
    return is_polite or is_one_of_several or m.has(asks, *OF_THE_RESTAURANT)


def _says_diet(m: Lexicon, first: int, asks: int, end: int) -> bool:
    """Whether a dish is said to be vegan or the like, which asks it in languages that turn no words round."""
    return bool(diets_asked(m, asks, end)) and any(m.items(i) for i in range(first, asks))


def _unspaced_question(m: Lexicon, at: int, free: Sequence[bool]) -> tuple[int, int] | None:
    """Where the words that ask stand at the end, the whole clause asks."""
    end = at + 1
    while end < min(len(m), at + LONGEST_QUESTION) and free[end] and m.spans[end].pause != ".":
        end += 1
    asks = [i for i in range(at, end) if _is_asking(m, i)]
    if asks:
        end = next((i for i in range(asks[-1] + 1, end) if m.spans[i].pause), end)
    counted = any(m.has(i, "number") and not m.spans[i].names for i in range(at, end))
    return (at, end) if asks and not counted and not _asks_to_change(m, at, end) else None


def _asks_to_change(m: Lexicon, first: int, after: int) -> bool:
    """Whether a clause asks for a change, and so makes it: 「凉米线能换成热的吗」."""
    changes = any(m.has(i, "change", "into") and not m.spans[i].names for i in range(first, after))
    return changes and any(m.spans[i].names for i in range(first, after))


def has_mark(m: Lexicon, after: int) -> bool:
    """Whether a question mark stands right before span `after`."""
    end = m.tokens[m.spans[after - 1].end - 1].end
    return m.text[end : end + 3].strip()[:1] in QUESTION_MARKS


def _end(m: Lexicon, at: int, free: Sequence[bool]) -> int:
    """The span after a question that begins at `at`: before the next sentence, or where something is ordered."""
    end = at + 1
    while end < min(len(m), at + LONGEST_QUESTION) and free[end]:
        span = m.spans[end]
        if span.pause == "." or (span.pause and _orders(m, end)) or span.has("ordering"):
            break
        if span.has("and", "but", "also") and not span.names and _orders(m, end + 1, strictly=True):
            break
        end += 1
    return end


def _orders(m: Lexicon, at: int, *, strictly: bool = False) -> bool:
    """Whether what begins at `at` orders something: "i'll have", "a latte"; `strictly`, a verb must say so."""
    i = at
    while m.has(i, "also", "filler", "and", "but") and not m.has(i, "ordering", "asking"):
        i += 1
    if m.has(i, "ordering") or (i > at and m.ends_as(i - 1, "article")):
        return True
    return not strictly and m.has(i, "article", "number") and not m.has(i, "asking")
