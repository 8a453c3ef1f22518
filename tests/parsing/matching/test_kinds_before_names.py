"""The kind of a drink said before its name is no drink more: "un caffè marocchino", where there is a *Caffè*, too."""

import pytest

from tests.parsing.kitchens import menu_of, turns

KINDS = {
    "it": ("un", "due", "caffè", "Caffè", ("Ginseng", "Marocchino", "Macchiato")),
    "fr": ("un", "deux", "café", "Café", ("Noisette", "Déca", "Crème brûlé")),
    "pt": ("um", "dois", "café", "Café", ("Pingado", "Garoto", "Descafeinado")),
    "es": ("un", "dos", "café", "Café", ("Cortado", "Bombón", "Descafeinado")),
}
HEADING = {"it": "Caffetteria", "fr": "Boissons", "pt": "Bebidas", "es": "Bebidas"}
OTHER = {"it": "Acqua", "fr": "Coca", "pt": "Sumo de laranja", "es": "Zumo de naranja"}


def _ordered(code: str, text: str) -> list[str]:
    names = [*KINDS[code][4], KINDS[code][3], OTHER[code]]
    index = menu_of(
        {"name": "Tiramisù", "price": 5},
        under={HEADING[code]: [{"name": name, "price": 2} for name in names]},
    )
    return [f"{line.quantity} {line.item.name}" for line in turns(index, text).lines]


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("which", [0, 1])
def test_a_drink_behind_its_kind(code: str, which: int) -> None:
    """It is this drink alone, as many as were counted."""
    one, two, kind, _plain, names = KINDS[code]
    name = names[which]
    assert _ordered(code, f"{one} {kind} {name.lower()}") == [f"1 {name}"]
    assert _ordered(code, f"{two} {kind} {name.lower()}") == [f"2 {name}"]


@pytest.mark.parametrize("code", KINDS)
def test_a_drink_of_another_kind_and_one_behind_a_pause(code: str) -> None:
    """They are drinks by themselves."""
    one, _two, kind, plain, names = KINDS[code]
    assert _ordered(code, f"{one} {kind}, {one} {names[0].lower()}") == [f"1 {plain}", f"1 {names[0]}"]
    assert _ordered(code, f"{one} {kind} {OTHER[code].lower()}") == [f"1 {plain}", f"1 {OTHER[code]}"]


LATER = {
    "en": ("beer", "two beers, {} please", "Corona"),
    "de": ("Bier", "zwei Bier, {} bitte", "Augustiner"),
    "zh": ("啤酒", "两瓶啤酒要{}的", "雪花"),
}


@pytest.mark.parametrize(
    ("code", "has_kind"), [("en", True), ("en", False), ("de", True), ("de", False), ("zh", True)]
)
def test_which_drink_of_the_kind_is_told_behind_it(code: str, *, has_kind: bool) -> None:
    """It is told of those that were counted, though another drink alone has the kind in its name."""
    kind, text, brand = LATER[code]
    names = [f"Hansa {kind}" if code != "zh" else "青岛啤酒"] if has_kind else []
    beside = [{"name": name, "price": 2} for name in (*names, "Cola")]
    index = menu_of(*beside, under={"Drinks": [{"name": brand, "price": 3}]})
    lines = [(line.quantity, line.item.name) for line in turns(index, text.format(brand)).lines]
    assert lines == [(2, brand)]
