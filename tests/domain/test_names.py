"""Names as people compare them."""

import pytest

from server.domain.names import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("Pizza", "pizza"), ("  Large \t Coke ", "large coke"), ("STRASSE", "straße"), ("A\u00a0b", "a b")],
)
def test_case_and_blanks_make_no_other_name(one: str, other: str) -> None:
    """Two names that differ in case and blanks alone are one."""
    assert folded(one) == folded(other)


def test_a_name_is_folded_to_words_with_single_blanks() -> None:
    """The words stay apart and in their order; accents stay, as they may tell two dishes from each other."""
    assert folded("  Crème   Brûlée ") == "crème brûlée"
    assert folded("ab c") != folded("a bc")
