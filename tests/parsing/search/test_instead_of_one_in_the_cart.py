"""A dish with "instead" that names nothing it replaces, with several lines in the cart."""

import pytest

from tests.parsing.kitchens import dialog, told

TAKES = [
    ("garlic bread and a cola", "nachos instead", ["1 Cola", "1 Nachos"]),
    ("garlic bread and a cola", "a lemonade instead", ["1 Garlic bread", "1 Lemonade"]),
    ("garlic bread", "a latte instead", ["1 Latte"]),
    ("garlic bread, nachos and a cola", "onion rings instead", None),
    ("garlic bread and nachos", "put a brownie on instead", None),
]


@pytest.mark.parametrize(("ordered", "text", "lines"), TAKES)
def test_the_only_one_of_its_category_is_replaced(ordered: str, text: str, lines: list[str] | None) -> None:
    """Where there is no such one, or there are several, the order is not called complete."""
    after = dialog(ordered, text)
    assert after.complete == (lines is not None)
    if lines is not None:
        assert [told(line) for line in after.lines] == lines
