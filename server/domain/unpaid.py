"""Orders that are paid before the kitchen gets them: how long they wait, and whether a bill says that they are paid. Pure."""

from datetime import timedelta
from uuid import UUID

from server.domain.bill import Bill

UNPAID_FOR = timedelta(minutes=70)
"""How long an order waits for its payment: as long as a page of the provider takes one, and some minutes for its message."""


def is_paid_for(bill: Bill, order_id: UUID) -> bool:
    """Whether nothing is left to be paid of an order: every line of it that costs something was paid, or the whole bill.

    What is paid of a bill by amounts or parts is for no order in particular, until nothing of it is open.
    """
    owed = bill.charges.owed
    own = [ref for ref, amount in owed.items() if ref[0] == order_id and amount]
    return not bill.open or all(ref in bill.paid_lines for ref in own)
