"""What belongs to the whole order: allergies that are never lost, questions that order nothing, notes and calls."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import OrderState, Understood
from tests.parsing.kitchens import hear, kitchen

ALLERGIES = {
    "i'm allergic to nuts": "nuts",
    "my son has a peanut allergy": "peanut",
    "severe shellfish allergy": "shellfish",
    "we have a sesame allergy at the table": "sesame",
    "i can't have dairy": "dairy",
    "she is celiac": "celiac",
    "allergic to eggs, soy and mustard": "mustard",
    "lactose intolerant": "lactose",
    "no dairy for me, i'm allergic": "dairy",
}
ORDERS = ["a large latte", "two garlic breads", "fish and chips", "a chocolate brownie", "three colas no ice"]
JOINS = [". ", ", ", " and ", "! "]


def _talk(*turns: str, menu: str = "harbour") -> Understood:
    understood = Understood()
    for text in turns:
        understood = understand(kitchen(menu), text, understood.lines, state=understood.state)
    return understood


@settings(deadline=None)
@given(st.sampled_from(sorted(ALLERGIES)), st.lists(st.sampled_from(ORDERS), max_size=3), st.data())
def test_an_allergy_is_never_lost(said: str, orders: list[str], data: st.DataObject) -> None:
    """Wherever it stands among the dishes, its words are in the order's allergies and at every line."""
    pieces = list(orders)
    pieces.insert(data.draw(st.integers(0, len(pieces))), said)
    text = data.draw(st.sampled_from(JOINS)).join(pieces)
    understood = hear(text)
    assert any(ALLERGIES[said] in allergy.text for allergy in understood.state.allergies), text
    assert all(ALLERGIES[said] in line.special_requests for line in understood.lines), text


@settings(deadline=None)
@given(st.sampled_from(sorted(ALLERGIES)), st.lists(st.sampled_from(ORDERS), min_size=1, max_size=3))
def test_an_allergy_is_carried_from_text_to_text(said: str, orders: list[str]) -> None:
    """Said before the first dish, it still stands after the last."""
    understood = _talk(said, *orders)
    assert any(ALLERGIES[said] in allergy.text for allergy in understood.state.allergies)
    assert understood.lines


@settings(deadline=None)
@given(st.sampled_from(sorted(ALLERGIES)), st.sampled_from(ORDERS), st.sampled_from(JOINS[:2]))
def test_an_allergy_drops_no_dish(said: str, ordered: str, join: str) -> None:
    """What is ordered beside it is ordered."""
    expected = [line.item.name for line in hear(ordered).lines]
    assert [line.item.name for line in hear(f"{said}{join}{ordered}").lines] == expected
    assert [line.item.name for line in hear(f"{ordered}{join}{said}").lines] == expected


@pytest.mark.parametrize(
    ("turns", "left"),
    [
        (("i'm allergic to nuts", "no allergies after all"), []),
        (("i'm allergic to nuts", "i'm not allergic to nuts"), []),
        (("i'm allergic to nuts, my wife to nothing", "a large latte"), ["nuts"]),
        (("no allergies", "a large latte"), []),
    ],
)
def test_only_the_diner_takes_an_allergy_back(turns: tuple[str, ...], left: list[str]) -> None:
    """It goes when it is taken back, and not otherwise."""
    allergies = _talk(*turns).state.allergies
    assert [code for allergy in allergies for code in allergy.allergens] == left


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("i'm allergic to peanuts", ("peanuts",)),
        ("shellfish allergy", ("crustaceans", "molluscs")),
        ("she is celiac", ("gluten",)),
        ("allergic to kiwi", ("kiwi",)),
        ("allergic to lychee", ()),
    ],
)
def test_known_allergens_have_their_codes(text: str, codes: tuple[str, ...]) -> None:
    """The kitchen reads codes, whatever words were used; what is not known has none, and is kept."""
    assert [allergy.allergens for allergy in hear(text).state.allergies] == [codes]


@pytest.mark.parametrize(
    "text",
    [
        "what is in the fish and chips?",
        "how much is a latte",
        "is the brownie vegan?",
        "do you have any vegan options?",
    ],
)
def test_a_question_orders_nothing(text: str) -> None:
    """It has an answer and no line."""
    understood = hear(text)
    assert understood.lines == ()
    assert [answer.source for answer in understood.answers]
    assert not understood.complete


