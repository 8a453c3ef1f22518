"""Names that may only tell of the one beside them: what was understood is not called complete."""

import pytest

from tests.parsing.kitchens import hear


@pytest.mark.parametrize(
    ("menu", "text"),
    [("de", "una cerveza de cola"), ("de", "un pastel de pizza margherita")],
)
def test_a_dish_known_by_less_than_its_name_before_another_is_not_complete(menu: str, text: str) -> None:
    """A guest of another language may call the second one by its kind first."""
    assert not hear(text, menu).complete
