"""From the cells of a column to its rows: a name, what stands behind it, its prices, and the sizes over prices."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cli.formats.pdf.cells import Cell, Run
from cli.formats.pdf.columns import lines, regions
from cli.formats.pdf.currency import Currency
from cli.formats.pdf.price_lines import beside_names, continued
from cli.formats.pdf.prices import Priced, is_size, numbers, split

NUMBER = re.compile(r"(?:nr\.?|no\.?|#)?\s?(\d{1,3}[a-z]?)\s?[.):]?", re.IGNORECASE)
CODES = re.compile(
    r"[\[(]?\s*(?:[A-Za-z]{1,2}|\d{1,2})(?:(?:\s*[,/·.+;]\s*|\s+)(?:[A-Za-z]{1,2}|\d{1,2}))*\s*[\])]?"
)
"""Footnotes' codes alone: `A, C, G`, `(1/2)`, `a c`."""
FAR = 60.0
"""Points that a price's middle may stand beside the middle of its size's heading."""
_SMALLER = 0.92
"""Of the first text's size: what follows it smaller is no longer the name."""
_BARE = " \t|–—-:·,"


class Style(NamedTuple):
    """How a row looks, in the order of what stands out more."""

    size: float
    bold: bool
    capitals: bool


class At(NamedTuple):
    """A price of a row, and where its middle is."""

    price: Priced
    middle: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a column. `name` is its first text in one look, `rest` what else there is; `headings` are sizes."""

    name: str
    style: Style
    y: float
    left: float
    rest: str = ""
    prices: tuple[At, ...] = ()
    number: str = ""
    marks: str = ""
    behind: str = ""
    headings: tuple[tuple[str, float], ...] = ()
    above: float = field(default=0.0, compare=False)
    """Points of space over it, to the row before; 0 where it is the first of its column."""
    below: float = field(default=0.0, compare=False)
    first: bool = False
    """Whether a column begins with it."""

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(filter(None, (self.name, self.rest)))


def rows_of(pages: Sequence[Sequence[Cell]], currency: Currency) -> list[Row]:
    """The rows of all pages in reading order."""
    found: list[Row] = []
    for cells in pages:
        for region in regions(cells, currency.has_price, currency.is_price):
            found += _region(beside_names(continued(lines(region), currency), currency), currency)
    return found


def _region(parts: list[list[Cell]], currency: Currency) -> Iterator[Row]:
    """The rows of one column, with the space around each."""
    rows = [_row(cells, parts[index + 1 : index + 4], currency) for index, cells in enumerate(parts)]
    for index, row in enumerate(rows):
        above = row.y - row.style.size - rows[index - 1].y if index else 0.0
        after = rows[index + 1] if index + 1 < len(rows) else None
        below = after.y - after.style.size - row.y if after else 0.0
        yield replace(row, above=above, below=below, first=index == 0)


def _row(cells: list[Cell], following: Sequence[list[Cell]], currency: Currency) -> Row:
    if headings := _headings(cells, following, currency):
        cells = [cell for cell in cells if cell.middle not in {middle for _, middle in headings}]
    row = _without_prices(cells, currency) if cells else _empty(headings, following)
    return replace(row, headings=headings) if headings else row


def _empty(headings: tuple[tuple[str, float], ...], following: Sequence[list[Cell]]) -> Row:
    first = following[0][0]
    return Row("", _style([Run("", first.size, bold=False)]), first.y - first.size, headings[0][1])


def _headings(
    cells: list[Cell], following: Sequence[list[Cell]], currency: Currency
) -> tuple[tuple[str, float], ...]:
    """Sizes that stand over columns of prices: at least two, each over a price of one of the next rows."""
    if any(currency.taken_apart(cell) for cell in cells):
        return ()
    for below in following:
        prices = [cell for cell in below if currency.taken_apart(cell)]
        prices = [p for p in prices if p is not below[0] or len(prices) == len(below)]
        if len(prices) < 2:  # noqa: PLR2004  # one is no choice of sizes
            continue
        over = [c for c in cells if any(_is_over(c, price) for price in prices) and len(c.text) <= FAR / 2]
        is_a_size = [is_size(cell.text) for cell in over]
        if len(over) >= 2 and all(is_size(cell.text) for cell in cells):  # noqa: PLR2004  # as above
            over, is_a_size = cells, [True]
        if len(over) >= 2 and (all(is_a_size) or len(over) == len(prices)):  # noqa: PLR2004  # as above
            return tuple((cell.text.strip("()"), cell.middle) for cell in over)
    return ()


def _is_over(heading: Cell, price: Cell) -> bool:
    return heading.left < price.right and price.left < heading.right


def _without_prices(cells: list[Cell], currency: Currency) -> Row:
    """The row with its prices taken out of its cells, from the right; a price that begins it counts too."""
    cells, y = list(cells), cells[0].y
    marks = [cell.marks for cell in cells if cell.marks]
    prices: list[At] = []
    behind = ""
    if _ends_with_codes(cells, currency):
        marks.append(cells.pop().text)
    while cells and (found := currency.taken_apart(cells[-1], first=len(cells) == 1)):
        if (
            len(cells) == 1
            and prices
            and NUMBER.fullmatch(cells[0].text)
            and not _is_strong(cells[0], currency)
        ):
            break
        cell = cells.pop()
        if len(found) == 1 and not found[0].label and len(cells) > 1 and is_size(cells[-1].text):
            found = (found[0]._replace(label=cells.pop().text),)
        behind = " ".join(filter(None, (currency.behind(cell), behind)))
        prices[:0] = [At(price, cell.middle) for price in found]
    if (
        not prices
        and len(cells) > 1
        and (found := currency.taken_apart(cells[0]))
        and (currency.weak or _is_strong(cells[0], currency))
    ):
        prices, cells = [At(price, cells[0].middle) for price in found], cells[1:]
    runs = [run for cell in cells for run in _with_blank(cell)]
    if not prices and cells:
        inline = split(cells[-1].text, currency.code, weak=currency.weak)
        if inline.prices:
            prices = [At(price, cells[-1].middle) for price in inline.prices]
            behind = inline.behind
            runs = [run for cell in cells[:-1] for run in _with_blank(cell)]
            runs += _cut(cells[-1].runs, inline.text)
    return _of_runs(runs, cells, tuple(prices), marks, behind, y)


def _ends_with_codes(cells: Sequence[Cell], currency: Currency) -> bool:
    """Whether footnotes' codes stand in a column behind the prices."""
    if len(cells) < 2 or not CODES.fullmatch(cells[-1].text):  # noqa: PLR2004  # a price and the codes
        return False
    return bool(currency.taken_apart(cells[-2])) and not currency.taken_apart(cells[-1])


