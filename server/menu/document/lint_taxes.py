"""What lint says of taxes: a dish that has none where others have one, and a tax that nothing has."""

from collections.abc import Iterator, Sequence

from server.domain.menu import Category, Item, Menu
from server.menu.document.findings import Finding, listed


def of_taxes(menu: Menu, items: Sequence[tuple[Category, Item]]) -> Iterator[Finding]:
    """Look at the taxes of the dishes that diners see; `tax: []` says that a dish has none."""
    by_item = menu.taxes_by_item
    untaxed: dict[str, list[str]] = {}
    for category, item in items:
        costs = any(variant.price for variant in item.variants)
        if by_item and costs and item.taxes is None and not by_item[item.id]:
            untaxed.setdefault(category.name, []).append(item.name)
    for where, names in untaxed.items():
        yield Finding(
            "no_tax",
            where,
            f"no tax is named for {listed(names)}, and other dishes have one. Say which: tax, or tax: [] for none.",
        )
    used = {tax.name for taxes in by_item.values() for tax in taxes}
    for tax in menu.taxes:
        if tax.name not in used:
            yield Finding(
                "unused_tax", "taxes", f'no dish has the tax "{tax.name}". Name it, or take it out.'
            )
