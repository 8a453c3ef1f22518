"""One size of a dish of the cart in the place of another one."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns


def _bar() -> MenuIndex:
    def sized(name: str, *labels: str) -> dict[str, object]:
        return {
            "name": name,
            "variants": [{"label": label, "price": 5 + 9 * i} for i, label in enumerate(labels)],
        }

    return menu_of(
        sized("Malbec", "Glass", "Bottle"), sized("Stout", "Pint", "Half"), {"name": "Olives", "price": 4}
    )


@pytest.mark.parametrize("said", [
    "and instead of the two glasses we'll just get a bottle", "instead of the two glasses a bottle please",
    "instead of the glasses just a bottle", "we'll get a bottle instead of the two glasses",
    "actually we'll just get a bottle instead of the glasses", "a bottle instead of the glasses",
])  # fmt: skip
@pytest.mark.parametrize("more", ["", " and the olives", " and a pint of stout"])
def test_a_bottle_instead_of_glasses(said: str, more: str) -> None:
    """As many are had as the words tell, whatever else was ordered."""
    understood = turns(_bar(), "two glasses of malbec" + more, said)
    others = {"": [], " and the olives": ["1 olives"], " and a pint of stout": ["1 stout pint"]}[more]
    assert ordered(understood) == sorted(["1 malbec bottle", *others])
    assert not understood.unmatched


@pytest.mark.parametrize(
    "said",
    ["halves instead of the pints", "instead of pints make it halves", "two halves instead of the two pints"],
)
def test_as_many_of_the_other_size(said: str) -> None:
    """Without another number there are as many as before."""
    understood = turns(_bar(), "two pints of stout and the olives", said)
    assert ordered(understood) == ["1 olives", "2 stout half"]


def test_fewer_than_there_are_are_not_exchanged_for_all() -> None:
    """Two of three glasses are not all of them, so that the order is not complete."""
    assert not turns(_bar(), "three glasses of malbec", "instead of two of the glasses a bottle").complete
