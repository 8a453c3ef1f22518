"""Servers are upgraded before displays: what a display does not know never takes the rest along."""

import json
from typing import Any

import pytest

from kds_tui.core.board import Board, apply_all
from kds_tui.core.events import Gone, Omitted, Unreadable
from kds_tui.net.incoming import OpenOrders, read_messages
from server.wire.kitchen_messages import OrderMessage
from server.wire.orders import KitchenOrder
from tests.kds.sample_orders import NOON, changed, order, snapshot, told


def as_json(message: Any) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(message.model_dump_json())
    return raw


def read(raw: dict[str, Any]) -> list[Any]:
    return list(read_messages(json.dumps(raw)))


def test_a_snapshot_with_an_unknown_status_shows_the_rest() -> None:
    """A status of a later version is no business of this display; every other ticket is shown."""
    raw = as_json(snapshot(order(1), order(2), order(3)))
    raw["orders"][1]["status"] = "served"
    (message,) = read(raw)
    assert [one.number for one in message.orders] == [1, 3]


def test_an_order_that_gets_an_unknown_status_leaves_the_wall() -> None:
    """What has gone on to a state that this display does not know is no longer to be made here."""
    raw = as_json(told(changed(order(1), status="completed")))
    raw["order"]["status"] = "served"
    assert read(raw) == [Gone(order(1).id)]
    board = apply_all(Board(), [snapshot(order(1), order(2)), Gone(order(1).id)], NOON)
    assert list(board.tickets) == [order(2).id]


def test_an_order_that_cannot_be_read_is_named_and_takes_no_other_along() -> None:
    """A ticket that would be missing without a word is told by its number."""
    raw = as_json(snapshot(order(1), order(2)))
    raw["orders"][0]["items"][0]["quantity"] = "several"
    message, told_of = read(raw)
    assert [one.number for one in message.orders] == [2]
    assert told_of == Unreadable(1)


def outline(one: KitchenOrder) -> dict[str, Any]:
    """As the server writes an order for which the snapshot has no room."""
    return {**as_json(one), "items": [], "raw_input": "", "allergies": [], "omitted": True}


def test_an_order_that_a_large_snapshot_only_names_is_asked_for_and_never_shown_without_its_lines() -> None:
    """What did not fit is read one by one; a ticket that is held meanwhile stays, with its allergies, as it was."""
    held = order(9, raw_input="I am allergic to nuts")
    raw = as_json(snapshot(order(2)))
    raw["orders"] += [outline(changed(held)), outline(order(8))]
    message, *omitted = read(raw)
    assert omitted == [Omitted(held.id), Omitted(order(8).id)]
    board = apply_all(Board(), [snapshot(held), message], NOON)
    assert {one.order.number: one.order.raw_input for one in board.tickets.values()} == {
        2: "",
        9: "I am allergic to nuts",
    }
    assert not board.missing
    orders = OpenOrders()
    orders.take(message)
    assert orders.find(held.id) is None


def test_allergies_of_which_a_later_server_says_more_are_shown_as_words() -> None:
    """The order is not refused, and the allergy is not lost."""
    raw = as_json(snapshot(order(1)))
    raw["orders"][0]["allergies"] = [
        {"text": "no nuts", "allergens": ["NUTS/1"], "severity": "severe"},
        {"text": ""},
    ]
    (message,) = read(raw)
    assert [one.text for one in message.orders[0].allergies] == ["no nuts NUTS/1 severe"]


@pytest.mark.parametrize("kind", ["call", "weather", None, 7])
def test_a_message_of_an_unknown_kind_is_nothing(kind: object) -> None:
    """A kind that a later version adds is passed over."""
    assert read({"type": kind, "call": {"id": 1}}) == []


def test_an_unreadable_86_in_a_snapshot_hides_no_order() -> None:
    """Of what is sold out, too, only what cannot be read is left out."""
    raw = as_json(snapshot(order(1)))
    raw["unavailable"] = [{"kind": "portion"}, {"menu_item_id": 7, "name": "Salmon", "until": None}]
    (message,) = read(raw)
    assert [item.name for item in message.unavailable] == ["Salmon"]
    assert len(message.orders) == 1


@pytest.mark.parametrize("text", ["[]", "7", "{", '"snapshot"'])
def test_what_is_no_message_is_refused(text: str) -> None:
    """What answers there is not a kitchen's socket."""
    with pytest.raises(ValueError, match=r".*"):
        read_messages(text)


def test_open_orders_follow_revisions_and_forget_what_has_gone() -> None:
    """An older word changes nothing; what is closed or gone is held no longer."""
    orders, first = OpenOrders(), order(1)
    second = changed(first, status="preparing")
    for message in (snapshot(first, order(2)), OrderMessage(order=second), OrderMessage(order=first)):
        orders.take(message)
    assert orders.find(first.id) == second
    orders.take(Gone(first.id))
    orders.take(OrderMessage(order=changed(order(2), status="completed")))
    assert orders.find(first.id) is None
    assert orders.find(order(2).id) is None
