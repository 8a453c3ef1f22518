"""Items: names as people type them, prices one by one and many at once, 86 and back."""

from decimal import Decimal
from pathlib import Path

import pytest

from cli import money
from tests.cli.conftest import Shell


def prices(shell: Shell, name: str) -> dict[str, str]:
    return {v["label"]: v["price"] for v in shell.json("item", "show", name)["variants"]}


def test_the_list_shows_every_item_with_its_prices(owner: Shell) -> None:
    """Tab-separated with a header where stdout is no terminal; --category narrows it."""
    lines = owner.out("item", "list").splitlines()
    assert lines[0].split("\t")[:3] == ["category", "item", "price (EUR)"]
    assert lines[1].split("\t")[:3] == ["Pizza", "Margherita", "Medium 9.50, Large 12.00"]
    assert [i["name"] for i in owner.json("item", "list", "--category", "drinks")] == ["Coke", "Water"]


@pytest.mark.parametrize(
    "typed", ["margherita", "MARGHERITA", "pizza / margherita", "cheese pizza", "margarita"]
)
def test_an_item_is_found_as_people_type_it(owner: Shell, typed: str) -> None:
    """Case, the category in front, an alias, a slip."""
    assert owner.json("item", "show", typed)["name"] == "Margherita"


def test_a_name_that_could_be_several_is_an_error_with_candidates_in_a_script(owner: Shell) -> None:
    """Nothing is guessed: both candidates are named."""
    said = owner.fails(2, "item", "86", "pizza")
    assert "Pizza / Margherita" in said
    assert "Pizza / Pepperoni pizza" in said
    assert owner.json("item", "list", "--sold-out") == []
    assert "no item 'Zabaione'" in owner.fails(4, "item", "show", "Zabaione")


@pytest.mark.usefixtures("person")
def test_a_name_that_could_be_several_is_a_question_for_a_person(owner: Shell) -> None:
    """The number that is answered is the one that is meant."""
    said = owner.run("item", "86", "pizza", input="2\n").stderr
    assert "Which item" in said
    assert len(owner.json("item", "list", "--sold-out")) == 1


def test_an_option_and_a_size_are_86d_by_their_names(owner: Shell) -> None:
    """In every dish that has them; `restore` brings them back."""
    answer = owner.json("item", "86", "large")
    assert (answer["kind"], answer["available"]) == ("variant", False)
    assert "Margherita" in answer["items"]
    sizes = owner.json("item", "show", "Margherita")["variants"]
    assert {v["label"]: v["available"] for v in sizes} == {"Medium": True, "Large": False}
    assert "can be ordered again" in owner.run("item", "restore", "Large").stderr
    assert all(v["available"] for v in owner.json("item", "show", "Margherita")["variants"])


def test_how_many_are_left_is_said_and_unsaid(owner: Shell) -> None:
    """A number counts, `all` stops counting."""
    assert owner.json("item", "left", "Coke", "12")["portions"] == 12
    assert owner.json("item", "left", "Coke", "all")["portions"] is None
    assert "a number such as 12" in owner.fails(2, "item", "left", "Coke", "many")


def test_a_price_is_set_by_item_and_variant(owner: Shell) -> None:
    """Other variants, and everything else about the item, stay."""
    before = owner.json("item", "show", "Margherita")
    owner.run("item", "price", "Margherita", "--variant", "large", "13,50")
    after = owner.json("item", "show", "Margherita")
    assert prices(owner, "Margherita") == {"Medium": "9.50", "Large": "13.50"}
    assert [v["id"] for v in after["variants"]] == [v["id"] for v in before["variants"]]
    assert after["modifier_groups"] == before["modifier_groups"]
    owner.run("item", "price", "Coke", "3.20")
    assert prices(owner, "Coke") == {"Regular": "3.20"}


def test_a_price_without_its_variant_is_a_question_of_which(owner: Shell) -> None:
    """An item of several sizes needs one; what is no price is refused."""
    assert "Large  12.00" in owner.fails(2, "item", "price", "Margherita", "13.50")
    assert "not a price" in owner.fails(2, "item", "price", "Coke", "cheap")
    assert "not a price" in owner.fails(2, "item", "price", "Coke", "3.205")


