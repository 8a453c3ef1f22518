"""Orders with a condition are never complete: which of two dishes it is, the kitchen alone can say."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, turns

DISHES = {
    "en": ("Lamb stew", "Rice pudding"),
    "de": ("Linseneintopf", "Apfelkuchen"),
    "es": ("Estofado de ternera", "Arroz con leche"),
    "fr": ("Blanquette de veau", "Tarte aux pommes"),
    "it": ("Spezzatino di manzo", "Torta di mele"),
    "pt": ("Carne de panela", "Pudim de leite"),
    "nl": ("Hachee", "Appeltaart"),
    "pl": ("Gulasz wieprzowy", "Szarlotka"),
}
WORDINGS = [
    ("en", "if you still have the {first}, that, otherwise a {second}"),
    ("en", "is there flour in the {first}? if not I'll have the {second}"),
    ("en", "either a {first} or a {second}"),
    ("de", "wenn es noch {first} gibt, nehme ich den, sonst den {second}"),
    ("de", "ist im {first} Mehl? Sonst nehm ich den {second}"),
    ("de", "falls es keinen {first} mehr gibt, ein {second}"),
    ("es", "si queda {first}, uno; si no, un {second}"),
    ("es", "¿lleva harina el {first}? Si no, un {first} y un {second}"),
    ("fr", "s'il reste de la {first}, une, sinon une {second}"),
    ("fr", "soit une {first}, soit une {second}"),
    ("it", "se c'è ancora lo {first}, uno, altrimenti una {second}"),
    ("it", "uno {first}, se no una {second}"),
    ("pt", "se ainda tiver {first}, uma, senão um {second}"),
    ("nl", "als er nog {first} is, graag, anders een {second}"),
    ("pl", "jeśli jest {first}, to poproszę, jeśli nie, {second}"),
]


def _menu(code: str) -> MenuIndex:
    return menu_of(*({"name": name, "price": 9} for name in DISHES[code]))


@pytest.mark.parametrize(("code", "wording"), WORDINGS)
def test_a_condition_keeps_an_order_open(code: str, wording: str) -> None:
    """Whatever the two dishes are, and whichever of them was ordered."""
    first, second = DISHES[code]
    assert not turns(_menu(code), wording.format(first=first, second=second)).complete


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "a lamb stew if that's ok"),
        ("en", "if I may, a lamb stew"),
        ("de", "ein Linseneintopf, sonst nichts"),
        ("de", "wenn es geht ein Linseneintopf"),
        ("es", "si puede ser, un estofado de ternera"),
        ("it", "se possibile uno spezzatino di manzo"),
    ],
)
def test_politeness_is_no_condition(code: str, text: str) -> None:
    """An order said with "if I may" is complete as before."""
    assert turns(_menu(code), text).complete
