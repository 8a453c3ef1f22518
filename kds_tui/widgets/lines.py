"""The single rows around the wall: head, banner, what is sold out, and the foot."""

from dataclasses import dataclass

from rich.text import Text
from textual.widget import Widget

from kds_tui.keymap import KeyMap
from kds_tui.plain import ends, fit

HINTS = (
    ("bump", "bump"),
    ("help", "help"),
    ("bump_line", "line"),
    ("undo", "undo"),
    ("recall", "recall"),
    ("rush", "rush"),
    ("all_day", "all-day"),
    ("eighty_six", "86"),
    ("station", "station"),
    ("find", "find"),
    ("words", "words"),
    ("mute", "sound"),
)


class Line(Widget):
    """One row of text, cut to the width."""

    def __init__(self, line_id: str) -> None:
        super().__init__(id=line_id)
        self._left, self._right = "", ""

    def show(self, left: str, right: str = "") -> None:
        """Change the text; nothing is drawn where it is the same."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render(self) -> Text:
        """The two ends."""
        width = self.size.width
        text = ends(self._left, self._right, width) if self._right else fit(self._left, width)
        return Text(text, no_wrap=True, end="")


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does."""

    key: str
    word: str


class Hints(Widget):
    """The keys worth knowing, as many as fit; the rest is on the help page."""

    COMPONENT_CLASSES = {"hints--key", "hints--word"}  # noqa: RUF012  # Textual reads it off the class

    def __init__(self) -> None:
        super().__init__(id="hints")
        self._hints: list[Hint] = []

    def show(self, keys: KeyMap) -> None:
        """Take the labels from the key map."""
        named = (Hint(keys.label(action), word) for action, word in HINTS)
        self._hints = [hint for hint in named if hint.key]
        self.refresh()

    def render(self) -> Text:
        """As many hints as fit."""
        key = self.get_component_rich_style("hints--key")
        word = self.get_component_rich_style("hints--word")
        text = Text(" ", no_wrap=True, end="", style=word)
        for hint in self._hints:
            if text.cell_len + len(hint.key) + len(hint.word) + 3 > self.size.width:
                break
            text.append(f" {hint.key} ", key)
            text.append(f"{hint.word} ", word)
        return text
