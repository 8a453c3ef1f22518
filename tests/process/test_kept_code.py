"""What Python compiles of the server's sources, kept where Python itself keeps nothing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from server.process import kept_code

SERVER = Path(kept_code.__file__).parents[1]
NEEDED = (
    "__init__.py",
    "local_files.py",
    "process/__init__.py",
    "process/kept_code.py",
    "domain/__init__.py",
)
PROGRAM = """
from pathlib import Path
from server.process.kept_code import keeping_code
with keeping_code(Path("data")):
    import server.domain.names
    from dataclasses import dataclass

    @dataclass(frozen=True, slots=True)
    class Dish:
        name: str
        price: int = 5

print(Dish("Soup"), Dish("Soup") == Dish("Soup", 5), hash(Dish("Soup")) == hash(Dish("Soup")))
"""
SAID = b"Dish(name='Soup', price=5) True True\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with as much of the server as is needed, of which nothing is compiled."""
    for name in (*NEEDED, "domain/names.py"):
        (tmp_path / "server" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SERVER / name, tmp_path / "server" / name)
    return tmp_path


def start(folder: Path, *, python_keeps: bool = False) -> Path:
    """Import a module of the server as a worker does, and make a class; returns the file in which the module's code is kept."""
    given = {**os.environ, "PYTHONPATH": ".", "PYTHONDONTWRITEBYTECODE": "" if python_keeps else "1"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, env=given, cwd=folder, capture_output=True
    )
    assert (done.stdout, done.stderr) == (SAID, b"")
    return folder / "data" / "code" / "server.domain.names"


@pytest.mark.parametrize("name", ["server.domain.names", "dataclasses"])
def test_what_is_compiled_is_read_at_the_next_start(name: str, folder: Path) -> None:
    """It is not compiled again: a module, and the functions of a dataclass. Nobody else can look into the data folder."""
    first = start(folder).with_name(name).stat()
    assert (folder / "data").stat().st_mode & 0o777 == 0o700
    again = start(folder).with_name(name).stat()
    assert (again.st_ino, again.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


def test_no_module_is_kept_where_python_keeps_it(folder: Path) -> None:
    """Neither while it does, nor where it did."""
    assert not start(folder, python_keeps=True).exists()
    assert not start(folder).exists()


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def of_another_python(content: bytes) -> bytes:
    return bytes([content[0] ^ 1]) + content[1:]


@pytest.mark.parametrize("name", ["server.domain.names", "dataclasses"])
@pytest.mark.parametrize("damaged", [truncated, of_another_python])
def test_what_is_of_other_code_is_compiled_anew(
    damaged: Callable[[bytes], bytes], name: str, folder: Path
) -> None:
    """As is what is not whole."""
    file = start(folder).with_name(name)
    good = file.read_bytes()
    file.write_bytes(damaged(good))
    start(folder)
    assert file.read_bytes() == good


def test_a_folder_in_which_others_may_write_is_left_alone(folder: Path) -> None:
    """What stands in it would be executed."""
    kept = folder / "data" / "code"
    kept.mkdir(parents=True)
    kept.chmod(0o777)
    start(folder)
    assert list(kept.iterdir()) == []
