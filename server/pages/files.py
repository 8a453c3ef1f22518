"""The pages' files, and the small texts that browsers and search engines ask for."""

import orjson
from aiohttp import web

from server.domain.photo import photo_path
from server.http.forwarded import public_url
from server.http.requests import path_id
from server.menu.setup import MENU_CACHE
from server.pages.assets import ASSETS
from server.pages.diner.seo import manifest
from server.pages.render import page, read_reader

ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /t/
Disallow: /orders/
Disallow: /invite/
Disallow: /pair/
Disallow: /staff/
"""
HOUR = "public, max-age=3600"


async def read_file(request: web.Request) -> web.Response:
    """Answer with a style, script or picture."""
    return request.app[ASSETS].answer(
        request.match_info["version"], request.match_info["file"], request.headers.get("Accept-Encoding", "")
    )


async def read_robots(request: web.Request) -> web.Response:
    """Tell search engines what to leave alone: tables, orders and everything that needs a secret."""
    del request
    return web.Response(text=ROBOTS, headers={"Cache-Control": HOUR})


async def read_icon(request: web.Request) -> web.Response:
    """Answer browsers that ask for an icon without having read a page."""
    return request.app[ASSETS].answer("", "icon.svg", request.headers.get("Accept-Encoding", ""))


async def read_manifest(request: web.Request) -> web.Response:
    """Describe a restaurant's page as an app."""
    snapshot = await request.app[MENU_CACHE].by_slug(path_id(request, "slug"))
    logo = snapshot.restaurant.branding.logo
    icons = {
        size: photo_path(logo, f"{size}.png") or request.app[ASSETS].url(f"icon-{size}.png")
        for size in ("192", "512")
    }
    return web.Response(
        body=orjson.dumps(manifest(snapshot.restaurant, icons)),
        content_type="application/manifest+json",
        headers={"Cache-Control": HOUR},
    )


async def read_landing(request: web.Request) -> web.Response:
    """Show what this server is."""
    read_reader(request)
    return page(request, "landing.html", {"origin": public_url(request)})
