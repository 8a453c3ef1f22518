"""How a slip is laid out."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import LANGUAGES, speak
from kds_tui.printing.paper import COLUMNS, PaperOptions, PaperRow, Size, slip_rows
from kds_tui.printing.slips import Slip, SlipKind
from server.wire.orders import OrderAllergy
from tests.kds.sample_orders import NOON, line, meal, modifier, order

ROME = PaperOptions(station="oven", zone=ZoneInfo("Europe/Rome"))
ORDER = order(
    23,
    line(1, "Margherita", quantity=2, modifiers=[modifier("Onions", "none"), modifier("Basil", "extra")]),
    line(2, "Calzone", special_requests="cut in four"),
    customer_name="Ada",
    order_type="take_away",
    note="all together",
    allergies=[OrderAllergy(text="my son is allergic to peanuts", allergens=["peanuts", "nuts"])],
)


def slip(kind: SlipKind = SlipKind.ORDER, **values: object) -> Slip:
    return replace(Slip(kind, ORDER, tuple(ORDER.items)), **values)  # type: ignore[arg-type]


def test_a_line_has_its_own_wish_beside_the_allergy_that_is_in_the_frame() -> None:
    """Which dish is to be cut in four is seen at that dish, not among the words of the allergy."""
    mark = "ALLERGY: my son is allergic to peanuts"
    marked = [
        line(1, "Margherita", special_requests=mark),
        line(2, "Calzone", special_requests=f"{mark}; cut in four"),
    ]
    rows = [row.text for row in slip_rows(slip(lines=tuple(marked)), ROME, NOON)]
    assert rows[rows.index("1x Margherita") :][:5] == [
        "1x Margherita",
        " > ALLERGY, see above",
        "1x Calzone",
        " > ALLERGY, see above",
        " > cut in four",
    ]


def test_an_order_on_80_millimetres() -> None:
    """Number, place, allergy in a frame, lines with what differs, note: in the sizes that they are read at."""
    edge = PaperRow("#" * 48, bold=True)
    assert slip_rows(slip(), ROME, NOON) == [
        PaperRow("#23", Size.HUGE, bold=True),
        PaperRow("Table 5", Size.LARGE, bold=True),
        PaperRow("TAKE AWAY", Size.LARGE, bold=True),
        PaperRow("Ada", bold=True),
        PaperRow("oven · 14:23"),
        PaperRow(""),
        edge,
        PaperRow("# ! ALLERGY: PEANUTS,", Size.LARGE, bold=True),
        PaperRow("# NUTS", Size.LARGE, bold=True),
        PaperRow("# my son is allergic to peanuts", bold=True),
        edge,
        PaperRow("2x Margherita", Size.LARGE, bold=True),
        PaperRow("   NO Onions", bold=True),
        PaperRow("   EXTRA Basil", bold=True),
        PaperRow("1x Calzone", Size.LARGE, bold=True),
        PaperRow(" > cut in four", bold=True),
        PaperRow(""),
        PaperRow("> all together", bold=True),
        PaperRow(""),
        PaperRow("printed 2026-05-04 14:00"),
    ]


@pytest.mark.parametrize(
    ("kind", "title"), [(SlipKind.ADD_ON, " ADD-ON "), (SlipKind.VOID, " VOID "), (SlipKind.COPY, " COPY ")]
)
def test_what_is_no_plain_order_says_so_first(kind: SlipKind, title: str) -> None:
    """White on black, at the top."""
    assert slip_rows(slip(kind), ROME, NOON)[0] == PaperRow(title, Size.LARGE, bold=True, reverse=True)


def test_a_void_says_not_at_each_line_and_why() -> None:
    """A cook who holds both papers cannot take one for the other."""
    gone = slip(SlipKind.VOID, order=ORDER.model_copy(update={"status": "cancelled", "reason": "no dough"}))
    texts = [row.text for row in slip_rows(gone, ROME, NOON)]
    assert "NOT 2x Margherita" in texts
    assert "NOT 1x Calzone" in texts
    assert "no dough" in texts


def test_what_may_be_on_paper_already_is_marked() -> None:
    """An order whose first try ended without a word of the printer."""
    texts = [row.text for row in slip_rows(slip(perhaps_printed=True), ROME, NOON)]
    assert texts[0] == "COPY: this may have been printed before."


def test_a_rushed_order_says_so() -> None:
    """White on black."""
    rushed = slip(order=ORDER.model_copy(update={"rushed": True}))
    assert PaperRow(" RUSH ", Size.LARGE, bold=True, reverse=True) in slip_rows(rushed, ROME, NOON)


def test_paper_of_all_stations_names_the_station_of_each_line() -> None:
    """Whoever tears it apart knows whose it is."""
    texts = [row.text for row in slip_rows(slip(), PaperOptions(), NOON)]
    assert "all stations · 12:23" in texts
    assert texts.count("   (oven)") == 2


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cn", "Co")), min_size=1, max_size=120)


@given(name=WORDS, request=WORDS, note=WORDS, who=WORDS, columns=st.sampled_from(sorted(COLUMNS.values())))
def test_nothing_of_an_order_is_lost_and_nothing_is_wider_than_the_paper(
    name: str, request: str, note: str, who: str, columns: int
) -> None:
    """Every character that can be drawn stands on the paper, in rows that fit; none of them is a control character."""
    one = order(
        1,
        line(1, name, special_requests=request, modifiers=[modifier(name)]),
        note=note,
        customer_name=who,
        created_at=NOON + timedelta(hours=1),
    )
    rows = slip_rows(Slip(SlipKind.ORDER, one, tuple(one.items)), PaperOptions(columns=columns), NOON)
    on_paper = "".join(row.text for row in rows).replace(" ", "")
    for words in (name, request, note, who):
        assert plain(words).replace(" ", "").replace("\xa0", "") in on_paper.replace("#", "") or "#" in words
    assert all(cell_len(row.text) * row.size <= columns + row.size for row in rows)
    assert all(character.isprintable() for row in rows for character in row.text)


def test_a_dish_that_states_the_allergen_says_so_large_in_the_kitchens_language() -> None:
    """Under its name, and the frame names it so too."""
    one = order(
        1,
        line(1, "Satay", conflicts=["peanuts"]),
        allergies=[OrderAllergy(text="no nuts", allergens=["peanuts", "kiwi"])],
    )
    names = {"peanuts": "Erdnüsse"}
    rows = slip_rows(Slip(SlipKind.ORDER, one, tuple(one.items), allergen_names=names), PaperOptions(), NOON)
    texts = [row.text for row in rows]
    place = texts.index("1x Satay")
    assert rows[place + 1] == PaperRow("! CONTAINS ERDNÜSSE", Size.LARGE, bold=True)
    assert texts[place + 2] == "(peanuts)"
    assert "# ! ALLERGY: ERDNÜSSE" in texts


def test_lines_stand_by_courses_and_what_waits_says_hold() -> None:
    """What is of no course first; HOLD stands white on black, so that nobody begins with it."""
    one = meal()
    rows = slip_rows(Slip(SlipKind.ORDER, one, tuple(one.items), held=frozenset({"main"})), ROME, NOON)
    assert [(row.text.strip(), row.reverse) for row in rows if row.size is Size.LARGE][1:] == [
        ("1x Coke", False),
        ("STARTERS", False),
        ("1x Soup", False),
        ("HOLD MAINS", True),
        ("1x Steak", False),
    ]
    fire = slip_rows(Slip(SlipKind.FIRE, one, (one.items[0],)), ROME, NOON)
    assert [row.text.strip() for row in fire if row.size is Size.LARGE] == [
        "FIRE",
        "Table 5",
        "MAINS",
        "1x Steak",
    ]


def test_paper_speaks_the_language_of_its_kitchen() -> None:
    """All that the program says on a slip; dishes, options and what diners wrote stay in their own words."""
    speak("de")
    rows = [row.text for row in slip_rows(slip(SlipKind.VOID, perhaps_printed=True), ROME, NOON)]
    assert rows == [
        " STORNO ",
        "KOPIE: Das wurde vielleicht schon gedruckt.",
        "#23",
        "Tisch 5",
        "ZUM MITNEHMEN",
        "Ada",
        "oven · 14:23",
        "",
        "#" * 48,
        "# ! ALLERGIE: PEANUTS,",
        "# NUTS",
        "# my son is allergic to peanuts",
        "#" * 48,
        "NICHT 2x Margherita",
        "   OHNE Onions",
        "   EXTRA Basil",
        "NICHT 1x Calzone",
        " > cut in four",
        "",
        "> all together",
        "",
        "gedruckt 2026-05-04 14:00",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SlipKind)
def test_every_language_fits_on_58_millimetres(language: str, kind: SlipKind) -> None:
    """Also twice as wide: titles, courses that wait, and RUSH in no row of more cells than the paper has."""
    speak(language)
    one = meal(rushed=True, order_type="take_away", table_identifier="")
    waits = Slip(kind, one, tuple(one.items), perhaps_printed=True, held=frozenset({"main", "dessert"}))
    for row in slip_rows(waits, PaperOptions(COLUMNS[58]), NOON):
        assert cell_len(row.text) * row.size <= COLUMNS[58], row


def test_each_line_of_a_table_says_whose_it_is() -> None:
    """Where guests go by name, unless the whole order is that guest's."""
    shared = order(1, line(1, "Coke", guest=1, guest_name="Ines"), line(2, "Soup", guest=2))
    texts = [row.text for row in slip_rows(Slip(SlipKind.ORDER, shared, tuple(shared.items)), ROME, NOON)]
    assert "1x Coke (Ines)" in texts
    assert "1x Soup" in texts
    own = shared.model_copy(update={"customer_name": "Ines"})
    texts = [row.text for row in slip_rows(Slip(SlipKind.ORDER, own, tuple(own.items)), ROME, NOON)]
    assert "1x Coke" in texts
