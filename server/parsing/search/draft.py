"""A line of the order while it is being read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from server.domain.menu import Item, Modifier, ModifierGroup, Variant
from server.parsing.model import Choice, Line
from server.parsing.text.tokens import words
from server.wire.vocabulary import Amount

Copied = TypeVar("Copied")


def copied(thing: Copied) -> Copied:
    """A shallow copy of an object without slots; readings are copied often, and this is the quickest way."""
    copy = object.__new__(type(thing))
    copy.__dict__ = thing.__dict__.copy()
    return copy


@dataclass(slots=True)
class Unclear:
    """Words that fit several options of one dish, and how much of it is wanted."""

    words: str
    options: list[tuple[Modifier, ModifierGroup]]
    amount: Amount = "regular"
    quantity: int = 1


@dataclass
class Draft:
    """A line being read. `items` holds several where the words fit several dishes; `line` is the cart's, unchanged."""

    items: list[Item]
    words: str = ""
    source: str = ""
    around: tuple[str, str] = ("", "")
    quantity: int = 1
    quantity_stated: bool = False
    variant: Variant | None = None
    variant_stated: bool = False
    variant_unclear: bool = False
    choices: dict[int, Choice] = field(default_factory=dict)
    unclear: list[Unclear] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    spans: set[int] = field(default_factory=set)
    line: Line | None = None
    only: bool = False
    plain: bool = False
    everything: str = ""
    part_of: int = -1
    head: tuple[int, int, int] | None = None
    total: bool = False
    after_and: bool = False
    inherits: bool = False
    is_rest: bool = False
    adds: bool = False
    accompanies: int = -1
    is_share: bool = False
    is_untold: bool = False
    sizes: tuple[Variant, ...] = ()
    number_of_size: int = 0
    scoops: int = 0
    implied: bool = False
    repeated: bool = False
    removed: bool = False
    is_other: bool = False
    displaced: frozenset[int] = frozenset()

    @classmethod
    def of_line(cls, line: Line, item: Item) -> "Draft":
        """A line of the cart, to be changed; `item` is its dish as it is on the menu now."""
        wanted = line.variant.id if line.variant else 0
        return cls(
            items=[item],
            quantity=line.quantity,
            quantity_stated=True,
            variant=next((v for v in item.variants if v.id == wanted), line.variant),
            variant_stated=line.variant_stated,
            choices={choice.modifier.id: choice for choice in line.choices},
            requests=[line.special_requests] if line.special_requests else [],
            line=line,
        )

    @classmethod
    def of_dishes(cls, items: list[Item], words: str = "") -> "Draft":
        """A new line of one of `items`; as `Draft(items, words)`, which takes four times as long."""
        draft = copied(_NEW)
        draft.items, draft.words = items, words
        draft.choices, draft.unclear, draft.requests, draft.spans = {}, [], [], set()
        return draft

    @property
    def item(self) -> Item | None:
        """The dish, once it is known which."""
        return self.items[0] if len(self.items) == 1 else None

    @property
    def is_unchanged(self) -> bool:
        """Whether it is a line of the cart to which nothing was done."""
        line = self.line
        if line is None or self.removed or self.unclear or self.item is None:
            return False
        return (self.item.id, self.quantity, self.variant and self.variant.id, self.requests) == (
            line.item.id,
            line.quantity,
            line.variant and line.variant.id,
            [line.special_requests] if line.special_requests else [],
        ) and tuple(self.choices.values()) == tuple(line.choices)

    @property
    def lacks_size(self) -> bool:
        """Whether a size has to be asked for: none is known, and the dish comes in several."""
        return self.item is not None and self.variant is None and len(self.item.variants) > 1

    @property
    def ids(self) -> list[int]:
        """The ids of the dishes that it may be."""
        return [item.id for item in self.items]

    @property
    def in_words(self) -> str:
        """The line for a person: "2 × Latte, Large, Oat milk", "1 of them …" where it is a share."""
        names = " or ".join(item.name for item in self.items) or "?"
        size = [self.variant.label] if self.variant and self.variant_stated else []
        picks = [f"{c.amount} {c.modifier.name}".removeprefix("regular ") for c in self.choices.values()]
        share = " of them" if self.part_of >= 0 else ""
        return ", ".join([f"{self.quantity}{share} × {names}", *size, *picks, *self.requests])

    def branch(self) -> "Draft":
        """The same line in another reading."""
        branch = copied(self)
        branch.choices = dict(self.choices)
        branch.requests = list(self.requests)
        branch.unclear = list(self.unclear)
        branch.spans = set(self.spans)
        return branch

    def copy(self) -> "Draft":
        """The same again, as a line of its own."""
        return replace(
            self,
            choices=dict(self.choices),
            requests=list(self.requests),
            unclear=list(self.unclear),
            spans=set(),
            line=None,
        )

    def choose(self, modifier: Modifier, group: ModifierGroup, amount: Amount, quantity: int) -> None:
        """Set what was said about one option; said again, the later word holds."""
        self.choices[modifier.id] = Choice(modifier, group, amount, quantity)

    def forget(self, modifier: Modifier) -> None:
        """Take an option back, as though it had not been said."""
        self.choices.pop(modifier.id, None)

    def take_away(self, some: int) -> None:
        """So many fewer; where none are left the line is gone."""
        self.removed = self.quantity <= some
        self.quantity = max(1, self.quantity - some)

    def keeps_all_as(self, item: Item) -> bool:
        """Whether nothing that was said of it would be lost if it became another dish."""
        there = {m.name.casefold() for g in item.modifier_groups for m in g.modifiers}
        sizes = {v.label.casefold() for v in item.variants}
        said = {c.modifier.name.casefold() for c in self.choices.values() if c.stated}
        return said <= there and not (
            self.variant_stated and self.variant is not None and self.variant.label.casefold() not in sizes
        )

    def become(self, item: Item) -> None:
        """Be another dish: the size and the options that it has too are kept, by name."""
        label = self.variant.label.casefold() if self.variant and self.variant_stated else ""
        self.variant = next((v for v in item.variants if v.label.casefold() == label), None)
        self.variant_stated = self.variant is not None
        there = {m.name.casefold(): (m, g) for g in item.modifier_groups for m in g.modifiers}
        kept = [
            (c, there[c.modifier.name.casefold()])
            for c in self.choices.values()
            if c.modifier.name.casefold() in there
        ]
        self.choices = {m.id: Choice(m, g, c.amount, c.quantity) for c, (m, g) in kept}
        self.unclear = []
        self.items = [item]

    def be_one_of(self, items: list[Item]) -> None:
        """Be one of fewer dishes than it may have been; what was said of it is said of the first of them."""
        if items[0] is not self.items[0] and (self.choices or self.variant):
            self.become(items[0])
        self.items = items


