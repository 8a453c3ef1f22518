"""A dish that is named and then asked about is not ordered: "Senta, i gnocchi, sono fatti in casa?"."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of

DISHES = ("Ramen", "Tiramisu", "Halloumi")
MENU = menu_of(*({"name": name, "price": 7} for name in (*DISHES, "Chai")))
ASKED = {
    "en": ("you still doing the {}?", "do you still have the {}?"),
    "de": ("Sagen Sie, das {}, ist das warm?", "Womit wird das {} serviert?", "Das {}, ist es hausgemacht?"),
    "fr": (
        "Et dites-moi, le {}, il est fait maison ?", "Dites, votre {}, il est servi tiède ?",
        "Qu'est-ce qu'il y a avec le {} ?",
    ),
    "es": ("¿Os queda {}?", "¿Con qué se acompaña el {}?", "Oiga, el {}, ¿es casero?"),
    "it": ("Senta, il {}, è fatto in casa?", "Scusi, il {}, è fresco?"),
    "pt": ("Diga-me, o {}, é feito cá?", "Ainda há {}?"),
    "nl": ("Zeg, de {}, maken jullie die zelf?", "De {}, is die warm?"),
    "tr": ("{} sıcak mı geliyor?", "{} yanında ne geliyor?"),  # noqa: RUF001
}  # fmt: skip
ORDERED = {
    "en": ("the {}, please?", "for me the {}, can I have that?", "and the {}, a chai too?"),
    "de": ("das {}, bitte?", "das {}, und einen Chai?"),
    "fr": ("le {}, s'il vous plaît ?", "le {}, et un chai ?"),
    "it": ("il {}, per favore?", "il {}, e un chai?"),
    "nl": ("de {}, alsjeblieft?", "de {}, en een chai?"),
}


@pytest.mark.parametrize("code", sorted(ASKED))
@pytest.mark.parametrize("dish", DISHES)
def test_a_dish_that_is_asked_about_is_not_ordered(code: str, dish: str) -> None:
    """Whether it is homemade, warm, or still there: nothing is ordered, and an order beside it is."""
    for text in ASKED[code]:
        understood = understand(MENU, text.format(dish.lower()), language=code)
        assert not understood.lines, text
        assert not understood.complete, text


@pytest.mark.parametrize("code", sorted(ORDERED))
@pytest.mark.parametrize("dish", DISHES)
def test_a_dish_with_a_mark_is_ordered_where_nothing_is_told_of_it(code: str, dish: str) -> None:
    """A mark alone makes no question, nor do "please" and what is ordered besides."""
    for text in ORDERED[code]:
        understood = understand(MENU, text.format(dish.lower()), language=code)
        assert dish in [line.item.name for line in understood.lines], text
