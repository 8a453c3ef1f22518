"""One of several is made another one, and a size is told of the one dish of the cart that has sizes, in German and Dutch."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns


def _menu(wine: str, colours: tuple[str, ...], food: str, sizes: tuple[str, str], drink: str) -> MenuIndex:
    group = {"name": "Kleur", "options": [{"name": colour} for colour in colours], "min": 1, "max": 1}
    variants = [{"label": size, "price": 3 + at} for at, size in enumerate(sizes)]
    wines = {"name": wine, "price": 4, "modifier_groups": [group]}
    return menu_of(wines, {"name": food, "variants": variants}, {"name": drink, "price": 2})


MENUS = (
    ("nl", _menu("Huiswijn", ("Wit", "Rosé"), "Friet", ("klein", "groot"), "Thee")),
    ("nl", _menu("Limonade", ("Citroen", "Kers"), "Poffertjes", ("klein 12 st.", "groot 20 st."), "Koffie")),
    ("de", _menu("Schoppen", ("Weiß", "Rosé"), "Pommes", ("klein", "groß"), "Tee")),
    (
        "de",
        _menu("Brause", ("Zitrone", "Kirsch"), "Spätzle", ("kleine Schüssel", "große Schüssel"), "Kaffee"),
    ),
)
DISHES = ("Huiswijn", "Wit", "Rosé"), ("Limonade", "Citroen", "Kers"), ("Schoppen", "Weiß", "Rosé"), ("Brause", "Zitrone", "Kirsch")  # fmt: skip
MADE = {
    "nl": ("maak van één maar een {}", "maak er één {} van"),
    "de": ("mach aus einem einen {}", "mach aus einer bitte eine {}"),
}
SIZED = (("Friet", "klein", "Thee"), ("Poffertjes", "klein 12 st.", "Koffie"), ("Pommes", "klein", "Tee"), ("Spätzle", "kleine Schüssel", "Kaffee"))  # fmt: skip
SMALL = {
    "nl": ("grote", "en een", ("toch maar de kleine", "toch liever de kleine portie")),
    "de": ("große", "und einen", ("doch lieber die kleine", "doch lieber die kleine Portion bitte")),
}


@pytest.mark.parametrize(
    ("at", "then"), [(at, then) for at, (code, _index) in enumerate(MENUS) for then in MADE[code]]
)
def test_one_of_several_is_never_made_all_of_them(at: int, then: str) -> None:
    """Either one of both alone is another one, or the order is not complete."""
    code, index = MENUS[at]
    dish, before, after = DISHES[at]
    heard = turns(index, f"{'twee' if code == 'nl' else 'zwei'} {dish} {before}", then.format(after))
    lines = [told(line) for line in heard.lines]
    assert lines == [f"1 {dish}; {before}", f"1 {dish}; {after}"] or not heard.complete


@pytest.mark.parametrize(
    ("at", "then"), [(at, then) for at, (code, _index) in enumerate(MENUS) for then in SMALL[code][2]]
)
def test_the_small_one_after_all_is_of_the_dish_that_has_sizes(at: int, then: str) -> None:
    """Though another dish was ordered last."""
    code, index = MENUS[at]
    dish, small, drink = SIZED[at]
    large, joined, _then = SMALL[code]
    heard = turns(index, f"{large} {dish} {joined} {drink}", then)
    assert [told(line) for line in heard.lines] == [f"1 {dish} {small}", f"1 {drink}"]
    assert heard.complete
