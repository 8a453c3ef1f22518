"""A diner's questions: where a text asks something, and what the menu answers. A question orders nothing.

Only what the menu states is said; of allergens, what is not stated is said to be not stated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.domain.menu import Item
from server.domain.money import to_text
from server.parsing.allergens import codes_in
from server.parsing.lexicon import Lexicon
from server.parsing.model import Answered

TOPICS = ("price", "sizes", "recommend", "wait", "open", "contents", "has")
MAX_NAMED = 8
"""Dishes that one answer names at most."""
MAX_QUESTIONS = 10
LONGEST_OPENING, LONGEST_QUESTION = 10, 40
"""Spans before the words that ask, and spans of a question, at most."""
RECOMMENDED = ("popular", "recommended", "signature", "bestseller", "favourite", "special", "house")
_OPENERS = ("filler", "also", "correction", "and", "but", "that", "preposition", "never", "ordering", "or")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its spans `first` to `after` (exclusive), and its answer, None where the menu says nothing to it."""

    first: int
    after: int
    source: str
    answer: Answered | None


def find_questions(m: Lexicon, free: Sequence[bool]) -> list[Asked]:
    """The questions of a text in order; only spans that are `free` may be a part of one."""
    found: list[Asked] = []
    at = 0
    while at < len(m) and len(found) < MAX_QUESTIONS:
        extent = _question_at(m, at, free) if free[at] and _begins_clause(m, at) else None
        if extent is None:
            at += 1
            continue
        first, after = extent
        source = m.words(first, after - 1)
        found.append(Asked(first, after, source, _answer(m, first, after, source)))
        at = after
    return found


def _begins_clause(m: Lexicon, at: int) -> bool:
    return at == 0 or bool(m.spans[at].pause) or m.has(at - 1, "and", "but", "also")


def _question_at(m: Lexicon, at: int, free: Sequence[bool]) -> tuple[int, int] | None:
    if m.view.language.head_final:
        return _unspaced_question(m, at, free)
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
    return _question_by_mark(m, at, free)


def _is_asking(m: Lexicon, at: int) -> bool:
    span = m.spans[at]
    return span.has("asking") and not span.has("never")


def _is_sure(m: Lexicon, at: int, end: int) -> bool:
    """A phrase that asks and does nothing else, a mark at the end, or a verb that opens a sentence and names a dish."""
    span = m.spans[at]
    if not span.has("filler", "article", "number", "no", "also", "preposition"):
        return True
    if not (at == 0 or span.pause or m.has(at - 1, "and", "also", "but")):
        return False
    names_more = any(m.spans[i].names or m.has(i, "asking") for i in range(at + 1, end))
    return _has_mark(m, end) or (names_more and _tells_topic(m, at, end))


def _tells_topic(m: Lexicon, first: int, end: int) -> bool:
    return bool(_diets(m, first, end) or _codes(m, first, end))


def _question_by_mark(m: Lexicon, at: int, free: Sequence[bool]) -> tuple[int, int] | None:
    """A sentence that ends with a question mark and holds a phrase that asks, or says of a dish that it is vegan."""
    end = at + 1
    while end < min(len(m), at + LONGEST_QUESTION) and free[end] and m.spans[end].pause != ".":
        end += 1
    inside = range(at, end)
    strong = [i for i in inside if _is_asking(m, i) and not m.has(i, "filler", "no", "number", "article")]
    if strong and (_has_mark(m, end) or _says_diet(m, at, strong[0], end)):
        ordered = any(m.has(i, "ordering", "number") for i in range(at, strong[0]))
        return None if ordered else (at, end)
    return None


def _says_diet(m: Lexicon, first: int, asks: int, end: int) -> bool:
    """Whether a dish is said to be vegan or the like, which asks it in languages that turn no words round."""
    return bool(_diets(m, asks, end)) and any(m.items(i) for i in range(first, asks))


def _unspaced_question(m: Lexicon, at: int, free: Sequence[bool]) -> tuple[int, int] | None:
    """Where the words that ask stand at the end, the whole clause asks."""
    end = at + 1
    while end < min(len(m), at + LONGEST_QUESTION) and free[end] and m.spans[end].pause != ".":
        end += 1
    asks = [i for i in range(at, end) if _is_asking(m, i)]
    counted = any(m.has(i, "number") and not m.spans[i].names for i in range(at, end))
    return (at, end) if asks and not counted else None


def _has_mark(m: Lexicon, after: int) -> bool:
    end = m.tokens[m.spans[after - 1].end - 1].end
    return m.text[end : end + 3].strip()[:1] in ("?", "\uff1f")


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
    if m.has(i, "ordering"):
        return True
    return not strictly and m.has(i, "article", "number") and not m.has(i, "asking")


# Answers


def _answer(m: Lexicon, first: int, after: int, source: str) -> Answered | None:
    kinds = [kind for at in range(first, after) for kind in m.spans[at].word.kinds]
    topic = next((topic for topic in TOPICS if topic in kinds), "has")
    items = _items_named(m, first, after)
    text = _Answerer(m, first, after, items, m.view.language.answers).text(topic)
    return Answered(source, text, tuple(items[:MAX_NAMED])) if text else None


def _items_named(m: Lexicon, first: int, after: int) -> list[Item]:
    ids: dict[int, None] = {}
    for at in range(first, after):
        if m.spans[at].names and (m.items(at) or m.category_items(at)):
            ids |= dict.fromkeys(m.best_items(at) or m.category_items(at))
    return [m.item(item_id) for item_id in ids]


