"""What a display had on its wall, kept on disk: one that is started anew shows it as old, and asks what became of it.

The file is the user's alone (mode 0600), holds no more than the wall, and loses its orders when the login ends.
"""

from pathlib import Path
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from kds_tui.core.events import Remembered
from server.local_files import replace_file

WRITE_AT_LEAST_EVERY = 60.0
"""Seconds: the time that is told with old tickets is at most so much too early."""
_REMEMBERED = TypeAdapter(Remembered)
_IDS: TypeAdapter[tuple[UUID, ...]] = TypeAdapter(tuple[UUID, ...])


class RememberedOrders:
    """The last wall; `path` None keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.last = _read(path) if path else Remembered(())

    def is_news(self, now: Remembered) -> bool:
        """Whether `now` is to be written: other orders, another revision, or a minute later."""
        if self.last.order_ids != now.order_ids or _revisions(self.last) != _revisions(now):
            return True
        if now.at is None or self.last.at is None:
            return now.at is not self.last.at
        return (now.at - self.last.at).total_seconds() >= WRITE_AT_LEAST_EVERY

    def note(self, now: Remembered) -> None:
        """Take this in the place of what was. OSError where the disk refuses."""
        self.last = now
        if self._path is not None:
            replace_file(self._path, _REMEMBERED.dump_json(now))

    def forget_orders(self) -> None:
        """The login has ended: keep only the ids."""
        self.note(Remembered(self.last.order_ids))


def _revisions(remembered: Remembered) -> list[int]:
    return [order.revision for order in remembered.orders]


def _read(path: Path) -> Remembered:
    """What was noted, also by a version that noted ids alone; a file that cannot be read is as good as none."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Remembered(())
    try:
        return _REMEMBERED.validate_json(content)
    except ValidationError:
        pass
    try:
        return Remembered(_IDS.validate_json(content))
    except ValidationError:
        return Remembered(())
