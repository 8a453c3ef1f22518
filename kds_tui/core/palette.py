"""The colours of tickets, for terminals of true colour, of 256 and of 16. Pure.

Each colour of a palette is one that its terminals have, so that nothing is approximated. Yellow is to be watched, red
is late, blue is new, and nothing else; every colour has a word or a sign beside it on the screen.
"""

from collections.abc import Mapping
from typing import NamedTuple

NEW, WATCH, LATE = "head-fresh", "head-warn", "head-late"


class Palette(NamedTuple):
    """Styles by name; `surface` is behind a ticket's rows, `selected` behind those of the selected one.

    `many` is behind a line of more than one.
    """

    surface: str
    selected: str
    many: str
    heads: Mapping[str, str]
    rows: Mapping[str, str]

    def style(self, name: str, *, selected: bool) -> str:
        """A style in Rich's words. `+rush` behind the name of a head turns its colours round."""
        base, _, rush = name.partition("+")
        if style := self.heads.get(base):
            return f"{style} reverse" if rush else style
        ground = self.many if base == "many" else self.selected if selected else self.surface
        return f"{self.rows[base]} on {ground}"


TRUE_COLOUR = Palette(
    surface="#1d232a",
    selected="#37404b",
    many="#515d6b",
    heads={
        "head-selected": "bold #0d1014 on #ffffff",
        "head-calm": "bold #ffffff on #48525d",
        NEW: "bold #000000 on #4fc3f7",
        WATCH: "bold #000000 on #f2c037",
        LATE: "bold #ffffff on #c62828",
        "head-ready": "bold #000000 on #43b866",
        "head-waiting": "bold italic #000000 on #b0b4ba",
        "head-cancelled": "bold #ffffff on #7d3c98",
        "head-held": "bold #000000 on #2bbbad",
        "cancelled": "bold #ffffff on #7d3c98",
        "held": "bold #000000 on #2bbbad",
        "allergy": "bold #000000 on #ff5cc8",
    },
    rows={
        "item": "bold #ffffff",
        "many": "bold #ffffff",
        "done": "#b0b8c0",
        "waits": "#b0b8c0",
        "course": "bold #c3cad1",
        "struck": "strike #cbb9d6",
        "modifier": "#cfd6dd",
        "without": "bold #6fe0e0",
        "extra": "bold #8fdc9f",
        "request": "italic #d7b8ff",
        "who": "#c3cad1",
        "words": "italic #cfd6dd",
        "other-stations": "#b8c0c9",
        "take-away": "bold reverse #e6dcc0",
        "eat-in": "bold #e6dcc0",
        "link-0": "bold #7fd4c1",
        "link-1": "bold #e3a7d0",
        "link-2": "bold #b9c8ff",
        "torn": "#b8c0c9",
        "edge": "bold #ffffff",
    },
)
COLOURS_256 = Palette(
    surface="#1c1c1c",
    selected="#303030",
    many="#585858",
    heads={
        "head-selected": "bold #000000 on #ffffff",
        "head-calm": "bold #ffffff on #444444",
        NEW: "bold #000000 on #5fd7ff",
        WATCH: "bold #000000 on #ffd700",
        LATE: "bold #ffffff on #af0000",
        "head-ready": "bold #000000 on #5fd75f",
        "head-waiting": "bold italic #000000 on #b2b2b2",
        "head-cancelled": "bold #ffffff on #870087",
        "head-held": "bold #000000 on #00d7af",
        "cancelled": "bold #ffffff on #870087",
        "held": "bold #000000 on #00d7af",
        "allergy": "bold #000000 on #ff5fd7",
    },
    rows={
        "item": "bold #ffffff",
        "many": "bold #ffffff",
        "done": "#b2b2b2",
        "waits": "#b2b2b2",
        "course": "bold #c6c6c6",
        "struck": "strike #d7afd7",
        "modifier": "#d0d0d0",
        "without": "bold #5fd7d7",
        "extra": "bold #87d787",
        "request": "italic #d7afff",
        "who": "#c6c6c6",
        "words": "italic #d0d0d0",
        "other-stations": "#bcbcbc",
        "take-away": "bold reverse #d7d7af",
        "eat-in": "bold #d7d7af",
        "link-0": "bold #5fd7af",
        "link-1": "bold #d7afd7",
        "link-2": "bold #afafff",
        "torn": "#bcbcbc",
        "edge": "bold #ffffff",
    },
)
COLOURS_16 = Palette(
    surface="#000000",
    selected="#000000",
    many="#555555",
    heads={
        "head-selected": "bold #000000 on #ffffff",
        "head-calm": "#000000 on #aaaaaa",
        NEW: "bold #ffffff on #0000aa",
        WATCH: "#000000 on #ffff55",
        LATE: "bold #ffffff on #aa0000",
        "head-ready": "#000000 on #00aa00",
        "head-waiting": "bold italic #ffffff on #555555",
        "head-cancelled": "bold #ffffff on #aa00aa",
        "head-held": "#000000 on #00aaaa",
        "cancelled": "bold #ffffff on #aa00aa",
        "held": "#000000 on #00aaaa",
        "allergy": "#000000 on #ff55ff",
    },
    rows={
        "item": "bold #ffffff",
        "many": "bold #ffffff",
        "done": "#aaaaaa",
        "waits": "#aaaaaa",
        "course": "bold #ffffff",
        "struck": "strike #aaaaaa",
        "modifier": "#aaaaaa",
        "without": "bold #55ffff",
        "extra": "bold #55ff55",
        "request": "italic #ffffff",
        "who": "#aaaaaa",
        "words": "italic #aaaaaa",
        "other-stations": "#aaaaaa",
        "take-away": "bold reverse #ffffff",
        "eat-in": "bold #ffffff",
        "link-0": "bold #55ffff",
        "link-1": "bold #ff55ff",
        "link-2": "bold #55ff55",
        "torn": "#aaaaaa",
        "edge": "bold #ffffff",
    },
)
"""The colours of a PC's text console, which many terminals use; bold is left out where it would brighten black."""


def palette_of(color_system: str | None) -> Palette:
    """The palette of a terminal, by what Rich calls its colours; without colours the brightness of true colour."""
    return {"256": COLOURS_256, "standard": COLOURS_16, "windows": COLOURS_16}.get(
        color_system or "", TRUE_COLOUR
    )
