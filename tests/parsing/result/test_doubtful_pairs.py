"""What stands behind a pause after two dishes that both can have it: such an order is not complete."""

import pytest

from tests.parsing.kitchens import hear

PAIRS = (
    ("a latte and a flat white", "oat milk", "a lemonade", "in the latte"),
    ("a dock burger medium rare and a halloumi burger", "no tomato", "a cola", "on the halloumi one"),
    ("a cola and a lemonade", "no ice", "a latte", "in the cola"),
    ("two chicken burgers and a halloumi burger", "extra lettuce", "two lattes", "on the halloumi one"),
)
"""Two dishes, what both can have, a dish that cannot, and words that tell which one has it."""


@pytest.mark.parametrize(("both", "said", "without", "which"), PAIRS)
def test_what_may_be_for_both_is_not_complete(both: str, said: str, without: str, which: str) -> None:
    """Behind a pause it may be about either; right behind the second, of one dish alone, or told of which, it is not."""
    first, second = both.split(" and ")
    assert not hear(f"{both}, {said}").complete
    for text in (
        f"{first} and {second} {said}",
        f"{without} and {second}, {said}",
        f"{both}, {said} {which}",
    ):
        assert hear(text).complete, text
