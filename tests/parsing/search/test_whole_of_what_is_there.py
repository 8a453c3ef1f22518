"""Numbers of a later text that are the whole, and "no after all" that begins one."""

import pytest

from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import menu_of, turns


def dishes(*names: str) -> MenuIndex:
    """A menu of dishes of these names."""
    return menu_of(*[{"name": name, "price": 5} for name in names])


def quantities(understood: Understood) -> dict[str, int]:
    """How often each dish was ordered."""
    assert len({line.item.name for line in understood.lines}) == len(understood.lines)
    return {line.item.name: line.quantity for line in understood.lines}


WHOLE = {
    "fr": (
        "Cidre",
        "Gratin",
        "deux cidres et trois gratins",
        ["un seul cidre", "et un seul cidre", "finalement un seul cidre"],
    ),
    "it": (
        "Spritz",
        "Ribollita",
        "due spritz e tre ribollite",
        ["un solo spritz", "e un solo spritz", "solo uno spritz"],
    ),
    "es": ("Gazpacho", "Clara", "dos gazpachos y tres claras", ["un solo gazpacho", "solo un gazpacho"]),
    "pt": (
        "Gaspacho",
        "Cerveja",
        "dois gaspachos e três cervejas",
        ["um só gaspacho", "só um gaspacho", "afinal só um gaspacho"],
    ),
    "nl": (
        "Tosti",
        "Pannenkoek",
        "twee tosti en drie pannenkoeken",
        ["maar één tosti", "toch maar één tosti"],
    ),
    "de": ("Radler", "Obatzda", "zwei Radler und drei Obatzda", ["nur ein Radler", "und nur ein Radler"]),
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code in WHOLE for text in WHOLE[code][3]])
def test_only_so_many_are_the_number_of_what_is_there(code: str, text: str) -> None:
    """Who says "only one" of a dish that is ordered already wants no more of it, and of the others as many as before."""
    one, other, before, _texts = WHOLE[code]
    assert quantities(turns(dishes(one, other), before, text)) == {one: 1, other: 3}


def test_only_one_of_another_dish_is_one_of_it() -> None:
    """Of what is not there "only one" orders one."""
    understood = turns(dishes("Cidre", "Gratin"), "deux cidres", "et un seul gratin")
    assert quantities(understood) == {"Cidre": 2, "Gratin": 1}


@pytest.mark.parametrize("verb", ["mach mal", "machen Sie", "mach"])
@pytest.mark.parametrize("first", ["zwei Radler und einen Obatzda", "einen Obatzda und zwei Radler"])
def test_a_number_behind_make_counts_the_dish_that_is_named(verb: str, first: str) -> None:
    """ "Mach mal drei Radler" is no number of the line that was named last."""
    understood = turns(dishes("Radler", "Obatzda"), first, f"{verb} drei Radler")
    assert quantities(understood) == {"Radler": 3, "Obatzda": 1}


AFTER_ALL = {
    "fr": (
        "Cidre",
        "Gratin",
        "un cidre",
        ["non finalement un gratin", "finalement non, un gratin", "tout compte fait, un gratin"],
    ),
    "es": ("Clara", "Gazpacho", "una clara", ["al final no, un gazpacho", "no, al final un gazpacho"]),
    "pt": (
        "Cerveja",
        "Gaspacho",
        "uma cerveja",
        ["afinal não, um gaspacho", "não afinal quero um gaspacho", "afinal um gaspacho"],
    ),
    "tr": ("Ayran", "Menemen", "bir ayran", ["yok, en iyisi bir menemen", "yok en iyisi menemen"]),
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code in AFTER_ALL for text in AFTER_ALL[code][3]]
)
def test_no_after_all_replaces_what_was_ordered(code: str, text: str) -> None:
    """A later text that begins with "no after all" and names a dish replaces the one that is there."""
    one, other, before, _texts = AFTER_ALL[code]
    assert quantities(turns(dishes(one, other), before, text)) == {other: 1}


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("una clara", "al final un gazpacho"),
        ("una clara", "al final ponme un gazpacho"),
    ],
)
def test_after_all_alone_leaves_it_open(first: str, text: str) -> None:
    """ "At last" may tell of one dish more, and of another one."""
    assert not turns(dishes("Clara", "Gazpacho"), first, text).complete


SIZES = {
    "nl": (
        "Huiswijn",
        ["Glas", "Fles"],
        "een glas huiswijn",
        ["nee, een fles", "liever een fles", "toch maar een fles"],
    ),
    "fr": (
        "Muscadet",
        ["Verre", "Bouteille"],
        "un verre de muscadet",
        ["plutôt une bouteille", "non, une bouteille"],
    ),
    "es": ("Verdejo", ["Copa", "Botella"], "una copa de verdejo", ["mejor una botella", "no, una botella"]),
    "it": (
        "Birra alla spina",
        ["Piccola 0,2", "Media 0,4"],
        "una birra piccola",
        ["no, meglio una media", "anzi, una media"],
    ),
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code in SIZES for text in SIZES[code][3]])
def test_another_vessel_or_size_replaces_the_one_there(code: str, text: str) -> None:
    """A vessel that is a size of the dish, corrected to, is its new size, and nothing is added."""
    name, labels, before, _texts = SIZES[code]
    index = menu_of({"name": name, "variants": [{"label": label, "price": 3} for label in labels]})
    [line] = turns(index, before, text).lines
    assert (line.quantity, line.variant and line.variant.label) == (1, labels[1])
