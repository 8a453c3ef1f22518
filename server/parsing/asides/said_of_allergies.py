"""What one text says of allergies."""

from dataclasses import dataclass, field

from server.parsing.model import Allergy

ALL = frozenset({"*"})
"""Stands for every allergy, where all are taken back."""


@dataclass(slots=True)
class Said:
    """What one text says of allergies: those it names, the codes that it takes back (`ALL`: all), and where."""

    allergies: list[Allergy] = field(default_factory=list)
    taken_back: list[frozenset[str]] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
