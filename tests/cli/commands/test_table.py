"""Tables and their codes."""

import pytest

from cli.errors import CliError
from cli.table_names import table_names
from tests.cli.conftest import Shell
from tests.photos.pictures import encoded, gradient


def test_tables_are_added_in_ranges_once(owner: Shell) -> None:
    """A second run adds what is missing; names, prefixes and ranges mix."""
    assert len(owner.json("table", "add", "1-3", "Bar", "T1-T2")) == 6
    again = owner.run("table", "add", "1-4")
    assert "1 table added" in again.stderr
    assert "3 were there already" in again.stderr
    assert sorted(t["name"] for t in owner.json("table", "list")) == ["1", "2", "3", "4", "Bar", "T1", "T2"]
    assert "more than 500 tables" in owner.fails(2, "table", "add", "1-9999")


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


def test_a_visit_is_ended(owner: Shell) -> None:
    """It names the table; one that is none is an error."""
    owner.run("table", "add", "7")
    assert "The visit of table 7 is over." in owner.run("table", "end", "7").stderr
    owner.fails(4, "table", "end", "8")


def test_codes_are_saved_as_files(owner: Shell) -> None:
    """One file for one table, a directory for several, cards as PDF on the chosen paper."""
    owner.run("table", "add", "1-5")
    owner.run("table", "qr", "1", "--svg", owner.folder / "one.svg", "--yes")
    assert b"<svg" in (owner.folder / "one.svg").read_bytes()
    owner.run("table", "qr", "--all", "--png", owner.folder / "codes", "--yes")
    assert len(list((owner.folder / "codes").glob("*.png"))) == 5
    said = owner.run(
        "table", "qr", "--all", "--pdf", owner.folder / "cards.pdf", "--paper", "letter", "--yes"
    ).stderr
    assert "5 cards on 2 pages of LETTER" in said
    assert (owner.folder / "cards.pdf").read_bytes().startswith(b"%PDF")
    assert "one file" in owner.fails(2, "table", "qr", "--all", "--svg", owner.folder / "all.svg", "--yes")
    assert "no table" in owner.fails(4, "table", "qr", "99")
    assert owner.out("table", "qr", "2").splitlines()[1] == owner.json("table", "list")[1]["url"]


def test_codes_for_an_address_that_no_phone_reaches_need_a_yes(owner: Shell) -> None:
    """The test's server is on this machine: nothing is written without --yes, and the reason is said."""
    owner.run("table", "add", "1")
    for option in ("--pdf", "--svg", "--png"):
        said = owner.fails(2, "table", "qr", "1", option, owner.folder / "one")
        assert "no phone reaches it" in said
        assert "Nothing was written" in said
        assert "AIQR_PUBLIC_URL" in said
    assert not (owner.folder / "one").exists()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (("1-3",), ["1", "2", "3"]),
        (("1–3",), ["1", "2", "3"]),  # a dash
        (("T1-T3", "2"), ["T1", "T2", "T3", "2"]),
        (("T1-3",), ["T1", "T2", "T3"]),
        (("1..2", "1-2"), ["1", "2"]),
        (("Bar 1-Terrace 2",), ["Bar 1-Terrace 2"]),
        (("Table 1-3",), ["Table 1", "Table 2", "Table 3"]),
        (("7", " Window "), ["7", "Window"]),
    ],
)
def test_ranges_of_tables_are_read_as_people_write_them(typed: tuple[str, ...], names: list[str]) -> None:
    """With a prefix once or twice, with dashes of all lengths; every name once."""
    assert table_names(typed) == names


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1-100000", "more than 500 tables"),
        ("1-501", "more than 500 tables"),
        ("1-99999999999999999999", "more than 500 tables"),
        ("20-1", "counts backwards"),
        ("", "no name for a table"),
        ("   ", "no name for a table"),
        ("x" * 51, "no name for a table"),
        ("-5", "looks like an option"),
    ],
)
def test_odd_names_are_refused_with_the_reason(typed: str, said: str) -> None:
    """Nothing is added; several are named together."""
    with pytest.raises(CliError) as failure:
        table_names((typed,))
    assert said in failure.value.message
    with pytest.raises(CliError) as both:
        table_names(("7", typed, "9-1"))
    assert len(both.value.details) == 2
    assert both.value.exit_code == 2


def test_a_range_of_exactly_as_many_as_are_allowed(owner: Shell) -> None:
    """500 are a range, one more is none."""
    assert len(table_names(("1-500",))) == 500
    owner.fails(2, "table", "add", "1-501", "Bar")
    assert owner.json("table", "list") == []


@pytest.mark.slow
def test_cards_have_the_logo_of_the_house(owner: Shell) -> None:
    """As it was put in the restaurant's settings, with its colour; without one there is no picture."""
    owner.run("table", "add", "1")
    cards = owner.folder / "cards.pdf"
    owner.run("table", "qr", "1", "--pdf", cards, "--yes")
    assert b"/Subtype /Image" not in cards.read_bytes()
    logo = owner.file("logo.png", encoded(gradient(300, 300), "PNG"))
    owner.run("restaurant", "edit", "--logo", logo, "--accent", "#1d6b43")
    owner.run("table", "qr", "1", "--pdf", cards, "--yes")
    assert b"/Subtype /Image" in cards.read_bytes()
