"""The menu as a file: export, diff, apply, lint, history, rollback, edit, import."""

import copy
import json
import stat
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.wire.menu_yaml import to_yaml
from tests.cli.conftest import Shell
from tests.cli.formats.square_export import square_xlsx
from tests.fixtures.api import MENU


def changed() -> dict[str, Any]:
    """MENU with a dearer Coke, a new Beer and no Water."""
    menu = copy.deepcopy(MENU)
    coke, _ = menu["categories"][1]["items"]
    menu["categories"][1]["items"] = [{**coke, "price": "3.50"}, {"name": "Beer", "price": "4.50"}]
    return menu


def names(shell: Shell) -> list[str]:
    return [item["name"] for item in shell.json("item", "list")]


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_what_is_exported_applies_without_a_change(owner: Shell, kind: str) -> None:
    """An export is the menu: a diff with it is empty, an apply of it does nothing."""
    file = owner.folder / f"export.{kind}"
    owner.run("menu", "export", "--to", kind, "-o", file)
    assert "No difference" in owner.run("menu", "diff", file, "--exit-code").stderr
    assert "already" in owner.run("menu", "apply", file).stderr


def test_diff_shows_what_apply_would_change_and_changes_nothing(owner: Shell) -> None:
    """A line for each path with its sign; --exit-code tells a script."""
    file = owner.menu_file(changed())
    assert owner.out("menu", "diff", file).splitlines() == [
        "+ Drinks / Beer  4.50",
        "~ Drinks / Coke",
        "    price  3.00 → 3.50  +17 %",
        "- Drinks / Water  2.00",
    ]
    owner.run("menu", "diff", file, "--exit-code", code=1)
    assert "Water" in names(owner)


def test_apply_needs_a_yes_in_a_script(owner: Shell) -> None:
    """Without --yes and without a person nothing is changed."""
    said = owner.fails(2, "menu", "apply", owner.menu_file(changed()))
    assert "--yes" in said
    assert "The menu is as it was" in said
    assert "Beer" not in names(owner)


@pytest.mark.usefixtures("person")
def test_apply_shows_the_plan_and_takes_no_for_an_answer(owner: Shell) -> None:
    """The person sees what would change; after a no it has not."""
    said = owner.run("menu", "apply", owner.menu_file(changed()), input="n\n", code=130).stderr
    assert "+ Drinks / Beer" in said
    assert "Beer" not in names(owner)
    owner.run("menu", "apply", owner.menu_file(changed()), input="y\n")
    assert names(owner) == ["Margherita", "Pepperoni pizza", "Coke", "Beer"]


def test_a_price_that_looks_like_a_slip_stands_out(owner: Shell) -> None:
    """Exactly half as much again does not, a cent more does; the summary counts them."""
    menu = copy.deepcopy(MENU)
    coke, water = menu["categories"][1]["items"]
    coke["price"], water["price"] = "4.50", "3.02"
    said = owner.run("menu", "diff", owner.menu_file(menu))
    assert said.stdout.splitlines() == [
        "~ Drinks / Coke",
        "    price  3.00 → 4.50  +50 %",
        "~ Drinks / Water",
        "    price  2.00 → 3.02  +51 %  ← is that meant?",
    ]
    assert "2 changed; 1 price by more than 50 %" in said.stderr


def test_dishes_that_change_alike_are_named_together(owner: Shell) -> None:
    """A group's new price is said once for all that have the group, and in JSON for each."""
    menu = copy.deepcopy(MENU)
    menu["modifier_groups"]["toppings"]["options"][2]["price_adjustment"] = "0.80"
    file = owner.menu_file(menu)
    assert owner.out("menu", "diff", file).splitlines() == [
        "~ Pizza / Margherita, Pizza / Pepperoni pizza",
        "    Toppings / Olives price  0.75 → 0.80  +7 %",
    ]
    assert owner.json("menu", "diff", file)["differences"] == [
        {
            "path": path,
            "field": "Toppings / Olives price",
            "before": "0.75",
            "after": "0.80",
            "percent": 7,
        }
        for path in ("Pizza / Margherita", "Pizza / Pepperoni pizza")
    ]


def without(*gone: str) -> dict[str, Any]:
    menu = copy.deepcopy(MENU)
    for category in menu["categories"]:
        category["items"] = [item for item in category["items"] if item["name"] not in gone]
    return menu


def test_a_plan_that_takes_most_of_the_menu_needs_more_than_a_yes_in_a_script(owner: Shell) -> None:
    """Half of four dishes goes with --yes; three of four only with --allow-removals."""
    three = owner.menu_file(without("Margherita", "Coke", "Water"))
    said = owner.fails(2, "menu", "apply", three, "--yes")
    assert "This takes 3 of 4 dishes off the menu of Luigi's." in said
    assert "--allow-removals" in said
    assert "The menu is as it was" in said
    assert len(names(owner)) == 4
    owner.run("menu", "apply", owner.menu_file(without("Coke", "Water")), "--yes")
    assert names(owner) == ["Margherita", "Pepperoni pizza"]
    owner.run("menu", "apply", owner.menu_file(MENU), "--yes")
    three = owner.menu_file(without("Margherita", "Coke", "Water"))
    owner.run("menu", "apply", three, "--yes", "--allow-removals")
    assert names(owner) == ["Pepperoni pizza"]


