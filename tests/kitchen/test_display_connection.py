"""What a display is sent: a snapshot first, never an older revision after a newer one, never without bound."""

import asyncio
import re
from typing import cast
from uuid import UUID, uuid4

import pytest
from aiohttp import WSMsgType, web
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from server.accounts.tokens import Caller
from server.domain.order import OrderLine
from server.kitchen.display_connection import (
    CLOSE_PATIENCE,
    MAX_REVISIONS,
    MAX_WAITING,
    DisplayConnection,
    Message,
)
from tests.fixtures.patience import PATIENCE
from tests.orders.samples import order

ONE, TWO = uuid4(), uuid4()


class Socket:
    """Stands in for aiohttp's: it keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.closed = False
        self.close_code = 0

    async def send_frame(self, text: bytes, _: WSMsgType) -> None:
        self.sent.append(text)

    async def close(self, *, code: int, message: bytes) -> None:
        del message
        self.closed, self.close_code = True, code


class Display:
    """A connection over such a socket, with its writer."""

    def __init__(self) -> None:
        self.socket = Socket()
        caller = Caller(uuid4(), uuid4())
        socket = cast("web.WebSocketResponse", self.socket)
        self.connection = DisplayConnection(socket, None, caller, None)

    async def written(self) -> list[str]:
        """What is sent in the end."""
        writer = asyncio.create_task(self.connection.write_forever())
        for _ in range(5):
            await asyncio.sleep(0)
        writer.cancel()
        return [text.decode() for text in self.socket.sent]


def message(order_id: UUID, revision: int) -> Message:
    return Message(f"{'one' if order_id == ONE else 'two'}-{revision}".encode(), order_id, revision)


async def test_a_snapshot_goes_before_what_waited_for_it() -> None:
    """What waited goes out behind it, but for revisions that the snapshot has already."""
    display = Display()
    for sent in (message(ONE, 1), message(ONE, 2), message(TWO, 1), Message(b"availability")):
        display.connection.send(sent)
    assert await display.written() == []
    display.connection.release(b"snapshot", {ONE: 1})
    assert await display.written() == ["snapshot", "one-2", "two-1", "availability"]


async def test_an_older_revision_is_never_sent_after_a_newer_one() -> None:
    """Neither of an order that was in the snapshot, nor of one that came since, nor twice."""
    display = Display()
    display.connection.release(b"snapshot", {ONE: 3})
    for sent in (
        message(ONE, 2),
        message(ONE, 3),
        message(TWO, 2),
        message(TWO, 1),
        message(TWO, 2),
        message(ONE, 4),
    ):
        display.connection.send(sent)
    assert await display.written() == ["snapshot", "two-2", "one-4"]


async def test_a_second_snapshot_begins_anew() -> None:
    """While it is read messages wait; the first, which was not sent yet, is not sent after it."""
    display = Display()
    display.connection.release(b"first", {})
    display.connection.hold()
    display.connection.send(message(ONE, 1))
    display.connection.send(message(ONE, 2))
    display.connection.release(b"second", {ONE: 1})
    assert await display.written() == ["second", "one-2"]


async def test_the_revisions_that_are_known_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for one order, the one that was sent longest ago is forgotten."""
    monkeypatch.setattr("server.kitchen.display_connection.MAX_REVISIONS", 1)
    display = Display()
    display.connection.release(b"snapshot", {})
    for sent in (message(ONE, 2), message(TWO, 2), message(TWO, 1), message(ONE, 1)):
        display.connection.send(sent)
    assert await display.written() == ["snapshot", "one-2", "two-2", "one-1"]


async def test_the_order_that_changed_last_is_remembered_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for two, one that is sent again is not forgotten for a third; the other is."""
    monkeypatch.setattr("server.kitchen.display_connection.MAX_REVISIONS", 2)
    display = Display()
    three = uuid4()
    display.connection.release(b"snapshot", {ONE: 1, TWO: 1})
    for sent in (message(ONE, 2), Message(b"three", three, 1), message(ONE, 1), message(TWO, 1)):
        display.connection.send(sent)
    assert await display.written() == ["snapshot", "one-2", "three", "two-1"]


def test_a_display_is_watched_unless_it_is_a_printer() -> None:
    """Where nothing else is said a person looks at it."""
    socket, caller = cast("web.WebSocketResponse", Socket()), Caller(uuid4(), uuid4())
    assert DisplayConnection(socket, None, caller, None).is_watched
    assert not DisplayConnection(socket, None, caller, None, is_watched=False).is_watched


@pytest.mark.parametrize(("messages", "code"), [(8, 0), (9, 1013)])
async def test_as_many_messages_wait_as_may(
    monkeypatch: pytest.MonkeyPatch, messages: int, code: int
) -> None:
    """Eight wait where eight may; the ninth closes the connection with 1013."""
    monkeypatch.setattr("server.kitchen.display_connection.MAX_WAITING", 8)
    display = Display()
    for number in range(messages):
        display.connection.send(message(ONE, number))
    await display.connection.closed()
    assert display.socket.close_code == code


async def test_what_comes_later_is_written_at_once_but_for_while_it_is_held() -> None:
    """A writer that has nothing to do wakes for a message; between `hold` and `release` it writes nothing."""
    display = Display()
    display.connection.release(b"first", {})
    writer = asyncio.create_task(display.connection.write_forever())
    await settled()
    display.connection.send(message(ONE, 1))
    await settled()
    assert display.socket.sent == [b"first", b"one-1"]
    display.connection.hold()
    display.connection.send(message(ONE, 2))
    await settled()
    assert display.socket.sent == [b"first", b"one-1"]
    display.connection.release(b"second", {})
    await settled()
    assert display.socket.sent == [b"first", b"one-1", b"second", b"one-2"]
    writer.cancel()


async def settled() -> None:
    """Let every task run that can."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_display_shows_what_concerns_its_station() -> None:
    """It keeps who it is and of which station."""
    caller = Caller(uuid4(), uuid4())
    socket = cast("web.WebSocketResponse", Socket())
    bar = DisplayConnection(socket, None, caller, "bar")
    assert (bar.caller, bar.station) == (caller, "bar")
    at_bar, at_oven = (order(lines=(line(station),)) for station in ("bar", "oven"))
    assert (bar.shows(at_bar), bar.shows(at_oven)) == (True, False)
    assert DisplayConnection(socket, None, caller, None).shows(at_oven)


