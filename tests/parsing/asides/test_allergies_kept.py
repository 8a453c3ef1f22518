"""No allergy is lost, in any language: wordings, allergens, places in the text and orders beside them, generated."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Line, Understood
from tests.parsing.kitchens import kitchen, told

SPOKEN: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "allergy_words.toml").read_text("utf-8")
)
PLACES = range(9)
PAUSES = {"ja": ("。", "、", ""), "zh": ("。", "\uff0c", "")}
"""What ends a sentence, what joins two, and what stands between words, where it is not as in English."""


class Saying(NamedTuple):
    """An allergy as it is said, the words that must be kept, and the allergen's code ("" where it has none)."""

    text: str
    words: str
    code: str
    refuses: bool


def _sayings(spoken: dict[str, Any]) -> Iterator[Saying]:
    for wording in spoken["wordings"]:
        for allergen in spoken["allergens"]:
            form = "n" if any(f"{{{slot}}}" in wording for slot in ("n", "to", "the", "of")) else "s"
            refuses = (
                "{n}, " in wording
                or "{n}\uff0c" in wording
                or "{of}" in wording
                or wording.startswith(("no {n}", "por alergia"))
            )
            text = wording.format(**allergen)
            inflected = next((word for word in allergen.values() if word and word in text), "")
            words = allergen[form] if allergen[form] in text else inflected
            yield Saying(text, words, allergen["code"], refuses)
    for fixed in spoken["fixed"]:
        yield Saying(fixed["text"], fixed["words"], fixed["code"], refuses=False)


@cache
def _all_sayings(language: str) -> list[Saying]:
    return list(_sayings(SPOKEN[language]))


def _talk(menu: str, *turns: str) -> Understood:
    understood = Understood()
    for text in turns:
        understood = understand(kitchen(menu), text, understood.lines, state=understood.state)
    return understood


def _turns(
    place: int, said: str, first: str, second: str, language: str
) -> tuple[tuple[str, ...], list[int]]:
    """The texts of the diner, and which of the two orders they hold."""
    stop, comma, space = PAUSES.get(language, (". ", ", ", " "))
    return (
        ((said,), []),
        ((said + stop + first,), [0]),
        ((said + comma + first + comma + second,), [0, 1]),
        ((said + space + first,), [0]),
        ((first + stop + said,), [0]),
        ((first + comma + said + comma + second,), [0, 1]),
        ((first + space + said + space + second,), [0, 1]),
        ((said, first), [0]),
        ((first, said), [0]),
    )[place]


def _in_words(line: Line, *, without_refusals: bool) -> str:
    words = told(replace(line, special_requests=""))
    parts = [part for part in words.split("; ") if not (without_refusals and part.startswith("none "))]
    return "; ".join(parts)


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(SPOKEN))
@settings(deadline=None, max_examples=100)
@given(st.data())
def test_an_allergy_is_kept_and_the_order_beside_it_is_whole(language: str, data: st.DataObject) -> None:
    """Its words and its code are in the order's allergies, and nothing else than the order is ordered."""
    spoken = SPOKEN[language]
    said = data.draw(st.sampled_from(_all_sayings(language)))
    orders = data.draw(st.permutations(spoken["orders"]))[:2]
    turns, ordered = _turns(
        data.draw(st.sampled_from(PLACES)), said.text, orders[0][0], orders[1][0], language
    )
    understood = _talk(spoken["menu"], *turns)
    kept = understood.state.allergies
    assert any(said.words.casefold() in allergy.text.casefold() for allergy in kept), turns
    assert (said.code in {code for allergy in kept for code in allergy.allergens}) or not said.code, turns
    lines = [_in_words(line, without_refusals=said.refuses) for line in understood.lines]
    wanted = [orders[at][1] for at in ordered]
    if said.refuses:
        wanted = ["; ".join(p for p in line.split("; ") if not p.startswith("none ")) for line in wanted]
    assert lines == wanted, turns


@pytest.mark.parametrize("language", sorted(SPOKEN))
def test_an_allergen_refused_beside_its_allergy_is_refused_of_every_dish(language: str) -> None:
    """ "I'm allergic to nuts, so no nuts for me, …" is one allergy, and the same at each dish."""
    spoken = SPOKEN[language]
    stop, comma, _space = PAUSES.get(language, (". ", ", ", " "))
    orders = spoken["orders"][:2]
    for refusal, allergen in zip(
        cycle(spoken["refused_again"]), spoken["allergens"][: len(spoken["refused_again"]) * 2], strict=False
    ):
        told_first = spoken["wordings"][0].format(**allergen) + comma + refusal.format(**allergen)
        text = told_first + stop + orders[0][0] + comma + orders[1][0]
        understood = _talk(spoken["menu"], text)
        (allergy,) = understood.state.allergies
        assert told_first.startswith(allergy.text), text
        assert [_in_words(line, without_refusals=False) for line in understood.lines] == [
            line for _text, line in orders
        ], text
        assert {line.special_requests for line in understood.lines} == {f"ALLERGY: {allergy.text}"}, text


