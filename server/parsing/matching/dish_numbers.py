"""Numbers of the menu that are written as no other number is: "24a", "A1", 「23番」, "23번". They are read as names of their dishes.

Plain digits stay numbers: whether "23" is a dish or how many of one is decided where the orders are read.
"""

from collections.abc import Mapping, Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import SHORTENED, name_of_number
from server.parsing.matching.numbers import value_at
from server.parsing.matching.spans import Span
from server.parsing.text.tokens import Token

_LETTERS = frozenset("abcdef")
_ABBREVIATED = frozenset({"no", "n", "nr", "num"})
"""Short for "number" in several languages, whatever else the word means."""
_MOST_OF_ONE = 12
"""A larger number that is a dish's is the dish, unless something follows that it counts."""
_LEADING = ("that", "article", "sign", "filler", "preposition")
_BEHIND = frozenset({"and", "also", "with", "filler", "times", "no"})


def join_numbers(tokens: Sequence[Token], view: MenuWords, index: MenuIndex) -> list[Token]:
    """The tokens with "24" and "a" as one where the menu counts so, whether or not it has that number."""
    if not index.has_lettered_numbers:
        return list(tokens)
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if at + 1 < len(tokens) and _belong_together(tokens, at, view, index.numbers):
            behind = tokens[at + 1]
            token = Token(token.text + behind.text, token.start, behind.end, token.pause)
            at += 1
        joined.append(token)
        at += 1
    return joined


def _belong_together(
    tokens: Sequence[Token], at: int, view: MenuWords, numbers: Mapping[str, object]
) -> bool:
    token, behind = tokens[at], tokens[at + 1]
    if behind.pause or token.text.isdecimal() == behind.text.isdecimal():
        return False
    text = token.text + behind.text
    is_number = text in numbers or (text.endswith("s") and text[:-1] in numbers and not text[:-1].isdecimal())
    if token.end == behind.start:
        return is_number or (token.text.isdecimal() and behind.text in _LETTERS)
    return is_number and token.text.isdecimal() and _nothing_follows(tokens, at + 2, view)


def _nothing_follows(tokens: Sequence[Token], at: int, view: MenuWords) -> bool:
    """Whether no thing follows of which the letter could be the article: "24 a please", not "24 a lager"."""
    if at >= len(tokens) or tokens[at].pause:
        return True
    word = view.language.trie.get((tokens[at].text,))
    return word is not None and not word.kinds.isdisjoint(_BEHIND)


def name_numbers(
    spans: Sequence[Span],
    tokens: Sequence[Token],
    view: MenuWords,
    index: MenuIndex,
    ordered: Sequence[int] = (),
) -> list[Span]:
    """The spans with each number that is surely a dish's as its name: with a sign, an article, or a number before it.

    `ordered` are the ids of the dishes in the cart.
    """
    if not index.numbers:
        return list(spans)
    reader = _Numbers(spans, tokens, view, index, ordered)
    named: list[Span] = []
    at = 0
    while at < len(spans):
        end = reader.end_of_number(at)
        if end:
            reader.dishes.add(at)
            named = reader.with_number(named, at, end)
            at = reader.end_of_same(at, end)
        elif reader.is_of_no_dish(at):
            named.append(Span(spans[at].start, spans[at].end, pause=spans[at].pause))
            at += 1
        else:
            named.append(spans[at])
            at += 1
    return named


