"""The head of a ticket: what changes with the clock and the selection. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from kds_tui.core import big_digits
from kds_tui.core.ages import Level, age_words
from kds_tui.core.big_digits import big
from kds_tui.core.card import CardOptions, Row, Size, place_words
from kds_tui.core.terminal_text import fit, justify
from kds_tui.core.ticket import Mark
from kds_tui.core.ticket_list import TicketView

HEAD_ROWS: Mapping[Size, int] = {"normal": 2, "wall": big_digits.ROWS + 1}
"""Rows of the head of a ticket, by the size in which it is drawn."""


class HeaderState(NamedTuple):
    """How a ticket stands just now. `tile` is its number on the page, from 1."""

    seconds: int
    level: Level
    tile: int
    selected: bool


def head(shown: TicketView, options: CardOptions, state: HeaderState) -> tuple[Row, ...]:
    """Number, table and age; status and what is special."""
    if options.size == "wall":
        return _wall_head(shown, options, state)
    style = head_style(shown, state.level)
    return (
        Row(
            justify(_left(shown, options, state), _age(shown, options, state), options.width),
            "head-selected" if state.selected else style,
        ),
        Row(
            justify(f" [{state.tile}] {_status(shown)}", _news(shown, options, state), options.width),
            f"{style}+rush" if shown.order.rushed else style,
        ),
    )


def _wall_head(shown: TicketView, options: CardOptions, state: HeaderState) -> tuple[Row, ...]:
    """Number and minutes in big digits; under them the tile, the state where there is one to say, and the age."""
    style = head_style(shown, state.level)
    mark = options.glyphs.selected if state.selected else " "
    minutes = big(state.seconds // 60)
    rows = tuple(
        Row(
            justify(f"{mark if place == 0 else ' '}{number}", f"{age} ", options.width),
            "head-selected" if state.selected else style,
        )
        for place, (number, age) in enumerate(zip(big(shown.order.number), minutes, strict=True))
    )
    status = _status(shown)
    told = f" [{state.tile}] #{shown.order.number}{'' if status == 'TO MAKE' else f' {status}'}"
    news = f"{_news(shown, options, state)}{_age(shown, options, state)}"
    return (*rows, Row(justify(told, news, options.width), f"{style}+rush" if shown.order.rushed else style))


def continued(shown: TicketView, options: CardOptions, state: HeaderState) -> Row:
    """The head of the second and further parts of a long ticket."""
    mark = options.glyphs.selected if state.selected else " "
    return Row(fit(f"{mark}#{shown.order.number} goes on", options.width), head_style(shown, state.level))


def torn(options: CardOptions) -> Row:
    """The torn edge under a part that is not the last."""
    edge = options.glyphs.tear * max(0, options.width - 8)
    return Row(fit(f"{edge} more {options.glyphs.cursor}", options.width), "torn")


def head_style(shown: TicketView, level: Level) -> str:
    """The colour of the head: what the ticket needs, most urgent first."""
    if shown.cancelled:
        return "head-cancelled"
    if shown.waiting or shown.old:
        return "head-waiting"
    if shown.held:
        return "head-held"
    if shown.all_done:
        return "head-ready"
    return "head-fresh" if shown.mark and level is Level.CALM else f"head-{level}"


def _left(shown: TicketView, options: CardOptions, state: HeaderState) -> str:
    mark = options.glyphs.selected if state.selected else " "
    return f"{mark}#{shown.order.number} {place_words(shown.order)}"


def _age(shown: TicketView, options: CardOptions, state: HeaderState) -> str:
    signs = {Level.CALM: "", Level.WARN: f"{options.glyphs.warn} ", Level.LATE: f"{options.glyphs.late} "}
    sign = "" if shown.cancelled else signs[state.level]
    return f"{sign}{age_words(state.seconds)} "


def _status(shown: TicketView) -> str:
    if shown.cancelled:
        return "CANCELLED"
    if shown.held:
        return "HELD"
    if shown.order.status == "confirmed":
        return "TO MAKE" if not shown.all_done else "ALL DONE"
    if shown.order.status == "preparing" and shown.all_done:
        return "ALL DONE"
    return shown.order.status.upper()


def _news(shown: TicketView, options: CardOptions, state: HeaderState) -> str:
    """What is special, in words: a colour alone would not do."""
    waiting = f"{options.glyphs.waiting}waiting" if shown.waiting else ""
    old = "OLD" if shown.old else ""
    rush = "RUSH" if shown.order.rushed else ""
    mark = "" if shown.mark is Mark.RUSH else str(shown.mark)
    late = "LATE" if state.level is Level.LATE else ""
    return " ".join([*filter(None, (waiting, old, rush, mark, late)), ""])
