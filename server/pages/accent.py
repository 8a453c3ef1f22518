"""A restaurant's own colour on its pages: a second style, allowed by its hash."""

import base64
import hashlib
from functools import lru_cache

from server.pages.style import Style
from server.wire.colours import LEAST_CONTRAST, SOFT, contrast, lightened

DARK_GROUNDS = ("#171310", "#221c18", "#352c26")
"""Paper, card and soft ground by night, as in page.css."""
DARK_INK = "#171310"
STEP = 0.05


@lru_cache(maxsize=512)
def accent_style(accent: str, base: Style) -> Style:
    """Return the style that puts `accent` (`#rrggbb`) in the place of the pages' own, and the policy that allows it."""
    dark = _by_night(accent)
    css = (
        f":root{{--accent:{accent};--accent-soft:{lightened(accent, SOFT)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{dark};--accent-ink:{DARK_INK};"
        f"--accent-soft:{DARK_GROUNDS[-1]}}}}}"
    )
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Style(css, f"{base.policy} 'sha256-{digest}'")


def _by_night(accent: str) -> str:
    """The accent, so much lighter that it can be read on every dark ground."""
    white = 0.0
    while min(contrast(lightened(accent, white), ground) for ground in DARK_GROUNDS) < LEAST_CONTRAST:
        white += STEP
    return lightened(accent, white)
