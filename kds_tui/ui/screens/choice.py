"""Choosing one of a list: recall, station, 86, find. Keys, a bump bar or a filter find it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kds_tui.ui.screens.overlay import Overlay

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry; `key` is what comes back."""

    key: str
    text: str


Choices = Callable[[str], Sequence[Choice]]


class ChoiceScreen(Overlay[str]):
    """A list; answers with the key of the chosen entry, or None.

    `choices` is called with what was typed into the filter, "" where there is none.
    """

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
        if not self._filtered:
            self.query_one("#list").focus()

    def _fill(self, query: str) -> None:
        self._held = list(self._choices(query))[:MOST_SHOWN]
        listing = self.query_one("#list", OptionList)
        listing.clear_options()
        listing.add_options(Option(Text(choice.text, no_wrap=True)) for choice in self._held)
        listing.highlighted = 0 if self._held else None
        listing.display = bool(self._held)
        self.query_one("#none").display = not self._held

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Enter in the filter takes the highlighted entry."""
        self._take(self.query_one("#list", OptionList).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click in the list."""
        self._take(event.option_index)

    def _take(self, place: int | None) -> None:
        if place is not None and 0 <= place < len(self._held):
            self.dismiss(self._held[place].key)

    def on_key(self, event: Key) -> None:
        """Arrows from the filter, and whatever key of a bump bar means up, down or bump."""
        super().on_key(event)
        action = self.kitchen.keys.find_action(event.key, event.character)
        listing = self.query_one("#list", OptionList)
        if action in {"line_up", "previous"}:
            listing.action_cursor_up()
        elif action in {"line_down", "next"}:
            listing.action_cursor_down()
        elif action == "bump":
            self._take(listing.highlighted)
        elif action and action[-1] in "123456789" and not self._filtered:
            self._take(int(action[-1]) - 1)
        else:
            return
        event.stop()
        event.prevent_default()
