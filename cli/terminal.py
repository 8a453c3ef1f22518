"""What may reach a terminal: a diner's words must not move its cursor, change its title or hide a line."""

import re

# C0 and C1 controls but for line feed and tab, and the marks that turn the direction of writing.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """`text` with every character that would steer the terminal shown as a replacement character."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
