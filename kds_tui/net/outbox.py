"""What the cook did and the server has not answered yet, kept on disk: a restart of the display loses none.

One file a display. Two displays of the same person on one machine take two files.
"""

import os
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from kds_tui.core.actions import ACTIONS, Action
from server.local_files import replace_file, try_lock

MOST_DISPLAYS = 20


class Outbox:
    """Actions in the order in which they were made; every change is on disk before it is sent."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.actions: list[Action] = _read(path) if path else []

    def add(self, action: Action) -> None:
        """Put an action at the end."""
        self.actions.append(action)

    def remove(self, key: str) -> bool:
        """Drop the action called `key`; False where there is none."""
        kept = [action for action in self.actions if action.key != key]
        found = len(kept) < len(self.actions)
        self.actions[:] = kept
        return found

    def write(self) -> None:
        """Bring the file up to date in one step. OSError where the disk refuses."""
        if self.path is not None:
            replace_file(self.path, ACTIONS.dump_json(list(self.actions)))


def _read(path: Path) -> list[Action]:
    """What was kept; a file that cannot be read is put aside, never sent."""
    try:
        return ACTIONS.validate_json(path.read_bytes())
    except FileNotFoundError:
        return []
    except ValidationError:
        path.replace(path.with_suffix(".unreadable"))
        return []


class OutboxFile:
    """A file of a display's own, held until `release` or the end of the process."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path, self._descriptor = path, descriptor

    def release(self) -> None:
        """Let another display have it."""
        os.close(self._descriptor)


def claim_outbox_file(directory: Path, server: str, slug: str) -> OutboxFile:
    """The first file for this kitchen that no other display holds. OSError where the directory cannot be used."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    kitchen = sha256(f"{server.rstrip('/')}/{slug}".encode()).hexdigest()[:16]
    for number in range(1, MOST_DISPLAYS + 1):
        path = directory / f"kds-{kitchen}-{number}.json"
        descriptor = try_lock(path.with_suffix(".lock"))
        if descriptor is not None:
            return OutboxFile(path, descriptor)
    raise OSError(f"{MOST_DISPLAYS} displays of this kitchen are open here already")
