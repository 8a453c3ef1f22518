"""Where in a text parts of the menu and cue words are: the cheapest way to cut the text into known phrases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from server.parsing.matching.heard_phrases import Heard, Phrases, as_said
from server.parsing.matching.meaning_reader import MeaningReader, Weighed
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import ALIAS, PART, SYNONYM, TURNED, Entry
from server.parsing.matching.number_phrases import counts_a_name, cuts_word, is_one_of_several
from server.parsing.matching.word_lattice import may_look_at_all, readings_of, word_lattice
from server.parsing.matching.word_readings import Reading
from server.parsing.text.cue_phrases import Word
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token, crosses_words, words
from server.parsing.text.trie import Node

OVER_LINK = 0.1
UNKNOWN = 3.0
"""Costs of leaving a small word out of a name, and of not reading a word. A known phrase costs 1, however long it is."""

OF_MENU = 0.01
"""Of cuttings that cost the same, the one with more words of the menu is taken."""
LONGER_NAME = 0.0001
"""And of those the one with the longer names, by their words."""

ACROSS_WORDS = 0.3
"""And of a phrase that begins within a written word and goes on into the next."""

OF_NAME = 2.0
"""And of a phrase for "all but" that begins with what a dish is called."""

PART_SURCHARGE = 0.5
TURNED_SURCHARGE = 1.1
LOOSE_SURCHARGE = 1.05
"""Several words that mean a part of a name in another language cost more than a dish and its option, each by itself."""
MAX_WORDS = 14
MAX_MEANT = 24
"""Words of the longest phrase that is looked for, and of the longest that names something by what it means."""
MAX_PATHS = 64
"""Ways through the text from one place that are followed at most."""

MAX_NUMBER = 10**6
"""Larger numbers are read as this one, which is more than can be ordered."""

LONGEST_LINK = 2
"""Words of a small word within a name that the menu leaves out, at most: "à la"."""
_WITHIN_NAMES = frozenset(
    {"of", "with", "preposition", "into", "for", "among", "article", "that", "filler", "allergy_head"}
)
NOTHING = Word(frozenset())
CLOCK = Word(frozenset({"clock"}))
"""A time of day in digits: "7:15"."""


@dataclass(slots=True)
class Span:
    """Tokens `start` to `end` (exclusive) and all that they may mean: names of the menu by distance, a cue word.

    `counts`: a number of portions in translation, the last token its measure word.
    """

    start: int
    end: int
    names: dict[str, float] = field(default_factory=dict)
    word: Word = NOTHING
    cost: float = 1.0
    pause: str = ""
    counts: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether it is a cue word of one of `kinds`."""
        return not self.word.kinds.isdisjoint(kinds)

    @property
    def known(self) -> bool:
        """Whether anything at all is known about it."""
        return bool(self.names or self.word.kinds)


def find_spans(
    tokens: Sequence[Token], menu: MenuWords, weighed: Weighed | None = None, longest: int = MAX_MEANT
) -> list[Span]:
    """The text cut into spans of at most `longest` words, in order and without gaps; unknown words are their own.

    `weighed` is what was found out over the whole text, where `tokens` are a part of one.
    """
    phrases = _Phrases(tokens, menu, weighed)
    best: list[float] = [0.0] * (len(tokens) + 1)
    chosen: list[Heard | None] = [None] * len(tokens)
    for start in range(len(tokens) - 1, -1, -1):
        least = UNKNOWN + best[start + 1]
        beginning = phrases.beginning_at(start)
        for heard in beginning:
            width, names, alone = heard.width, heard.names, heard.cost
            if width > longest or cuts_word(tokens, start + width, heard, menu):
                continue
            cost = alone + best[start + width] - (LONGER_NAME * width if names else 0.0)
            cost += ACROSS_WORDS if width > 1 and crosses_words(tokens, start, start + width) else 0.0
            last = tokens[start + width - 1]
            is_of_name = width > 1 and (
                _begins_with_name(heard, last, menu, beginning)
                or counts_a_name(tokens[start].text, heard, chosen[start + 1], menu)
            )
            cost += OF_NAME if is_of_name else 0.0
            if cost < least - 1e-9:
                least, chosen[start] = cost, heard
        best[start] = least
    return list(_walk(tokens, chosen))


