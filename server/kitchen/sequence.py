"""Which changes of a restaurant a process has received. The database numbers changes without gaps."""

MOST_AHEAD = 10_000
"""Changes after a missing one that are remembered; those beyond are missing as well, until a snapshot has them."""


class ChangeSequence:
    """Counts changes received in any order; `complete` is the last one before the first that is missing."""

    def __init__(self, complete: int = 0) -> None:
        self.complete = complete
        self._ahead: set[int] = set()
        self._missing_after: int | None = None

    def receive(self, number: int) -> None:
        """Note change `number`; one received twice counts once."""
        if number == self.complete + 1 or (number > self.complete and len(self._ahead) < MOST_AHEAD):
            self._ahead.add(number)
        while self.complete + 1 in self._ahead:
            self.complete += 1
            self._ahead.remove(self.complete)

    def catch_up(self, number: int) -> None:
        """Take everything up to `number` as known, from a snapshot."""
        self.complete = max(self.complete, number)
        self._ahead = {ahead for ahead in self._ahead if ahead > self.complete}
        self.receive(self.complete)

    def doubt(self) -> None:
        """Take the next change that is missing for lost at the first look: the database was away, and none is just late."""
        self._missing_after = self.complete

    def is_lost(self, latest: int) -> bool:
        """Whether a change up to `latest` was lost: the same one is missing in two looks in a row.

        One that is missing for the first time may just be late.
        """
        missing_after = self.complete if latest > self.complete else None
        lost = missing_after is not None and missing_after == self._missing_after
        self._missing_after = missing_after
        return lost
