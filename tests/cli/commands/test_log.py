"""The audit log on the command line."""

from tests.cli.conftest import Shell


def test_the_log_says_who_changed_what(owner: Shell) -> None:
    """A setting that was changed is the newest line, with who and when; a script reads the values before and after."""
    owner.run("restaurant", "edit", "--max-quantity", "7")
    newest, *_ = owner.json("log", "--action", "restaurant.changed", "--limit", "1")
    assert newest["after"] == {"max_quantity_per_line": 7}
    assert newest["who"].endswith("@example.com")
    shown = owner.run("log", "--limit", "1").stdout
    assert "restaurant.changed" in shown
    assert "max quantity per line" in shown
