"""Words of strangers, made safe to draw on a terminal and cut to fit. Pure."""

import re
import unicodedata

from rich.cells import cell_len, set_cell_size

NO_BREAK = "\u00a0"
"""A blank at which no row ends."""
_JOINING = re.compile("[\u200c\u200d\u20e3\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
"""What joins or varies the sign before it: terminals differ in how wide the result is, so signs stand apart."""
_FLAG_A = 0x1F1E6
_FLAGS = {_FLAG_A + n: chr(ord("A") + n) for n in range(26)}
_BARRED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories that could move the cursor, turn the text round, or be of any width."""


def plain(text: str) -> str:
    """`text` in one line with nothing that a terminal obeys; line breaks become ` / `."""
    lines = (" ".join(filter(None, _drawable(line).split(" "))) for line in text.splitlines())
    return " / ".join(line for line in lines if line)


def _drawable(text: str) -> str:
    apart = _JOINING.sub("", text).translate(_FLAGS)
    return "".join(" " if _is_barred(c) else c for c in apart)


def _is_barred(character: str) -> bool:
    if character == NO_BREAK:
        return False
    return character.isspace() or unicodedata.category(character) in _BARRED


def wrap(text: str, width: int, further: int | None = None) -> list[str]:
    """`text` in lines of at most `width` cells (`further`: those after the first), between words where possible.

    Where there is no room at all each sign has a line of its own.
    """
    lines: list[str] = []
    width = max(1, width)
    further = width if further is None else max(1, further)
    line, room = "", width
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
            room = further
        line = word
        while cell_len(line) > room:
            head, line = _cut(line, room)
            lines.append(head)
            room = further
    return [*lines, line] if line else lines


def _cut(word: str, width: int) -> tuple[str, str]:
    """As much of `word` as `width` cells hold, at least one sign, and the rest; marks stay with their letter."""
    stop, cells = 0, 0
    while stop < len(word) and (stop == 0 or cells + cell_len(word[stop]) <= width):
        cells += cell_len(word[stop])
        stop += 1
    return word[:stop], word[stop:]


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells, cut with an ellipsis or padded with blanks."""
    if cell_len(text) > width > 0:
        text = set_cell_size(text, width - 1).rstrip() + "…"
    return set_cell_size(text, max(0, width))


def justify(left: str, right: str, width: int) -> str:
    """`left` and `right` at the two ends of `width` cells; the left one gives way."""
    room = width - cell_len(right) - 1
    return fit(left, room) + " " + right if room > 0 else fit(right, width)
