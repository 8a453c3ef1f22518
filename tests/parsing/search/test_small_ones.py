"""Words for a small one, which may be a size or a child: "eine Cola, die Kleine reicht mir", "die Kleine nimmt eine Cola"."""

import pytest

from tests.parsing.kitchens import order

SIZES = [
    ("de", "eine Cola, die kleine reicht mir", "1 Cola Klein"),
    ("de", "eine Cola, die kleine bitte", "1 Cola Klein"),
    ("fr", "un coca, le petit me suffit", "1 Cola Petit"),
    ("es", "una coca cola, la pequeña me basta", "1 Cola Pequeño"),
    ("it", "una coca, la piccola va bene", "1 Cola Piccola"),
    ("pt", "uma cola, a pequena chega", "1 Cola Pequena"),
    ("nl", "een cola, de kleine is genoeg", "1 Cola Klein"),
]
CHILDREN = [
    ("de", "die kleine nimmt eine Cola", "1 Cola"),
    ("de", "eine Cola für die kleine bitte", "1 Cola"),
    ("fr", "le petit prend un coca", "1 Cola"),
    ("es", "y el pequeño una coca cola", "1 Cola"),
    ("it", "una coca per la piccola", "1 Cola"),
    ("pt", "a pequena quer uma cola", "1 Cola"),
    ("nl", "de kleine neemt een cola", "1 Cola"),
]
CORRECTED = {
    "de": (
        "eine große Cola, {} die kleine",
        ["nein,", "ach nein,", "nein warte,", "doch lieber"],
        "1 Cola Klein",
    ),
    "fr": (
        "un grand cola, {} le petit",
        ["non,", "non attends,", "pardon,", "finalement", "plutôt"],
        "1 Cola Petit",
    ),
    "es": ("una cola grande, {} la pequeña", ["no,", "no, espera,", "perdón,", "mejor"], "1 Cola Pequeño"),
    "it": ("una cola grande, {} la piccola", ["no,", "no aspetta,", "anzi no", "meglio"], "1 Cola Piccola"),
    "pt": (
        "uma cola grande, {} a pequena",
        ["não,", "não espera,", "ou melhor,", "afinal"],
        "1 Cola Pequena",
    ),
    "nl": ("een grote cola, {} de kleine", ["nee,", "nee wacht,", "nee toch"], "1 Cola Klein"),
}


@pytest.mark.parametrize(
    ("menu", "text", "line"),
    [
        (menu, text.format(words), line)
        for menu, (text, corrections, line) in CORRECTED.items()
        for words in corrections
    ],
)
def test_the_small_one_behind_a_correction_is_the_size(menu: str, text: str, line: str) -> None:
    """It takes the place of the size that was said before."""
    assert order(text, menu) == [line]


@pytest.mark.parametrize(("menu", "text", "line"), SIZES)
def test_the_small_one_behind_a_dish_with_sizes_is_its_size(menu: str, text: str, line: str) -> None:
    """Where nothing else is said of a child, the words tell which size is wanted."""
    assert order(text, menu) == [line]


@pytest.mark.parametrize(("menu", "text", "line"), CHILDREN)
def test_the_small_one_who_wants_something_is_a_child(menu: str, text: str, line: str) -> None:
    """Somebody for whom, or by whom, a dish is ordered is no size."""
    assert order(text, menu) == [line]
