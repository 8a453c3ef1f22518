"""One ticket as rows of styled text, at a width. Pure; the styles are names that `kds.tcss` colours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len

from kds_tui.core.allergies import allergy_words, unlabelled
from kds_tui.core.glyphs import Glyphs
from kds_tui.core.terminal_text import fit, plain, wrap
from kds_tui.core.ticket_list import StationProgress, TicketView
from kds_tui.core.totals import item_words, modifier_words
from server.wire.orders import KitchenOrder, OrderLine, OrderModifier

AGE_CELLS = 12
"""What the head keeps free for the age; a table whose name does not fit beside it gets a row of its own."""


class Row(NamedTuple):
    """One row of a ticket: text of exactly the ticket's width, a style, and the line that it belongs to.

    `first` is the row on which the line's cursor stands.
    """

    text: str
    style: str
    line_id: int | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class CardOptions:
    """How tickets are drawn on this screen: their width, the signs, whether with the diner's own words."""

    width: int
    glyphs: Glyphs
    words: bool = False


def body(shown: TicketView, options: CardOptions) -> tuple[Row, ...]:
    """Everything of a ticket under its head: what does not change with its age."""
    allergies = allergy_words(shown.order)
    rows = [*_who(shown, options), *_banners(shown, allergies, options)]
    for line in shown.lines:
        rows += _line(line, options, struck=shown.cancelled)
        rows += _request(line, allergies, options, struck=shown.cancelled)
    rows += _other_stations(shown, options)
    if options.words and shown.order.raw_input:
        rows += _wrapped(f"“{plain(shown.order.raw_input)}”", "words", options, indent=1)
    return tuple(rows)


def place_words(order: KitchenOrder) -> str:
    """Where an order goes: `Table 5`, or the counter."""
    place = plain(order.table_identifier)
    if not place:
        return "COUNTER"
    return f"Table {place}" if place.replace("-", "").isalnum() and len(place) <= 4 else place  # noqa: PLR2004


def _who(shown: TicketView, options: CardOptions) -> Iterator[Row]:
    place = place_words(shown.order)
    if cell_len(f"#{shown.order.number} {place}") > options.width - AGE_CELLS:
        yield from _wrapped(place, "who", options, indent=1)
    if name := plain(shown.order.customer_name):
        yield Row(fit(f" {name}", options.width), "who")


def _banners(shown: TicketView, allergies: tuple[str, ...], options: CardOptions) -> Iterator[Row]:
    if shown.cancelled:
        why = plain(shown.order.reason)
        yield from _wrapped(why, "cancelled", options, indent=1) if why else ()
        yield Row(fit(" Bump it: I have seen it", options.width), "cancelled")
    if allergies:
        yield Row(fit(f" {options.glyphs.allergy} ALLERGY", options.width), "allergy")
    for words in allergies:
        yield from _wrapped(words, "allergy", options, indent=1)


def _line(line: OrderLine, options: CardOptions, *, struck: bool) -> Iterator[Row]:
    gone = line.done or struck
    sign = options.glyphs.done if line.done else " "
    name = f"{line.quantity}{options.glyphs.times} {plain(item_words(line))}"
    first, *rest = wrap(name, options.width - 3) or [name]
    style = "done" if line.done else "struck" if struck else "many" if line.quantity > 1 else "item"
    yield Row(fit(f" {sign}{first}", options.width), style, line.id, first=True)
    for more in rest:
        yield Row(fit(f"     {more}", options.width), style, line.id)
    for modifier in line.modifiers:
        yield from _modifier(modifier, line, options, gone=gone)


def _request(
    line: OrderLine, allergies: tuple[str, ...], options: CardOptions, *, struck: bool
) -> Iterator[Row]:
    """The wish that goes with a line; one that the banner says already is only pointed at."""
    words = plain(line.special_requests)
    if words and unlabelled(words) in allergies:
        words = "ALLERGY, see above"
    if words:
        style = "done" if line.done or struck else "request"
        yield from _wrapped(f"{options.glyphs.note} {words}", style, options, indent=5, line_id=line.id)


def _modifier(modifier: OrderModifier, line: OrderLine, options: CardOptions, *, gone: bool) -> Iterator[Row]:
    style = "done" if gone else {"none": "without", "extra": "extra"}.get(modifier.amount, "modifier")
    yield from _wrapped(plain(modifier_words(modifier)), style, options, indent=5, line_id=line.id)


def _other_stations(shown: TicketView, options: CardOptions) -> Iterator[Row]:
    if not shown.other_stations:
        return
    told = ", ".join(_progress(one, options.glyphs) for one in shown.other_stations)
    yield from _wrapped(f"{shown.other_stations_label}: {told}", "other-stations", options, indent=1)


def _progress(progress: StationProgress, glyphs: Glyphs) -> str:
    name = plain(progress.station) or "no station"
    return f"{name}\u00a0{progress.left}" if progress.left else f"{name}\u00a0{glyphs.done}"


def _wrapped(
    text: str, style: str, options: CardOptions, *, indent: int, line_id: int | None = None
) -> Iterator[Row]:
    for line in wrap(text, options.width - indent - 1):
        yield Row(fit(" " * indent + line, options.width), style, line_id)
