"""Some of several dishes with one more choice behind a comma: "two lattes with oat milk, one with sugar" are two."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, turns

WORDS = {
    "de": ("Kakao", "Hafermilch", "Sahne", "zwei {} mit {}, {} mit {}", "einer", "Kuchen"),
    "fr": ("Cappuccino", "Lait d'avoine", "Cannelle", "deux {} avec {}, {} avec {}", "un", "Gâteau"),
    "es": ("Cortado", "Leche de avena", "Canela", "dos {} con {}, {} con {}", "uno", "Pastel"),
    "it": ("Cappuccino", "Latte di soia", "Cacao", "due {} con {}, {} con {}", "uno", "Torta"),
    "pt": ("Cappuccino", "Leite de soja", "Canela", "dois {} com {}, {} com {}", "um", "Bolo"),
    "nl": ("Cappuccino", "Havermelk", "Kaneel", "twee {} met {}, {} met {}", "eentje", "Taart"),
    "en": ("Latte", "Oat milk", "Cinnamon", "two {} with {}, {} with {}", "one", "Cake"),
}


def _menu(dish: str, milk: str, more: str, cake: str) -> MenuIndex:
    groups = [
        {"name": "A", "max": 1, "options": [{"name": milk}, {"name": "Soja"}]},
        {"name": "B", "options": [{"name": more}, {"name": "Vanille"}]},
    ]
    return menu_of({"name": dish, "price": 3, "modifier_groups": groups}, {"name": cake, "price": 4})


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize("which", [0, 1])
def test_some_of_them_have_one_choice_more(code: str, which: int) -> None:
    """No dish comes to those that were counted, and all have what was said of all."""
    dish, milk, more, sentence, one, cake = WORDS[code]
    of_all, of_one = (milk, more) if not which else (more, milk)
    understood = turns(_menu(dish, milk, more, cake), sentence.format(dish, of_all, one, of_one))
    told = [[c.modifier.name for c in line.choices if c.stated] for line in understood.lines]
    assert [line.quantity for line in understood.lines] == [1, 1]
    assert sorted(told[0]) == [of_all]
    assert sorted(told[1]) == sorted([milk, more])
