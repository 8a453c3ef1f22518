"""Sizes that a menu writes short ("Qt.", "bott.", "½ rac.") are told in full words."""

import tomllib
from pathlib import Path

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, turns

SIZES = tomllib.loads((Path(__file__).parent / "sizes_written_short.toml").read_text("utf-8"))
BESIDE = {
    "en": ("Roast chicken with gravy", "Mushroom burger"),
    "de": ("Schweinebraten mit Soße", "Zwiebelkuchen"),
    "fr": ("Poulet rôti aux herbes", "Tarte à l'oignon"),
    "es": ("Pollo asado con patatas", "Tortilla con cebolla"),
    "it": ("Pollo arrosto con patate", "Frittata di cipolle"),
    "pt": ("Frango assado com batatas", "Sopa de legumes da avó"),
    "nl": ("Gebraden kip met jus", "Uientaart met spek"),
    "pl": ("Kurczak pieczony z ziemniakami", "Zupa cebulowa z grzankami"),
    "tr": ("Peynirli pide", "Mercimek köftesi"),
}
"""What else is on the menu, by which its language is known."""
CASES = [(code, dish["dish"], dish["sizes"]) for code, dishes in SIZES.items() for dish in dishes]


def menu(code: str, dish: str, labels: list[str]) -> MenuIndex:
    """A dish in two or three sizes, beside two others."""
    sizes = [{"label": label, "price": 5 + 4 * i} for i, label in enumerate(labels)]
    return menu_of({"name": dish, "variants": sizes}, *({"name": name, "price": 9} for name in BESIDE[code]))


@pytest.mark.parametrize(
    ("code", "dish", "sizes"), CASES, ids=[f"{code}-{d}-{s[0]['label']}" for code, d, s in CASES]
)
def test_a_size_written_short_is_told_in_full(code: str, dish: str, sizes: list[dict[str, object]]) -> None:
    """In the order itself and as the answer to the question which; the order is complete."""
    index = menu(code, dish, [str(size["label"]) for size in sizes])
    for size in sizes:
        for said in size["said"]:  # type: ignore[attr-defined]
            understood = turns(index, *said.split(" // "))
            found = [(line.item.name, line.variant and line.variant.label) for line in understood.lines]
            assert found == [(dish, size["label"])], said
            assert not understood.unmatched, said
            assert not understood.questions, said
