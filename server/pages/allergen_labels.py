"""Diets and allergens in the reader's language: the fourteen of EU Regulation 1169/2011, and common labels."""

from collections.abc import Mapping
from functools import lru_cache

from server.pages.i18n import READER, choose_reader, gettext

ALLERGENS = (
    "celery", "gluten", "wheat", "crustaceans", "shellfish", "eggs", "fish", "lupin", "milk", "molluscs", "mustard",
    "nuts", "peanuts", "sesame", "soy", "sulphites",
)  # fmt: skip
"""Codes of `wire.orders.OrderAllergy` that have a name in every language of the pages."""


@lru_cache(maxsize=64)
def allergen_names(locale: str) -> Mapping[str, str]:
    """The names of ALLERGENS in the language of a locale, or in English where the pages do not speak it."""
    token = READER.set(choose_reader(None, "", locale))
    try:
        return {code: say_mark(code) for code in ALLERGENS}
    finally:
        READER.reset(token)


def say_mark(mark: str) -> str:
    """`"milk"` → `"Milch"` for a German reader; a word that is not known stays as the restaurant wrote it."""
    said = _known().get(mark.strip().lower().replace("_", " ").replace("-", " "))
    return said or mark


def _known() -> dict[str, str]:
    return {
        "celery": gettext("celery"),
        "gluten": gettext("gluten"),
        "wheat": gettext("wheat"),
        "crustaceans": gettext("crustaceans"),
        "shellfish": gettext("shellfish"),
        "egg": gettext("eggs"),
        "eggs": gettext("eggs"),
        "fish": gettext("fish"),
        "lupin": gettext("lupin"),
        "dairy": gettext("milk"),
        "lactose": gettext("milk"),
        "milk": gettext("milk"),
        "molluscs": gettext("molluscs"),
        "mustard": gettext("mustard"),
        "nuts": gettext("nuts"),
        "tree nuts": gettext("nuts"),
        "peanut": gettext("peanuts"),
        "peanuts": gettext("peanuts"),
        "sesame": gettext("sesame"),
        "soy": gettext("soy"),
        "soya": gettext("soy"),
        "sulphites": gettext("sulphites"),
        "sulfites": gettext("sulphites"),
        "vegetarian": gettext("vegetarian"),
        "vegan": gettext("vegan"),
        "gluten free": gettext("gluten-free"),
        "halal": gettext("halal"),
        "kosher": gettext("kosher"),
        "spicy": gettext("spicy"),
        "alcohol": gettext("alcohol"),
        "alcoholic": gettext("alcohol"),
    }
