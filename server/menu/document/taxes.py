"""The taxes of a document: those that it names, and those that its categories and dishes have."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from server.domain.menu import Category, Item
from server.domain.tax import Tax, percent_text
from server.menu.document.model import TaxEntry
from server.menu.document.reader import Path
from server.menu.document.recovery import PLACEHOLDER


def written_names(root: Any) -> frozenset[str]:
    """The names of the taxes of a document, also of those with mistakes."""
    taxes = root.get("taxes") if isinstance(root, dict) else None
    return frozenset(map(str, taxes)) if isinstance(taxes, dict) else frozenset()


def taxes_of(entries: Mapping[str, TaxEntry]) -> tuple[Tax, ...]:
    """The taxes that a document names, in its order; one for taking away that is the same is none of its own."""
    return tuple(
        Tax(name, entry.percent, None if entry.take_away == entry.percent else entry.take_away)
        for name, entry in entries.items()
    )


def mistakes_of_names(
    names: Sequence[str], written: frozenset[str], at: Path, root: Any
) -> Iterator[tuple[Path, str]]:
    """Names of taxes that are not among those of the document, or stand twice; `root` says whether they are a list."""
    for index, name in enumerate(names):
        path = at if isinstance(_value_at(root, at), str) else (*at, index)
        if name in names[:index]:
            yield path, f'names the tax "{name}" twice'
        elif name not in written and PLACEHOLDER not in name:
            yield path, f'names the tax "{name}", which is not among taxes'


def _value_at(root: Any, path: Path) -> Any:
    value = root
    for step in path:
        value = value[step]
    return value


def tax_entries(taxes: Sequence[Tax]) -> dict[str, dict[str, str]]:
    """Taxes as a document has them."""
    return {tax.name: _entry(tax) for tax in taxes}


def _entry(tax: Tax) -> dict[str, str]:
    written = {"percent": percent_text(tax.thousandths)}
    return written if tax.take_away is None else written | {"take_away": percent_text(tax.take_away)}


def names_entry(thing: Category | Item) -> dict[str, Any]:
    """The taxes of a category or a dish as a document has them: one by its name, several as a list."""
    if thing.taxes is None or (isinstance(thing, Category) and not thing.taxes):
        return {}
    return {"tax": thing.taxes[0] if len(thing.taxes) == 1 else list(thing.taxes)}


def tax_text(tax: Tax | None) -> str | None:
    """A tax as an owner reads it: `19 %, take away 7 %`; None where there is none."""
    if tax is None:
        return None
    away = "" if tax.take_away is None else f", take away {percent_text(tax.take_away)} %"
    return f"{percent_text(tax.thousandths)} %{away}"
