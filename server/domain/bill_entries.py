"""What is written on a bill beside its lines: only ever added to. Amounts are in minor units."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from server.wire.vocabulary import PaymentMethod

LineRef = tuple[UUID, int]
"""An order, and the number of a line of it."""


@dataclass(frozen=True, slots=True)
class Void:
    """Lines that are not charged; without `quantities` all of each."""

    lines: tuple[LineRef, ...]
    reason: str
    quantities: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Discount:
    """What is let off: `thousandths` of a percent or an `amount`, of `lines` or (none named) of the whole bill.

    `named` is what it is for the guest: a code, a category.
    """

    reason: str
    thousandths: int = 0
    amount: int = 0
    lines: tuple[LineRef, ...] = ()
    named: str = ""


@dataclass(frozen=True, slots=True)
class Guests:
    """How many sit there, for cover and service charge."""

    count: int


@dataclass(frozen=True, slots=True)
class Payment:
    """What was paid, without the `tip`. It settles its amount less `rounding`, the difference that rounding cash made.

    `lines` are those that it pays for (without `quantities` all of each), or `share` is which of how many equal parts it is;
    neither: an amount. `reference` names it at a provider, where it is recorded once.
    """

    method: PaymentMethod
    amount: int
    tip: int = 0
    rounding: int = 0
    lines: tuple[LineRef, ...] = ()
    share: tuple[int, int] | None = None
    reference: str = ""
    quantities: tuple[int, ...] = ()

    @property
    def settles(self) -> int:
        """How much of the bill it pays."""
        return self.amount - self.rounding


@dataclass(frozen=True, slots=True)
class Refund:
    """What was given back of the payment with this number, with the rounding of cash that goes back with it.

    What was paid too much goes back first; the rest is for things sold: for `lines`, or (none named) for all of the bill.
    With `mistake` the payment was none: what it paid is open again.
    """

    payment: int
    amount: int
    reason: str
    rounding: int = 0
    tip: int = 0
    lines: tuple[LineRef, ...] = ()
    mistake: bool = False
    reference: str = ""
    quantities: tuple[int, ...] = ()

    @property
    def settles(self) -> int:
        """How much of the bill that is."""
        return self.amount - self.rounding


What = Void | Discount | Guests | Payment | Refund
KINDS: Mapping[str, type[What]] = {
    "void": Void,
    "discount": Discount,
    "guests": Guests,
    "payment": Payment,
    "refund": Refund,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a bill; `number` counts what the restaurant writes on bills, `by` is who wrote it."""

    number: int
    at: datetime
    what: What
    by: UUID | None = None

    @property
    def kind(self) -> str:
        """Its name on the wire and in the database."""
        return next(name for name, kind in KINDS.items() if isinstance(self.what, kind))


def write_what(what: What) -> dict[str, Any]:
    """Write an entry as it is stored."""
    document = asdict(what)
    if "lines" in document:
        document["lines"] = [[str(order), line] for order, line in document["lines"]]
    return document


def read_what(kind: str, document: Mapping[str, Any]) -> What:
    """Read an entry as it is stored; what this version does not know is left out."""
    names = {field.name for field in fields(KINDS[kind])}
    known = {name: value for name, value in document.items() if name in names}
    if "lines" in known:
        known["lines"] = tuple((UUID(order), line) for order, line in known["lines"])
    if "quantities" in known:
        known["quantities"] = tuple(known["quantities"])
    if known.get("share"):
        known["share"] = tuple(known["share"])
    return KINDS[kind](**known)