def test_a_category_is_changed_by_a_percentage_all_or_nothing(owner: Shell) -> None:
    """--dry-run shows old and new; with --yes they are the prices, rounded, and other categories stay."""
    rows = owner.json("item", "price", "--category", "Drinks", "--percent", "5", "--dry-run")
    assert [(r["item"], r["old"], r["new"]) for r in rows] == [
        ("Drinks / Coke", "3.00", "3.15"),
        ("Drinks / Water", "2.00", "2.10"),
    ]
    assert prices(owner, "Coke") == {"Regular": "3.00"}
    owner.run("item", "price", "--category", "Drinks", "--percent", "5", "--round", "0.10", "--yes")
    assert prices(owner, "Coke") == {"Regular": "3.20"}
    assert prices(owner, "Margherita")["Medium"] == "9.50"
    assert len(owner.json("menu", "history")) == 2


def test_many_prices_need_a_yes(owner: Shell) -> None:
    """In a script without --yes nothing changes; a percentage that is a slip is refused."""
    owner.fails(2, "item", "price", "--all", "--percent", "10")
    assert prices(owner, "Coke") == {"Regular": "3.00"}
    assert "not a percentage" in owner.fails(2, "item", "price", "--all", "--percent", "ten", "--yes")


@pytest.mark.parametrize(
    ("old", "percent", "step", "new"),
    [
        ("9.50", "5", "0.01", "9.98"),
        ("9.50", "-10", "0.05", "8.55"),
        ("0.10", "-100", "0.01", "0.00"),
        ("1000", "2.5", "1", "1025"),
        ("1.005", "10", "0.001", "1.106"),
    ],
)
def test_percentages_are_computed_exactly_and_rounded_half_up(
    old: str, percent: str, step: str, new: str
) -> None:
    """In decimals of the currency, never below zero."""
    assert money.changed(old, Decimal(percent), Decimal(step)) == new


def test_kitchen_staff_list_and_86_too(owner: Shell, tmp_path: Path) -> None:
    """They find items on the menu that diners see; prices are not theirs to change."""
    link = owner.out("staff", "invite", f"cook-{owner.email}", "--role", "kitchen", "--yes").strip()
    cook = Shell(owner.server, tmp_path / "cook", tmp_path)
    cook.run("join", link)
    assert len(cook.json("item", "list")) == 4
    cook.run("item", "86", "coke")
    assert [i["name"] for i in owner.json("item", "list", "--sold-out")] == ["Coke"]
    cook.run("item", "restore", "coke")
    cook.fails(3, "item", "price", "coke", "1.00")


def test_an_86_lasts_until_it_is_restored_or_its_time_has_come(owner: Shell) -> None:
    """It shows in the list; --until says when it ends; restore ends it."""
    owner.run("item", "86", "Coke")
    assert [i["name"] for i in owner.json("item", "list", "--sold-out")] == ["Coke"]
    owner.run("item", "restore", "Coke")
    assert owner.json("item", "list", "--sold-out") == []
    assert owner.json("item", "86", "Water", "--until", "2h")["until"] is not None
    assert "not understood" in owner.fails(2, "item", "86", "Coke", "--until", "later")
    assert "25:00" in owner.fails(2, "item", "86", "Coke", "--until", "25:00")


def test_an_item_shows_its_hours_what_is_left_and_its_languages(owner: Shell) -> None:
    """Each in its line; a draft of a translation is called one, and what is not said is not shown."""
    assert "served" not in owner.out("item", "show", "Coke")
    owner.run("item", "edit", "Coke", "--when", "mon-fri 07:00-11:00")
    owner.run("item", "left", "Coke", "12")
    file = owner.file("menu.yaml", owner.run("menu", "export").stdout)
    owner.file("menu.ko.yaml", "language: ko\ndishes: {Coke: 콜라}\n")
    owner.file("menu.de.yaml", "language: de\ndraft:\n  dishes: {Coke: Cola}\n")
    owner.run("menu", "apply", file, "--yes")
    shown = owner.out("item", "show", "Coke").splitlines()
    told = {line.split("  ", 1)[0]: line.split("  ", 1)[1].strip() for line in shown}
    assert (told["served"], told["left"], told["in"]) == (
        "mon-fri 07:00-11:00",
        "12",
        "de: Cola (a draft), ko: 콜라",
    )


def test_an_allergen_that_nobody_knows_is_said(owner: Shell) -> None:
    """On adding and on changing, with the likely word where there is one; known ones say nothing."""
    added = owner.run(
        "item", "add", "Fish stew", "9", "--category", "Drinks", "--allergens", "glutten, milk"
    ).stderr
    assert '"glutten" is no allergen that is known' in added
    assert '"milk"' not in added
    edited = owner.run("item", "edit", "Coke", "--allergens", "moon dust").stderr
    assert '"moon dust" is no allergen that is known' in edited
    assert "no allergen" not in owner.run("item", "edit", "Coke", "--allergens", "gluten").stderr
    assert "no allergen" not in owner.run("item", "edit", "Fish stew", "--station", "grill").stderr