def test_a_question_beside_an_order_does_both() -> None:
    """The order is taken and the price is told."""
    understood = hear("a large cola please. how much is the grilled salmon?")
    assert [line.item.name for line in understood.lines] == ["Cola"]
    assert [item.name for answer in understood.answers for item in answer.items] == ["Grilled salmon"]


def test_what_is_not_stated_of_an_allergen_is_said_to_be_not_stated() -> None:
    """Nothing is called free of what the menu does not speak of."""
    (answer,) = hear("does the grilled salmon have nuts?").answers
    assert "not stated" in answer.text


@pytest.mark.parametrize(
    ("text", "order_type", "calls"),
    [
        ("two colas to go", "take_away", ()),
        ("two colas, we're eating in", "eat_in", ()),
        ("two colas and the bill please", None, ("bill",)),
        ("can we get the waiter", None, ("waiter",)),
    ],
)
def test_wishes_to_the_house(text: str, order_type: str | None, calls: tuple[str, ...]) -> None:
    """Taking away and calls belong to the order, not to one dish."""
    understood = hear(text)
    assert (understood.state.order_type, understood.calls) == (order_type, calls)


def test_a_wish_for_all_is_the_note() -> None:
    """It is carried along, in the diner's words, and is no line's request."""
    understood = _talk("a cola and a brownie, all at the same time please", "and a large latte")
    assert understood.state.note == "all at the same time"
    assert all(line.special_requests == "" for line in understood.lines)
    assert isinstance(understood.state, OrderState)


@pytest.mark.parametrize(
    ("text", "conflicts"),
    [
        ("a praline cake, I'm allergic to nuts", ["nuts"]),
        ("ein Pralinenkuchen, ich habe eine Nussallergie", ["nuts"]),
        ("a praline cake, I'm allergic to shellfish", []),
        ("a shrimp roll, I'm allergic to shellfish", ["crustaceans"]),
        ("a fruit salad, allergic to kiwi", ["kiwi"]),
        ("a fruit salad, allergic to peanuts", []),
    ],
)
def test_a_family_of_allergens_is_held_against_what_is_of_it(text: str, conflicts: list[str]) -> None:
    """A dish may state the narrower, in any language's words; the conflict names what the diner is allergic to."""
    menu = load_menu(
        "currency: EUR\ncategories:\n- name: All\n  items:\n"
        "  - {name: Praline cake, aliases: [Pralinenkuchen], price: 4, allergens: [Haselnüsse, milk]}\n"
        "  - {name: Shrimp roll, price: 4, allergens: [새우]}\n"
        "  - {name: Fruit salad, price: 4, allergens: [キウイ]}\n"
    )
    assert [conflict.allergen for conflict in understand(MenuIndex(menu), text).conflicts] == conflicts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "my daughter is allergic with nuts"),
        ("en", "allergic with the nuts, one coke please"),
        ("en", "I am allergic from nuts"),
        ("de", "ich bin allergisch mit Nüssen"),
        ("fr", "je suis allergique avec les noix"),
        ("es", "soy alérgico con los frutos secos"),
        ("it", "sono allergico con le noci"),
        ("pt", "sou alérgico com nozes"),
        ("nl", "ik ben allergisch met noten"),
    ],
)
def test_an_allergy_in_broken_words_keeps_its_allergen(language: str, text: str) -> None:
    """Whatever preposition a foreigner puts, the allergen behind it is kept with its code."""
    (allergy,) = understand(kitchen("meals"), text, (), language).state.allergies
    assert "nuts" in allergy.allergens


@pytest.mark.parametrize(
    ("menu", "text", "told"),
    [
        ("fr", "je suis enceinte, une bière", "je suis enceinte"),
        ("fr", "une bière, ma femme est enceinte", "ma femme est enceinte"),
        ("de", "ein Bier, ich bin schwanger", "ich bin schwanger"),
        ("es", "estoy embarazada, una cerveza", "estoy embarazada"),
        ("it", "una birra, sono incinta", "sono incinta"),
    ],
)
def test_who_is_pregnant_is_told_to_the_staff(menu: str, text: str, told: str) -> None:
    """In the order's note, in the diner's words."""
    understood = hear(text, menu)
    assert understood.state.note == told
    assert len(understood.lines) == 1
