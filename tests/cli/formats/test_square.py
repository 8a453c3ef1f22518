"""Square exports: what is carried over, what is reported."""

from pathlib import Path

import pytest

from cli.commands.menu.import_ import with_known_options
from cli.errors import CliError
from cli.formats import square
from server.menu.document.loader import load_menu
from server.wire.menu_yaml import to_yaml
from tests.cli.formats.square_export import square_csv, square_xlsx
from tests.fixtures.api import MENU


@pytest.mark.parametrize("kind", ["xlsx", "csv", "utf-16"])
def test_a_square_export_becomes_a_menu(tmp_path: Path, kind: str) -> None:
    """Sheet with its header on row 2, CSV with a byte order mark, CSV in UTF-16: variations, prices, headings, sets."""
    if kind == "xlsx":
        path = square_xlsx(tmp_path / "items.xlsx")
    else:
        path = square_csv(tmp_path / "items.csv", encoding="utf-8-sig" if kind == "csv" else kind)
    document = square.read(path, "GBP").document("Shop", "shop")
    assert document["categories"] == [
        {
            "name": "Pizza",
            "items": [
                {
                    "name": "Margherita",
                    "description": "Tomato & mozzarella",
                    "modifier_groups": ["toppings"],
                    "variants": [
                        {"label": "Medium", "price": "9.50"},
                        {"label": "Large", "price": "1012.00"},
                    ],
                }
            ],
        },
        {"name": "Wine", "items": [{"name": "House red", "tags": ["alcohol"], "price": "6.00"}]},
        {"name": "Soft", "items": [{"name": "Water", "is_active": False, "price": "2.00"}]},
    ]
    assert load_menu(to_yaml(document)).currency == "GBP"


def test_a_square_import_reports_what_it_cannot_carry_over(tmp_path: Path) -> None:
    """Archived and priceless items, things that are no food, stock, taxes, article numbers."""
    report = "\n".join(square.read(square_csv(tmp_path / "items.csv"), "GBP").report.lines())
    for lost in ("archived items", "“Open price”", "type Event", "stock counts", "article numbers"):
        assert lost in report


def test_two_square_categories_that_end_alike_keep_their_paths(tmp_path: Path) -> None:
    """`Lunch > Soups` and `Dinner > Soups` are two headings."""
    rows = "Item Name,Variation Name,Price,Categories\nA,,1,Lunch > Soups\nB,,2,Dinner > Soups\n"
    (tmp_path / "items.csv").write_text(rows)
    document = square.read(tmp_path / "items.csv", "EUR").document("", "")
    assert [c["name"] for c in document["categories"]] == ["Lunch – Soups", "Dinner – Soups"]  # a dash


def test_options_that_the_menu_has_already_are_kept_for_sets_that_come_without(tmp_path: Path) -> None:
    """A second import does not empty the modifier groups that the owner has filled in."""
    imported = square.read(square_csv(tmp_path / "items.csv"), "EUR").document("", "")
    assert imported["modifier_groups"]["toppings"]["options"] == []
    kept = with_known_options(imported, MENU)
    assert [o["name"] for o in kept["modifier_groups"]["toppings"]["options"]] == [
        "Onions",
        "Extra cheese",
        "Olives",
    ]
    assert kept["modifier_groups"]["toppings"]["max"] == 8


def test_a_file_of_another_kind_is_refused_with_what_to_check(tmp_path: Path) -> None:
    """A Square import of a file without Square's columns says that --from may be wrong."""
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CliError) as failure:
        square.read(tmp_path / "other.csv", "EUR")
    assert "--from" in failure.value.todo
    (tmp_path / "broken.xlsx").write_bytes(b"PK broken")
    with pytest.raises(CliError):
        square.read(tmp_path / "broken.xlsx", "EUR")
