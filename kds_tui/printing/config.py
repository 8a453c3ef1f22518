"""The printers of a kitchen: one given on the command line, or several in a file."""

import re
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from escpos.capabilities import CAPABILITIES
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from kds_tui.printing.escpos_bytes import DOTS, paper_dots
from kds_tui.printing.paper import COLUMNS
from kds_tui.printing.printer import Printer, printer_at
from kds_tui.printing.service import PrintPolicy, When

MISTAKES = {
    "extra_forbidden": "is no setting that is known here",
    "missing": "is missing",
    "dict_type": "must be a table of settings, [printers.NAME]",
    "model_type": "must be a table of settings, [printers.NAME]",
    "bool_parsing": "must be true or false",
}
"""The library's types of mistakes of which its own words say nothing to who wrote the file."""
FEWEST_DOTS = COLUMNS[58] * DOTS
NAME = re.compile(r"[\w .-]{1,50}")


class PrinterConfigError(Exception):
    """The file cannot be used; the message names every mistake, for a person."""


class PrinterConfig(BaseModel):
    """One printer. `status` False: it answers no questions. `after`: seconds without a display, for display-away."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: str
    station: str | None = None
    when: When = "always"
    after: Annotated[int, Field(ge=5, le=3600)] = 60
    width: Literal[80, 58] = 80
    profile: str = "default"
    status: bool = True
    qr: bool = True

    @field_validator("address")
    @classmethod
    def _leads_somewhere(cls, address: str) -> str:
        printer_at(address)
        return address

    @field_validator("station")
    @classmethod
    def _in_small_letters(cls, station: str | None) -> str | None:
        return station.strip().lower() or None if station else None

    @field_validator("profile")
    @classmethod
    def _is_known(cls, profile: str) -> str:
        if profile not in CAPABILITIES["profiles"]:
            raise ValueError(f"python-escpos knows no profile {profile!r}: `default` fits most printers")
        if (paper_dots(profile) or FEWEST_DOTS) < FEWEST_DOTS:
            raise ValueError(f"{profile!r} is no printer of receipts: `default` fits most printers")
        return profile

    def printer(self) -> Printer:
        """The printer itself."""
        return printer_at(self.address, asks=self.status)

    def policy(self) -> PrintPolicy:
        """What it prints, and when."""
        return PrintPolicy(self.station, self.when, timedelta(seconds=self.after))

    @property
    def columns(self) -> int:
        """Letters of a row: as many as the paper has room for, and the printer has dots for where its profile says."""
        dots = paper_dots(self.profile)
        return min(COLUMNS[self.width], dots // DOTS) if dots else COLUMNS[self.width]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    printers: Annotated[dict[str, PrinterConfig], Field(min_length=1, max_length=20)]

    @field_validator("printers")
    @classmethod
    def _are_named(cls, printers: dict[str, PrinterConfig]) -> dict[str, PrinterConfig]:
        for name in printers:
            require_printer_name(name)
        return printers


def require_printer_name(name: str) -> None:
    """ValueError where a printer cannot be called so."""
    if not NAME.fullmatch(name) or not name.strip():
        raise ValueError(f"{name!r} is no name of a printer: 1 to 50 letters, digits, blanks, dots, hyphens")


def read_printers(path: Path) -> dict[str, PrinterConfig]:
    """The printers of a file, by name. PrinterConfigError names every mistake in it."""
    try:
        return _File.model_validate(tomllib.loads(path.read_text("utf-8"))).printers
    except OSError as failure:
        raise PrinterConfigError(f"{path} cannot be read: {failure.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as mistake:
        raise PrinterConfigError(f"{path} is no TOML: {mistake}.") from None
    except ValidationError as mistakes:
        raise PrinterConfigError(f"{path}: {mistakes_in(mistakes)}") from None


def mistakes_in(mistakes: ValidationError) -> str:
    """All mistakes in words, one after the other."""
    return "; ".join(
        f"{'.'.join(str(part) for part in one['loc'])}: {_in_words(one)}" for one in mistakes.errors()
    )


def _in_words(mistake: ErrorDetails) -> str:
    words = MISTAKES.get(mistake["type"], mistake["msg"])
    return words.removeprefix("Value error, ").replace("Input should be", "must be")
