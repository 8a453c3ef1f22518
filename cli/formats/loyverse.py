"""Loyverse's item export (CSV): rows of one handle are the sizes of one item.

The columns stand in the same order in each language of the back office: Handle, SKU, Name, Category, Description
(not in older files), Sold by weight, three options as name and value, and so on; then three or four for each shop,
with the shop's name in brackets, then modifiers and taxes with theirs in quotes.
"""

import re
from collections.abc import Iterator, Sequence

from cli.formats.draft import Draft
from cli.formats.entries import Entry, add_entries
from cli.formats.headings import plain_heading
from cli.formats.locations import Locations
from cli.formats.rows import Row, read_sheet, yes
from cli.formats.source import Options, Source
from cli.texts import gettext

_COLUMNS = {
    "name": "name nombre nom nome naam nazwa",
    "category": "category categoria categorie kategorie kategoria",
    "description": "description descripcion descrizione descricao beschreibung opis",
}
_BY_WEIGHT = (
    "sold by weight",
    "vendido por peso",
    "vendu au poids",
    "venduto a peso",
    "nach gewicht verkauft",
)
_OPTION = re.compile(r"^(?:option|opcion|opcao|opzione) ([123]) (?:value|valor|valeur|valore|wert)$|"
                     r"^(?:valor de la opcion|valeur de l'option|valore opzione) ([123])$")  # fmt: skip
_PRICE_AT = re.compile(r"^(?:Price|Precio|Prix|Prezzo|Preço|Preis) \[(.+)\]$", re.IGNORECASE)
_SOLD_AT = re.compile(
    r"^(?:Available for sale|Disponible para la venta|Disponible à la vente|Disponibile per la vendita"
    r"|Disponível para venda|Zum Verkauf verfügbar) \[(.+)\]$",
    re.IGNORECASE,
)
_USUAL_PRICE = (
    "default price",
    "precio por defecto",
    "precio predeterminado",
    "prix par defaut",
    "preco padrao",
)
_MODIFIER = re.compile(r"^(?:Modifier|Modificador|Modificateur|Modificatore) - \"?(.+?)\"?$", re.IGNORECASE)
_TAX = re.compile(r"^(?:Tax|Impuesto|Taxe|Tassa|Imposta|Imposto|Steuer) - ", re.IGNORECASE)
_STOCK = re.compile(
    r"^(?:In stock|En stock|En inventario|Low stock|Optimal stock|In magazzino|Em estoque) \[", re.IGNORECASE
)


def recognizes(source: Source) -> bool:
    """Whether `source` has Loyverse's columns, in one of its languages."""
    return source.has_header(_is_header)


def read(source: Source, options: Options) -> Draft:
    """The menu in an export."""
    sheet = read_sheet(source, _is_header)
    draft = Draft(options.currency)
    usual = next((column for column in sheet.header if plain_heading(column) in _USUAL_PRICE), "")
    locations = Locations.of(sheet.header, _PRICE_AT, _SOLD_AT, usual, options.location)
    add_entries(draft, _entries(draft, sheet.header, sheet.rows, locations))
    locations.report(draft.report, sheet.rows)
    for pattern, what in ((_TAX, "taxes"), (_STOCK, "stock counts")):
        used = sum(
            any(row[c] not in {"", "N"} for c in sheet.header if pattern.match(c)) for row in sheet.rows
        )
        if used:
            draft.report.leave_out(what, used)
    return draft


def _is_header(cells: Sequence[str]) -> bool:
    plain = set(map(plain_heading, cells))
    priced = any(_PRICE_AT.match(cell) for cell in cells) or bool(plain & set(_USUAL_PRICE))
    return bool(plain & set(_BY_WEIGHT)) or ("handle" in plain and priced)


def _entries(draft: Draft, header: list[str], rows: list[Row], locations: Locations) -> Iterator[Entry]:
    column = {key: _column(header, words.split()) for key, words in _COLUMNS.items()}
    handle = next((name for name in header if plain_heading(name) == "handle"), column["name"])
    values = [name for name in header if _OPTION.match(plain_heading(name))]
    weighed = next((name for name in header if plain_heading(name) in _BY_WEIGHT), "")
    first = Row(0, {})
    for row in rows:
        if row[column["name"]] or (row[handle] and row[handle] != first[handle]):
            first = row
        if yes(row[weighed]):
            draft.report.leave_out(
                gettext("items sold by weight"),
                of=gettext("“{name}” (row {number})").format(name=first[column["name"]], number=row.number),
            )
            continue
        yield Entry(
            key=f"{first.number}",
            row=row.number,
            name=first[column["name"]],
            category=first[column["category"]],
            description=first[column["description"]],
            label=" / ".join(row[value] for value in values if row[value]),
            price=locations.price(row),
            shown=locations.sold(row),
            groups=[
                found[1] for c, cell in first.cells.items() if (found := _MODIFIER.match(c)) and yes(cell)
            ],
        )


def _column(header: Sequence[str], words: Sequence[str]) -> str:
    return next((name for name in header if plain_heading(name) in words), "")
