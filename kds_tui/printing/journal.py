"""What is on paper, kept on disk before and after each slip: no order is printed twice unmarked, none is forgotten.

One file a printer and kitchen, the user's alone (mode 0600), held against a second process for the same printer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from kds_tui.printing.slips import PrintedOrder
from server.local_files import replace_file, try_lock

KEPT = timedelta(days=2)
"""Orders that ended this long ago are forgotten: the server calls none of them open any more."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The file: what is printed, and the orders whose slip was on its way when it was written."""

    printed: dict[UUID, PrintedOrder] = field(default_factory=dict)
    under_way: frozenset[UUID] = frozenset()


_CONTENTS = TypeAdapter(Contents)


class Journal:
    """The paper of one printer; `path` None keeps nothing. OSError where the disk refuses."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._contents = _read(path) if path else Contents()

    def find(self, order_id: UUID) -> PrintedOrder | None:
        """What is on paper of an order."""
        return self._contents.printed.get(order_id)

    def is_under_way(self, order_id: UUID) -> bool:
        """Whether a slip of it was begun and nobody knows whether it came out."""
        return order_id in self._contents.under_way

    def unsettled(self) -> Iterator[UUID]:
        """Orders on paper that were open when they were last heard of."""
        return (key for key, one in self._contents.printed.items() if not one.over)

    def begin(self, order_id: UUID) -> None:
        """Note, before the first byte goes out, that a slip of this order is on its way."""
        self._write(Contents(self._contents.printed, self._contents.under_way | {order_id}))

    def settle(self, order_id: UUID, printed: PrintedOrder) -> None:
        """Note that the slip has come out, and forget what is long over."""
        kept = {key: one for key, one in self._contents.printed.items() if printed.at - one.at < KEPT}
        self._write(Contents({**kept, order_id: printed}, self._contents.under_way - {order_id}))

    def drop(self, order_id: UUID) -> None:
        """Note that no byte of the slip has gone out."""
        self._write(Contents(self._contents.printed, self._contents.under_way - {order_id}))

    def forget(self, order_id: UUID, at: datetime) -> None:
        """Note that an order is over: nothing is to be asked of it any more."""
        one = self._contents.printed.get(order_id)
        if one is not None:
            self.settle(order_id, replace(one, at=at, over=True))

    def _write(self, contents: Contents) -> None:
        self._contents = contents
        if self._path is not None:
            replace_file(self._path, _CONTENTS.dump_json(contents))


def claim_journal(directory: Path, server: str, slug: str, printer: str) -> Journal:
    """The journal of a printer. BlockingIOError where another process prints there; OSError where the disk refuses."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = sha256(f"{server.rstrip('/')}/{slug}/{printer}".encode()).hexdigest()[:16]
    path = directory / f"print-{name}.json"
    if try_lock(path.with_suffix(".lock")) is None:
        raise BlockingIOError(f"another process prints at {printer!r} already")
    return Journal(path)


def _read(path: Path) -> Contents:
    """What was noted; a file that cannot be read is put aside, and everything open is printed again, as a copy."""
    try:
        return _CONTENTS.validate_json(path.read_bytes())
    except FileNotFoundError:
        return Contents()
    except ValidationError:
        path.replace(path.with_suffix(".unreadable"))
        return Contents()
