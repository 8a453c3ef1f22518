"""WooCommerce's product export (CSV): a variable product and its variations are rows of their own."""

from collections.abc import Iterator, Sequence

from cli.formats.draft import Draft
from cli.formats.entries import Entry, add_entries
from cli.formats.rows import Row, read_sheet
from cli.formats.source import Options, Source
from cli.texts import gettext

_ATTRIBUTES = (1, 2, 3, 4)


def recognizes(source: Source) -> bool:
    """Whether `source` has WooCommerce's columns."""
    return source.has_header(_is_header)


def read(source: Source, options: Options) -> Draft:
    """The menu in an export."""
    sheet = read_sheet(source, _is_header)
    draft = Draft(options.currency)
    add_entries(draft, _entries(draft, sheet.rows))
    for column, what in (("Sale price", "sale prices"), ("SKU", "article numbers")):
        used = sum(bool(row[column]) for row in sheet.rows)
        if used:
            draft.report.leave_out(what, used)
    return draft


def _is_header(cells: Sequence[str]) -> bool:
    return {"Type", "Name", "Regular price"} <= set(cells)


def _entries(draft: Draft, rows: list[Row]) -> Iterator[Entry]:
    parents = {key: row for row in rows for key in (row["SKU"], f"id:{row['ID']}") if key}
    with_sizes = {id(parents[row["Parent"]]) for row in rows if _is_size(row) and row["Parent"] in parents}
    for row in rows:
        kind = {word.strip() for word in row["Type"].lower().split(",")}
        parent = parents.get(row["Parent"]) if _is_size(row) else row
        if kind & {"grouped", "external"}:
            draft.report.leave_out(
                gettext("products of the type {kind}").format(kind=row["Type"]),
                of=gettext("“{name}” (row {number})").format(name=row["Name"], number=row.number),
            )
        elif parent is None:
            draft.report.leave_out(
                gettext("sizes without their product"),
                of=gettext("“{name}” (row {number})").format(name=row["Name"], number=row.number),
            )
        elif id(row) not in with_sizes:
            yield _entry(draft, row, parent)


def _is_size(row: Row) -> bool:
    return "variation" in row["Type"].lower()


def _entry(draft: Draft, row: Row, product: Row) -> Entry:
    categories = [path.strip() for path in product["Categories"].split(",") if path.strip()]
    if len(categories) > 1 and row.number >= product.number:
        draft.report.leave_out(
            gettext("further categories of an item that stands in several"), of=f"“{product['Name']}”"
        )
    values = [row[f"Attribute {number} value(s)"] for number in _ATTRIBUTES]
    return Entry(
        key=f"{product.number}",
        row=row.number,
        name=product["Name"],
        category=categories[0].rsplit(">", 1)[-1].strip() if categories else "",
        description=product.first("Short description", "Description"),
        label=" / ".join(value for value in values if value) if row is not product else "",
        price=row["Regular price"],
        image=product["Images"].split(",")[0],
        shown=product["Published"] in {"", "1"} and row["Published"] in {"", "1"},
        tags=[tag.strip() for tag in product["Tags"].split(",") if tag.strip()],
    )
