"""The rows around the wall in words. Pure but for reading the application's moment."""

from datetime import datetime
from typing import TYPE_CHECKING

from kds_tui.core.ages import Level
from kds_tui.core.board import Board
from kds_tui.core.controller import Controller
from kds_tui.core.terminal_text import plain

if TYPE_CHECKING:
    from kds_tui.ui.app import KitchenApp

QUIET_SECONDS = 4.5


def head_text(app: "KitchenApp", page: int, pages: int) -> tuple[str, str]:
    """Where this is, and how the kitchen stands."""
    controller = app.controller
    left = " " + " · ".join(filter(None, (controller.view.title, plain(app.kitchen_name))))
    parts = [*_counts(app), f"page {page}/{pages}" if pages > 1 else ""]
    parts += ["MUTED" if app.sounder.muted else "", f"{app.clock.now().astimezone():%H:%M}"]
    return left, " · ".join(filter(None, parts)) + " "


def _counts(app: "KitchenApp") -> list[str]:
    controller = app.controller
    if not controller.board.known:
        return []
    late = sum(level is Level.LATE for level in app.alert_tracker.levels.values())
    ready = sum(shown.order.status == "ready" for shown in controller.shown)
    waiting = len(controller.board.failing if controller.link == "online" else controller.board.pending)
    cancelled = sum(shown.cancelled for shown in controller.shown)
    told = (
        (len(controller.shown) - cancelled, "open"),
        (late, "late"),
        (ready, "ready"),
        (cancelled, "cancelled"),
        (waiting, "waiting"),
    )
    return [f"{count} {word}" for count, word in told if count or word == "open"]


def banner_text(controller: Controller, why: str, silence: float) -> str:
    """What is wrong with the line; "" while the server speaks."""
    if controller.link == "connecting" and not why:
        return " Connecting …"
    if controller.link == "online" and silence < QUIET_SECONDS:
        return ""
    reason = f" · {why}" if why else ""
    return (
        f" OUT OF TOUCH for {int(silence)} s · {_kept(len(controller.board.pending))}, trying again{reason}"
    )


def _kept(waiting: int) -> str:
    if not waiting:
        return "bumps are kept"
    return "1 bump waits" if waiting == 1 else f"{waiting} bumps wait"


def sold_out_text(board: Board) -> str:
    """What is 86'd."""
    out = sorted(board.sold_out().values(), key=lambda item: item.name.casefold())
    if not out:
        return ""
    return " 86  " + "  ·  ".join(f"{plain(item.name)}{_until(item.until)}" for item in out)


def _until(moment: datetime | None) -> str:
    return f" until {moment.astimezone():%H:%M}" if moment else ""
