"""Catalogs of texts in other languages (`.po`), for pages, display and command line; English stands in the code.

A catalog of a folder is `<language>/LC_MESSAGES/<folder's name of texts>.po`, as gettext has them.
"""

from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def language_of(tag: str) -> str:
    """The language of a locale as catalogs are named: `"pt_BR"` → `"pt"`.

    Chinese of Taiwan, Hong Kong and Macau is `"zh-Hant"`, all other Chinese `"zh"`.
    """
    code, *subtags = tag.replace("_", "-").lower().split("-")
    return "zh-Hant" if code == "zh" and _TRADITIONAL.intersection(subtags[:1]) else code


def catalog_path(folder: Path, language: str, name: str) -> Path:
    """Where the catalog `name` of a language is kept below `folder`."""
    return folder / language.replace("-", "_") / "LC_MESSAGES" / f"{name}.po"


def read_catalog(path: Path) -> NullTranslations:
    """Read a catalog; one that says everything in English where there is no such file."""
    if not path.exists():
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415  only who reads another language pays for it
    from babel.messages.pofile import read_po  # noqa: PLC0415  as above

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return GNUTranslations(compiled)
