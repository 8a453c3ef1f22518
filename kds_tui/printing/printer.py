"""Printers: bytes go out, and it is known whether they came out on paper.

Epson's ESC/POS has two questions that nearly every network printer answers: `DLE EOT n` at once, whatever it does, and
`GS r 1` in its turn. The first says before a slip whether paper, cover and cutter are right; the second comes back only when
all before it was printed.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from kds_tui.core.texts import gettext, gettext_noop

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 3.0
PRINT_SECONDS = 60.0
"""A printer that is silent for this long in the middle of a slip has lost it, for all that we know."""
PIECE = 4096
PORT = 9100
MOST_PORT = 65535
TCP_PLACE = re.compile(
    r"(?:\[(?P<six>[0-9A-Fa-f:.%\w]+)\]|(?P<host>[^\s:/\[\]]+))(?::(?P<port>[0-9]{1,5}))?/?", re.ASCII
)
USB_PLACE = re.compile(r"(?:0x)?([0-9a-fA-F]{1,4}):(?:0x)?([0-9a-fA-F]{1,4})/?", re.ASCII)

STATUS, OFFLINE_CAUSE, ERROR_CAUSE, PAPER = (bytes((0x10, 0x04, n)) for n in (1, 2, 3, 4))
IN_TURN = b"\x1dr\x01"
AT_ONCE_BITS = 0x90
"""Of these bits one is set in each answer to `DLE EOT`, and none in that to `GS r`."""
FAULTS: tuple[tuple[bytes, int, str], ...] = (
    (PAPER, 0x60, gettext_noop("is out of paper")),
    (OFFLINE_CAUSE, 0x04, gettext_noop("has its cover open")),
    (OFFLINE_CAUSE, 0x20, gettext_noop("is out of paper")),
    (ERROR_CAUSE, 0x08, gettext_noop("has a fault of its cutter")),
    (ERROR_CAUSE, 0x64, gettext_noop("reports an error")),
    (STATUS, 0x08, gettext_noop("is offline")),
)
"""Questions, the bits of their answers that are bad news, and what they mean (Epson, ESC/POS reference, DLE EOT)."""


class NotReady(Exception):
    """Nothing was printed: no byte has gone out. `str()` is for a person and goes on after the printer's name."""


class Unsure(Exception):
    """Bytes have gone out, and nobody knows whether they came out on paper."""


class Printer(Protocol):
    """Something that prints slips."""

    async def print(self, slip: bytes) -> None:
        """Return when the slip is on paper. NotReady or Unsure otherwise."""


class NetworkPrinter:
    """A printer at a TCP port. `asks` False: one that answers no questions, so that what was sent counts as printed."""

    def __init__(self, host: str, port: int = PORT, *, asks: bool = True) -> None:
        self.host, self.port, self._asks = host, port, asks

    async def print(self, slip: bytes) -> None:
        """See `Printer.print`."""
        async with self._connected() as (reader, writer):
            if self._asks:
                await _require_ready(reader, writer)
            try:
                await _send(slip, writer)
                if self._asks:
                    await _until_printed(reader, writer)
            except (OSError, TimeoutError, asyncio.IncompleteReadError) as failure:
                raise Unsure(gettext("fell silent in the middle of a slip")) from failure

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                reader, writer = await asyncio.open_connection(self.host, self.port)
        except (OSError, TimeoutError) as failure:
            raise NotReady(gettext("cannot be reached at its address")) from failure
        try:
            yield reader, writer
        finally:
            writer.close()


