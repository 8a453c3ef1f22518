"""What a cook does, as data: what it makes of an order, when it still counts, how it is undone and what is said."""

import pytest

from kds_tui.core.actions import (
    ACTIONS,
    BumpLines,
    Move,
    Rush,
    accept,
    bump,
    bump_lines,
    cancel,
    refuse_line,
    rush,
    seen_lines,
    step_back,
)
from kds_tui.core.stock_actions import Stock, stock
from server.wire.orders import KitchenOrder
from server.wire.vocabulary import OrderStatus
from tests.kds.sample_orders import NOON, line, order

FIRST = order(7)


def at(status: OrderStatus) -> KitchenOrder:
    return FIRST.model_copy(update={"status": status})


@pytest.mark.parametrize(
    ("before", "after"),
    [("confirmed", "preparing"), ("preparing", "ready"), ("ready", "completed"), ("completed", None),
     ("held", None), ("cancelled", None)],
)  # fmt: skip
def test_a_bump_is_one_step_on(before: OrderStatus, after: OrderStatus | None) -> None:
    """From new over preparing and ready to completed; nothing else is bumped."""
    move = bump(at(before))
    if after is None:
        assert move is None
        return
    assert move is not None
    assert (move.order_id, move.number, move.before, move.after) == (FIRST.id, 7, before, after)
    assert move.reason == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [("completed", "ready"), ("ready", "preparing"), ("preparing", "confirmed"), ("confirmed", None),
     ("held", None), ("cancelled", None)],
)  # fmt: skip
def test_a_recall_is_one_step_back(before: OrderStatus, after: OrderStatus | None) -> None:
    """From completed back to new; what is new, held or cancelled has nowhere to go back to."""
    move = step_back(at(before))
    if after is None:
        assert move is None
        return
    assert move is not None
    assert (move.order_id, move.number, move.before, move.after) == (FIRST.id, 7, before, after)


def test_a_held_order_is_accepted_or_refused() -> None:
    """Accepted it is new; refused it is cancelled, with the words that the diner reads."""
    yes, no = accept(at("held")), cancel(at("held"), "We are out of fish")
    assert (yes.order_id, yes.number, yes.before, yes.after, yes.reason) == (
        FIRST.id, 7, "held", "confirmed", ""
    )  # fmt: skip
    assert (no.order_id, no.number, no.before, no.after) == (FIRST.id, 7, "held", "cancelled")
    refused = no.on(at("held"))
    assert (refused.status, refused.reason) == ("cancelled", "We are out of fish")


def test_a_move_leaves_an_order_alone_that_somebody_has_moved() -> None:
    """Where the order is no longer where the cook saw it, the move neither counts nor shows."""
    move = bump(at("confirmed"))
    assert move is not None
    assert move.applies(at("confirmed"))
    assert move.on(at("confirmed")).status == "preparing"
    assert not move.applies(at("ready"))
    assert move.on(at("ready")) == at("ready")


def test_lines_are_done_and_taken_back() -> None:
    """Only the lines that are named change; it counts while one is left to change and the order is to be made."""
    two = order(8, line(1, "Burger"), line(2, "Coke"), line(3, "Chips", done=True))
    done = bump_lines(two, (2, 3), "2 lines", done=True)
    assert (done.order_id, done.number, done.line_ids, done.what) == (two.id, 8, (2, 3), "2 lines")
    assert [one.done for one in done.on(two).items] == [False, True, True]
    assert [one.done for one in done.reverse().on(two).items] == [False, False, False]
    assert done.applies(two)
    assert not done.applies(done.on(two))
    assert not done.applies(two.model_copy(update={"status": "completed"}))
    assert not done.applies(two.model_copy(update={"status": "held"}))
    only_other = bump_lines(two, (3,), "Chips", done=True)
    assert not only_other.applies(two)


def test_a_rush_is_put_on_and_taken_off() -> None:
    """It turns what the order has round, and counts while that is not reached and the order is to be made."""
    put_on = rush(FIRST)
    rushed = put_on.on(FIRST)
    assert (put_on.order_id, put_on.number, put_on.rushed, rushed.rushed) == (FIRST.id, 7, True, True)
    assert put_on.applies(FIRST)
    assert not put_on.applies(rushed)
    assert not put_on.applies(at("cancelled"))
    assert not rush(rushed).rushed
    assert not put_on.reverse().on(rushed).rushed


def test_an_item_is_86d_and_put_back() -> None:
    """Put back by hand there is no end; taken off again there is none either."""
    off = stock(5, "Coke", available=False, until=NOON)
    assert (off.menu_item_id, off.name, off.available, off.until) == (5, "Coke", False, NOON)
    back = off.reverse()
    assert (back.menu_item_id, back.name, back.available, back.until) == (5, "Coke", True, None)
    assert (back.reverse().available, back.reverse().until) == (False, None)


def test_every_undo_is_an_action_of_its_own() -> None:
    """It has a key of its own, or the server would take it for the first one again."""
    move = bump(FIRST)
    assert move is not None
    actions = (
        move,
        bump_lines(FIRST, (1,), "Burger", done=True),
        rush(FIRST),
        stock(5, "Coke", available=True),
    )
    keys = [action.key for action in actions] + [action.reverse().key for action in actions]
    assert len(set(keys)) == 8
    back = move.reverse()
    assert (back.before, back.after, back.number) == ("preparing", "confirmed", 7)


