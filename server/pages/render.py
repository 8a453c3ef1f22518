"""How a page is made: its template, its reader, and the headers that every page has."""

from collections.abc import Mapping
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from markupsafe import Markup

from server.pages.i18n import LANGUAGES, READER, Reader, choose_reader
from server.pages.style import STYLE, Style, accent_style

ACCENT_STYLE = web.RequestKey("accent_style", Style)
"""The style of a restaurant's own colour, where this request's page has one."""
LANGUAGE_COOKIE = "aiqr_language"
YEAR = 365 * 24 * 3600
WORTH_COMPRESSING = 1024


def read_reader(request: web.Request, fallback: str = "en", chosen: str | None = None) -> Reader:
    """Decide for whom this request's page is written, and keep it for the templates. `fallback` is a locale."""
    chosen = chosen or request.query.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
    reader = choose_reader(chosen, request.headers.get("Accept-Language", ""), fallback)
    READER.set(reader)
    return reader


def is_fragment(request: web.Request) -> bool:
    """Whether a script of ours asks for the changing part of a page alone."""
    return "X-Fragment" in request.headers


def fill(request: web.Request, template: str, context: Mapping[str, Any]) -> str:
    """Fill a template in the language that `read_reader` chose."""
    style = request.get(ACCENT_STYLE)
    accent = Markup(style.css) if style else ""  # noqa: S704  made of a checked colour
    shared = {"reader": READER.get(), "accent_css": accent}
    return aiohttp_jinja2.render_string(template, request, {**shared, **context})


def dress(request: web.Request, accent: str) -> None:
    """Have this request's page in the restaurant's own colour; "" is the pages' own."""
    if accent:
        request[ACCENT_STYLE] = accent_style(accent, request.app[STYLE])


def page(request: web.Request, template: str, context: Mapping[str, Any], status: int = 200) -> web.Response:
    """Answer with a page, compressed where that is worth it; it is asked for anew at each visit."""
    return html(request, fill(request, template, context), status)


def html(request: web.Request, text: str, status: int = 200) -> web.Response:
    """Answer with HTML that is made already."""
    style = request.get(ACCENT_STYLE) or request.app[STYLE]
    response = web.Response(
        status=status,
        text=text,
        content_type="text/html",
        headers={
            "Cache-Control": "private, no-cache",
            "Content-Language": READER.get().tag,
            "Content-Security-Policy": style.policy,
        },
    )
    if request.method == "GET":  # a posted page is found again by going back, whatever cookies came since
        response.headers["Vary"] = "Accept-Encoding, Accept-Language, Cookie, X-Fragment"
    if len(text) > WORTH_COMPRESSING:
        response.enable_compression()
    if request.query.get("lang") in LANGUAGES:
        set_cookie(response, LANGUAGE_COOKIE, request.query["lang"], YEAR)
    return response


def set_cookie(response: web.Response, name: str, value: str, seconds: int) -> None:
    """Leave a note for the next page on this device; no script needs it."""
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="Lax", path="/")
