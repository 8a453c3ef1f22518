"""What a table wants of the staff."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.wire.vocabulary import CallKind


@dataclass(frozen=True, slots=True)
class TableCall:
    """A call of a table; `text` is what the diner adds, `taken_by` the first name of who goes there."""

    restaurant_id: UUID
    id: int
    kind: CallKind
    text: str
    table_identifier: str
    created_at: datetime
    done: bool
    taken_by: str = ""
