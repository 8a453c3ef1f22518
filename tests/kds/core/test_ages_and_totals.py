"""Ages at their limits, totals, and the counts in the head of the screen."""

from datetime import UTC, timedelta

import pytest

from kds_tui.core.ages import Level, Times, age_seconds, age_words, head_age, level_of
from kds_tui.core.alerts import Alert, alerts, grown_late
from kds_tui.core.board import Board, apply_all
from kds_tui.core.clock import StoppedClock
from kds_tui.core.controller import Controller
from kds_tui.core.status_lines import WallState, banner_text, head_text, station_text
from kds_tui.core.ticket import Mark
from kds_tui.core.ticket_list import TicketList, TicketView, View
from kds_tui.core.totals import Total, all_day, bump_lines_of, modifier_words
from server.wire.orders import KitchenOrder
from tests.kds.sample_orders import NOON, changed, line, modifier, order, snapshot, told


def shown_of(*orders: KitchenOrder) -> list[TicketView]:
    return TicketList().of(apply_all(Board(), [snapshot(*orders)], NOON), View(), offline=False)


@pytest.mark.parametrize(
    ("table", "seconds", "level"),
    [
        ("", 299, Level.CALM),
        ("", 300, Level.WARN),
        ("", 479, Level.WARN),
        ("", 480, Level.LATE),
        ("5", 599, Level.CALM),
        ("5", 600, Level.WARN),
        ("5", 899, Level.WARN),
        ("5", 900, Level.LATE),
    ],
)
def test_a_ticket_is_watched_and_late_at_the_second(table: str, seconds: int, level: Level) -> None:
    """Five and eight minutes at the counter, ten and fifteen at a table."""
    one = order(1, table_identifier=table)
    assert level_of(one, Times(), one.created_at + timedelta(seconds=seconds)) is level
    preparing = one.model_copy(update={"status": "preparing"})
    assert level_of(preparing, Times(), one.created_at + timedelta(seconds=seconds)) is level
    ready = one.model_copy(update={"status": "ready"})
    assert level_of(ready, Times(), one.created_at + timedelta(hours=2)) is Level.CALM


def test_no_order_is_younger_than_nothing() -> None:
    """Where the clocks differ an order that comes from the future is as old as one of now."""
    one = order(1)
    assert [age_seconds(one, one.created_at + timedelta(seconds=s)) for s in (-5, 0, 1, 61)] == [0, 0, 1, 61]


def test_the_levels_have_the_names_that_colours_are_chosen_by() -> None:
    """Word for word, as a palette has them."""
    assert [level.value for level in Level] == ["calm", "warn", "late"]


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (59, "0:59"), (3599, "59:59"), (3600, "1:00:00")]
)
def test_ages_in_words(seconds: int, words: str) -> None:
    """Minutes and seconds, and hours from the first on."""
    assert age_words(seconds) == words


def test_totals_of_what_is_still_to_make() -> None:
    """Quantities of lines that are not done, of orders that are not out; ways count with their line."""
    cheese = line(
        1, "Burger", quantity=3, modifiers=[modifier("cheese", "extra"), modifier("shot", quantity=2)]
    )
    shown = shown_of(
        order(1, cheese, line(2, "Coke", done=True)),
        order(2, line(1, "Burger"), line(2, "Coke"), status="preparing"),
        order(3, line(1, "Burger", quantity=9), status="ready"),
    )
    assert all_day(shown) == [Total("Burger", 4, (("2× shot", 3), ("EXTRA cheese", 3))), Total("Coke", 1, ())]
    assert modifier_words(modifier("shot", quantity=1)) == "shot"


def test_the_head_counts_what_is_open_late_ready_and_cancelled() -> None:
    """A cancelled ticket is not open; nothing that is none is named."""
    controller = Controller(View(), StoppedClock(NOON), lambda _: None, lambda _: False)
    controller.set_link("online")
    wall = WallState("Luigi's", [Level.LATE, Level.CALM], 1, 2, muted=True, now=NOON.astimezone(UTC))
    assert head_text(controller, wall, 60).startswith(" ALL STATIONS · Luigi's ")
    controller.take(snapshot(order(1), order(2, status="ready"), order(3)))
    controller.take(told(changed(order(3), status="cancelled")))
    controller.refresh()
    clock = f"{wall.now.astimezone():%H:%M}"
    counts = "2 open · 1 late · 1 cancelled · 1 ready · page 1/2 · MUTED"
    assert head_text(controller, wall, 100) == f" ALL STATIONS · Luigi's{counts + ' · ' + clock:>76} "
    assert head_text(controller, wall, 82) == f" ALL STATIONS {counts + ' · ' + clock:>67} "


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (49, " GARDE-MANGER AND PASTRY 1 open · 1 late · MUTED "),
        (48, " GARDE-MANGER AND PASTRY        1 open · 1 late "),
        (39, " GARDE-MANGER AND PASTRY        1 open "),
        (24, " GARDE-MANGER AND PASTRY"),
    ],
)
def test_the_name_of_the_station_is_never_cut(width: int, text: str) -> None:
    """On the narrowest screen the cook still sees which station this is; what is least urgent goes first."""
    controller = Controller(
        View(station="garde-manger and pastry"), StoppedClock(NOON), lambda _: None, lambda _: False
    )
    controller.take(snapshot(order(1, line(1, station=""))))
    controller.refresh()
    wall = WallState("The Lighthouse", [Level.LATE], 1, 1, muted=True, now=NOON)
    assert head_text(controller, wall, width) == text


