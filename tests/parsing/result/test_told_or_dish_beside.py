"""What follows a dish and is another one's name may tell of the first, in languages that name what a dish is first."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

EXTRAS = {
    "name": "Recheio",
    "min": 1,
    "max": 2,
    "options": [{"name": "Frango"}, {"name": "Coco"}, {"name": "Pato"}],
}


@pytest.mark.parametrize(
    ("names", "doubtful", "plain"),
    [
        (("Cortado", "Descafeinado"), "un cortado descafeinado", "un cortado y un descafeinado"),
        (("Galão", "Descafeinado"), "um galão descafeinado", "um galão, um descafeinado"),
        (("Crepe", "Rollo de atún"), "una crepe de atún", "una crepe y un rollo de atún"),
    ],
)
def test_an_uncounted_dish_right_behind_another(names: tuple[str, str], doubtful: str, plain: str) -> None:
    """It may tell how the first is to be, so that the order is not complete; a counted one is a dish."""
    index = menu_of(*({"name": name, "price": 2} for name in (*names, "Tortilla", "Sopa de peixe")))
    assert not turns(index, doubtful).complete
    understood = turns(index, plain)
    assert understood.complete
    assert ordered(understood) == sorted(f"1 {name}".casefold() for name in names)


@pytest.mark.parametrize(("first", "second"), [("frango", "coco"), ("coco", "pato")])
def test_one_of_this_and_one_of_that(first: str, second: str) -> None:
    """ "And one of" begins another one of the dish, though a dish may have both; without an article it is both in one."""
    index = menu_of(
        {"name": "Tapioca", "price": 4, "modifier_groups": [EXTRAS]}, {"name": "Café", "price": 1}
    )
    both = ordered(turns(index, f"uma tapioca de {first} e uma de {second}"))
    assert both == sorted([f"1 tapioca; {first}", f"1 tapioca; {second}"])
    assert ordered(turns(index, f"uma tapioca de {first} e {second}")) == [f"1 tapioca; {first}; {second}"]


@pytest.mark.parametrize(
    "said", ["o meu prego é sem queijo e o dele com tudo", "el mío es un prego sin queijo y el suyo con todo"]
)
def test_mine_and_theirs_are_not_one(said: str) -> None:
    """One dish is not complete where something was said of two people's."""
    group = {"name": "Com", "options": [{"name": "Queijo", "default": True}]}
    index = menu_of({"name": "Prego", "price": 4, "modifier_groups": [group]}, {"name": "Café", "price": 1})
    understood = turns(index, said)
    assert not understood.complete or len(understood.lines) > 1


@pytest.mark.parametrize("said", ["un tercio", "dos tercios"])
def test_a_word_that_is_only_like_the_end_of_a_name(said: str) -> None:
    """It is surely not what the name begins with."""
    index = menu_of({"name": "Tarta de queso La Tercia", "price": 5}, {"name": "Caña", "price": 2})
    assert not turns(index, said).complete
