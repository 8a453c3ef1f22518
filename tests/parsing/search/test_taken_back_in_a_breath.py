"""What a text takes back is what it said itself before, and "just one" counts what is in the cart anew, in every language."""

import pytest

from tests.parsing.kitchens import kitchen, told, turns

FRAGMENTS = {
    "harbour": ("and a {kind}... no, a cola", "and a... no, a cola", "and one of the... uh, no, a cola"),
    "de": ("und einen {kind}... nein, eine Cola", "und eine... äh, nee, eine Cola", "und noch so ein... nein, eine Cola"),
    "fr": ("et un {kind}... non, un coca", "et un... euh, non, un coca", "et une... non, un coca"),
    "es": ("y un {kind}... no, una cola", "y una... bueno no, una cola", "y unas... no, una cola"),
    "it": ("e un {kind}... no, una cola", "e una... ehm, no, una cola", "e poi una... no, una cola"),
    "nl": ("en een {kind}... nee, een cola", "en een... eh, nee, een cola", "en nog een... nee, een cola"),
    "pt": ("e uma {kind}... não, uma cola", "e uma... não, uma cola", "e mais uma... não, uma cola"),
}  # fmt: skip
KINDS = {
    "harbour": ("dessert", "starter"), "de": ("Nachtisch",), "fr": ("dessert", "verre"), "es": ("postre",),
    "it": ("dolce",), "nl": ("nagerecht",), "pt": ("sobremesa",),
}  # fmt: skip
CARTS = {
    "harbour": "a latte", "de": "ein Hamburger", "fr": "un hamburger", "es": "una hamburguesa",
    "it": "un hamburger", "nl": "een hamburger", "pt": "um hambúrguer",
}  # fmt: skip
BEGUN = [
    (menu, fragment.replace("{kind}", kind))
    for menu, fragments in FRAGMENTS.items()
    for fragment in fragments
    for kind in (KINDS[menu] if "{kind}" in fragment else ("",))
]


@pytest.mark.parametrize(("menu", "text"), BEGUN)
def test_a_correction_of_what_was_begun_leaves_the_cart_alone(menu: str, text: str) -> None:
    """What stands before "no" in the same text is what is taken back, whether it was a dish or not."""
    before = turns(kitchen(menu), CARTS[menu])
    after = turns(kitchen(menu), CARTS[menu], text)
    assert [told(line) for line in after.lines[:1]] == [told(line) for line in before.lines]
    assert [line.quantity for line in after.lines] == [1, 1]


REPLACED = [
    ("harbour", "no, a cola"), ("de", "nein, lieber eine Cola"), ("fr", "non, plutôt un coca"),
    ("es", "no, mejor una cola"), ("it", "no, meglio una cola"), ("nl", "nee, liever een cola"), ("pt", "não, prefiro uma cola"),
]  # fmt: skip


@pytest.mark.parametrize(("menu", "text"), REPLACED)
def test_a_text_that_begins_with_no_corrects_the_cart(menu: str, text: str) -> None:
    """Nothing was said before it in the same text."""
    lines = turns(kitchen(menu), CARTS[menu], text).lines
    assert [line.item.name.split()[0] for line in lines] == ["Cola"]


SIZES = [
    ("de", "eine kleine, nein, eine große Cola", "Groß"), ("de", "eine kleine Cola, nein, eine große", "Groß"),
    ("fr", "un petit, non, un grand coca", "Grand"), ("fr", "un petit coca, non, un grand", "Grand"),
    ("it", "una cola piccola, no, una grande", "Grande"), ("nl", "een kleine cola, nee, een grote", "Groot"),
]  # fmt: skip


@pytest.mark.parametrize(("menu", "text", "size"), SIZES)
def test_a_size_that_is_corrected_orders_no_second_dish(menu: str, text: str, size: str) -> None:
    """With its article, before the dish and behind it."""
    assert [told(line) for line in turns(kitchen(menu), text).lines] == [f"1 Cola {size}"]


DENIED = [
    ("harbour", "a latte and a cola, actually no cola", "Latte"), ("de", "ein Hamburger und eine Cola, nein, keine Cola", "Hamburger"),
    ("de", "ein Hamburger und ein Bier, nee kein Bier", "Hamburger"), ("fr", "un hamburger et un coca, non, pas de coca", "Hamburger"),
    ("es", "una hamburguesa y una cola, no, ninguna cola", "Hamburguesa"), ("nl", "een hamburger en een cola, nee, geen cola", "Hamburger"),
    ("it", "un hamburger e una cola, no, niente cola", "Hamburger"),
]  # fmt: skip


@pytest.mark.parametrize(("menu", "text", "dish"), DENIED)
def test_a_dish_that_is_denied_right_behind_itself_is_taken_back(menu: str, text: str, dish: str) -> None:
    """Nobody has a dish without itself."""
    lines = turns(kitchen(menu), text).lines
    assert [(line.quantity, line.item.name, line.special_requests) for line in lines] == [(1, dish, "")]


JUST_ONE = [
    ("harbour", "three colas", "just one cola please"), ("de", "drei Bier", "nur ein Bier bitte"), ("de", "drei Bier", "dann nur ein Bier"),
    ("de", "drei Bier", "es reicht ein Bier"), ("fr", "trois bières", "juste une bière"), ("es", "tres cervezas", "solo una cerveza"),
    ("es", "tres cervezas", "me basta una cerveza"), ("it", "tre birre", "solo una birra"), ("it", "tre birre", "basta una birra"),
    ("nl", "drie bier", "alleen een bier"),
]  # fmt: skip


@pytest.mark.parametrize(("menu", "first", "then"), JUST_ONE)
def test_just_one_of_several_in_the_cart_is_their_number(menu: str, first: str, then: str) -> None:
    """An article counts behind "just", and behind "enough is"."""
    assert [line.quantity for line in turns(kitchen(menu), first, then).lines] == [1]


NEW_TOTALS = [
    ("fr", "trois bières", "on va prendre que deux bières"), ("fr", "trois bières", "je préfère deux bières"),
    ("it", "tre birre", "preferisco due birre"), ("es", "tres cervezas", "prefiero dos cervezas"), ("de", "drei Bier", "es reichen zwei Bier"),
]  # fmt: skip


@pytest.mark.parametrize(("menu", "first", "then"), NEW_TOTALS)
def test_a_number_that_is_preferred_or_is_no_more_is_the_new_one(menu: str, first: str, then: str) -> None:
    """It is not added to that of the cart."""
    assert [line.quantity for line in turns(kitchen(menu), first, then).lines] == [2]
