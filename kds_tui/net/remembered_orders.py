"""Which orders a display has on its mind, kept on disk: one that is started anew asks what became of them.

Only ids: what diners wrote stays with the server.
"""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from server.local_files import replace_file

_IDS: TypeAdapter[tuple[UUID, ...]] = TypeAdapter(tuple[UUID, ...])


class RememberedOrders:
    """Ids of orders, oldest first; `path` None keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.order_ids: tuple[UUID, ...] = _read(path) if path else ()

    def note(self, order_ids: Sequence[UUID]) -> None:
        """Take these in the place of those before. OSError where the disk refuses."""
        self.order_ids = tuple(order_ids)
        if self._path is not None:
            replace_file(self._path, _IDS.dump_json(self.order_ids))


def _read(path: Path) -> tuple[UUID, ...]:
    """What was noted; a file that cannot be read is as good as none."""
    try:
        return _IDS.validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return ()
