"""From glyphs to cells: text that stands together on one line, without the dots that lead to a price."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from cli.formats.pdf.glyphs import Glyph, Page

MAX_CELLS = 4000
"""Of a page; one with more is no menu, and is not looked at any further."""
ONE_LINE = 0.25
"""Of a glyph's size: baselines so near each other are one line."""
APART = 1.0
"""Of a glyph's size: what stands farther apart is two cells."""
BLANK = 0.16
"""Of a glyph's size, beyond what the letters of the cell have between them: a blank."""
_HIGHEST = 2.0
"""Of a mark's own size: how far its line may be below it."""
RAISED = (0.15, 0.75)
"""Of the line's size: how far a footnote's mark stands above its baseline."""
FEWEST_DOTS = 3
_DOTS = ".·•∙…‥_․⋅"
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


class Run(NamedTuple):
    """Text of one look."""

    text: str
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """Text that stands together. Points from the left and the top of the page; `y` is the baseline.

    `marks` are the footnotes' marks that stand raised behind it.
    """

    runs: tuple[Run, ...]
    left: float
    right: float
    y: float
    marks: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def size(self) -> float:
        """The largest of its sizes, in points."""
        return max(run.size for run in self.runs)

    @property
    def middle(self) -> float:
        """Where its middle is, from left to right."""
        return (self.left + self.right) / 2


def cells_of(page: Page) -> list[Cell]:
    """The cells of a page; those of a page that is written from the right are mirrored, so that it reads as others do."""
    lines = list(_lines(_without_dots(page.glyphs)))
    cells = [cell for line in lines for cell in _cells(line)]
    if len(cells) <= MAX_CELLS:
        cells = _with_marks(cells)
    if _is_from_the_right(page.glyphs):
        width = page.width
        cells = [replace(cell, left=width - cell.right, right=width - cell.left) for cell in cells]
    return cells


def _lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs of one baseline and about one size, from left to right."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: (g.y, g.left)):
        if line and glyph.y - line[-1].y > ONE_LINE * min(glyph.size, line[-1].size):
            yield sorted(line, key=lambda g: g.left)
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=lambda g: g.left)


def _cells(line: Sequence[Glyph]) -> Iterator[Cell]:
    part: list[Glyph] = []
    last: Glyph | None = None
    for glyph in line:
        if glyph.text.strip():
            if last is not None and glyph.left - last.right > APART * max(glyph.size, last.size):
                yield _cell(part)
                part = []
            last = glyph
        if part or glyph.text.strip():
            part.append(glyph)
    if part:
        yield _cell(part)


