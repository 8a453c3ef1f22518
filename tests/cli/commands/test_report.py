"""The figures."""

from pathlib import Path

from tests.cli.conftest import Shell


def test_the_report_has_totals_rows_and_the_words_that_meant_nothing(owner: Shell) -> None:
    """By day, item and hour; figures on stdout, what they are about on stderr."""
    owner.order("two cokes and a water")
    day = owner.run("report")
    assert day.stdout.splitlines()[1].split("\t")[1:4] == ["1", "3", "8.00"]
    assert "1 order, 8.00 EUR" in day.stderr
    assert [r["label"] for r in owner.json("report", "item", "--since", "today")["rows"]] == ["Coke", "Water"]
    assert owner.json("report", "hour", "--since", "yesterday", "--until", "yesterday")["rows"] == []
    assert owner.json("report", "words")["by"] == "words"
    assert "since" in owner.fails(5, "report", "--since", "2019-01-01")


def test_a_time_without_orders_is_one_line(owner: Shell) -> None:
    """Nothing is said three times; a list of orders says it too."""
    empty = owner.run("report", "--since", "yesterday", "--until", "yesterday")
    assert (empty.stdout, len(empty.stderr.splitlines())) == ("", 1)
    assert "no orders" in empty.stderr
    assert "no orders yet" in owner.run("orders", "list").stderr


def test_each_kind_of_report_has_its_rows(owner: Shell) -> None:
    """In a pipe they are tab-separated: the labels for a person, and what was cancelled with by whom."""
    owner.order("two cokes and a water")
    assert [line.split("\t")[0] for line in owner.run("report", "source").stdout.splitlines()] == [
        "source",
        "words, language unknown",
    ]
    assert owner.run("report", "category").stdout.splitlines()[1].split("\t")[:4] == [
        "Drinks",
        "1",
        "3",
        "8.00",
    ]
    assert owner.run("report", "table").stdout.splitlines()[1].split("\t")[0] == "no table"
    weekday = owner.run("report", "weekday").stdout.splitlines()[1].split("\t")[0]
    assert weekday[:3] in {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
    assert weekday.endswith(":00")
    owner.run("orders", "cancel", "1", "--yes")
    header, *rows = [line.split("\t") for line in owner.run("report", "cancelled").stdout.splitlines()]
    assert header[:3] == ["item", "cancelled by", "orders"]
    assert [(row[0], row[3]) for row in rows] == [("Coke", "2"), ("Water", "1")]
    assert all("@" in row[1] for row in rows)


def test_all_restaurants_are_summed_by_currency(owner: Shell) -> None:
    """A second place in the same currency has a line of its own and one of both; dishes are added up by name."""
    owner.order("two cokes and a water")
    owner.run(
        "restaurant",
        "create",
        "Second Place",
        "--currency",
        "EUR",
        "--timezone",
        "Europe/Berlin",
    )
    together = owner.run("report", "-r", "all")
    assert [line.split("\t")[:4] for line in together.stdout.splitlines()[-1:]] == [
        ["all 2", "1", "0", "8.00"]
    ]
    rows = owner.run("report", "item", "-r", "all").stdout.splitlines()
    assert [row.split("\t")[:3] for row in rows[-2:]] == [["Coke", "1", "2"], ["Water", "1", "1"]]
    assert len(owner.json("report", "-r", "all")) == 2


def test_a_page_holds_all_figures_and_replaces_nothing_unasked(owner: Shell, tmp_path: Path) -> None:
    """It loads nothing from elsewhere; a file that is there stays without --yes."""
    owner.order("two cokes and a water")
    page = tmp_path / "week.html"
    owner.run("report", "--html", str(page))
    text = page.read_text("utf-8")
    assert "8.00 EUR" in text
    assert all(
        f"<h2>{title}</h2>" in text for title in ("Days", "Hours of the week", "Dishes", "Taps and words")
    )
    assert "<h2>Cancelled</h2>" not in text
    assert not any(word in text for word in ("<script", "http:", "https:"))
    page.write_text("mine")
    owner.fails(2, "report", "--html", str(page))
    assert page.read_text() == "mine"
    owner.run("report", "--html", str(page), "--yes")
    assert "8.00 EUR" in page.read_text("utf-8")