_NEW = Draft([])


class Drafts(list[Draft]):
    """The lines of one reading. Readings share lines, so one that is to be changed is taken by `own`."""

    def __init__(self, drafts: Sequence[Draft] = ()) -> None:
        super().__init__(drafts)
        self._own: set[int] = set()

    def own(self, at: int) -> Draft:
        """The line at the index `at`, to be changed in this reading only."""
        if at not in self._own:
            self[at] = self[at].branch()
            self._own.add(at)
        return self[at]

    def append(self, draft: Draft) -> None:
        """Add a new line, which no other reading has."""
        self._own.add(len(self))
        super().append(draft)

    def of_dishes(self, ids: Collection[int]) -> list[int]:
        """Where the lines stand that may be one of these dishes and are still there."""
        return [i for i, d in enumerate(self) if not d.removed and any(item_id in ids for item_id in d.ids)]

    def shared(self) -> "Drafts":
        """The same lines for another reading; from now on neither owns one."""
        self._own.clear()
        return Drafts(self)


def narrows(draft: Draft, variant: Variant) -> bool:
    """Whether a size tells which of several was meant: *Pot for Two* behind "a pot of tea"."""
    is_open = draft.variant_unclear and len(draft.sizes) == 1
    return is_open and not set(words(draft.sizes[0].label)).isdisjoint(words(variant.label))
