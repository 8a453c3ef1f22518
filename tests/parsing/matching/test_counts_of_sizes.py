"""A size that is called one of a measure, and so many of a dish in that size: 酸梅汤两杯,一杯要冰的 is one of the two."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, turns

MEASURES = {"一杯": ("酸梅汤", "一扎"), "一碗": ("豆浆", "一壶"), "一份": ("饺子", "半份")}
"""By the default size: a dish, and its other size."""


def menu(size: str) -> MenuIndex:
    dish, other = MEASURES[size]
    sizes = [{"label": size, "price": 6, "default": True}, {"label": other, "price": 20}]
    options = [{"name": "冰的"}, {"name": "常温"}]
    return menu_of(
        {"name": dish, "variants": sizes, "modifier_groups": [{"name": "X", "max": 1, "options": options}]}
    )


def sizes_ordered(index: MenuIndex, *texts: str) -> dict[tuple[str, tuple[str, ...]], int]:
    """How many there are, by their size and options."""
    return {
        (
            line.variant.label if line.variant else "",
            tuple(c.modifier.name for c in line.choices),
        ): line.quantity
        for line in turns(index, *texts).lines
    }


@pytest.mark.parametrize("size", MEASURES)
def test_so_many_of_them_are_told_of(size: str) -> None:
    """In the same text and in a later one; there are no more than were counted."""
    index, dish, measure = menu(size), MEASURES[size][0], size[-1]
    two = f"{dish}两{measure}"
    for said in ((f"{two},{size}要冰的",), (two, f"{size}要冰的")):
        assert sizes_ordered(index, *said) == {(size, ()): 1, (size, ("冰的",)): 1}, said
    three = f"{dish}三{measure},两{measure}要冰的"
    assert sizes_ordered(index, three) == {(size, ()): 1, (size, ("冰的",)): 2}
    both = f"{dish}两{measure},{size}冰的{size}常温"
    assert sizes_ordered(index, both) == {(size, ("冰的",)): 1, (size, ("常温",)): 1}


@pytest.mark.parametrize("size", MEASURES)
def test_the_size_is_still_told_by_its_name(size: str) -> None:
    """Where it is ordered, and where another size becomes it."""
    index, (dish, other) = menu(size), MEASURES[size]
    assert sizes_ordered(index, f"{dish}{size}冰的") == {(size, ("冰的",)): 1}
    assert sizes_ordered(index, f"{dish}{other}") == {(other, ()): 1}
    assert sizes_ordered(index, f"{dish}{other}", f"换成{size}") == {(size, ()): 1}


def test_a_size_before_a_particle_is_no_word_for_some_of_them() -> None:
    """中で is "among" only where no size is called 中."""
    sizes = [{"label": "中", "price": 5, "default": True}, {"label": "大", "price": 7}]
    index = menu_of({"name": "生ビール", "variants": sizes})
    assert sizes_ordered(index, "生ビール二つ、私は大で彼は中で") == {("大", ()): 1, ("中", ()): 1}
