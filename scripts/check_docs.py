"""Says which file or name the documents for developers speak of is not there (any more). Exit 1 where one is not.

A path stands for a file or folder whose own path ends with it. Behind a name, a file in brackets is where it must stand:
`Menus.replace` (`menu/service.py`).
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("docs/architecture.md", "docs/languages.md", "server/parsing/README.md")
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
QUOTED = re.compile(r"`([^`\n]+)`")
PLACED = re.compile(r"`([\w.]+)(?:\(\))?`\s+\(`([\w/]+\.(?:py|toml))`\)")
PATH = re.compile(r"[\w./-]+/|[\w./-]+\.(?:py|toml|md|txt|yaml|sql)")
NAME = re.compile(r"(?=.*[A-Z_.(])[\w.]+(?:\(\))?")
"""A name of the code; a plain word may be one that a diner says."""
OF_MAP = re.compile(r"^( *)([\w/]+(?:/|\.py)) ", re.MULTILINE)


def tracked_files() -> list[str]:
    """Return the paths of all files of the project."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def is_there(path: str, files: Sequence[str]) -> bool:
    """Whether a file's path ends with `path`, or goes through it where it is a folder."""
    if path.endswith("/"):
        return any(f"/{path}" in f"/{name}" for name in files)
    return any(f"/{name}".endswith(f"/{path}") for name in files)


def find_faults(text: str, files: Sequence[str], words: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong in a document: paths, names, and names that stand elsewhere."""
    for block in FENCED.findall(text):
        yield from _of_map(block, files)
    prose = FENCED.sub("", text)
    for quoted in dict.fromkeys(QUOTED.findall(prose)):
        if PATH.fullmatch(quoted):
            if not is_there(quoted, files):
                yield f"there is no {quoted}"
        elif NAME.fullmatch(quoted) and not words.issuperset(_parts(quoted)):
            yield f"nothing is called {quoted}"
    for name, path in PLACED.findall(prose):
        held = [(ROOT / file).read_text() for file in files if f"/{file}".endswith(f"/{path}")]
        last = _parts(name)[-1]
        if held and not any(re.search(rf"\b{re.escape(last)}", content) for content in held):
            yield f"{path} has no {name}"


def _parts(name: str) -> list[str]:
    return [part for part in name.removesuffix("()").split(".") if part]


def _of_map(block: str, files: Sequence[str]) -> Iterator[str]:
    """Yield what a map of the folders names that is not there; what is indented belongs to the folder above."""
    folder = ""
    for indent, name in OF_MAP.findall(block):
        folder = folder if indent else name
        path = f"{folder}{name}" if indent else name
        if len(indent) <= len("  ") and not any(f.startswith(path) for f in files):
            yield f"there is no {path}"


def main() -> int:
    """Print each fault; return the exit code."""
    files = tracked_files()
    code = [ROOT / name for name in files if name.endswith((".py", ".sql", ".toml", ".js", ".yml", ".html"))]
    words = frozenset(re.findall(r"\w+", " ".join(path.read_text() for path in code)))
    found = [
        f"{document}: {fault}"
        for document in DOCUMENTS
        for fault in find_faults((ROOT / document).read_text(), files, words)
    ]
    print("\n".join(found), end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
