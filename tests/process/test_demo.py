"""`aiqr demo`: everything there at once, found again by the next start."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.process.processes import Answer, RunningCommand, ask

Run = Callable[..., RunningCommand]
pytestmark = pytest.mark.timeout(300)
SENTENCE = "two large pepperoni pizzas, one without onions, and a coke"


def open_demo(run: Run, *arguments: str) -> RunningCommand:
    demo = run("demo", "--port", "0", *arguments)
    demo.wait_for(r"Trattoria Sole is open")
    return demo


def ask_demo(demo: RunningCommand, method: str, path: str, body: Any = None) -> Answer:
    return ask(demo.wait_for(r"(http://localhost:\d+)/t/")[1], method, path, body)


def table_code(demo: RunningCommand) -> str:
    return demo.wait_for(r"/t/(\w+)")[1]


def amounts(line: dict[str, Any]) -> set[tuple[str, str]]:
    return {(modifier["amount"], modifier["name"]) for modifier in line["modifiers"]}


@pytest.mark.slow
def test_a_visitor_finds_everything(run: Run, home: Path) -> None:
    """Table 5 has a page, the README's sentence is understood, the logins are stored and in no argument."""
    demo = open_demo(run)
    code = table_code(demo)
    assert ask_demo(demo, "GET", f"/t/{code}").status in (200, 303)
    understood = ask_demo(
        demo,
        "POST",
        "/api/public/orders/parse/",
        {"restaurant_slug": "trattoria-sole", "raw_input": SENTENCE, "table_code": code},
    )
    assert understood.body["complete"]
    pizzas = [line for line in understood.body["items"] if line["name"] == "Pepperoni pizza"]
    assert sum(pizza["quantity"] for pizza in pizzas if pizza["variant"]["label"] == "Large") == 2
    assert [("none", "Onions") in amounts(pizza) for pizza in pizzas].count(True) == 1
    stored = next(home.rglob("profiles.json"))
    assert stored.stat().st_mode & 0o777 == 0o600
    assert set(json.loads(stored.read_text())["profiles"]) == {"demo", "demo-kitchen"}
    shown = run("--profile", "demo-kitchen", "whoami", "--json")
    assert shown.ended() == 0
    assert re.fullmatch(r"\S+ kds --profile demo-kitchen", demo.wait_for(r"\n +(\S+ kds .*)")[1])
    assert "kitchen@trattoria-sole.example" in shown.text
    assert "begun again" not in demo.text


@pytest.mark.slow
def test_the_second_start_finds_the_first(run: Run) -> None:
    """The tables keep their codes, the owner keeps the password, and nothing is there twice."""
    first = open_demo(run)
    code, password = table_code(first), first.wait_for(r"password (\S+)")[1]
    menu = ask_demo(first, "GET", "/api/public/menu/trattoria-sole/").body
    first.stop()
    second = open_demo(run)
    assert table_code(second) == code
    assert second.wait_for(r"password (\S+)")[1] == password
    assert ask_demo(second, "GET", "/api/public/menu/trattoria-sole/").body == menu


@pytest.mark.slow
def test_the_demo_keeps_away_from_the_real_database(run: Run, home: Path) -> None:
    """With a database set for the real server the demo still uses one of its own."""
    demo = run("demo", "--port", "0", DATABASE_URL="postgresql://real:real@127.0.0.1:1/real")
    demo.wait_for(r"Trattoria Sole is open")
    assert (home / "data" / "demo" / "postgres").is_dir()
    assert not (home / "data" / "postgres").exists()


@pytest.mark.slow
def test_simulated_diners_order_in_words(run: Run) -> None:
    """With --diners orders come in by themselves, and show in the kitchen."""
    demo = open_demo(run, "--diners", "12")
    demo.wait_for(r"#1 table \d+")
    listed = run("--profile", "demo", "orders", "list", "--json")
    assert listed.ended() == 0
    assert "confirmed" in listed.text