@pytest.mark.parametrize(
    ("silence", "words"),
    [
        (4.4, ""),
        (4.5, " OUT OF TOUCH for 4 s · bumps are kept, trying again"),
        (7.9, " OUT OF TOUCH for 7 s · bumps are kept, trying again"),
    ],
)
def test_silence_is_told_after_four_and_a_half_seconds(silence: float, words: str) -> None:
    """Shorter silences are none."""
    controller = Controller(View(), StoppedClock(NOON), lambda _: None, lambda _: False)
    controller.set_link("online")
    assert banner_text(controller, "", silence) == words


@pytest.mark.parametrize(
    ("mark", "heard"), [(Mark.RUSH, True), (Mark.CHANGED, True), (Mark.RECALLED, True), (Mark.NONE, False)]
)
def test_which_marks_are_heard(mark: Mark, heard: bool) -> None:  # noqa: FBT001
    """A rush is heard as a change is; a mark that was seen is not."""
    (old,) = shown_of(order(1))
    new = TicketView(old.order, mark, old.lines, (), "", waiting=False)
    assert alerts({old.id: old}, [new]) == ({Alert.CHANGED} if heard else set())


def test_a_cancellation_of_a_ticket_that_was_shown_is_heard_once() -> None:
    """Open before and cancelled now: heard; cancelled before: not again."""
    (old,) = shown_of(order(1))
    gone = TicketView(changed(old.order, status="cancelled"), Mark.NONE, old.lines, (), "", waiting=False)
    assert alerts({old.id: old}, [gone]) == {Alert.CANCELLED}
    assert alerts({gone.id: gone}, [gone]) == set()


def test_what_was_late_when_first_seen_has_not_grown_late() -> None:
    """A display that is started in the middle of a busy evening rings for nothing old."""
    key = order(1).id
    assert not grown_late({}, {key: Level.LATE})
    assert grown_late({key: Level.CALM}, {key: Level.LATE})


@pytest.mark.parametrize(
    ("station", "known", "words"),
    [
        (
            "gril",
            {"grill", "bar"},
            " NO LINE HAS THE STATION gril (did you mean grill?) · choose another from the list",
        ),
        ("zzz", {"grill"}, " NO LINE HAS THE STATION zzz · choose another from the list"),
        ("grill", {"grill", "bar"}, ""),
        ("gril", set(), ""),
        (None, {"grill"}, ""),
    ],
)
def test_a_station_that_no_line_has_is_told(station: str | None, known: set[str], words: str) -> None:
    """A display with a mistyped station looks healthy and shows nothing; it says so, once the menu is known."""
    assert station_text(View(station=station), known) == words


def test_a_promise_of_the_moment_it_came_is_none() -> None:
    """A server that does not know how long it takes says that moment: the thresholds count then, and it is not late."""
    one = order(1, estimated_ready_at=NOON + timedelta(minutes=1))
    assert level_of(one, Times(), NOON + timedelta(minutes=2)) is Level.CALM
    promised = order(1, estimated_ready_at=NOON + timedelta(minutes=1, seconds=1))
    assert level_of(promised, Times(), NOON + timedelta(minutes=2)) is Level.LATE


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0:00"), (61, "1:01"), (3599, "59:59"), (3600, "1h00"), (7325, "2h02"), (35_999, "9h59")],
)
def test_the_age_at_the_head_of_a_ticket_is_short(seconds: int, words: str) -> None:
    """Minutes and seconds in the first hour, then hours and minutes."""
    assert head_age(seconds) == words


def test_a_dish_is_bumped_on_all_its_lines_that_are_left() -> None:
    """Of the station that is asked for; of a dish that is done or that the ticket has not there is nothing to bump."""
    pizzas = (line(1, quantity=2), line(2), line(3, done=True), line(4, "Coke", station="bar"))
    (shown,) = shown_of(order(1, *pizzas))
    bumped = bump_lines_of(shown, "Margherita", "oven")
    assert bumped is not None
    assert (bumped.line_ids, bumped.done, bumped.what, bumped.station) == (
        (1, 2),
        True,
        "3× Margherita",
        "oven",
    )  # times
    assert bump_lines_of(shown, "Fanta", "oven") is None
