"""A dish of a kind is told by what it is of alone: "dos de longaniza" are two *Taco de longaniza*."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

KINDS = [
    ("Taco de {}", ("longaniza", "suadero", "tripa"), "dos de {a} y uno de {b}", "Flan", "un flan"),
    ("Empanada de {}", ("carne", "humita", "verdura"), "dos de {a} y una de {b}", "Flan", "un flan"),
    ("Esfiha de {}", ("carne", "queijo", "frango"), "duas de {a} e uma de {b}", "Pudim", "um pudim"),
    ("Pastel de {}", ("carne", "palmito", "pizza"), "dois de {a} e um de {b}", "Pudim", "um pudim"),
]


@pytest.mark.parametrize(("name", "things", "text", "other", "one"), KINDS)
def test_the_dish_of_the_kind_is_ordered(
    name: str, things: tuple[str, ...], text: str, other: str, one: str
) -> None:
    """Beside another dish, too."""
    joint = "e" if other == "Pudim" else "y"
    index = menu_of(
        *({"name": name.format(thing), "price": 3} for thing in things), {"name": other, "price": 4}
    )
    for first, second in (things[:2], things[1:]):
        said = text.format(a=first, b=second)
        wanted = [f"2 {name.format(first)}", f"1 {name.format(second)}"]
        assert [told(line) for line in turns(index, said).lines] == wanted
        assert [told(line) for line in turns(index, f"{one} {joint} {said}").lines] == [f"1 {other}", *wanted]


@pytest.mark.parametrize(
    "text", ["dos quesadillas, una de longaniza", "dos quesadillas, una de suadero y otra de longaniza"]
)
def test_what_a_dish_that_was_named_may_have_is_told_of_it(text: str) -> None:
    """No dish of the kind is ordered besides."""
    tacos = ({"name": f"Taco de {thing}", "price": 3} for thing in ("longaniza", "suadero", "tripa"))
    meats = {"name": "Carne", "options": [{"name": "Longaniza"}, {"name": "Suadero"}]}
    index = menu_of(*tacos, {"name": "Quesadilla", "price": 4, "modifier_groups": [meats]})
    assert all(line.item.name == "Quesadilla" for line in turns(index, text).lines)
