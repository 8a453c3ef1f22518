"""Receipt printers of a kitchen, as the programs that print speak of them."""

from typing import Annotated

from pydantic import Field

from server.wire.base import Answer, Request, SomeWords, Time, Words

PrinterName = Annotated[SomeWords, Field(min_length=1, max_length=50)]


class PrinterReport(Request):
    """How a printer is: `problem` for a person, empty where all is well; `waiting` slips that are not printed."""

    name: PrinterName
    problem: Annotated[Words, Field(max_length=200)] = ""
    waiting: Annotated[int, Field(ge=0, le=100_000)] = 0


class PrinterState(Answer):
    """A printer that its kitchen knows of."""

    name: str
    problem: str = ""
    waiting: int = 0
    told_at: Time


class DisplaysSeen(Answer):
    """When a display of the kitchen was connected last, at most some seconds old; null where none ever was."""

    seen_at: Time | None
