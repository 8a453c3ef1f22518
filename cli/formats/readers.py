"""The table of what `aiqr menu import` can read: a new kind of file is a module and a line here."""

import re
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from cli.formats.draft import Draft
from cli.formats.source import Options, Source, refused
from cli.texts import gettext


class Format(Protocol):
    """What a module that reads a kind of file offers."""

    def recognizes(self, source: Source) -> bool:
        """Whether the file is of this kind."""

    def read(self, source: Source, options: Options) -> Draft:
        """The menu in the file. `CliError` names every mistake."""


class Reader(NamedTuple):
    """A module that is a `Format`, and what it reads, in words for the help."""

    module: str
    what: str

    @property
    def format(self) -> Format:
        """The module, imported only now."""
        return cast("Format", import_module(self.module))


READERS = {
    "pdf": Reader("cli.formats.pdf", "a menu to print (PDF with text, not scanned)"),
    "square": Reader(
        "cli.formats.square", "Square's item library (XLSX, CSV); modifier sets come without options"
    ),
    "loyverse": Reader("cli.formats.loyverse", "Loyverse's items (CSV), in the languages of its back office"),
    "shopify": Reader("cli.formats.shopify", "Shopify's products (CSV)"),
    "woocommerce": Reader("cli.formats.woocommerce", "WooCommerce's products (CSV)"),
    "clover": Reader("cli.formats.clover", "Clover's inventory (XLSX, CSV)"),
    "toast": Reader("cli.formats.toast", "Toast's menus (JSON of its API, CSV)"),
    "odoo": Reader("cli.formats.odoo", "Odoo's products (XLSX, CSV)"),
    "schema-org": Reader("cli.formats.schema_org", "a saved web page, or its JSON-LD"),
    "json": Reader("cli.formats.json_list", "lists of dishes, or of sections with dishes"),
    "csv": Reader("cli.formats.plain", "any table (CSV, XLSX) with headings such as category, item, price"),
}
"""In the order in which a file's kind is guessed."""


def guess(source: Source, options: Options) -> str:
    """The kind of file that `source` is. `CliError` where it is none of the table."""
    if options.columns or options.renamed:
        return "csv"
    if _is_our_own(source):
        raise refused(
            source.path,
            gettext("it is a menu file of aiqr itself"),
            gettext("Put it in place with `aiqr menu apply {path}`.").format(path=source.path),
        )
    for kind, reader in READERS.items():
        if reader.format.recognizes(source):
            return kind
    raise refused(
        source.path,
        gettext("it is not known what kind of file it is"),
        gettext("Name it with --from; a table without headings is read with --columns category,item,price."),
    )


def _is_our_own(source: Source) -> bool:
    if source.is_json:
        return isinstance(source.json, dict) and {"currency", "categories"} <= set(source.json)
    return not source.is_binary and re.search(r"^categories:\s*$", source.text, re.MULTILINE) is not None


def read(source: Source, kind: str | None, options: Options) -> tuple[str, Draft]:
    """The menu in a file, and the kind that it is: `kind`, else what it looks like."""
    kind = kind or guess(source, options)
    return kind, READERS[kind].format.read(source, options)
