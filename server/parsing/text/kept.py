"""What takes long to make of the languages' files, kept in a folder: whoever starts next reads it instead.

Kept is what Python's `pickle` writes, so the folder must be one in which this user alone can write. A value counts only where
it was made of the same files, by the same code, for the same Python. Nothing is kept before `keep_in` was called.
"""

import contextlib
import hashlib
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from server.local_files import replace_file

Of = ParamSpec("Of")
T = TypeVar("T")
PARSING = Path(__file__).parents[1]
SOURCES = (".py", ".toml", ".txt")
OTHERS_MAY_WRITE = 0o022

_folder: Path | None = None


def keep_in(folder: Path) -> None:
    """Keep in `folder` from now on; it is made once there is something to keep."""
    global _folder  # noqa: PLW0603  one a process, as the caches are
    _folder = folder
    _prepared.cache_clear()


def keeps_something() -> bool:
    """Whether something was kept by this code, for whoever starts now."""
    ours = _prepared()
    return ours is not None and any(ours.iterdir())


def kept(make: Callable[Of, T]) -> Callable[Of, T]:
    """`make`, called once a process for each of its parameters, codes of languages; and never where what it makes is kept."""
    make_anew = cast("Callable[..., T]", make)

    @cache
    def found(*of: str) -> T:
        name = ".".join((make.__module__.rpartition(".")[2], make.__name__.strip("_"), *of))
        with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError):
            return cast("T", _read(name))
        made = make_anew(*of)
        with contextlib.suppress(OSError):
            _write(name, made)
        return made

    return cast("Callable[Of, T]", found)


def _read(name: str) -> object:
    ours = _prepared()
    if ours is None:
        raise FileNotFoundError(name)
    return pickle.loads((ours / name).read_bytes())  # noqa: S301  nobody else can write there


def _write(name: str, made: object) -> None:
    ours = _prepared()
    if ours is not None:
        replace_file(ours / name, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))


@cache
def _prepared() -> Path | None:
    """The folder of this code, made; what was kept by other code goes. None where that is not possible."""
    if _folder is None:
        return None
    ours = _folder / _digest_of_sources()
    with contextlib.suppress(OSError):
        for folder in (
            _folder.parent,
            _folder,
            ours,
        ):  # parents alone would be made as open as the umask lets them
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_ours_alone(_folder) and _is_ours_alone(ours):
            for other in _folder.iterdir():
                if other != ours:
                    shutil.rmtree(other, ignore_errors=True)
            return ours
    return None


def _is_ours_alone(folder: Path) -> bool:
    status = folder.lstat()
    return status.st_uid == os.geteuid() and not status.st_mode & OTHERS_MAY_WRITE


def _digest_of_sources() -> str:
    """Takes some milliseconds."""
    digest = hashlib.sha256(sys.version.encode())
    for file in _sources():
        digest.update(file.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()[:32]


def _sources() -> Iterator[Path]:
    yield from sorted(file for file in PARSING.rglob("*") if file.suffix in SOURCES)
    yield from sorted((PARSING.parent / "domain").glob("allergen*"))
