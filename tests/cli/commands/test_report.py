"""The figures."""

from tests.cli.conftest import Shell


def test_the_report_has_totals_rows_and_the_words_that_meant_nothing(owner: Shell) -> None:
    """By day, item and hour; figures on stdout, what they are about on stderr."""
    owner.order("two cokes and a water")
    day = owner.run("report")
    assert day.stdout.splitlines()[1].split("\t")[1:4] == ["1", "3", "8.00"]
    assert "1 orders, 8.00 EUR" in day.stderr
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
