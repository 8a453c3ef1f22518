"""The wheel, installed with each extra alone into an empty environment of every Python that is supported."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PYTHONS = ("3.11", "3.12", "3.13")
RUNS = {
    "": (["menu", "new", "menu.yaml"], ["report", "--help"]),
    "server": (["db", "--help"], ["parse", "--menu", "menu.yaml"]),
    "embedded": (["doctor", "--help"], ["serve", "--help"]),
    "kds": (["kds", "keys"],),
    "print": (["table", "qr", "--help"], ["print", "--help"]),
    "stripe": (["doctor", "--help"],),
    "all": (["kds", "keys"], ["parse", "--menu", "menu.yaml"]),
}
"""Extra → commands that work with it alone, after the base's `menu new`."""


def python_of(version: str) -> str | None:
    """The interpreter of a version, of the system or of pyenv; None where there is none."""
    found = shutil.which(f"python{version}")
    home = Path(pwd.getpwuid(os.getuid()).pw_dir)  # HOME is an empty folder in tests
    installed = sorted(home.glob(f".pyenv/versions/{version}.*/bin/python"), reverse=True)
    for candidate in [*map(str, installed), *([found] if found else [])]:
        said = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False)
        if said.stdout.startswith(f"Python {version}."):
            return candidate
    return None


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy, so that nothing of the build stays here."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("server", "cli", "kds_tui", "pyproject.toml", "README.md", "LICENSE"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    (folder / "cli" / "revision.txt").write_text("0123456789ab\n")
    uv("build", "--quiet", "--wheel", "--out-dir", str(folder / "dist"), str(folder))
    [built] = (folder / "dist").glob("*.whl")
    return built


def uv(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "uv", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("version", PYTHONS)
@pytest.mark.parametrize("extra", RUNS)
def test_a_wheel_works_with_each_extra_alone(version: str, extra: str, wheel: Path, tmp_path: Path) -> None:
    """Its commands run, and `--version` says the revision and the extra."""
    python = python_of(version)
    if python is None:
        pytest.skip(f"Python {version} is not installed here")
    uv("venv", "--quiet", "--python", python, str(tmp_path / "venv"))
    installed = tmp_path / "venv" / "bin"
    wanted = f"aiqr[{extra}] @ {wheel.as_uri()}" if extra else str(wheel)
    pins = ["--constraint", str(ROOT / "requirements" / "all.txt")]
    uv("pip", "install", "--quiet", "--python", str(installed / "python"), *pins, wanted)

    def run(*words: str) -> str:
        done = subprocess.run(
            [installed / "aiqr", *words],
            cwd=tmp_path,
            env={"HOME": str(tmp_path), "PATH": str(installed)},
            input="",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (words, done.stderr)
        return done.stdout

    said = run("--version")
    assert "revision 0123456789ab" in said
    with_extras = said.partition(" with ")[2].partition(", without")[0]
    assert extra in {"", "all"} or extra in with_extras
    run(*RUNS[""][0])
    for words in RUNS[extra]:
        if words[:2] != ["menu", "new"]:
            run(*words)