def _begins_with_name(heard: Heard, last: Token, menu: MenuWords, beginning: Phrases) -> bool:
    """Whether a phrase for "all without" begins with a name of the menu: "complète sans", of *La Complète*."""
    if "everything_but" not in heard.word.kinds or heard.names:
        return False
    is_named = any(one.width == 1 and min(one.names.values(), default=PART) <= ALIAS for one in beginning)
    return is_named and menu.language.is_cue(last.text, "no")


def _walk(tokens: Sequence[Token], chosen: Sequence[Heard | None]) -> Iterator[Span]:
    at = 0
    while at < len(tokens):
        heard = chosen[at]
        if heard is None:
            span = Span(at, at + 1, pause=tokens[at].pause)
        else:
            span = Span(
                at, at + heard.width, heard.names, heard.word, heard.cost, tokens[at].pause, heard.counts
            )
        yield span
        at = span.end


class _Phrases:
    """The known phrases of one text, by where they begin."""

    def __init__(self, tokens: Sequence[Token], menu: MenuWords, weighed: Weighed | None) -> None:
        self._tokens = tokens
        self._menu = menu
        self._reader = meaning_reader(tokens, menu, weighed)
        self._said = as_said(tokens)
        self._depends_on_words_alone = self._reader is None and may_look_at_all(tokens, menu)

    @cached_property
    def _lattice(self) -> list[list[Reading]]:
        return word_lattice(self._tokens, self._menu)

    def beginning_at(self, start: int) -> Phrases:
        """Every known phrase that begins at a place, one for each end."""
        if not self._depends_on_words_alone:
            return self._found(start)[0]
        known = self._menu.heard.find(self._said, start)
        if known is None:
            known, after = self._found(start)
            self._menu.heard.remember(self._said, start, after, known)
        return known

    def _found(self, start: int) -> tuple[Phrases, int]:
        """The phrases that begin at a place, and the place after the last word that was looked at."""
        spans, after = _phrases_from(start, self._tokens, self._lattice, self._menu, self._reader)
        return tuple(
            Heard(span.end - start, span.names, span.word, span.cost, span.counts) for span in spans
        ), after


_TALK = frozenset({"filler"})
_Path = tuple[Node[Entry] | None, Node[Word] | None, int, float, bool]


def _phrases_from(
    start: int,
    tokens: Sequence[Token],
    edges: Sequence[Sequence[Reading]],
    menu: MenuWords,
    reader: MeaningReader | None,
) -> tuple[list[Span], int]:
    """Every known phrase that begins at `start`, one span for each end, and the place after the last word looked at."""
    spans = _digits_at(start, edges[start][0][0][0])
    talk = _lent_talk(tokens[start].text, menu)
    end = min(len(edges), start + MAX_WORDS)
    looked_at = start + 1
    paths: list[_Path] = [(menu.trie.root, menu.small_words.root, start, 0.0, False)]
    for _ in range(MAX_PATHS):
        if not paths:
            break
        menu_node, word_node, at, cost, split = paths.pop()
        entry = menu_node.value if menu_node is not None else None
        word = word_node.value if word_node is not None else None
        word = None if word is talk or (split and _goes_over_pause(word)) else word
        is_parted = split and _counts_at_pause(tokens[start:at], menu.language)
        if at > start and (entry or word) and not is_parted:
            _note(spans, start, at, entry, word, cost, is_split=split)
        if not _goes_on(menu_node, word_node):
            continue
        looked_at = max(looked_at, at + 1)
        if at < end:
            looked_at = max(looked_at, at + 1 + readings_of(tokens[at].text, menu).may_join)
            is_split = split or (at > start and bool(tokens[at].pause))
            for in_menu, in_words, width, more in _steps(edges[at], menu_node, word_node):
                paths.append((in_menu, in_words, at + width, cost + more, is_split))
            for in_menu, width, more in _over_link(at, start, tokens, edges, menu, menu_node):
                looked_at = max(looked_at, at + 1 + width)
                is_of = menu.language.is_cue(tokens[at].text, "of")
                paths.append((in_menu, None, at + width, cost + more, split or not is_of))
    for named in reader.names_from(start) if reader else ():
        surcharge = LOOSE_SURCHARGE if named.several and min(named.names.values()) >= PART else None
        _note_names(spans, start, named.end, named.names, named.cost, surcharge)
        if named.number and not spans[named.end].word.kinds:
            spans[named.end].word = _number(str(named.number))
            spans[named.end].counts = True
    found = [_as_it_is(span, tokens[start].text, menu.language) for span in spans.values()]
    return [span for span in found if not _joins_name(span, tokens, menu)], looked_at


