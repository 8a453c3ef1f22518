"""One ticket as rows of styled text, at a width. Pure; the styles are names that `kds.tcss` colours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len

from kds_tui.core.allergies import allergy_words, unlabelled
from kds_tui.core.glyphs import Glyphs
from kds_tui.core.terminal_text import fit, plain, wrap
from kds_tui.core.ticket_list import Shown, StationProgress
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
class Drawing:
    """How tickets are drawn on this screen: their width, the signs, whether with the diner's own words."""

    width: int
    glyphs: Glyphs
    words: bool = False


def body(shown: Shown, drawing: Drawing) -> tuple[Row, ...]:
    """Everything of a ticket under its head: what does not change with its age."""
    allergies = allergy_words(shown.order)
    rows = [*_who(shown, drawing), *_banners(shown, allergies, drawing)]
    for line in shown.lines:
        rows += _line(line, drawing, struck=shown.cancelled)
        rows += _request(line, allergies, drawing, struck=shown.cancelled)
    rows += _elsewhere(shown, drawing)
    if drawing.words and shown.order.raw_input:
        rows += _wrapped(f"“{plain(shown.order.raw_input)}”", "words", drawing, indent=1)
    return tuple(rows)


def place_words(order: KitchenOrder) -> str:
    """Where an order goes: `Table 5`, or the counter."""
    place = plain(order.table_identifier)
    if not place:
        return "COUNTER"
    return f"Table {place}" if place.replace("-", "").isalnum() and len(place) <= 4 else place  # noqa: PLR2004


def _who(shown: Shown, drawing: Drawing) -> Iterator[Row]:
    place = place_words(shown.order)
    if cell_len(f"#{shown.order.number} {place}") > drawing.width - AGE_CELLS:
        yield from _wrapped(place, "who", drawing, indent=1)
    if name := plain(shown.order.customer_name):
        yield Row(fit(f" {name}", drawing.width), "who")


def _banners(shown: Shown, allergies: tuple[str, ...], drawing: Drawing) -> Iterator[Row]:
    if shown.cancelled:
        why = plain(shown.order.reason)
        yield from _wrapped(why, "cancelled", drawing, indent=1) if why else ()
        yield Row(fit(" Bump it: I have seen it", drawing.width), "cancelled")
    if allergies:
        yield Row(fit(f" {drawing.glyphs.allergy} ALLERGY", drawing.width), "allergy")
    for words in allergies:
        yield from _wrapped(words, "allergy", drawing, indent=1)


def _line(line: OrderLine, drawing: Drawing, *, struck: bool) -> Iterator[Row]:
    gone = line.done or struck
    sign = drawing.glyphs.done if line.done else " "
    name = f"{line.quantity}{drawing.glyphs.times} {plain(item_words(line))}"
    first, *rest = wrap(name, drawing.width - 3) or [name]
    style = "done" if line.done else "struck" if struck else "many" if line.quantity > 1 else "item"
    yield Row(fit(f" {sign}{first}", drawing.width), style, line.id, first=True)
    for more in rest:
        yield Row(fit(f"     {more}", drawing.width), style, line.id)
    for modifier in line.modifiers:
        yield from _modifier(modifier, line, drawing, gone=gone)


def _request(line: OrderLine, allergies: tuple[str, ...], drawing: Drawing, *, struck: bool) -> Iterator[Row]:
    """The wish that goes with a line; one that the banner says already is only pointed at."""
    words = plain(line.special_requests)
    if words and unlabelled(words) in allergies:
        words = "ALLERGY, see above"
    if words:
        style = "done" if line.done or struck else "request"
        yield from _wrapped(f"{drawing.glyphs.note} {words}", style, drawing, indent=5, line_id=line.id)


def _modifier(modifier: OrderModifier, line: OrderLine, drawing: Drawing, *, gone: bool) -> Iterator[Row]:
    style = "done" if gone else {"none": "without", "extra": "extra"}.get(modifier.amount, "modifier")
    yield from _wrapped(plain(modifier_words(modifier)), style, drawing, indent=5, line_id=line.id)


def _elsewhere(shown: Shown, drawing: Drawing) -> Iterator[Row]:
    if not shown.elsewhere:
        return
    told = ", ".join(_progress(one, drawing.glyphs) for one in shown.elsewhere)
    yield from _wrapped(f"{shown.elsewhere_label}: {told}", "elsewhere", drawing, indent=1)


def _progress(progress: StationProgress, glyphs: Glyphs) -> str:
    name = plain(progress.station) or "no station"
    return f"{name}\u00a0{progress.left}" if progress.left else f"{name}\u00a0{glyphs.done}"


def _wrapped(
    text: str, style: str, drawing: Drawing, *, indent: int, line_id: int | None = None
) -> Iterator[Row]:
    for line in wrap(text, drawing.width - indent - 1):
        yield Row(fit(" " * indent + line, drawing.width), style, line_id)
