"""Names behind an elided word that stands in longer names of the menu too: "pas d'oignons", beside "Rondelles d'oignon"."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told, turns


def _menu(option: str, dish: str) -> MenuIndex:
    document = f"""
name: A
currency: EUR
modifier_groups:
  within: {{name: Dans le pain, options: [{{name: {option}, default: true}}, {{name: Tomate, default: true}}]}}
categories:
  - name: B
    items:
      - {{name: Hamburger, price: 8, modifier_groups: [within]}}
      - {{name: "{dish}", price: 4}}
"""
    return MenuIndex(load_menu(document.encode(), "yaml"))


@pytest.mark.parametrize("said", ["pas {0}", "avec beaucoup {0}"])
@pytest.mark.parametrize(
    ("option", "dish", "elided"),
    [
        ("Oignons", "Rondelles d'oignon", "d'oignons"),
        ("Ail", "Tartines d'ail", "d'ail"),
        ("Avocat", "Salade d'avocat", "d'avocat"),
        ("Œuf", "Salade d'œuf", "d'œuf"),
    ],
)
def test_an_option_behind_an_elided_word_is_told_beside_longer_names(
    said: str, option: str, dish: str, elided: str
) -> None:
    """What is elided before an option's name is none of the dish that holds both words; that dish is still its own."""
    menu = _menu(option, dish)
    heard = turns(menu, f"un hamburger {said.format(elided)}")
    amount = "none" if said.startswith("pas") else "extra"
    assert [told(line) for line in heard.lines] == [f"1 Hamburger; {amount} {option}"]
    assert [told(line) for line in turns(menu, f"une {dish.lower()}").lines] == [f"1 {dish}"]


@pytest.mark.parametrize(
    "text", ["einen Hamburger ohne Gurke", "una hamburguesa sin pepino", "汉堡一个,不要黄瓜"]
)
def test_cucumber_may_be_the_pickles_of_a_dish(text: str) -> None:
    """Guests abroad call pickles by the cucumber that they are."""
    document = b"""
name: A
currency: GBP
modifier_groups:
  bun: {name: In the bun, options: [{name: Gherkins, default: true}, {name: Tomato, default: true}]}
categories:
  - name: Burgers
    items: [{name: Hamburger, price: 8, modifier_groups: [bun]}, {name: Fish and Chips, price: 9}]
"""
    heard = turns(MenuIndex(load_menu(document, "yaml")), text)
    assert [told(line) for line in heard.lines] == ["1 Hamburger; none Gherkins"]