def _joins_name(span: Span, tokens: Sequence[Token], menu: MenuWords) -> bool:
    """Whether a part of a name is "and" and a name by itself, written together: وبيبسي, where there is *بيبسي*."""
    is_part = span.end > span.start + 1 and bool(span.names) and min(span.names.values()) >= PART
    first = tokens[span.start].text
    if not is_part or first not in menu.language.clitics_before or not menu.language.is_cue(first, "and"):
        return False
    alone = menu.trie.get(tuple(token.text for token in tokens[span.start + 1 : span.end]))
    return alone is not None and min(alone.values()) < PART


def _as_it_is(span: Span, first: str, spoken: Language) -> Span:
    if span.names and (is_one_of_several(span.word, span.names) or _only_refuses(span, first, spoken)):
        return replace(span, names={})
    return span


def _only_refuses(span: Span, said: str, spoken: Language) -> bool:
    """Whether a word that refuses is a name's only without its ending: the "bez" of "bez cukru" is no *Beza*."""
    if span.end != span.start + 1 or not span.has("without"):
        return False
    return said in spoken.structural and not any(said in words(name) for name in span.names)


def _over_link(
    at: int,
    start: int,
    tokens: Sequence[Token],
    edges: Sequence[Sequence[Reading]],
    menu: MenuWords,
    node: Node[Entry] | None,
) -> Iterator[tuple[Node[Entry], int, float]]:
    """Where a name goes on behind a small word that it is written without: "bocadillo de jamón" is *Bocadillo jamón*.

    A part of a name goes on so only behind a word like "de".

    Not in languages that put what a dish is behind other words: "onion with rings" is no *Onion rings*.
    """
    if at == start or node is None or not node.next or tokens[at].pause:
        return
    if not (menu.written.head_first or menu.written.compounds):
        return
    for width in range(1, min(LONGEST_LINK, len(edges) - at - 1) + 1):
        if _is_link_within(tokens[at : at + width], menu.language) and not tokens[at + width].pause:
            for in_menu, _in_words, more, cost in _steps(edges[at + width], node, None):
                if in_menu is not None:
                    yield in_menu, width + more, cost + OVER_LINK


def _is_link_within(tokens: Sequence[Token], spoken: Language) -> bool:
    """Whether a small word may stand between the words of a name: "de", "con", "à la"; none that refuses or parts dishes."""
    said = spoken.trie.get(tuple(token.text for token in tokens))
    return (
        said is not None
        and said.kinds <= _WITHIN_NAMES
        and not said.kinds.isdisjoint(("of", "with", "preposition"))
    )


def _counts_at_pause(tokens: Sequence[Token], spoken: Language) -> bool:
    """Whether a number is parted from the rest of a phrase by a pause: "is it good? one of those", "I'll take one, eggs fried"."""
    first, last = tokens[0].text, tokens[-1]
    is_led = bool(tokens[1].pause) and spoken.is_cue(first, "number")
    return is_led or (last.pause == "." and spoken.is_cue(last.text, "number"))


