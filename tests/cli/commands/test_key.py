"""Keys for scripts, from the shell that makes one to the script that uses it."""

from pathlib import Path

from tests.cli.conftest import Shell


def test_a_key_is_made_used_listed_and_revoked(owner: Shell, tmp_path: Path) -> None:
    """Alone on stdout, good as AIQR_TOKEN without any login, gone once revoked."""
    token = owner.out("key", "create", "night export", "--role", "manager", "--expires", "2w").strip()
    assert token.startswith("aiqr_")
    script = Shell(owner.server, tmp_path / "script", tmp_path)
    script.env |= {"AIQR_TOKEN": token}
    assert script.json("table", "list") == []
    (listed,) = owner.json("key", "list")
    assert (listed["name"], listed["role"]) == ("night export", "manager")
    assert token not in owner.out("key", "list")
    owner.fails(2, "key", "revoke", "night export")
    owner.run("key", "revoke", "night export", "--yes")
    assert owner.json("key", "list") == []
    assert "no longer valid" in script.fails(3, "table", "list")


def test_odd_keys_are_refused_in_words(owner: Shell) -> None:
    """Half days and too many are said, and nothing is made."""
    assert "whole days" in owner.fails(2, "key", "create", "x", "--role", "kitchen", "--expires", "90m")
    assert "1825" in owner.fails(5, "key", "create", "x", "--role", "kitchen", "--expires", "6000d")
    owner.run("key", "create", "x", "--role", "kitchen")
    assert "already" in owner.fails(6, "key", "create", "x", "--role", "kitchen")
    assert "no key" in owner.fails(4, "key", "revoke", "y", "--yes")
    assert len(owner.json("key", "list")) == 1
