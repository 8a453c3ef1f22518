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
