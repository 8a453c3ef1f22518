"""What Python would compile at each start, kept in the data folder: most of a start's time.

The server's sources take half a second. Python keeps them itself, but for where PYTHONDONTWRITEBYTECODE is set or their folder
may not be written. The functions of dataclasses, 1,500, take a quarter of a second; the standard library writes and compiles
them whenever a class is made, and keeps none.

What is kept counts only for the same source and the same Python. The folder must be one in which this user alone can write, as
what is in it is executed.
"""

import dataclasses
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.machinery import FileFinder, SourceFileLoader
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path
from types import CodeType
from typing import Any

from server.local_files import is_ours_alone

SERVER = str(Path(__file__).parents[1])
FOLDER, OF_DATACLASSES = "code", "dataclasses"


@contextmanager
def keeping_code(data_dir: Path) -> Iterator[None]:
    """Keep what is compiled within, and read what was kept, in a folder of `data_dir`; modules of the server also from then on."""
    folder = data_dir / FOLDER
    if not _is_good(folder):
        yield
        return
    if not Path(cache_from_source(__file__)).exists() and (sys.dont_write_bytecode or _is_closed(SERVER)):
        _read_from(folder)
    with _keeping_dataclasses(folder / OF_DATACLASSES):
        yield


def _is_good(folder: Path) -> bool:
    with suppress(OSError):
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        return is_ours_alone(folder)
    return False


@contextmanager
def _keeping_dataclasses(file: Path) -> Iterator[None]:
    """Stand before the `exec` with which `dataclasses` makes each function out of its source."""
    kept: dict[str, CodeType] = _read(file, MAGIC_NUMBER) or {}
    used: dict[str, CodeType] = {}

    def run(source: str, *namespaces: Any) -> None:
        code = used[source] = kept.get(source) or compile(source, "<string>", "exec")
        exec(code, *namespaces)  # noqa: S102  as `dataclasses` would

    dataclasses.exec = run  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del dataclasses.exec  # type: ignore[attr-defined]
    if used.keys() != kept.keys():
        _write(file, MAGIC_NUMBER, used)


def _is_closed(folder: str) -> bool:
    return not os.access(folder, os.W_OK)


def _read_from(folder: Path) -> None:
    class Loader(_KeepingLoader):
        kept = folder

    def find(path: str) -> FileFinder:
        if path != SERVER and not path.startswith(SERVER + os.sep):
            raise ImportError(path)
        return FileFinder(path, (Loader, [".py"]))

    sys.path_hooks.insert(0, find)
    for path in list(sys.path_importer_cache):
        if path.startswith(SERVER):
            del sys.path_importer_cache[path]


class _KeepingLoader(SourceFileLoader):
    kept: Path

    def get_code(self, fullname: str) -> CodeType:
        source = self.get_data(self.path)
        head = MAGIC_NUMBER + source_hash(self.path.encode() + source)
        file = self.kept / fullname
        code: CodeType | None = _read(file, head)
        if code is None:
            code = self.source_to_code(source, self.path)
            _write(file, head, code)
        return code


def _read(file: Path, head: bytes) -> Any:
    """Return what is kept in a file under this head; None where nothing is."""
    with suppress(OSError, EOFError, ValueError, TypeError):
        content = file.read_bytes()
        if content.startswith(head):
            return marshal.loads(memoryview(content)[len(head) :])  # noqa: S302  nobody else can write there
    return None


def _write(file: Path, head: bytes, made: Any) -> None:
    """Write whole or not at all, or nothing where the disk refuses; what is lost is compiled again, so nothing waits for it."""
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        unfinished.write_bytes(head + marshal.dumps(made))
        unfinished.replace(file)
