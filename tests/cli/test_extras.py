"""With one extra installed, every command works or says what to install."""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.cli.conftest import ROOT

COMMANDS = [
    ["doctor"],
    ["serve", "--port", "0"],
    ["db", "status"],
    ["parse", "--menu", "menu.yaml"],
    ["eval", "--menu", "menu.yaml", "cases.jsonl"],
    ["menu", "lint", "menu.yaml"],
    ["kds", "--demo"],
    ["kds", "keys"],
    ["kds", "--browser", "8801"],
    ["print", "test", "--printer", "file:paper"],
]
WITH_SERVER = {"server", "embedded", "pdf", "stripe"}
MENU = "name: M\nslug: m\ncurrency: EUR\ncategories:\n- name: A\n  items:\n  - {name: Coke, price: 3}\n"
RUN = """
import json, sys
blocked = set(json.loads(sys.argv[1]))

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in blocked:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
from click.testing import CliRunner
from cli.main import main
said = {}
for words in json.loads(sys.argv[2]):
    result = CliRunner().invoke(main, words, input="", prog_name="aiqr")
    said[" ".join(words)] = [result.exit_code, result.stderr]
print("\\n" + json.dumps(said))
"""


def closure(requirements: list[str]) -> set[str]:
    """The distributions that these requirements bring, in lower case."""
    found: set[str] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name in found or name == "aiqr":
            continue
        found.add(name)
        try:
            inner = [Requirement(text) for text in requires(name) or []]
        except PackageNotFoundError:
            continue
        extras = requirement.extras or {""}
        waiting += [
            r for r in inner if r.marker is None or any(r.marker.evaluate({"extra": e}) for e in extras)
        ]
    return found


def without_all_but(extra: str) -> list[str]:
    """The modules that are not there where aiqr was installed with `extra` alone ("" for none)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    installed = closure(project["dependencies"] + optional.get(extra, []))
    if extra in WITH_SERVER:
        installed |= closure(optional["server"])
    everything = closure([text for texts in optional.values() for text in texts])
    modules = packages_distributions()
    normal = {re.sub(r"[-_.]+", "-", name).lower() for name in everything - installed}
    return sorted(
        module
        for module, owners in modules.items()
        if {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners} <= normal
    )


@pytest.mark.slow
@pytest.mark.parametrize("extra", ["", "kds", "server", "embedded", "pdf", "print", "stripe"])
def test_every_command_works_or_says_what_to_install(tmp_path: Path, extra: str) -> None:
    """None stops on a mistake of its own; those of a part that is there do not ask for it."""
    (tmp_path / "menu.yaml").write_text(MENU)
    (tmp_path / "cases.jsonl").write_text('{"id": "a", "text": "a coke", "expect": [{"item": "Coke"}]}\n')
    commands = [c for c in COMMANDS if extra not in WITH_SERVER or c[0] not in {"serve", "db", "doctor"}]
    env = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "AIQR_DATA_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(without_all_but(extra)), json.dumps(commands)],
        cwd=tmp_path, env=env, capture_output=True, text=True, check=True, timeout=100,
    )  # fmt: skip
    said = json.loads(done.stdout.strip().splitlines()[-1])
    assert {words: text for words, (_, text) in said.items() if "mistake of its own" in text} == {}
    asks = {words: "".join(re.findall(r"aiqr\[(\w+)\]", text)) for words, (_, text) in said.items()}
    reading = "" if extra in WITH_SERVER else "server"
    display = "" if extra == "kds" else "kds"
    wanted = {
        "doctor": "server",
        "serve --port 0": "server",
        "db status": "server",
        "parse --menu menu.yaml": reading,
        "eval --menu menu.yaml cases.jsonl": reading,
        "menu lint menu.yaml": "",
        "kds --demo": display,
        "kds keys": display,
        "print test --printer file:paper": "" if extra == "print" else "print",
        "kds --browser 8801": "kds" if extra == "" else "all",
    }
    assert asks == {" ".join(words): wanted[" ".join(words)] for words in commands}
