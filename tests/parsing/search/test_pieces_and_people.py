"""How many pieces, half of what, for whom and which one: what tells the dish or its size, and what does not."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

PIECES = {
    "en": ("{} Pcs Catfish & Slaw", "{} pieces of catfish and slaw", "{} pieces of catfish"),
    "de": ("{} Stück Backfisch", "{} Stück Backfisch", "{} Stück Backfisch"),
    "it": ("Arancini {} pz", "{} pezzi di arancini", "{} pezzi di arancini"),
}


def _by_pieces(code: str) -> MenuIndex:
    return menu_of(*({"name": PIECES[code][0].format(n), "price": n + 2} for n in (2, 3, 5)))


@pytest.mark.parametrize("code", PIECES)
@pytest.mark.parametrize("count", [2, 3, 5])
def test_so_many_pieces_are_one_dish_of_that_name(code: str, count: int) -> None:
    """Where the menu has one for each of several numbers."""
    name, said, _short = PIECES[code]
    assert ordered(turns(_by_pieces(code), said.format(count))) == [f"1 {name.format(count)}".casefold()]


def test_a_number_of_pieces_that_none_has_is_open() -> None:
    """Four pieces are no four dishes."""
    assert not turns(_by_pieces("en"), PIECES["en"][2].format(4)).complete


@pytest.mark.parametrize(("fraction", "word"), [("1/2", "half"), ("1/4", "quarter")])
@pytest.mark.parametrize("said", ["{} a smoked duck with rice", "{} smoked duck with rice", "a {} smoked duck with rice"])  # fmt: skip
def test_half_a_dish_is_the_half_of_the_menu(fraction: str, word: str, said: str) -> None:
    """With and without the article, beside the whole one."""
    side = {"name": "Side", "min": 1, "max": 1, "options": [{"name": "Rice"}, {"name": "Greens"}]}
    menu = menu_of(
        {"name": "1/4 Smoked Duck + 1 Side", "price": 6, "modifier_groups": [side]},
        {"name": "1/2 Smoked Duck + 1 Side", "price": 9, "modifier_groups": [side]},
        {"name": "Whole Smoked Duck", "price": 15},
    )
    answer = turns(menu, said.format(word))
    assert ordered(answer) == [f"1 {fraction} smoked duck + 1 side; rice"]


def _by_age() -> MenuIndex:
    sizes = [{"label": "Adult", "price": 18, "default": True}, {"label": "Child", "price": 9}]
    return menu_of({"name": "Nut Roast", "variants": sizes}, {"name": "Lemonade", "price": 2})


@pytest.mark.parametrize("said", ["the kids nut roast", "she'd like the kids nut roast and a lemonade"])
def test_a_size_called_by_people_is_no_talk_of_them(said: str) -> None:
    """Right before the dish that comes in it."""
    assert "1 nut roast child" in ordered(turns(_by_age(), said))


@pytest.mark.parametrize("said", ["nut roast for a child", "a nut roast for my kid and a lemonade"])
def test_a_dish_for_somebody_whom_a_size_is_called_by_is_open(said: str) -> None:
    """Nobody told the size."""
    assert not turns(_by_age(), said).complete


def test_the_one_with_an_option_tells_no_size() -> None:
    """Though one size is called by the number."""
    broth = {"name": "Broth", "min": 1, "max": 1, "options": [{"name": "Miso"}, {"name": "Lemongrass"}]}
    sizes = [{"label": "500g", "price": 12, "default": True}, {"label": "1kg", "price": 20}]
    menu = menu_of({"name": "Clams", "variants": sizes, "modifier_groups": [broth]})
    (line,) = turns(menu, "clams please, the miso one").lines
    assert (line.quantity, line.variant_stated) == (1, False)


def test_the_word_for_a_dish_is_no_option_of_that_word() -> None:
    """The burger of "the burger" is no *Burger sauce* of which nobody spoke, or the order stays open."""
    extras = {"name": "Extras", "options": [{"name": "Burger Sauce"}, {"name": "Streaky Bacon"}]}
    menu = menu_of(
        {"name": "The Barn Burger", "price": 12, "modifier_groups": [extras]},
        {"name": "Bean Burger", "price": 11},
    )
    answer = turns(menu, "the burger for him, bacon on it")
    assert not answer.complete or all("sauce" not in line for line in ordered(answer))


@pytest.mark.parametrize("said", ["a dozen skin on, spicy", "12 skin on, spicy", "twelve skin on with spicy"])
def test_a_part_written_in_one_word_names_its_dish(said: str) -> None:
    """Though it ends with a small word."""
    sauce = {"name": "Sauce", "options": [{"name": "Spicy"}, {"name": "Sweet"}]}
    sizes = [{"label": "6 pc", "price": 6}, {"label": "12 pc", "price": 11}]
    menu = menu_of(
        {"name": "Skin-On Wedges", "variants": sizes, "modifier_groups": [sauce]},
        {"name": "Peeled Wedges", "variants": sizes, "modifier_groups": [sauce]},
    )
    assert ordered(turns(menu, said)) == ["1 skin-on wedges 12 pc; spicy"]
