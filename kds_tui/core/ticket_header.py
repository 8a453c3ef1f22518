"""The head of a ticket: what changes with the clock and the selection. Pure."""

from typing import NamedTuple

from kds_tui.core.ages import Level, age_words
from kds_tui.core.board import Mark
from kds_tui.core.card import Drawing, Row, place_words
from kds_tui.core.terminal_text import ends, fit
from kds_tui.core.ticket_list import Shown

HEAD_ROWS = 2


class Moment(NamedTuple):
    """How a ticket stands just now. `tile` is its number on the page, from 1."""

    seconds: int
    level: Level
    tile: int
    selected: bool


def head(shown: Shown, drawing: Drawing, moment: Moment) -> tuple[Row, Row]:
    """Number, table and age; status and what is special."""
    style = head_style(shown, moment.level)
    return (
        Row(
            ends(_left(shown, drawing, moment), _age(shown, drawing, moment), drawing.width),
            "head-selected" if moment.selected else style,
        ),
        Row(ends(f" [{moment.tile}] {_status(shown)}", _news(shown, drawing, moment), drawing.width), style),
    )


def continued(shown: Shown, drawing: Drawing, moment: Moment) -> Row:
    """The head of the second and further parts of a long ticket."""
    mark = drawing.glyphs.selected if moment.selected else " "
    return Row(fit(f"{mark}#{shown.order.number} goes on", drawing.width), head_style(shown, moment.level))


def torn(drawing: Drawing) -> Row:
    """The torn edge under a part that is not the last."""
    edge = drawing.glyphs.tear * max(0, drawing.width - 8)
    return Row(fit(f"{edge} more {drawing.glyphs.cursor}", drawing.width), "torn")


def head_style(shown: Shown, level: Level) -> str:
    """The colour of the head: what the ticket needs, most urgent first."""
    if shown.cancelled:
        return "head-cancelled"
    if shown.waiting:
        return "head-waiting"
    if shown.all_done:
        return "head-ready"
    return "head-fresh" if shown.mark and level is Level.CALM else f"head-{level}"


def _left(shown: Shown, drawing: Drawing, moment: Moment) -> str:
    mark = drawing.glyphs.selected if moment.selected else " "
    return f"{mark}#{shown.order.number} {place_words(shown.order)}"


def _age(shown: Shown, drawing: Drawing, moment: Moment) -> str:
    signs = {Level.CALM: "", Level.WARN: f"{drawing.glyphs.warn} ", Level.LATE: f"{drawing.glyphs.late} "}
    sign = "" if shown.cancelled else signs[moment.level]
    return f"{sign}{age_words(moment.seconds)} "


def _status(shown: Shown) -> str:
    if shown.cancelled:
        return "CANCELLED"
    if shown.order.status == "confirmed":
        return "TO MAKE" if not shown.all_done else "ALL DONE"
    if shown.order.status == "preparing" and shown.all_done:
        return "ALL DONE"
    return shown.order.status.upper()


def _news(shown: Shown, drawing: Drawing, moment: Moment) -> str:
    """What is special, in words: a colour alone would not do."""
    waiting = f"{drawing.glyphs.waiting}waiting" if shown.waiting else ""
    rush = "RUSH" if shown.order.rushed else ""
    mark = "" if shown.mark is Mark.RUSH else str(shown.mark)
    late = "LATE" if moment.level is Level.LATE else ""
    return " ".join([*filter(None, (waiting, rush, mark, late)), ""])
