"""Glasses beside a bottle, what a dish is had with, and some of those that were counted are no dishes besides."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns


def _wine(name: str, glass: str, bottle: str) -> MenuIndex:
    sizes = [{"label": glass, "price": 4}, {"label": bottle, "price": 18}]
    return menu_of({"name": name, "variants": sizes}, {"name": "Pizza", "price": 9})


VESSELS = [
    ("Albariño", "Copa", "Botella", "una botella de albariño con {n} copas", "tres"),
    ("Albariño", "Copa", "Botella", "una botella de albariño y {n} copas, por favor", "tres"),
    ("Muscadet", "Verre", "Bouteille", "une bouteille de muscadet avec {n} verres", "trois"),
    ("Muscadet", "Verre", "Bouteille", "une bouteille de muscadet et {n} verres", "trois"),
    ("Soave", "Calice", "Bottiglia", "una bottiglia di soave con {n} calici", "tre"),
    ("Silvaner", "Glas", "Flasche", "eine Flasche Silvaner und {n} Gläser", "drei"),
    ("Alvarinho", "Copo", "Garrafa", "uma garrafa de alvarinho e {n} copos", "três"),
    ("Riesling", "Glas", "Fles", "een fles riesling en {n} glazen", "drie"),
    ("Riesling", "Kieliszek", "Butelka", "butelka rieslinga i {n} kieliszki", "trzy"),
]


@pytest.mark.parametrize(("wine", "glass", "bottle", "wording", "number"), VESSELS)
def test_glasses_beside_a_bottle_keep_the_order_open(
    wine: str, glass: str, bottle: str, wording: str, number: str
) -> None:
    """They may be empty ones, though the wine is had by the glass too."""
    assert not turns(_wine(wine, glass, bottle), wording.format(n=number)).complete


def test_glasses_that_are_told_to_the_staff_are_no_drinks() -> None:
    """Where they are read as a wish, the order is complete."""
    understood = turns(_wine("Merlot", "Glass", "Bottle"), "a bottle of merlot and three glasses")
    assert [told(line) for line in understood.lines] == ["1 Merlot Bottle «three glasses»"]


def test_glasses_of_something_are_ordered() -> None:
    """What is in them is a drink as before."""
    understood = turns(_wine("Albariño", "Copa", "Botella"), "una pizza y tres copas de albariño")
    assert [told(line) for line in understood.lines] == ["1 Pizza", "3 Albariño Copa"]
    assert understood.complete


ADDED = [
    (("Focaccia", "Tonno e cipolla"), "focaccia con tonno"),
    (("Ensalada verde", "Gambas al ajillo"), "una ensalada verde con gambas"),
    (("Salade verte", "Œuf mayonnaise"), "une salade verte avec un œuf"),
    (("Riz au lait", "Café"), "un riz au lait au café"),
    (("Bauernsalat", "Käsespätzle"), "Bauernsalat mit Käse"),
    (("Green salad", "Tuna melt"), "a green salad with tuna"),
]


@pytest.mark.parametrize(("dishes", "text"), ADDED)
def test_what_a_dish_is_had_with_is_no_second_dish(dishes: tuple[str, str], text: str) -> None:
    """A food by which another dish is named in part keeps the order open."""
    assert not turns(menu_of(*({"name": name, "price": 5} for name in dishes)), text).complete


def test_a_dish_named_in_full_behind_with_is_ordered() -> None:
    """Fries beside a burger are two lines, complete."""
    understood = turns(
        menu_of({"name": "Burger", "price": 9}, {"name": "Fries", "price": 4}), "a burger with fries"
    )
    assert [told(line) for line in understood.lines] == ["1 Burger", "1 Fries"]
    assert understood.complete


SOME = [
    (("Acqua", "Acqua frizzante"), "tre acque, una frizzante"),
    (("Agua mineral", "Agua con gas"), "tres aguas, una con gas"),
    (("Cerveza de barril", "Cerveza sin alcohol"), "cuatro cervezas de barril, una de ellas sin alcohol"),
]


@pytest.mark.parametrize(("dishes", "text"), SOME)
def test_fewer_behind_a_comma_may_be_some_of_those_counted(dishes: tuple[str, str], text: str) -> None:
    """Where the other dish is called alike, nobody knows whether it is one of them or one besides."""
    assert not turns(menu_of(*({"name": name, "price": 2} for name in dishes)), text).complete


def test_what_an_alias_of_an_extra_is_made_of_is_a_wish() -> None:
    """Without mozzarella, the dish has none of its own; the buffalo mozzarella that it could have besides is not refused."""
    extra = {"name": "Bufala", "aliases": ["mozzarella di bufala"], "price_adjustment": 2}
    group = {"name": "Aggiunte", "options": [extra]}
    pizza = {
        "name": "Margherita",
        "description": "pomodoro, mozzarella",
        "price": 7,
        "modifier_groups": [group],
    }
    (line,) = turns(menu_of(pizza), "una margherita senza mozzarella").lines
    assert not line.choices
    assert "senza mozzarella" in line.special_requests


@pytest.mark.parametrize("dip", ["a ranch dip", "a ranch dip and a honey mustard dip"])
@pytest.mark.parametrize("dish", ["nuggets", "fries"])
def test_a_dish_told_by_its_own_option_is_one_besides(dish: str, dip: str) -> None:
    """The option before its name says that it is no word about the dish before it."""
    taste = {"name": "Taste", "min": 1, "max": 1, "options": [{"name": "Ranch"}, {"name": "Honey mustard"}]}
    menu = menu_of(
        {"name": "Chicken nuggets", "price": 5},
        {"name": "Fries", "price": 4},
        {"name": "Dip pot", "price": 1, "modifier_groups": [taste]},
    )
    understood = turns(menu, f"{dish} with {dip}")
    assert understood.complete
    assert {line.item.name for line in understood.lines[1:]} == {"Dip pot"}
