"""What the spans of one text may mean: which items, and for a given item which sizes and options."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import islice

from server.domain.menu import Item, Modifier, ModifierGroup, Variant
from server.parsing.matching.index import MenuIndex, MenuWords
from server.parsing.matching.names import PART, SHORTENED, Named
from server.parsing.matching.spans import Span
from server.parsing.text.tokens import Token, words

SAME = 0.01
NEVER = 99.0
MAX_CANDIDATES = 20
"""Dishes that one word is taken to name at most."""
MAX_INFERRED = 8
MAX_NAMED_SPANS = 12
"""Dishes that are offered for one that is not named, and options and sizes by which it is looked for, at most."""


class Lexicon:
    """The spans of a text against a menu. Distances are those of `server.parsing.matching.names`."""

    def __init__(
        self, index: MenuIndex, view: MenuWords, text: str, tokens: Sequence[Token], spans: Sequence[Span]
    ) -> None:
        self.index = index
        self.view = view
        self.text = text
        self.tokens = tokens
        self.spans = spans
        self._kinds = [span.word.kinds for span in spans]
        self._said: frozenset[str] = frozenset().union(*self._kinds)
        self._count = len(spans)
        self._alike = _first_alike(spans)
        self._items: dict[int, list[tuple[float, int]]] = {}
        self._modifiers: dict[tuple[int, int], list[tuple[float, Modifier, ModifierGroup]]] = {}
        self._variants: dict[tuple[int, int], tuple[float, list[Variant]]] = {}
        self._options: dict[int, list[tuple[Named, float]]] = {}
        self._best_items: dict[int, list[int]] = {}
        self._best_modifiers: dict[tuple[int, int], list[tuple[Modifier, ModifierGroup]]] = {}
        self._having: dict[int, AbstractSet[int]] = {}
        self._with_option: dict[int, AbstractSet[int]] = {}
        self._of_category: dict[int, list[int]] = {}
        self._is_variant: dict[int, bool] = {}

    def __len__(self) -> int:
        return self._count

    def words(self, first: int, last: int | None = None) -> str:
        """The diner's own words of the spans `first` to `last` (inclusive)."""
        start, stop = self._extent(first, first if last is None else last)
        return self.text[start:stop]

    def _extent(self, first: int, last: int) -> tuple[int, int]:
        spans = self.spans[first : last + 1]
        begin, end = min(span.start for span in spans), max(span.end for span in spans)
        return self.tokens[begin].start, self.tokens[end - 1].end

    def place(self, at: int) -> tuple[int, int]:
        """Where span `at` begins in the text, and where it ends (exclusive)."""
        return self._extent(at, at)

    def around(self, first: int, last: int, begin: int, end: int) -> tuple[str, str]:
        """What of the spans `begin` to `end` (inclusive) is said before the spans `first` to `last`, and after them."""
        (start, stop), (left, right) = self._extent(begin, end), self._extent(first, last)
        return self.text[start:left], self.text[right:stop]

    def colon_before(self, at: int) -> bool:
        """Whether a colon stands right before span `at`."""
        return 0 < at < self._count and ":" in self.text[self.place(at - 1)[1] : self.place(at)[0]]

    def names_within(self, at: int) -> dict[str, float]:
        """The names of the menu that single words inside span `at` are: "everything" in "everything on it"."""
        span = self.spans[at]
        found: dict[str, float] = {}
        for token in self.tokens[span.start : span.end]:
            for word in (token.text, self.view.language.stem(token.text)):
                found |= self.view.trie.get((word,)) or {}
        return found

    def stems(self, at: int) -> set[str]:
        """The words of span `at` without their endings."""
        span = self.spans[at]
        return {self.view.language.stem(token.text) for token in self.tokens[span.start : span.end]}

    def resembles_name(self, first: int, after: int) -> bool:
        """Whether a word of the spans `first` to `after` (exclusive) is nearly a word of the menu."""
        tokens = self.tokens[self.spans[first].start : self.spans[after - 1].end]
        return any(self.view.spelling.resembles(token.text) for token in tokens)

    def token(self, at: int) -> str:
        """The last word of span `at`, as it is written."""
        return self.tokens[self.spans[at].end - 1].text

    def length(self, at: int) -> int:
        """How many words span `at` has."""
        return self.spans[at].end - self.spans[at].start

    def is_word_of(self, at: int, item_id: int) -> bool:
        """Whether all the words of span `at` are words of an item's name: "latte" is one of "chai latte"."""
        return self.stems(at) <= self.view.item_words[item_id]

    def items_with_words(self, text: str) -> list[int]:
        """The items that have the words of `text` in their names, and others too."""
        part = frozenset(self.view.stems_of(text))
        return [item_id for item_id, whole in self.view.item_words.items() if part < whole] if part else []

    def is_word_of_group(self, at: int, item_id: int) -> bool:
        """Whether all the words of span `at` stand in the name of one of the item's groups."""
        stems = self.stems(at)
        return any(
            stems <= set(self.view.stems_of(group.name)) for group in self.item(item_id).modifier_groups
        )

    def items_with_both(self, first: int, second: int) -> list[int]:
        """The items whose names have the words of two spans: "chicken" and the last word of "fish pie"."""
        wanted = self.stems(first) | {self.view.language.stem(self.token(second))}
        return [item_id for item_id, whole in self.view.item_words.items() if wanted <= whole]

    def sizes_of_number(self, value: int, item: Item) -> list[int]:
        """The sizes that are called by a number: "12 wings" where wings come as "six" or "12 pieces"."""
        return [v.id for v in item.variants if value in self._numbers_of(v.label)]

    def _numbers_of(self, label: str) -> list[int]:
        said = words(label)
        found, at = [], 0
        while at < len(said):
            spelled = [
                (n, word.value)
                for n in range(len(said), at, -1)
                if (word := self.view.language.trie.get(said[at:n])) and "number" in word.kinds
            ]
            if said[at].isdecimal():
                found.append(int(said[at][:4]))
            elif spelled:
                found.append(spelled[0][1])
            at = spelled[0][0] if spelled else at + 1
        return found

    def rename(self, at: int, names: dict[str, float]) -> None:
        """Read span `at` as other names of the menu."""
        self.spans[at].names = names
        self._alike = [i if first == at else first for i, first in enumerate(self._alike)]
        self._alike[at] = at
        for known in (
            self._items,
            self._options,
            self._best_items,
            self._having,
            self._with_option,
            self._of_category,
            self._is_variant,
        ):
            known.pop(at, None)
        for of_item in (self._modifiers, self._best_modifiers, self._variants):
            for key in [key for key in of_item if key[0] == at]:
                del of_item[key]

    def has(self, at: int, *kinds: str) -> bool:
        """Whether there is a span `at` that is a cue word of one of `kinds`."""
        return 0 <= at < self._count and not self._kinds[at].isdisjoint(kinds)

    def says(self, *kinds: str) -> bool:
        """Whether any span is a cue word of one of `kinds`."""
        return not self._said.isdisjoint(kinds)

    def items(self, at: int) -> list[tuple[float, int]]:
        """(distance, item id) of the items that span `at` may name, nearest first."""
        at = self._alike[at]
        found = self._items.get(at)
        if found is None:
            found = self._items[at] = self._find_items(self.spans[at])
        return found

    def best_items(self, at: int) -> list[int]:
        """The ids of the nearest items: several where the words fit them equally."""
        at = self._alike[at]
        found = self._best_items.get(at)
        if found is None:
            found = self._best_items[at] = self._find_best_items(at)
        return found

    def _find_best_items(self, at: int) -> list[int]:
        found = self.items(at)
        if found and found[0][0] >= SHORTENED:
            near = found if found[0][0] < PART else [f for f in found if _as_near(f[0], found[0][0])]
            ids = [item_id for _distance, item_id in near]
            return [*dict.fromkeys([*ids, *self.category_items(at)])][:MAX_CANDIDATES]
        return [item_id for distance, item_id in found[:MAX_CANDIDATES] if _as_near(distance, found[0][0])]

    def all_items(self, at: int) -> list[int]:
        """Every item that has the words of span `at` in its name, or stands under a heading that is called so."""
        named = [item_id for _distance, item_id in self.items(at)]
        return [*dict.fromkeys([*named, *self.category_items(at)])][:MAX_CANDIDATES]

    def modifiers(self, at: int, item_id: int) -> list[tuple[float, Modifier, ModifierGroup]]:
        """The options of an item that span `at` may name, nearest first."""
        key = (self._alike[at], item_id)
        found = self._modifiers.get(key)
        if found is None:
            has = item_id in self.items_with_option(at)
            found = self._modifiers[key] = self._find_modifiers(at, item_id) if has else []
        return found

    def best_modifiers(self, at: int, item_id: int) -> list[tuple[Modifier, ModifierGroup]]:
        """The nearest options of an item for span `at`: several where the words fit them equally."""
        key = (self._alike[at], item_id)
        if key not in self._best_modifiers:
            found = self.modifiers(at, item_id)
            self._best_modifiers[key] = [(m, group) for far, m, group in found if _as_near(far, found[0][0])]
        return self._best_modifiers[key]

    def variants(self, at: int, item_id: int) -> list[Variant]:
        """The nearest sizes of an item that span `at` may name."""
        return self._variants_of(at, item_id)[1]

    def _variants_of(self, at: int, item_id: int) -> tuple[float, list[Variant]]:
        """The distance of the nearest sizes, and these."""
        key = (self._alike[at], item_id)
        known = self._variants.get(key)
        if known is None:
            found = self._find_variants(at, item_id) if item_id in self.items_having(at) else []
            nearest = found[0][0] if found else NEVER
            known = self._variants[key] = nearest, [v for far, v in found if _as_near(far, nearest)]
        return known

    def variant_distance(self, at: int, item_id: int) -> float:
        """How far the nearest size is; `NEVER` where there is none."""
        return self._variants_of(at, item_id)[0]

    def modifier_distance(self, at: int, item_id: int) -> float:
        """How far the nearest option is; `NEVER` where there is none."""
        found = self.modifiers(at, item_id)
        return found[0][0] if found else NEVER

    def fits(self, at: int, item_id: int) -> bool:
        """Whether span `at` may be an option or a size of the item."""
        return item_id in self.items_having(at)

    def items_having(self, at: int) -> AbstractSet[int]:
        """The items that may be had as span `at` says: it is an option or a size of them."""
        at = self._alike[at]
        found = self._having.get(at)
        if found is None:
            named = [n for n, _far in self._options_at(at)]
            found = self._having[at] = _together(
                [*(n.modifiers for n in named), *(n.variants for n in named)]
            )
        return found

    def items_with_option(self, at: int) -> AbstractSet[int]:
        """The items of which span `at` may be an option."""
        at = self._alike[at]
        found = self._with_option.get(at)
        if found is None:
            found = self._with_option[at] = _together([n.modifiers for n, _far in self._options_at(at)])
        return found

    def is_option_somewhere(self, at: int) -> bool:
        """Whether span `at` names an option of any item."""
        return bool(self.items_with_option(at))

    def is_variant_somewhere(self, at: int) -> bool:
        """Whether span `at` names a size of any item."""
        at = self._alike[at]
        found = self._is_variant.get(at)
        if found is None:
            found = self._is_variant[at] = any(n.variants for n, _far in self._options_at(at))
        return found

    def category_items(self, at: int) -> list[int]:
        """The items of the category that span `at` names: "sandwich" under the heading "Sandwiches"."""
        at = self._alike[at]
        found = self._of_category.get(at)
        if found is None:
            categories = {c for name in self.spans[at].names for c in self.index.names[name].categories}
            items = self.index.items.values() if categories else ()
            found = self._of_category[at] = [i.id for i in items if i.category_id in categories]
        return found

    def items_fitting(self, spans: Iterable[int]) -> list[int]:
        """The items of which all the named options and sizes can be had; empty where `spans` name none."""
        wanted = sorted({frozenset(self.items_having(at)) for at in islice(spans, MAX_NAMED_SPANS)}, key=len)
        common = frozenset.intersection(*wanted) if wanted else frozenset()
        return sorted(common)[:MAX_INFERRED]

    def item(self, item_id: int) -> Item:
        """An item of this menu."""
        return self.index.items[item_id]

    @cached_property
    def openings(self) -> list[int]:
        """For each span the last one up to it that begins something new, at a pause or an "and"; -1 before the first."""
        found: list[int] = []
        for at, span in enumerate(self.spans):
            opens = span.pause or self.has(at, "and")
            found.append(at if opens else found[-1] if found else -1)
        return found

    def _find_items(self, span: Span) -> list[tuple[float, int]]:
        best: dict[int, float] = {}
        for name, distance in span.names.items():
            for item_id, far in self.index.names[name].items.items():
                best[item_id] = min(best.get(item_id, NEVER), distance + far)
        return sorted((distance, item_id) for item_id, distance in best.items())

    def _options_at(self, at: int) -> list[tuple[Named, float]]:
        """What of the names of span `at` is a size or an option of any item, with its distance."""
        at = self._alike[at]
        if at not in self._options:
            names = self.spans[at].names
            every = ((self.index.names[name], distance) for name, distance in names.items())
            self._options[at] = [pair for pair in every if pair[0].modifiers or pair[0].variants]
        return self._options[at]

    def _find_modifiers(self, at: int, item_id: int) -> list[tuple[float, Modifier, ModifierGroup]]:
        best: dict[int, tuple[float, Modifier, ModifierGroup]] = {}
        for named, distance in self._options_at(at):
            for modifier, group, far in named.modifiers.get(item_id, ()):
                if modifier.id not in best or distance + far < best[modifier.id][0]:
                    best[modifier.id] = (distance + far, modifier, group)
        return sorted(best.values(), key=lambda found: found[0])

    def _find_variants(self, at: int, item_id: int) -> list[tuple[float, Variant]]:
        best: dict[int, tuple[float, Variant]] = {}
        for named, distance in self._options_at(at):
            for variant, far in named.variants.get(item_id, ()):
                if variant.id not in best or distance + far < best[variant.id][0]:
                    best[variant.id] = (distance + far, variant)
        return sorted(best.values(), key=lambda found: found[0])


def _together(of_items: Sequence[Mapping[int, object]]) -> AbstractSet[int]:
    """The items of all the mappings; those of a single one are not copied."""
    filled = [by_item for by_item in of_items if by_item]
    return filled[0].keys() if len(filled) == 1 else frozenset().union(*filled)


def _first_alike(spans: Sequence[Span]) -> list[int]:
    """For each span the first that has the same names at the same distances: what is found out for one holds for all."""
    firsts: dict[tuple[tuple[str, float], ...], int] = {}
    return [firsts.setdefault(tuple(span.names.items()), i) for i, span in enumerate(spans)]


def _as_near(distance: float, nearest: float) -> bool:
    return distance <= nearest + SAME or nearest >= PART
