"""The sum of a rate as every document has it: orders, figures, bills and receipts."""

from server.domain.money import to_text
from server.domain.tax import RateSum, percent_text


def sum_fields(one: RateSum, currency: str) -> dict[str, str | bool]:
    """Write the sum of a rate in the fields of `wire.money.TaxSum`."""
    return {
        "name": one.rate.name,
        "percent": percent_text(one.rate.thousandths),
        "included": one.rate.included,
        "net": to_text(one.net, currency),
        "tax": to_text(one.tax, currency),
        "gross": to_text(one.gross, currency),
    }
