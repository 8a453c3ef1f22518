"""The columns of a page: its cells in the order in which a person reads them."""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from cli.formats.pdf.cells import Cell
from cli.formats.pdf.prices import is_size

MOST_TORN = 0.6
"""Of the prices that begin a line right of a space, so many at most may have words before them left of it."""
MOST_ACROSS = 0.08
"""Of the cells of a region, so many at most may stand across the space between two columns: headings, a title."""
FEWEST_PRICES = 2
"""So many lines of a column have prices; else what looks like one is the names, or the prices, of another."""
FEWEST_WORDS = 0.5
"""For each line with a price: where a side has fewer words, it is the prices of the other."""
NARROWEST = 6.0
"""Points between two columns."""
MOST_CUTS = 6
"""Spaces between lines at which a page may be parted into one with more and one with fewer columns."""
MAX_DEPTH = 12
ONE_LINE = 0.35
"""Of a cell's size: how far the baselines of a line may be apart, as of a name in Korean beside a price in Latin type."""
IsPrice = Callable[[Cell], bool]


def regions(cells: Sequence[Cell], has_price: IsPrice, is_price: IsPrice, depth: int = 0) -> list[list[Cell]]:
    """The cells by column, in reading order.

    `has_price` is whether a cell has a price in it, `is_price` whether it is nothing else.
    """
    cells = sorted(cells, key=lambda cell: (cell.y, cell.left))
    if len(cells) < 2 * FEWEST_PRICES or depth > MAX_DEPTH:
        return [cells] if cells else []
    if (space := _space(cells, has_price, is_price)) is not None:
        return _side_by_side(cells, space, has_price, is_price, depth)
    for parts in _bands(cells):
        if _space(parts[1], has_price, is_price) is not None:
            return [region for part in parts for region in regions(part, has_price, is_price, depth + 1)]
    return [cells]


def _side_by_side(
    cells: Sequence[Cell], space: float, has_price: IsPrice, is_price: IsPrice, depth: int
) -> list[list[Cell]]:
    """Left of the space before right of it; what stands across both ends a part of the page."""
    found: list[list[Cell]] = []
    left: list[Cell] = []
    right: list[Cell] = []

    def close() -> None:
        for side in (left, right):
            found.extend(regions(side, has_price, is_price, depth + 1))
            side.clear()

    for cell in cells:
        if cell.left < space < cell.right:
            close()
            found.append([cell])
        else:
            (left if cell.right <= space else right).append(cell)
    close()
    return found


def _space(cells: Sequence[Cell], has_price: IsPrice, is_price: IsPrice) -> float | None:
    """Where the widest space between two columns is; None where there is one column."""
    best: tuple[int, float, float] | None = None
    for x in sorted({math.floor(cell.left) for cell in cells}):
        across = [cell for cell in cells if cell.left < x < cell.right]
        if len(across) > max(MOST_ACROSS * len(cells), 1):
            continue
        left = [cell for cell in cells if cell.right <= x]
        right = [cell for cell in cells if cell.left >= x]
        if not left or not right:
            continue
        width = min(cell.left for cell in right) - max(cell.right for cell in left)
        if width < NARROWEST or not _are_columns(left, right, has_price, is_price):
            continue
        rank = (-len(across), width, x - width / 2)
        best = max(best, rank) if best else rank
    return best[2] if best else None


def _are_columns(left: Sequence[Cell], right: Sequence[Cell], has_price: IsPrice, is_price: IsPrice) -> bool:
    """Whether both sides have dishes of their own: prices, and about as many words that are no sizes over them."""
    for side in (left, right):
        words = sum(not is_price(cell) and not is_size(cell.text) for cell in side)
        priced = sum(any(map(has_price, line)) for line in lines(side))
        if priced < FEWEST_PRICES or words < max(FEWEST_WORDS * priced, FEWEST_PRICES):
            return False
    return not _tears_prices_off(left, right, has_price, is_price)


def _tears_prices_off(
    left: Sequence[Cell], right: Sequence[Cell], has_price: IsPrice, is_price: IsPrice
) -> bool:
    """Whether most prices that begin a line right of the space stand behind words left of it, as prices and names do."""
    ends = {id(cell) for cell in left}
    begun = torn = 0
    for line in lines([*left, *right]):
        beyond = [cell for cell in line if id(cell) not in ends]
        before = [cell for cell in line if id(cell) in ends]
        if beyond and is_price(beyond[0]):
            begun += 1
            torn += bool(before) and not has_price(before[-1])
    return torn > MOST_TORN * begun


def _bands(cells: Sequence[Cell]) -> Iterator[tuple[list[Cell], list[Cell], list[Cell]]]:
    """Parts of the page between its largest spaces from top to bottom, the largest part first, with what is around."""
    rows = lines(cells)
    pairs = pairwise(rows)
    spaces = ((below[0].y - below[0].size - above[0].y, i + 1) for i, (above, below) in enumerate(pairs))
    cuts = sorted([0, *(i for _, i in sorted(spaces, reverse=True)[:MOST_CUTS]), len(rows)])
    bands = [(end - begin, begin, end) for n, begin in enumerate(cuts) for end in cuts[n + 1 :]]
    for size, begin, end in sorted(bands, reverse=True):
        if size < len(rows):
            parts = (rows[:begin], rows[begin:end], rows[end:])
            above, band, below = ([cell for row in part for cell in row] for part in parts)
            yield above, band, below


def lines(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells by line, each from left to right."""
    found: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda cell: (cell.y, cell.left)):
        last = found[-1][0] if found else None
        if last is not None and abs(cell.y - last.y) <= ONE_LINE * min(cell.size, last.size):
            found[-1].append(cell)
        else:
            found.append([cell])
    return [sorted(line, key=lambda cell: cell.left) for line in found]
