"""What lint finds: kinds, how bad each is, and how a finding reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "same_name",
    "indistinguishable",
    "colliding_options",
    "impossible_group",
    "no_default",
    "no_price",
    "no_allergens",
    "empty",
    "number_as_alias",
    "number_in_name",
    "common_word",
    "empty_group",
    "name_within",
    "odd_price",
    "no_photo",
    "unknown_allergen",
    "no_station",
    "part_asks",
    "goes_with_hidden",
    "untranslated",
    "draft",
    "outdated",
    "no_tax",
    "unused_tax",
]
Severity = Literal["error", "warning", "note"]
WORST_FIRST: tuple[Severity, ...] = ("error", "warning", "note")
SEVERITY: dict[Kind, Severity] = {
    "same_name": "warning",
    "indistinguishable": "error",
    "colliding_options": "warning",
    "impossible_group": "error",
    "no_default": "note",
    "no_price": "warning",
    "no_allergens": "note",
    "empty": "note",
    "number_as_alias": "warning",
    "number_in_name": "warning",
    "common_word": "warning",
    "empty_group": "warning",
    "name_within": "note",
    "odd_price": "warning",
    "no_photo": "note",
    "unknown_allergen": "warning",
    "no_station": "warning",
    "part_asks": "warning",
    "goes_with_hidden": "note",
    "untranslated": "note",
    "draft": "note",
    "outdated": "warning",
    "no_tax": "warning",
    "unused_tax": "note",
}
"""An error cannot be ordered, a warning will be misunderstood, a note is worth a look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: `where` as `Pizza / Margherita`, `message` as a sentence with what to do."""

    kind: Kind
    where: str
    message: str

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return SEVERITY[self.kind]


def listed(names: Iterable[str], most: int = 8) -> str:
    """`Tea, Coffee and Milk`; no more than `most` by name."""
    written = list(names)
    if len(written) > most:
        return f"{', '.join(written[:most])} and {len(written) - most} more"
    return " and ".join([", ".join(written[:-1]), written[-1]] if len(written) > 1 else written)