class _Numbers:
    """The numbers among the spans of one text, and what stands around them."""

    def __init__(
        self,
        spans: Sequence[Span],
        tokens: Sequence[Token],
        view: MenuWords,
        index: MenuIndex,
        ordered: Sequence[int],
    ) -> None:
        self.spans, self.tokens, self.view, self.index = spans, tokens, view, index
        self.ordered = ordered
        self.dishes: set[int] = set()

    def end_of_number(self, at: int) -> int:
        """The span after the number of a dish that begins at `at`; 0 where none does that is surely one."""
        number, after = self._number(at)
        if number not in self.index.numbers:
            return 0
        if self._words(after) in self.view.language.signs_behind and not self.spans[after].pause:
            return after + 1
        if name_of_number(number) in self.spans[at].names or self._is_signed(at, after):
            return after
        if self._is_exchanged(at, after) or self._is_put_in(at, after):
            return after
        return after if self._is_alone(at, after) and self._is_no_quantity(int(number), at, after) else 0

    def is_of_no_dish(self, at: int) -> bool:
        """Whether a sign says that a number is a dish's, and no dish has it: "number 99" counts nothing."""
        number = self.tokens[self.spans[at].start].text
        is_signed = self._has(at - 1, "sign") and not self._has(at - 1, "no") and not self.spans[at].pause
        return is_signed and number.isdecimal() and not self.spans[at].names and self._is_led(at - 1)

    def _is_led(self, sign: int) -> bool:
        """Whether nothing but small words lead a sign, so that it is no phone's or bus's number."""
        before = sign - 1
        small = ("and", "with", "article", "that", "ordering", "filler", "number", "also", "times", "sign")
        return (
            before < 0 or bool(self.spans[sign].pause) or self._has(before, *small) or before in self.dishes
        )

    def _is_exchanged(self, at: int, after: int) -> bool:
        """Whether a dish of the cart is told by its number, in whose place another number comes: "change 4 to 5"."""
        leads = self._has(self._before(at), "change", "make") and not self.spans[at].pause
        into = self._has(after, "into") and not self.spans[after].pause
        if not (leads and into and self.index.numbers[self._number(at)[0]] in self.ordered):
            return False
        other = self._behind(after + 1)
        return other < len(self.spans) and self._number(other)[0] in self.index.numbers

    def _is_put_in(self, at: int, after: int) -> bool:
        """Whether the number ends a clause in which it takes the place of a dish's number: the 5 of "change 4 to 5"."""
        into = self._before(at)
        if not self._has(into, "into") or not self._closes(after) or self.spans[at].pause:
            return False
        replaced = max((i for i in self.dishes if i < into), default=-1)
        return replaced >= 0 and self._has(self._before(replaced), "change", "make")

    def _before(self, at: int) -> int:
        """The span before a number and the small words that lead it."""
        before = at - 1
        while self._has(before, *_LEADING) and not self._has(before, "change", "make", "into"):
            before -= 1
        return before

    def _behind(self, at: int) -> int:
        """The span behind small words that lead a number."""
        while self._has(at, *_LEADING):
            at += 1
        return at

    def _closes(self, at: int) -> bool:
        return at >= len(self.spans) or bool(self.spans[at].pause) or self._has(at, "filler", "and")

    def with_number(self, named: list[Span], at: int, end: int) -> list[Span]:
        """What was read so far with the spans `at` to `end` (exclusive) as the name of a dish.

        A "no." before it is its sign and no refusal; behind the dish's own name it says the same once more.
        """
        number = self._number(at)[0]
        span = Span(self.spans[at].start, self.spans[end - 1].end, {name_of_number(number): 0.0})
        span.pause = self.spans[at].pause
        if named and self.index.numbers[number] in self._dishes(named[-1]):
            named[-1].end = span.end
            return named
        if named and self.tokens[named[-1].start].text in _ABBREVIATED and named[-1].has("no"):
            sign = named.pop()
            span.start, span.pause = sign.start, sign.pause
        return [*named, span]

    def end_of_same(self, at: int, end: int) -> int:
        """The span after the dish's own name, where it follows its number: "23 lemon chicken"."""
        item_id = self.index.numbers[self._number(at)[0]]
        name = end + 1 if self._has(end, "of", "filler") else end
        return name + 1 if name < len(self.spans) and item_id in self._dishes(self.spans[name]) else end

    def _number(self, at: int) -> tuple[str, int]:
        """The number at `at` and the span after it; "" where there is none."""
        span = self.spans[at]
        if number := self._signed_within(span):
            return number, at + 1
        text = self.tokens[span.start].text
        if text.isdecimal():
            text = text.lstrip("0") or text
        number = text if text in self.index.numbers else text.removesuffix("s")
        if span.end == span.start + 1 and number in self.index.numbers and (span.names or text == number):
            return number, self._after_plural(at + 1)
        if number := self._signed_plural(at, text):
            return number, at + 1
        if not span.has("number") or text.isdecimal():
            return "", at + 1
        value, after = value_at(self.spans, at, len(self.spans))
        return str(value), self._after_plural(after)

    def _signed_plural(self, at: int, text: str) -> str:
        """The number in words of which there are several: the 1 of "two number ones"; "" where it is none."""
        is_plural = self._has(at - 1, "sign") and text.endswith("s")
        return self.view.language.other_number(text.removesuffix("s")) if is_plural else ""

    def _after_plural(self, at: int) -> int:
        """The span after the "s" of "two 23s"."""
        if at >= len(self.spans) or self._words(at) != ("s",):
            return at
        begin = self.tokens[self.spans[at].start].start
        return at + 1 if begin == self.tokens[self.spans[at].start - 1].end else at

    def _signed_within(self, span: Span) -> str:
        """The number of a dish behind its sign in a span that only stands in another's name: "#2" beside *Pick 2*; "" for none."""
        if min(span.names.values(), default=0.0) < SHORTENED:
            return ""
        *sign, last = (token.text for token in self.tokens[span.start : span.end])
        number = last if last.isdecimal() else self.view.language.other_number(last)
        return number if number in self.index.numbers and tuple(sign) in self.view.language.signs else ""

    def _is_signed(self, at: int, after: int) -> bool:
        if self._signed_within(self.spans[at]) or self._is_written_out(at, after):
            return True
        if at == 0 or self._counts_more(at, after):
            return False
        before = self.spans[at - 1]
        is_short = before.end - before.start == 1 and self.tokens[before.start].text in _ABBREVIATED
        return before.has("sign") or is_short

    def _is_written_out(self, at: int, after: int) -> bool:
        """Whether a dish's number in digits stands before its name with a stop between, as on the menu: "2. crispy duck"."""
        number = self.tokens[self.spans[at].start].text
        if after != at + 1 or after >= len(self.spans) or self.spans[after].pause != ".":
            return False
        return number.isdecimal() and self.index.numbers.get(number) in self._dishes(self.spans[after])

    def _counts_more(self, at: int, after: int) -> bool:
        """Whether the "n" before a number is short for "and", since the number counts what follows: "a coke n 2 beers"."""
        is_and = self.spans[at - 1].has("and") and after < len(self.spans) and not self.spans[after].pause
        return is_and and bool(self._dishes(self.spans[after]))

    def _is_alone(self, at: int, after: int) -> bool:
        """Whether the number neither counts what follows it, nor is a table, a time, an age, a price or a size."""
        if self._has(after, "number_after", "price_after", "measure", "unit", "serving", "counter"):
            return False
        number = self._number(at)[0]
        is_counted = self._is_counted_in_times(at)
        may_be_size = (
            self._may_be_size(number, is_led=self._has_article(at))
            and not is_counted
            and not self._is_among_numbers(at, after)
        )
        if self._has(at - 1, "number_before", "price_after") or may_be_size:
            return False
        times = after
        while self._has(after, "times"):
            after += 1
        closes = after >= len(self.spans) or bool(self.spans[after].pause)
        if self._has(at - 1, "into", "make", "change", "correction") and (
            closes or self._has(after, "filler")
        ):
            return int(number) > _MOST_OF_ONE and not self._counts_before(at)
        if closes:
            return True
        span = self.spans[after]
        if span.has("number"):
            is_counted = value_at(self.spans, after, len(self.spans))[0] <= _MOST_OF_ONE or after == times
            return int(number) > _MOST_OF_ONE and is_counted
        item_id = self.index.numbers[number]
        same = item_id in self._dishes(span) or (is_counted and self._is_of(span, item_id))
        return same or (
            span.known and not span.names and not span.has("of", "amount", "request", "size", "more")
        )

    def _may_be_size(self, number: str, *, is_led: bool) -> bool:
        """Whether a size has the number; behind an article ("a 4") one of a dish that is ordered or named."""
        if not is_led or number not in self.index.numbers_of_sizes:
            return number in self.index.numbers_of_sizes
        named = {item for span in self.spans for item in self._dishes(span)}
        items = [
            self.index.items[item_id] for item_id in named.union(self.ordered) if item_id in self.index.items
        ]
        return any(int(number) in self.view.sizes_by_number(item) for item in items)

    def _is_counted_in_times(self, at: int) -> bool:
        """Whether a number and "x" stand right before it: the 65 of "2 x 65 large"."""
        is_joined = self._has(at - 1, "times") and not (self.spans[at].pause or self.spans[at - 1].pause)
        is_number = at > 1 and self.spans[at - 2].has("number") and at - 2 not in self.dishes
        is_behind_dish = at - 2 > 0 and bool(self._dishes(self.spans[at - 3]))
        return is_joined and is_number and not is_behind_dish

    def _is_of(self, span: Span, item_id: int) -> bool:
        """Whether a span is a size or an option of the dish rather than a dish."""
        named = [(far, self.index.names[name]) for name, far in span.names.items()]
        own = [far for far, name in named if item_id in name.variants or item_id in name.modifiers]
        dishes = [far for far, name in named if name.items]
        return bool(own) and min(own) < min(dishes, default=min(own) + 1)

    def _counts_before(self, at: int) -> bool:
        """Whether a number that counts was said before: "two lagers, sorry, 20"."""
        return any(self.spans[i].has("number") and i not in self.dishes for i in range(at))

    def _is_among_numbers(self, at: int, after: int) -> bool:
        """Whether nothing but numbers of the menu stand beside it, so that no dish is there of which it could be a size."""
        before, behind = at - 1, after
        while self._has(before, "and", "sign", "filler"):
            before -= 1
        while self._has(behind, "and", "filler"):
            behind += 1
        beside = [i for i in (before, behind) if 0 <= i < len(self.spans)]
        return bool(beside) and all(self._number(i)[0] in self.index.numbers for i in beside)

    def _is_no_quantity(self, value: int, at: int, after: int) -> bool:
        """Whether so many are not ordered of one dish, or a number behind a quantity or among others must be a dish's."""
        if value > _MOST_OF_ONE or self._in_list(at, after):
            return True
        if self._has_article(at):
            return True
        before = at - 1
        while self._has(before, "times", "article", "that", "of") and not self.spans[before + 1].pause:
            before -= 1
        is_counted = before >= 0 and self.spans[before].has("number") and before not in self.dishes
        return before < at - 1 and is_counted and not self.spans[before + 1].pause

    def _in_list(self, at: int, after: int) -> bool:
        """Whether another number of the menu stands beside it: "the 2 and the 3", "1, 2 and 10"."""
        before, behind = at - 1, after
        while self._has(before, "and", "article", "that"):
            before -= 1
        while self._has(behind, "and", "article", "that"):
            behind += 1
        is_apart = before < at - 1 or bool(self.spans[at].pause)
        if is_apart and self.dishes and before == max(self.dishes):
            return self._is_in_digits(at) == self._is_in_digits(before)
        if behind >= len(self.spans) or not (behind > after or self.spans[behind].pause):
            return False
        number, end = self._number(behind)
        is_written_alike = self._is_in_digits(at) == self._is_in_digits(behind)
        return is_written_alike and number in self.index.numbers and self._is_alone(behind, end)

    def _is_in_digits(self, at: int) -> bool:
        """Whether a number is written so: "zweimal die 11" counts, "the 2 and the 3" does not."""
        return self.tokens[self.spans[at].start].text.isdecimal()

    def _has_article(self, at: int) -> bool:
        """Whether an article leads a number in digits: "a 4", also where the two are one phrase."""
        span = self.spans[at]
        if not self.tokens[span.end - 1].text.isdecimal():
            return False
        if span.end == span.start + 1:
            return self._has(at - 1, "article") and not span.pause
        word = self.view.language.trie.get((self.tokens[span.start].text,))
        return word is not None and "article" in word.kinds

    def _has(self, at: int, *kinds: str) -> bool:
        return 0 <= at < len(self.spans) and self.spans[at].has(*kinds) and not self.spans[at].names

    def _words(self, at: int) -> tuple[str, ...]:
        if at >= len(self.spans):
            return ()
        return tuple(token.text for token in self.tokens[self.spans[at].start : self.spans[at].end])

    def _dishes(self, span: Span) -> set[int]:
        return {item for name in span.names for item in self.index.names[name].items}
