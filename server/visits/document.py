"""A table's visit as its guests are told of it, and the name of that state."""

import hashlib

from server.domain.money import to_text
from server.restaurants.model import TableLink
from server.visits.model import TableLook
from server.wire.visits import TableVisit, TogetherItem, VisitGuest, VisitItem
from server.wire.vocabulary import ShareTable


def write_document(look: TableLook, link: TableLink, currency: str, share: ShareTable) -> bytes:
    """Write what a table has ordered as JSON."""
    return _document(look, link, currency, share).model_dump_json().encode()


def name_state(document: bytes) -> str:
    """Name the state that a document tells: as long as the name is the same, so is what a page shows of the table."""
    return hashlib.sha256(document).hexdigest()[:12]


def _document(look: TableLook, link: TableLink, currency: str, share: ShareTable) -> TableVisit:
    return TableVisit(
        version=look.visit.version,
        table_identifier=link.table_name,
        currency=currency,
        total=to_text(look.total, currency),
        guests=[
            VisitGuest(
                guest=one.guest,
                name=one.name if share == "names" else "",
                total=to_text(one.total, currency),
                items=[
                    VisitItem(
                        name=line.name,
                        variant_label=line.variant_label,
                        quantity=line.quantity,
                        line_total=to_text(line.line_total, currency),
                    )
                    for line in one.lines
                ],
            )
            for one in look.shares
        ],
        together=[
            TogetherItem(
                guest=one.guest,
                menu_item_id=one.line.menu_item_id,
                name=one.line.name,
                quantity=one.line.quantity,
            )
            for one in look.visit.shared.lines
        ],
        calls=[call.kind for call in look.calls],
    )
