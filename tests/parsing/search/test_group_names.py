"""What is wanted by the name of its group is asked for, or is all of it: "with cheese", "with all three sauces"."""

from typing import Any

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

SAUCES, CHEESES = ("Chilli", "Garlic", "Mint"), ("Feta", "Halloumi")


def group(name: str, options: tuple[str, ...], **rules: int) -> dict[str, Any]:
    return {"name": name, "options": [{"name": option} for option in options], **rules}


def grill(**rules: int) -> MenuIndex:
    """A wrap with three sauces and one of two cheeses."""
    groups = [group("Sauce", SAUCES, **rules), group("Cheese", CHEESES, max=1)]
    return menu_of(
        {"name": "Lamb wrap", "price": 9, "modifier_groups": groups},
        {"name": "Chips", "price": 3},
    )


@pytest.mark.parametrize("named", ["sauce", "cheese"])
@pytest.mark.parametrize(
    "text",
    [
        "a lamb wrap with {}",
        "a lamb wrap with some {}",
        "one lamb wrap with {} and chips",
        "chips and a lamb wrap with {}",
    ],
)
def test_a_group_that_is_wanted_is_asked_about(named: str, text: str) -> None:
    """The order is not complete before it is said which of its options."""
    understood = understand(grill(), text.format(named))
    offered = [name for question in understood.questions for _id, name in question.options]
    assert (understood.complete, set(offered) <= {*SAUCES, *CHEESES}, bool(offered)) == (False, True, True)


@pytest.mark.parametrize(
    "text",
    ["a lamb wrap with garlic sauce", "a lamb wrap with sauce, garlic", "a lamb wrap with the garlic one"],
)
def test_a_group_of_which_an_option_is_said_is_not_asked_about(text: str) -> None:
    """Before its name or behind it."""
    understood = understand(grill(), text)
    assert ([told(line) for line in understood.lines], understood.questions) == (["1 Lamb wrap; Garlic"], ())


@pytest.mark.parametrize(
    "text", ["{} all three sauces", "{} all the sauces", "{} all sauces and chips", "{} all 3 sauces"]
)
def test_all_of_a_group_are_its_options(text: str) -> None:
    """Counted or not, also where more is ordered behind them."""
    lines = understand(grill(), text.format("a lamb wrap with")).lines
    assert told(lines[0]) == "1 Lamb wrap; Chilli; Garlic; Mint"


@pytest.mark.parametrize(("text", "most"), [("all two sauces", 3), ("all sauces", 2)])
def test_more_or_fewer_than_a_group_has_are_not_all_of_it(text: str, most: int) -> None:
    """Another number than that of the options, and more than may be had, leave the order open."""
    assert not understand(grill(max=most), f"a lamb wrap with {text}").complete


@pytest.mark.parametrize(
    ("question", "extra", "dish", "options"),
    [
        ("Cuisson de l'œuf", "Œuf", "Complète", ("Miroir", "Brouillé")),
        ("Cottura dell'uovo", "Uovo", "Toast", ("Fritto", "Strapazzato")),
    ],
)
def test_a_word_behind_an_apostrophe_leads_its_option(
    question: str, extra: str, dish: str, options: tuple[str, ...]
) -> None:
    """The extra that is called like what the choice is about is not added: "une complète œuf miroir"."""
    groups = [group(question, options, min=1, max=1), group("Extra", (extra,))]
    index = menu_of({"name": dish, "price": 9, "modifier_groups": groups}, {"name": "Cola", "price": 2})
    for option in options:
        lines = turns(index, f"{dish} {extra.lower()} {option.lower()}").lines
        assert [told(line) for line in lines] == [f"1 {dish}; {option}"]


ALL_OF_THEM = [
    ("Soße", "ein Dürüm mit {} Soßen", ("allen", "allen drei", "alle")),
    ("Sauce", "un Dürüm avec {} sauces", ("toutes les", "les trois")),
    ("Salsas", "un Dürüm con {} salsas", ("todas las", "las tres")),
    ("Salse", "un Dürüm con {} salse", ("tutte le", "tutte e tre le")),
    ("Molhos", "um Dürüm com {} molhos", ("todos os", "os três")),
    ("Sosy", "Dürüm ze {} sosami", ("wszystkimi",)),
]


@pytest.mark.parametrize(
    ("name", "text", "every"), [(name, text, every) for name, text, all_ in ALL_OF_THEM for every in all_]
)
def test_all_of_a_group_are_taken_in_every_language(name: str, text: str, every: str) -> None:
    """ "Mit allen drei Soßen" is with each of them."""
    names = ("Ajvar", "Tzatziki", "Harissa")
    index = menu_of({"name": "Dürüm", "price": 6, "modifier_groups": [group(name, names)]})
    assert [told(line) for line in turns(index, text.format(every)).lines] == [
        "1 Dürüm; Ajvar; Tzatziki; Harissa"
    ]
