"""Slips on their way to a printer that works, and to one that fails in each way."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kds_tui.core.texts import speak
from kds_tui.printing import printer
from kds_tui.printing.printer import FilePrinter, NetworkPrinter, NotReady, Unsure, UsbPrinter, printer_at
from tests.kds.printing.emulator import CUT, PrinterEmulator, printer_emulator

SLIP = b"#23\n" + b"x" * 10_000 + CUT


@pytest.fixture
async def emulator() -> AsyncIterator[PrinterEmulator]:
    async with printer_emulator() as emulator:
        yield emulator


def over(emulator: PrinterEmulator, *, asks: bool = True) -> NetworkPrinter:
    return NetworkPrinter("127.0.0.1", emulator.port, asks=asks)


async def test_a_slip_comes_out_whole(emulator: PrinterEmulator) -> None:
    """And the call returns only when it has."""
    await over(emulator).print(SLIP)
    assert bytes(emulator.paper) == SLIP


@pytest.mark.parametrize(
    ("question", "answer", "says"),
    [
        (4, 0x72, "is out of paper"),
        (2, 0x16, "has its cover open"),
        (2, 0x32, "is out of paper"),
        (3, 0x1A, "has a fault of its cutter"),
        (3, 0x32, "reports an error"),
        (1, 0x1A, "is offline"),
    ],
)
async def test_a_printer_that_is_not_ready_gets_no_byte(
    emulator: PrinterEmulator, question: int, answer: int, says: str
) -> None:
    """Paper, cover, cutter, error, offline: each is named."""
    emulator.answers[question] = answer
    with pytest.raises(NotReady, match=says):
        await over(emulator).print(SLIP)
    assert emulator.paper == b""


async def test_what_is_wrong_is_said_in_the_language_of_the_kitchen(emulator: PrinterEmulator) -> None:
    """It goes on after the printer's name, on the displays too."""
    speak("de")
    emulator.answers[4] = 0x72
    with pytest.raises(NotReady, match="hat kein Papier"):
        await over(emulator).print(SLIP)


async def test_an_address_at_which_nobody_is() -> None:
    """No byte has gone out."""
    async with printer_emulator() as gone:
        port = gone.port
    with pytest.raises(NotReady, match="cannot be reached"):
        await NetworkPrinter("127.0.0.1", port).print(SLIP)


async def test_a_printer_that_answers_nothing(
    emulator: PrinterEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked before a byte of the slip goes out; told that it never answers, what was sent counts."""
    emulator.silent = True
    with monkeypatch.context() as short:
        short.setattr(printer, "ANSWER_SECONDS", 0.2)
        with pytest.raises(NotReady, match="does not answer"):
            await over(emulator).print(SLIP)
    emulator.silent = False
    await over(emulator, asks=False).print(SLIP)


async def test_a_line_that_is_cut_in_the_middle(emulator: PrinterEmulator) -> None:
    """Nobody knows what came out."""
    emulator.hangs_up_after = 100
    with pytest.raises(Unsure):
        await over(emulator).print(SLIP)


async def test_a_slip_that_is_never_confirmed(
    emulator: PrinterEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paper that ran out in the middle: the printer holds the rest and does not answer."""
    monkeypatch.setattr(printer, "PRINT_SECONDS", 0.3)
    emulator.never_confirms = True
    with pytest.raises(Unsure):
        await over(emulator).print(SLIP)


async def test_an_answer_to_a_question_in_a_picture_is_no_confirmation(
    emulator: PrinterEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes of a picture that read as a status question are answered at once by the printer."""
    emulator.confirmation = b"\x12\x16"
    with monkeypatch.context() as short:
        short.setattr(printer, "PRINT_SECONDS", 0.3)
        with pytest.raises(Unsure):
            await over(emulator).print(SLIP)
    emulator.confirmation = b"\x12\x00"
    await over(emulator).print(SLIP)


async def test_a_file_is_appended_to(tmp_path: Path) -> None:
    """So is a device of the system; one that does not exist gets nothing."""
    await FilePrinter(tmp_path / "paper").print(b"one")
    await FilePrinter(tmp_path / "paper").print(b"two")
    assert (tmp_path / "paper").read_bytes() == b"onetwo"
    with pytest.raises(NotReady, match="No such file"):
        await FilePrinter(tmp_path / "none" / "paper").print(b"one")


async def test_a_device_that_refuses_is_unsure() -> None:
    """It took bytes, or not: a full device."""
    with pytest.raises(Unsure):
        await FilePrinter(Path("/dev/full")).print(b"one")


async def test_a_usb_printer_that_is_not_there() -> None:
    """Nothing has gone out."""
    with pytest.raises(NotReady):
        await UsbPrinter(0x04B8, 0xFFFF).print(b"one")


@pytest.mark.parametrize(
    ("address", "kind", "place"),
    [
        ("tcp://192.168.1.50", NetworkPrinter, ("192.168.1.50", 9100)),
        ("tcp://printer.local:9101", NetworkPrinter, ("printer.local", 9101)),
        ("tcp://[fe80::1]:9101", NetworkPrinter, ("fe80::1", 9101)),
        ("tcp://[fe80::1]", NetworkPrinter, ("fe80::1", 9100)),
    ],
)
def test_network_addresses(address: str, kind: type, place: tuple[str, int]) -> None:
    """With the usual port where none is said."""
    found = printer_at(address)
    assert isinstance(found, kind)
    assert isinstance(found, NetworkPrinter)
    assert (found.host, found.port) == place


def test_other_addresses() -> None:
    """USB by its two numbers, files by their path."""
    assert isinstance(printer_at("usb://04b8:0e15"), UsbPrinter)
    assert isinstance(printer_at("file:/dev/usb/lp0"), FilePrinter)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        *((address, "must be tcp://HOST:PORT, usb://") for address in ("", "tcp://", "printer", "file:")),
        ("http://printer", "must be tcp://HOST:PORT, usb://"),
        *(
            (f"tcp://{place}", "a port of 1 to 65535")
            for place in (
                "a:b",
                "a:0",
                "a:65536",
                "a:-5",
                "a:9100/x",
                "a b",
                "fe80::1",
                ":9100",
                "[]:1",
                "a:",
            )
        ),
        *(
            (f"usb://{place}", "as `lsusb` shows them")
            for place in ("", "zz:1", "1", "1:", "12345:1", "1:12345", "-1:1")
        ),
        ("/dev/usb/lp0", "file:/dev/usb/lp0"),
    ],
)
def test_what_is_no_address(address: str, says: str) -> None:
    """Each is refused in words that say how it is to be, before anything is connected to."""
    with pytest.raises(ValueError, match=re.escape(says)):
        printer_at(address)


@pytest.mark.parametrize("port", [1, 65535])
def test_the_first_and_the_last_port(port: int) -> None:
    """Are addresses."""
    found = printer_at(f"tcp://printer:{port}/")
    assert isinstance(found, NetworkPrinter)
    assert (found.host, found.port) == ("printer", port)
