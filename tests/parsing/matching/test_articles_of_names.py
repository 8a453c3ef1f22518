"""Dishes whose names begin with an article are spoken of again by that article."""

from typing import Any

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns


def _dish(name: str, kept: str, further: str) -> dict[str, Any]:
    group = {"name": f"{name} +", "options": [{"name": kept, "default": True}, {"name": further}]}
    return {"name": name, "price": 9, "modifier_groups": [group]}


MENUS = {
    "it": [_dish("La Contadina: fagioli e verza", "Cipolla", "Pecorino"), _dish("La Marinara: acciughe e olive", "Aglio", "Capperi")],
    "fr": [_dish("La Paysanne (lardons, oignons)", "Lardons", "Chèvre"), _dish("La Forestière (champignons)", "Persil", "Jambon")],
    "es": [_dish("La Serrana: jamón y queso", "Tomate", "Aguacate"), _dish("La Huerta: verduras y miel", "Calabacín", "Nueces")],
}  # fmt: skip
SAID = {
    "it": ("una {} e una {}", ["la {} senza {}", "la {}, senza {}"], ["la {} con {}"]),
    "fr": ("une {} et une {}", ["la {} sans {}", "la {}, sans {} s'il vous plaît"], ["la {} avec {}"]),
    "es": ("una {} y una {}", ["la {} sin {}"], ["la {} con {}"]),
}


@pytest.mark.parametrize("code", MENUS)
@pytest.mark.parametrize("which", [0, 1])
def test_the_dish_of_the_cart_is_changed(code: str, which: int) -> None:
    """Nothing is ordered anew."""
    index = menu_of(*MENUS[code])
    called = [dish["name"].split()[1].strip(":") for dish in MENUS[code]]
    both, refusing, having = SAID[code]
    names = [dish["name"].casefold() for dish in MENUS[code]]
    kept, further = (option["name"] for option in MENUS[code][which]["modifier_groups"][0]["options"])
    for said, option, told in [(s, kept, f"none {kept}") for s in refusing] + [
        (s, further, further) for s in having
    ]:
        found = ordered(turns(index, both.format(*called), said.format(called[which], option)))
        expected = [
            f"1 {name}" + (f"; {told}".casefold() if at == which else "") for at, name in enumerate(names)
        ]
        assert found == sorted(expected), said


@pytest.mark.parametrize("code", MENUS)
def test_with_an_indefinite_article_it_is_another_one(code: str) -> None:
    """Two of them are had."""
    index = menu_of(*MENUS[code])
    called = [dish["name"].split()[1].strip(":") for dish in MENUS[code]]
    one = {"it": "una", "fr": "une", "es": "una"}[code]
    found = turns(index, SAID[code][0].format(*called), f"{one} {called[0]}")
    assert sum(line.quantity for line in found.lines) == 3
