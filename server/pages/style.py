"""The pages' style. It stands in each page, so that a first visit is painted as soon as the page itself is there."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from aiohttp import web

from server.http.headers import POLICY
from server.pages.assets import read_assets
from server.wire.colours import LEAST_CONTRAST, SOFT, contrast, lightened

FILE = Path(__file__).parent / "page.css"
DARK_GROUNDS = ("#171310", "#221c18", "#352c26")
"""Paper, card and soft ground by night, as in page.css."""
DARK_INK = "#171310"
STEP = 0.05
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};]) ?|(?<=:) ")


@dataclass(frozen=True, slots=True)
class Style:
    """`css` is what stands in a page, `policy` the Content-Security-Policy that allows this style and no other."""

    css: str
    policy: str


STYLE = web.AppKey("style", Style)


@cache
def read_style(file: Path = FILE) -> Style:
    """Read the style, made short, and the policy of pages that hold it."""
    css = shorten(file.read_text(encoding="utf-8").replace("serif.woff2", read_assets().url("serif.woff2")))
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Style(css, f"{POLICY}; style-src 'self' 'sha256-{digest}'")


def shorten(css: str) -> str:
    """Leave out what only people read. Texts in quotes must hold no two spaces and none of `{};:`."""
    return _AROUND.sub(lambda found: found[1] or "", _SPACE.sub(" ", _COMMENT.sub("", css))).strip()


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