def _without_dots(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs, in the order in which they are drawn, without dots in a row, with or without blanks between them."""
    dots: set[int] = set()
    row: list[int] = []
    for index, glyph in enumerate(glyphs):
        text = glyph.text.strip()
        if not text and row:
            continue
        if text and set(text) <= set(_DOTS) and (not row or _goes_on(glyphs[row[-1]], glyph)):
            row.append(index)
            continue
        dots |= _long_enough(glyphs, row)
        row = []
    dots |= _long_enough(glyphs, row)
    return [glyph for index, glyph in enumerate(glyphs) if index not in dots]


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    return before.text.strip() == glyph.text.strip() and before.y == glyph.y


def _long_enough(glyphs: Sequence[Glyph], row: list[int]) -> set[int]:
    dots = sum(FEWEST_DOTS if glyphs[i].text.strip() == "…" else len(glyphs[i].text.strip()) for i in row)
    return set(row) if dots >= FEWEST_DOTS else set()


def _cell(glyphs: list[Glyph]) -> Cell:
    """One cell of glyphs from left to right, as they are read."""
    while not glyphs[-1].text.strip():
        glyphs.pop()
    runs: list[Run] = []
    for text, glyph in _read(_spaced(glyphs)):
        looks = round(glyph.size, 1), glyph.bold
        if runs and ((runs[-1].size, runs[-1].bold) == looks or not text.strip()):
            runs[-1] = runs[-1]._replace(text=runs[-1].text + text)
        else:
            runs.append(Run(text, *looks))
    y = max(g.y for g in glyphs)
    runs = [run._replace(text=_closed_up(run.text)) for run in runs]
    return Cell(tuple(runs), glyphs[0].left, max(g.right for g in glyphs), y)


_LETTER_BY_LETTER = re.compile(r"\S(?: \S){3,}(?:  +\S(?: \S)*)*")


def _closed_up(text: str) -> str:
    """`S T A R T E R S` → `STARTERS`: letters that are spaced out by blanks."""
    if not _LETTER_BY_LETTER.fullmatch(text.strip()) or not any(map(str.isalpha, text)):
        return text
    return " ".join(word.replace(" ", "") for word in re.split(r"  +", text.strip()))


def _spaced(glyphs: Sequence[Glyph]) -> list[tuple[str, Glyph]]:
    """Each glyph with its text, behind a blank where there is room for one."""
    shown = [glyph for glyph in glyphs if glyph.text.strip()]
    gaps = [after.left - before.right for before, after in pairwise(shown)]
    usual = max(median(gaps), 0.0) if gaps else 0.0
    found: list[tuple[str, Glyph]] = []
    for index, glyph in enumerate(glyphs):
        if not glyph.text.strip():
            found.append((" ", glyph))
            continue
        before = found[-1][1] if found else None
        if (
            before is not None
            and found[-1][0] != " "
            and (glyph.left - before.right > usual + BLANK * min(glyph.size, before.size))
        ):
            found.append((" ", glyphs[index - 1]))
        found.append((glyph.text, glyph))
    return found


def _read(spaced: list[tuple[str, Glyph]]) -> list[tuple[str, Glyph]]:
    """Text from left to right as it is read: words of scripts that are written from the right are turned around."""
    directions = [_direction(text) for text, _ in spaced]
    if "R" not in directions:
        return spaced
    turned: list[tuple[str, Glyph]] = []
    ltr: list[tuple[str, Glyph]] = []
    for (text, glyph), direction in zip(reversed(spaced), reversed(directions), strict=True):
        if direction == "L" or (direction == "N" and ltr and text != " " and text not in "()[]،"):
            ltr.insert(0, (text, glyph))
            continue
        turned += ltr
        ltr = []
        turned.append((text.translate(_MIRRORED), glyph))
    return turned + ltr


def _direction(text: str) -> str:
    """`R` for letters of scripts from the right, `L` for others and for digits, `N` for what stands between."""
    kinds = {unicodedata.bidirectional(letter) for letter in text}
    if kinds & {"R", "AL"}:
        return "R"
    return "L" if kinds & {"L", "EN", "AN"} else "N"


def _is_from_the_right(glyphs: Sequence[Glyph]) -> bool:
    letters = [_direction(glyph.text) for glyph in glyphs if glyph.text.isalpha()]
    return letters.count("R") * 2 > len(letters)


def _with_marks(cells: list[Cell]) -> list[Cell]:
    """The cells in order of their lines, small raised ones as the marks of what they stand behind."""
    ordered = sorted(cells, key=lambda cell: (cell.y, cell.left))
    marks: dict[int, list[Cell]] = {}
    taken: set[int] = set()
    for index, cell in enumerate(ordered):
        for below in range(index + 1, len(ordered)):
            home = ordered[below]
            if home.y - cell.y > _HIGHEST * cell.size:
                break
            if _is_mark(cell, home):
                marks.setdefault(below, []).append(cell)
                taken.add(index)
                break
    return [
        replace(cell, marks=" ".join(m.text for m in marks[i]), right=max(m.right for m in marks[i]))
        if i in marks
        else cell
        for i, cell in enumerate(ordered)
        if i not in taken
    ]


def _is_mark(cell: Cell, home: Cell) -> bool:
    """Whether `cell` stands small, raised and close behind, or within, `home`."""
    rise = (home.y - cell.y) / home.size
    return (
        cell.size < home.size * 0.9
        and RAISED[0] <= rise <= RAISED[1]
        and home.left < cell.left < home.right + APART * home.size
        and len(cell.text) <= 20  # noqa: PLR2004  # as many as a dozen marks take
    )
