"""Orders: listed, shown, placed, cancelled, exported, watched."""

import csv
import io
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest

from cli.commands.orders.export import harmless
from server.db.embedded.postgres import EmbeddedPostgres
from tests.cli.conftest import Shell
from tests.fixtures import web
from tests.fixtures.postgres import run_sql


def test_orders_are_listed_shown_and_cancelled_by_their_number(owner: Shell) -> None:
    """The ticket has its lines, the diner's words, and what was asked for."""
    owner.order("two large pepperoni pizzas without onions and a coke", table="5")
    owner.order("one water")
    (water, pizza) = owner.json("orders", "list")
    assert (water["number"], pizza["number"]) == (2, 1)
    shown = owner.out("orders", "show", "1")
    assert "2 × Pepperoni pizza, Large" in shown  # times
    assert "no Onions" in shown
    assert "without onions" in shown
    assert owner.json("orders", "show", pizza["id"])["number"] == 1
    owner.fails(2, "orders", "cancel", "2")
    owner.run("orders", "cancel", "2", "--reason", "The guest has left", "--yes")
    assert owner.json("orders", "list", "--status", "cancelled")[0]["reason"] == "The guest has left"
    again = owner.json("orders", "cancel", "2", "--yes")
    assert (again["reason"], again["revision"]) == ("The guest has left", 2)
    assert "has no order 99" in owner.fails(4, "orders", "show", "99")


def move_to_yesterday(postgres: EmbeddedPostgres, order: dict[str, Any]) -> None:
    """Make an order one of the day before, whose number is given again, as in a night over midnight."""
    run_sql(
        postgres,
        f"UPDATE orders SET day = day - 1, number = 1 WHERE id = '{order['id']}'",
        database="cli_tests",
    )


def test_a_number_that_two_open_orders_have_is_refused_with_both(
    owner: Shell, postgres: EmbeddedPostgres
) -> None:
    """Nothing is cancelled; the id says which is meant, and a closed order of the number is not in the way."""
    first, second = owner.order("a coke", table="1"), owner.order("a water", table="2")
    move_to_yesterday(postgres, second)
    said = owner.fails(2, "orders", "cancel", "1", "--yes")
    assert "more than one open order" in said
    assert [first["id"] in said, second["id"] in said, "table 2: Water" in said] == [True, True, True]
    assert {o["status"] for o in owner.json("orders", "list")} == {"confirmed"}
    owner.run("orders", "cancel", first["id"], "--yes")
    assert owner.json("orders", "show", "1")["id"] == second["id"]
    owner.run("orders", "cancel", "1", "--yes")
    assert {o["status"] for o in owner.json("orders", "list")} == {"cancelled"}


