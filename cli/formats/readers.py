"""The table of what `aiqr menu import` can read: a new kind of file is a module and a line here."""

from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from cli.formats.draft import Draft


class Read(Protocol):
    """Reads a file with prices in a currency. `CliError` names every mistake."""

    def __call__(self, path: Path, currency: str) -> Draft: ...


class Reader(NamedTuple):
    """A module with a function `read`, and what it reads, in words for the help."""

    module: str
    what: str

    def read(self, path: Path, currency: str) -> Draft:
        """Read `path`; the module is imported only now."""
        return cast("Read", import_module(self.module).read)(path, currency)


READERS = {
    "square": Reader("cli.formats.square", "the export of Square's item library"),
    "csv": Reader("cli.formats.plain", "a plain table"),
    "schema-org": Reader("cli.formats.schema_org", "a web page's JSON-LD (or the saved page)"),
}
