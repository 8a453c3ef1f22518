"""What documents for developers may name."""

from scripts.check_docs import ROOT, find_faults

FILES = ["server/menu/service.py", "server/menu/version.py", "cli/client.py"]
WORDS = frozenset({"Menus", "replace", "lock_version"})


def test_names_that_are_there_are_no_faults() -> None:
    """A path may be told by its end, a folder by its name, a method by its class."""
    text = "`menu/service.py`, `server/menu/`, `Menus.replace()` and `lock_version`, `--dry-run` and `a → b`"
    assert list(find_faults(text, FILES, WORDS)) == []


def test_what_is_gone_is_told() -> None:
    """A file, a folder, a name and a place in the map that no longer exist."""
    text = "`menu/store.py`, `orders/`, `Menus.swap`\n\n```\nserver/  all\n  menu/   the menu\n  audit/  who did\n```\n"
    assert list(find_faults(text, FILES, WORDS)) == [
        "there is no server/audit/",
        "there is no menu/store.py",
        "there is no orders/",
        "nothing is called Menus.swap",
    ]


def test_a_name_stands_in_the_file_that_is_given_behind_it() -> None:
    """A method that has moved to another file is told, also where both are still there."""
    files, words = ["scripts/check_docs.py"], frozenset({"find_faults", "find_mutations"})
    assert (ROOT / files[0]).is_file()
    text = "`find_faults` (`scripts/check_docs.py`), `find_mutations()` (`scripts/check_docs.py`)"
    assert list(find_faults(text, files, words)) == ["scripts/check_docs.py has no find_mutations"]
