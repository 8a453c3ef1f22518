"""A page to read over the tickets, such as all-day. What it shows follows the board."""

from collections.abc import Callable
from typing import ClassVar

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from kds_tui.ui.screens.overlay import Overlay


class TextPage(Overlay[str]):
    """A box with text that `content` makes anew, for a width in cells, whenever the board has changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", id="bump", show=False),
        Binding("a", "close", id="all_day", show=False),
    ]

    def __init__(self, title: str, content: Callable[[int], RenderableType]) -> None:
        super().__init__()
        self._title, self._content = title, content

    def compose(self) -> ComposeResult:
        """The text, scrolled by arrows where it is longer than the screen."""
        box = Vertical(classes="box")
        box.border_title = self._title
        box.border_subtitle = "↑ ↓ scroll · Esc close"
        with box, VerticalScroll(classes="scroll"):
            yield Static(id="text")

    def on_mount(self) -> None:
        """Fill it."""
        super().on_mount()
        self.board_changed()
        for scroll in self.query(VerticalScroll):
            scroll.focus()

    def on_resize(self) -> None:
        """Fill another width."""
        self.board_changed()

    def board_changed(self) -> None:
        """Make the text anew; nothing before the page is made, or once it is being taken down."""
        for box, text in zip(self.query(".box"), self.query("#text").results(Static), strict=False):
            text.update(self._content(max(20, box.size.width - 2)))
