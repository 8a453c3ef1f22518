"""How the prices of a menu are written, and which of its cells are prices."""

from collections.abc import Iterable
from dataclasses import dataclass

from cli.formats.pdf.cells import Cell
from cli.formats.pdf.prices import Priced, numbers, split


@dataclass(frozen=True, slots=True)
class Currency:
    """The menu's currency; whether its prices are whole numbers without a sign (`weak`)."""

    code: str
    weak: bool

    def taken_apart(self, cell: Cell, *, first: bool = False) -> tuple[Priced, ...]:
        """The prices of a cell that is nothing but prices, with their sizes; () for another. `first`: of its line."""
        found = split(cell.text, self.code, weak=self._counts_whole(cell, first=first), alone=not first)
        return () if found.text else found.prices

    def behind(self, cell: Cell) -> str:
        """What stands behind the prices of such a cell, as `per person` does."""
        return split(cell.text, self.code, weak=True, alone=True).behind

    def _counts_whole(self, cell: Cell, *, first: bool = False) -> bool:
        """Whether a whole number without a sign is a price in this cell: in such menus, and where it is all of a later cell."""
        return self.weak or (not first and cell.text.isdecimal())

    def is_price(self, cell: Cell) -> bool:
        """Whether the cell is nothing but prices."""
        found = split(cell.text, self.code, weak=self._counts_whole(cell))
        return bool(found.prices) and not found.text

    def has_price(self, cell: Cell) -> bool:
        """Whether there is a price in the cell."""
        return bool(self.is_price(cell) or split(cell.text, self.code, weak=self.weak).prices)


def currency_of(cells: Iterable[Cell], code: str) -> Currency:
    """How prices are written: whole numbers are prices where hardly any number has a sign or decimals."""
    strong = weak = 0
    for cell in cells:
        found = numbers(cell.text, code)
        if any(one.strong for one in found):
            strong += 1
        elif found and found[-1].end == len(cell.text.rstrip(" —–-~*·")):
            weak += 1
    return Currency(code, weak > 4 * strong)
