"""Allergens, diets and common labels in the reader's language."""

from collections.abc import Mapping
from functools import lru_cache

from server.domain.allergens import allergens, codes_of, name_of
from server.pages.i18n import READER, choose_reader, gettext


@lru_cache(maxsize=64)
def allergen_names(locale: str) -> Mapping[str, str]:
    """The names of all allergens in the language of a locale, or in English where the pages do not speak it."""
    language = choose_reader(None, "", locale).language
    return {code: name_of(code, language) for code in allergens()}


def say_allergen(stated: str) -> str:
    """`"milk"` → `"Milch"` for a German reader; what is no allergen that is known stays as the restaurant wrote it."""
    codes = codes_of(stated)
    return ", ".join(name_of(code, READER.get().language) for code in codes) or stated


_SAME = str.maketrans({"_": " ", "-": " ", "\N{RIGHT SINGLE QUOTATION MARK}": "'"})
DIETS = ("vegetarian", "vegan", "halal", "kosher")
"""The tags of dishes that are diets."""


CHOSEN = ("chef's choice", "new")
"""Marks by which a restaurant recommends a dish."""


def say_diet(diet: str) -> str:
    """A diet as the reader knows it."""
    return _known()[diet]


def say_mark(mark: str) -> str:
    """`"halal"` as the reader knows it; a word that is not known stays as the restaurant wrote it."""
    return _known().get(_plain(mark)) or say_allergen(mark)


def is_chosen(mark: str) -> bool:
    """Whether a tag recommends its dish."""
    return _plain(mark) in CHOSEN


def _plain(mark: str) -> str:
    """A tag as it is compared: `Chef’s-choice` is `chef's choice`."""
    return mark.strip().lower().translate(_SAME)


def _known() -> dict[str, str]:
    return {
        "vegetarian": gettext("vegetarian"),
        "vegan": gettext("vegan"),
        "gluten free": gettext("gluten-free"),
        "halal": gettext("halal"),
        "kosher": gettext("kosher"),
        "spicy": gettext("spicy"),
        "chef's choice": gettext("chef’s choice"),
        "new": gettext("new"),
        "alcohol": gettext("alcohol"),
        "alcoholic": gettext("alcohol"),
    }
