"""A number of pieces that only one of two dishes comes in tells which one is meant: "ten wings"."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

NOUNS = [("Bone-in wings", "Boneless wings", "wings"), ("Pork dumplings", "Prawn dumplings", "dumplings")]
LABELS = ["{n} pc", "{n} pieces", "{n}"]


def _menu(first: str, second: str, label: str) -> MenuIndex:
    counts = ((first, (6, 10)), (second, (8, 16)))
    return menu_of(
        *(
            {"name": name, "variants": [{"label": label.format(n=n), "price": n} for n in many]}
            for name, many in counts
        ),
        {"name": "Lemonade", "price": 3},
    )


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(("first", "second", "noun"), NOUNS)
@pytest.mark.parametrize(
    "text", ["{n} {noun}", "a lemonade and {n} {noun}", "{n} {noun} please and a lemonade"]
)
def test_the_dish_that_comes_in_so_many_is_meant(
    first: str, second: str, noun: str, label: str, text: str
) -> None:
    """It is one in that size."""
    for name, number, n in ((first, "ten", 10), (second, "16", 16), (second, "eight", 8)):
        understood = turns(_menu(first, second, label), text.format(n=number, noun=noun))
        assert f"1 {name} {label.format(n=n)}" in [told(line) for line in understood.lines]


@pytest.mark.parametrize("text", ["two {}", "twelve {}", "ten portions of {}", "{}"])
@pytest.mark.parametrize(("first", "second", "noun"), NOUNS)
def test_another_number_leaves_it_open(first: str, second: str, noun: str, text: str) -> None:
    """So many of neither, portions and no number are asked about."""
    assert not turns(_menu(first, second, "{n} pc"), text.format(noun)).complete


@pytest.mark.parametrize(("first", "second", "noun"), NOUNS)
def test_a_number_of_both_leaves_it_open(first: str, second: str, noun: str) -> None:
    """Where both dishes come in so many it is asked which one is meant."""
    sizes = [{"label": "6 pc", "price": 7}, {"label": "12 pc", "price": 12}]
    index = menu_of(*({"name": name, "variants": sizes} for name in (first, second)))
    assert not turns(index, f"six {noun}").complete
