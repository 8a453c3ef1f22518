"""The order of the display's parts: `ui` knows `net` and `core`, `net` knows `core`, `core` knows neither."""

import ast
from pathlib import Path

import kds_tui

FOLDER = Path(kds_tui.__file__).parent
MODULES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py"))
NETWORK = {"aiohttp", "httpx", "socket"}
BARRED = {
    "core": NETWORK | {"textual", "kds_tui.net", "kds_tui.ui"},
    "net": {"textual", "kds_tui.ui"},
    "ui": NETWORK,
}


def imported(name: str) -> set[str]:
    """Every module that a file imports, with the packages that it is in."""
    tree = ast.parse((FOLDER / name).read_text("utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    parts = [module.split(".") for module in found]
    return {".".join(words[:n]) for words in parts for n in range(1, len(words) + 1)}


def test_a_part_imports_nothing_above_it() -> None:
    """The core could drive another screen or a printer; screens get everything from the application."""
    barred = {
        name: imported(name) & BARRED.get(name.split("/", maxsplit=1)[0], set())
        for name in MODULES
        if not name.startswith("ui/browser/")
    }
    assert [name for name, above in barred.items() if above] == []


def test_of_the_server_only_the_wire_is_known() -> None:
    """A kitchen terminal installs no database; where files are kept is known in one place for all programs."""
    known = {
        (name, module)
        for name in MODULES
        for module in imported(name)
        if module == "cli" or module.startswith("server.")
    }
    may = ("server.wire", "server.local_files", "server.catalogs")
    assert [(name, module) for name, module in known if not module.startswith(may)] == []
