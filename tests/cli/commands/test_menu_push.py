"""One menu at several places, with prices of their own; an 86 at all of them."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def second(owner: Shell) -> str:
    """The slug of a second restaurant of the owner."""
    made = owner.json(
        "restaurant", "create", "Second Place", "--currency", "EUR", "--timezone", "Europe/Berlin"
    )
    return str(made["slug"])


def test_a_menu_is_pushed_with_other_prices(owner: Shell, second: str, tmp_path: Path) -> None:
    """The plan is shown before; the first place keeps its prices, and a second push changes nothing."""
    overlay = tmp_path / "prices.yaml"
    overlay.write_text('categories: [{name: Drinks, items: [{name: Coke, price: "4.50"}]}]')
    pushed = owner.run(
        "menu", "push", "-r", owner.slug, "--to", second, "--overlay", f"{second}={overlay}", "--yes"
    )
    assert "+ Drinks / Coke  4.50" in pushed.stderr
    assert "4.50" in owner.out("item", "show", "Coke", "-r", second)
    assert "3.00" in owner.out("item", "show", "Coke", "-r", owner.slug)
    again = owner.run("menu", "push", "-r", owner.slug, "--to", "all", "--overlay", f"{second}={overlay}")
    assert "nothing changed" in again.stderr


def test_an_overlay_with_a_slip_changes_nothing_anywhere(owner: Shell, second: str, tmp_path: Path) -> None:
    """The slip is named, and the place is left without a menu."""
    overlay = tmp_path / "prices.yaml"
    overlay.write_text("categories: [{name: Drinks, items: [{name: Colla, price: 4}]}]")
    said = owner.fails(
        5, "menu", "push", "-r", owner.slug, "--to", second, "--overlay", f"{second}={overlay}", "--yes"
    )
    assert "Drinks / Colla: is not on the menu" in said
    overlay.write_text("categories: [")
    assert "names nothing" in owner.fails(
        5, "menu", "push", "-r", owner.slug, "--to", second, "--overlay", f"{second}={overlay}", "--yes"
    )
    assert owner.json("item", "list", "-r", second) == []


def test_a_menu_is_not_pushed_to_where_it_comes_from(owner: Shell, second: str) -> None:
    """Nor to a place that is not there, nor an overlay for one that gets no menu, nor without a yes."""
    assert "where the menu comes from" in owner.fails(2, "menu", "push", "-r", owner.slug, "--to", owner.slug)
    owner.fails(4, "menu", "push", "-r", owner.slug, "--to", "nowhere")
    assert "SLUG=FILE" in owner.fails(
        2, "menu", "push", "-r", owner.slug, "--to", second, "--overlay", "x.yaml"
    )
    assert "--yes" in owner.fails(2, "menu", "push", "-r", owner.slug, "--to", second)


def test_a_dish_is_sold_out_at_every_place_that_has_it(owner: Shell, second: str) -> None:
    """Where it is not on the menu is said; where no place has it nothing changes."""
    out = owner.run("item", "86", "Coke", "-r", "all")
    assert "Second Place: Coke is not on the menu." in out.stderr
    owner.run("menu", "push", "-r", owner.slug, "--to", second, "--yes")
    owner.run("item", "86", "Water", "-r", "all")
    for slug in (owner.slug, second):
        assert "86'd" in owner.out("item", "show", "Water", "-r", slug)
    owner.run("item", "restore", "Water", "-r", "all")
    assert "86'd" not in owner.out("item", "show", "Water", "-r", second)
    assert "None of your 2 restaurants" in owner.fails(4, "item", "86", "Sushi", "-r", "all")
