"""Files that this machine's user keeps: where they lie, and how one is written. Imports nothing else of the project."""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl


def config_dir() -> Path:
    """Return where logins and the display's settings are: `AIQR_CONFIG_DIR`, or the user's configuration directory."""
    return _chosen("AIQR_CONFIG_DIR") or _platform_dir("user_config_path")


def state_dir() -> Path:
    """Return where a display keeps what the server has not answered: `AIQR_STATE_DIR`, or the user's state directory."""
    return _chosen("AIQR_STATE_DIR") or _platform_dir("user_state_path")


def _chosen(variable: str) -> Path | None:
    chosen = os.environ.get(variable)
    return Path(chosen).expanduser() if chosen else None


def _platform_dir(kind: str) -> Path:
    import platformdirs  # noqa: PLC0415  # lazy: `aiqr --help` does without it

    path: Path = getattr(platformdirs, kind)("aiqr", appauthor=False)
    return path


def try_lock(path: Path) -> int | None:
    """Hold the file at `path` against every other process until its descriptor is closed; None where another holds it.

    OSError where it cannot be opened. Windows has no such locks: there everybody gets it.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
    return descriptor


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` into a file that this user alone can read, whole or not at all. OSError where the disk refuses."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
