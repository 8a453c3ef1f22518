"""Prices that take several lines: broken at the end of one, or beneath each other beside the middle of a dish."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cli.formats.pdf.cells import Cell
from cli.formats.pdf.currency import Currency
from cli.formats.pdf.prices import numbers

TIGHT = 1.5
"""Of a price's size: lines no farther apart are of one text."""
_OPEN_END = re.compile(r"(?:[/|·]|,(?=\s|$))\s*(?:\d{1,3}(?!\d|[.,]\d))?[^/|\d]{0,24}$")
Line = list[Cell]


def continued(found: Sequence[Line], currency: Currency) -> list[Line]:
    """The lines, one that ends within a row of prices (`Small 5.00 /`) with what goes on beneath it."""
    result: list[Line] = []
    for line in found:
        more = _more_of(result[-1], line, currency) if result else None
        if more is None:
            result.append(line)
            continue
        last = result[-1][-1]
        joined = replace(last, runs=(*last.runs, *(r._replace(text=f" {r.text}") for r in more.runs)))
        result[-1] = [*result[-1][:-1], joined]
        if rest := [cell for cell in line if cell is not more]:
            result.append(rest)
    return result


def _more_of(line: Line, following: Line, currency: Currency) -> Cell | None:
    """The cell of the next line with which the prices at the end of a line go on; None where they are all there."""
    last = line[-1]
    if not _OPEN_END.search(last.text) or not numbers(last.text, currency.code):
        return None
    near = (cell for cell in following if 0 < cell.y - last.y <= TIGHT * last.size and _are_over(last, cell))
    return next((cell for cell in near if numbers(cell.text, currency.code)), None)


def beside_names(found: Sequence[Line], currency: Currency) -> list[Line]:
    """The lines, prices that stand beneath each other in the line of the one name beside which they are."""
    words = [[cell for cell in line if not currency.is_price(cell)] for line in found]
    moved: dict[int, Line] = {}
    for stack in _stacks(found, currency):
        if len(stack) > 1 and (home := _home(words, stack)):
            moved |= {id(cell): home for cell in stack}
    kept = [[cell for cell in line if id(cell) not in moved] for line in found]
    for line, own in zip(kept, words, strict=True):
        line += [cell for line_ in found for cell in line_ if moved.get(id(cell)) is own and own]
    return [line for line in kept if line]


def _stacks(found: Sequence[Line], currency: Currency) -> Iterator[Line]:
    """Prices at the ends of lines that stand close beneath each other, with lines between that have no words there."""
    stack: Line = []
    for line in found:
        cell = line[-1]
        if not currency.is_price(cell) or (len(line) > 1 and currency.is_price(line[-2])):
            if stack and line[-1].right > stack[-1].left:
                yield stack
                stack = []
            continue
        if stack and (cell.y - stack[-1].y > TIGHT * cell.size or not _are_over(stack[-1], cell)):
            yield stack
            stack = []
        stack.append(cell)
    if stack:
        yield stack


def _are_over(above: Cell, below: Cell) -> bool:
    return above.left < below.right and below.left < above.right


def _home(words: Sequence[Line], stack: Line) -> Line | None:
    """The words of the line that looks most like a name among those of the prices' height; None where several do."""
    top, bottom = stack[0].y - stack[0].size, stack[-1].y + stack[-1].size
    beside = [line for line in words if line and top <= line[0].y <= bottom and line[0].right < stack[0].left]
    looks = [(line[0].size, line[0].runs[0].bold) for line in beside]
    names = [line for line, look in zip(beside, looks, strict=True) if look == max(looks)]
    return names[0] if len(names) == 1 else None
