"""Brings the catalogs of the diner's pages up to date with the texts in its templates and code.

`python scripts/translations.py` writes what is new into every `.po`; `--check` changes nothing and fails where a
catalog lacks a text, keeps one that is gone, or has one marked as doubtful.
"""

import io
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from server.pages.i18n import LANGUAGES, LOCALES, catalog_path

PAGES = LOCALES.parent
KEPT_HEADERS = ("Language", "Plural-Forms", "Content-Type", "Content-Transfer-Encoding")
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {
    "templates/**.html": {"extensions": "jinja2.ext.i18n", "silent": "false", "newstyle_gettext": "true"}
}


def texts() -> Catalog:
    """Every text that the pages say, as an empty catalog."""
    catalog = Catalog(fuzzy=False)
    for filename, _, message, _, _ in extract_from_dir(PAGES, METHODS, OPTIONS):
        catalog.add(message, locations=[(filename, 0)])
    return catalog


def read(language: str) -> Catalog:
    """Read a language's catalog; an empty one where there is none yet."""
    path = catalog_path(language)
    if not path.exists():
        return Catalog(locale=language.replace("-", "_"), fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"))


def faults(language: str, wanted: Catalog) -> list[str]:
    """What is wrong with a language's catalog, a line each."""
    catalog = read(language)
    ids = {m.id for m in catalog if m.id}
    lacking = [m.id for m in wanted if m.id and (m.id not in ids or not _is_said(catalog[m.id].string))]
    gone = [i for i in ids if wanted.get(_key(i)) is None]
    doubtful = [m.id for m in catalog if m.id and m.fuzzy]
    broken = [f"{error}: {message.id}" for message, errors in catalog.check() for error in errors]
    named = (("lacks", lacking), ("keeps", gone), ("doubts", doubtful), ("breaks", broken))
    return [f"{language} {what} {text!r}" for what, found in named for text in found]


def _key(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _is_said(said: str | Sequence[str]) -> bool:
    return bool(said) if isinstance(said, str) else all(said)


def update(language: str, wanted: Catalog) -> None:
    """Write the texts that are new into a language's catalog, and drop those that are gone."""
    catalog = read(language)
    catalog.update(wanted, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    write(language, catalog)


def write(language: str, catalog: Catalog) -> None:
    """Write a catalog sorted by its texts, with no header that changes by itself."""
    text = io.BytesIO()
    write_po(text, catalog, width=100, no_location=True, omit_header=True, sort_output=True)
    header = "\n".join(
        f'"{name}: {value}\\n"' for name, value in catalog.mime_headers if name in KEPT_HEADERS
    )
    catalog_path(language).parent.mkdir(parents=True, exist_ok=True)
    catalog_path(language).write_text(
        f'msgid ""\nmsgstr ""\n{header}\n\n{text.getvalue().decode()}', encoding="utf-8"
    )


def main() -> int:
    """Bring the catalogs up to date, or check them."""
    wanted = texts()
    others = [language for language in LANGUAGES if language != "en"]
    if "--check" not in sys.argv:
        for language in others:
            update(language, wanted)
    found = [fault for language in others for fault in faults(language, wanted)]
    print("\n".join(found) or f"{len(wanted)} texts in {len(others)} languages: complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
