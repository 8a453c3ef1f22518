"""A receipt printer of a kitchen."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SILENT_AFTER = timedelta(minutes=3)
"""A printer of which nothing was heard for so long is said to be silent: its program has ended, or is cut off."""


@dataclass(frozen=True, slots=True)
class Printer:
    """How a printer is, as the program that prints said it last. `problem` is empty where all is well."""

    name: str
    problem: str
    waiting: int
    told_at: datetime

    def at(self, now: datetime) -> "Printer":
        """The same as it is to be shown `now`: silence is a problem too."""
        if self.problem or now - self.told_at <= SILENT_AFTER:
            return self
        return Printer(self.name, "says nothing any more", self.waiting, self.told_at)
