"""The OpenAPI document, for programs and, drawn on a page, for people."""

from pathlib import Path

from aiohttp import web

from server.openapi import DOCUMENT

FOLDER = Path(__file__).with_name("static")
MEDIA = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}


async def read_openapi(request: web.Request) -> web.Response:
    """Send the document, or 304 to who has it."""
    document = request.app[DOCUMENT]
    headers = {"ETag": document.etag, "Cache-Control": "no-cache"}
    if document.etag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    response = web.Response(
        body=document.body, content_type="application/json", charset="utf-8", headers=headers
    )
    response.enable_compression()
    return response


async def read_docs(request: web.Request) -> web.Response:
    """Send the page that draws the document."""
    del request
    return _file("docs.html")


async def read_script(request: web.Request) -> web.Response:
    """Send the page's script."""
    del request
    return _file("docs.js")


async def read_style(request: web.Request) -> web.Response:
    """Send the page's style."""
    del request
    return _file("docs.css")


def _file(name: str) -> web.Response:
    path = FOLDER / name
    return web.Response(
        body=path.read_bytes(),
        content_type=MEDIA[path.suffix],
        charset="utf-8",
        headers={"Cache-Control": "no-cache"},
    )
