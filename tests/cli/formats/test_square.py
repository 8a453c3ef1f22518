"""Square exports: what is carried over, what is reported."""

from pathlib import Path

import pytest

from cli.commands.menu.import_ import with_known_options
from cli.errors import CliError
from server.menu.document.loader import load_menu
from server.wire.menu_yaml import to_yaml
from tests.cli.formats.reading import dishes, read, read_text
from tests.cli.formats.square_export import square_csv, square_xlsx
from tests.fixtures.api import MENU


@pytest.mark.parametrize("kind", ["xlsx", "csv", "utf-16"])
def test_a_square_export_becomes_a_menu(tmp_path: Path, kind: str) -> None:
    """Sheet with its header on row 2, CSV with a byte order mark, CSV in UTF-16: variations, prices, headings, sets."""
    if kind == "xlsx":
        path = square_xlsx(tmp_path / "items.xlsx")
    else:
        path = square_csv(tmp_path / "items.csv", encoding="utf-8-sig" if kind == "csv" else kind)
    document = read(path, "square", "GBP").document("Shop", "shop")
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
    report = "\n".join(read(square_csv(tmp_path / "items.csv"), "square", "GBP").report.lines())
    for lost in ("archived items", "“Open price”", "type Event", "stock counts", "article numbers"):
        assert lost in report


def test_two_square_categories_that_end_alike_keep_their_paths(tmp_path: Path) -> None:
    """`Lunch > Soups` and `Dinner > Soups` are two headings."""
    rows = "Item Name,Variation Name,Price,Categories\nA,,1,Lunch > Soups\nB,,2,Dinner > Soups\n"
    (tmp_path / "items.csv").write_text(rows)
    document = read(tmp_path / "items.csv", "square", "EUR").document("", "")
    assert [c["name"] for c in document["categories"]] == ["Lunch – Soups", "Dinner – Soups"]  # a dash


def test_options_that_the_menu_has_already_are_kept_for_sets_that_come_without(tmp_path: Path) -> None:
    """A second import does not empty the modifier groups that the owner has filled in."""
    imported = read(square_csv(tmp_path / "items.csv"), "square", "EUR").document("", "")
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
        read(tmp_path / "other.csv", "square", "EUR")
    assert "--from" in failure.value.todo
    (tmp_path / "broken.xlsx").write_bytes(b"PK broken")
    with pytest.raises(CliError):
        read(tmp_path / "broken.xlsx", "square", "EUR")


LOCATIONS = """Token,Item Name,Variation Name,Categories,Square Online Item Visibility,Price,Archived,Sellable,\
Enabled Main St,Price Main St,Enabled Airport,Price Airport
T1,Burger,Regular,SIDES (P4UDVM47WMBWY7UAJDOH7BI5),visible,10.00,N,,Y,12.00,Y,15.00
T2,Secret,Regular,SIDES (OFR7KEXQE2HAP57I3LVT5DUZ),hidden,9.00,N,,Y,,Y,
T3,Closed,Regular,Sides,visible,8.00,N,,N,,N,
T4,Market fish,Regular,SIDES (OFR7KEXQE2HAP57I3LVT5DUZ),visible,variable,N,,Y,,Y,
T5,Fries,Regular,SIDES (P4UDVM47WMBWY7UAJDOH7BI5),visible,,N,,Y,4.00,Y,
T6,Coffee,Regular,SIDES,visible,,N,,Y,3.00,N,3.50
"""


@pytest.mark.parametrize(
    ("location", "burger", "coffee"),
    [("main st", "12.00", ("Coffee", "3.00")), ("Airport", "15.00", ("Coffee", "3.50 hidden"))],
)
def test_a_location_has_its_own_prices(
    tmp_path: Path, location: str, burger: str, coffee: tuple[str, str]
) -> None:
    """Its price, else the usual one; what it does not sell, and what is hidden, is carried over hidden."""
    found = dict(dishes(read_text(tmp_path, LOCATIONS, location=location))["SIDES"])
    assert found["Burger"] == burger
    assert found["Secret"] == "9.00 hidden"
    assert found["Closed"] == "8.00 hidden"
    assert found[coffee[0]] == coffee[1]


def test_without_a_location_the_usual_price_counts_and_other_prices_are_named(tmp_path: Path) -> None:
    """Categories that differ by Square's ids alone are one; nothing is guessed where the locations differ."""
    draft = read_text(tmp_path, LOCATIONS)
    assert dishes(draft) == {
        "SIDES": [
            ("Burger", "10.00"),
            ("Secret", "9.00 hidden"),
            ("Closed", "8.00 hidden"),
            ("Fries", "4.00"),
        ]
    }
    assert draft.report.lines() == [
        "no fixed price (2×): “Market fish” (row 5): 'variable', “Coffee” (row 7): '3.00 / 3.50'",  # times
        "prices that differ by location (--location takes those of one) (2×): Main St, Airport",  # times
    ]


def test_a_location_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    """The person sees what to write."""
    with pytest.raises(CliError) as failure:
        read_text(tmp_path, LOCATIONS, location="Harbour")
    assert failure.value.details == ("Main St", "Airport")
    assert failure.value.exit_code == 2
