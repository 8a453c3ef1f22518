"""Choosing one of a list: recall, station, 86, find. Keys, a bump bar or a filter find it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kds_tui.core.choices import Choice
from kds_tui.ui.bindings import UNASSIGNED
from kds_tui.ui.screens.overlay import Overlay

MOST_SHOWN = 200
Choices = Callable[[str], Sequence[Choice]]


def _digits(verb: str, *, assigned: bool) -> list[BindingType]:
    return [
        Binding(str(n) if assigned else UNASSIGNED, f"choose({n})", id=f"{verb}_{n}", show=False)
        for n in range(1, 10)
    ]


class ChoiceScreen(Overlay[str]):
    """A list; answers with the key of the chosen entry, or None.

    `choices` is called with what was typed into the filter, "" where there is none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", id="bump", show=False),
        Binding("up", "move(-1)", id="line_up", show=False),
        Binding("left", "move(-1)", id="previous", show=False),
        Binding("down", "move(1)", id="line_down", show=False),
        Binding("right", "move(1)", id="next", show=False),
        *_digits("select", assigned=True),
        *_digits("bump", assigned=False),
    ]

    def __init__(
        self, title: str, choices: Choices, *, none: str, filtered: bool = False, hint: str = ""
    ) -> None:
        super().__init__()
        self._title, self._choices, self._none = title, choices, none
        self._filtered, self._hint = filtered, hint
        self._held: Sequence[Choice] = ()

    def compose(self) -> ComposeResult:
        """A box with a filter, where there is one, and the list."""
        box = Vertical(classes="box")
        box.border_title = self._title
        box.border_subtitle = self._hint or "Enter choose · Esc close"
        with box:
            if self._filtered:
                yield Input(placeholder="type a part of it", id="filter")
            yield OptionList(id="list", markup=False)
            yield Static(self._none, classes="none", id="none", markup=False)

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        self._fill("")
        listing = self._listing()
        if listing is not None and not self._filtered:
            listing.focus()

    def _fill(self, query: str) -> None:
        self._held = list(self._choices(query))[:MOST_SHOWN]
        listing = self._listing()
        if listing is None:
            return
        listing.clear_options()
        listing.add_options(Option(Text(choice.text, no_wrap=True)) for choice in self._held)
        listing.highlighted = 0 if self._held else None
        listing.display = bool(self._held)
        self.query("#none").set(display=not self._held)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Enter in the filter takes the highlighted entry."""
        self.action_choose()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click in the list."""
        self._take(event.option_index)

    def action_choose(self, number: int | None = None) -> None:
        """Take the entry of a number, counted from 1, or the highlighted one."""
        listing = self._listing()
        if listing is not None:
            self._take(listing.highlighted if number is None else number - 1)

    def action_move(self, by: int) -> None:
        """Up or down in the list."""
        listing = self._listing()
        if listing is None:
            return
        if by < 0:
            listing.action_cursor_up()
        else:
            listing.action_cursor_down()

    def _listing(self) -> OptionList | None:
        """The list; None for a key that comes before the screen is made or after it is taken down."""
        return next(self.query("#list").results(OptionList), None)

    def _take(self, place: int | None) -> None:
        if place is not None and 0 <= place < len(self._held):
            self.close_with(self._held[place].key)
