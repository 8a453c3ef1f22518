"""A dish that is called by an allergen goes against it, whether its owner stated the allergen or not."""

from collections.abc import Mapping

import pytest

from server.domain.allergens import allergens, family_of, misleading_names
from server.parsing.asides.allergies import codes_of_dish, codes_of_name
from server.parsing.grammar import understand
from server.parsing.text.language import available, language
from server.parsing.text.tokens import words
from tests.parsing.kitchens import menu_of

SAID = ("banana", "chicken", "egg", "fish", "milk", "peanut", "prawn", "sesame", "tomato")
FREE = ("{}-free salad", "{} free salad", "salad without {}", "salad (no {})")
NOT_OF_VEGAN = ("chicken", "egg", "fish", "milk", "prawn")


def _conflicts(text: str, **dish: object) -> list[str]:
    index = menu_of({"price": 8, **dish}, {"name": "Green tea", "price": 2})
    return [found.allergen for found in understand(index, text).conflicts if found.line == 0]


@pytest.mark.parametrize("allergen", SAID)
@pytest.mark.parametrize("text", ["i'm allergic to {0}. one {0} bowl", "one {0} bowl, {0} allergy"])
def test_a_dish_that_is_called_by_an_allergen_goes_against_it(text: str, allergen: str) -> None:
    """Nobody stated that the egg bowl has eggs: its name does."""
    assert _conflicts(text.format(allergen), name=f"{allergen.title()} bowl"), text


@pytest.mark.parametrize("allergen", SAID)
@pytest.mark.parametrize("name", FREE)
def test_a_name_that_says_what_it_is_free_of_goes_against_nothing(name: str, allergen: str) -> None:
    """A guest who is allergic to nuts is not warned of the nut-free brownie."""
    assert not codes_of_name(name.format(allergen), language("en"))


@pytest.mark.parametrize("allergen", NOT_OF_VEGAN)
def test_nothing_vegan_has_what_comes_of_animals(allergen: str) -> None:
    """Vegan cheese is called cheese and has no milk, whether its name or its tag says so."""
    text = f"i'm allergic to {allergen}. one {allergen} bowl"
    assert not _conflicts(text, name=f"{allergen.title()} bowl", tags=["vegan"])
    assert not codes_of_name(f"Vegan {allergen} bowl", language("en"))


def test_what_a_dish_states_is_narrower_than_its_name() -> None:
    """Who may have hazelnuts is not warned of a nut cake that states just these."""
    for stated, said in (((), {"nuts"}), (("hazelnut",), set()), (("milk",), {"nuts"})):
        index = menu_of({"name": "Nut cake", "price": 4, "allergens": [*stated]})
        assert [codes_of_dish(item, language("en")) for item in index.items.values()] == [said]


@pytest.mark.parametrize("code", available())
def test_every_allergen_is_known_in_a_name_in_every_language(code: str) -> None:
    """The first word of each allergen of the table, alone as the name of a dish, says that allergen."""
    spoken = language(code)
    missed = [
        a.code
        for a in allergens().values()
        if family_of(a.code) not in codes_of_name(a.words[code][0], spoken)
    ]
    assert not missed


@pytest.mark.parametrize("code", sorted(misleading_names()))
def test_a_misleading_name_says_what_it_means(code: str) -> None:
    """Oat milk is no milk and a coconut no nut: each such name says the codes of what it means, and no other."""
    spoken = language(code)
    wrong = {
        name: codes_of_name(name, spoken)
        for name, means in misleading_names()[code].items()
        if codes_of_name(name, spoken) != frozenset(map(family_of, means))
    }
    assert not wrong


def test_a_guest_from_abroad_is_warned_by_the_names_of_the_menu() -> None:
    """A German who may have no eggs is told of the egg bowl of an English menu."""
    assert _conflicts("ich bin allergisch gegen eier, eine egg bowl bitte", name="Egg bowl") == ["eggs"]


@pytest.mark.parametrize("name", ["Olives", "Pineapple", "Mango"])
def test_a_dish_that_is_the_food_of_an_allergy_leaves_the_order_open(name: str) -> None:
    """No code stands for olives: who orders them and is allergic to them is shown the order before it is complete."""
    index = menu_of({"name": name, "price": 3}, {"name": "Green tea", "price": 2})
    food = name.lower()
    assert not understand(index, f"{food} and a green tea. oh i'm allergic to {food}").complete


@pytest.mark.parametrize("code", available())
def test_no_two_allergens_are_one_word_without_its_ending(code: str) -> None:
    """Italian "pesce" is fish and "pesche" are peaches: only a word that stands at two allergens means both."""
    stem = language(code).stem
    said: dict[tuple[str, ...], dict[str, set[str]]] = {}
    for allergen in allergens().values():
        for word in allergen.words[code]:
            spelt = tuple(words(word))
            said.setdefault(tuple(map(stem, spelt)), {}).setdefault(family_of(allergen.code), set()).add(
                " ".join(spelt)
            )
    assert not [families for families in said.values() if len(families) > 1 and not _share_a_word(families)]


def _share_a_word(families: Mapping[str, set[str]]) -> bool:
    first, *others = families.values()
    return bool(first.intersection(*others))


@pytest.mark.parametrize("name", ["فطيرة بالجبن", "فطيرة بجبن", "سلطة بالجوز", "خبز وجبن"])
def test_an_arabic_allergen_is_known_behind_the_small_word_that_is_tied_to_it(name: str) -> None:
    """A pie with cheese says so though "with" is written in one with the cheese."""
    assert codes_of_name(name, language("ar")) & {"milk", "nuts"}
