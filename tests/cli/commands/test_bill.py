"""Bills and the day's end."""

import csv
from pathlib import Path

from pypdf import PdfReader

from tests.cli.conftest import Shell


def test_a_table_is_paid_in_parts_and_has_a_receipt(owner: Shell, tmp_path: Path) -> None:
    """Listed, split, discounted, paid by two, its receipt printed and a part of it given back; a script reads it all."""
    owner.run("table", "add", "5")
    code = owner.json("table", "list")[0]["code"]
    owner.order("two cokes and a water", code=code)
    (listed,) = owner.json("bill", "list")
    assert (listed["table_identifier"], listed["total"], listed["open"]) == ("5", "8.00", "8.00")
    assert owner.run("bill", "list").stdout.splitlines()[1].split("\t")[3:] == ["8.00", "0.00", "8.00"]
    assert "1.1    2 Coke" in owner.out("bill", "show", "5")
    found = owner.json("bill", "discount", "5", "50%", "--category", "drinks", "--reason", "Happy hour")
    assert found["total"] == "4.00"
    parts = owner.json("bill", "split", "5", "--parts", "3")["shares"]
    assert [one["amount"] for one in parts] == ["1.34", "1.33", "1.33"]
    assert "paid by card: 1.34, tip 0.50" in owner.out(
        "bill", "pay", "5", "card", "--part", "1/3", "--tip", "0.5"
    )
    assert "not paid" in owner.fails(6, "bill", "receipt", "5")
    assert "Nothing was changed" in owner.fails(6, "bill", "pay", "5", "card", "--amount", "2.67")
    number = owner.json("bill", "pay", "5", "cash")["payments"][1]["number"]
    text = owner.out("bill", "receipt", "#1")
    assert all(len(line) <= 42 for line in text.splitlines())
    assert f"{'Total':<33} 4.00 EUR" in text.splitlines()
    assert f"{'Summe':<33} 4.00 EUR" in owner.out("bill", "receipt", "#1", "--language", "de").splitlines()
    paper = tmp_path / "receipt.pdf"
    assert str(paper) in owner.run("bill", "receipt", "#1", "--pdf", str(paper), "--language", "de").stderr
    assert "Summe 4,00 €" in PdfReader(paper).pages[0].extract_text()
    assert "sends no mail" in owner.fails(6, "bill", "receipt", "#1", "--mail", "ada@example.com")
    assert owner.run("bill", "list").stderr.strip() == "Nothing is open."
    refund = ("bill", "refund", "#1", str(number), "--amount", "1", "--reason", "Cold")
    assert "needs a yes" in owner.fails(2, *refund)
    assert owner.json(*refund, "--yes")["refunded"] == "1.00"
    assert [one["total"] for one in owner.json("bill", "receipt", "#1")] == ["4.00", "-1.00"]


def test_of_two_cokes_one_is_void_and_the_other_paid(owner: Shell) -> None:
    """So many of a line are named as 1.1x1; what is left of it is named as the line."""
    owner.order("two cokes and a water")
    found = owner.json("bill", "void", "#1", "1.1x1", "--reason", "Flat")
    assert (found["voids"], found["total"]) == ("3.00", "5.00")
    assert owner.json("bill", "pay", "#1", "card", "--line", "1.1")["paid"] == "3.00"
    lines = [line.split() for line in owner.out("bill", "show", "#1").splitlines()[:3]]
    assert lines == [
        ["1.1", "1", "Coke", "3.00", "paid"],
        ["1.1", "1", "Coke", "3.00", "void"],
        ["1.2", "1", "Water", "2.00"],
    ]
    assert "such as 12.3" in owner.fails(5, "bill", "void", "#1", "1.1x0", "--reason", "Flat")


def test_what_is_no_bill_or_line_is_said(owner: Shell) -> None:
    """A table without one, a line that is none, a part that is none: each in words, and nothing is written."""
    owner.order("a coke")
    assert "no open bill of 7" in owner.fails(4, "bill", "show", "7")
    assert "no line 1.9" in owner.fails(4, "bill", "void", "#1", "1.9", "--reason", "x")
    assert "is no part" in owner.fails(2, "bill", "pay", "#1", "cash", "--part", "half")
    assert "--parts, --line and --amount" in owner.fails(
        2, "bill", "split", "#1", "--parts", "2", "--amount", "1"
    )
    assert owner.json("bill", "guests", "#1", "3")["guests"] == 3
    found = owner.json("bill", "void", "#1", "1.1", "--reason", "Fell down")
    assert (found["voids"], found["total"], found["settled"]) == ("3.00", "0.00", True)


def test_a_day_is_closed_and_goes_to_the_accountant(owner: Shell) -> None:
    """Numbered, listed, and as CSV in which both sides are equal."""
    owner.order("two cokes and a water")
    owner.run("bill", "pay", "#1", "card", "--tip", "1")
    owner.order("a coke")
    owner.run("bill", "pay", "#2", "cash", "--amount", "1")
    assert "needs a yes" in owner.fails(2, "report", "close")
    closed = owner.run("report", "close", "--yes")
    assert "8.00 EUR" in closed.stdout
    assert "open: order 2, 2.00 of 3.00 EUR" in closed.stderr
    assert [one["number"] for one in owner.json("report", "closings")] == [1]
    assert owner.run("report", "closings").stdout.splitlines()[1].split("\t")[2:] == [
        "1",
        "8.00",
        "1.00",
        "1",
    ]
    rows = list(csv.DictReader(owner.out("report", "closings", "1", "--csv").splitlines(), delimiter=";"))
    sides = {"S": 0, "H": 0}
    for row in rows:
        cents = int(row["Umsatz (ohne Soll/Haben-Kz)"].replace(",", ""))
        sides[row["Soll/Haben-Kennzeichen"]] += cents
    assert sides == {"S": 1000, "H": 1000}
    assert "no closing of this number" in owner.fails(4, "report", "closings", "2")
