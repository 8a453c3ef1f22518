"""Paper follows a kitchen: each order once, whatever printers, disks and processes do."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from kds_tui.core.courses import SOON
from kds_tui.core.events import Event, Gone, LoggedOut
from kds_tui.net.backend import Emit, Unreachable
from kds_tui.net.demo_backend import DemoKitchen
from kds_tui.printing import printer, service
from kds_tui.printing.journal import Journal
from kds_tui.printing.printer import NetworkPrinter
from kds_tui.printing.service import PrinterState, PrintPolicy, PrintService
from kds_tui.printing.slips import Slip
from server.wire.kitchen_messages import OrderMessage
from tests.fixtures.patience import PATIENCE
from tests.kds.printing.emulator import CUT, PrinterEmulator, printer_emulator
from tests.kds.sample_orders import changed, fired, line, meal, order, snapshot


class ScriptedKitchen(DemoKitchen):
    """A kitchen that says what the test lets it say, and notes what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[UUID] = []
        self._told: Emit | None = None
        self._before: list[Event] = []
        self._over = asyncio.Event()

    async def run(self, emit: Emit) -> None:
        self._told = emit
        for event in self._before:
            emit(event)
        await self._over.wait()

    def say(self, *events: Event) -> None:
        for event in events:
            if self._told is None:
                self._before.append(event)
            else:
                self._told(event)

    def end(self, why: str) -> None:
        self.say(LoggedOut(why))
        self._over.set()

    def look_up(self, order_ids: Sequence[UUID]) -> None:
        self.asked += order_ids


class Around:
    """When displays were seen, and what was reported."""

    def __init__(self, seen_at: datetime | None = None) -> None:
        self.seen_at, self.away = seen_at, False
        self.states: list[PrinterState] = []
        self._news = asyncio.Event()

    async def displays_seen_at(self) -> datetime | None:
        if self.away:
            raise Unreachable("nobody answers")
        return self.seen_at

    def report(self, state: PrinterState) -> None:
        self.states.append(state)
        self._news.set()

    async def told(self, state: PrinterState) -> None:
        async with asyncio.timeout(PATIENCE):
            while not self.states or self.states[-1] != state:
                self._news.clear()
                await self._news.wait()


