"""What the words of a zone have said so far about those to come."""

from dataclasses import dataclass, field
from typing import get_args

from server.domain.menu import Modifier, ModifierGroup
from server.parsing.draft import Draft
from server.wire.vocabulary import Amount

_AMOUNTS: tuple[str, ...] = get_args(Amount)


@dataclass(slots=True)
class State:
    """Negations, amounts and counts that wait for the thing that they are about.

    `negation` is "no", "remove" (carries on over "and") or "instead" (what is not meant any more). `loosely` is how far
    it carries from here: "" fully, "and" over what may be listed on, "next" over what comes with the dish only.
    `listed_to` is the end of a list that it is about as a whole: "no mayo, lettuce or tomato".
    """

    negation: str = ""
    loosely: str = ""
    listed_to: int = -1
    first_default_refused: bool = False
    amount: str = ""
    amount_at: int = -1
    count: int = 0
    more: bool = False
    wanted: bool = False
    adding: bool = False
    making: bool = False
    correcting: bool = False
    changing: bool = False
    last: tuple[int, Draft, Modifier, ModifierGroup] | None = None
    targets: list[Draft] = field(default_factory=list)

    def refuse(self, how: str, listed_to: int = -1) -> None:
        """What follows is not wanted."""
        self.negation, self.loosely, self.listed_to = how, "", listed_to
        self.first_default_refused = False

    def positive(self) -> None:
        """What follows is wanted."""
        self.negation, self.loosely = "", ""

    def loosen(self, how: str, at: int) -> None:
        """A negation carries less far from span `at` on, unless a list goes on to there."""
        if self.negation and at > self.listed_to:
            self.loosely = how

    def take_amount(self) -> str:
        """The amount that waits, used up."""
        amount, self.amount, self.amount_at = self.amount, "", -1
        return amount


def as_amount(text: str) -> Amount:
    """An amount as the wire contract names it; anything else is "regular"."""
    return text if text in _AMOUNTS else "regular"  # type: ignore[return-value]
