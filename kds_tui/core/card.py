"""One ticket as rows of styled text, at a width. Pure; the styles are names that `kds.tcss` colours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Literal, NamedTuple

from rich.cells import cell_len

from kds_tui.core.allergies import AllergyBanner, allergen_words, allergy_banner, unlabelled
from kds_tui.core.glyphs import Glyphs
from kds_tui.core.terminal_text import fit, plain, wrap
from kds_tui.core.ticket_list import StationProgress, TicketView
from kds_tui.core.totals import item_words, modifier_words
from server.wire.orders import KitchenOrder, OrderLine, OrderModifier
from server.wire.vocabulary import COOKING, OrderType

AGE_CELLS = 12
"""What the head keeps free for the age; a table whose name does not fit beside it gets a row of its own."""


ORDER_TYPE_WORDS: Mapping[OrderType, str] = {"eat_in": "EAT IN", "take_away": "TAKE AWAY"}


Size = Literal["normal", "wall"]


class Row(NamedTuple):
    """One row of a ticket: text of exactly the ticket's width, a style, and the line that it belongs to.

    `first` is the row on which the line's cursor stands. One that is `glued` says nothing without the row above it.
    """

    text: str
    style: str
    line_id: int | None = None
    first: bool = False
    glued: bool = False


@dataclass(frozen=True, slots=True)
class CardOptions:
    """How tickets are drawn on this screen: their width, the signs, whether with the diner's own words.

    `allergen_names` and `zone` are the kitchen's language and clock; None: the terminal's own. `size` "wall" has big digits.
    """

    width: int
    glyphs: Glyphs
    words: bool = False
    allergen_names: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo | None = None
    size: Size = "normal"


class TicketRows(NamedTuple):
    """The rows of a ticket under its title: `banner` belongs to the head, `again` to the head of further parts."""

    banner: tuple[Row, ...]
    again: tuple[Row, ...]
    body: tuple[Row, ...]


def ticket_rows(shown: TicketView, options: CardOptions) -> TicketRows:
    """Everything of a ticket that does not change with its age."""
    banner = allergy_banner(shown.order, options.allergen_names)
    names = tuple(_allergens(banner, options)) if banner else ()
    words = (
        tuple(row for one in banner.words for row in _wrapped(one, "allergy", options, indent=1))
        if banner
        else ()
    )
    return TicketRows((*names, *words), names, tuple(_body(shown, banner, options)))


def _allergens(banner: AllergyBanner, options: CardOptions) -> Iterator[Row]:
    """What must be on every part of a ticket: that there is an allergy, and against what where that is known."""
    known = f": {', '.join(banner.allergens)}" if banner.allergens else ""
    return _wrapped(f"{options.glyphs.allergy} ALLERGY{known}", "allergy", options, indent=1)


def _body(shown: TicketView, banner: AllergyBanner | None, options: CardOptions) -> Iterator[Row]:
    yield from _who(shown, options)
    yield from _decision(shown, options)
    words = banner.words if banner else ()
    for line in shown.lines:
        yield from _line(line, options, struck=shown.cancelled)
        yield from _request(line, words, options, struck=shown.cancelled)
    yield from _note(shown.order, words, options)
    yield from _other_stations(shown, options)
    if options.words and shown.order.raw_input:
        yield from _wrapped(f"“{plain(shown.order.raw_input)}”", "words", options, indent=1)


def place_words(order: KitchenOrder) -> str:
    """Where an order goes: `Table 5`, or the counter."""
    place = plain(order.table_identifier)
    if not place:
        return "COUNTER"
    return f"Table {place}" if place.replace("-", "").isalnum() and len(place) <= 4 else place  # noqa: PLR2004


def _who(shown: TicketView, options: CardOptions) -> Iterator[Row]:
    place = place_words(shown.order)
    is_in_head = options.size == "normal"
    if not is_in_head or cell_len(f"#{shown.order.number} {place}") > options.width - AGE_CELLS:
        yield from _wrapped(place, "who", options, indent=1)
    if name := plain(shown.order.customer_name):
        yield from _wrapped(name, "who", options, indent=1)
    yield from _going(shown, options)


def _going(shown: TicketView, options: CardOptions) -> Iterator[Row]:
    """Eaten here or taken away, with which tickets of its table it goes, and when it was promised."""
    order = shown.order
    style = {"take_away": "take-away", "eat_in": "eat-in", None: "who"}[order.order_type]
    told = [ORDER_TYPE_WORDS[order.order_type]] if order.order_type else []
    if order.estimated_ready_at is not None and order.status in COOKING:
        told.append(f"by {order.estimated_ready_at.astimezone(options.zone):%H:%M}")
    yield from _wrapped(" · ".join(told), style, options, indent=1)
    if shown.link is not None:
        words = f"{place_words(order)} · {shown.link.place} of {shown.link.tickets}"
        yield from _wrapped(words, shown.link.style, options, indent=1)


def _decision(shown: TicketView, options: CardOptions) -> Iterator[Row]:
    if shown.cancelled:
        why = plain(shown.order.reason)
        yield from _wrapped(why, "cancelled", options, indent=1) if why else ()
        yield from _wrapped("Bump it: I have seen it", "cancelled", options, indent=1)
    elif shown.held:
        yield from _wrapped("A: make it · C: refuse it", "held", options, indent=1)


def _line(line: OrderLine, options: CardOptions, *, struck: bool) -> Iterator[Row]:
    gone = line.done or struck
    sign = options.glyphs.done if line.done else " "
    name = f"{line.quantity}{options.glyphs.times} {plain(item_words(line))}"
    style = "done" if line.done else "struck" if struck else "many" if line.quantity > 1 else "item"
    first, *rest = wrap(name, options.width - 3, options.width - 6) or [name]
    yield Row(fit(f" {sign}{first}", options.width), style, line.id, first=True)
    for more in rest:
        yield Row(fit(f"     {more}", options.width), style, line.id, glued=True)
    if line.conflicts:
        known = ", ".join(allergen_words(code, options.allergen_names) for code in line.conflicts)
        text = f"{options.glyphs.allergy} CONTAINS {known}"
        for row in _wrapped(text, "allergy", options, indent=3, line_id=line.id):
            yield row._replace(glued=True)
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


def _note(order: KitchenOrder, allergies: tuple[str, ...], options: CardOptions) -> Iterator[Row]:
    """The wish for the whole order, where the banner does not say it already."""
    words = plain(order.note)
    if words and words not in allergies:
        yield from _wrapped(f"{options.glyphs.note} {words}", "request", options, indent=1)


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
