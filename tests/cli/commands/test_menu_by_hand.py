"""The first menu from the command line alone: an example, then dishes, categories and options one at a time."""

import pytest
from click.testing import CliRunner

from cli.first_menu import WORDS, first_menu
from cli.main import main
from server.menu.document.lint import lint
from server.menu.document.loader import load_menu
from tests.cli.conftest import Shell


def names(shell: Shell) -> list[tuple[str, str]]:
    return [(item["category"], item["name"]) for item in shell.json("item", "list")]


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("currency", ["EUR", "USD", "JPY", "KRW", "KWD", "HUF"])
def test_the_example_is_a_menu_without_warnings(currency: str, language: str) -> None:
    """In each language, in currencies with no, two and three decimals."""
    menu = load_menu(first_menu(currency, language).encode(), "yaml")
    assert menu.currency == currency
    assert [finding for finding in lint(menu) if finding.severity != "note"] == []
    assert len(list(menu.items())) == 4


def test_an_example_is_written_without_a_server(shell: Shell) -> None:
    """A file that is there is not replaced without a yes; an unknown currency is named."""
    shell.server = "http://127.0.0.1:9"
    target = shell.folder / "menu.yaml"
    shell.run("menu", "new", target, "--currency", "JPY", "--language", "ja")
    assert "トマトスープ" in target.read_text()
    assert "is there already" in shell.fails(
        2, "menu", "new", target, "--currency", "EUR", "--language", "en"
    )
    assert "トマトスープ" in target.read_text()
    assert "XXX" in shell.fails(2, "menu", "new", target, "--currency", "XXX", "--language", "en")
    said = shell.run("menu", "new", "-", "--currency", "EUR", "--language", "de").stdout
    assert "Tomatensuppe" in said


def test_the_example_speaks_the_restaurants_currency_and_can_be_applied(owner: Shell) -> None:
    """Without options it is in the restaurant's currency and language."""
    target = owner.folder / "first.yaml"
    owner.run("menu", "new", target)
    assert "currency: EUR" in target.read_text()
    owner.run("menu", "apply", target, "--yes", "--allow-removals")
    assert ("Starters", "Tomato soup") in names(owner)


def test_a_dish_is_added_edited_renamed_moved_and_removed(owner: Shell) -> None:
    """By flags alone, as a script does; the id stays through a new name and a new category."""
    owner.run("category", "add", "Desserts")
    made = owner.json(
        *("item", "add", "Tiramisu", "5.50", "--category", "desserts", "--allergens", "eggs, milk"),
        *("--number", "31", "--station", "Bar"),
    )
    assert (made["allergens"], made["number"], made["station"]) == (["eggs", "milk"], "31", "bar")
    assert [(v["label"], v["price"]) for v in made["variants"]] == [("Regular", "5.50")]
    owner.run("item", "edit", "Tiramisu", "--tags", "vegetarian", "--description", "Coffee, cream")
    owner.run("item", "rename", "Tiramisu", "Tiramisù della casa")
    owner.run("item", "move", "Tiramisù della casa", "Drinks")
    shown = owner.json("item", "show", "Tiramisù della casa")
    assert (shown["id"], shown["category"], shown["tags"], shown["allergens"]) == (
        made["id"],
        "Drinks",
        ["vegetarian"],
        ["eggs", "milk"],
    )
    owner.run("item", "move", "Tiramisù della casa", "--to", "1")
    assert [name for category, name in names(owner) if category == "Drinks"] == [
        "Tiramisù della casa",
        "Coke",
        "Water",
    ]
    owner.run("item", "remove", "Tiramisù della casa", "--yes")
    assert ("Drinks", "Tiramisù della casa") not in names(owner)


