"""One ticket as rows of styled text, at a width. Pure; the styles are names that `kds.tcss` colours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import NamedTuple

from rich.cells import cell_len

from kds_tui.core.allergies import AllergyBanner, allergen_words, allergy_banner, wishes
from kds_tui.core.courses import course_name, waits_for
from kds_tui.core.glyphs import Glyphs
from kds_tui.core.terminal_text import fit, plain, wrap
from kds_tui.core.texts import gettext
from kds_tui.core.ticket_list import StationProgress, TicketView
from kds_tui.core.ticket_state import SecondRow, Size, head_rows, promise_words, second_row
from kds_tui.core.totals import line_words, modifier_words
from server.wire.orders import KitchenOrder, OrderLine, OrderModifier

HEAD_CELLS = 15
"""What the head keeps free for the mark, the tile and the age; a table that does not fit beside them gets its own row."""
FOLDED_ROWS = 2
"""Rows of a wish, as long as the cook has not asked for all words."""


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

    `fire_key` fires a course, `words_key` shows all words. `language` is the one that is spoken: another one is drawn anew. `allergen_names` and `zone` are the kitchen's language and clock; None: the terminal's own. `size` "wall" has big digits.
    """

    width: int
    glyphs: Glyphs
    words: bool = False
    allergen_names: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo | None = None
    size: Size = "normal"
    fire_key: str = "F"
    words_key: str = "W"
    language: str = "en"

    def second_row(self, shown: TicketView) -> SecondRow:
        """The second row of a ticket's head."""
        return second_row(shown, self.width, self.zone, self.glyphs.waiting)

    def promise_style(self, order: KitchenOrder) -> str:
        """The style of where an order is eaten and by when."""
        return {"take_away": "take-away", "eat_in": "eat-in", None: "who"}[order.order_type]


class TicketRows(NamedTuple):
    """The rows of a ticket under its `head` rows: `banner` belongs to the head, `again` to the head of further parts."""

    head: int
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
    head = head_rows(options.second_row(shown), options.size)
    return TicketRows(head, (*names, *words), names, tuple(_body(shown, banner, options)))


def _allergens(banner: AllergyBanner, options: CardOptions) -> Iterator[Row]:
    """What must be on every part of a ticket: that there is an allergy, and against what where that is known."""
    known = f": {', '.join(banner.allergens)}" if banner.allergens else ""
    return _wrapped(f"{options.glyphs.allergy} " + gettext("ALLERGY") + known, "allergy", options, indent=1)


def _body(shown: TicketView, banner: AllergyBanner | None, options: CardOptions) -> Iterator[Row]:
    yield from _who(shown, options)
    yield from _decision(shown, options)
    yield from _lines(shown, banner, options)
    yield from _note(shown.order, banner.words if banner else (), options)
    yield from _other_stations(shown, options)
    if options.words and shown.order.raw_input:
        yield from _wrapped(f"“{plain(shown.order.raw_input)}”", "words", options, indent=1)


def _lines(shown: TicketView, banner: AllergyBanner | None, options: CardOptions) -> Iterator[Row]:
    """The lines, by courses where some of the order are held."""
    before = ""
    for line in shown.lines:
        if shown.order.courses and line.course != before:
            yield from _course(line.course, shown, options)
        before = line.course
        look = _Look(struck=shown.cancelled or bool(line.state), waits=shown.is_waiting(line))
        yield from _line(line, plain(line_words(line, shown.order)), options, look)
        for words in wishes(line, shown.order, banner):
            yield from _wish(words, _aside(line, look, "request"), options, indent=5, line_id=line.id)


def _course(course: str, shown: TicketView, options: CardOptions) -> Iterator[Row]:
    """What a course is called, and what it waits for."""
    name = course_name(course).upper()
    held = next((one for one in shown.waits if one.course == course), None)
    if held is None:
        was_held = any(one.course == course for one in shown.order.courses)
        fired = " " + gettext("FIRED") if was_held else ""
        yield from _wrapped(f"{name}{fired}", "course", options, indent=1)
        return
    why = waits_for(held, shown.order.items, options.fire_key, options.zone)
    yield from _wrapped(f"{name} {why}", "waits", options, indent=1)


def place_words(order: KitchenOrder) -> str:
    """Where an order goes: `Table 5`, or the counter."""
    return _place(order, gettext("Table %s"))


def short_place(order: KitchenOrder) -> str:
    """The same for the head of a ticket: `T5`."""
    return _place(order, gettext("T%s"))


def _place(order: KitchenOrder, table: str) -> str:
    place = plain(order.table_identifier)
    if not place:
        return gettext("COUNTER")
    return table % place if place.replace("-", "").isalnum() and len(place) <= 4 else place  # noqa: PLR2004


def fits_head(order: KitchenOrder, options: CardOptions) -> bool:
    """Whether the head has room for where an order goes."""
    room = options.width - HEAD_CELLS
    return options.size == "normal" and cell_len(f"#{order.number} {short_place(order)}") <= room


def _who(shown: TicketView, options: CardOptions) -> Iterator[Row]:
    if not fits_head(shown.order, options):
        yield from _wrapped(place_words(shown.order), "who", options, indent=1)
    if name := plain(shown.order.customer_name):
        yield from _wrapped(name, "who", options, indent=1)
    yield from _going(shown, options)


