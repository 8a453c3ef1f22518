"""Breaks the code in one place at a time and says which breaks no test notices (scripts/mutants.toml).

    python -m scripts.mutants [part of a file's name …]

Of our own because mutmut leaves alone what stands outside of functions (tables of moves, limits) and whatever has a
decorator, and cosmic-ray starts a Python for each mutant. Here each mutant is a fork: it compiles the changed file in
memory, imports what depends on it anew and runs the tests of its group. Exit 1 where under 90 % are killed.
"""

import ast
import gc
import importlib.abc
import importlib.machinery
import os
import resource
import signal
import sys
import time
import tomllib
import types
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from scripts.check_imports import ROOT, module_of, read_files
from scripts.mutations import Mutation, find_mutations

WANTED = 0.9
MEMORY = 4 << 30
"""Bytes of address space, above which a mutant counts as killed."""
OPTIONS = (
    *(
        "-x",
        "-q",
        "--noconftest",
        "--no-header",
        "--tb=no",
        "--assert=plain",
        "--timeout=0",
        "-m",
        "not slow",
    ),
    *(
        word
        for name in ("randomly", "cacheprovider", "xdist", "unraisableexception", "threadexception")
        for word in ("-p", f"no:{name}")
    ),
)
TOPS = ("server", "kds_tui", "cli", "tests")


@dataclass(frozen=True)
class Mutant:
    """One change of one file, the tests that should notice it, and how long these may take."""

    path: str
    tree: ast.Module
    mutation: Mutation
    tests: tuple[str, ...]
    seconds: int

    @property
    def name(self) -> str:
        return f"{self.path}: {self.mutation}"


class ChangedFile(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from a changed tree, and leaves all others to Python."""

    def __init__(self, path: str, tree: ast.Module) -> None:
        self._path, self._tree = path, tree

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != module_of(ROOT / self._path):
            return None
        return importlib.machinery.ModuleSpec(name, self, origin=self._path)

    def exec_module(self, module: types.ModuleType) -> None:
        exec(compile(ast.fix_missing_locations(self._tree), self._path, "exec"), module.__dict__)  # noqa: S102


class WithoutServer:
    """Leaves out every test that asks for something of the conftest files, such as a server: these are too slow here.

    Properties, which try many examples, come last.
    """

    def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
        items[:] = [item for item in items if not set(item.fixturenames) - self._there(item)]
        items.sort(key=lambda item: hasattr(item.obj, "hypothesis"))

    def _there(self, item: pytest.Function) -> set[str]:
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        return {"request", *item._fixtureinfo.name2fixturedefs, *parameters}  # noqa: SLF001  # pytest has no other way


def run_tests(tests: tuple[str, ...]) -> int:
    """Run tests in this process without a word, and return pytest's exit code."""
    with Path(os.devnull).open("w") as nowhere:
        sys.stdout = sys.stderr = nowhere
        try:
            return int(pytest.main([*OPTIONS, *tests], [WithoutServer()]))
        finally:
            sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__


def forget(modules: set[str]) -> None:
    """Let these modules be imported anew, also by `from package import module`."""
    for name in modules & sys.modules.keys():
        package, _, own = name.rpartition(".")
        if package in sys.modules:
            vars(sys.modules[package]).pop(own, None)
        del sys.modules[name]


def dependents(module: str, imports: dict[str, set[str]]) -> set[str]:
    """Return the module and all that import it, directly or not."""
    found, new = {module}, {module}
    while new := {name for name, imported in imports.items() if imported & new} - found:
        found |= new
    return found


def start(mutant: Mutant, imports: dict[str, set[str]]) -> int:
    """Fork a process that ends with pytest's exit code over this mutant; return its id."""
    if child := os.fork():
        return child
    signal.alarm(mutant.seconds)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    code = int(pytest.ExitCode.INTERNAL_ERROR)
    try:
        mutant.mutation.apply()
        sys.meta_path.insert(0, ChangedFile(mutant.path, mutant.tree))
        forget(dependents(module_of(ROOT / mutant.path), imports))
        code = run_tests(mutant.tests)
    finally:
        os._exit(code)


def read_mutants(groups: list[dict[str, Any]], wanted: list[str]) -> Iterator[Mutant]:
    """Yield the mutants of each group whose tests are green without them."""
    for group in groups:
        paths = [str(path.relative_to(ROOT)) for name in group["files"] for path in sorted(ROOT.glob(name))]
        paths = [path for path in paths if any(part in path for part in wanted or [""])]
        if not paths:
            continue
        began = time.monotonic()
        if code := run_tests(tests := tuple(group["tests"])):
            raise SystemExit(
                f"These tests are not green, or there are none (pytest says {code}): {' '.join(tests)}"
            )
        seconds = 10 + int(5 * (time.monotonic() - began))
        for path in paths:
            tree = ast.parse((ROOT / path).read_text())
            yield from (Mutant(path, tree, mutation, tests, seconds) for mutation in find_mutations(tree))


def find_survivors(mutants: list[Mutant]) -> list[Mutant]:
    """Try every mutant, as many at a time as there are processors, and return those that no test noticed."""
    imports, waiting, running, survivors = (
        read_files(TOPS),
        mutants[::-1],
        dict[int, Mutant](),
        list[Mutant](),
    )
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            mutant = waiting.pop()
            running[start(mutant, imports)] = mutant
        child, status = os.wait()
        mutant = running.pop(child)
        if status == 0:
            survivors.append(mutant)
    return survivors


def main() -> int:
    """Print killed and made per file and each survivor without a reason; return the exit code."""
    wanted = tomllib.loads((ROOT / "scripts" / "mutants.toml").read_text())
    hypothesis.settings.register_profile(
        "mutants",
        database=None,
        deadline=None,
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
        derandomize=True,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )
    hypothesis.settings.load_profile("mutants")
    mutants = list(read_mutants(wanted["group"], sys.argv[1:]))
    gc.freeze()  # what is there already is not looked through again in each fork
    survivors = sorted(find_survivors(mutants), key=lambda mutant: (mutant.path, mutant.mutation.line))
    made, lived = Counter(mutant.path for mutant in mutants), Counter(mutant.path for mutant in survivors)
    for path, count in made.items():
        print(f"{count - lived[path]:5}/{count:<5}{path}")
    for mutant in survivors:
        reason = wanted["reasons"].get(mutant.name)
        print(
            f"lived: {mutant.path}:{mutant.mutation.line}: {mutant.mutation}{f'  ({reason})' if reason else ''}"
        )
    killed = made.total() - lived.total()
    print(f"{killed} of {made.total()} killed, {killed / max(1, made.total()):.1%}.")
    return int(killed < WANTED * made.total())


if __name__ == "__main__":
    sys.exit(main())
