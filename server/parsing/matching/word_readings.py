"""How one word may be read against a menu, wherever it stands; found out once and remembered with the menu's words."""

from dataclasses import dataclass

Reading = tuple[tuple[str, ...], float]
"""Words that one word is read as, and what that costs."""

MAX_REMEMBERED = 1024
"""Words whose readings are remembered for one menu and language, at most."""


@dataclass(slots=True)
class WordReadings:
    """`corrected` are the words that an unknown one may be a slip of, or sounds like; None until they are looked up."""

    as_it_is: list[Reading]
    is_known: bool
    elided: list[Reading]
    corrected: list[Reading] | None = None