def _diets(m: Lexicon, first: int, after: int) -> list[str]:
    trie = m.view.language.diets
    found = (trie.get(tuple(map(m.view.language.stem, _texts(m, at, at)))) for at in range(first, after))
    singles = (
        trie.get((stem,))
        for at in range(first, after)
        for stem in map(m.view.language.stem, _texts(m, at, at))
    )
    return [*dict.fromkeys(diet for diet in (*found, *singles) if diet)]


def _codes(m: Lexicon, first: int, after: int) -> list[str]:
    stems = [m.view.language.stem(text) for text in _texts(m, first, after - 1)]
    return sorted(codes_in(stems, m.view.language))


def _texts(m: Lexicon, first: int, last: int) -> list[str]:
    return [
        token.text for at in range(first, last + 1) for token in m.tokens[m.spans[at].start : m.spans[at].end]
    ]


@dataclass(frozen=True, slots=True)
class _Answerer:
    m: Lexicon
    first: int
    after: int
    items: Sequence[Item]
    texts: Mapping[str, str]

    def text(self, topic: str) -> str:
        """What the menu says; "" where it says nothing and nobody else is named who could."""
        if topic in ("wait", "open"):
            return self.texts["ask_staff"]
        if topic == "recommend":
            return self._recommend()
        if topic == "price" and self.items:
            return " ".join(map(self._price, self.items[:MAX_NAMED]))
        if topic == "sizes" and self.items:
            return " ".join(map(self._sizes, self.items[:MAX_NAMED]))
        return self._of_kind() or self._contents_or_have(topic)

    def _of_kind(self) -> str:
        diets, codes = _diets(self.m, self.first, self.after), _codes(self.m, self.first, self.after)
        words = self._diet_words(diets)
        if diets and self.items and not self._asks_for_any():
            return " ".join(self._tagged(item, diets[0], words) for item in self.items[:MAX_NAMED])
        if diets:
            return self._found([i for i in self._orderable() if diets[0] in _tags(i)], words)
        if codes and self.items:
            return " ".join(self._contains(item, codes) for item in self.items[:MAX_NAMED])
        if codes and self._asks_without():
            return self.texts["ask_staff"]
        return ""

    def _asks_for_any(self) -> bool:
        return len(self.items) > MAX_NAMED

    def _asks_without(self) -> bool:
        texts = _texts(self.m, self.first, self.after - 1)
        return bool(self.m.view.language.free_of & set(texts))

    def _diet_words(self, diets: Sequence[str]) -> str:
        stem, trie = self.m.view.language.stem, self.m.view.language.diets
        said = (
            t
            for t in _texts(self.m, self.first, self.after - 1)
            if diets and trie.get((stem(t),)) == diets[0]
        )
        return next(said, diets[0] if diets else "")

    def _tagged(self, item: Item, diet: str, words: str) -> str:
        return self.texts["tagged" if diet in _tags(item) else "not_tagged"].format(item=item.name, tag=words)

    def _contains(self, item: Item, codes: Sequence[str]) -> str:
        stated = [code for code in codes if code in {a.casefold() for a in item.allergens}]
        key = "contains" if stated else "not_stated_allergen"
        return self.texts[key].format(item=item.name, allergen=", ".join(stated or codes))

    def _found(self, items: Sequence[Item], what: str) -> str:
        if not items:
            return self.texts["none_found"].format(what=what)
        return self.texts["found"].format(what=what, items=", ".join(i.name for i in items[:MAX_NAMED]))

    def _contents_or_have(self, topic: str) -> str:
        if not self.items:
            return ""
        if topic == "has" and self._only_asks_whether_there_is():
            return self.texts["have"].format(items=", ".join(i.name for i in self.items[:MAX_NAMED]))
        return " ".join(map(self._contents, self.items[:MAX_NAMED]))

    def _only_asks_whether_there_is(self) -> bool:
        """Whether nothing is asked but whether the dish is on the menu: "do you have a brownie?"."""
        spans = self.m.spans[self.first : self.after]
        return all(span.names or span.word.kinds for span in spans) and any(
            len(span.word.kinds) and span.end - span.start > 1 for span in spans
        )

    def _recommend(self) -> str:
        offered = self.items or self._orderable()
        marked = [i for i in offered if any(mark in tag for tag in _tags(i) for mark in RECOMMENDED)]
        if not marked:
            return self.texts["ask_staff"]
        return self.texts["recommend"].format(items=", ".join(i.name for i in marked[:MAX_NAMED]))

    def _orderable(self) -> list[Item]:
        return list(self.m.index.items.values())

    def _price(self, item: Item) -> str:
        currency = self.m.index.menu.currency
        prices = [(v.label, f"{to_text(v.price, currency)} {currency}") for v in item.variants]
        text = prices[0][1] if len(prices) == 1 else ", ".join(f"{label} {price}" for label, price in prices)
        return self.texts["price"].format(item=item.name, price=text) + "."

    def _sizes(self, item: Item) -> str:
        return (
            self.texts["sizes"].format(item=item.name, sizes=", ".join(v.label for v in item.variants)) + "."
        )

    def _contents(self, item: Item) -> str:
        if not item.description:
            return self.texts["not_stated"].format(item=item.name)
        return self.texts["contents"].format(item=item.name, description=item.description.rstrip(".")) + "."


def _tags(item: Item) -> Iterable[str]:
    return {tag.casefold() for tag in item.tags}
