"""The plain CSV, in and out."""

from pathlib import Path

import pytest

from cli.errors import CliError
from cli.formats import plain
from cli.formats.plain import write_plain
from tests.fixtures.api import MENU


def test_a_plain_csv_holds_variants_defaults_and_lists(tmp_path: Path) -> None:
    """Written by us and read again it is the same menu but for its modifier groups, which are reported."""
    text, lost = write_plain(MENU)
    assert lost == ["modifier groups of 2 items"]
    (tmp_path / "menu.csv").write_text(text)
    document = plain.read(tmp_path / "menu.csv", "EUR").document(MENU["name"], "")
    without_groups = [
        {**c, "items": [{k: v for k, v in i.items() if k != "modifier_groups"} for i in c["items"]]}
        for c in MENU["categories"]
    ]
    assert document["categories"] == without_groups


def test_every_mistake_of_a_plain_csv_is_named_with_line_and_column(tmp_path: Path) -> None:
    """A price that is none, a missing name, a variant that stands twice."""
    path = tmp_path / "menu.csv"
    path.write_text(
        "category;item;variant;price\nPizza;Margherita;;cheap\n;;;5\nPizza;Coke;;3\nPizza;Coke;;4\n"
    )
    with pytest.raises(CliError) as failure:
        plain.read(path, "EUR")
    assert failure.value.details == (
        "line 2, column 4: 'cheap' is not a price in EUR",
        "line 3, column 2: the item's name is missing",
        "line 5, column 3: Coke has this variant already",
    )
    assert failure.value.exit_code == 5
