"""What one text says of allergies."""

from dataclasses import dataclass, field

from server.parsing.asides.denials import Denial
from server.parsing.model import Allergy

MAX_TEXT = 300
"""Characters of an allergy's words, at most."""


@dataclass(slots=True)
class Said:
    """What one text says of allergies: those it names, those that it denies, and where.

    `untold` are those of the allergies that do not say what they are about; `doubtful` are places that may be an order too.
    """

    allergies: list[Allergy] = field(default_factory=list)
    taken_back: list[Denial] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    untold: list[Allergy] = field(default_factory=list)
    doubtful: list[tuple[int, int]] = field(default_factory=list)
