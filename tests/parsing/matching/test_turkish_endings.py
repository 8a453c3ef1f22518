"""Turkish names: what is refused may end a name that the menu writes with another ending; one of several is no size, "mixed" a dish."""

from functools import cache

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

REFUSED = {
    "Pudra şekeri": "pudra şekersiz",
    "Nar ekşisi": "nar ekşisiz",
    "Hardal sosu": "hardal sossuz",
    "Tavuk eti": "tavuk etsiz",
    "Kola cipsi": "kola cipssiz",
    "Elma püresi": "elma püresiz",
}
"""Options by their names, and how each is refused."""
ONE_OF_THEM = ("{}nin birini iptal edin", "{}nin birini iptal", "{}lerden birini iptal edelim")


@cache
def menu() -> MenuIndex:
    options = [{"name": name, "default": True} for name in REFUSED]
    return menu_of(
        {"name": "Waffle", "price": 9, "modifier_groups": [{"name": "Malzeme", "options": options}]},
        {"name": "Pide", "variants": [{"label": "Bir", "price": 5}, {"label": "Bir buçuk", "price": 7}]},
        {"name": "Künefe", "price": 6},
    )


@pytest.mark.parametrize("option", REFUSED)
def test_a_compound_is_refused_by_its_bare_word(option: str) -> None:
    """Nothing is added, and no wish is made of a part of the name: neither before nor behind the dish."""
    for text in (
        f"bir waffle, {REFUSED[option]}",
        f"waffle {REFUSED[option]} olsun",
        f"{REFUSED[option]} waffle",
    ):
        understood = turns(menu(), text)
        assert [told(line) for line in understood.lines] == [f"1 Waffle; none {option}"], text


@pytest.mark.parametrize("first", REFUSED)
def test_two_refusals_joined_by_and_leave_no_word_over(first: str) -> None:
    """Each refuses its own option."""
    second = next(name for name in REFUSED if name != first)
    understood = turns(menu(), f"bir waffle {REFUSED[first]} ve {REFUSED[second]}")
    (line,) = understood.lines
    assert {choice.modifier.name for choice in line.choices if choice.amount == "none"} == {first, second}
    assert (understood.unmatched, understood.state.note) == ((), "")


@pytest.mark.parametrize("taken", ONE_OF_THEM)
def test_one_of_several_is_taken_off_though_a_size_is_called_one(taken: str) -> None:
    """All others stay."""
    understood = turns(menu(), "üç künefe", taken.format("künefe"))
    assert [told(line) for line in understood.lines] == ["2 Künefe"]


@pytest.mark.parametrize("kind", ["pide", "tost", "pizza"])
@pytest.mark.parametrize(
    "text", ["bir {k} {d}, bir de karisik", "bana {k} {d} esime karisik", "iki karisik, bir {k} {d}"]
)
def test_a_dish_called_mixed_is_told_by_that_word(kind: str, text: str) -> None:
    """It is no wish for everything on the dish before it."""
    names = [f"{first} {kind}" for first in ("Peynirli", "Sucuklu", "Karisik")]
    index = menu_of(*({"name": name, "price": 5} for name in names))
    understood = turns(index, text.format(k="sucuklu", d=kind))
    found = {line.item.name: line.quantity for line in understood.lines}
    assert found == {names[1]: 1, names[2]: 2 if text.startswith("iki") else 1}


@pytest.mark.parametrize("off", ["silip", "iptal edip", "iptal edin,", "iptal edin"])
def test_what_is_ordered_in_the_place_of_one_takes_no_more_off(off: str) -> None:
    """ "Yerine" behind a verb that takes something off is of what follows it."""
    index = menu_of(
        {"name": "Künefe", "price": 5}, {"name": "Ayran", "price": 2}, {"name": "Bira", "price": 2}
    )
    understood = turns(index, "iki künefe, bir bira", f"künefenin birini {off} yerine ayran koyun")
    assert {line.item.name: line.quantity for line in understood.lines} == {
        "Künefe": 1,
        "Bira": 1,
        "Ayran": 1,
    }


COFFEE = {"sade": "Sade", "az şekerli": "Az şekerli", "orta": "Orta şekerli", "çok şekerli": "Çok şekerli"}


@pytest.mark.parametrize("said", COFFEE)
def test_medium_sugar_is_never_little_sugar(said: str) -> None:
    """Coffee is told by the first word of how sweet it is."""
    sugar = [{"name": name} for name in dict.fromkeys(COFFEE.values())]
    group = {"name": "Şeker", "min": 1, "max": 1, "options": sugar}
    others = [{"name": name, "price": 5} for name in ("Ayran", "Adana Kebap", "Künefe")]
    coffee = menu_of({"name": "Türk Kahvesi", "price": 9, "modifier_groups": [group]}, *others)
    understood = turns(coffee, f"iki {said} kahve lütfen")
    assert [told(line) for line in understood.lines] == [f"2 Türk Kahvesi; {COFFEE[said]}"]


@pytest.mark.parametrize("cola", ["kola", "coca cola", "kokakola"])
def test_cola_is_the_brand_of_the_menu(cola: str) -> None:
    """And the one without sugar the other one."""
    drinks = menu_of({"name": "Coca-Cola 33 cl", "price": 3}, {"name": "Coca-Cola Zero 33 cl", "price": 3})
    assert [told(line) for line in turns(drinks, f"iki {cola}").lines] == ["2 Coca-Cola 33 cl"]
    assert [told(line) for line in turns(drinks, f"iki {cola} zero").lines] == ["2 Coca-Cola Zero 33 cl"]
