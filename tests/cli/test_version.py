"""`aiqr --version`: which aiqr this is."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import version
from cli.main import main


def test_the_version_says_revision_and_extras() -> None:
    """Here all extras are installed; the revision is that of the clone."""
    said = CliRunner().invoke(main, ["--version"])
    assert said.exit_code == 0
    name, number, *_ = said.output.replace(";", " ").replace(",", " ").split()
    assert name == "aiqr"
    assert number[0].isdigit()
    assert said.output.rstrip().endswith("with server, embedded, kds, print and stripe")


def test_a_revision_that_was_written_at_the_build_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A wheel carries it as a file, so that no git is needed where it runs."""
    (tmp_path / "revision.txt").write_text("0123456789ab\n")
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    assert version.revision() == "0123456789ab"


def test_a_folder_that_is_no_clone_has_no_revision(tmp_path: Path) -> None:
    """Nor one of which git says that it is none."""
    assert version._of_clone(tmp_path) == ""
    (tmp_path / ".git").mkdir()
    assert version._of_clone(tmp_path) == ""


def test_changes_that_are_not_committed_are_said(tmp_path: Path) -> None:
    """The revision of a clone with changes ends in `-dirty`."""

    def git(*words: str) -> str:
        command = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.com", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    git("init", "-q")
    (tmp_path / "file").write_text("one")
    git("add", "file")
    git("commit", "-qm", "one")
    commit = git("rev-parse", "--short=12", "HEAD")
    assert version._of_clone(tmp_path) == commit
    (tmp_path / "file").write_text("two")
    assert version._of_clone(tmp_path) == f"{commit}-dirty"
