"""A size tells which of several dishes is meant: the only one that comes in sizes, "regular fries"."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns


def _kitchen(kind: str, labels: tuple[str, str], at: int) -> MenuIndex:
    """Three dishes of a kind, of which that at a place comes in two sizes."""
    sizes = [{"label": label, "price": price} for price, label in enumerate(labels, 3)]
    dishes = [{"name": f"{begin} {kind}", "price": 5} for begin in ("Kimchi", "Truffle")]
    dishes.insert(at, {"name": f"House {kind}", "variants": sizes})
    return menu_of(*dishes)


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize(("labels", "said"), [(("Reg", "Lge"), "regular"), (("Regular", "Large"), "reg")])
@pytest.mark.parametrize("kind", ["Fries", "Nachos"])
def test_the_only_dish_in_sizes_is_meant(kind: str, labels: tuple[str, str], said: str, at: int) -> None:
    """The others come in one size, which is called regular, too, but which nobody says."""
    answer = turns(_kitchen(kind, labels, at), f"a {said} {kind.lower()} please")
    assert ordered(answer) == [f"1 house {kind} {labels[0]}".casefold()]
    assert not turns(_kitchen(kind, labels, at), f"{kind.lower()} please").complete
