"""Digits of three rows, to be read from across a kitchen. Pure."""

ROWS, WIDTH = 3, 3
GAP = 1
_DIGITS = {
    "0": ("█▀█", "█ █", "▀▀▀"),
    "1": ("▀█ ", " █ ", "▀▀▀"),
    "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", " ▀█", "▀▀▀"),
    "4": ("█ █", "▀▀█", "  ▀"),
    "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"),
    "7": ("▀▀█", "  █", "  ▀"),
    "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"),
}


def big(number: int) -> tuple[str, ...]:
    """A number in ROWS rows of equal width."""
    return tuple((" " * GAP).join(_DIGITS[digit][row] for digit in str(number)) for row in range(ROWS))
