"""All printers of a program, each with its own line to the kitchen."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from aiohttp import ClientSession

from kds_tui.net.backend import Backend
from kds_tui.net.http_client import HttpClient, TokenStore
from kds_tui.net.supervision import keep_going
from kds_tui.printing.config import PrinterConfig
from kds_tui.printing.escpos_bytes import Encoding, FindFont, encode
from kds_tui.printing.journal import Journal
from kds_tui.printing.paper import PaperOptions, slip_rows
from kds_tui.printing.reporter import ServerReporter
from kds_tui.printing.service import PrinterState, PrintService, Render
from kds_tui.printing.slips import Slip

Tell = Callable[[str, PrinterState], None]
ANEW_SECONDS = 5.0
"""Between a fault of a printer's own program and its new start."""


@dataclass(frozen=True, slots=True)
class Kitchen:
    """Where printers belong: the server, the restaurant, its clock, and the login that all of them use."""

    server: str
    slug: str
    zone: tzinfo
    tokens: TokenStore


@dataclass(frozen=True, slots=True)
class Attached:
    """A printer with all that it needs: its configuration, its journal, and the events of its kitchen."""

    name: str
    config: PrinterConfig
    journal: Journal
    backend: Backend


class _TellingReporter(ServerReporter):
    """Says how the printer is here too, where the program runs."""

    def __init__(self, client: HttpClient, slug: str, name: str, tell: Tell) -> None:
        super().__init__(client, slug, name)
        self._tell, self._printer = tell, name

    def report(self, state: PrinterState) -> None:
        """Say it, and keep it for the server."""
        self._tell(self._printer, state)
        super().report(state)


def renderer(config: PrinterConfig, kitchen: Kitchen, find_font: FindFont) -> Render:
    """What makes bytes of slips for a printer."""
    options = PaperOptions(config.columns, config.station, kitchen.zone)
    encoding = Encoding(find_font, config.profile)

    def render(slip: Slip) -> bytes:
        link = f"{kitchen.server}/orders/{slip.order.id}/" if config.qr else ""
        return encode(slip_rows(slip, options, datetime.now(UTC)), encoding, config.columns, link)

    return render


async def run_printers(
    kitchen: Kitchen, printers: Sequence[Attached], find_font: FindFont, tell: Tell
) -> str:
    """Print until a login has ended; why it has."""
    async with ClientSession() as session:
        client = HttpClient(session, kitchen.server, kitchen.tokens)
        tasks = [asyncio.create_task(_run_one(kitchen, one, client, find_font, tell)) for one in printers]
        done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return next(iter(done)).result()


async def _run_one(
    kitchen: Kitchen, one: Attached, client: HttpClient, find_font: FindFont, tell: Tell
) -> str:
    """Print at one printer until the login has ended; why it has. A fault of its own is told, and the others print on."""
    reporter = _TellingReporter(client, kitchen.slug, one.name, tell)
    return await keep_going(
        lambda: _run_once(kitchen, one, reporter, find_font),
        lambda fault: reporter.report(PrinterState(fault, 0)),
        pause=ANEW_SECONDS,
    )


async def _run_once(kitchen: Kitchen, one: Attached, reporter: ServerReporter, find_font: FindFont) -> str:
    render = renderer(one.config, kitchen, find_font)
    service = PrintService(one.config.printer(), one.journal, render, one.config.policy(), reporter)
    printing = asyncio.create_task(service.run(one.backend))
    reporting = asyncio.create_task(reporter.run())
    try:
        done, _ = await asyncio.wait({printing, reporting}, return_when=asyncio.FIRST_COMPLETED)
        if reporting in done:
            reporting.result()
        return printing.result()
    finally:
        printing.cancel()
        reporting.cancel()
        await asyncio.gather(printing, reporting, return_exceptions=True)
