"""The kitchen as a whole: pauses, limits, calls, and what is done to many tickets at once."""

from datetime import UTC, datetime, timedelta

from kds_tui.core.actions import ACTIONS, Action
from kds_tui.core.board import Board, apply_all
from kds_tui.core.choices import Choice
from kds_tui.core.events import BoardEvent, Queued, Settled
from kds_tui.core.kitchen_actions import EndVisit, end_call, limit, pause
from kds_tui.core.service_choices import service_choices, table_choices
from kds_tui.core.status_lines import calls_text, service_text
from kds_tui.net.kitchen_requests import kitchen_request
from server.wire.hours import Throttle
from server.wire.kitchen_place import KitchenPlace
from server.wire.orders import KitchenOrder
from server.wire.table_calls import Call, CallMessage
from server.wire.vocabulary import CallKind
from tests.kds.sample_orders import NOON, order, snapshot

HALF_PAST = NOON + timedelta(minutes=30)
BERLIN = KitchenPlace(timezone="Europe/Berlin", language="de")
FIVE = Throttle(orders=5, minutes=10)


def board_of(*events: BoardEvent) -> Board:
    return apply_all(Board(), events, NOON)


def call(number: int, table: str, kind: CallKind = "bill", text: str = "", minutes: int = 0) -> Call:
    return Call(
        id=number, kind=kind, table_identifier=table, created_at=NOON - timedelta(minutes=minutes), text=text
    )


def test_a_pause_is_on_every_screen_in_the_restaurants_clock_until_it_is_over() -> None:
    """Drawn at once here, and as the server tells it elsewhere; at its end it is gone by itself."""
    here = board_of(snapshot(place=BERLIN), Queued(pause(BERLIN, HALF_PAST)))
    assert service_text(here, NOON) == " PAUSED: no orders are taken until 14:30"
    told = BERLIN.model_copy(update={"paused_until": HALF_PAST, "pause_reason": "fryer is broken"})
    there = board_of(snapshot(place=told))
    assert service_text(there, NOON) == " PAUSED: no orders are taken until 14:30 (fryer is broken)"
    assert service_text(there, HALF_PAST) == ""
    assert service_text(board_of(snapshot()), NOON) == ""


def test_a_limit_and_a_closed_restaurant_are_told() -> None:
    """Each by itself, and together."""
    limited = BERLIN.model_copy(update={"throttle": FIVE})
    assert service_text(board_of(snapshot(place=limited)), NOON) == " At most 5 orders in 10 minutes"
    closed = limited.model_copy(update={"is_open": False})
    assert service_text(board_of(snapshot(place=closed)), NOON) == (
        " CLOSED: no orders are taken  At most 5 orders in 10 minutes"
    )


def test_what_the_server_refuses_is_not_so() -> None:
    """A pause that was refused is gone; one that was taken stays; undo brings back what was before."""
    begun = pause(BERLIN, HALF_PAST)
    refused = board_of(snapshot(place=BERLIN), Queued(begun), Settled(begun, None, "not now"))
    assert service_text(refused, NOON) == ""
    taken = board_of(snapshot(place=BERLIN), Queued(begun), Settled(begun))
    assert service_text(taken, NOON) == " PAUSED: no orders are taken until 14:30"
    longer = pause(taken.place_now(), HALF_PAST + timedelta(hours=1))
    assert longer.reverse().until == HALF_PAST
    assert limit(BERLIN.model_copy(update={"throttle": FIVE}), None).reverse().throttle == FIVE


def test_what_can_be_done_is_what_is_not_so_and_begins_at_leaving_it() -> None:
    """Enter Enter changes nothing; going on is offered in a pause only."""
    keys = [one.key for one in service_choices(BERLIN, NOON)]
    assert keys == ["keep", "pause 15", "pause 30", "pause 60", "pause 120", "limit 0", "limit 1", "limit 2"]
    paused = BERLIN.model_copy(update={"paused_until": HALF_PAST, "throttle": FIVE})
    keys = [one.key for one in service_choices(paused, NOON)]
    assert keys[:2] == ["keep", "go on"]
    assert keys[-3:] == ["no limit", "limit 0", "limit 2"]
    assert [one.key for one in service_choices(paused, HALF_PAST)][1] == "pause 15"
    assert service_choices(BERLIN, NOON)[1] == Choice("pause 15", "PAUSE: take no orders for 15 minutes")


