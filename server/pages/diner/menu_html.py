"""The menu as HTML: made once for each version, language and moment of availability, and kept for the next diner."""

from datetime import datetime

from aiohttp import web
from cachetools import LRUCache
from markupsafe import Markup

from server.domain.menu import Category, Item
from server.menu.snapshot import MenuSnapshot
from server.pages.diner.wording import Wording, wording
from server.pages.i18n import READER
from server.pages.render import fill

KEPT = 64
State = tuple[object, frozenset[int]]
"""The menu of a moment (the same object as long as it holds), and the ids of what of it is sold out."""


class MenuHtmlCache:
    """Menus as HTML by restaurant and locale; the least used goes first."""

    def __init__(self) -> None:
        self._kept: LRUCache[tuple[object, str], tuple[State, Markup]] = LRUCache(KEPT)

    def get(self, request: web.Request, snapshot: MenuSnapshot, now: datetime) -> Markup:
        """The whole menu of `snapshot` as it is to be had `now`."""
        sold_out = frozenset(i.id for i in snapshot.menu.orderable_items() if not i.is_available(now))
        key, state = (snapshot.restaurant.id, READER.get().tag), (snapshot.menu, sold_out)
        kept = self._kept.get(key)
        if kept is None or kept[0][0] is not state[0] or kept[0][1] != sold_out:
            kept = self._kept[key] = (state, _fill(request, snapshot, sold_out, ""))
        return kept[1]


MENU_HTML_CACHE = web.AppKey("menu_html_cache", MenuHtmlCache)


def show_menu(request: web.Request, snapshot: MenuSnapshot, now: datetime, query: str) -> Markup:
    """The menu, or what of it `query` finds."""
    if not query:
        return request.app[MENU_HTML_CACHE].get(request, snapshot, now)
    sold_out = frozenset(i.id for i in snapshot.menu.orderable_items() if not i.is_available(now))
    return _fill(request, snapshot, sold_out, query)


def _fill(request: web.Request, snapshot: MenuSnapshot, sold_out: frozenset[int], query: str) -> Markup:
    words = wording(snapshot.menu)
    context = {
        "menu_language": snapshot.restaurant.locale.replace("_", "-"),
        "currency": snapshot.menu.currency,
        "categories": _found(words, query),
        "words": words,
        "sold_out": sold_out,
        "q": query,
    }
    return Markup(fill(request, "_menu.html", context))  # noqa: S704  a template that escapes what it is given


def _found(words: Wording, query: str) -> list[dict[str, object]]:
    wanted = query.casefold().split()
    shown = [
        (c, [i for i in c.items if i.is_active and i.is_served and _matches(i, c, words, wanted)])
        for c in words.menu.categories
        if c.is_active
    ]
    return [{"id": c.id, "name": words.name(c), "dishes": items} for c, items in shown if items]


def _matches(item: Item, category: Category, words: Wording, wanted: list[str]) -> bool:
    own = (item.name, item.description, category.name, *item.aliases, *item.tags)
    said = (words.name(item).text, words.about(item).text, words.name(category).text)
    text = " ".join((*own, *said)).casefold()
    return all(word in text for word in wanted)
