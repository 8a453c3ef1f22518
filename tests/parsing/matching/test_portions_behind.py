"""A number of portions behind a dish counts that dish, and no further one."""

from typing import Any

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

MENUS: dict[str, list[dict[str, Any]]] = {
    "it": [
        {"name": "Gnocchi al pesto", "modifier_groups": [{"name": "Nel piatto", "options": [{"name": "Pinoli", "default": True}]}]},
        {"name": "Spezzatino con polenta", "modifier_groups": [{"name": "Con", "options": [{"name": "Cipolla", "default": True}]}]},
        {"name": "Fritto di mare", "variants": [{"label": "Porzione", "price": 9, "default": True}, {"label": "Cono", "price": 6}]},
    ],
    "fr": [
        {"name": "Gratin de poireaux", "modifier_groups": [{"name": "Dedans", "options": [{"name": "Fromage", "default": True}]}]},
        {"name": "Tarte aux légumes", "modifier_groups": [{"name": "Dessus", "options": [{"name": "Olives", "default": True}]}]},
    ],
}  # fmt: skip
SAID = {
    "it": (["{}, {} porzioni", "{}, {} porzioni per favore"], ["{} senza {}, {} porzioni"], {"due": 2, "tre": 3}),
    "fr": (["{}, {} portions", "{}, {} portions s'il vous plaît"], ["{} sans {}, {} portions"], {"deux": 2, "trois": 3}),
}  # fmt: skip


@pytest.mark.parametrize("code", MENUS)
def test_portions_behind_a_dish_count_it(code: str) -> None:
    """There is one line of so many, with what was refused of it."""
    index = menu_of(*({**dish, "price": 8} if "variants" not in dish else dish for dish in MENUS[code]))
    bare, refusing, numbers = SAID[code]
    for dish in (dish for dish in MENUS[code] if "variants" not in dish):
        name, option = dish["name"], dish["modifier_groups"][0]["options"][0]["name"]
        for word, many in numbers.items():
            for said in bare:
                assert ordered(turns(index, said.format(name, word))) == [f"{many} {name}".casefold()]
            for said in refusing:
                found = ordered(turns(index, said.format(name, option, word)))
                assert found == [f"{many} {name}; none {option}".casefold()]
