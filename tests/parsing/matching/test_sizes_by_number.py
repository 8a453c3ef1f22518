"""A number behind a dish and a preposition is the size of the dish that begins with it."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

DISHES = {"it": ["Involtini al vapore", "Alette croccanti"], "fr": ["Nems au crabe", "Ailerons épicés"]}
UNIT = {"it": "pz", "fr": "pièces"}
SAID = {
    "it": ["{} da {}", "{} da {} senza {}", "{} da {} e una limonata", "due {} da {} senza {}"],
    "fr": ["{} de {}", "{} de {} sans {}", "{} de {} et une limonata", "deux {} de {} sans {}"],
}


@pytest.mark.parametrize("code", DISHES)
@pytest.mark.parametrize("many", [4, 8])
def test_the_number_is_the_size(code: str, many: int) -> None:
    """What follows is told of the same line."""
    sizes = [{"label": f"{n} {UNIT[code]}", "price": n} for n in (4, 8)]
    group = {"name": "Con", "options": [{"name": "Menta", "default": True}]}
    dishes = [{"name": name, "variants": sizes, "modifier_groups": [group]} for name in DISHES[code]]
    index = menu_of(*dishes, {"name": "Limonata", "price": 3})
    for name in DISHES[code]:
        for said in SAID[code]:
            found = ordered(turns(index, said.format(name.casefold(), many, "menta")))
            count = 2 if said.startswith(("due", "deux")) else 1
            refused = "; none menta" if "menta" in said.format("", "", "menta") else ""
            expected = [f"{count} {name} {many} {UNIT[code]}{refused}".casefold()]
            assert found == sorted(expected + ["1 limonata"] * ("limonata" in said)), said