def render(slip: Slip) -> bytes:
    """A slip in one row: kind, number, lines."""
    copy = " PERHAPS" if slip.perhaps_printed else ""
    lines = ",".join(str(one.id) for one in slip.lines)
    return f"{slip.kind} {slip.order.number} {lines}{copy}".encode() + CUT


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "RETRY_SECONDS", (0.01,))
    monkeypatch.setattr(service, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(printer, "ANSWER_SECONDS", 5.0)


@pytest.fixture
async def emulator() -> AsyncIterator[PrinterEmulator]:
    async with printer_emulator() as emulator:
        yield emulator


@asynccontextmanager
async def printing(
    emulator: PrinterEmulator,
    kitchen: ScriptedKitchen,
    journal: Path | None = None,
    policy: PrintPolicy = PrintPolicy(),  # noqa: B008  # a value
    around: Around | None = None,
) -> AsyncIterator[Around]:
    """A service that runs."""
    around = around or Around()
    one = PrintService(NetworkPrinter("127.0.0.1", emulator.port), Journal(journal), render, policy, around)
    task = asyncio.create_task(one.run(kitchen))
    try:
        yield around
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def settled(journal: Path, number: int) -> None:
    """Wait until the journal says that nothing of this order is on its way."""
    async with asyncio.timeout(PATIENCE):
        while Journal(journal).find(UUID(int=number)) is None or Journal(journal).is_under_way(
            UUID(int=number)
        ):
            await asyncio.sleep(0.01)


async def test_orders_come_out_in_turn_and_once(emulator: PrinterEmulator, tmp_path: Path) -> None:
    """From the snapshot, then as they are placed; a later snapshot, a bump and a new start print nothing again."""
    kitchen = ScriptedKitchen()
    kitchen.say(snapshot(order(2), order(1)))
    async with printing(emulator, kitchen, tmp_path / "journal"):
        assert await emulator.printed(2) == [b"ORDER 1 1", b"ORDER 2 1"]
        kitchen.say(OrderMessage(order=order(3)), snapshot(order(1), order(2), order(3)))
        kitchen.say(OrderMessage(order=changed(order(1), status="preparing")))
        await emulator.printed(3)
        await settled(tmp_path / "journal", 3)
    again = ScriptedKitchen()
    again.say(snapshot(order(1), order(2), order(3), order(4)))
    async with printing(emulator, again, tmp_path / "journal"):
        assert (await emulator.printed(4))[2:] == [b"ORDER 3 1", b"ORDER 4 1"]


async def test_a_cancellation_and_what_came_later_have_slips_of_their_own(
    emulator: PrinterEmulator, tmp_path: Path
) -> None:
    """Also where they happened while the program was not running: the server is asked what became of the order."""
    kitchen = ScriptedKitchen()
    kitchen.say(snapshot(order(1), order(2)))
    async with printing(emulator, kitchen, tmp_path / "journal"):
        await emulator.printed(2)
        await settled(tmp_path / "journal", 2)
        more = changed(order(1), items=[line(1), line(2, "Salad")])
        kitchen.say(OrderMessage(order=more), OrderMessage(order=changed(more, status="cancelled")))
        assert (await emulator.printed(3))[2:] == [b"VOID 1 1"]
        await settled(tmp_path / "journal", 1)
    later = ScriptedKitchen()
    later.say(snapshot(order(5)))
    async with printing(emulator, later, tmp_path / "journal"):
        await emulator.printed(4)
        assert later.asked == [UUID(int=2)]
        later.say(OrderMessage(order=changed(order(2), status="cancelled")))
        assert (await emulator.printed(5))[4:] == [b"VOID 2 1"]


async def test_what_is_over_is_not_asked_about_again(emulator: PrinterEmulator, tmp_path: Path) -> None:
    """Completed, or gone from the server."""
    kitchen = ScriptedKitchen()
    kitchen.say(snapshot(order(1), order(2)))
    async with printing(emulator, kitchen, tmp_path / "journal"):
        await emulator.printed(2)
        await settled(tmp_path / "journal", 2)
        kitchen.say(OrderMessage(order=changed(order(1), status="completed")), Gone(UUID(int=2)))
        kitchen.say(OrderMessage(order=order(3)))
        await emulator.printed(3)
        await settled(tmp_path / "journal", 3)
        kitchen.say(snapshot(order(3)))
        assert kitchen.asked == []


@pytest.mark.parametrize(
    ("question", "answer", "problem"), [(4, 0x72, "is out of paper"), (2, 0x16, "has its cover open")]
)
async def test_a_printer_that_is_not_ready_loses_nothing(
    emulator: PrinterEmulator, tmp_path: Path, question: int, answer: int, problem: str
) -> None:
    """It is told with the number that waits; what was cancelled meanwhile does not come out, and nothing is a copy."""
    fine = emulator.answers[question]
    emulator.answers[question] = answer
    kitchen = ScriptedKitchen()
    kitchen.say(snapshot(order(1), order(2)))
    async with printing(emulator, kitchen, tmp_path / "journal") as around:
        await around.told(PrinterState(problem, 2))
        kitchen.say(OrderMessage(order=changed(order(1), status="cancelled")))
        await around.told(PrinterState(problem, 1))
        emulator.answers[question] = fine
        assert await emulator.printed(1) == [b"ORDER 2 1"]
        await around.told(PrinterState("", 0))


async def test_a_line_cut_in_the_middle_is_printed_again_as_a_copy(
    emulator: PrinterEmulator, tmp_path: Path
) -> None:
    """Nobody knows whether it came out; after a new start of the program it is still a copy."""
    emulator.hangs_up_after = 4
    kitchen = ScriptedKitchen()
    kitchen.say(snapshot(order(1)))
    async with printing(emulator, kitchen, tmp_path / "journal") as around:
        await around.told(PrinterState("fell silent in the middle of a slip", 1))
    emulator.hangs_up_after = None
    emulator.paper.clear()
    again = ScriptedKitchen()
    again.say(snapshot(order(1), order(2)))
    async with printing(emulator, again, tmp_path / "journal"):
        assert await emulator.printed(2) == [b"ORDER 1 1 PERHAPS", b"ORDER 2 1"]


async def test_a_crash_between_paper_and_disk_is_a_copy(emulator: PrinterEmulator, tmp_path: Path) -> None:
    """The journal says that the slip was on its way, and not that it came out."""
    journal = Journal(tmp_path / "journal")
    journal.begin(order(1).id)
    kitchen = ScriptedKitchen()
    kitchen.say(snapshot(order(1)))
    async with printing(emulator, kitchen, tmp_path / "journal"):
        assert await emulator.printed(1) == [b"ORDER 1 1 PERHAPS"]


async def test_a_disk_that_refuses_is_told_and_orders_come_out(
    emulator: PrinterEmulator, tmp_path: Path
) -> None:
    """A ticket matters more than the memory of it."""
    kitchen = ScriptedKitchen()
    kitchen.say(snapshot(order(1)))
    async with printing(emulator, kitchen, tmp_path / "none" / "journal") as around:
        assert await emulator.printed(1) == [b"ORDER 1 1"]
        problem = "cannot keep what it has printed (No such file or directory): a restart prints it again"
        await around.told(PrinterState(problem, 0))


async def test_while_a_display_is_there_paper_stays_white(emulator: PrinterEmulator) -> None:
    """`display-away`: once none was connected for longer than the patience, everything open comes out."""
    policy = PrintPolicy(when="display-away", patience=timedelta(seconds=60))
    around = Around(datetime.now(UTC))
    kitchen = ScriptedKitchen()
    kitchen.say(OrderMessage(order=order(1)))
    async with printing(emulator, kitchen, None, policy, around):
        await around.told(PrinterState("", 0))
        assert emulator.connections == 0
        around.seen_at = datetime.now(UTC) - timedelta(seconds=61)
        assert await emulator.printed(1) == [b"ORDER 1 1"]


@pytest.mark.parametrize("away", [True, False])
async def test_where_nobody_can_say_whether_a_display_is_there_it_prints(
    emulator: PrinterEmulator, *, away: bool
) -> None:
    """Twice is better than never: no answer of the server, or no display ever."""
    around = Around()
    around.away = away
    kitchen = ScriptedKitchen()
    kitchen.say(OrderMessage(order=order(1)))
    async with printing(emulator, kitchen, None, PrintPolicy(when="display-away"), around):
        assert await emulator.printed(1) == [b"ORDER 1 1"]


async def test_a_login_that_has_ended_ends_it(emulator: PrinterEmulator) -> None:
    """And says why."""
    kitchen = ScriptedKitchen()
    one = PrintService(
        NetworkPrinter("127.0.0.1", emulator.port), Journal(None), render, PrintPolicy(), Around()
    )
    task = asyncio.create_task(one.run(kitchen))
    await asyncio.sleep(0)
    kitchen.end("removed")
    assert await task == "removed"


@pytest.mark.slow
async def test_a_course_that_is_fired_by_itself_comes_out_without_a_word(
    emulator: PrinterEmulator, tmp_path: Path
) -> None:
    """Nobody presses and nothing changes: the slip of the mains is printed at its moment, also after a new start."""
    kitchen = ScriptedKitchen()
    kitchen.say(snapshot(meal()))
    async with printing(emulator, kitchen, tmp_path / "journal"):
        await emulator.printed(1)
        due = fired(meal(), datetime.now(UTC) + SOON + timedelta(seconds=0.3))
        kitchen.say(OrderMessage(order=due))
        assert await emulator.printed(2) == [b"ORDER 1 1,2,3", b"FIRE 1 1"]
        await settled(tmp_path / "journal", 1)
    again = ScriptedKitchen()
    again.say(snapshot(due, order(2)))
    async with printing(emulator, again, tmp_path / "journal"):
        assert (await emulator.printed(3))[2:] == [b"ORDER 2 1"]


async def test_a_course_that_a_cook_fires_comes_out_at_once(emulator: PrinterEmulator) -> None:
    """One slip with its lines, however often the order is told."""
    kitchen = ScriptedKitchen()
    kitchen.say(snapshot(meal()))
    async with printing(emulator, kitchen):
        await emulator.printed(1)
        now = fired(meal(), datetime.now(UTC))
        kitchen.say(
            OrderMessage(order=now), OrderMessage(order=changed(now, rushed=True)), snapshot(now, order(2))
        )
        assert (await emulator.printed(3))[1:] == [b"FIRE 1 1", b"ORDER 2 1"]
