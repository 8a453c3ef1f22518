"""Says where a name stands that the project has given up (scripts/names.toml). Exit 1 where one does."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMES = ROOT / "scripts" / "names.toml"
READ = (
    "*.py",
    "*.md",
    "*.sql",
    "*.js",
    "*.html",
    "*.css",
    "*.tcss",
    "*.sh",
    "*.toml",
    "Makefile",
    ".importlinter",
)


def tracked_files() -> list[Path]:
    """Return the files of the project that a person writes, but for the list of names itself."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *READ], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.exists() and path != NAMES]


def find_names(paths: list[Path], files: dict[str, str], words: dict[str, str]) -> Iterator[str]:
    """Yield a line for each name that must not come back."""
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, words))})\b")
    for path in paths:
        where = path.relative_to(ROOT)
        if path.suffix == ".py" and path.stem in files:
            yield f"{where}: no file is called {path.stem}. Instead: {files[path.stem]}."
        for number, line in enumerate(path.read_text().splitlines(), 1):
            for found in pattern.findall(line):
                yield f"{where}:{number}: «{found}» is not said any more. Instead: {words[found]}."


def main() -> int:
    """Print each name that came back; return the exit code."""
    names = tomllib.loads(NAMES.read_text())
    found = list(find_names(tracked_files(), names["files"], names["words"]))
    print("\n".join(found), end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
