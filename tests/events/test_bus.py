"""Events reach every follower here, and every other process as small notifications."""

import asyncio
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from server.domain.table_call import TableCall
from server.events.bus import Bus
from server.events.model import (
    AvailabilityChanged,
    CallChanged,
    Event,
    MembershipChanged,
    MenuChanged,
    OrderChanged,
    SessionsEnded,
    TableChanged,
    decode,
    encode,
)
from server.events.postgres import MAX_PAYLOAD, packed
from tests.fixtures.patience import PATIENCE
from tests.orders.samples import MOMENT, order

PLACE = UUID(int=1)


class Recorder:
    """Keeps what it gets."""

    def __init__(self, error: Exception | None = None) -> None:
        self.events: list[Event] = []
        self._error = error

    def on_event(self, event: Event) -> None:
        if self._error:
            raise self._error
        self.events.append(event)

    def resync(self, restaurant_id: UUID) -> None:
        """Nothing is held."""


class Wire:
    """A transport whose next sendings end in these errors."""

    permanent_errors: tuple[type[Exception], ...] = (ValueError,)

    def __init__(self, *errors: Exception) -> None:
        self.sent: list[list[str]] = []
        self._errors = list(errors)
        self.idle = asyncio.Event()

    async def send(self, notifications: list[str]) -> None:
        if self._errors:
            raise self._errors.pop(0)
        self.sent.append(notifications)
        self.idle.set()

    async def listen(self, receive: Callable[[str], None]) -> None:
        """Hand over what nobody understands, then one event."""
        receive("nonsense")
        receive('["unknown", 1]')
        receive(encode(MenuChanged(PLACE))[0])
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Nothing is held."""


@pytest.mark.parametrize(
    "event",
    [
        OrderChanged(PLACE, 7, UUID(int=2)),
        CallChanged(PLACE, 8, 3),
        TableChanged(PLACE, 9),
        MenuChanged(PLACE),
        MembershipChanged(PLACE, None),
        MembershipChanged(PLACE, UUID(int=4)),
        SessionsEnded((UUID(int=5), UUID(int=6))),
    ],
)
def test_another_process_reads_what_was_written(event: Event) -> None:
    """Every kind of event comes over whole, in one notification."""
    (text,) = encode(event)
    assert decode(text) == event


def test_orders_and_calls_themselves_stay_here() -> None:
    """Another process reads them from the database."""
    call = TableCall(PLACE, 3, "bill", "by card", "5", MOMENT, done=False)
    events: list[Event] = [
        OrderChanged(PLACE, 7, UUID(int=2), order(note="secret")),
        CallChanged(PLACE, 8, 3, call),
    ]
    for event in events:
        (text,) = encode(event)
        assert "secret" not in text
        assert "by card" not in text


@pytest.mark.parametrize(("sessions", "notifications"), [(100, 1), (101, 2), (230, 3)])
def test_sessions_that_end_together_are_notified_in_parts(sessions: int, notifications: int) -> None:
    """However many there are, none is left out and each notification fits PostgreSQL."""
    ids = tuple(uuid4() for _ in range(sessions))
    texts = encode(SessionsEnded(ids))
    assert len(texts) == notifications
    assert all(len(text.encode()) < MAX_PAYLOAD for text in texts)
    ended = [decode(text) for text in texts]
    assert (
        tuple(one for event in ended if isinstance(event, SessionsEnded) for one in event.session_ids) == ids
    )


def test_payloads_are_as_few_as_fit() -> None:
    """Up to 7,000 bytes are joined; what follows begins another."""
    assert packed(["a" * 3_000, "b" * 3_999, "c"]) == ["a" * 3_000 + "\n" + "b" * 3_999, "c"]
    assert packed(["a" * 3_000, "b" * 4_000]) == ["a" * 3_000, "b" * 4_000]


async def test_a_follower_that_fails_keeps_nothing_from_the_others() -> None:
    """In the order of subscription, before `publish` returns."""
    bus, last = Bus(), Recorder()
    bus.subscribe(Recorder(RuntimeError("broken")))
    bus.subscribe(last)
    bus.publish(MenuChanged(PLACE))
    assert last.events == [MenuChanged(PLACE)]


async def test_what_can_pass_is_sent_again_and_what_cannot_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A transport that was away gets all that waited; a batch that it will never take does not stop the next."""
    monkeypatch.setattr("server.events.bus.RETRY_SECONDS", 0.0)
    wire = Wire(ValueError("too long"), OSError("away"))
    bus = Bus(wire)
    bus.start()
    bus.publish(MenuChanged(UUID(int=1)))
    for _ in range(5):
        await asyncio.sleep(0)
    bus.publish(MenuChanged(UUID(int=2)))
    await asyncio.wait_for(wire.idle.wait(), PATIENCE)
    assert wire.sent == [encode(MenuChanged(UUID(int=2)))]
    await bus.stop()


async def test_what_is_not_understood_is_left_out() -> None:
    """Notifications of a newer version are no reason to stop listening."""
    bus, follower = Bus(Wire()), Recorder()
    bus.subscribe(follower)
    bus.start()
    for _ in range(5):
        await asyncio.sleep(0)
    assert follower.events == [MenuChanged(PLACE)]
    await bus.stop()


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "5", "{}", "[]", "[[]]", '"order"', '["order"]', '["order",5,1,"x"]', f'["order","{PLACE}",1e999,"{PLACE}"]',
        f'["order","{PLACE}",null,"{PLACE}"]', f'["order","{PLACE}",1,5]', f'["order","{PLACE}",{"9" * 5000},"{PLACE}"]',
        '["menu",null]', '["menu",{}]', '["sessions",5]', '["sessions",[5]]', '["membership",[],{}]', "[" * 100_000,
        '["availability",5,"x",{},[],{},[],[]]', '["printer","x"]', '["call","x",1]', "\ud800", '["menu","\\ud800"]',
    ],
    ids=lambda text: text[:30],
)  # fmt: skip
def test_no_notification_breaks_the_one_who_hears_it(text: str) -> None:
    """Wrong types, numbers without end, depth without bottom: it is left out, and listening goes on."""
    bus, follower = Bus(), Recorder()
    bus.subscribe(follower)
    bus._receive(text)
    assert follower.events == []


def test_an_availability_comes_over_with_its_end() -> None:
    """The time is text on the way."""
    event = AvailabilityChanged(PLACE, 7, "Salmon", False, "2026-03-02T12:00:00Z", portions=3)
    assert decode(encode(event)[0]) == event
    option = AvailabilityChanged(PLACE, None, "Oat milk", True, None, "option")
    assert decode(encode(option)[0]) == option
