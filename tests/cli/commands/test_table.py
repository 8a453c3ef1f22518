"""Tables and their codes."""

from tests.cli.conftest import Shell


def test_tables_are_added_in_ranges_once(owner: Shell) -> None:
    """A second run adds what is missing; names, prefixes and ranges mix."""
    assert len(owner.json("table", "add", "1-3", "Bar", "T1-T2")) == 6
    again = owner.run("table", "add", "1-4")
    assert "1 table added" in again.stderr
    assert "3 were there already" in again.stderr
    assert sorted(t["name"] for t in owner.json("table", "list")) == ["1", "2", "3", "4", "Bar", "T1", "T2"]
    assert "not a range" in owner.fails(2, "table", "add", "1-9999")


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


def test_codes_are_saved_as_files(owner: Shell) -> None:
    """One file for one table, a directory for several, cards as PDF on the chosen paper."""
    owner.run("table", "add", "1-5")
    owner.run("table", "qr", "1", "--svg", owner.folder / "one.svg")
    assert b"<svg" in (owner.folder / "one.svg").read_bytes()
    owner.run("table", "qr", "--all", "--png", owner.folder / "codes")
    assert len(list((owner.folder / "codes").glob("*.png"))) == 5
    said = owner.run("table", "qr", "--all", "--pdf", owner.folder / "cards.pdf", "--paper", "letter").stderr
    assert "5 cards on 2 pages of LETTER" in said
    assert (owner.folder / "cards.pdf").read_bytes().startswith(b"%PDF")
    assert "one file" in owner.fails(2, "table", "qr", "--all", "--svg", owner.folder / "all.svg")
    assert "no table" in owner.fails(4, "table", "qr", "99")
    assert owner.out("table", "qr", "2").splitlines()[1] == owner.json("table", "list")[1]["url"]