class QuickTime:
    """Time as `watch` sees it where each of its pauses is over at once."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def quick_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """`watch` waits for nothing, and still ends when its time is over."""
    monkeypatch.setattr(import_module("cli.commands.orders.watch"), "time", QuickTime())


@pytest.mark.usefixtures("quick_time")
def test_a_diners_words_cannot_steer_the_terminal(owner: Shell) -> None:
    """Escape sequences and marks that turn the writing around are shown as what they are."""
    owner.order("a coke \x1b]0;hacked\x07 \x1b[2J\u202e", table="\x1b[31m1")
    for words in (("orders", "show", "1"), ("orders", "list"), ("orders", "watch", "--for", "1s")):
        printed = owner.out(*words)
        assert "\N{REPLACEMENT CHARACTER}" in printed
        assert not {"\x1b", "\x07", "\u202e"} & set(printed)


def test_an_order_in_words_is_placed_where_it_is_clear(owner: Shell) -> None:
    """At a table by its name; what is not on the menu is said, and then nothing is ordered."""
    owner.run("table", "add", "5")
    placed = owner.json(
        "orders", "place", "a large margherita with olives and a coke", "--table", "5", "--yes"
    )
    assert (placed["table_identifier"], placed["total_price"]) == ("5", "15.75")
    said = owner.fails(5, "orders", "place", "a coke and a flying carpet", "--yes")
    assert "not on the menu: " in said
    assert "flying carpet" in said
    assert "Nothing was ordered" in said
    assert "--yes" in owner.fails(2, "orders", "place", "a coke")
    assert len(owner.json("orders", "list")) == 1


def test_orders_are_exported_whole_and_harmless(owner: Shell) -> None:
    """A row for each line, oldest first, over more pages than one; no cell begins a formula."""
    for _ in range(3):
        owner.order("a coke and a water", table="=1+1")
    rows = list(csv.DictReader(io.StringIO(owner.out("orders", "export", "--csv", "-"))))
    assert [(r["number"], r["item"]) for r in rows] == [
        (str(n), i) for n in (1, 2, 3) for i in ("Coke", "Water")
    ]
    assert {r["table"] for r in rows} == {"'=1+1"}
    assert {r["order_total"] for r in rows} == {"5.00"}
    owner.run(
        "orders",
        "export",
        "--csv",
        owner.folder / "o.csv",
        "--since",
        "today",
        "--until",
        f"{datetime.now(UTC):%Y-%m-%d}",
    )
    assert len((owner.folder / "o.csv").read_text().splitlines()) == 7
    assert len(owner.out("orders", "export", "--csv", "-", "--until", "2020-01-01").splitlines()) == 1


@pytest.mark.parametrize("text", ["=A1", "+1", "-1", "@x", "\tx"])
def test_a_diners_text_cannot_become_a_formula(text: str) -> None:
    """A quote in front makes it text for every spreadsheet."""
    assert harmless(text) == f"'{text}"


def test_an_allergy_is_in_every_view_of_an_order(owner: Shell) -> None:
    """In the list, in the ticket, in what is watched and in the CSV; note and order type in the ticket."""
    coke = owner.json("item", "show", "Coke")["id"]
    body = {
        "restaurant_slug": owner.slug,
        "items": [{"menu_item_id": coke, "quantity": 1}],
        "allergies": [{"text": "no peanuts please", "allergens": ["peanuts"]}],
        "note": "all together",
        "order_type": "take_away",
    }
    assert web.post(f"{owner.server}/api/public/orders/confirm/", json=body).status_code == 201
    words = "no peanuts please (peanuts)"
    assert f"ALLERGY: {words}" in owner.out("orders", "list")
    shown = owner.out("orders", "show", "1")
    assert [words in shown, "all together" in shown, "take away" in shown] == [True, True, True]
    row = next(csv.DictReader(io.StringIO(owner.out("orders", "export", "--csv", "-"))))
    assert (row["allergies"], row["note"], row["order_type"]) == (words, "all together", "take_away")


def test_an_allergy_that_was_said_goes_with_the_order_that_is_placed(owner: Shell) -> None:
    """It is shown before the order is placed, and the kitchen has it."""
    said = owner.run("orders", "place", "a coke to go, I am allergic to peanuts", "--yes").stderr
    assert "ALLERGY: " in said
    order = owner.json("orders", "show", "1")
    assert [a["allergens"] for a in order["allergies"]] == [["peanuts"]]
    assert order["order_type"] == "take_away"


def test_many_open_orders_are_cancelled_at_once(owner: Shell) -> None:
    """Those of a table, those of the last minutes, those without a code; what has ended and others stay."""
    for table in ("1", "1", "2"):
        owner.order("a coke", table=table)
    owner.run("table", "add", "1", "2")
    assert "--yes" in owner.fails(2, "orders", "cancel", "--table", "1", "--since", "20m")
    owner.run("orders", "cancel", "--table", "1", "--since", "20m", "--reason", "A joke", "--yes")
    states = {o["number"]: (o["status"], o["reason"]) for o in owner.json("orders", "list")}
    assert states == {1: ("cancelled", "A joke"), 2: ("cancelled", "A joke"), 3: ("confirmed", "")}
    assert "no open order of that kind" in owner.run("orders", "cancel", "--table", "1", "--yes").stderr
    said = owner.run("orders", "cancel", "--unproven", "--yes").stderr
    assert "Cancelled: 3." in said
    owner.fails(2, "orders", "cancel")
    owner.fails(2, "orders", "cancel", "3", "--table", "1")


def test_a_list_says_what_it_leaves_out(owner: Shell) -> None:
    """How many of how many, and how to see the rest; nothing where nothing is left out."""
    for _ in range(3):
        owner.order("a coke")
    short = owner.run("orders", "list", "--limit", "2")
    assert "2 of 3; --all" in short.stderr
    assert len(short.stdout.splitlines()) == 3
    assert "--all" not in owner.run("orders", "list", "--limit", "3").stderr
    whole = owner.run("orders", "list", "--limit", "2", "--all")
    assert len(whole.stdout.splitlines()) == 4
    assert "of 3" not in whole.stderr


class Clock:
    """Time as `watch` sees it: at the first pause a guest orders, at the second the person presses Ctrl-C."""

    def __init__(self, owner: Shell) -> None:
        self.owner, self.pauses = owner, 0

    def monotonic(self) -> float:
        return 0.0

    def sleep(self, _seconds: float) -> None:
        self.pauses += 1
        if self.pauses == 2:
            raise KeyboardInterrupt
        self.owner.order("a water", table="2")


def test_watch_prints_each_order_and_each_change(owner: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """An order that is there and one that comes, each as a line; Ctrl-C is a usual end."""
    owner.order("a coke", table="1")
    monkeypatch.setattr(import_module("cli.commands.orders.watch"), "time", Clock(owner))
    lines = owner.out("orders", "watch").splitlines()
    assert ["Coke" in lines[0], "Water" in lines[1], len(lines)] == [True, True, 2]
    assert "confirmed" in lines[1]


@pytest.mark.usefixtures("quick_time")
def test_watching_tells_of_orders_that_nobody_sees(owner: Shell, postgres: EmbeddedPostgres) -> None:
    """Once each, on stderr, so that a pipe has orders alone: unseen after a minute, late after ten."""
    owner.order("a coke")
    owner.order("a water")
    ages = (
        "UPDATE orders SET created_at = now() - make_interval(mins => CASE number WHEN 1 THEN 2 ELSE 11 END)"
    )
    which = f"WHERE restaurant_id = (SELECT id FROM restaurants WHERE slug = '{owner.slug}')"
    run_sql(postgres, f"{ages} {which}", database="cli_tests")
    watched = owner.run("orders", "watch", "--for", "3s", "--json")
    assert watched.stderr.count("#1: no kitchen display has been connected") == 1
    assert watched.stderr.count("#2 is late") == 1
    assert "kitchen display" not in watched.stdout
