"""Rows that leave nothing for the garbage collection."""

from collections.abc import Iterable, Sequence

from textual.strip import Strip


class DrawnRow(Strip):
    """A strip that does not hold itself: Textual's own does once it is drawn, and only a collection frees it."""

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Parts of it; itself where it stays whole."""
        places = list(cuts)
        return [self] if places == [self.cell_length] else super().divide(places)
