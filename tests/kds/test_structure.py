"""The boundary between what a display knows and how it is shown."""

import ast
from pathlib import Path

import pytest

import kds_tui

FOLDER = Path(kds_tui.__file__).parent
ON_THE_SCREEN = {"app.py", "hands.py", "messages.py", "entering.py"}
MODULES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py"))
SHOWN = [name for name in MODULES if name in ON_THE_SCREEN or name.startswith(("widgets/", "screens/"))]
KNOWING = [name for name in MODULES if name not in SHOWN and not name.startswith("browser/")]


def imported(name: str) -> set[str]:
    tree = ast.parse((FOLDER / name).read_text("utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    found |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {module.split(".")[0] for module in found}


@pytest.mark.parametrize("name", KNOWING)
def test_what_knows_the_kitchen_knows_no_screen(name: str) -> None:
    """Board, line, outbox and the cook's hands could drive another screen than this one."""
    assert "textual" not in imported(name)


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_knows_no_network(name: str) -> None:
    """Screens and widgets get everything from the application, which gets it from a source."""
    assert not imported(name) & {"aiohttp", "httpx", "socket"}


@pytest.mark.parametrize("name", MODULES)
def test_of_the_server_only_the_wire_is_known(name: str) -> None:
    """A kitchen terminal installs no database; where files are kept is known in one place for all programs."""
    tree = ast.parse((FOLDER / name).read_text("utf-8"))
    froms = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    known = {module for module in froms if module.split(".")[0] == "server"}
    assert {module for module in known if not module.startswith("server.wire")} <= {"server.local_files"}
    assert "cli" not in imported(name)