async def _require_ready(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    for question, bits, meaning in FAULTS:
        try:
            answer = await _ask(question, reader, writer, ANSWER_SECONDS)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as failure:
            raise NotReady(gettext("does not answer (`status = false` where it never does)")) from failure
        if answer & bits:
            raise NotReady(gettext(meaning))


async def _ask(
    question: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float
) -> int:
    async with asyncio.timeout(seconds):
        writer.write(question)
        await writer.drain()
        return (await reader.readexactly(1))[0]


async def _until_printed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Wait for the answer that comes in its turn.

    A picture may hold the bytes of a question that is answered at once: such answers are known by their fixed bits.
    """
    answer = await _ask(IN_TURN, reader, writer, PRINT_SECONDS)
    async with asyncio.timeout(PRINT_SECONDS):
        while answer & AT_ONCE_BITS:
            answer = (await reader.readexactly(1))[0]


async def _send(slip: bytes, writer: asyncio.StreamWriter) -> None:
    """Send in pieces, each within PRINT_SECONDS: a slow printer takes them as it prints."""
    for start in range(0, len(slip), PIECE):
        async with asyncio.timeout(PRINT_SECONDS):
            writer.write(slip[start : start + PIECE])
            await writer.drain()


class FilePrinter:
    """A printer that is a file: `/dev/usb/lp0`, a serial line, or a file to look at. It answers nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def print(self, slip: bytes) -> None:
        """See `Printer.print`."""
        try:
            file = await asyncio.to_thread(self._path.open, "ab", 0)
        except OSError as failure:
            raise NotReady(gettext("cannot be opened: %s") % failure.strerror) from failure
        try:
            async with asyncio.timeout(PRINT_SECONDS):
                await asyncio.to_thread(file.write, slip)
        except (OSError, TimeoutError) as failure:
            raise Unsure(gettext("fell silent in the middle of a slip")) from failure
        finally:
            file.close()


class UsbPrinter:
    """A printer on USB that the system has no device for, by the vendor's and the product's number."""

    def __init__(self, vendor: int, product: int) -> None:
        self._vendor, self._product = vendor, product

    async def print(self, slip: bytes) -> None:
        """See `Printer.print`."""
        await asyncio.to_thread(self._print, slip)

    def _print(self, slip: bytes) -> None:
        from escpos.exceptions import Error  # noqa: PLC0415  # lazy: USB alone needs it
        from escpos.printer import Usb  # noqa: PLC0415

        try:
            device = Usb(self._vendor, self._product, timeout=int(PRINT_SECONDS * 1000))
            device.open()
        except (Error, OSError, RuntimeError, ValueError) as failure:
            raise NotReady(gettext("is not found on USB: %s") % failure) from failure
        try:
            device._raw(slip)  # noqa: SLF001  # as its documentation has it
        except (Error, OSError) as failure:
            raise Unsure(gettext("fell silent in the middle of a slip")) from failure
        finally:
            device.close()


def printer_at(address: str, *, asks: bool = True) -> Printer:
    """The printer at `tcp://HOST[:PORT]`, `usb://VENDOR:PRODUCT` (hexadecimal) or `file:PATH`. ValueError otherwise."""
    kind, _, rest = address.partition(":")
    place = rest.removeprefix("//")
    match kind:
        case "tcp" if place:
            return NetworkPrinter(*_host_and_port(place), asks=asks)
        case "usb":
            return UsbPrinter(*_usb_numbers(place))
        case "file" if place:
            return FilePrinter(Path(place))
    if address.startswith("/"):
        raise ValueError(f"must say what kind it is: file:{address}")
    raise ValueError("must be tcp://HOST:PORT, usb://VENDOR:PRODUCT or file:PATH")


def _host_and_port(place: str) -> tuple[str, int]:
    found = TCP_PLACE.fullmatch(place)
    port = int(found["port"] or PORT) if found else 0
    if found is None or not 1 <= port <= MOST_PORT:
        raise ValueError(
            f"must be tcp://HOST or tcp://HOST:PORT with a port of 1 to {MOST_PORT}, such as tcp://192.168.1.50:9100"
        )
    return found["six"] or found["host"], port


def _usb_numbers(place: str) -> tuple[int, int]:
    found = USB_PLACE.fullmatch(place)
    if found is None:
        raise ValueError(
            "must be usb://VENDOR:PRODUCT, both of up to four digits of 0-9 and a-f, as `lsusb` shows them"
        )
    return int(found[1], 16), int(found[2], 16)
