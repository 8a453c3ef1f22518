"""The one of several dishes that a diet tells: "the vegan pie", where one of the pies is vegan."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

KITCHENS = {
    "en": (("Steak & ale pie", "Chicken & leek pie", "Squash & lentil pie"), "the vegan pie please", "a veggie pie", "a pie please"),
    "de": (("Rindfleisch Lasagne", "Hähnchen Lasagne", "Linsen Lasagne"), "die vegane Lasagne bitte", "eine vegetarische Lasagne", "eine Lasagne bitte"),
    "fr": (("Tarte au saumon", "Tarte au poulet", "Tarte aux lentilles"), "la tarte végane s'il vous plaît", "une tarte végétarienne", "une tarte"),
    "it": (("Torta di manzo", "Torta di pollo", "Torta di lenticchie"), "la torta vegana per favore", "una torta vegetariana", "una torta"),
}  # fmt: skip


def _kitchen(code: str, *tags: str) -> MenuIndex:
    """Three dishes of a kind, the last of which have the tags."""
    names = KITCHENS[code][0]
    told = [*[""] * (len(names) - len(tags)), *tags]
    return menu_of(
        *(
            {"name": name, "price": 9, "tags": [tag] if tag else []}
            for name, tag in zip(names, told, strict=True)
        )
    )


@pytest.mark.parametrize("code", KITCHENS)
def test_the_only_one_of_a_diet_is_ordered(code: str) -> None:
    """What is vegan is vegetarian, too; with two of the diet, and without one, it is asked."""
    names, vegan, vegetarian, plain = KITCHENS[code]
    for text, tag in ((vegan, "vegan"), (vegetarian, "vegetarian"), (vegetarian, "vegan")):
        answer = turns(_kitchen(code, tag), text)
        assert ordered(answer) == [f"1 {names[-1]}".casefold()]
        assert answer.complete
    assert not turns(_kitchen(code, "vegan"), plain).complete
    assert not turns(_kitchen(code, "vegan", "vegan"), vegan).complete
    assert not turns(_kitchen(code, "vegetarian"), vegan).complete