def _goes_over_pause(word: Word | None) -> bool:
    """Whether a word for how a dish is handled would go over a pause: "a shake, the slush …" is nothing to be shaken."""
    return word is not None and "handling" in word.kinds


def _goes_on(menu_node: Node[Entry] | None, word_node: Node[Word] | None) -> bool:
    """Whether a longer phrase begins with what was read so far."""
    return bool((menu_node is not None and menu_node.next) or (word_node is not None and word_node.next))


def _steps(
    readings: Sequence[Reading], menu_node: Node[Entry] | None, word_node: Node[Word] | None
) -> Iterator[tuple[Node[Entry] | None, Node[Word] | None, int, float]]:
    """Where the readings of a place lead among the names of the menu and the small words, over how many words, at what cost."""
    for read, width, cost in readings:
        in_menu, in_words = menu_node, word_node
        for said in read:
            in_menu = in_menu.next.get(said) if in_menu is not None else None
            in_words = in_words.next.get(said) if in_words is not None else None
        if in_menu is not None or in_words is not None:
            yield in_menu, in_words, width, cost


def _digits_at(start: int, said: str) -> dict[int, Span]:
    """The number or the time of day that a word in digits is, by its end."""
    if said.isalpha():
        return {}
    if said.isdecimal():
        return {start + 1: Span(start, start + 1, word=_number(said))}
    return {start + 1: Span(start, start + 1, word=CLOCK)} if ":" in said else {}


def _lent_talk(said: str, menu: MenuWords) -> Word | None:
    """What a word is as talk of another language, or without its ending, where it is in a name here: "mate" of "Club-Mate", "hells"."""
    if said not in menu.words or menu.language.trie.get((said,)) is not None:
        return None
    word = menu.small_words.get((said,)) or menu.small_words.get((menu.language.stem(said),))
    return word if word is not None and word.kinds == _TALK else None


def meaning_reader(
    tokens: Sequence[Token], menu: MenuWords, weighed: Weighed | None = None
) -> MeaningReader | None:
    """What reads the text by the meaning of its words, where it is in another language than the menu."""
    if menu.meanings is None:
        return None
    return MeaningReader(
        tokens, menu.meanings, menu.language, menu.written, menu.spelling.words, weighed or Weighed()
    )


@lru_cache(maxsize=1024)
def _number(digits: str) -> Word:
    value = int(digits) if len(digits) < len(str(MAX_NUMBER)) else MAX_NUMBER
    return Word(frozenset({"number"}), value)


def _note(
    spans: dict[int, Span],
    start: int,
    end: int,
    entry: Entry | None,
    word: Word | None,
    cost: float,
    *,
    is_split: bool,
) -> None:
    if is_split and word and "no" in word.kinds:
        word = None
    if is_split and entry:
        entry = {name: distance for name, distance in entry.items() if distance < SYNONYM}
    if not entry and not word:
        return
    span = spans.get(end)
    if span is None:
        span = spans[end] = Span(start, end, cost=UNKNOWN)
    if entry:
        _note_names(spans, start, end, entry, cost)
    if word and (cost == 0 or not span.word.kinds):
        span.word = word
        span.cost = min(span.cost, 1.0 + cost)


def _note_names(
    spans: dict[int, Span], start: int, end: int, entry: Entry, cost: float, surcharge: float | None = None
) -> None:
    span = spans.get(end)
    if span is None:
        span = spans[end] = Span(start, end, cost=UNKNOWN)
    if not span.names:
        span.names = entry if not cost else {name: far + cost for name, far in entry.items()}
    else:
        named = dict(span.names)
        for name, distance in entry.items():
            named[name] = min(named.get(name, 99.0), distance + cost)
        span.names = named
    nearest = min(entry.values())
    if surcharge is None:
        surcharge = TURNED_SURCHARGE if nearest >= TURNED else PART_SURCHARGE if nearest >= PART else 0.0
    span.cost = min(span.cost, 1.0 + cost + surcharge - OF_MENU)