def test_sizes_are_given_with_their_prices(owner: Shell) -> None:
    """The first is the usual one; what is no size is refused before anything is sent."""
    made = owner.json(
        "item", "add", "Calzone", "--category", "Pizza", "--size", "Small=8", "--size", "Big=11.5"
    )
    assert [(v["label"], v["price"], v["is_default"]) for v in made["variants"]] == [
        ("Small", "8.00", True),
        ("Big", "11.50", False),
    ]
    assert "not a size" in owner.fails(2, "item", "add", "Soup", "--category", "Pizza", "--size", "8")
    assert "not both" in owner.fails(2, "item", "add", "Soup", "8", "--category", "Pizza", "--size", "A=8")
    assert "no category 'Pasta'" in owner.fails(4, "item", "add", "Soup", "8", "--category", "Pasta")
    assert "--category" in owner.fails(2, "item", "add", "Soup", "8")


@pytest.mark.usefixtures("person")
def test_a_person_is_asked_for_what_is_missing(owner: Shell) -> None:
    """Name, category and price; a category that is not there is made after a yes."""
    owner.run("item", "add", input="Panna cotta\nDesserts\ny\n5,50\n")
    assert names(owner)[-1] == ("Desserts", "Panna cotta")
    owner.run("item", "edit", "Panna cotta", input="With berries\nbar\nmilk\n\n\n")
    shown = owner.json("item", "show", "Panna cotta")
    assert (shown["description"], shown["station"], shown["allergens"]) == ("With berries", "bar", ["milk"])
    owner.run("item", "edit", "Panna cotta", input="-\n\n\n\n\n")
    shown = owner.json("item", "show", "Panna cotta")
    assert (shown["description"], shown["station"], shown["allergens"]) == ("", "bar", ["milk"])


def test_a_dish_that_was_ordered_is_hidden_and_its_figures_follow_its_new_name(owner: Shell) -> None:
    """A rename keeps history: what was sold before and after stands in one row."""
    owner.order("a coke")
    owner.run("item", "rename", "Coke", "Cola")
    owner.order("two cola")
    rows = owner.json("report", "item")["rows"]
    assert [(row["label"], row["quantity"]) for row in rows] == [("Cola", 3)]
    assert "hidden: orders name it" in owner.run("item", "remove", "Cola", "--yes").stderr


def test_two_dishes_of_one_name_are_told_apart(owner: Shell) -> None:
    """A command asks for the category, takes it before the name, and reports name both."""
    owner.run("item", "add", "House special", "9", "--category", "Pizza")
    owner.run("item", "add", "House special", "6", "--category", "Drinks", "--aliases", "punch")
    said = owner.fails(2, "item", "rename", "House special", "X")
    assert "Pizza / House special" in said
    assert "Drinks / House special" in said
    owner.order("a punch")
    rows = owner.json("report", "item")["rows"]
    assert [row["label"] for row in rows] == ["Drinks / House special"]
    owner.run("item", "rename", "Drinks / House special", "Punch")
    assert ("Drinks", "Punch") in names(owner)
    assert ("Pizza", "House special") in names(owner)


def test_categories_are_added_renamed_moved_hidden_and_removed(owner: Shell) -> None:
    """What stands in one stays in it."""
    owner.run("category", "add", "Breakfast", "--when", "mon-fri 07:00-11:00")
    owner.run("category", "edit", "Breakfast", "--to", "1")
    owner.run("category", "rename", "Drinks", "Cold drinks")
    owner.run("category", "edit", "Pizza", "--hide")
    listed = owner.json("category", "list")
    assert [(c["name"], c["when"], c["is_active"]) for c in listed] == [
        ("Breakfast", "mon-fri 07:00-11:00", True),
        ("Pizza", "", False),
        ("Cold drinks", "", True),
    ]
    assert ("Cold drinks", "Coke") in names(owner)
    assert "Give --when" in owner.fails(2, "category", "edit", "Pizza")
    owner.run("category", "remove", "Cold drinks", "--yes")
    assert [category for category, _ in names(owner)] == ["Pizza", "Pizza"]


def options(shell: Shell, item: str) -> list[tuple[str, str, bool]]:
    [group] = shell.json("item", "show", item)["modifier_groups"]
    return [(m["name"], m["price_adjustment"], m["is_default"]) for m in group["modifiers"]]


