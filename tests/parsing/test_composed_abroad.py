"""How guests of other languages put dishes, options and sizes of a menu together in one phrase."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.text.detection import detect

MENU = """
currency: EUR
modifier_groups:
  water: {name: Art, min: 1, max: 1, options: [{name: Still}, {name: Sprudel}]}
  tea: {name: Temperatur, min: 1, max: 1, options: [{name: heiß}, {name: kalt}]}
  fish: {name: Zubereitung, min: 1, max: 1, options: [{name: gegrillt}, {name: gedämpft}]}
  cheese: {name: Dazu, options: [{name: Cheddar}]}
categories:
  - name: Fisch
    items:
      - {name: Wolfsbarsch, price: 20, modifier_groups: [fish]}
      - {name: Gegrillter Fischteller, price: 22}
      - {name: Kabeljau in Senfsoße, price: 18}
  - name: Speisen
    items:
      - {name: Galette Lachs-Lauch, price: 12}
      - {name: Burger, price: 12, modifier_groups: [cheese]}
      - {name: Käsespätzle, price: 11}
  - name: Getränke
    items:
      - {name: Mineralwasser, price: 3, modifier_groups: [water]}
      - {name: Grüner Tee, price: 3, modifier_groups: [tea]}
      - {name: Bier, variants: [{label: Seidel, price: 3, default: true}, {label: Humpen, price: 5}]}
      - {name: Rotwein, variants: [{label: Schoppen, price: 5, default: true}, {label: Flasche, price: 24}]}
"""
INDEX = MenuIndex(load_menu(MENU.encode(), "yaml"))


def _heard(text: str, code: str) -> list[str]:
    lines = understand(INDEX, text, language=code).lines
    return [
        " ".join(
            [
                str(line.quantity),
                line.item.name,
                *([line.variant.label] if line.variant and len(line.item.variants) > 1 else []),
                *(choice.modifier.name for choice in line.choices),
            ]
        )
        for line in lines
    ]


@pytest.mark.parametrize(
    ("text", "code", "lines"),
    [
        ("un agua con gas", "es", ["1 Mineralwasser Sprudel"]),
        ("iki gazl\u0131 su", "tr", ["2 Mineralwasser Sprudel"]),
        ("una acqua frizzante", "it", ["1 Mineralwasser Sprudel"]),
        ("um chá verde gelado", "pt", ["1 Grüner Tee kalt"]),
        ("a hot green tea please", "en", ["1 Grüner Tee heiß"]),
        ("the sea bass grilled please", "en", ["1 Wolfsbarsch gegrillt"]),
        ("un bar grillé", "fr", ["1 Wolfsbarsch gegrillt"]),
    ],
)
def test_a_phrase_may_name_a_dish_and_how_it_is_had(text: str, code: str, lines: list[str]) -> None:
    """Words that together mean a dish and one of its choices are both, never a dish that is only like them."""
    assert _heard(text, code) == lines


@pytest.mark.parametrize(
    ("text", "code", "lines"),
    [
        ("a large beer please", "en", ["1 Bier Humpen"]),
        ("dos cervezas pequeñas", "es", ["2 Bier Seidel"]),
        ("una birra grande", "it", ["1 Bier Humpen"]),
        ("큰 맥주 하나 주세요", "ko", ["1 Bier Humpen"]),
    ],
)
def test_the_small_and_the_large_one_of_two_sizes(text: str, code: str, lines: list[str]) -> None:
    """Sizes that are called otherwise are small and large by their prices."""
    assert _heard(text, code) == lines


def test_a_bottle_is_no_large_glass() -> None:
    """Where the sizes are far apart, "large" chooses none of them."""
    assert _heard("a large red wine please", "en") != ["1 Rotwein Flasche"]


@pytest.mark.parametrize(
    ("text", "code", "lines"),
    [
        ("a galette with salmon and leek please", "en", ["1 Galette Lachs-Lauch"]),
        ("サーモンとネギのガレットを一つ", "ja", ["1 Galette Lachs-Lauch"]),
        ("a burger with cheddar cheese", "en", ["1 Burger Cheddar"]),
        ("the cod please", "en", ["1 Kabeljau in Senfsoße"]),
    ],
)
def test_things_of_a_name_may_be_joined_and_told_by_their_kind(
    text: str, code: str, lines: list[str]
) -> None:
    """ "And" joins what a name has without it, "cheddar cheese" is cheddar, and a fish is not its heading."""
    assert _heard(text, code) == lines


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("شوربة طماطم وخبز بالثوم", "ar"),
        ("sebzeli biftek, tavada patatesle", "tr"),
        ("2 pizza 1 fanta", "en"),
    ],
)
def test_words_for_food_tell_the_language_where_one_of_them_is_unknown(text: str, code: str) -> None:
    """Half of the words is enough, small ones may be written together with them, and numbers tell nothing."""
    assert detect(text.replace(",", "").split(), frozenset(), ["en"]) == code
