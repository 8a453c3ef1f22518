"""A Turkish refusal stands behind its dish too, where the next one has a number of its own."""

# ruff: noqa: RUF001  (Turkish has a dotless i)
import pytest

from tests.parsing.kitchens import menu_of, told, turns

DISHES = [("Sütlaç", "Kazandibi", "Tarçın", "tarçınsız"), ("Toast", "Sandviç", "Turşu", "turşusuz"), ("Köfte", "Döner", "Soğan", "soğansız")]  # fmt: skip


@pytest.mark.parametrize(("dish", "other", "option", "without"), DISHES)
def test_the_dish_before_is_without_it(dish: str, other: str, option: str, without: str) -> None:
    """Of two that can be had so the first one is; behind a pause or "ve" it is the next."""
    group = [{"name": "İçinde", "options": [{"name": option, "default": True}]}]
    index = menu_of(*({"name": name, "price": 3, "modifier_groups": group} for name in (dish, other)))
    for text, first in (
        (f"bir {dish} {without} bir {other}", True),
        (f"bir {dish} {without} iki {other}", True),
        (f"bir {dish}, {without} bir {other}", False),
        (f"bir {dish} ve {without} bir {other}", False),
    ):
        lines = {line.item.name: told(line) for line in turns(index, text.casefold()).lines}
        assert (f"none {option}" in lines[dish], f"none {option}" in lines[other]) == (first, not first), text


@pytest.mark.parametrize(
    ("name", "size", "text"),
    [
        ("Nuggets", "6 unidades", "unos nuggets de 6"),
        ("Alitas", "12 unidades", "alitas de doce"),
        ("Crocchè", "6 pezzi", "crocchè da 6"),
        ("Coxinhas", "10 unidades", "coxinhas de 10"),
    ],
)
def test_a_size_by_pieces_is_told_by_their_number_behind_of(name: str, size: str, text: str) -> None:
    """ "De 6" counts no further portions."""
    sizes = [
        {"label": label, "price": price} for price, label in enumerate((size, "20 " + size.split()[1]), 5)
    ]
    (line,) = turns(menu_of({"name": name, "variants": sizes}, {"name": "Flan", "price": 2}), text).lines
    assert (line.quantity, line.variant.label if line.variant else "") == (1, size)


@pytest.mark.parametrize("text", ["kawa bez cukru", "owsianka bez miodu i kawa", "kawa i owsianka bez miodu"])
def test_a_refusal_is_no_dish_that_is_called_like_it(text: str) -> None:
    """Beside *Beza z owocami* "bez" still refuses, and "bezy" are ordered."""
    honey = [{"name": "Dodatki", "options": [{"name": "Miód", "default": True}]}]
    dishes = [
        {"name": "Owsianka", "price": 9, "modifier_groups": honey},
        {"name": "Beza z owocami", "aliases": ["beza"], "price": 8},
    ]
    index = menu_of(*dishes, {"name": "Kawa", "price": 7})
    lines = [told(line) for line in turns(index, text).lines]
    assert not any("Beza" in line for line in lines)
    assert "miodu" not in text or "1 Owsianka; none Miód" in lines
    assert [told(line) for line in turns(index, "dwie bezy").lines] == ["2 Beza z owocami"]
