"""The head of a ticket: what changes with the clock and the selection. Pure."""

from typing import NamedTuple

from rich.cells import cell_len

from kds_tui.core.ages import Level, head_age
from kds_tui.core.big_digits import big
from kds_tui.core.card import CardOptions, Row, fits_head, short_place
from kds_tui.core.terminal_text import fit, justify
from kds_tui.core.ticket_list import TicketView
from kds_tui.core.ticket_state import news_words, status_words


class HeaderState(NamedTuple):
    """How a ticket stands just now. `tile` is its number on the page, from 1."""

    seconds: int
    level: Level
    tile: int
    selected: bool


def head(shown: TicketView, options: CardOptions, state: HeaderState) -> tuple[Row, ...]:
    """Tile, number, table and age; in a second row status and what is special, where there is anything."""
    if options.size == "wall":
        return _wall_head(shown, options, state)
    style = head_style(shown, state.level)
    title = justify(_title(shown, options, state), _age(shown, options, state), options.width)
    first = Row(title, "head-selected" if state.selected else style)
    promise, state_words = options.second_row(shown)
    if not (promise or state_words):
        return (first,)
    text = justify(f" {promise}", state_words, options.width - 1) + " "
    if cell_len(f" {promise} {state_words}") == options.width:
        text = f" {promise} {state_words}"
    return first, Row(text, _second_style(shown, options, style))


def _second_style(shown: TicketView, options: CardOptions, style: str) -> str:
    """RUSH is the head turned round; else the colour of where it is eaten, else that of the head."""
    if shown.order.rushed:
        return f"{style}+rush"
    return options.promise_style(shown.order) if shown.order.order_type and not shown.cancelled else style


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
    told = f" [{state.tile}] #{shown.order.number} {status_words(shown)}"
    news = f"{_news(shown, options)} {_age(shown, options, state)}"
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


def _title(shown: TicketView, options: CardOptions, state: HeaderState) -> str:
    mark = options.glyphs.selected if state.selected else " "
    place = f" {short_place(shown.order)}" if fits_head(shown.order, options) else ""
    return f"[{state.tile}]{mark}#{shown.order.number}{place}"


def _age(shown: TicketView, options: CardOptions, state: HeaderState) -> str:
    signs = {Level.CALM: "", Level.WARN: f"{options.glyphs.warn} ", Level.LATE: f"{options.glyphs.late} "}
    sign = "" if shown.cancelled else signs[state.level]
    return f"{sign}{head_age(state.seconds)} "


def _news(shown: TicketView, options: CardOptions) -> str:
    return news_words(shown, options.glyphs.waiting)
