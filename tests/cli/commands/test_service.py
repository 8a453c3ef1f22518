"""Restaurants, hours, staff, tables, orders and figures, each against the server."""

import csv
import io
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from cli.commands.orders.export import harmless
from tests.cli.conftest import Shell
from tests.fixtures.api import PASSWORD


@pytest.mark.usefixtures("person")
def test_create_asks_a_person_what_it_needs(owner: Shell) -> None:
    """Name, currency, time zone and language, each with a default."""
    result = owner.run("restaurant", "create", input="Luigi's Beach\neur\nEurope/Rome\nit\n")
    assert "/r/luigis-beach" in result.stderr
    made = owner.json("restaurant", "show")
    assert (made["name"], made["currency"], made["timezone"], made["locale"]) == (
        "Luigi's Beach", "EUR", "Europe/Rome", "it",
    )  # fmt: skip


def test_settings_are_edited_and_mistakes_are_named(owner: Shell) -> None:
    """What is given changes; a slug that is reserved or a zone that does not exist is refused by its field."""
    owner.run(
        "restaurant", "edit", "--name", "Luigi's Trattoria", "--require-table-code", "--max-quantity", "20"
    )
    shown = owner.json("restaurant", "show")
    assert (shown["name"], shown["require_table_code"], shown["max_quantity_per_line"]) == (
        "Luigi's Trattoria",
        True,
        20,
    )
    assert "slug" in owner.fails(5, "restaurant", "edit", "--slug", "orders")
    assert "timezone" in owner.fails(5, "restaurant", "edit", "--timezone", "Mars/Olympus")
    assert "Nothing to change" in owner.fails(2, "restaurant", "edit")


def test_a_new_slug_stays_the_picked_restaurant(owner: Shell) -> None:
    """After a rename the next command is still about it."""
    slug = f"new-{uuid4().hex[:8]}"
    owner.run("restaurant", "edit", "--slug", slug)
    assert owner.json("restaurant", "show")["slug"] == slug


def test_closing_and_opening(owner: Shell) -> None:
    """While closed the menu is there and orders are not taken."""
    owner.run("restaurant", "close")
    assert not owner.json("restaurant", "show")["is_open"]
    assert "closed" in owner.out("restaurant", "show")
    owner.run("restaurant", "open")
    assert owner.json("restaurant", "show")["service"]["accepting"]


def test_hours_are_written_as_people_write_them(owner: Shell) -> None:
    """Ranges of days, several times a day, nights past midnight; --always takes them away."""
    answer = owner.json("restaurant", "hours", "mon-wed 11:30-14:30,17:30-22:00", "sat 18.00-02:00")
    assert len(answer["hours"]) == 7
    assert answer["hours"][0] == {"day": "mon", "opens": "11:30", "closes": "14:30"}
    assert answer["hours"][-1] == {"day": "sat", "opens": "18:00", "closes": "02:00"}
    shown = owner.out("restaurant", "hours")
    assert "mon–wed  11:30–14:30, 17:30–22:00" in shown  # dashes between times
    assert "sun  closed" in shown
    assert owner.json("restaurant", "hours", "--always")["hours"] == []
    assert "not understood" in owner.fails(2, "restaurant", "hours", "mon 9 to 5")
    assert "a day" in owner.fails(2, "restaurant", "hours", "someday 11:00-12:00")
    assert "hours[0]" in owner.fails(5, "restaurant", "hours", "mon 11:00-11:00")


def test_pause_resume_and_throttle(owner: Shell) -> None:
    """A pause has an end and a reason; a throttle a number and a span."""
    paused = owner.json("restaurant", "pause", "--for", "20m", "--reason", "The oven is cold")
    assert (paused["accepting"], paused["pause_reason"]) == (False, "The oven is cold")
    assert owner.json("restaurant", "resume")["accepting"]
    assert owner.json("restaurant", "throttle", "20", "10m")["throttle"] == {"orders": 20, "minutes": 10}
    assert "20 orders in 10 minutes" in owner.out("restaurant", "hours")
    assert owner.json("restaurant", "throttle", "--off")["throttle"] is None
    assert "whole minutes" in owner.fails(2, "restaurant", "throttle", "5", "30s")
    owner.fails(2, "restaurant", "pause")


def test_delete_needs_a_yes(owner: Shell) -> None:
    """A restaurant is not deleted by a slip."""
    owner.fails(2, "restaurant", "delete")
    owner.run("restaurant", "delete", "--yes")
    assert owner.json("restaurant", "list") == []


def test_staff_are_invited_join_change_roles_and_go(owner: Shell, tmp_path: Path) -> None:
    """The printed link is what the invited person joins with; each role is kept to."""
    email = f"{uuid4().hex[:8]}@example.com"
    link = owner.out("staff", "invite", email, "--role", "kitchen").strip()
    assert [(m["email"], m["status"]) for m in owner.json("staff", "list")][-1] == (email, "invited")
    cook = Shell(owner.server, tmp_path / "cook", tmp_path)
    cook.run("join", link, "--first-name", "Ben")
    assert cook.json("whoami")["memberships"][0]["role"] == "kitchen"
    said = cook.fails(3, "menu", "export", "-r", owner.slug)
    assert "kitchen" in said
    assert "whoami" in said
    owner.run("staff", "role", email, "manager")
    cook.run("menu", "export", "-r", owner.slug)
    owner.fails(2, "staff", "remove", email)
    owner.run("staff", "remove", email, "--yes")
    assert cook.json("restaurant", "list") == []
    assert "no member of staff" in owner.fails(4, "staff", "remove", email, "--yes")


