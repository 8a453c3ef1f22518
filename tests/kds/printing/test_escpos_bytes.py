"""Rows as a printer gets them."""

from pathlib import Path
from typing import Literal

import pytest
from pydantic import ValidationError

from kds_tui.printing.config import PrinterConfig
from kds_tui.printing.escpos_bytes import Encoding, encode
from kds_tui.printing.paper import PaperRow, Size
from server import fonts

PICTURE = b"\x1dv0"


def dejavu(_: str) -> Path:
    return fonts.REGULAR


LATIN = Encoding(dejavu)


def test_letters_go_in_the_printers_own_code_pages() -> None:
    """Reset, size and weight, the text, feed and cut."""
    got = encode([PaperRow("Crème 2€", Size.LARGE, bold=True)], LATIN, 48)
    assert got.startswith(b"\x1b@")
    assert b"\x1d!\x11" in got
    assert b"\x1bE\x01" in got
    assert b"Cr" in got
    assert got.endswith(b"\x1dV\x00")
    assert PICTURE not in got


@pytest.mark.parametrize("text", ["海老フライ", "불고기", "كباب", "สลัด"])
def test_scripts_that_the_printer_lacks_go_as_pictures(text: str) -> None:
    """As wide as the paper: 48 letters of 12 dots are 72 bytes a row."""
    got = encode([PaperRow(text)], LATIN, 48)
    assert PICTURE + b"\x00\x48\x00" in got
    assert text.encode() not in got


def test_a_word_of_a_diner_cannot_command_the_printer() -> None:
    """Control characters do not come this far; what is left is text."""
    from kds_tui.printing.paper import PaperOptions, slip_rows  # noqa: PLC0415
    from kds_tui.printing.slips import Slip, SlipKind  # noqa: PLC0415
    from tests.kds.sample_orders import NOON, line, order  # noqa: PLC0415

    evil = order(1, line(1, "Pizza", special_requests="\x1b@\x10\x14\x01\x00\x01\x1dV\x00"))
    rows = slip_rows(Slip(SlipKind.ORDER, evil, tuple(evil.items)), PaperOptions(), NOON)
    got = encode(rows, LATIN, 48)
    assert got.count(b"\x1b@") == 1
    assert got.count(b"\x1dV\x00") == 1
    assert b"\x10\x14" not in got


def test_the_code_of_the_order_stands_beneath() -> None:
    """As a picture, for printers without codes of their own."""
    plain, coded = (
        encode([PaperRow("x")], LATIN, 48, text) for text in ("", "https://example.org/orders/1/")
    )
    assert PICTURE not in plain
    assert coded.count(PICTURE) == 1


@pytest.mark.parametrize("profile", ["default", "TM-T88III", "POS-5890", "TUP500", "RP-F10-80mm"])
@pytest.mark.parametrize("columns", [32, 42, 48])
def test_pictures_are_as_wide_as_the_paper_whatever_the_profile_says(
    profile: str, columns: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """None is refused, and nothing but the slip is printed."""
    got = encode([PaperRow("불고기")], Encoding(dejavu, profile), columns, "https://example.com/orders/1/")
    assert PICTURE + bytes((0, columns * 12 // 8, 0)) in got
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("profile", "width", "columns"),
    [
        ("default", 80, 48),
        ("default", 58, 32),
        ("TM-T88III", 80, 42),
        ("TM-T88III", 58, 32),
        ("POS-5890", 80, 32),
        ("TM-L90", 80, 48),
        ("TUP500", 80, 48),
    ],
)
def test_rows_are_no_wider_than_the_printer(profile: str, width: Literal[80, 58], columns: int) -> None:
    """By the paper, and by the dots that the profile names."""
    assert PrinterConfig(address="tcp://printer", profile=profile, width=width).columns == columns


@pytest.mark.parametrize("profile", ["AF-240", "OCD-300", "nonsense"])
def test_what_is_no_printer_of_receipts_is_refused(profile: str) -> None:
    """Displays of python-escpos, and what it does not know."""
    with pytest.raises(ValidationError, match="`default` fits most printers"):
        PrinterConfig(address="tcp://printer", profile=profile)
