"""Rows that leave nothing for the garbage collection."""

from collections.abc import Iterable, Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class DrawnRow(Strip):
    """A strip that does not hold itself: Textual's own does once it is drawn, and only a collection frees it."""

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Parts of it; itself where it stays whole."""
        places = list(cuts)
        return [self] if places == [self.cell_length] else super().divide(places)


class RowWidget(Widget):
    """A widget whose rows are drawn anew so often that they must leave nothing behind."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in `crop`."""
        return [DrawnRow(strip, strip.cell_length) for strip in super().render_lines(crop)]
