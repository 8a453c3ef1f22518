"""A plain table (CSV or XLSX): one row a size, with headings in many languages, or without any."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cli.documents import Document
from cli.errors import CliError, Exit
from cli.formats import headings
from cli.formats.amounts import price
from cli.formats.draft import Draft
from cli.formats.entries import picture
from cli.formats.headings import COLUMNS, column_of, in_language, plain_heading
from cli.formats.rows import Row, Sheet, no, read_sheet, rows_under, yes
from cli.formats.source import Options, Source
from cli.texts import gettext, ngettext
from server.domain.names import folded
from server.wire.menu import REGULAR

SHEET = "Menu"
LIST = ";"
"""What separates several values in a cell."""


def recognizes(source: Source) -> bool:
    """Whether `source` is a table with headings of a menu."""
    return source.has_header(headings.is_header, SHEET)


def read(source: Source, options: Options) -> Draft:
    """The menu in a table. `CliError` names every mistake with its line and column.

    With `options.skip_mistakes` the rows with mistakes are left out, and stand in the report instead.
    """
    sheet = _sheet(source, options)
    columns = Columns.of(sheet.header, options)
    draft = Draft(options.currency, columns=columns.fields())
    mistakes: list[str] = []
    category = ""
    for row in sheet.rows:
        category = columns.cell(row, "category") or category
        mistakes += _add(draft, columns, row, category)
    for name in columns.unknown:
        draft.report.leave_out(
            gettext("the column “{name}”").format(name=name), sum(bool(row[name]) for row in sheet.rows) or 1
        )
    if mistakes and not options.skip_mistakes:
        raise CliError(
            ngettext("{path} has {count} mistake:", "{path} has {count} mistakes:", len(mistakes)).format(
                path=source.path, count=len(mistakes)
            ),
            details=tuple(mistakes),
            unchanged=gettext("Nothing was changed."),
            todo=gettext(
                "Correct them and import the file again, or leave these rows out with --skip-mistakes."
            ),
            code=Exit.INVALID,
        )
    for mistake in mistakes:
        draft.report.leave_out(gettext("rows with mistakes"), of=mistake)
    return draft


def _sheet(source: Source, options: Options) -> Sheet:
    if options.columns:
        return Sheet(list(options.columns), rows_under(options.columns, source.rows(SHEET), 1))
    if options.renamed:
        wanted = {plain_heading(heading) for heading in options.renamed.values()}
        return read_sheet(source, lambda cells: wanted <= set(map(plain_heading, cells)), sheet=SHEET)
    return read_sheet(source, headings.is_header, sheet=SHEET)


@dataclass
class Columns:
    """Which heading stands for which column, in the menu's language and in others."""

    names: dict[str, str] = field(default_factory=dict)
    """Column → heading."""
    translated: dict[tuple[str, str], str] = field(default_factory=dict)
    """(language, column) → heading."""
    unknown: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    """Heading → its place from 1."""

    @classmethod
    def of(cls, header: Sequence[str], options: Options) -> "Columns":
        """Assign each heading; what --map says goes first, then the plain headings, then those of a language."""
        columns = cls(places={name: place for place, name in enumerate(header, 1)})
        given = {plain_heading(heading): column for column, heading in options.renamed.items()}
        for name in filter(None, header):
            language = in_language(name)
            column = given.get(plain_heading(name)) or column_of(name)
            if column and column not in columns.names:
                columns.names[column] = name
            elif language and (language[1], language[0]) not in columns.translated:
                columns.translated[language[1], language[0]] = name
            else:
                columns.unknown.append(name)
        columns._choose_language(options.language)
        return columns

    def _choose_language(self, wanted: str) -> None:
        """Where a column stands in languages only, the menu's own is the column, else the first."""
        spoken = list(dict.fromkeys(language for language, _ in self.translated))
        own = wanted.lower()[:2]
        for language in sorted(spoken, key=lambda code: code != own):
            for column in headings.TRANSLATED:
                if column not in self.names and (language, column) in self.translated:
                    self.names[column] = self.translated.pop((language, column))

    def fields(self) -> frozenset[str]:
        """The fields of a dish that the table has a column for."""
        translated = {"translations"} if self.translated else set()
        return frozenset({"is_active" if name == "active" else name for name in self.names} | translated)

    def cell(self, row: Row, column: str) -> str:
        """The row's text in `column`; "" where it has none."""
        return row[self.names.get(column, "")]

    def place(self, column: str) -> int:
        """Where `column` stands, from 1."""
        return self.places.get(self.names.get(column, ""), 1)

    def translations(self, row: Row, **columns: str) -> Document:
        """What the row says in other languages: `{"en": {"name": …}}`; `columns` are field → column."""
        found: Document = {}
        for (language, column), heading in self.translated.items():
            for name, wanted in columns.items():
                if column == wanted and row[heading]:
                    found.setdefault(language, {})[name] = row[heading]
        return found


def _add(draft: Draft, columns: Columns, row: Row, heading: str) -> list[str]:
    """Add the row's size to its item; returns what is wrong with the row."""
    at = gettext("line {number}, column ").format(number=row.number)
    name, label = columns.cell(row, "item"), columns.cell(row, "variant")
    mistakes = (
        []
        if name
        else [gettext("{at}{place}: the item's name is missing").format(at=at, place=columns.place("item"))]
    )
    text = columns.cell(row, "price")
    amount = price(text, draft.currency)
    if amount is None:
        mistakes.append(
            gettext("{at}{place}: {text!r} is not a price in {currency}").format(
                at=at, place=columns.place("price"), text=text, currency=draft.currency
            )
        )
    category = draft.category(heading, columns.translations(row, name="category"))
    item = draft.find(category, name)
    if item and folded(label or REGULAR) in {folded(v["label"]) for v in item["variants"]}:
        place = columns.place("variant" if "variant" in columns.names else "item")
        mistakes.append(
            gettext("{at}{place}: {name} has this variant already").format(at=at, place=place, name=name)
        )
    if not mistakes:
        variant: Document = {"label": label or REGULAR, "price": amount}
        if yes(columns.cell(row, "default")):
            variant["default"] = True
        (item or draft.add(category, _item(draft, columns, row)))["variants"].append(variant)
    return mistakes


def _item(draft: Draft, columns: Columns, row: Row) -> Document:
    item: Document = {
        "name": columns.cell(row, "item"),
        "number": columns.cell(row, "number"),
        "description": columns.cell(row, "description"),
        "image_url": picture(draft, columns.cell(row, "image_url")),
        "station": columns.cell(row, "station"),
        "translations": columns.translations(row, name="item", description="description"),
        "variants": [],
    }
    for column in ("aliases", "tags", "allergens"):
        item[column] = [word.strip() for word in columns.cell(row, column).split(LIST) if word.strip()]
    if no(columns.cell(row, "active")):
        item["is_active"] = False
    return item


def check_columns(names: Sequence[str]) -> None:
    """`CliError` where one of `names`, given by --columns or --map, is no column of a menu."""
    wrong = [name for name in names if name and name not in COLUMNS and not in_language(name)]
    if wrong:
        raise CliError(
            gettext("There is no column {wrong!r} in a menu.").format(wrong=wrong[0]),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("The columns are {named}; leave the name of one that is not wanted empty.").format(
                named=", ".join(COLUMNS)
            ),
            code=Exit.USAGE,
        )