def test_calls_come_are_taken_and_end() -> None:
    """The longest waiting first; taken here it is gone at once, done elsewhere too."""
    board = board_of(snapshot(calls=[call(1, "5", minutes=4)]))
    board = apply_all(board, [CallMessage(call=call(2, "9", "waiter", "high chair"))], NOON)
    assert calls_text(board, NOON, "G") == " CALL  5 BILL 4 min  ·  9 WAITER (high chair)  ·  G: on the way"
    taken = end_call(board.calls_now()[0])
    assert taken.words == "Table 5: somebody is on the way"
    board = apply_all(board, [Queued(taken)], NOON)
    assert [one.id for one in board.calls_now()] == [2]
    board = apply_all(board, [Settled(taken)], NOON)
    assert list(board.calls) == [2]
    gone = call(2, "9", "waiter").model_copy(update={"done": True})
    assert calls_text(apply_all(board, [CallMessage(call=gone)], NOON), NOON, "G") == ""


def test_a_pause_that_waits_hides_no_call_and_needs_no_restaurant() -> None:
    """Of a restaurant that was never told nothing is shown; calls that nobody took wait on."""
    board = apply_all(Board(), [Queued(pause(BERLIN, HALF_PAST)), CallMessage(call=call(1, "5"))], NOON)
    assert board.place_now() is None
    assert [one.id for one in board.calls_now()] == [1]


def test_each_is_its_request() -> None:
    """The fields of the contract, and no others; what is taken off is null."""
    assert kitchen_request(pause(BERLIN, HALF_PAST), "luigis") == (
        "PATCH",
        "/api/kitchen/luigis/service/",
        {"paused_until": "2026-05-04T12:30:00Z", "pause_reason": ""},
    )
    assert kitchen_request(limit(BERLIN, None), "luigis").body == {"throttle": None}
    assert kitchen_request(limit(BERLIN, FIVE), "luigis").body == {"throttle": {"orders": 5, "minutes": 10}}
    assert kitchen_request(end_call(call(7, "5")), "luigis") == (
        "PATCH",
        "/api/kitchen/calls/7/",
        {"done": True},
    )
    assert kitchen_request(EndVisit(table="5", at=HALF_PAST), "luigis") == (
        "POST",
        "/api/kitchen/luigis/visits/end/",
        {"table_identifier": "5", "left_at": "2026-05-04T12:30:00Z"},
    )


def test_tables_that_may_have_left() -> None:
    """The selected ticket's first, those that call, those with a ticket; a part of the name finds it, another one is typed."""
    tickets = [order(1, table_identifier="9"), order(2, table_identifier="12"), order(3, table_identifier="")]
    board = board_of(snapshot(*tickets, calls=[call(1, "7")]))

    def offered(query: str, selected: KitchenOrder | None = None) -> list[str]:
        return [one.key for one in table_choices(board, selected, query)]

    assert offered("", tickets[0]) == ["9", "7", "12"]
    assert offered("") == ["7", "12", "9"]
    assert offered("1") == ["1", "12"]
    assert offered("12") == ["12"]
    assert offered("Garden 3") == ["Garden 3"]


def test_what_a_display_kept_is_sent_after_it_was_started_anew() -> None:
    """Each kind comes back from the disk as it was, and actions on the same are sent in their order."""
    kept: list[Action] = [
        pause(BERLIN, datetime(2026, 5, 4, tzinfo=UTC)),
        limit(BERLIN, FIVE),
        end_call(call(1, "5")),
        EndVisit(table="5", at=HALF_PAST),
    ]
    assert ACTIONS.validate_json(ACTIONS.dump_json(kept)) == kept
    assert [one.subject for one in kept] == ["service", "service", "call 1", "table 5"]
