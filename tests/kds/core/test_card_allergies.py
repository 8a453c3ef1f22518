"""How a ticket tells allergies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kds_tui.core.ages import Level
from kds_tui.core.allergies import AllergyBanner, allergy_banner
from kds_tui.core.card import CardOptions
from kds_tui.core.glyphs import UNICODE
from kds_tui.core.layout import BodyCache, lay_out
from kds_tui.core.pagination import Grid
from kds_tui.core.ticket_header import HeaderState
from kds_tui.ui.widgets.wall import WallPage, cells_of
from server.wire.orders import KitchenOrder
from tests.kds.core.tickets import allergy, rows_of, shown_of, text_of
from tests.kds.sample_orders import line, modifier, order


def words_of(one: KitchenOrder) -> tuple[str, ...]:
    banner = allergy_banner(one)
    return banner.words if banner else ()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("two pizzas. I'm allergic to nuts!", ("I'm allergic to nuts",)),
        ("Allergies: peanuts, sesame, egg", ("Allergies: peanuts, sesame, egg",)),
        ("Allergies: peanuts; sesame. And egg", ("Allergies: peanuts; sesame. And egg",)),
        ("Allergies:\n- peanuts\n- egg", ("Allergies: / - peanuts / - egg",)),
        ("a coke. Nuts! ALLERGIC!", ("Nuts! ALLERGIC",)),
        ("my son is coeliac, a coke", ("my son is coeliac, a coke",)),
        ("Soy alérgico al marisco", ("Soy alérgico al marisco",)),
        ("Ich habe eine Nussallergie", ("Ich habe eine Nussallergie",)),
        ("je suis allergique aux arachides", ("je suis allergique aux arachides",)),
        ("ラーメン。卵、落花生アレルギーがあります。ごまも", ("卵、落花生アレルギーがあります。ごまも",)),
        ("乳製品アレルギーがあります", ("乳製品アレルギーがあります",)),
        ("一碗面。我对花生、芝麻过敏", ("我对花生、芝麻过敏",)),
        ("a coke please", ()),
    ],
)  # fmt: skip
def test_words_of_allergies_are_found_in_many_languages_and_never_cut_short(
    said: str, words: tuple[str, ...]
) -> None:
    """From the sentence with the allergy to the end, as the diner wrote it: a list goes on after a comma or a stop."""
    assert words_of(order(1, raw_input=said)) == words


def test_an_allergy_in_a_request_or_the_note_is_found_and_told_once() -> None:
    """The banner looks at requests and the note too, and repeats nothing."""
    wish = line(1, special_requests="nut allergy")
    assert words_of(order(1, wish, raw_input="nut allergy")) == ("nut allergy",)
    assert words_of(order(1, note="severe egg allergy")) == ("severe egg allergy",)


def test_all_allergies_that_the_server_names_are_in_the_banner() -> None:
    """Each allergen once, in capitals, and the words of each; words that say the same are not told twice."""
    one = order(
        1,
        raw_input="two pizzas. My son is allergic to peanuts and sesame. I am allergic to egg",
        allergies=[
            allergy("My son is allergic to peanuts and sesame", "peanuts", "sesame"),
            allergy("I am allergic to egg", "eggs", "sesame"),
        ],
    )
    assert allergy_banner(one) == AllergyBanner(
        ("PEANUTS", "SESAME", "EGGS"), ("My son is allergic to peanuts and sesame", "I am allergic to egg")
    )


def test_an_allergy_whose_words_the_server_has_cut_is_told_in_full_besides() -> None:
    """The words are the second net: what the server has not said to the end of the sentence is shown as it was written."""
    one = order(
        1, raw_input="Allergies: peanuts, sesame", allergies=[allergy("Allergies: peanuts", "peanuts")]
    )
    assert words_of(one) == ("Allergies: peanuts", "Allergies: peanuts, sesame")


def test_an_allergy_without_a_known_allergen_is_a_banner_all_the_same() -> None:
    """And an older server, which sends no allergies, leaves the words."""
    assert allergy_banner(order(1, allergies=[allergy("kiwi")])) == AllergyBanner((), ("kiwi",))
    assert allergy_banner(order(1)) is None


def test_the_banner_is_in_the_head_of_every_part_of_a_long_ticket() -> None:
    """What is against what stands on each page; the words stand on the first."""
    lines = [line(n, f"Dish {n}", special_requests="as it comes") for n in range(1, 30)]
    one = order(1, *lines, allergies=[allergy("I am allergic to nuts", "nuts", "peanuts")])
    shown, options, grid = shown_of(one), CardOptions(30, UNICODE), Grid(1, 30, 12)
    layout = lay_out(shown, BodyCache().of(shown, options), grid)
    assert layout.pages > 4
    for page in range(layout.pages):
        state = {0: HeaderState(60, Level.CALM, 1, selected=False)}
        (column,) = cells_of(WallPage(layout, page, options, state, None, known=True))
        text = [cell.row.text.strip() for cell in column if cell]
        assert text[1] == "▲▲ ALLERGY: NUTS, PEANUTS"
        assert ("I am allergic to nuts" in text) is (page == 0)


@given(
    said=st.text(alphabet="nut ,.;、。!\n", max_size=400).map(lambda text: f"allergy {text}"),
    width=st.integers(20, 40),
    height=st.integers(4, 24),
)
def test_no_banner_hides_the_rest_of_a_ticket(said: str, width: int, height: int) -> None:
    """However long the words are: every row of banner and body is on some page, and every part has room under its head."""
    shown, options = shown_of(order(1, line(1, "Pizza"), raw_input=said)), CardOptions(width, UNICODE)
    rows = BodyCache().of(shown, options)
    layout = lay_out(shown, rows, Grid(1, width, height))
    drawn = []
    for page in range(layout.pages):
        state = {0: HeaderState(60, Level.CALM, 1, selected=False)}
        (column,) = cells_of(WallPage(layout, page, options, state, None, known=True))
        drawn += [cell.row for cell in column if cell]
    assert {row for part in (rows[0].banner, rows[0].body) for row in part} <= set(drawn)


def test_a_line_that_repeats_the_banner_points_at_it() -> None:
    """An allergy that was written to every line is said once, large, and each line of it refers to that."""
    wish = "ALLERGY: I am allergic to nuts"
    one = order(
        1, line(1, special_requests=wish), line(2, special_requests=wish), raw_input="I am allergic to nuts"
    )
    assert text_of(one, 40)[:4] == [
        " ▲▲ ALLERGY",
        " I am allergic to nuts",
        "  1× Margherita",
        "     » ALLERGY, see above",
    ]


@pytest.mark.parametrize("wish", ["with the mains", "well done; cut in four", "no onions, please"])
@pytest.mark.parametrize("texts", [["I am allergic to nuts"], ["no milk for me", "my son is coeliac"]])
def test_a_line_keeps_its_own_wish_beside_the_allergies_marked_at_it(texts: list[str], wish: str) -> None:
    """The allergies stand in the banner once, each line points at them and says what is its own."""
    marks = "; ".join(f"ALLERGY: {text}" for text in texts)
    one = order(
        1,
        line(1, special_requests=f"{marks}; {wish}"),
        line(2, special_requests=marks),
        allergies=[allergy(text) for text in texts],
    )
    assert text_of(one, 60) == [
        " ▲▲ ALLERGY",
        *(f" {text}" for text in texts),
        "  1× Margherita",
        "     » ALLERGY, see above",
        f"     » {wish}",
        "  1× Margherita",
        "     » ALLERGY, see above",
    ]


def test_words_that_only_begin_like_an_allergy_of_the_order_are_not_taken_for_it() -> None:
    """What a line says beyond the named allergy is another one, and goes into the banner whole."""
    one = order(1, line(1, special_requests="ALLERGY: nuts and sesame"), allergies=[allergy("nuts", "nuts")])
    assert words_of(one) == ("nuts", "ALLERGY: nuts and sesame")


def test_the_banner_speaks_the_kitchens_language_and_names_the_code() -> None:
    """Where the name is another word than the code; what has no name stands by its code; the diner's words follow."""
    names = {"peanuts": "Erdnüsse", "fish": "fish"}
    one = order(1, allergies=[allergy("no peanuts please", "peanuts", "fish", "tree_nuts")])
    rows = [row.text.strip() for row in rows_of(one, width=60, allergen_names=names)]
    assert rows[:2] == ["▲▲ ALLERGY: ERDNÜSSE (peanuts), FISH, TREE NUTS", "no peanuts please"]


def test_a_line_that_states_the_allergen_says_so_under_its_name() -> None:
    """In the colour of an allergy, before what differs."""
    satay = line(1, "Satay", modifiers=[modifier("rice")], conflicts=["peanuts", "soy"])
    rows = rows_of(order(1, satay), width=40, allergen_names={"soy": "Soja"})
    assert [(row.text.strip(), row.style) for row in rows] == [
        ("1× Satay", "item"),
        ("▲▲ CONTAINS PEANUTS, SOJA (soy)", "allergy"),
        ("rice", "modifier"),
    ]
