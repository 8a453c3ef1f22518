"""A restaurant set up from nothing by a shell script that knows `aiqr` alone."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from tests.cli.conftest import Shell
from tests.fixtures.api import PASSWORD

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("setup.sh")


def aiqr_on_path(folder: Path) -> str:
    """A PATH on which `aiqr` is this tree's."""
    program = folder / "bin" / "aiqr"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m cli.main "$@"\n')
    program.chmod(0o755)
    return f"{program.parent}:{os.environ['PATH']}"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_restaurant_is_set_up_from_nothing_with_the_commands_alone(shell: Shell, tmp_path: Path) -> None:
    """From an empty account to printed cards, the first order, the figures and a rolled-back menu."""
    email = f"{uuid4().hex[:8]}@example.com"
    env = {
        "PATH": aiqr_on_path(tmp_path),
        "HOME": str(tmp_path),
        "AIQR_SERVER": shell.server,
        "AIQR_EMAIL": email,
        "AIQR_PASSWORD": PASSWORD,
    }
    done = subprocess.run(
        ["sh", str(SCRIPT)], check=False, cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "cards.pdf").read_bytes().startswith(b"%PDF")
    assert done.stdout.count("1 × Margherita, Large") == 2  # times
    assert "no Basil" in done.stdout
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["totals"]["orders"] == 1
    assert {row["label"] for row in figures["rows"]} == {"Margherita", "Coke"}
    assert "Drinks / Cola" in done.stdout