def test_an_option_refused_of_a_dish_ordered_before_is_refused_of_it() -> None:
    """ "I'm allergic to onions, make it without onion" takes the onion off the burger that is there."""
    understood = _talk("de", "ein Hamburger", "ich bin allergisch gegen Zwiebeln, bitte ohne Zwiebeln")
    assert [_in_words(line, without_refusals=False) for line in understood.lines] == [
        "1 Hamburger; none Zwiebeln"
    ]


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code in sorted(SPOKEN) for text in SPOKEN[code]["none"]]
)
def test_saying_that_there_is_no_allergy_keeps_none(language: str, text: str) -> None:
    """ "No allergies" is none, before and behind an order, and takes back what was said before it."""
    spoken = SPOKEN[language]
    order, line = spoken["orders"][0]
    for turns in ([f"{text}, {order}"], [f"{order}, {text}"], [spoken["fixed"][0]["text"], order, text]):
        understood = _talk(spoken["menu"], *turns)
        assert understood.state.allergies == (), turns
        assert [told(line) for line in understood.lines] == [line], turns


@pytest.mark.parametrize("language", sorted(SPOKEN))
def test_the_orders_by_themselves_are_understood(language: str) -> None:
    """Each order of the generated family comes to its line where no allergy stands beside it."""
    menu = SPOKEN[language]["menu"]
    assert {
        text: [told(line) for line in _talk(menu, text).lines] for text, _line in SPOKEN[language]["orders"]
    } == {text: [line] for text, line in SPOKEN[language]["orders"]}


@pytest.mark.parametrize(
    ("menu", "text", "kept", "codes"),
    [
        ("ko", "햄버거 두 개 주세요, nut allergy", "nut allergy", {"nuts"}),
        ("ja", "ビール一つ、I am allergic to peanuts", "allergic to peanuts", {"peanuts"}),
        ("it", "vorrei una birra, nut allergy", "nut allergy", {"nuts"}),
        ("de", "ein Bier bitte, I'm allergic to nuts", "allergic to nuts", {"nuts"}),
        ("harbour", "soy celíaca, can i get a large latte please", "celíaca", {"gluten", "soy"}),
        ("harbour", "卵アレルギーです, one large latte please", "卵アレルギー", {"eggs"}),
        ("harbour", "a large latte please, je suis allergique aux noix", "aux noix", {"nuts"}),
    ],
)
def test_an_allergy_said_in_another_language_than_the_order_is_kept(
    menu: str, text: str, kept: str, codes: set[str]
) -> None:
    """Words for an allergy are known in every language at once, whichever the rest of the text is in."""
    (allergy,) = _talk(menu, text).state.allergies
    assert kept in allergy.text
    assert set(allergy.allergens) == codes


def test_having_no_allergy_in_another_language_keeps_none() -> None:
    """ "No allergies" in English beside a Korean order is none."""
    assert _talk("ko", "햄버거 하나, no allergies").state.allergies == ()


FORBIDDEN = (
    ("harbour", "doctor says no nuts, a large latte", "nuts"),
    ("harbour", "my son has to stay clear of nuts, a cola", "nuts"),
    ("harbour", "she's off dairy, a cola", "milk"),
    ("es", "el médico le ha prohibido los lácteos, una cerveza", "milk"),
    ("de", "der Arzt hat mir Nüsse verboten, ein Bier", "nuts"),
    ("de", "für meine Tochter keine Nüsse, ein Bier", "nuts"),
    ("harbour", "for my daughter no nuts, a cola", "nuts"),
    ("fr", "le médecin m'interdit les noix, une bière", "nuts"),
    ("it", "il medico mi ha vietato i latticini, una birra", "milk"),
    ("pt", "o médico proibiu leite, uma cerveja", "milk"),
    ("nl", "de dokter heeft noten verboden, een bier", "nuts"),
    ("pl", "lekarz zabronił mi orzechów, jedno piwo", "nuts"),
    ("tr", "doktor süt ürünlerini yasakladi, bir bira", "milk"),
    ("ja", "医者に卵を止められています、ビール一つ", "eggs"),
    ("ko", "의사가 우유 먹지 말래요, 맥주 하나", "milk"),
    ("zh", "医生不让我吃鸡蛋\uff0c一杯啤酒", "eggs"),
    ("ar", "الطبيب منعني من الحليب، واحد بيرة", "milk"),
)
"""What a doctor forbids, or somebody keeps away from, in every language."""


@pytest.mark.parametrize(("menu", "text", "code"), FORBIDDEN)
def test_what_somebody_must_not_have_is_an_allergy(menu: str, text: str, code: str) -> None:
    """It is kept with its code, and only the dish beside it is ordered."""
    understood = _talk(menu, text)
    assert code in {code for allergy in understood.state.allergies for code in allergy.allergens}
    assert len(understood.lines) == 1


@pytest.mark.parametrize("menu", ["burger-bar", "pizzeria", "bagel-shop"])
def test_what_only_a_free_option_is_called_by_is_kept_for_somebody(menu: str) -> None:
    """ "No gluten for my son" refuses no "Gluten free bun", but tells what he must not have."""
    corpus = Path(__file__).parents[3] / "data/words"
    index = MenuIndex(load_menu((corpus / menu / "menu.yaml").read_bytes(), "yaml"))
    for who in ("my son", "the little one", "this little guy"):
        (allergy,) = understand(index, f"no gluten for {who}, two colas").state.allergies
        assert allergy.allergens == ("gluten",), who
