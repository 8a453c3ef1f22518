"""The menu as HTML: made once for each version, language and moment of availability, and kept for the next diner."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from cachetools import LRUCache
from markupsafe import Markup

from server.domain.allergens import codes_of, family_of
from server.domain.menu import Category, Item, Menu
from server.domain.pricing import breaches
from server.menu.snapshot import MenuSnapshot
from server.pages.allergen_labels import DIETS, say_allergen, say_diet
from server.pages.diner.menu_search import (
    AND,
    Wish,
    avoided_by,
    diets_of,
    free_by_tags,
    is_stated,
    is_unknown,
    plain,
    suits,
    vocabulary,
)
from server.pages.diner.wording import Wording, wording
from server.pages.i18n import READER, gettext
from server.pages.render import fill

KEPT = 64
MOST_CHIPS = 8
State = tuple[object, frozenset[int], tuple[int, ...]]
"""The menu of a moment (the same object as long as it holds), the ids of what of it is sold out, and of what stands in front."""


@dataclass(frozen=True, slots=True)
class MenuHtml:
    """The menu as HTML, and a name of what it shows: another one stands for another menu."""

    html: Markup
    version: str


class MenuHtmlCache:
    """Menus as HTML by restaurant and locale; the least used goes first."""

    def __init__(self) -> None:
        self._kept: LRUCache[tuple[object, str], tuple[State, MenuHtml]] = LRUCache(KEPT)

    def get(
        self, request: web.Request, snapshot: MenuSnapshot, now: datetime, popular: Sequence[int] = ()
    ) -> MenuHtml:
        """The whole menu of `snapshot` as it is to be had `now`; the dishes `popular` stand in front."""
        sold_out = _sold_out(snapshot, now)
        key, state = (snapshot.restaurant.id, READER.get().tag), (snapshot.menu, sold_out, tuple(popular))
        kept = self._kept.get(key)
        if kept is None or kept[0][0] is not state[0] or kept[0][1:] != state[1:]:
            html = _fill(request, snapshot, Shown(sold_out, popular=popular))
            kept = self._kept[key] = (state, MenuHtml(html, digest(html)))
        return kept[1]


MENU_HTML_CACHE = web.AppKey("menu_html_cache", MenuHtmlCache)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a menu is shown: what is sold out, what is searched, and the allergies that its dishes are held against."""

    sold_out: frozenset[int]
    query: str = ""
    allergies: frozenset[str] = frozenset()
    popular: Sequence[int] = ()


def digest(text: str) -> str:
    """A short name of a text's content."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def show_menu(
    request: web.Request, snapshot: MenuSnapshot, now: datetime, query: str, allergies: frozenset[str]
) -> Markup:
    """The menu, or what of it `query` finds; with the allergies of a diner, each dish that states one is marked."""
    return _fill(request, snapshot, Shown(_sold_out(snapshot, now), query, allergies))


def _sold_out(snapshot: MenuSnapshot, now: datetime) -> frozenset[int]:
    return frozenset(i.id for i in snapshot.menu.orderable_items() if not i.is_available(now))


def _fill(request: web.Request, snapshot: MenuSnapshot, shown: Shown) -> Markup:
    words = wording(snapshot.menu)
    menu_language = snapshot.restaurant.locale.replace("_", "-")
    spoken = vocabulary(menu_language)
    wish = spoken.read(shown.query)
    found = _found(words, wish)
    popular = [snapshot.menu.orderable_by_id[i] for i in shown.popular if i in snapshot.menu.orderable_by_id]
    context = {
        "menu_language": menu_language,
        "currency": snapshot.menu.currency,
        "categories": found,
        "words": words,
        "sold_out": shown.sold_out,
        "q": shown.query,
        "wish": wish,
        "popular": [item for item in popular if item.is_served and item.id not in shown.sold_out],
        "filters": _filters(snapshot.menu),
        "reading": {
            "pattern": spoken.pattern,
            "codes": spoken.codes,
            "diets": spoken.diets,
            "and": list(AND),
        },
        "must_choose": must_choose,
        "avoid": lambda item: avoided_by(item.allergens),
        "contains": lambda item: [say_allergen(code) for code in sorted(_against(item, shown.allergies))],
        "diets_of": lambda item: sorted(diets_of(item)),
        "free": lambda item: sorted(free_by_tags(item, spoken)),
        "is_stated": is_stated,
        "is_unknown": lambda item: is_unknown(item, wish, spoken),
    }
    return Markup(fill(request, "_menu.html", context))  # noqa: S704  a template that escapes what it is given


def _against(item: Item, allergies: frozenset[str]) -> frozenset[str]:
    return allergies & frozenset(avoided_by(item.allergens))


def _filters(menu: Menu) -> list[str]:
    """Searches that this menu has an answer to, as the reader says them: diets, and what is often stated."""
    items = [item for item in menu.orderable_items() if item.is_served]
    diets = [diet for diet in DIETS if any(diet in diets_of(item) for item in items)]
    stated = Counter(family_of(code) for item in items for text in item.allergens for code in codes_of(text))
    often = [code for code, _ in stated.most_common(MOST_CHIPS - len(diets))]
    without = [gettext("without %(name)s") % {"name": say_allergen(code)} for code in often]
    return [*map(say_diet, diets), *without]


def must_choose(item: Item) -> bool:
    """Whether a dish cannot be ordered as it comes: a size or an option must be chosen first."""
    return item.default_variant is None or bool(list(breaches(item, ())))


def _found(words: Wording, wish: Wish) -> list[dict[str, object]]:
    shown = [
        (c, [i for i in c.items if i.is_active and i.is_served and _matches(i, c, words, wish)])
        for c in words.menu.categories
        if c.is_active
    ]
    return [{"id": c.id, "name": words.name(c), "dishes": items} for c, items in shown if items]


def _matches(item: Item, category: Category, words: Wording, wish: Wish) -> bool:
    own = (item.name, item.description, category.name, *item.aliases, *item.tags)
    said = (words.name(item).text, words.about(item).text, words.name(category).text)
    text = plain(" ".join((*own, *said)))
    return suits(item, wish) and all(word in text for word in wish.words)
