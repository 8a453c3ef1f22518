"""Rules for Prometheus and the board for Grafana name figures that the server has."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import aiohttp
import pytest
from prometheus_client import REGISTRY
from ruamel.yaml import YAML

from tests.fixtures.api import Place

DEPLOY = Path(__file__).parents[2] / "deploy"
NAME = re.compile(r"\baiqr_[a-z_]+")


def expressions() -> list[str]:
    rules = YAML(typ="safe").load((DEPLOY / "prometheus-rules.yml").read_text())
    board = json.loads((DEPLOY / "grafana-board.json").read_text())
    return [rule["expr"] for group in rules["groups"] for rule in group["rules"]] + [
        target["expr"] for panel in board["panels"] for target in panel["targets"]
    ]


async def test_every_figure_that_is_named_is_there(restaurant: Place, http: aiohttp.ClientSession) -> None:
    """After one order and one text, `/metrics` tells of each, and of the route by its name."""
    await restaurant.order()
    async with http.get("/metrics") as answer:
        told = await answer.text()
    named = {name for expression in expressions() for name in NAME.findall(expression)}
    assert len(named) > 8
    families = {
        f"{metric.name}{'_total' if metric.type == 'counter' else ''}" for metric in REGISTRY.collect()
    }
    there = {*re.findall(r"^# HELP (\S+)", told, re.MULTILINE), *families}
    assert {name.removesuffix("_bucket") for name in named} <= there
    routes = {route for expression in expressions() for route in re.findall(r'route="(\w+)"', expression)}
    assert routes == {"confirm_order"}
    assert 'route="confirm_order"' in told


def test_prometheus_takes_the_rules() -> None:
    """Its own tool finds nothing wrong with them."""
    if shutil.which("promtool") is None:
        pytest.skip("promtool is not installed")
    checked = subprocess.run(
        ["promtool", "check", "rules", DEPLOY / "prometheus-rules.yml"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
