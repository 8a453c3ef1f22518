"""What is made of the languages' files is kept for the next start, and trusted only where nobody else can have written it."""

import dataclasses
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server.parsing.text import kept
from server.parsing.text.language import CODES, language
from server.parsing.text.spelling import Spelling
from server.parsing.text.trie import Trie


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in which is kept as long as the test runs."""
    before = kept._folder
    mine = tmp_path / "languages"
    kept.keep_in(mine)
    yield mine
    kept._folder = before
    kept._prepared.cache_clear()


def _made(times: list[str]) -> Callable[[str], dict[str, int]]:
    """A new process's function of the same name each time; `times` tells when it made something."""

    @kept.kept
    def words_of(code: str) -> dict[str, int]:
        times.append(code)
        return {code: 1}

    return words_of


@pytest.mark.usefixtures("folder")
def test_what_is_kept_is_not_made_again() -> None:
    """A second process reads what the first made, for each parameter its own, and before that nothing is kept."""
    times: list[str] = []
    assert not kept.keeps_something()
    assert _made(times)("en") == {"en": 1}
    assert kept.keeps_something()
    assert _made(times)("en") == {"en": 1}
    assert _made(times)("fr") == {"fr": 1}
    assert times == ["en", "fr"]


def test_nothing_is_read_that_others_can_have_written(folder: Path) -> None:
    """Where the group or others may write in the folder, each process makes its own."""
    times: list[str] = []
    _made(times)("en")
    folder.chmod(0o770)
    kept.keep_in(folder)
    _made(times)("en")
    assert times == ["en", "en"]


def test_a_file_that_was_cut_short_is_made_again(folder: Path) -> None:
    """Half a file, as a full disk leaves it, is no answer."""
    times: list[str] = []
    _made(times)("en")
    file = next(folder.glob("*/*"))
    file.write_bytes(file.read_bytes()[:7])
    assert _made(times)("en") == {"en": 1}
    assert times == ["en", "en"]


def test_what_other_code_kept_goes(folder: Path) -> None:
    """What another version of the server has left is not read, and is deleted."""
    (folder / "of-another-version").mkdir(parents=True, mode=0o700)
    _made([])("en")
    assert not (folder / "of-another-version").exists()


@pytest.mark.parametrize("code", CODES)
def test_a_language_that_was_kept_is_the_language(code: str) -> None:
    """Every field of a language is the same once it was written and read."""
    made = language(code)
    read = pickle.loads(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))  # noqa: S301  written here
    for field in dataclasses.fields(made):
        assert _plain(getattr(read, field.name)) == _plain(getattr(made, field.name)), field.name


def _plain(value: object) -> object:
    """A value that equals another one with the same in it."""
    if isinstance(value, Trie):
        return dict(value.items())
    return value.words if isinstance(value, Spelling) else value
