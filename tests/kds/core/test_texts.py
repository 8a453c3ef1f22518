"""The display's languages: every text is said, rows keep their width, names of the menu stay as they are."""

from datetime import timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from babel.messages import Catalog
from rich.cells import cell_len

from kds_tui.core.ages import Level
from kds_tui.core.board import Board, apply_all
from kds_tui.core.card import CardOptions, ticket_rows
from kds_tui.core.glyphs import UNICODE
from kds_tui.core.texts import LANGUAGES, gettext, ngettext, speak, spoken
from kds_tui.core.ticket_header import HeaderState, continued, head, torn
from kds_tui.core.ticket_list import TicketList, View
from scripts.translations import DISPLAY
from server.wire.orders import KitchenOrder
from tests.kds.sample_orders import NOON, line, modifier, order, snapshot

OTHERS = sorted(set(LANGUAGES) - {"en"})
WIDTHS = (24, 26, 38)


@cache
def wanted() -> Catalog:
    """Every text of the display, looked for once."""
    return DISPLAY.wanted()


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_said_in_every_language(language: str) -> None:
    """Each catalog says every text of the display, with the same places, and nothing that is gone."""
    assert DISPLAY.faults(language, wanted()) == []


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de-AT", "de"),
        ("pt_BR", "pt"),
        ("ko", "ko"),
        ("en-US", "en"),
        ("zh-CN", "zh"),
        ("zh-TW", "en"),
        ("sv", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_locale(locale: str, language: str) -> None:
    """One that the display does not have is English."""
    speak(locale)
    assert spoken() == language


def test_the_words_change_with_the_language() -> None:
    """Back and forth; what stands in no catalog is said as it is."""
    speak("de")
    assert (gettext("TAKE AWAY"), gettext("nobody says this")) == ("ZUM MITNEHMEN", "nobody says this")
    assert [ngettext("%d ticket cleared", "%d tickets cleared", n) % n for n in (1, 2)] == [
        "1 Bon abgeräumt",
        "2 Bons abgeräumt",
    ]
    speak("en")
    assert gettext("TAKE AWAY") == "TAKE AWAY"


ORDERS = [
    order(7, line(1, "Ramen", modifiers=[modifier("onions", "none"), modifier("egg", "extra")], conflicts=["eggs"]),
          order_type="take_away", estimated_ready_at=NOON + timedelta(minutes=20), rushed=True),
    order(8, line(2, "삼겹살", quantity=3, special_requests="no salt"), status="ready", order_type="eat_in"),
    order(9, line(3, "Pizza"), status="held", table_identifier="Terrace 12"),
    order(10, line(4, "Pizza", done=True), status="cancelled", reason="closed"),
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", ORDERS, ids=lambda one: str(one.number))
def test_rows_keep_their_width_in_every_language(language: str, one: KitchenOrder) -> None:
    """Wide characters of Japanese and Korean take two cells: each row of a ticket is as wide as its column."""
    speak(language)
    (shown,) = TicketList().of(apply_all(Board(), [snapshot(one)], NOON), View(), offline=False)
    for width in WIDTHS:
        options = CardOptions(width, UNICODE, zone=ZoneInfo("Asia/Seoul"), language=language)
        rows = ticket_rows(shown, options)
        state = HeaderState(800, Level.LATE, 1, selected=True)
        every = (
            *head(shown, options, state),
            *rows.banner,
            *rows.body,
            continued(shown, options, state),
            torn(options),
        )
        assert {cell_len(row.text) for row in every} == {width}, [row.text for row in every]
