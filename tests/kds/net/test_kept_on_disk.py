"""What a display keeps on disk: what waits to be sent, and what stood on the wall."""

from datetime import timedelta
from pathlib import Path

import pytest

from kds_tui.core.actions import Action, bump
from kds_tui.core.events import Remembered
from kds_tui.core.stock_actions import stock
from kds_tui.net.outbox import Outbox, claim_outbox_file
from kds_tui.net.remembered_orders import RememberedOrders
from tests.kds.sample_orders import NOON, changed, order


def test_what_waits_outlives_the_display(tmp_path: Path) -> None:
    """A display that is started again finds what the one before it could not send, in its order."""
    path = tmp_path / "outbox.json"
    outbox = Outbox(path)
    move = bump(order(1))
    assert move is not None
    actions: list[Action] = [move, stock(7, "Salmon", available=False, until=NOON)]
    for action in actions:
        outbox.add(action)
    outbox.write()
    assert Outbox(path).actions == actions
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_unreadable_outbox_is_put_aside_and_not_sent(tmp_path: Path) -> None:
    """A torn file stops no display, and stays for a person to look at."""
    path = tmp_path / "outbox.json"
    path.write_text('[{"kind": "mo')
    assert Outbox(path).actions == []
    assert path.with_suffix(".unreadable").exists()


def test_what_is_shown_is_noted_for_the_user_alone_and_orders_go_with_the_login(tmp_path: Path) -> None:
    """A display that is started again knows what stood on the wall; after the end of a login only ids are left."""
    path = tmp_path / "kitchen.orders"
    wall = Remembered((order(1).id, order(2).id), (order(2),), NOON)
    RememberedOrders(path).note(wall)
    assert RememberedOrders(path).last == wall
    assert path.stat().st_mode & 0o777 == 0o600
    RememberedOrders(path).forget_orders()
    assert RememberedOrders(path).last == Remembered((order(1).id, order(2).id))
    for content, ids in (("[torn", ()), (f'["{order(1).id}"]', (order(1).id,))):
        path.write_text(content)
        assert RememberedOrders(path).last == Remembered(ids)


@pytest.mark.parametrize(
    ("now", "news"),
    [
        (Remembered((order(1).id,), (order(1),), NOON + timedelta(seconds=59)), False),
        (Remembered((order(1).id,), (order(1),), NOON + timedelta(seconds=60)), True),
        (Remembered((order(1).id,), (changed(order(1)),), NOON), True),
        (Remembered((order(1).id, order(2).id), (order(1),), NOON), True),
        (Remembered((order(1).id,), (order(1),)), True),
    ],
)
def test_a_wall_is_written_when_it_has_changed_and_once_a_minute(now: Remembered, news: bool) -> None:  # noqa: FBT001
    """The disk is left alone in between."""
    kept = RememberedOrders(None)
    kept.note(Remembered((order(1).id,), (order(1),), NOON))
    assert kept.is_news(now) is news


def test_two_displays_of_one_person_keep_two_outboxes(tmp_path: Path) -> None:
    """Neither takes the other's bumps; the next display finds a file that was let go."""
    one = claim_outbox_file(tmp_path, "http://localhost:5005", "luigis")
    two = claim_outbox_file(tmp_path, "http://localhost:5005/", "luigis")
    assert one.path != two.path
    one.release()
    three = claim_outbox_file(tmp_path, "http://localhost:5005", "luigis")
    assert three.path == one.path
    for place in (two, three):
        place.release()
