"""Faults of the program itself: what they stop is one slip, or one printer for a moment, never the others."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC
from pathlib import Path

import pytest

from kds_tui.printing import run
from kds_tui.printing.config import PrinterConfig
from kds_tui.printing.escpos_bytes import FindFont
from kds_tui.printing.journal import Journal
from kds_tui.printing.run import Attached, Kitchen, Tell, run_printers
from kds_tui.printing.service import PrinterState, PrintPolicy, PrintService, Render
from kds_tui.printing.slips import Slip
from server import fonts
from server.wire.kitchen_messages import OrderMessage
from tests.fixtures.patience import PATIENCE
from tests.kds.net.connections import MemoryTokens
from tests.kds.printing.emulator import CUT, PrinterEmulator, printer_emulator
from tests.kds.printing.test_service import Around, ScriptedKitchen
from tests.kds.sample_orders import changed, line, order, snapshot

FAULT = "cannot print #1: a fault of the program (ZeroDivisionError at test_faults.py:"


def breaks_on_soup(slip: Slip) -> bytes:
    """A slip with soup in it cannot be made."""
    if any(one.name == "Soup" for one in slip.lines):
        raise ZeroDivisionError("of the diner's own words")
    return f"{slip.kind} {slip.order.number}".encode() + CUT


async def test_a_slip_that_cannot_be_made_is_told_and_the_others_come_out() -> None:
    """Named by number, with no diner's word; it comes out once the order has changed, and nothing is told any more."""
    kitchen, around = ScriptedKitchen(), Around()
    soup = order(1, line(1, "Soup"))
    kitchen.say(snapshot(soup, order(2)))
    async with printer_emulator() as emulator:
        printer = PrinterConfig(address=f"tcp://127.0.0.1:{emulator.port}").printer()
        service = PrintService(printer, Journal(None), breaks_on_soup, PrintPolicy(), around)
        task = asyncio.create_task(service.run(kitchen))
        assert await emulator.printed(1) == [b"ORDER 2"]
        await until(lambda: bool(around.states) and around.states[-1].waiting == 1)
        assert around.states[-1].problem.startswith(FAULT)
        assert "diner" not in around.states[-1].problem
        kitchen.say(OrderMessage(order=changed(soup, items=[line(1, "Broth")])))
        assert await emulator.printed(2) == [b"ORDER 2", b"ORDER 1"]
        await around.told(PrinterState("", 0))
        await ended(task)


async def test_an_order_that_could_not_be_printed_and_is_over_is_told_of_no_more() -> None:
    """There is nothing left to do about it."""
    kitchen, around = ScriptedKitchen(), Around()
    soup = order(1, line(1, "Soup"))
    kitchen.say(snapshot(soup))
    async with printer_emulator() as emulator:
        printer = PrinterConfig(address=f"tcp://127.0.0.1:{emulator.port}").printer()
        task = asyncio.create_task(
            PrintService(printer, Journal(None), breaks_on_soup, PrintPolicy(), around).run(kitchen)
        )
        await until(lambda: bool(around.states) and around.states[-1].waiting == 1)
        kitchen.say(OrderMessage(order=changed(soup, status="completed")))
        await around.told(PrinterState("", 0))
        assert emulator.slips == []
        await ended(task)


async def test_one_printer_that_breaks_down_is_started_anew_and_the_others_print_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is wrong with the first says so; the second prints meanwhile; the first prints after its new start."""
    monkeypatch.setattr(run, "ANEW_SECONDS", 0.01)
    starts: list[str] = []

    def renderer(config: PrinterConfig, kitchen: Kitchen, find_font: FindFont) -> Render:
        del kitchen, find_font
        starts.append(config.station or "")
        if starts.count("broken") == 1 and config.station == "broken":
            raise KeyError("what no one expected")
        return breaks_on_soup

    monkeypatch.setattr(run, "renderer", renderer)
    said: list[tuple[str, PrinterState]] = []
    async with printer_emulator() as first, printer_emulator() as second:
        printers = [attached("broken", first), attached("good", second)]
        task = asyncio.create_task(run_printers(*program(printers, lambda *told: said.append(told))))
        assert await second.printed(1) == [b"ORDER 2"]
        assert await first.printed(1) == [b"ORDER 2"]
        await ended(task)
    told = [state.problem for name, state in said if name == "broken" and state.problem]
    assert len(told) == 1
    assert told[0].startswith("a fault of the program (KeyError at test_faults.py:")
    assert told[0].endswith("; it is begun again")


async def test_a_login_that_has_ended_ends_the_program() -> None:
    """And says why."""
    async with printer_emulator() as emulator:
        one = attached("bar", emulator)
        assert isinstance(one.backend, ScriptedKitchen)
        one.backend.end("removed from the restaurant")
        why = await asyncio.wait_for(run_printers(*program([one], lambda *_: None)), PATIENCE)
    assert why == "removed from the restaurant"


def attached(station: str, emulator: PrinterEmulator) -> Attached:
    """A printer of a kitchen with one order that has lines of this station and of none."""
    kitchen = ScriptedKitchen()
    kitchen.say(snapshot(order(2, line(1, station=station))))
    address = f"tcp://127.0.0.1:{emulator.port}"
    return Attached(station, PrinterConfig(address=address, station=station), Journal(None), kitchen)


def program(printers: list[Attached], tell: Tell) -> tuple[Kitchen, list[Attached], FindFont, Tell]:
    """What the program needs; its server answers nothing."""
    kitchen = Kitchen("http://127.0.0.1:1", "luigis", UTC, MemoryTokens(""))
    return kitchen, printers, find_font, tell


def find_font(text: str) -> Path:
    del text
    return fonts.REGULAR


async def until(fits: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not fits():
            await asyncio.sleep(0.01)


async def ended(task: "asyncio.Task[str]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