def _is_strong(cell: Cell, currency: Currency) -> bool:
    return any(one.strong for one in numbers(cell.text, currency.code))


def _with_blank(cell: Cell) -> list[Run]:
    *before, last = cell.runs
    return [*before, last._replace(text=last.text + " ")]


def _cut(runs: Sequence[Run], text: str) -> list[Run]:
    """The runs as far as they say `text`."""
    left = len("".join(text.split()))
    found: list[Run] = []
    for run in runs:
        end = 0
        while end < len(run.text) and left > 0:
            left -= not run.text[end].isspace()
            end += 1
        if end:
            found.append(run._replace(text=run.text[:end]))
    return found


def _of_runs(
    runs: list[Run], cells: list[Cell], prices: tuple[At, ...], marks: list[str], behind: str, y: float
) -> Row:
    where = cells[0] if cells else None
    number = ""
    if runs and len(cells) > 1 and (found := NUMBER.fullmatch(cells[0].text)):
        number, runs = found[1], runs[len(cells[0].runs) :]
    first = runs[:1]
    rest = runs[1:]
    while rest and _is_alike(first[0], rest[0]):
        first.append(rest.pop(0))
    return Row(
        _text(first), _style(first), y, where.left if where else 0.0, _text(rest), prices, number,
        " ".join(marks), behind,
    )  # fmt: skip


def _is_alike(first: Run, other: Run) -> bool:
    """Whether a run goes on with the name: of its weight and size, or nothing but signs."""
    if not any(map(str.isalnum, other.text)) and len(other.text.strip()) <= 1:
        return True
    return other.bold == first.bold and other.size > first.size * _SMALLER


def _text(runs: Iterable[Run]) -> str:
    return " ".join("".join(run.text for run in runs).split()).strip(_BARE)


def _style(runs: Sequence[Run]) -> Style:
    text = "".join(run.text for run in runs)
    size = max((run.size for run in runs), default=0.0)
    return Style(round(size * 2) / 2, any(run.bold for run in runs), text.isupper() and len(text.strip()) > 1)