@pytest.mark.usefixtures("person")
def test_a_person_is_asked_again_where_most_of_the_menu_would_go(owner: Shell) -> None:
    """--yes answers the first question, not the second."""
    file = owner.menu_file(without("Margherita", "Coke", "Water"))
    said = owner.run("menu", "apply", file, "--yes", input="n\n", code=130).stderr
    assert "It takes 3 of 4 dishes off the menu of Luigi's. Are you sure?" in said
    assert len(names(owner)) == 4
    owner.run("menu", "apply", file, "--yes", input="y\n")
    assert names(owner) == ["Pepperoni pizza"]


def test_apply_reads_stdin_and_says_what_was_done_in_json(owner: Shell) -> None:
    """`-` is stdin, so that one restaurant's menu can be piped into another's."""
    made = owner.json("menu", "apply", "-", "--yes", input=json.dumps(changed()))
    assert (made["added"], made["removed"]) == (["Drinks / Beer"], ["Drinks / Water"])


def test_a_file_with_mistakes_is_refused_whole_naming_each_with_its_line(owner: Shell) -> None:
    """Both mistakes are named with line and column by the server, and nothing of the file is applied."""
    text = to_yaml(changed()).replace("price: 3.50", "price: -3").replace("name: Beer", "nam: Beer")
    said = owner.fails(5, "menu", "apply", owner.file("menu.yaml", text), "--yes")
    assert said.count("line ") >= 2
    assert "categories[1].items[0].price" in said
    assert "Nothing was changed" in said
    assert names(owner) == ["Margherita", "Pepperoni pizza", "Coke", "Water"]


def test_an_apply_whose_server_is_away_changes_nothing(owner: Shell) -> None:
    """With nobody at the address nothing was sent; the person is told that and exits with 7."""
    owner.lose_server()
    said = owner.fails(7, "menu", "apply", owner.menu_file(changed()), "--yes")
    assert "cannot be reached" in said
    assert "Nothing was changed" in said


