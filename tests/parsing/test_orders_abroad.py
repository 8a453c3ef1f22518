"""Every dish of every menu, named in each other language by what it means."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.forms_by_meaning import Form, forms_of
from server.parsing.matching.index import MenuIndex
from server.parsing.text.language import available, language
from server.parsing.text.tokens import is_unspaced
from server.parsing.text.translation import name_in

pytestmark = pytest.mark.slow


ROOT = Path(__file__).parents[2]
NAMES = ("bistro", "burgers", "hansik", "izakaya", "meson", "tasca", "trattoria", "wirtshaus")
"""Menus of the corpus across languages that are read dish by dish: on them no dish is called what another one is."""
MENUS = sorted(
    [
        *(ROOT / f"data/words_abroad/{name}/menu.yaml" for name in NAMES),
        *(path for path in ROOT.glob("tests/parsing/menus/??.yaml")),
    ]
)
ASKED = {
    "en": "one {} please",
    "es": "una {} por favor",
    "fr": "un {} s'il vous plaît",
    "de": "einmal {} bitte",
    "it": "un {} per favore",
    "pt": "um {} por favor",
    "nl": "een {} alstublieft",
    "ko": "{} 하나 주세요",
    "ja": "{}を一つください",
    "zh": "一份{}",
    "pl": "jeden {} proszę",
    "tr": "bir {} lütfen",
    "ar": "{} واحد من فضلك",
}
EVERY = 6
"""Of so many orders one is read; all of them under the mark `slow`."""


def _menus() -> list[object]:
    names = [path.parent.name if path.name == "menu.yaml" else path.stem for path in MENUS]
    return [pytest.param(path, id=name) for path, name in zip(MENUS, names, strict=True)]


@pytest.mark.parametrize("path", _menus())
def test_no_dish_named_in_another_language_is_called_complete_and_another(path: Path) -> None:
    """A sample of the orders; most are the dish, and what is not is open."""
    _prove(path, EVERY)


@pytest.mark.slow
@pytest.mark.parametrize("path", _menus())
def test_no_dish_named_in_any_other_language_is_called_complete_and_another(path: Path) -> None:
    """All of some 3,500 orders."""
    _prove(path, 1)


def _prove(path: Path, every: int) -> None:
    index = MenuIndex(load_menu(path.read_bytes()))
    orders = list(_orders(index))[::every]
    wrong, right = [], 0
    for text, code, dish in orders:
        understood = understand(index, text, language=code)
        is_right = [(line.item.name, line.quantity) for line in understood.lines] == [(dish, 1)]
        right += is_right
        if understood.complete and not is_right:
            wrong.append((text, dish, [line.item.name for line in understood.lines]))
    assert wrong == []
    assert right >= 0.9 * len(orders) > 5


def _orders(index: MenuIndex) -> Iterator[tuple[str, str, str]]:
    """(text, language, dish) for each dish all of whose things have a name in the language."""
    for code in available():
        for item in index.items.values() if code != index.language else ():
            named = (_named(form, code) for form in forms_of(item.name.casefold(), language(index.language)))
            if said := next(filter(None, named), ""):
                yield ASKED[code].format(said), code, item.name


def _named(form: Form, code: str) -> str:
    things = [min((t for t in meant if t[0] not in "=#"), default="") for meant in form.things]
    names = [name_in(code, thing) for thing in things]
    if not all(names):
        return ""
    head = names.pop(min(form.heads))
    said = [head, *names] if language(code).head_first else [*names, head]
    return ("" if is_unspaced(said[0][0]) and code != "ko" else " ").join(said)
