"""The user's own files: private, and whole or not at all."""

from pathlib import Path

import pytest

from server import local_files


def test_a_file_is_replaced_and_private(tmp_path: Path) -> None:
    """The new content stands there, for this user's eyes alone, with nothing beside it."""
    file = tmp_path / "profiles.json"
    file.write_bytes(b"old")
    file.chmod(0o644)
    local_files.replace_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["profiles.json"]


def test_a_disk_that_refuses_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the content cannot be brought to the disk, the old one stays and nothing is left beside it."""
    file = tmp_path / "profiles.json"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        local_files.replace_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["profiles.json"]


def test_folders_are_the_users_own_unless_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable names the folder, `~` and all; without it the system's usual place counts."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    monkeypatch.delenv("AIQR_CONFIG_DIR", raising=False)
    monkeypatch.delenv("AIQR_STATE_DIR", raising=False)
    assert (local_files.config_dir(), local_files.state_dir()) == (tmp_path / "c/aiqr", tmp_path / "s/aiqr")
    monkeypatch.setenv("AIQR_CONFIG_DIR", "~/mine")
    monkeypatch.setenv("AIQR_STATE_DIR", "~/its")
    assert (local_files.config_dir(), local_files.state_dir()) == (tmp_path / "mine", tmp_path / "its")
