"""What may reach a terminal: a diner's words must not move its cursor, change its title or hide a line."""

import json
import re
import unicodedata
from typing import Any

# C0 and C1 controls but for line feed and tab, separators of lines, and the marks that turn the direction of writing.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# In JSON also the marks of direction that are usual within text: escaped they are the same data.
_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]")


def visible(text: str) -> str:
    """`text` with every character that would steer the terminal shown as a replacement character."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes: wide characters of Chinese, Japanese and Korean two, marks none."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
        if unicodedata.category(c) not in {"Mn", "Me", "Cf"}
    )


def padded(text: str, width: int) -> str:
    """`text` filled with blanks to `width` columns."""
    return text + " " * (width - cells(text))


def json_text(value: Any, indent: int | None = None) -> str:
    r"""`value` as JSON in which nothing steers a terminal: such characters are written as `\u202e`."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
