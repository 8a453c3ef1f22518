"""A line of which no dish is known yet ends no reading in an error."""

from tests.parsing.kitchens import menu_of, told, turns

SIZES = [{"label": "Single", "price": 6, "default": True}, {"label": "Supper", "price": 9}]
SEASONING = {
    "name": "Seasoning",
    "options": [{"name": "Salt"}, {"name": "Chippy sauce", "aliases": ["sauce"]}],
}
SAUCE = {"name": "Kebab sauce", "options": [{"name": "Chilli sauce"}, {"name": "No sauce"}]}


def test_a_count_of_several_dishes_that_share_a_word_is_read() -> None:
    """ "Make that three fish suppers, the third one no sauce", where another dish is called fish supper, too."""
    index = menu_of(
        {"name": "Haddock", "aliases": ["fish"], "variants": SIZES, "modifier_groups": [SEASONING]},
        {"name": "White pudding", "variants": SIZES, "modifier_groups": [SEASONING]},
        {"name": "Doner", "price": 7, "modifier_groups": [SAUCE]},
        {"name": "Fish supper special", "price": 11},
    )
    understood = turns(
        index,
        "two fish suppers please, salt and sauce",
        "and a white pudding on its own",
        "oh sorry, make that three fish suppers, the third one wi no sauce, just salt",
    )
    assert "1 White pudding" in [told(line) for line in understood.lines]
