"""An article and a choice that a dish of the cart has made already count one more of the dish."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

MENUS = {
    "it": ("Coppa artigianale", "Gusti", ["Amarena", "Stracciatella", "Menta"]),
    "fr": ("Cornet maison", "Parfums", ["Framboise", "Pistache", "Cassis"]),
}
SAID = {
    "it": (["una {} {}", "una {} {} e {}"], ["e una {}", "una {}", "e una alla {}", "e una solo {}"]),
    "fr": (["un {} {}", "un {} {} et {}"], ["et un {}", "un {}", "et un à la {}"]),
}


@pytest.mark.parametrize("code", MENUS)
def test_an_article_counts_one_more(code: str) -> None:
    """The first keeps its choices, the second has its own."""
    dish, group, options = MENUS[code]
    flavours = {"name": group, "min": 1, "max": 3, "options": [{"name": name} for name in options]}
    index = menu_of(
        {"name": dish, "price": 4, "modifier_groups": [flavours]}, {"name": "Tiramisù", "price": 5}
    )
    first, second = SAID[code]
    head = dish.split()[0].casefold()
    for said in first:
        had = options[: said.count("{}") - 1]
        for more in second:
            found = ordered(turns(index, said.format(head, *had), more.format(options[2])))
            expected = [f"1 {dish}; {'; '.join(had)}", f"1 {dish}; {options[2]}"]
            assert found == sorted(line.casefold() for line in expected), more
