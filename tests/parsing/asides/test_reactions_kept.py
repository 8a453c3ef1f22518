"""What somebody gets from a food is an allergy, whoever has it: reactions, persons and orders beside them, generated."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from server.parsing.grammar import understand
from server.parsing.model import Understood
from server.parsing.text.tokens import words
from tests.parsing.asides.test_allergies_kept import PAUSES, SPOKEN
from tests.parsing.kitchens import kitchen, told

REACTIONS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "reaction_words.toml").read_text("utf-8")
)


def _said(spoken: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(sentence, food) of each sentence with every person, the foods in turn."""
    sentences = [
        sentence.replace("{who}", who)
        for sentence in spoken["sentences"]
        for who in (spoken["people"] if "{who}" in sentence else spoken["people"][:1])
    ]
    for at, sentence in enumerate([*sentences, *spoken["own"]]):
        food = spoken["foods"][at % len(spoken["foods"])]
        yield sentence.replace("{n}", food), food


def _around(said: str, order: str, language: str, place: int) -> str:
    stop, comma, space = PAUSES.get(language, (". ", ", ", " "))
    return (said, said + stop + order, order + stop + said, order + comma + said, said + space + order)[place]


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(REACTIONS))
def test_what_somebody_gets_from_a_food_is_kept_and_ordered_by_nobody(language: str) -> None:
    """The food's words stand in the order's allergies, and the order beside it is what it is alone."""
    menu = kitchen(SPOKEN[language]["menu"])
    orders = SPOKEN[language]["orders"]
    wrong = []
    for at, (said, food) in enumerate(_said(REACTIONS[language])):
        order, line = orders[at % 2]
        for place in (0, 1 + at % 4):
            text = _around(said, order, language, place)
            understood: Understood = understand(menu, text)
            kept = " ".join(allergy.text for allergy in understood.state.allergies)
            lines = [told(replace(line, special_requests="")) for line in understood.lines]
            if not set(words(food)) <= set(words(kept)) or lines != ([line] if place else []):
                wrong.append((text, kept, lines))
    assert not wrong, wrong


REFUSED = (
    ("en", "{order}, no {food}, {why}", ("nuts", "eggs"), ("they make her ill", "he reacts", "she swells up", "he's sensitive")),
    ("de", "{order}, ohne {food}, {why}", ("Nüsse", "Eier"), ("sie reagiert darauf", "er kriegt Ausschlag", "Anaphylaxie")),
    ("es", "{order}, sin {food}, {why}", ("nueces", "huevo"), ("le sientan mal", "se hincha")),
    ("fr", "{order}, sans {food}, {why}", ("noix", "œufs"), ("ça le rend malade", "il gonfle", "choc anaphylactique")),
    ("it", "{order}, senza {food}, {why}", ("noci", "uova"), ("sta male", "si gonfia")),
    ("pt", "{order}, sem {food}, {why}", ("nozes", "ovos"), ("ela passa mal", "fica com urticária")),
    ("nl", "{order}, zonder {food}, {why}", ("noten", "ei"), ("ze wordt er ziek van", "hij reageert erop", "anafylaxie")),
    ("pl", "{order}, bez {food}, {why}", ("orzechów", "jajek"), ("ona puchnie", "ma wysypkę")),
)  # fmt: skip


@pytest.mark.parametrize(("language", "said", "foods", "reasons"), REFUSED)
def test_what_is_refused_because_somebody_reacts_is_an_allergy(
    language: str, said: str, foods: tuple[str, ...], reasons: tuple[str, ...]
) -> None:
    """The refusal and its reason stand together in the order's allergies, though the reason names no food."""
    menu, (order, _line) = kitchen(SPOKEN[language]["menu"]), SPOKEN[language]["orders"][0]
    for food in foods:
        for why in reasons:
            text = said.format(order=order, food=food, why=why)
            kept = " ".join(allergy.text for allergy in understand(menu, text).state.allergies)
            assert (text, food in kept) == (text, True)


def test_how_a_dish_is_made_is_no_reaction() -> None:
    """A refusal before words that order something tells no allergy, whatever they sound like."""
    text = "two caesar salads, one without croutons, one with extra parmesan, and a latte with a shot"
    assert not understand(kitchen("harbour"), text).state.allergies
