"""The files that the programs keep on this machine: in which directory, and replaced in one step."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def config_dir() -> Path:
    """The directory of what a user set and of the stored logins: `AIQR_CONFIG_DIR`, or the system's usual one."""
    if chosen := os.environ.get("AIQR_CONFIG_DIR"):
        return Path(chosen).expanduser()
    from platformdirs import user_config_path  # noqa: PLC0415  # `aiqr --help` does without it

    return user_config_path("aiqr", appauthor=False)


def state_dir() -> Path:
    """The directory of what waits to be sent: `AIQR_STATE_DIR`, or the system's usual one."""
    if chosen := os.environ.get("AIQR_STATE_DIR"):
        return Path(chosen).expanduser()
    from platformdirs import user_state_path  # noqa: PLC0415  # as above

    return user_state_path("aiqr", appauthor=False)


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` into the place of `path` in one step, durably; only this user can read it.

    Never a half of it, and nothing is left behind. OSError where the disk refuses.
    """
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
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
