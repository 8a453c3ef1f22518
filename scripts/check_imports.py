"""Says whether imports go in circles, between packages or between files. Exit 1 where they do.

Every import counts: one for types alone and one inside a function hide a circle and do not break it. A package is
a folder or a file right under `server`, `kds_tui` or `cli`.
"""

import ast
import graphlib
import sys
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOPS = ("server", "kds_tui", "cli")

Graph = dict[str, set[str]]


def module_of(path: Path) -> str:
    """Return the dotted name of a file below ROOT."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_names(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a file imports: the module, and the module with the imported name, which may be a module too."""
    package = ".".join(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package)
            yield from ((module, f"{module}.{alias.name}") for alias in node.names)


def read_files(tops: tuple[str, ...] = TOPS) -> Graph:
    """Return which file of the project imports which others."""
    files = {module_of(path): path for top in tops for path in sorted((ROOT / top).rglob("*.py"))}
    return {
        name: {full if full in files else module for module, full in imported_names(path)}
        & files.keys() - {name}
        for name, path in files.items()
    }


def package_of(module: str) -> str:
    """Return the first two parts of a module's name."""
    return ".".join(module.split(".")[:2])


def read_packages(files: Graph) -> Graph:
    """Return which package imports which others."""
    packages: Graph = {}
    for name, imported in files.items():
        package = package_of(name)
        packages.setdefault(package, set()).update({package_of(other) for other in imported} - {package})
    return packages


def find_circle(graph: Graph) -> list[str]:
    """Return one circle, its first member again at its end; empty where there is none."""
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return list(reversed(error.args[1]))
    return []


def main() -> int:
    """Print the circles; return the exit code."""
    files = read_files()
    circles = {"packages": find_circle(read_packages(files)), "files": find_circle(files)}
    for kind, circle in circles.items():
        if circle:
            print(f"A circle of imports between {kind}: {' → '.join(circle)}")
    return int(any(circles.values()))


if __name__ == "__main__":
    sys.exit(main())
