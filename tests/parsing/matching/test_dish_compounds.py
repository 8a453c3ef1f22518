"""German and Dutch compounds of an option and its dish, generated over menus of other words than were read."""

from functools import cache
from itertools import product

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told

GERMAN = {
    "Milchshake": ("Vanille", "Erdbeere", "Banane"),
    "Strudel": ("Mohn", "Kirsche", "Apfel"),
    "Eistee": ("Pfirsich", "Zitrone"),
}
DUTCH = {"Milkshake": ("Vanille", "Banaan"), "Sorbet": ("Citroen", "Mango")}
SAID = {
    "Erdbeere": "Erdbeer", "Banane": "Bananen", "Kirsche": "Kirsch", "Zitrone": "Zitronen", "Citroen": "Citroen",
}  # fmt: skip
"""What stands for an option within a compound, where it is not its name."""


@cache
def _menu(language: str) -> MenuIndex:
    dishes = GERMAN if language == "de" else DUTCH
    groups = "".join(
        f"  g{at}: {{name: Sorte, min: 1, max: 1, options: [{', '.join(f'{{name: {o}}}' for o in options)}]}}\n"
        for at, options in enumerate(dishes.values())
    )
    items = "".join(
        f"      - {{name: {dish}, price: 4.00, modifier_groups: [g{at}]}}\n" for at, dish in enumerate(dishes)
    )
    name = "Speisen und Getränke" if language == "de" else "Gerechten en dranken"
    text = f"name: Haus\nslug: haus\ncurrency: EUR\nmodifier_groups:\n{groups}categories:\n  - name: {name}\n    items:\n{items}"
    return MenuIndex(load_menu(text.encode(), "yaml"))


def _compounds() -> list[tuple[str, str, str, str]]:
    pairs = [("de", dish, option) for dish, options in GERMAN.items() for option in options]
    pairs += [("nl", dish, option) for dish, options in DUTCH.items() for option in options]
    return [(language, SAID.get(o, o) + dish.lower(), dish, o) for language, dish, o in pairs]


@pytest.mark.parametrize(("language", "compound", "dish", "option"), _compounds())
def test_a_compound_is_its_dish_with_the_option(language: str, compound: str, dish: str, option: str) -> None:
    """Counted, in small letters and beside another dish, nothing is left open."""
    number, joined = ("zwei", "und") if language == "de" else ("twee", "en")
    other = next(c for c in _compounds() if c[0] == language and c[2] != dish)
    for text, lines in (
        (f"{number} {compound.lower()}", [f"2 {dish}; {option}"]),
        (
            f"{number} {compound} {joined} {number} {other[1]}",
            [f"2 {dish}; {option}", f"2 {other[2]}; {other[3]}"],
        ),
    ):
        understood = understand(_menu(language), text, language=language)
        assert sorted(map(told, understood.lines)) == sorted(lines)
        assert not understood.questions
        assert not understood.unmatched


def test_only_options_of_the_dish_make_a_compound() -> None:
    """A flavour that another dish has is not put into this one."""
    foreign = [
        (o, d) for d, o in product(GERMAN, {o for os in GERMAN.values() for o in os}) if o not in GERMAN[d]
    ]
    for option, dish in foreign[:6]:
        understood = understand(_menu("de"), f"ein {SAID.get(option, option)}{dish.lower()}", language="de")
        assert not any(choice.modifier.name == option for line in understood.lines for choice in line.choices)
        assert not understood.complete


LONGER = {
    "de": ("Saftschorle", "Kirschkuchen", ("Apfel", "Rhabarber", "Trauben"), "schorle"),
    "nl": ("Vruchtensap", "Kaastaart", ("Appel", "Peren", "Druiven"), "sap"),
}


@pytest.mark.parametrize("code", LONGER)
def test_a_compound_of_an_option_and_the_end_of_its_dish(code: str) -> None:
    """ "Apfelschorle" is the *Saftschorle* with *Apfel*."""
    dish, other, options, end = LONGER[code]
    group = {"name": "Sorte", "min": 1, "max": 1, "options": [{"name": option} for option in options]}
    index = menu_of(
        {"name": dish, "price": 3, "modifier_groups": [group]},
        *({"name": n, "price": 4} for n in (other, "Water")),
    )
    for option in options:
        lines = [told(line) for line in understand(index, f"2 {option}{end}").lines]
        assert lines == [f"2 {dish}; {option}"], option