@pytest.mark.parametrize(("failure", "code"), [(httpx.ReadTimeout("slow"), 7), (KeyboardInterrupt(), 130)])
def test_an_interrupted_apply_says_that_its_outcome_is_not_known(
    owner: Shell, monkeypatch: pytest.MonkeyPatch, failure: BaseException, code: int
) -> None:
    """A time-out and Ctrl-C while the server is at work both say how to find out."""
    whole = httpx.HTTPTransport.handle_request

    def interrupted(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        if request.method == "PUT" and "dry_run" not in str(request.url):
            raise failure
        return whole(transport, request)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", interrupted)
    said = owner.fails(code, "menu", "apply", owner.menu_file(changed()), "--yes")
    assert "not known" in said or "may or may not" in said
    assert "aiqr menu diff" in said


def test_lint_checks_a_file_without_a_server(shell: Shell) -> None:
    """Mistakes exit with 5 and have line and column; findings exit with 1; a fine file says so."""
    shell.server = "http://127.0.0.1:9"
    bad = shell.file(
        "bad.yaml", "currency: EUR\ncategories:\n- name: A\n  items:\n  - {name: B, price: x}\n  - {nme: C}\n"
    )
    said = shell.fails(5, "menu", "lint", bad)
    assert "line 5, column" in said
    assert "line 6, column" in said
    twins = copy.deepcopy(changed())
    twins["categories"][1]["items"][1]["aliases"] = ["Coke"]
    result = shell.run("menu", "lint", shell.menu_file(twins), code=1)
    assert "Coke" in result.stdout
    findings = shell.json("menu", "lint", shell.menu_file(twins), code=1)
    assert {"severity", "kind", "where", "message"} == set(findings[0])
    shell.run("menu", "lint", shell.menu_file(changed()))


def test_lint_checks_the_menu_in_place(owner: Shell) -> None:
    """Without a file it is the restaurant's own menu."""
    result = owner.run("menu", "lint", "--strict", code=1)
    assert "Coke" in result.stdout


def test_rollback_puts_an_older_version_in_place_again(owner: Shell) -> None:
    """Each apply keeps a version; going back is a new one with the old content."""
    before = owner.out("menu", "export")
    owner.run("menu", "apply", owner.menu_file(changed()), "--yes")
    newest, first = owner.json("menu", "history")
    assert newest["saved_by"] == owner.email
    owner.run("menu", "rollback", str(first["version"]), "--yes")
    assert owner.out("menu", "export") == before
    assert len(owner.json("menu", "history")) == 3
    assert "was not kept" in owner.fails(4, "menu", "rollback", "99999", "--yes")


def editor(shell: Shell, script: str) -> None:
    """Make a shell script the person's editor; the file is its first argument."""
    path = shell.file("editor.sh", f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    shell.env |= {"VISUAL": str(path), "EDITOR": str(path)}


@pytest.mark.usefixtures("person")
def test_edit_sends_what_was_written(owner: Shell) -> None:
    """The menu opens in the editor, and what is saved there is applied."""
    editor(owner, "sed -i 's/name: Water/name: Sparkling water/' \"$1\"")
    owner.run("menu", "edit", "--yes")
    assert names(owner)[-1] == "Sparkling water"


@pytest.mark.usefixtures("person")
def test_edit_without_a_change_does_nothing(owner: Shell) -> None:
    """Closing the editor is a no."""
    editor(owner, "true")
    assert "Nothing was changed" in owner.run("menu", "edit").stderr


@pytest.mark.usefixtures("person")
def test_edit_loses_nothing_where_there_are_mistakes(owner: Shell) -> None:
    """What was written is in a file that is named, and the menu is as it was."""
    editor(owner, "echo 'surprise: true' >> \"$1\"")
    said = owner.fails(5, "menu", "edit", "--yes", input="n\n")
    path = Path(said.split("What you wrote is in ")[1].split(".yaml")[0] + ".yaml")
    assert "surprise: true" in path.read_text()
    assert names(owner)[-1] == "Water"


@pytest.mark.usefixtures("person")
def test_edit_can_be_tried_again_after_a_mistake(owner: Shell) -> None:
    """The person sees the mistakes and goes on in the same file."""
    editor(
        owner,
        'if grep -q surprise "$1"; then sed -i \'/surprise/d; s/name: Water/name: Tap water/\' "$1"; '
        "else echo 'surprise: true' >> \"$1\"; fi",
    )
    said = owner.run("menu", "edit", "--yes", input="y\n").stderr
    assert "surprise" in said
    assert names(owner)[-1] == "Tap water"


def test_edit_without_a_terminal_says_so(owner: Shell) -> None:
    """No editor is started; the two commands that do without are named."""
    editor(owner, "touch started")
    said = owner.fails(2, "menu", "edit", "--yes")
    assert "needs a terminal" in said
    assert "aiqr menu export" in said
    assert "aiqr menu apply" in said


def test_a_square_import_shows_its_plan_and_report_before_it_changes_anything(owner: Shell) -> None:
    """--dry-run tells what would be added and what cannot be carried over; then it is applied."""
    file = square_xlsx(owner.folder / "items.xlsx")
    dry = owner.run("menu", "import", file, "--from", "square", "--dry-run")
    assert "+ Wine / House red" in dry.stdout
    assert "archived items" in dry.stderr
    assert "Milk" not in dry.stderr
    assert names(owner) == ["Margherita", "Pepperoni pizza", "Coke", "Water"]
    owner.run("menu", "import", file, "--from", "square", "--yes", "--allow-removals")
    assert names(owner) == ["Margherita", "House red", "Water"]
    toppings = owner.json("item", "show", "Margherita")["modifier_groups"][0]
    assert [m["name"] for m in toppings["modifiers"]] == ["Onions", "Extra cheese", "Olives"]


def test_an_import_can_be_added_to_the_menu_or_written_to_a_file(owner: Shell) -> None:
    """--keep keeps what the file does not name; -o writes a menu file that applies."""
    csv = owner.file(
        "more.csv",
        "category,item,variant,price,description\nDrinks,Beer,Small,3,Cold\nDrinks,Beer,Large,5,\n",
    )
    owner.run("menu", "import", csv, "--from", "csv", "--keep", "--yes")
    assert names(owner) == ["Margherita", "Pepperoni pizza", "Coke", "Water", "Beer"]
    target = owner.folder / "out.yaml"
    owner.run("menu", "import", csv, "--from", "csv", "-o", target)
    assert names(owner)[0] == "Margherita"
    owner.run("menu", "apply", target, "--yes", "--allow-removals")
    assert names(owner) == ["Beer"]


def test_a_csv_with_mistakes_is_refused_with_all_of_them(owner: Shell) -> None:
    """Nothing is imported; every line is named."""
    csv = owner.file("bad.csv", "category,item,price\nDrinks,Beer,cheap\nDrinks,,3\n")
    said = owner.fails(5, "menu", "import", csv, "--from", "csv", "--yes")
    assert "line 2, column 3" in said
    assert "line 3, column 2" in said


@pytest.mark.parametrize(("kind", "first"), [("csv", "category,item"), ("schema-org", "{")])
def test_exports_to_other_formats_say_what_they_lack(owner: Shell, kind: str, first: str) -> None:
    """The data is on stdout, the loss on stderr."""
    result = owner.run("menu", "export", "--to", kind)
    assert result.stdout.startswith(first)
    assert "not in this format" in result.stderr


def test_a_missing_file_and_one_that_is_too_large_are_named(owner: Shell) -> None:
    """Before anything is sent."""
    assert "does not exist" in owner.fails(2, "menu", "apply", owner.folder / "nothing.yaml")
    huge = owner.file("huge.yaml", "x" * (5 * 1024 * 1024 + 1))
    assert "5 MB" in owner.fails(5, "menu", "apply", huge, "--yes")
