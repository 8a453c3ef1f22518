"""How many of a line: of three beers one is void, one is paid, and one is open. Pure; amounts are in minor units."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from server.domain.bill_entries import LineRef
from server.domain.errors import Conflict


def first_of(amount: int, units: int, count: int) -> int:
    """What the first `count` of so many equal units of an amount come to: what is left over is in the earlier ones."""
    whole, over = divmod(abs(amount), units)
    part = whole * count + min(over, count)
    return part if amount >= 0 else -part


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a bill, and how many of each; without `quantities` all of each, and in a wish 0 is all that is left."""

    refs: tuple[LineRef, ...] = ()
    quantities: tuple[int, ...] = ()

    def __iter__(self) -> Iterator[tuple[LineRef, int]]:
        return zip(self.refs, self.quantities or repeat(0), strict=False)

    def resolved(self, left: Mapping[LineRef, int], whole: Mapping[LineRef, int]) -> "Lines":
        """The same with the numbers that are meant, of what is `left` of each. Conflict where that is fewer.

        Without quantities where it is all of each of the `whole` lines.
        """
        counts = {ref: count or left[ref] for ref, count in self}
        if any(count > left[ref] for ref, count in counts.items()):
            raise Conflict("Fewer of a line are left. Nothing was changed: look at the bill again.")
        is_all = all(count == whole[ref] for ref, count in counts.items())
        return Lines(tuple(counts), () if is_all else tuple(counts.values()))


def counted(entries: Sequence[Lines], whole: Mapping[LineRef, int]) -> Mapping[LineRef, int]:
    """How many of each line entries name together, never more than there are."""
    found: dict[LineRef, int] = {}
    for lines in entries:
        for ref, count in lines:
            there = whole.get(ref, 0)
            found[ref] = min(there, found.get(ref, 0) + (count or there))
    return found
