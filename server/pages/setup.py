"""What the application needs to make pages: templates, files, and the cache of menus as HTML."""

from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web
from markupsafe import Markup

from server.domain.photo import photo_path
from server.kitchen.place import NameAllergens
from server.kitchen.setup import NAME_ALLERGENS
from server.pages.allergen_labels import allergen_names, is_chosen, say_allergen, say_mark
from server.pages.assets import ASSETS, read_assets
from server.pages.diner.menu_html import MENU_HTML_CACHE, MenuHtmlCache
from server.pages.diner.prices import has_choices, price_of_item
from server.pages.i18n import LANGUAGES, gettext, ngettext
from server.pages.push_text import say_push
from server.pages.staff.overview import OVERVIEWS, Overviews
from server.pages.style import STYLE, read_style
from server.push.setup import SAY_PUSH

TEMPLATES = Path(__file__).parent / "templates"


def setup(app: web.Application) -> None:
    """Give `app` the templates, style and files of the pages."""
    name_allergens: NameAllergens = allergen_names
    app[NAME_ALLERGENS] = name_allergens
    app[SAY_PUSH] = say_push
    app[ASSETS], app[STYLE], app[MENU_HTML_CACHE] = read_assets(), read_style(), MenuHtmlCache()
    app[OVERVIEWS] = Overviews()
    env = aiohttp_jinja2.setup(
        app,
        loader=jinja2.FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        context_processors=(),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        asset=app[ASSETS].url,
        style=Markup(app[STYLE].css),  # noqa: S704  a file of ours
        languages=LANGUAGES,
        has_choices=has_choices,
        is_chosen=is_chosen,
        price_of_item=price_of_item,
    )
    env.filters["mark"] = say_mark
    env.filters["allergen"] = say_allergen
    env.filters["photo"] = photo_path
