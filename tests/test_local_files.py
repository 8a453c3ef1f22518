"""Files of this machine: where they are, and that they are replaced whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from server.local_files import config_dir, replace_file, state_dir


def test_a_file_is_replaced_whole_and_is_its_owners_alone(tmp_path: Path) -> None:
    """The old content is gone, the new one is there, and nothing lies beside it."""
    path = tmp_path / "profiles.json"
    path.write_text("something longer than what comes")
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the bytes cannot be made durable the file is as it was."""

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "profiles.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_directories_are_the_users_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables win; `~` in them is the home directory; without them the system's places are taken."""
    monkeypatch.setenv("HOME", "/home/anna")
    monkeypatch.setenv("AIQR_CONFIG_DIR", "~/aiqr")
    monkeypatch.setenv("AIQR_STATE_DIR", "/var/aiqr")
    assert (config_dir(), state_dir()) == (Path("/home/anna/aiqr"), Path("/var/aiqr"))
    for name in ("AIQR_CONFIG_DIR", "AIQR_STATE_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert (config_dir().name, state_dir().name) == ("aiqr", "aiqr")
    assert config_dir() != state_dir()
