"""Tickets of one table that belong together, as they came within a few minutes. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from server.wire.orders import KitchenOrder

LINKED_WITHIN = timedelta(minutes=15)
"""Between one ticket of a table and the next: courses and late guests of one visit come so."""
STYLES = 3
"""How many groups are told apart by the colour of their border; each also says its table."""


class TableLink(NamedTuple):
    """`place` of so many `tickets`; `first` is the number of the group's first, which picks its colour."""

    place: int
    tickets: int
    first: int

    @property
    def style(self) -> str:
        """The style of the group's border and words."""
        return f"link-{self.first % STYLES}"


def table_links(orders: Iterable[KitchenOrder]) -> Mapping[UUID, TableLink]:
    """The orders that have company, by their ids; those without a table have none."""
    visits: dict[str, list[list[KitchenOrder]]] = {}
    for order in sorted(orders, key=lambda order: (order.created_at, order.number)):
        table = order.table_identifier.casefold()
        if not table:
            continue
        groups = visits.setdefault(table, [])
        if groups and order.created_at - groups[-1][-1].created_at <= LINKED_WITHIN:
            groups[-1].append(order)
        else:
            groups.append([order])
    linked = (group for groups in visits.values() for group in groups if len(group) > 1)
    return {one.id: link for group in linked for one, link in _numbered(group)}


def _numbered(group: Sequence[KitchenOrder]) -> Iterable[tuple[KitchenOrder, TableLink]]:
    for place, order in enumerate(group, start=1):
        yield order, TableLink(place, len(group), group[0].number)
