"""A slip as rows of text in sizes and weights, as wide as the paper. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import IntEnum
from typing import NamedTuple

from rich.cells import cell_len

from kds_tui.core.allergies import allergen_words, allergy_banner, wishes
from kds_tui.core.card import place_words
from kds_tui.core.courses import course_name, place_of
from kds_tui.core.terminal_text import NO_BREAK, plain, wrap
from kds_tui.core.texts import gettext, gettext_noop
from kds_tui.core.ticket_state import ORDER_TYPE_WORDS
from kds_tui.core.totals import line_words, modifier_words
from kds_tui.printing.slips import Slip, SlipKind
from server.wire.orders import KitchenOrder, OrderLine

COLUMNS = {80: 48, 58: 32}
"""Letters of the printer's font A on paper of so many millimetres, at 203 dots an inch (576 and 384 dots)."""
TITLES: Mapping[SlipKind, str] = {
    SlipKind.ADD_ON: gettext_noop("ADD-ON"),
    SlipKind.VOID: gettext_noop("VOID"),
    SlipKind.FIRE: gettext_noop("FIRE"),
    SlipKind.HOLD: gettext_noop("HOLD"),
    SlipKind.COPY: gettext_noop("COPY"),
}
"""What is said at the top of a slip; a first one says nothing."""
FRAME = 4
"""Cells that the frame around an allergy takes of a row."""


class Size(IntEnum):
    """How many times as wide and as high as the printer's own letters."""

    SMALL = 1
    LARGE = 2
    HUGE = 4


class PaperRow(NamedTuple):
    """One row: at most as many cells as the paper has at this size. `reverse`: white on black."""

    text: str
    size: Size = Size.SMALL
    bold: bool = False
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """How slips are laid out: letters of a row, the station that is printed for, and the restaurant's clock."""

    columns: int = COLUMNS[80]
    station: str | None = None
    zone: tzinfo = UTC


def slip_rows(slip: Slip, options: PaperOptions, now: datetime) -> list[PaperRow]:
    """All of a slip; `now` is when it is printed. No character of the order is left out."""
    return [
        *_title(slip, options),
        *_who(slip.order, options),
        *_allergies(slip, options),
        *_lines(slip, options),
        *_reason(slip, options),
        *_note(slip.order, options),
        *_foot(slip, options, now),
    ]


def _title(slip: Slip, options: PaperOptions) -> Iterator[PaperRow]:
    if slip.kind is not SlipKind.ORDER:
        yield from _heading(gettext(TITLES[slip.kind]), options)
    if slip.perhaps_printed:
        yield from _wrapped(gettext("COPY: this may have been printed before."), options, bold=True)
    yield from _wrapped(f"#{slip.order.number}", options, Size.HUGE, bold=True)


def _who(order: KitchenOrder, options: PaperOptions) -> Iterator[PaperRow]:
    yield from _wrapped(place_words(order), options, Size.LARGE, bold=True)
    if order.order_type is not None:
        yield from _wrapped(gettext(ORDER_TYPE_WORDS[order.order_type]), options, Size.LARGE, bold=True)
    if name := plain(order.customer_name):
        yield from _wrapped(name, options, bold=True)
    placed = f"{order.created_at.astimezone(options.zone):%H:%M}"
    yield from _wrapped(f"{options.station or gettext('all stations')} · {placed}", options)
    if order.rushed:
        yield from _heading(gettext("RUSH"), options)
    yield PaperRow("")


def _allergies(slip: Slip, options: PaperOptions) -> Iterator[PaperRow]:
    """What must not be missed, in a frame."""
    banner = allergy_banner(slip.order, slip.allergen_names)
    if banner is None:
        return
    known = f": {', '.join(banner.allergens)}" if banner.allergens else ""
    edge = PaperRow("#" * options.columns, bold=True)
    yield edge
    for text, size in (
        (f"! {gettext('ALLERGY')}{known}", Size.LARGE),
        *((words, Size.SMALL) for words in banner.words),
    ):
        for row in wrap(text, options.columns // size - FRAME):
            yield PaperRow(f"# {row.replace(NO_BREAK, ' ')}", size, bold=True)
    yield edge


def _lines(slip: Slip, options: PaperOptions) -> Iterator[PaperRow]:
    """The lines, by courses where some of the order are held; what waits says so."""
    before = ""
    for line in sorted(slip.lines, key=place_of) if slip.order.courses else slip.lines:
        if slip.order.courses and line.course != before:
            hold = gettext("HOLD") + " " if line.course in slip.held else ""
            yield from _heading(f"{hold}{course_name(line.course).upper()}", options, reverse=bool(hold))
        before = line.course
        yield from _line(line, slip, options)


def _line(line: OrderLine, slip: Slip, options: PaperOptions) -> Iterator[PaperRow]:
    struck = gettext("NOT") + " " if slip.kind is SlipKind.VOID else ""
    yield from _wrapped(
        f"{struck}{line.quantity}x {plain(line_words(line, slip.order))}", options, Size.LARGE, bold=True
    )
    yield from _wrapped(plain(line.reason), options, bold=True, indent="   ")
    if line.conflicts:
        known = ", ".join(allergen_words(code, slip.allergen_names) for code in line.conflicts)
        yield from _wrapped("! " + gettext("CONTAINS %s") % known, options, Size.LARGE, bold=True)
    for modifier in line.modifiers:
        strong = modifier.amount in {"none", "extra"}
        where = modifier.station if modifier.is_made and options.station is None else ""
        place = f" ({plain(where)})" if where not in {"", line.station} else ""
        yield from _wrapped(f"{plain(modifier_words(modifier))}{place}", options, bold=strong, indent="   ")
    for words in wishes(line, slip.order, allergy_banner(slip.order)):
        yield from _wrapped(words, options, bold=True, indent=" > ")
    if options.station is None and line.station:
        yield from _wrapped(f"({plain(line.station)})", options, indent="   ")


def _reason(slip: Slip, options: PaperOptions) -> Iterator[PaperRow]:
    if slip.kind is SlipKind.VOID:
        yield from _wrapped(plain(slip.order.reason or ""), options, bold=True)


def _note(order: KitchenOrder, options: PaperOptions) -> Iterator[PaperRow]:
    banner = allergy_banner(order)
    words = plain(order.note)
    if words and not (banner and words in banner.words):
        yield PaperRow("")
        yield from _wrapped(words, options, bold=True, indent="> ")


def _foot(slip: Slip, options: PaperOptions, now: datetime) -> Iterator[PaperRow]:
    yield PaperRow("")
    yield from _wrapped(gettext("printed %s") % f"{now.astimezone(options.zone):%Y-%m-%d %H:%M}", options)
    if slip.kind in {SlipKind.COPY, SlipKind.ADD_ON}:
        yield from _wrapped(gettext("order %s") % slip.order.id, options)


def _heading(text: str, options: PaperOptions, *, reverse: bool = True) -> Iterator[PaperRow]:
    """White on black, or the same without, with a blank on both sides."""
    for row in wrap(text, options.columns // Size.LARGE - 2):
        yield PaperRow(f" {row} ", Size.LARGE, bold=True, reverse=reverse)


def _wrapped(
    text: str,
    options: PaperOptions,
    size: Size = Size.SMALL,
    *,
    bold: bool = False,
    reverse: bool = False,
    indent: str = "",
) -> Iterator[PaperRow]:
    width = options.columns // size - cell_len(indent)
    for number, row in enumerate(wrap(text, width)):
        text = (indent if number == 0 else " " * cell_len(indent)) + row.replace(NO_BREAK, " ")
        yield PaperRow(text, size, bold, reverse)
