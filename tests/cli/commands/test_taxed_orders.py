"""Net, tax and gross on the command line: a ticket, an export that can be summed, and the figures."""

import copy
import csv
import io

from server.wire.menu_yaml import to_yaml
from tests.cli.conftest import Shell
from tests.fixtures.api import MENU


def taxed(owner: Shell) -> None:
    """A menu whose pizza is food and whose drinks are drinks; water of 2.00 is untaxed."""
    menu = copy.deepcopy(MENU)
    pizza, drinks = menu["categories"][:2]
    pizza["tax"] = drinks["tax"] = "food"
    drinks["items"][0]["tax"] = "drinks"
    drinks["items"][1]["tax"] = []
    menu["taxes"] = {"food": {"percent": "7"}, "drinks": {"percent": "19"}}
    path = owner.folder / "taxed.yaml"
    path.write_text(to_yaml(menu))
    owner.run("menu", "apply", path, "--yes")


def test_an_order_with_taxes_in_its_prices(owner: Shell) -> None:
    """Pizza 9.50 at 7 % has 0.62, two cokes of 6.00 at 19 % have 0.96; the columns of an export sum to the orders'."""
    owner.order("a water")
    taxed(owner)
    owner.order("a margherita and two cokes")
    shown = owner.out("orders", "show", "2")
    assert shown.splitlines()[-3:] == [
        "     15.50 EUR    total",
        "      0.62 EUR    in it: food 7 %",
        "      0.96 EUR    in it: drinks 19 %",
    ]
    rows = list(csv.DictReader(io.StringIO(owner.out("orders", "export", "--csv", "-"))))
    columns = ("total_with_tax", "net food 7 %", "tax food 7 %", "gross food 7 %", "tax drinks 19 %")
    assert [tuple(row[column] for column in columns) for row in rows] == [
        ("2.00", "", "", "", ""),
        ("15.50", "8.88", "0.62", "9.50", "0.96"),
        ("", "", "", "", ""),
    ]
    figures = owner.run("report")
    assert "net 15.92, gross 17.50 EUR" in figures.stderr
    assert "drinks 19 %: net 5.04, tax 0.96, gross 6.00" in figures.stderr
    assert figures.stdout.splitlines()[1].split("\t")[3:6] == ["17.50", "15.92", "17.50"]


def test_an_order_with_taxes_on_top(owner: Shell) -> None:
    """Pizza 9.50 and 7 % (0.67): a subtotal, the tax, and what is to be paid."""
    taxed(owner)
    owner.run("restaurant", "money", "--tax-on-top")
    owner.order("a margherita")
    assert owner.out("orders", "show", "1").splitlines()[-3:] == [
        "      9.50 EUR    subtotal",
        "      0.67 EUR    food 7 %",
        "     10.17 EUR    total",
    ]
    assert "net 9.50, gross 10.17 EUR" in owner.run("report").stderr


def test_what_is_to_be_paid_is_listed(owner: Shell) -> None:
    """Where taxes come on top, lists and the answer to an order in words have them in the total."""
    taxed(owner)
    owner.run("restaurant", "money", "--tax-on-top")
    assert ", 10.17 EUR." in owner.run("orders", "place", "a margherita", "--yes").stderr
    assert "10.17" in owner.out("orders", "list")
