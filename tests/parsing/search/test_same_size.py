"""A dish in the size of the one before it: "a large cola and a pizza, the same size"."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.families import LANGUAGES, family_of
from tests.parsing.kitchens import kitchen


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_size_is_that_of_the_dish_before(language: str) -> None:
    """The same size is the last of three for both, and orders no third dish, whatever the two sizes are called."""
    lines = understand(kitchen(language), family_of(language)["same_size"]).lines
    sized = [(line.item.variants, line.variant) for line in lines if line.variant is not None]
    assert [[v.id for v in sizes].index(size.id) for sizes, size in sized] == [2, 2]
    assert [line.quantity for line in lines] == [1, 1]
