"""Printers of a real server: an order placed is an order on paper, and paper that is out is on the displays."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from kds_tui.net.connection import Connection
from kds_tui.net.outbox import Outbox
from kds_tui.printing import service
from kds_tui.printing.config import PrinterConfig
from kds_tui.printing.journal import Journal
from kds_tui.printing.run import Attached, Kitchen, run_printers
from kds_tui.printing.service import PrinterState
from server import fonts
from tests.fixtures.api import Place
from tests.fixtures.patience import PATIENCE
from tests.kds.net.connections import MemoryTokens
from tests.kds.printing.emulator import PrinterEmulator, printer_emulator
from tests.kitchen.test_socket import heard, screen


@asynccontextmanager
async def running(
    server: TestServer, place: Place, emulator: PrinterEmulator, journal: Path
) -> AsyncIterator[list[tuple[str, PrinterState]]]:
    """A program with one printer, and what it said."""
    address = str(server.make_url("/")).rstrip("/")
    kitchen = Kitchen(address, place.slug, UTC, MemoryTokens(str(place.owner.token)))
    config = PrinterConfig(address=f"tcp://127.0.0.1:{emulator.port}", qr=False)
    backend = Connection(address, place.slug, kitchen.tokens, Outbox(None))
    said: list[tuple[str, PrinterState]] = []
    one = Attached("bar", config, Journal(journal), backend)
    task = asyncio.create_task(
        run_printers(kitchen, [one], lambda _: fonts.REGULAR, lambda *told: said.append(told))
    )
    try:
        yield said
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_an_order_comes_out_and_its_cancellation_after_it(
    server: TestServer, restaurant: Place, tmp_path: Path
) -> None:
    """With number, dishes, allergy and wishes as the diner said them."""
    async with printer_emulator() as emulator, running(server, restaurant, emulator, tmp_path / "journal"):
        placed = (
            await restaurant.order(
                raw_input="x", note="together", allergies=[{"text": "no nuts please", "allergens": ["nuts"]}]
            )
        ).body
        (slip,) = await emulator.printed(1)
        assert f"#{placed['number']}\n".encode() in slip
        for words in (b"ALLERGY: NUTS", b"no nuts please", b"together", placed["items"][0]["name"].encode()):
            assert words in slip
        path = f"/api/kitchen/orders/{placed['id']}/"
        await restaurant.owner.patch(path, {"status": "cancelled", "reason": "no more dough"})
        _, void = await emulator.printed(2)
        assert b" VOID \n" in void
        assert b"no more dough" in void


async def test_paper_that_is_out_is_said_on_the_displays(
    server: TestServer, restaurant: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And gone from them once there is paper and everything is printed."""
    monkeypatch.setattr(service, "RETRY_SECONDS", (0.05,))
    async with printer_emulator() as emulator, screen(restaurant.owner, restaurant.slug) as display:
        await heard(display, "snapshot")
        emulator.answers[4] = 0x72
        async with running(server, restaurant, emulator, tmp_path / "journal") as said:
            await restaurant.order()
            while (await told_printer(display))["problem"] != "is out of paper":
                continue
            emulator.answers[4] = 0x12
            await emulator.printed(1)
            while (await told_printer(display))["problem"]:
                continue
    assert ("bar", PrinterState("is out of paper", 1)) in said
    assert said[-1] == ("bar", PrinterState("", 0))


async def told_printer(display: object) -> dict[str, object]:
    """The printer in the next snapshot that has one; orders in between are passed over."""
    while True:
        message = await asyncio.wait_for(display.receive_json(), PATIENCE)  # type: ignore[attr-defined]
        if message["type"] == "snapshot" and message["printers"]:
            return dict(message["printers"][0])
