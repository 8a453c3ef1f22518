"""The rows around the wall in words. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from rich.cells import cell_len

from kds_tui.core.ages import Level
from kds_tui.core.board import Board
from kds_tui.core.controller import Controller
from kds_tui.core.key_presets import nearest
from kds_tui.core.kitchen_actions import limit_words
from kds_tui.core.service_choices import call_words
from kds_tui.core.terminal_text import fit, justify, plain
from kds_tui.core.texts import gettext, ngettext
from kds_tui.core.ticket_list import View
from server.wire.table_calls import Call

QUIET_SECONDS = 4.5


@dataclass(frozen=True, slots=True)
class WallState:
    """What the head of the screen tells besides the tickets; pages count from 1."""

    kitchen_name: str
    levels: Iterable[Level]
    page: int
    pages: int
    muted: bool
    now: datetime


def head_text(controller: Controller, wall: WallState, width: int) -> str:
    """Where this is, and how the kitchen stands, in `width` cells.

    What this screen shows is never cut. Where there is too little room the name of the kitchen goes first, then the
    clock, then what is least urgent of the counts.
    """
    title, name = f" {plain(controller.view.title)}", plain(wall.kitchen_name)
    parts = [
        *_counts(controller, wall),
        gettext("page %s") % f"{wall.page}/{wall.pages}" if wall.pages > 1 else "",
    ]
    parts = [part for part in (*parts, gettext("MUTED") if wall.muted else "") if part]
    clock = f"{wall.now.astimezone(controller.board.zone):%H:%M}"
    candidates = [
        (f"{title} · {name}" if name else title, [*parts, clock]),
        (title, [*parts, clock]),
        *((title, parts[:count]) for count in range(len(parts), 0, -1)),
    ]
    for left, right in candidates:
        told = " · ".join(right) + " "
        if cell_len(left) + 1 + cell_len(told) <= width:
            return justify(left, told, width)
    return fit(title, width)


def _counts(controller: Controller, wall: WallState) -> list[str]:
    if not controller.board.known:
        return []
    late = sum(level is Level.LATE for level in wall.levels)
    ready = sum(shown.order.status == "ready" for shown in controller.shown)
    waiting = len(controller.board.failing if controller.link == "online" else controller.board.pending)
    cancelled = sum(shown.cancelled for shown in controller.shown)
    held = sum(shown.held for shown in controller.shown)
    told = (
        (len(controller.shown) - cancelled - held, gettext("%d open")),
        (late, gettext("%d late")),
        (cancelled, gettext("%d cancelled")),
        (held, gettext("%d HELD")),
        (waiting, gettext("%d waiting")),
        (ready, gettext("%d ready")),
    )
    return [words % count for place, (count, words) in enumerate(told) if count or place == 0]


def banner_text(controller: Controller, why: str, silence: float) -> str:
    """What is wrong with the connection, and how old the tickets are; "" while the server speaks."""
    since = controller.board.old_since
    old = (
        " · "
        + gettext("THE TICKETS ARE OLD: as they were at %s")
        % f"{since.astimezone(controller.board.zone):%H:%M}"
        if since
        else ""
    )
    if controller.link == "connecting" and not why:
        return " " + gettext("Connecting …") + old
    if controller.link == "online" and silence < QUIET_SECONDS:
        return ""
    reason = f" · {why}" if why else ""
    kept = _kept(len(controller.board.pending))
    out = gettext("OUT OF TOUCH for %d s") % int(silence)
    again = gettext("trying again")
    return f" {out}{old} · {kept}, {again}{reason}"


def station_text(view: View, known: Collection[str]) -> str:
    """That no line has this screen's station, and which is near; "" where one has it, or nothing is known yet."""
    if not view.station or not known or view.station in known:
        return ""
    none = gettext("NO LINE HAS THE STATION %s") % f"{view.station}{nearest(view.station, known)}"
    return f" {none} · " + gettext("choose another from the list")


def printers_text(board: Board) -> str:
    """Which printers print nothing, and why; "" where all do."""
    troubled = [
        gettext("PRINTER %s") % f"{plain(one.name)} {plain(one.problem)}{_unprinted(one.waiting)}"
        for one in board.printers
        if one.problem
    ]
    return f" {' · '.join(troubled)}" if troubled else ""


def _unprinted(waiting: int) -> str:
    return " " + gettext("(%d to print)") % waiting if waiting else ""


def _kept(waiting: int) -> str:
    if not waiting:
        return gettext("bumps are kept")
    return ngettext("%d bump waits", "%d bumps wait", waiting) % waiting


def sold_out_text(board: Board) -> str:
    """What is 86'd, and of what so many portions are left, the fewest first."""
    stock = board.stock_now()
    out = sorted(stock.out.values(), key=lambda thing: thing.name.casefold())
    counted = sorted(stock.counted.values(), key=lambda dish: (dish.portions or 0, dish.name.casefold()))
    gone = [f"{plain(thing.name)}{_until(thing.until, board.zone)}" for thing in out]
    left = [f"{dish.portions} {plain(dish.name)}" for dish in counted]
    parts = [("86", gone), (gettext("LEFT"), left)]
    return "".join(f" {word}  {'  ·  '.join(things)} " for word, things in parts if things).rstrip()


def service_text(board: Board, now: datetime) -> str:
    """That no orders are taken, or only so many; "" where as many as come are."""
    place = board.place_now()
    if place is None:
        return ""
    paused = place.paused_until is not None and place.paused_until > now
    because = f" ({plain(place.pause_reason)})" if paused and place.pause_reason else ""
    told = (
        gettext("CLOSED: no orders are taken") if not place.is_open else "",
        gettext("PAUSED: no orders are taken") + _until(place.paused_until, board.zone) + because
        if paused
        else "",
        limit_words(place.throttle) if place.throttle else "",
    )
    return "".join(f" {words} " for words in told if words).rstrip()


def calls_text(board: Board, now: datetime, key: str) -> str:
    """The tables that call, the longest waiting first, and the key that takes the first call."""
    calls = board.calls_now()
    if not calls:
        return ""
    told = "  ·  ".join(f"{call_words(call)}{_call_age(call, now)}" for call in calls)
    call = " " + gettext("CALL") + f"  {told}"
    return f"{call}  ·  {key}: " + gettext("on the way") if key else call


def _call_age(call: Call, now: datetime) -> str:
    minutes = int((now - call.created_at).total_seconds()) // 60
    return " " + gettext("%d min") % minutes if minutes > 0 else ""


def _until(moment: datetime | None, zone: tzinfo | None) -> str:
    return " " + gettext("until %s") % f"{moment.astimezone(zone):%H:%M}" if moment else ""
