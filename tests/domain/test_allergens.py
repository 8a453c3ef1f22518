"""The table of allergens: complete, without doubles, read from owners' own words in every language."""

import pytest

from server.domain.allergens import (
    LANGUAGES,
    allergens,
    closest,
    codes_of,
    goes_against,
    name_of,
    normalised,
)

LISTS = {
    "eu": "celery crustaceans eggs fish gluten lupin milk molluscs mustard nuts peanuts sesame soy sulphites",
    "japan": "buckwheat crab eggs milk peanuts shrimp walnut wheat",
    "japan_recommended": "abalone almond apple banana beef cashew chicken gelatin kiwi macadamia mackerel orange peach"
    " pork salmon salmon_roe sesame soy squid yam",
    "korea": "abalone beef buckwheat chicken crab eggs mackerel milk molluscs mussel oyster peach peanuts pine_nut pork"
    " shrimp soy squid sulphites tomato walnut wheat",
}


@pytest.mark.parametrize("name", LISTS)
def test_each_list_is_whole(name: str) -> None:
    """Fourteen of the EU, eight and twenty of Japan, twenty-two of Korea."""
    assert sorted(code for code, one in allergens().items() if name in one.lists) == LISTS[name].split()


def test_every_allergen_has_a_name_of_its_own_in_every_language() -> None:
    """Two that pages call the same could not be told apart; a family is an allergen of no family."""
    for language in LANGUAGES:
        names = [name_of(code, language) for code in allergens()]
        assert len(names) == len(set(names)), language
    families = {one.family for one in allergens().values() if one.family}
    assert all(not allergens()[family].family for family in families)


def test_every_word_of_the_table_is_read() -> None:
    """As the code that it stands under, whatever its case."""
    for code, one in allergens().items():
        for words in one.words.values():
            assert all(code in codes_of(word) and code in codes_of(f" {word.upper()} ") for word in words)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Haselnüsse", ("hazelnut",)),
        ("nuts (hazelnut)", ("hazelnut",)),
        ("Nüsse (Haselnuss, Walnuss)", ("hazelnut", "walnut")),
        ("そば", ("buckwheat",)),
        ("알류", ("eggs",)),
        ("Krebstiere", ("crustaceans",)),
        ("shell-fish", ("crustaceans", "molluscs")),
        ("Milch / Eier", ("milk", "eggs")),
        ("\uff2d\uff49\uff4c\uff4b", ("milk",)),
        ("pine_nut", ("pine_nut",)),
        ("milk and honey", ()),
        ("nuts (mystery)", ()),
        ("", ()),
    ],
)
def test_owners_words_are_codes(text: str, codes: tuple[str, ...]) -> None:
    """In any language; of a family and one of its own the narrower; what is not wholly known is nothing."""
    assert codes_of(text) == codes


def test_a_menu_states_each_code_once_and_keeps_what_is_unknown() -> None:
    """Words that mean the same are one; house words stay as they were written."""
    assert normalised(["Milk", "latte", "House spice", "milk"]) == ("milk", "House spice")


@pytest.mark.parametrize(
    ("allergy", "stated", "is_so"),
    [
        ("nuts", ["hazelnut"], True),
        ("hazelnut", ["nuts"], True),
        ("hazelnut", ["walnut"], False),
        ("hazelnut", ["Haselnüsse"], True),
        ("crustaceans", ["shrimp"], True),
        ("molluscs", ["shrimp"], False),
        ("house spice", ["House spice"], True),
        ("milk", [], False),
    ],
)
def test_families_are_held_against_an_allergy(allergy: str, stated: list[str], *, is_so: bool) -> None:
    """The same, the wider and the narrower; a sister is another allergen."""
    assert goes_against(allergy, stated) is is_so


def test_a_slip_of_the_pen_is_near_what_was_meant() -> None:
    """And what is like nothing is near nothing."""
    assert (closest("cellery"), closest("Hasselnüsse"), closest("xyz")) == ("celery", "hazelnut", "")
