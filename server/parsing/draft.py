"""A line of the order while it is being read."""

from dataclasses import dataclass, field, replace

from server.domain.menu import Item, Modifier, ModifierGroup, Variant
from server.parsing.model import Choice, Line
from server.wire.vocabulary import Amount


@dataclass(slots=True)
class Unclear:
    """Words that fit several options of one dish, and how much of it is wanted."""

    words: str
    options: list[tuple[Modifier, ModifierGroup]]
    amount: Amount = "regular"
    quantity: int = 1


@dataclass(slots=True)
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
    part_of: "Draft | None" = None
    is_rest: bool = False
    adds: bool = False
    is_share: bool = False
    implied: bool = False
    repeated: bool = False
    removed: bool = False

    @classmethod
    def of_line(cls, line: Line, item: Item) -> "Draft":
        """A line of the cart, to be changed; `item` is its dish as it is on the menu now."""
        return cls(
            items=[item],
            quantity=line.quantity,
            quantity_stated=True,
            variant=line.variant,
            variant_stated=line.variant_stated,
            choices={choice.modifier.id: choice for choice in line.choices},
            requests=[line.special_requests] if line.special_requests else [],
            line=line,
        )

    @property
    def item(self) -> Item | None:
        """The dish, once it is known which."""
        return self.items[0] if len(self.items) == 1 else None

    @property
    def ids(self) -> list[int]:
        """The ids of the dishes that it may be."""
        return [item.id for item in self.items]

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
