"""How one word may be read against a menu, wherever it stands; found out once and remembered with the menu's words."""

from dataclasses import dataclass, field

Reading = tuple[tuple[str, ...], int, float]
"""Words that are read, how many words of the text stand for them, and what that costs."""

MAX_REMEMBERED = 1024
"""Words whose readings are remembered for one menu and language, at most."""


@dataclass(slots=True)
class WordReadings:
    """What one word may be read as; `may_join`: it begins a longer word of the menu, which may be written as two.

    `corrected` are the words that an unknown one may be a slip of, or sounds like; None until they are looked up.

    `plain` are all the others.
    """

    as_it_is: list[Reading]
    is_known: bool
    elided: list[Reading]
    may_join: bool = False
    corrected: list[Reading] | None = None
    plain: list[Reading] = field(init=False)

    def __post_init__(self) -> None:
        self.plain = [*self.as_it_is, *self.elided]
