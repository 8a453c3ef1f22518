"""What fell under which rates, out of the lines of orders: each order's taxes as its own document has them, summed up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.db.pool import BasePool
from server.domain.tax import RateSum, TaxedShare, TaxRate, TaxRounding, read_shares, tax_of
from server.reports.figures import ORDER_LABELS
from server.reports.span import Span
from server.wire.reports import ReportBy

# A share whose rates come on top is one of each of them: they are computed and rounded by themselves.
_SHARES = """
    SELECT o.id, {label} AS label, s.rates, (share ->> 'amount')::bigint AS amount
    FROM orders AS o
    CROSS JOIN jsonb_array_elements(o.lines) AS line
    CROSS JOIN jsonb_array_elements(coalesce(line -> 'taxed', '[]')) AS share
    CROSS JOIN LATERAL (
        SELECT jsonb_build_array(rate) FROM jsonb_array_elements(share -> 'rates') AS rate
        WHERE NOT (rate ->> 'included')::boolean
        UNION ALL
        SELECT share -> 'rates' WHERE (share #>> '{{rates,0,included}}')::boolean
    ) AS s (rates)
    WHERE o.restaurant_id = $1 AND o.id >= $2 AND o.id < $3 AND o.currency = $4 AND o.status NOT IN ('cancelled', 'unpaid')
      AND coalesce(line ->> 'state', '') = ''
"""
_ROUNDED: Mapping[TaxRounding, str] = {
    "line": "SELECT label, rates, amount FROM shares",
    "bill": "SELECT label, rates, sum(amount)::bigint AS amount FROM shares GROUP BY id, label, rates",
}


@dataclass(slots=True)
class Taxes:
    """What fell under each rate, in the order of their names."""

    sums: dict[TaxRate, RateSum] = field(default_factory=dict)

    def add(self, share: TaxedShare, times: int) -> None:
        """Count an amount that was rounded by itself, as often as there was one."""
        taxes = tax_of(share)
        net = share.amount - (sum(taxes) if share.rates[0].included else 0)
        for rate, tax in zip(share.rates, taxes, strict=True):
            known = self.sums.get(rate, RateSum(rate, 0, 0))
            self.sums[rate] = RateSum(rate, known.net + times * net, known.tax + times * tax)

    def of_rates(self, *, included: bool) -> int:
        """The tax of all rates that are in the prices, or on top of them."""
        return sum(one.tax for one in self.sums.values() if one.rate.included == included)

    def sorted(self) -> list[RateSum]:
        """The sums by the names of their rates, then by percentage."""
        return sorted(self.sums.values(), key=lambda one: (one.rate.name, one.rate.thousandths))


async def sum_taxes(
    connection: BasePool, span: Span, by: ReportBy, rounding: TaxRounding
) -> tuple[Taxes, dict[str, Taxes]]:
    """Return the taxes of a span, and those of each row by its label where rows are sums of orders."""
    statement = f"""
        WITH shares AS ({_SHARES.format(label=ORDER_LABELS.get(by, "''"))})
        SELECT label, rates, amount, count(*) AS times FROM ({_ROUNDED[rounding]}) AS rounded GROUP BY 1, 2, 3
    """
    return _summed(map(dict, await connection.fetch(statement, *span.orders())))


def _summed(rows: Iterable[Mapping[str, Any]]) -> tuple[Taxes, dict[str, Taxes]]:
    total, by_label = Taxes(), dict[str, Taxes]()
    for row in rows:
        [share] = read_shares([{"amount": row["amount"], "rates": row["rates"]}])
        total.add(share, row["times"])
        by_label.setdefault(row["label"], Taxes()).add(share, row["times"])
    return total, by_label
