"""Exports with a price for each shop: which price counts, and whether the thing is sold there."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cli.errors import CliError, Exit
from cli.formats.draft import Report
from cli.formats.rows import Row, no
from cli.texts import gettext
from server.domain.names import folded


@dataclass(frozen=True)
class Locations:
    """The shops of an export: for each its column of prices and that of whether a thing is sold there."""

    prices: dict[str, str]
    available: dict[str, str]
    usual: str
    """The column of the price that holds everywhere; "" where there is none."""
    chosen: str | None

    @classmethod
    def of(  # the columns and the choice
        cls,
        header: Sequence[str],
        price: re.Pattern[str],
        available: re.Pattern[str],
        usual: str,
        wanted: str | None,
    ) -> "Locations":
        """Find the columns in `header`; the patterns' first group is the shop. `CliError` for a shop that is not there."""
        prices = {found[1].strip(): column for column in header if (found := price.match(column))}
        sold = {found[1].strip(): column for column in header if (found := available.match(column))}
        return cls(prices, sold, usual if usual in header else "", _chosen(prices | sold, wanted))

    def price(self, row: Row) -> str:
        """The price that counts: that of the chosen shop, else the usual one, else the one that all shops share."""
        if self.chosen:
            return row.first(self.prices.get(self.chosen, ""), self.usual)
        if row[self.usual]:
            return row[self.usual]
        found = {row[column] for column in self.prices.values() if row[column]}
        return found.pop() if len(found) == 1 else " / ".join(sorted(found))

    def sold(self, row: Row) -> bool:
        """Whether the thing is sold in the chosen shop, or without one in any."""
        columns = [self.available.get(self.chosen, "")] if self.chosen else list(self.available.values())
        columns = [column for column in columns if column]
        return not columns or not all(no(row[column]) for column in columns)

    def report(self, report: Report, rows: Iterable[Row]) -> None:
        """Name the prices of other shops that differ from those that were taken."""
        others = [column for shop, column in self.prices.items() if shop != self.chosen]
        differing = sum(any(row[c] not in {"", self.price(row)} for c in others) for row in rows)
        if differing:
            report.leave_out(
                (
                    gettext("prices of other locations")
                    if self.chosen
                    else gettext("prices that differ by location (--location takes those of one)")
                ),
                differing,
                of=", ".join(shop for shop in self.prices if shop != self.chosen),
            )


def _chosen(shops: Iterable[str], wanted: str | None) -> str | None:
    every = list(dict.fromkeys(shops))
    if wanted is None:
        return every[0] if len(every) == 1 else None
    for shop in every:
        if folded(shop) == folded(wanted):
            return shop
    raise CliError(
        gettext("The file has no location {wanted!r}.").format(wanted=wanted),
        unchanged=gettext("Nothing was changed."),
        details=tuple(every),
        todo=(
            gettext("Name one of these with --location.")
            if every
            else gettext("Leave --location out: the file has one price for all.")
        ),
        code=Exit.USAGE,
    )
