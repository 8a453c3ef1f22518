"""A restaurant set up from nothing by a shell script that knows `aiqr` alone."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
import yaml  # type: ignore[import-untyped]  # PyYAML has no types of its own

from tests.cli.conftest import Shell
from tests.fixtures.api import PASSWORD
from tests.photos.pictures import jpeg

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("setup.sh")
PDFS = Path(__file__).with_name("formats") / "pdfs"
LOYVERSE = """\
Handle,Name,Category,Option 1 name,Option 1 value,Price [Town],Price [Beach]
salad,Greek salad,Salads,,,8.50,9.00
freddo,Freddo espresso,Coffee,Size,Small,2.50,2.80
freddo,,,,Large,3.20,3.50
"""


def aiqr_on_path(folder: Path) -> str:
    """A PATH on which `aiqr` is this tree's."""
    program = folder / "bin" / "aiqr"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m cli.main "$@"\n')
    program.chmod(0o755)
    return f"{program.parent}:{os.environ['PATH']}"


def put_files(folder: Path) -> None:
    """A photo, an export with prices by shop, and a printed menu, as an owner has them."""
    (folder / "photos").mkdir()
    (folder / "photos" / "margherita.jpg").write_bytes(jpeg(400, 300))
    (folder / "loyverse.csv").write_text(LOYVERSE)
    (folder / "menu.pdf").write_bytes((PDFS / "pizzeria.pdf").read_bytes())


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_restaurant_is_set_up_from_nothing_with_the_commands_alone(shell: Shell, tmp_path: Path) -> None:
    """From an empty account to printed cards, the first order, the figures, a key, a webhook, and menus out of other files."""
    email = f"{uuid4().hex[:8]}@example.com"
    env = {
        "PATH": aiqr_on_path(tmp_path),
        "HOME": str(tmp_path),
        "AIQR_SERVER": shell.server,
        "AIQR_EMAIL": email,
        "AIQR_PASSWORD": PASSWORD,
        "AIQR_SLUG": f"luigis-{uuid4().hex[:8]}",
    }
    put_files(tmp_path)
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
    assert "1 dish got a photo" in done.stderr
    assert (tmp_path / "secret.txt").read_text().startswith("whsec_")
    beach, station = (
        yaml.safe_load((tmp_path / f"{name}.yaml").read_text()) for name in ("beach", "station")
    )
    assert beach["categories"][1]["items"][0]["variants"] == [
        {"label": "Small", "price": 2.8},
        {"label": "Large", "price": 3.5},
    ]
    assert [category["name"] for category in station["categories"]][:2] == ["MITTAGSTISCH", "PIZZA"]
    assert "The menu of Luigi's Station is now version 3: 4 added, 17 removed." in done.stderr
