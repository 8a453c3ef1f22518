"""Sizes by weight and volume are known by the words for them, in the language of the menu and in others."""

from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

MENUS = {
    "de": ("Vom Grill", "Rumpsteak mit Kräuterbutter", "Hauswein"),
    "fr": ("Du gril", "Bavette au poivre", "Vin rouge maison"),
    "es": ("De la parrilla", "Chuletón de vaca", "Vino tinto de la casa"),
    "it": ("Dalla griglia", "Bistecca di manzo", "Vino rosso della casa"),
    "pt": ("Da grelha", "Bife da vazia", "Vinho tinto da casa"),
    "nl": ("Van de grill", "Biefstuk met boter", "Huiswijn rood"),
    "pl": ("Z grilla", "Stek wołowy", "Wino domowe"),
    "tr": ("Izgaradan", "Dana bonfile", "Şarap"),
}
SAID = [
    ("de", "ein Rumpsteak mit 300 Gramm", "einen Viertelliter Hauswein"),
    ("fr", "une bavette de 300 grammes", "un quart de vin rouge"),
    ("es", "un chuletón de 300 gramos", "un cuarto de vino tinto"),
    ("it", "una bistecca da 300 grammi", "un quarto di vino rosso"),
    ("pt", "um bife da vazia de 300 gramas", "um quarto de vinho tinto"),
    ("nl", "een biefstuk van 300 gram", "een kwart liter huiswijn"),
    ("pl", "stek 300 gramów", "ćwierć litra wina"),
    ("tr", "300 gram dana bonfile", "çeyrek litre şarap"),
]
OYSTERS = [
    ("de", "zwölf Austern"), ("fr", "douze huîtres"), ("es", "doce ostras"), ("it", "dodici ostriche"), ("pt", "doze ostras"),
    ("nl", "twaalf oesters"),
]  # fmt: skip


@cache
def _menu(language: str) -> MenuIndex:
    heading, steak, wine = MENUS[language]
    weights = "variants: [{label: 200 g, price: 20}, {label: 300 g, price: 30}]"
    glasses = 'variants: [{label: "0,25 l", price: 4}, {label: "0,5 l", price: 7}]'
    items = f"      - {{name: {steak}, {weights}}}\n      - {{name: {wine}, {glasses}}}\n"
    text = f"name: House\nslug: house\ncurrency: EUR\ncategories:\n  - name: {heading}\n    items:\n{items}"
    return MenuIndex(load_menu(text.encode(), "yaml"))


@pytest.mark.parametrize(("language", "weight", "volume"), SAID)
def test_a_weight_and_a_volume_in_words_are_the_sizes(language: str, weight: str, volume: str) -> None:
    """ "300 Gramm" is *300 g*, and a quarter of wine *0,25 l*: nothing is left over and nothing asked."""
    for text, size in ((weight, "300 g"), (volume, "0,25 l")):
        understood = understand(_menu(language), text)
        assert [line.variant.label for line in understood.lines if line.variant] == [size], text
        assert not understood.unmatched
        assert not understood.questions


@cache
def _oyster_bar() -> MenuIndex:
    text = """
name: Oyster bar
slug: oysters
currency: GBP
categories:
  - name: Starters
    items:
      - {name: Oysters, variants: [{label: Six, price: 16}, {label: Twelve, price: 30}]}
      - {name: Whole Grilled Sea Bass, price: 20}
      - {name: Lager, variants: [{label: Half pint, price: 3}, {label: Pint, price: 5}]}
"""
    return MenuIndex(load_menu(text.encode(), "yaml"))


@pytest.mark.parametrize(("language", "said"), OYSTERS)
def test_a_size_that_is_a_number_is_told_by_it_in_other_languages(language: str, said: str) -> None:
    """Twelve oysters are one dozen where oysters come by six and twelve, whoever says so."""
    assert [told(line) for line in understand(_oyster_bar(), said, language=language).lines] == [
        "1 Oysters Twelve"
    ]


@pytest.mark.parametrize(
    ("language", "said"), [("pl", "dwa lagery, oba całe pinty"), ("de", "zwei lager, ganze pints")]
)
def test_whole_alone_names_no_dish_that_is_whole(language: str, said: str) -> None:
    """A word for how much of something there is orders no fish that is called so."""
    lines = [told(line) for line in understand(_oyster_bar(), said, language=language).lines]
    assert not any("Sea Bass" in line for line in lines)
