"""Brings the catalogs of pages, kitchen display and command line up to date with the texts in templates and code.

`python scripts/translations.py` writes what is new into every `.po`; `--check` changes nothing and fails where a
catalog lacks a text, keeps one that is gone, or has one marked as doubtful.
"""

import io
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from cli import texts as commands
from kds_tui.core import texts as display
from server import wire
from server.catalogs import catalog_path
from server.pages import i18n as pages

KEPT_HEADERS = ("Language", "Plural-Forms", "Content-Type", "Content-Transfer-Encoding")
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {
    "templates/**.html": {"extensions": "jinja2.ext.i18n", "silent": "false", "newstyle_gettext": "true"}
}
PLACEHOLDER = re.compile(r"%\(\w+\)[ds]")
IN_BRACES = re.compile(r"\{\w+(?:![rs])?(?::[^{}]*)?\}")
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_noop": None}


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a part of the project: where its code lies, and its catalogs, and its languages besides English."""

    name: str
    code: tuple[Path, ...]
    locales: Path
    languages: tuple[str, ...]

    def wanted(self) -> Catalog:
        """Every text that the part says, as an empty catalog."""
        catalog = Catalog(fuzzy=False)
        for folder in self.code:
            for filename, _, message, _, _ in extract_from_dir(folder, METHODS, OPTIONS, KEYWORDS):
                catalog.add(message, locations=[(filename, 0)])
        return catalog

    def path(self, language: str) -> Path:
        """Where the catalog of a language is kept."""
        return catalog_path(self.locales, language, self.name)

    def read(self, language: str) -> Catalog:
        """Read a language's catalog; an empty one where there is none yet."""
        path, locale = self.path(language), language.replace("-", "_")
        if not path.exists():
            return Catalog(locale=locale, fuzzy=False)
        with path.open("rb") as file:
            return read_po(file, locale=locale)

    def write(self, language: str, catalog: Catalog) -> None:
        """Write a catalog sorted by its texts, with no header that changes by itself."""
        text = io.BytesIO()
        write_po(text, catalog, width=100, no_location=True, omit_header=True, sort_output=True)
        header = "\n".join(
            f'"{name}: {value}\\n"' for name, value in catalog.mime_headers if name in KEPT_HEADERS
        )
        path = self.path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'msgid ""\nmsgstr ""\n{header}\n\n{text.getvalue().decode()}', encoding="utf-8")

    def update(self, language: str, wanted: Catalog) -> None:
        """Write the texts that are new into a language's catalog, and drop those that are gone."""
        catalog = self.read(language)
        catalog.update(wanted, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        self.write(language, catalog)

    def faults(self, language: str, wanted: Catalog) -> list[str]:
        """What is wrong with a language's catalog, a line each."""
        catalog = self.read(language)
        ids = {m.id for m in catalog if m.id}
        lacking = [m.id for m in wanted if m.id and (m.id not in ids or not _is_said(catalog[m.id].string))]
        gone = [i for i in ids if wanted.get(_key(i)) is None]
        doubtful = [m.id for m in catalog if m.id and m.fuzzy]
        broken = [f"{error}: {message.id}" for message, errors in catalog.check() for error in errors]
        broken += [f"other places in braces: {m.id}" for m in catalog if m.id and _has_other_places(m)]
        broken += [
            f"a % that is none of the text's: {m.id}" for m in catalog if m.id and _has_stray_percent(m)
        ]
        named = (("lacks", lacking), ("keeps", gone), ("doubts", doubtful), ("breaks", broken))
        return [f"{self.name}, {language} {what} {text!r}" for what, found in named for text in found]


def _has_stray_percent(message: Message) -> bool:
    """Whether a translation has a percent sign where its text has none: a template would take it for a placeholder."""
    said = message.string if isinstance(message.string, str) else "".join(message.string)
    return "%" not in PLACEHOLDER.sub("", _key(message.id)) and "%" in PLACEHOLDER.sub("", said)


def _has_other_places(message: Message) -> bool:
    """Whether a form of a translation has a place in braces that its text has not, or lacks one.

    The form of one thing may do without the number: Arabic says "an order".
    """
    wanted = _places(_key(message.id) if isinstance(message.id, str) else message.id[-1])
    if isinstance(message.string, str):
        return _places(message.string) != wanted
    return any(_places(form) - wanted or wanted - _places(form) - {"{count}"} for form in message.string)


def _places(text: str) -> set[str]:
    return set(IN_BRACES.findall(text))


def _key(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _is_said(said: str | Sequence[str]) -> bool:
    return bool(said) if isinstance(said, str) else all(said)


PAGES = Texts(
    "pages",
    (pages.LOCALES.parent, Path(wire.__file__).parent),
    pages.LOCALES,
    tuple(c for c in pages.LANGUAGES if c != "en"),
)
DISPLAY = Texts(
    "display", (display.LOCALES.parent,), display.LOCALES, tuple(c for c in display.LANGUAGES if c != "en")
)
COMMANDS = Texts(
    "cli",
    (commands.LOCALES.parent,),
    commands.LOCALES,
    tuple(c for c in commands.LANGUAGES if c != "en"),
)
PARTS = (PAGES, DISPLAY, COMMANDS)


def main() -> int:
    """Bring the catalogs up to date, or check them."""
    found: list[str] = []
    for part in PARTS:
        wanted = part.wanted()
        for language in part.languages:
            if "--check" not in sys.argv:
                part.update(language, wanted)
            found += part.faults(language, wanted)
        print(f"{part.name}: {len(wanted)} texts in {len(part.languages)} languages besides English.")
    print("\n".join(found) or "All are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
