"""The pages' style. It stands in each page, so that a first visit is painted as soon as the page itself is there."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aiohttp import web

from server.http.headers import POLICY

FILE = Path(__file__).parent / "page.css"
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
    css = shorten(file.read_text(encoding="utf-8"))
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Style(css, f"{POLICY}; style-src 'self' 'sha256-{digest}'")


def shorten(css: str) -> str:
    """Leave out what only people read. Texts in quotes must hold no two spaces and none of `{};:`."""
    return _AROUND.sub(lambda found: found[1] or "", _SPACE.sub(" ", _COMMENT.sub("", css))).strip()
