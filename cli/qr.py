"""QR codes: drawn in the terminal, and as files."""

import sys
from pathlib import Path
from typing import Any

import click
import segno

from cli.errors import CliError, Exit
from cli.texts import gettext

BORDER_MODULES = 4
"""The quiet zone around a code, from ISO/IEC 18004."""

PNG_SCALE = 12
_BLACK_ON_WHITE = "\x1b[38;5;16;48;5;231m"
_RESET = "\x1b[0m"


def code(url: str) -> Any:
    """The QR code of `url`: error correction M, or better where that makes it no larger."""
    return segno.make(url, error="m", boost_error=True, micro=False)


def draw(url: str) -> None:
    """Draw the code on stdout where that is a terminal; nothing elsewhere."""
    if sys.stdout.isatty():
        click.echo(drawing(url), nl=False)


def drawing(url: str) -> str:
    """The code as lines of half blocks, black on white whatever the terminal's colours."""
    modules = [list(row) for row in code(url).matrix_iter(border=2)]
    if len(modules) % 2:
        modules.append([0] * len(modules[0]))
    lines = (
        "".join(map(_half_block, upper, lower))
        for upper, lower in zip(modules[::2], modules[1::2], strict=True)
    )
    return "".join(f"{_BLACK_ON_WHITE}{line}{_RESET}\n" for line in lines)


def _half_block(upper: int, lower: int) -> str:
    return " ▄▀█"[2 * bool(upper) + bool(lower)]


def save(url: str, path: Path) -> None:
    """Write the code to `path`, whose suffix says how: .svg, .png (1 module = 12 pixels) or .pdf."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in {"svg", "png", "pdf"}:
        raise CliError(
            gettext("{path} is neither .svg nor .png nor .pdf.").format(path=path),
            unchanged=gettext("Nothing was written."),
            todo=gettext("Give the file one of these endings."),
            code=Exit.USAGE,
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    code(url).save(str(path), kind=kind, border=BORDER_MODULES, scale=PNG_SCALE if kind == "png" else 4)
