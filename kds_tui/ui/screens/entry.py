"""One line to type: a number, or a reason."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from kds_tui.core.texts import gettext
from kds_tui.ui.screens.overlay import Overlay

LONGEST = 500


class EntryScreen(Overlay[str]):
    """A field; answers with what was typed, or None. `digits`: nothing else can be typed."""

    def __init__(self, title: str, placeholder: str, *, digits: bool = False) -> None:
        super().__init__()
        self._title, self._placeholder, self._digits = title, placeholder, digits

    def compose(self) -> ComposeResult:
        """A box with the field."""
        box = Vertical(classes="box")
        box.border_title = self._title
        box.border_subtitle = gettext("Enter go on · Esc close")
        with box:
            yield Input(
                placeholder=self._placeholder,
                restrict=r"[0-9]*" if self._digits else None,
                max_length=LONGEST,
                id="entry",
            )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter answers; with nothing typed it waits on."""
        if event.value.strip():
            self.close_with(event.value.strip())