def test_options_are_changed_in_every_dish_that_has_the_group(owner: Shell) -> None:
    """Added, priced, renamed under its id, removed; with --item in one dish alone."""
    before = owner.json("item", "show", "Margherita")["modifier_groups"][0]
    owner.run("option", "add", "Toppings", "Basil", "0.30")
    owner.run("option", "edit", "Toppings", "Olives", "--price", "0.90")
    owner.run("option", "rename", "Toppings", "Olives", "Black olives")
    owner.run("option", "remove", "Toppings", "Extra cheese", "--yes", "--item", "Margherita")
    assert options(owner, "Margherita") == [
        ("Onions", "0.50", True),
        ("Black olives", "0.90", False),
        ("Basil", "0.30", False),
    ]
    assert [name for name, _, _ in options(owner, "Pepperoni pizza")] == [
        "Onions",
        "Extra cheese",
        "Black olives",
        "Basil",
    ]
    after = owner.json("item", "show", "Margherita")["modifier_groups"][0]
    assert after["id"] == before["id"]
    assert after["modifiers"][1]["id"] == before["modifiers"][2]["id"]
    owner.run("option", "edit", "Toppings", "Extra cheese", "--max-quantity", "3")
    assert (
        owner.json("item", "show", "Pepperoni pizza")["modifier_groups"][0]["modifiers"][1]["max_quantity"]
        == 3
    )


def test_a_dish_gets_a_group_and_its_rules(owner: Shell) -> None:
    """`option add --item` makes the group; `option group` says how many; the last option takes it away."""
    owner.run("option", "add", "Ice", "With ice", "--item", "Coke", "--default")
    owner.run("option", "add", "Ice", "Without ice", "--item", "Coke")
    owner.run("option", "group", "Ice", "--min", "1", "--max", "1")
    [group] = owner.json("item", "show", "Coke")["modifier_groups"]
    assert (group["name"], group["min_select"], group["max_select"]) == ("Ice", 1, 1)
    owner.run("option", "group", "Ice", "--min", "0", "--max", "off")
    [group] = owner.json("item", "show", "Coke")["modifier_groups"]
    assert (group["min_select"], group["max_select"]) == (0, None)
    owner.run("option", "remove", "Ice", "With ice", "--yes")
    owner.run("option", "remove", "Ice", "Without ice", "--yes")
    assert owner.json("item", "show", "Coke")["modifier_groups"] == []
    assert "No dish has a group 'Ice'" in owner.fails(4, "option", "edit", "Ice", "With ice", "--price", "1")
    assert "no option 'Feta'" in owner.fails(4, "option", "edit", "Toppings", "Feta", "--price", "1")


def test_a_price_keeps_what_else_the_size_says(owner: Shell) -> None:
    """Hours and translations of a size stay where its price is set, one alone or many by a percentage."""
    menu = owner.file(
        "m.yaml",
        "currency: EUR\ncategories:\n- name: Drinks\n  items:\n  - name: Beer\n    variants:\n"
        "    - {label: Large, price: 5.00, default: true, translations: {ko: {label: 대}}}\n"
        '    - {label: Large, price: 4.00, when: "mon-fri 16:00-18:00"}\n',
    )
    owner.run("menu", "apply", menu, "--yes", "--allow-removals")
    owner.run("item", "price", "--all", "--percent", "10", "--yes")
    sizes = owner.json("item", "show", "Beer")["variants"]
    assert [(v["price"], v["when"], v["translations"]) for v in sizes] == [
        ("5.50", "", {"ko": {"label": "대"}}),
        ("4.40", "mon-fri 16:00-18:00", {}),
    ]


def test_the_help_of_menu_shows_one() -> None:
    """Whoever asks for help sees a whole small menu, as it can be applied."""
    text = CliRunner().invoke(main, ["menu", "--help"]).output
    shown = text.split("A small menu:")[1].split("Options:")[0]
    lines = [line.removeprefix("  ") for line in shown.strip("\n").splitlines()]
    menu = load_menu("\n".join(lines).encode(), "yaml")
    assert [item.name for item in menu.items()] == ["Margherita", "Water"]