def _going(shown: TicketView, options: CardOptions) -> Iterator[Row]:
    """What the head has no room for of where it is eaten and by when; and with which tickets of its table it goes."""
    order = shown.order
    if options.size == "wall" or not options.second_row(shown).promise:
        yield from _wrapped(
            promise_words(order, options.zone), options.promise_style(order), options, indent=1
        )
    if shown.link is not None:
        words = gettext("%(table)s · %(place)d of %(tickets)d") % {
            "table": place_words(order),
            "place": shown.link.place,
            "tickets": shown.link.tickets,
        }
        yield from _wrapped(words, shown.link.style, options, indent=1)


def _decision(shown: TicketView, options: CardOptions) -> Iterator[Row]:
    if shown.cancelled:
        why = plain(shown.order.reason)
        yield from _wrapped(why, "cancelled", options, indent=1) if why else ()
        yield from _wrapped(gettext("Bump it: I have seen it"), "cancelled", options, indent=1)
    elif shown.held:
        yield from _wrapped(gettext("A: make it · C: refuse it"), "held", options, indent=1)


class _Look(NamedTuple):
    """How a line stands besides being done: of a cancelled order, or of a course that waits."""

    struck: bool
    waits: bool

    def style(self, line: OrderLine, usual: str) -> str:
        """The style of the line's rows."""
        if line.done and not line.state:
            return "done"
        return "struck" if self.struck else "waits" if self.waits else usual


def _line(line: OrderLine, words: str, options: CardOptions, look: _Look) -> Iterator[Row]:
    sign = options.glyphs.done if line.done and not line.state else " "
    name = f"{line.quantity}{options.glyphs.times} {words}"
    style = look.style(line, "many" if line.quantity > 1 else "item")
    first, *rest = wrap(name, options.width - 3, options.width - 6) or [name]
    yield Row(fit(f" {sign}{first}", options.width), style, line.id, first=True)
    for more in rest:
        yield Row(fit(f"     {more}", options.width), style, line.id, glued=True)
    for row in _taken_off(line, options):
        yield row._replace(glued=True)
    if line.conflicts:
        known = ", ".join(allergen_words(code, options.allergen_names) for code in line.conflicts)
        text = f"{options.glyphs.allergy} " + gettext("CONTAINS %s") % known
        for row in _wrapped(text, "allergy", options, indent=3, line_id=line.id):
            yield row._replace(glued=True)
    for modifier in line.modifiers:
        yield from _modifier(modifier, line, options, look)


def _taken_off(line: OrderLine, options: CardOptions) -> Iterator[Row]:
    """Why a line is not made; in a colour of its own until a cook has seen it."""
    if not line.state:
        return
    why = plain(line.reason)
    said = gettext("REFUSED") if line.state == "refused" else gettext("CANCELLED")
    text = f"{said}: {why}" if why else said
    if not line.done:
        text += " · " + gettext("bump it: seen")
    yield from _wrapped(text, "done" if line.done else "cancelled", options, indent=3, line_id=line.id)


def _note(order: KitchenOrder, allergies: tuple[str, ...], options: CardOptions) -> Iterator[Row]:
    """The wish for the whole order, where the banner does not say it already."""
    words = plain(order.note)
    if words and words not in allergies:
        yield from _wish(words, "request", options, indent=1)


def _aside(line: OrderLine, look: _Look, usual: str) -> str:
    """The style of what goes with a line: grey like the line where that is not to be made."""
    style = look.style(line, usual)
    return "done" if style == "struck" else style


def _wish(
    words: str, style: str, options: CardOptions, *, indent: int, line_id: int | None = None
) -> Iterator[Row]:
    """A wish, in two rows that say where there is more, or with all of its words."""
    rows = list(_wrapped(f"{options.glyphs.note} {words}", style, options, indent=indent, line_id=line_id))
    if options.words or len(rows) <= FOLDED_ROWS:
        yield from rows
        return
    more = f" … {options.words_key}"
    last = rows[FOLDED_ROWS - 1]
    kept = fit(last.text.rstrip() + " ", options.width - cell_len(more) - 1).rstrip(" …")
    yield from rows[: FOLDED_ROWS - 1]
    yield last._replace(text=fit(f"{kept}{more}", options.width))


def _modifier(modifier: OrderModifier, line: OrderLine, options: CardOptions, look: _Look) -> Iterator[Row]:
    style = _aside(line, look, {"none": "without", "extra": "extra"}.get(modifier.amount, "modifier"))
    yield from _wrapped(plain(modifier_words(modifier)), style, options, indent=5, line_id=line.id)


def _other_stations(shown: TicketView, options: CardOptions) -> Iterator[Row]:
    if not shown.other_stations:
        return
    told = ", ".join(_progress(one, options.glyphs) for one in shown.other_stations)
    yield from _wrapped(f"{gettext(shown.other_stations_label)}: {told}", "other-stations", options, indent=1)


def _progress(progress: StationProgress, glyphs: Glyphs) -> str:
    name = plain(progress.station) or gettext("no station")
    return f"{name}\u00a0{progress.left}" if progress.left else f"{name}\u00a0{glyphs.done}"


def _wrapped(
    text: str, style: str, options: CardOptions, *, indent: int, line_id: int | None = None
) -> Iterator[Row]:
    for line in wrap(text, options.width - indent - 1):
        yield Row(fit(" " * indent + line, options.width), style, line_id)
