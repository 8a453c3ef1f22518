"""An order to begin with, in tests that need no database."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from server.domain.order import Order

MOMENT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def order(**values: Any) -> Order:
    usual: dict[str, Any] = {
        "restaurant_id": uuid4(),
        "restaurant_slug": "luigis",
        "id": uuid4(),
        "number": 1,
        "day": date(2026, 3, 2),
        "status": "confirmed",
        "table_identifier": "",
        "table_proven": False,
        "customer_name": "",
        "raw_input": "",
        "language": "",
        "allergies": (),
        "note": "",
        "order_type": None,
        "currency": "EUR",
        "total": 100,
        "reason": "",
        "revision": 1,
        "rushed": False,
        "created_at": MOMENT,
        "updated_at": MOMENT,
        "estimated_ready_at": None,
        "lines": (),
    }
    return Order(**{**usual, **values})