def test_the_last_owner_cannot_go(owner: Shell) -> None:
    """The server's refusal is exit code 6 and says that nothing changed."""
    assert "Nothing was changed" in owner.fails(6, "staff", "remove", owner.email, "--yes")


def test_tables_are_added_in_ranges_once(owner: Shell) -> None:
    """A second run adds what is missing; names, prefixes and ranges mix."""
    assert len(owner.json("table", "add", "1-3", "Bar", "T1-T2")) == 6
    again = owner.run("table", "add", "1-4")
    assert "1 table added" in again.stderr
    assert "3 were there already" in again.stderr
    assert sorted(t["name"] for t in owner.json("table", "list")) == ["1", "2", "3", "4", "Bar", "T1", "T2"]
    assert "not a range" in owner.fails(2, "table", "add", "1-9999")


def test_a_rotated_code_is_another_one_and_a_rename_keeps_it(owner: Shell) -> None:
    """Rotate asks, because the printed card stops working."""
    (table,) = owner.json("table", "add", "7")
    owner.fails(2, "table", "rotate", "7")
    owner.run("table", "rename", "7", "Window")
    assert owner.json("table", "list")[0]["code"] == table["code"]
    owner.run("table", "rotate", "Window", "--yes")
    assert owner.json("table", "list")[0]["code"] != table["code"]
    owner.run("table", "remove", "Window", "--yes")
    assert owner.json("table", "list") == []


def test_codes_are_saved_as_files(owner: Shell) -> None:
    """One file for one table, a directory for several, cards as PDF on the chosen paper."""
    owner.run("table", "add", "1-5")
    owner.run("table", "qr", "1", "--svg", owner.folder / "one.svg")
    assert b"<svg" in (owner.folder / "one.svg").read_bytes()
    owner.run("table", "qr", "--all", "--png", owner.folder / "codes")
    assert len(list((owner.folder / "codes").glob("*.png"))) == 5
    said = owner.run("table", "qr", "--all", "--pdf", owner.folder / "cards.pdf", "--paper", "letter").stderr
    assert "5 cards on 2 pages of LETTER" in said
    assert (owner.folder / "cards.pdf").read_bytes().startswith(b"%PDF")
    assert "one file" in owner.fails(2, "table", "qr", "--all", "--svg", owner.folder / "all.svg")
    assert "no table" in owner.fails(4, "table", "qr", "99")
    assert owner.out("table", "qr", "2").splitlines()[1] == owner.json("table", "list")[1]["url"]


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


def test_watch_prints_each_order_and_each_change(owner: Shell) -> None:
    """An order that is there, one that comes, and a cancellation, each as a line."""
    owner.order("a coke", table="1")

    def guests() -> None:
        time.sleep(1.0)
        owner.order("a water", table="2")

    coming = threading.Thread(target=guests)
    coming.start()
    lines = owner.out("orders", "watch", "--for", "6s").splitlines()
    coming.join()
    assert ["Coke" in lines[0], "Water" in lines[1]] == [True, True]
    assert "confirmed" in lines[1]


def test_the_report_has_totals_rows_and_the_words_that_meant_nothing(owner: Shell) -> None:
    """By day, item and hour; figures on stdout, what they are about on stderr."""
    owner.order("two cokes and a water")
    day = owner.run("report")
    assert day.stdout.splitlines()[1].split("\t")[1:4] == ["1", "3", "8.00"]
    assert "1 orders, 8.00 EUR" in day.stderr
    assert [r["label"] for r in owner.json("report", "item", "--since", "today")["rows"]] == ["Coke", "Water"]
    assert owner.json("report", "hour", "--since", "yesterday", "--until", "yesterday")["rows"] == []
    assert owner.json("report", "words")["by"] == "words"
    assert "since" in owner.fails(5, "report", "--since", "2019-01-01")


def test_a_busy_server_is_waited_for(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A 429 with Retry-After is tried again after that time, and its words are said where it stays so."""
    waited: list[float] = []
    monkeypatch.setattr("cli.transport.time.sleep", waited.append)
    problem = {"type": "about:blank", "title": "Too many requests", "status": 429, "detail": "Slow down."}

    def busy(request: httpx.Request) -> httpx.Response:
        return httpx.Response(429, json=problem, headers={"Retry-After": "2"}, request=request)

    monkeypatch.setattr("httpx.HTTPTransport.handle_request", lambda _self, request: busy(request))
    said = shell.fails(7, "login", "anna@example.com", "--password-stdin", input=PASSWORD)
    assert "Slow down." in said
    assert [int(seconds) for seconds in waited] == [2, 2, 2]


def test_an_answer_that_is_not_ours_is_recognized(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program at that address is said to be one, without its page being printed."""

    def page(_self: object, request: httpx.Request) -> httpx.Response:
        return httpx.Response(502, html="<h1>Bad gateway</h1>", request=request)

    monkeypatch.setattr("httpx.HTTPTransport.handle_request", page)
    said = shell.fails(7, "login", "anna@example.com")
    assert "does not answer as an aiqr server does" in said
    assert "<h1>" not in said


def test_the_log_says_who_changed_what(owner: Shell) -> None:
    """A setting that was changed is the newest line, with who and when; a script reads the values before and after."""
    owner.run("restaurant", "edit", "--max-quantity", "7")
    newest, *_ = owner.json("log", "--action", "restaurant.changed", "--limit", "1")
    assert newest["after"] == {"max_quantity_per_line": 7}
    assert newest["who"].endswith("@example.com")
    shown = owner.run("log", "--limit", "1").stdout
    assert "restaurant.changed" in shown
    assert "max quantity per line" in shown
