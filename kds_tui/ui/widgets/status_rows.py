"""The single rows around the wall: head, banner, what is sold out, and the foot."""

from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text
from textual.screen import Screen
from textual.widget import Widget

from kds_tui.core.terminal_text import fit, justify
from kds_tui.ui.bindings import UNASSIGNED


class StatusRow(Widget):
    """One row of text, cut to the width; it is there while it has something to say."""

    def __init__(self, line_id: str) -> None:
        super().__init__(id=line_id)
        self._left, self._right = "", ""

    def show(self, left: str, right: str = "") -> None:
        """Change the text; nothing is drawn where it is the same."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.set_class(bool(left), "-shown")
            self.refresh()

    def render(self) -> Text:
        """The two ends."""
        return _ends(self._left, self._right, self.size.width)


def _ends(left: str, right: str, width: int) -> Text:
    return Text(justify(left, right, width) if right else fit(left, width), no_wrap=True, end="")


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does."""

    key: str
    word: str


class FooterRow(Widget):
    """What was just done; else the keys worth knowing, as many as fit (the rest is on the help page)."""

    COMPONENT_CLASSES = {"foot--key", "foot--word", "foot--notice"}  # noqa: RUF012  # Textual reads it off the class

    def __init__(self) -> None:
        super().__init__(id="foot")
        self._hints: list[Hint] = []
        self._left, self._right = "", ""

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._read_bindings)

    def _read_bindings(self, screen: Screen[object]) -> None:
        bindings = [active.binding for active in screen.active_bindings.values() if active.binding.show]
        first = {binding.action: binding for binding in reversed(bindings) if binding.key != UNASSIGNED}
        hints = [Hint(self.app.get_key_display(b), b.description) for b in reversed(first.values())]
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def show(self, left: str, right: str = "") -> None:
        """Say something at the two ends; "" brings the hints back."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render(self) -> Text:
        """What is to be said, or as many hints as fit."""
        if not self._left:
            return self._hinted()
        said = _ends(self._left, self._right, self.size.width)
        said.stylize(self.get_component_rich_style("foot--notice"))
        return said

    def _hinted(self) -> Text:
        key = self.get_component_rich_style("foot--key")
        word = self.get_component_rich_style("foot--word")
        text = Text(" ", no_wrap=True, end="", style=word)
        for hint in self._hints:
            if text.cell_len + cell_len(hint.key) + cell_len(hint.word) + 3 > self.size.width:
                break
            text.append(f" {hint.key} ", key)
            text.append(f"{hint.word} ", word)
        return text