def test_actions_on_the_same_are_known_by_their_subject() -> None:
    """An order by its id, an item by its number, so that those on one are sent in their order."""
    assert rush(FIRST).subject == str(FIRST.id)
    assert stock(5, "Coke", available=False).subject == "item 5"


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Move(order_id=FIRST.id, number=7, before="confirmed", after="preparing"), "#7 is preparing"),
        (Move(order_id=FIRST.id, number=7, before="ready", after="completed"), "#7 is completed"),
        (Move(order_id=FIRST.id, number=7, before="completed", after="ready"), "#7 back to ready"),
        (accept(at("held")), "#7 is accepted"),
        (cancel(at("held"), "no"), "#7 is refused"),
        (cancel(at("ready"), "no"), "#7 is cancelled"),
        (bump_lines(FIRST, (1,), "2× Coke", done=True), "#7 2× Coke done"),
        (bump_lines(FIRST, (1,), "grill", done=False), "#7 grill back to do"),
        (rush(FIRST), "#7 RUSH: in front everywhere"),
        (rush(FIRST).reverse(), "#7 back in its place"),
        (stock(5, "Coke", available=False), "Coke is 86"),
        (stock(5, "Coke", available=True), "Coke is back on the menu"),
    ],
)
def test_what_was_done_is_said(action: Move | BumpLines | Rush | Stock, words: str) -> None:
    """The line at the foot of the screen, word for word."""
    assert action.words == words


def test_every_action_is_written_with_its_kind() -> None:
    """By this word the next start of the display knows what was done."""
    move = bump(FIRST)
    assert move is not None
    made = [move, bump_lines(FIRST, (1,), "grill", done=True), rush(FIRST), stock(5, "Coke", available=False)]
    assert [action.model_dump()["kind"] for action in made] == ["move", "lines", "rush", "stock"]


def test_actions_come_back_from_the_disk_as_they_were() -> None:
    """Each kind is known by its word: what a display kept before an update is still sent after it."""
    written = (
        '[{"key": "a", "kind": "move", "order_id": "00000000-0000-0000-0000-000000000007", "number": 7,'
        ' "before": "confirmed", "after": "preparing"},'
        ' {"key": "b", "kind": "lines", "order_id": "00000000-0000-0000-0000-000000000007", "number": 7,'
        ' "line_ids": [1, 2], "done": true, "what": "grill"},'
        ' {"key": "c", "kind": "rush", "order_id": "00000000-0000-0000-0000-000000000007", "number": 7,'
        ' "rushed": true},'
        ' {"key": "d", "kind": "stock", "menu_item_id": 5, "name": "Coke", "available": false, "until": null}]'
    )
    read = ACTIONS.validate_json(written)
    assert [type(action) for action in read] == [Move, BumpLines, Rush, Stock]
    assert [(action.key, action.kind) for action in read] == [
        ("a", "move"), ("b", "lines"), ("c", "rush"), ("d", "stock")
    ]  # fmt: skip
    assert ACTIONS.validate_json(ACTIONS.dump_json(read)) == read


def test_an_action_is_never_changed() -> None:
    """It is a fact; what lies in the outbox cannot be changed by who drew it."""
    with pytest.raises(ValueError, match="frozen"):
        rush(FIRST).number = 8  # type: ignore[misc]


def test_the_first_line_done_begins_an_order_and_taking_it_back_does_not_end_it() -> None:
    """As the server has it, so that what is bumped next while out of touch means the same there."""
    done = bump_lines(FIRST, (1,), "Burger", done=True)
    assert done.on(FIRST).status == "preparing"
    assert done.reverse().on(done.on(FIRST)).status == "preparing"
    assert done.on(done.on(at("ready"))).status == "ready"
    assert bump_lines(FIRST, (99,), "nothing", done=True).on(FIRST).status == "confirmed"


def test_a_refused_line_is_over_at_every_station_and_no_other_line_is() -> None:
    """What a station had done of it does not count any more; a line that was cancelled before stays so."""
    lines = line(1, done_stations=["bar"]), line(2), line(3, state="cancelled")
    burger, coke, cancelled = (
        refuse_line(order(7, *lines), 1, "1× Burger", "None left").on(order(7, *lines)).items
    )
    assert (burger.state, burger.reason, burger.done, burger.done_stations) == (
        "refused",
        "None left",
        True,
        [],
    )
    assert (coke.state, coke.done) == ("", False)
    again = refuse_line(order(7, *lines), 3, "1× Margherita", "None left").on(order(7, *lines)).items[2]
    assert (again.state, cancelled.state) == ("cancelled", "cancelled")


def test_lines_are_seen_by_a_station() -> None:
    """What was cancelled is put aside where it is seen, and told as seen."""
    action = seen_lines(order(7), (1,), "1× Margherita", "oven")
    assert (action.line_ids, action.station, action.done, action.seen) == ((1,), "oven", True, True)
    assert action.words == "#7 NOT 1× Margherita: seen"
