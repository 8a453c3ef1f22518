"""Colours as they are written, and how well they can be read."""

LEAST_CONTRAST = 4.5
"""Of text and its ground: WCAG 2.2, success criterion 1.4.3."""
GROUNDS = ("#ffffff", "#fbf8f3")
"""What an accent stands on, or carries in white, on the pages by day."""
SOFT = 0.92
"""How much white the soft ground of an accent has."""
_WEIGHTS = ((0.2126, 1), (0.7152, 3), (0.0722, 5))
_LINEAR_BELOW = 0.04045


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, 0 to 1, as WCAG 2.2 defines it."""
    return sum(weight * _linear(int(colour[at : at + 2], 16) / 255) for weight, at in _WEIGHTS)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_BELOW else float(((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lightened(colour: str, towards_white: float) -> str:
    """`#rrggbb` mixed with so much white, 0 to 1."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(c + (255 - c) * towards_white):02x}" for c in channels)


def accent_contrast(colour: str) -> float:
    """The least contrast that an accent has where the pages use it by day."""
    return min(contrast(colour, ground) for ground in (*GROUNDS, lightened(colour, SOFT)))