def line(station: str) -> OrderLine:
    return OrderLine(1, 7, "Coke", 9, "Regular", 1, (), "", 300, 300, station)


class Transport(asyncio.WriteTransport):
    """Notes that it was aborted."""

    aborted = False

    def abort(self) -> None:
        self.aborted = True


class DeafSocket(Socket):
    """Its peer answers no close and sends nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.reading = False
        self.read_at_close = True

    def __aiter__(self) -> "DeafSocket":
        return self

    async def __anext__(self) -> object:
        self.reading = True
        try:
            await asyncio.Event().wait()
        finally:
            self.reading = False
        raise StopAsyncIteration

    async def close(self, *, code: int, message: bytes) -> None:
        del code, message
        self.read_at_close = self.reading
        await asyncio.Event().wait()


async def test_a_peer_that_answers_no_close_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its reading ends before the close, which waits so long and no longer; what waited is not sent."""
    monkeypatch.setattr("server.kitchen.display_connection.CLOSE_PATIENCE", 0.01)
    socket, transport = DeafSocket(), Transport()
    connection = DisplayConnection(
        cast("web.WebSocketResponse", socket), transport, Caller(uuid4(), uuid4()), None
    )
    connection.read_on()
    reader = asyncio.create_task(connection.gone())
    await settled()
    assert (socket.reading, reader.done()) == (True, False)
    connection.release(b"snapshot", {})
    connection.close(4401, "this session has ended")
    connection.close(1001, "the server stops")
    connection.send(message(ONE, 1))
    await connection.closed()
    assert (socket.read_at_close, transport.aborted) == (False, True)
    await asyncio.wait_for(reader, PATIENCE)
    writer = asyncio.create_task(connection.write_forever())
    await settled()
    assert socket.sent == []
    writer.cancel()


async def test_reading_ends_when_it_is_stopped() -> None:
    """A display that is let go leaves no reading behind; before, it is read without anybody waiting for its end."""
    socket = DeafSocket()
    connection = DisplayConnection(
        cast("web.WebSocketResponse", socket), None, Caller(uuid4(), uuid4()), None
    )
    connection.read_on()
    await settled()
    assert socket.reading
    await connection.stop_reading()
    assert not socket.reading


def test_the_bounds_are_those_of_the_documentation() -> None:
    """512 messages wait, two seconds are waited for a close, and twice as many revisions are known as may be open."""
    assert (MAX_WAITING, CLOSE_PATIENCE, MAX_REVISIONS) == (512, 2.0, 2 * 1_024)


class AnyDisplay(RuleBasedStateMachine):
    """Orders change, messages come in any order and twice, snapshots are read and sent, the writer runs or does not."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.display = Display()
        self.newest = {ONE: 1, TWO: 1}
        self.offered = {ONE: 0, TWO: 0}
        self.read: dict[UUID, int] | None = None

    @rule(order_id=st.sampled_from([ONE, TWO]))
    def change(self, order_id: UUID) -> None:
        self.newest[order_id] += 1

    @rule(order_id=st.sampled_from([ONE, TWO]), behind=st.integers(0, 2))
    def offer(self, order_id: UUID, behind: int) -> None:
        revision = max(1, self.newest[order_id] - behind)
        self.display.connection.send(message(order_id, revision))
        self.offered[order_id] = max(self.offered[order_id], revision)

    @rule()
    def read_snapshot(self) -> None:
        self.display.connection.hold()
        self.read = dict(self.newest)

    @precondition(lambda self: self.read is not None)
    @rule()
    def release(self) -> None:
        assert self.read is not None
        text = f"snapshot one-{self.read[ONE]} two-{self.read[TWO]}"
        self.display.connection.release(text.encode(), self.read)
        self.offered = {key: max(self.offered[key], self.read[key]) for key in self.read}
        self.read = None

    @rule()
    def write(self) -> None:
        self.loop.run_until_complete(self.display.written())

    def sent(self) -> list[str]:
        return [text.decode() for text in self.display.socket.sent]

    @invariant()
    def a_snapshot_is_first_and_revisions_only_rise(self) -> None:
        sent = self.sent()
        assert not sent or sent[0].startswith("snapshot")
        for name in ("one", "two"):
            shown = [int(n) for text in sent for n in re.findall(rf"{name}-(\d+)", text)]
            assert shown == sorted(shown)
            own = [int(text.removeprefix(f"{name}-")) for text in sent if text.startswith(f"{name}-")]
            assert len(own) == len(set(own))

    def teardown(self) -> None:
        self.read_snapshot()
        self.release()
        self.write()
        for name, order_id in (("one", ONE), ("two", TWO)):
            shown = [int(n) for text in self.sent() for n in re.findall(rf"{name}-(\d+)", text)]
            assert shown[-1] == self.offered[order_id]
        self.loop.close()


TestAnyDisplay = AnyDisplay.TestCase
