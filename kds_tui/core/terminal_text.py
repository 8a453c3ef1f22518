"""Words of strangers, made safe to draw on a terminal and cut to fit. Pure."""

import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells, set_cell_size

# Cc and Cf could move the cursor or turn the text round; a zero-width joiner builds emoji and is harmless.
_JOINER = "\u200d"


def plain(text: str) -> str:
    """`text` in one line with nothing that a terminal obeys; line breaks become ` / `."""
    lines = (" ".join(filter(None, _drawable(line).split(" "))) for line in text.splitlines())
    return " / ".join(line for line in lines if line)


def _drawable(text: str) -> str:
    return "".join(
        c if c == _JOINER or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} else " "
        for c in text
    )


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken between words where that is possible."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        lines += [line] if line else []
        *full, line = _chopped(word, width)
        lines += full
    return [*lines, line] if line else lines


def _chopped(word: str, width: int) -> Iterator[str]:
    return iter(chop_cells(word, max(2, width)) if cell_len(word) > width else [word])


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells, cut with an ellipsis or padded with blanks."""
    if cell_len(text) > width > 0:
        text = set_cell_size(text, width - 1).rstrip() + "…"
    return set_cell_size(text, max(0, width))


def justify(left: str, right: str, width: int) -> str:
    """`left` and `right` at the two ends of `width` cells; the left one gives way."""
    room = width - cell_len(right) - 1
    return fit(left, room) + " " + right if room > 0 else fit(right, width)
